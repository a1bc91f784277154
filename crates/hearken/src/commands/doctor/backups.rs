//! The backups that lie in a folder.

use std::{
    fs,
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

use super::{
    Made, Verdict, fine,
    folder::{now, private_files},
    look,
};

/// A backup that is older than this is not made often enough.
const BACKUP: Duration = Duration::from_secs(8 * 24 * 3_600);

pub(super) fn checks(backups: Option<&Path>) -> Vec<Made> {
    vec![
        ("backup-new", backup_age(backups)),
        ("backup-whole", backups.and_then(newest_backup).and_then(|newest| whole(&newest))),
        ("backups-private", backups.and_then(private_files)),
    ]
}

/// The newest backup, and when it was written.
fn newest_backup(backups: &Path) -> Option<(PathBuf, SystemTime)> {
    let files = fs::read_dir(backups).ok()?.flatten().map(|file| file.path());
    let backups = files.filter(|file| file.extension().is_some_and(|ending| ending == "backup"));
    backups
        .filter_map(|file| Some((file.clone(), file.metadata().ok()?.modified().ok()?)))
        .max_by_key(|it| it.1)
}

fn backup_age(backups: Option<&Path>) -> Verdict {
    let Some((_, newest)) = newest_backup(backups?) else {
        return look("There is no backup in that folder.");
    };
    let age = now().saturating_sub(newest.duration_since(SystemTime::UNIX_EPOCH).ok()?);
    let says = format!("The newest backup is {} days old.", age.as_secs() / 86_400);
    if age <= BACKUP { fine(says) } else { look(says) }
}

fn whole((backup, _): &(PathBuf, SystemTime)) -> Verdict {
    match hearken_store::backup::look_at(backup) {
        Ok(()) => fine("The newest backup is whole, to the last byte."),
        Err(error) => look(format!("The newest backup cannot be put back: {error}. Make another.")),
    }
}
