//! What the machine lets this program do, and keeps others from doing to it.

use std::fs;

use super::{Made, Verdict, fine, judged, look};
use crate::commands::serve::files;

/// Fewer files at once than this, and a busy server has to show people out.
const FILES: usize = 1_024;

pub(super) fn checks() -> Vec<Made> {
    vec![
        ("memory-protected", dumps(is_dumpable())),
        ("files-enough", files::at_most().and_then(enough_files)),
        ("swap-encrypted", fs::read_to_string("/proc/swaps").ok().and_then(|swaps| swap(&swaps))),
        ("zones-known", zones(jiff::tz::db().get("Australia/Lord_Howe").is_ok())),
        ("log-quiet", quiet(std::env::var("HEARKEN_LOG").ok().as_deref())),
    ]
}

#[cfg(target_os = "linux")]
fn is_dumpable() -> Option<bool> {
    use rustix::process::{DumpableBehavior, dumpable_behavior};

    dumpable_behavior().ok().map(|behaviour| behaviour != DumpableBehavior::NotDumpable)
}

#[cfg(not(target_os = "linux"))]
fn is_dumpable() -> Option<bool> {
    None
}

fn dumps(is_dumpable: Option<bool>) -> Verdict {
    if is_dumpable? {
        look("The system would write this program's memory into a dump, or show it to a debugger.")
    } else {
        fine("The system neither dumps this program's memory nor shows it to a debugger of the same person.")
    }
}

fn enough_files(files: usize) -> Verdict {
    let says = format!("The system lets this program have {files} files and connections at once.");
    if files >= FILES { fine(says) } else { look(says + " A busy server needs more; see LimitNOFILE.") }
}

/// Memory that is put aside on a disk outlives the program; there it should be encrypted, or not leave memory (zram).
fn swap(swaps: &str) -> Verdict {
    let plain = |line: &str| !["/dev/dm-", "/dev/mapper/", "/dev/zram"].iter().any(|it| line.starts_with(it));
    judged(
        !swaps.lines().skip(1).any(plain),
        || "No memory is put aside on a disk unless it is encrypted there.".to_owned(),
        || {
            "Memory may be put aside on a disk as it is, with words of an open notebook. Encrypt the swap, or set MemorySwapMax=0 for the service.".to_owned()
        },
    )
}

fn zones(known: bool) -> Verdict {
    judged(
        known,
        || "Time zones are known.".to_owned(),
        || "Time zones are not known: days and hours would be those of UTC.".to_owned(),
    )
}

fn quiet(level: Option<&str>) -> Verdict {
    let level = level.map(str::trim).unwrap_or_default().to_ascii_lowercase();
    judged(
        !["debug", "trace"].contains(&level.as_str()),
        || "The log says no more than it has to.".to_owned(),
        || format!("HEARKEN_LOG asks for {level}: no word stands in it, but more than a server needs."),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn t58_plain_swap_lost_zones_and_a_talking_log_are_seen_red() {
        let is_red = |verdict: Verdict| matches!(verdict, Some(Err(_)));
        let head = "Filename Type Size Used Priority\n";
        assert!(is_red(swap(&format!("{head}/dev/sda2 partition 1 0 -2\n"))));
        assert!(!is_red(swap(head)) && !is_red(swap(&format!("{head}/dev/dm-1 partition 1 0 -2\n"))));
        assert!(is_red(zones(false)) && !is_red(zones(true)));
        assert!(is_red(quiet(Some("trace"))) && is_red(quiet(Some("DEBUG"))));
        assert!(!is_red(quiet(Some("info"))) && !is_red(quiet(None)));
    }

    #[test]
    fn t58_a_machine_that_dumps_memory_or_allows_few_files_is_seen_red() {
        assert!(matches!(dumps(Some(true)), Some(Err(_))) && matches!(dumps(Some(false)), Some(Ok(_))));
        assert!(matches!(enough_files(256), Some(Err(_))) && matches!(enough_files(16_384), Some(Ok(_))));
    }
}
