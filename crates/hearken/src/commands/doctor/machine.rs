//! What the machine lets this program do, and keeps others from doing to it.

use super::{Made, Verdict, fine, look};
use crate::commands::serve::files;

/// Fewer files at once than this, and a busy server has to show people out.
const FILES: usize = 1_024;

pub(super) fn checks() -> Vec<Made> {
    vec![
        ("memory-protected", dumps(is_dumpable())),
        ("files-enough", files::at_most().and_then(enough_files)),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn t58_a_machine_that_dumps_memory_or_allows_few_files_is_seen_red() {
        assert!(matches!(dumps(Some(true)), Some(Err(_))) && matches!(dumps(Some(false)), Some(Ok(_))));
        assert!(matches!(enough_files(256), Some(Err(_))) && matches!(enough_files(16_384), Some(Ok(_))));
    }
}
