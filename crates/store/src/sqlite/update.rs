//! Bringing a notebook that an older program wrote up to date.
//!
//! Before the first step a sealed backup is put beside it, so that there is a way back even if a step should turn out
//! to be wrong. A step that is killed leaves what was there, and is taken again.
//!
//! Nobody asked for that backup, so it must not keep what a person has done away with: it goes when something is
//! erased, and when a way in is replaced.

#[cfg(test)]
mod tests;

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
    time::UNIX_EPOCH,
};

use hearken_core::Timestamp;
use hearken_vault::StoreError;
use rusqlite::Connection;

use super::{
    DATABASE, io_error,
    schema::{migrate, version},
};
use crate::backup;

const BEFORE: &str = "notebook-before-update-";

/// Takes every step that was not yet taken, after a backup if there is something to lose.
pub(super) fn bring_up_to_date(
    folder: &Path,
    connection: &mut Connection,
    migrations: &[&str],
) -> Result<(), StoreError> {
    let found = version(connection)?;
    if found > 0 && (found as usize) < migrations.len() {
        let target = folder.join(format!("{BEFORE}{found}.backup"));
        backup::replace(connection, &target, last_change(folder)?)?;
        tracing::info!(backup = %target.display(), "a backup was made before the update");
    }
    migrate(connection, migrations)
}

/// When the notebook was last written to. The store has no clock, and the backup holds nothing later.
fn last_change(folder: &Path) -> Result<Timestamp, StoreError> {
    let changed = fs::metadata(folder.join(DATABASE)).and_then(|file| file.modified()).map_err(io_error)?;
    let since = changed.duration_since(UNIX_EPOCH).unwrap_or_default();
    Ok(Timestamp::from_millis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX)))
}

/// Overwrites and deletes the backups that updates made.
pub(super) fn forget_backups(folder: &Path) -> io::Result<()> {
    backups(folder)?.iter().try_for_each(|backup| {
        let length = fs::metadata(backup)?.len();
        let mut file = fs::OpenOptions::new().write(true).open(backup)?;
        io::copy(&mut io::Read::take(io::repeat(0), length), &mut file)?;
        file.flush()?;
        file.sync_all()?;
        fs::remove_file(backup)
    })
}

fn backups(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let files: Vec<_> = fs::read_dir(folder)?.collect::<io::Result<_>>()?;
    let is_ours = |file: &fs::DirEntry| file.file_name().to_string_lossy().starts_with(BEFORE);
    Ok(files.into_iter().filter(is_ours).map(|file| file.path()).collect())
}
