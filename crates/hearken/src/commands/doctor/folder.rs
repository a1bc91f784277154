//! The folder of the notebook, what is in it, and its backups.

use std::{
    fs,
    io::Write,
    path::Path,
    time::{Duration, Instant, SystemTime},
};

use super::{Made, Verdict, fine, look};
use crate::{
    cli::Common,
    clock::SystemClock,
    notebook::{self, Access},
    problem::Problem,
};
use hearken_vault::Clock;

/// A backup that is older than this is not made often enough.
const BACKUP: Duration = Duration::from_secs(8 * 24 * 3_600);
/// A sync that takes longer makes every save slow.
const SYNC: Duration = Duration::from_millis(200);
/// How far a clock may be behind a file that it wrote itself.
const AHEAD: Duration = Duration::from_secs(60);

pub(super) async fn checks(folder: &Path, common: &Common, backups: Option<&Path>) -> Vec<Made> {
    vec![
        ("folder-there", is_there(folder)),
        ("folder-private", private_folder(folder)),
        ("files-private", private_files(folder)),
        ("notebook-answers", answers(common).await),
        ("room-on-disk", room(folder)),
        ("sync-works", syncs(folder)),
        ("clock-not-behind", clock(folder)),
        ("backup-new", backup_age(backups)),
        ("backups-private", backups.and_then(private_files)),
    ]
}

fn is_there(folder: &Path) -> Verdict {
    if folder.is_dir() {
        fine("The folder of the notebook is there.")
    } else {
        look("There is no such folder yet. The first start makes it.")
    }
}

#[cfg(unix)]
fn mode(path: &Path) -> Option<u32> {
    fs::metadata(path).ok().map(|about| std::os::unix::fs::PermissionsExt::mode(&about.permissions()))
}

#[cfg(not(unix))]
fn mode(_: &Path) -> Option<u32> {
    None
}

/// Whether anybody but its owner gets at it.
fn is_open(path: &Path) -> bool {
    mode(path).is_some_and(|mode| mode & 0o077 != 0)
}

fn private_folder(folder: &Path) -> Verdict {
    mode(folder)?;
    if is_open(folder) {
        look("Others on this machine get into the folder of the notebook. Take that away with `chmod 700`.")
    } else {
        fine("Only its owner gets into the folder of the notebook.")
    }
}

fn private_files(folder: &Path) -> Verdict {
    let files = fs::read_dir(folder).ok()?.flatten().map(|file| file.path()).filter(|path| path.is_file());
    let open = files.filter(|file| is_open(file)).count();
    if open == 0 {
        fine("Only their owner can read the files in it.")
    } else {
        look(format!(
            "Others on this machine can read {open} of the files in it. Take that away with `chmod 600`."
        ))
    }
}

async fn answers(common: &Common) -> Verdict {
    let asked = async {
        let store = notebook::store(common, Access::Read).await?;
        notebook::keeper(store).store_answers().await.map_err(Problem::from)
    };
    match asked.await {
        Ok(()) => fine("The notebook opens for reading, and this program knows its format."),
        Err(problem) => look(problem.happened()),
    }
}

#[cfg(unix)]
fn room(folder: &Path) -> Verdict {
    let about = rustix::fs::statvfs(folder).ok()?;
    let bytes = |blocks: u64| blocks.saturating_mul(about.f_frsize);
    enough_room(bytes(about.f_bavail), bytes(about.f_blocks))
}

#[cfg(not(unix))]
fn room(_: &Path) -> Verdict {
    None
}

/// A tenth of the disk, or ten gigabytes of a large one.
fn enough_room(free: u64, all: u64) -> Verdict {
    let says = format!("{} MB are free where the notebook lies.", free >> 20);
    if free >= (all / 10).min(10 << 30) {
        fine(says)
    } else {
        look(says + " A full disk keeps nothing more.")
    }
}

fn syncs(folder: &Path) -> Verdict {
    if !folder.is_dir() {
        return None;
    }
    let (path, begun) = (folder.join("doctor.tmp"), Instant::now());
    let written = fs::File::create(&path).and_then(|mut file| {
        file.write_all(b"hearken doctor\n")?;
        file.sync_all()
    });
    let taken = begun.elapsed();
    // What could not be made need not be taken away.
    let _ = fs::remove_file(&path);
    match written {
        Ok(()) => quick_enough(taken),
        Err(error) => look(format!("Nothing can be written where the notebook lies ({}).", error.kind())),
    }
}

fn quick_enough(taken: Duration) -> Verdict {
    let says = format!("Bringing a few bytes onto the disk takes {} ms.", taken.as_millis());
    if taken <= SYNC { fine(says) } else { look(says + " Every save takes as long.") }
}

fn clock(folder: &Path) -> Verdict {
    let newest = fs::read_dir(folder)
        .ok()?
        .flatten()
        .filter_map(|file| file.metadata().ok()?.modified().ok())
        .max()?;
    right_clock(now(), newest.duration_since(SystemTime::UNIX_EPOCH).ok()?)
}

fn now() -> Duration {
    Duration::from_millis(u64::try_from(SystemClock::start().now().as_millis()).unwrap_or(0))
}

fn right_clock(now: Duration, newest: Duration) -> Verdict {
    if newest <= now + AHEAD {
        fine("The clock is not behind what was written here.")
    } else {
        look("The clock is behind what was written here. New entries would stand before older ones.")
    }
}

fn backup_age(backups: Option<&Path>) -> Verdict {
    let files = fs::read_dir(backups?).ok()?.flatten();
    let backups = files.filter(|file| file.path().extension().is_some_and(|ending| ending == "backup"));
    let newest = backups.filter_map(|file| file.metadata().ok()?.modified().ok()).max();
    let Some(newest) = newest else { return look("There is no backup in that folder.") };
    let age = now().saturating_sub(newest.duration_since(SystemTime::UNIX_EPOCH).ok()?);
    let says = format!("The newest backup is {} days old.", age.as_secs() / 86_400);
    if age <= BACKUP { fine(says) } else { look(says) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn t58_each_of_what_a_test_cannot_bring_about_is_seen_red() {
        let is_red = |verdict: Verdict| matches!(verdict, Some(Err(_)));
        assert!(is_red(enough_room(1 << 20, 1 << 30)) && !is_red(enough_room(200 << 20, 1 << 30)));
        assert!(!is_red(enough_room(20 << 30, 1 << 40)), "a large disk is not full at a twentieth");
        assert!(
            is_red(quick_enough(Duration::from_millis(500)))
                && !is_red(quick_enough(Duration::from_millis(5)))
        );
        let day = |days: u64| Duration::from_secs(days * 86_400);
        assert!(is_red(right_clock(day(1), day(2))) && !is_red(right_clock(day(2), day(2))));
    }
}
