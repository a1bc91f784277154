//! The folder of the notebook, what is in it, and its backups.

use std::{
    fs,
    io::Write,
    path::Path,
    time::{Duration, Instant, SystemTime},
};

use super::{Made, Verdict, fine, judged, look};
use crate::{
    cli::Common,
    clock::SystemClock,
    notebook::{self, Access},
    problem::Problem,
};
use hearken_vault::Clock;

/// A sync that takes longer makes every save slow.
const SYNC: Duration = Duration::from_millis(200);
/// How far a clock may be behind a file that it wrote itself.
const AHEAD: Duration = Duration::from_secs(60);

pub(super) async fn checks(folder: &Path, common: &Common) -> Vec<Made> {
    vec![
        ("folder-there", is_there(folder)),
        ("folder-own", own(folder)),
        ("folder-private", private_folder(folder)),
        ("files-private", private_files(folder)),
        ("notebook-answers", answers(common).await),
        ("room-on-disk", room(folder)),
        ("room-for-files", room_for_files(folder)),
        ("disk-local", disk(folder)),
        ("sync-works", syncs(folder)),
        ("clock-not-behind", clock(folder)),
        ("clock-right", this_age(now())),
    ]
}

fn is_there(folder: &Path) -> Verdict {
    if folder.is_dir() {
        fine("The folder of the notebook is there.")
    } else {
        look("There is no such folder yet. The first start makes it.")
    }
}

#[cfg(target_os = "linux")]
fn own(folder: &Path) -> Verdict {
    let owner = std::os::unix::fs::MetadataExt::uid(&fs::metadata(folder).ok()?);
    owned_by(owner, rustix::process::geteuid().as_raw())
}

#[cfg(not(target_os = "linux"))]
fn own(_: &Path) -> Verdict {
    None
}

#[cfg(target_os = "linux")]
fn owned_by(owner: u32, us: u32) -> Verdict {
    judged(
        owner == us,
        || "The folder of the notebook belongs to whoever runs this.".to_owned(),
        || "The folder of the notebook belongs to somebody else. Look as whoever runs the server.".to_owned(),
    )
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

pub(super) fn private_files(folder: &Path) -> Verdict {
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

/// Inodes: a disk with room and without these makes no file.
#[cfg(target_os = "linux")]
fn room_for_files(folder: &Path) -> Verdict {
    let about = rustix::fs::statvfs(folder).ok()?;
    // Some file systems count none.
    enough_files(about.f_favail, about.f_files).filter(|_| about.f_files > 0)
}

#[cfg(not(target_os = "linux"))]
fn room_for_files(_: &Path) -> Verdict {
    None
}

#[cfg(target_os = "linux")]
fn enough_files(free: u64, all: u64) -> Verdict {
    judged(
        free >= (all / 100).min(10_000),
        || "There is room for more files where the notebook lies.".to_owned(),
        || "Hardly any more files fit where the notebook lies. Then nothing more is kept.".to_owned(),
    )
}

/// File systems of other machines, by their numbers in `statfs(2)`: NFS, SMB, CIFS, SMB 2, 9P, AFS.
#[cfg(target_os = "linux")]
const ELSEWHERE: [i64; 6] = [0x6969, 0x517b, 0xff53_4d42, 0xfe53_4d42, 0x0102_1997, 0x5346_414f];

#[cfg(target_os = "linux")]
fn disk(folder: &Path) -> Verdict {
    here(rustix::fs::statfs(folder).ok()?.f_type)
}

#[cfg(not(target_os = "linux"))]
fn disk(_: &Path) -> Verdict {
    None
}

#[cfg(target_os = "linux")]
/// The number is of another width on other machines.
fn here(kind: impl Into<i64>) -> Verdict {
    judged(
        !ELSEWHERE.contains(&(kind.into() & 0xffff_ffff)),
        || "The notebook lies on a disk of this machine.".to_owned(),
        || "The notebook lies on another machine's disk. Locks and syncs may mean nothing there.".to_owned(),
    )
}

/// The years in which this program can run: it was made in 2026.
fn this_age(now: Duration) -> Verdict {
    let year = 1970 + now.as_secs() / 31_556_952;
    judged(
        (2026..2100).contains(&year),
        || "The clock shows a year that can be.".to_owned(),
        || format!("The clock shows the year {year}. Days, ends and waits would be wrong."),
    )
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

pub(super) fn now() -> Duration {
    Duration::from_millis(u64::try_from(SystemClock::start().now().as_millis()).unwrap_or(0))
}

fn right_clock(now: Duration, newest: Duration) -> Verdict {
    if newest <= now + AHEAD {
        fine("The clock is not behind what was written here.")
    } else {
        look("The clock is behind what was written here. New entries would stand before older ones.")
    }
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
        assert!(is_red(this_age(day(3))) && is_red(this_age(day(60_000))) && !is_red(this_age(day(20_800))));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn t58_a_folder_of_anothers_and_a_disk_elsewhere_are_seen_red() {
        let is_red = |verdict: Verdict| matches!(verdict, Some(Err(_)));
        assert!(is_red(owned_by(0, 1000)) && !is_red(owned_by(1000, 1000)));
        assert!(is_red(enough_files(3, 1_000_000)) && !is_red(enough_files(500_000, 1_000_000)));
        assert!(is_red(here(0x6969)) && is_red(here(i64::from(0xff53_4d42_u32.cast_signed()))));
        assert!(!is_red(here(0xef53)), "ext4");
    }
}
