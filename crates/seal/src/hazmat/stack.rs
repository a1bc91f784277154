//! Wipes the stack behind work that leaves secrets on it.
//!
//! A key that is moved from one function to the next leaves a copy in each one's frame, and whoever wipes the last copy
//! does not know of the others. Our own secrets live behind boxes for that reason; the keys that other crates make of
//! them do not. `cargo xtask proof T26` found an account's secret in a locked program's memory that way.

use std::hint::black_box;

use zeroize::Zeroize;

/// More than the deepest work done here takes, in a build that optimises nothing.
const DEPTH: usize = 256 * 1024;

/// Does the work, then overwrites what it left below this frame.
pub(crate) fn wiped_after<T>(work: impl FnOnce() -> T) -> T {
    let done = aside(work);
    overwrite();
    done
}

/// In a frame of its own, which begins where the one of [`overwrite`] will.
#[inline(never)]
fn aside<T>(work: impl FnOnce() -> T) -> T {
    work()
}

#[inline(never)]
fn overwrite() {
    let mut space = [0_u8; DEPTH];
    space.zeroize();
    black_box(&mut space);
}
