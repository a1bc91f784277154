//! Our own archive: the whole notebook as one zip that can be read without us.
//!
//! `notebook.json` is complete: every record with every revision. The Markdown files beside it are twins of what
//! stands now, for people. [`write()`] makes the same bytes from the same notebook; [`crate::import::read`] and
//! [`crate::import::plan`] bring it back without loss and without doubles. `docs/archive-format.md` describes it.

mod convert;
mod convert_exercises;
mod markdown;
mod merge;
mod read;
mod slug;
mod v1;
mod v1_exercises;
mod write;

pub(crate) use merge::plan;
pub(crate) use read::read_import;
pub use read::{Archive, read, read_json};
pub use write::{Written, write};

/// What the archive calls itself in `notebook.json`.
pub const FORMAT: &str = "hearken-archive";

/// The version that is written, and the newest that is read.
pub const VERSION: u64 = 1;

/// The complete file in the zip.
pub const NOTEBOOK: &str = "notebook.json";
