//! Simulated power cuts: record what a program does to its files, then rebuild what a disk could hold had the power
//! gone at any moment in between.
//!
//! A plain `kill -9` proves nothing about power cuts: what was written but never synced survives it in memory. So
//! [`Recorder`] notes each write and each finished sync, and [`Disk`] keeps what was synced and rolls dice about
//! the rest.

mod disk;
mod recorder;

pub(crate) use disk::{Disk, Fate};
pub(crate) use recorder::{Change, Note, Recorder};
