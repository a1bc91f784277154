//! What people wrote in other programs, and in our own archives, on its way into a notebook.
//!
//! [`recognise`] looks at what a file is, [`read`] turns it into records without touching the notebook, and [`plan`]
//! compares them with the notebook: what is new, what changed, what is already here. Only then is something kept,
//! and by somebody else. Nothing contacts another host, and nothing inside a file is ever run or followed.

mod dayone;
mod error;
mod gather;
mod jrnl;
pub mod limits;
mod markdown;
pub(crate) mod notes;
mod plan;
mod recognise;
pub(crate) mod report;
mod safe_zip;
mod text;
mod time;
mod tree;
mod written;

use std::path::Path;

use hearken_core::{Revision, journal::JournalEntry};
use jiff::tz::TimeZone;
use zeroize::Zeroizing;

pub use error::ImportError;
pub use plan::{Plan, plan};
pub use recognise::recognise;
pub use report::{Counts, ImportReport, Level, Warning};

pub(crate) use dayone::{read_json as read_day_one_json, rich_text::to_markdown as rich_text_to_markdown};
pub(crate) use jrnl::{read_json as read_jrnl_json, read_text as read_jrnl_text};
pub(crate) use limits::is_shallow;
pub(crate) use markdown::{front_matter, read_note as read_markdown_note};
pub(crate) use recognise::recognise_bytes;
pub(crate) use safe_zip::{SafeZip, ZipLimits};

/// The formats that can be read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    /// Our own archive, as [`crate::archive::write`] makes it.
    Hearken,
    /// jrnl: plain text, its JSON export, its folders, and what it encrypted.
    Jrnl,
    /// Day One's JSON export, as a zip, a folder or the JSON alone.
    DayOne,
    /// A folder or zip of Markdown files, or one such file.
    Markdown,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 4] = [Self::Hearken, Self::Jrnl, Self::DayOne, Self::Markdown];

    /// Its name on the command line and in [`hearken_core::journal::SourceRef::app`].
    pub const fn name(self) -> &'static str {
        match self {
            Self::Hearken => "hearken",
            Self::Jrnl => "jrnl",
            Self::DayOne => "dayone",
            Self::Markdown => "markdown",
        }
    }

    /// The format with that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }
}

/// Asks for the passphrase of a sealed file; `None` when nobody wants to give it.
pub type AskPassphrase<'a> = &'a dyn Fn() -> Option<Zeroizing<String>>;

/// Is told how much is done, and of how much.
pub type Progress<'a> = &'a mut dyn FnMut(u64, u64);

/// What a file does not say about itself.
#[derive(Clone)]
pub struct ImportOptions<'a> {
    /// Where times were written that do not say so.
    pub assumed_zone: TimeZone,
    /// How to ask for the passphrase of a sealed file; asked at most once.
    pub passphrase: Option<AskPassphrase<'a>>,
    /// Whether `05/06/2026` is the fifth of June; `None` leaves it to the file, which may not say.
    pub day_first: Option<bool>,
    /// Keep places, weather and device names, sealed with the entry; they are left out otherwise.
    pub keep_places: bool,
}

/// What was read, before anything is kept.
#[derive(Debug, Default)]
pub struct Import {
    /// The records, in the order of the file.
    pub found: Vec<Found>,
    /// What happened on the way.
    pub report: ImportReport,
}

/// One record that was read.
#[derive(Clone, PartialEq, Debug)]
pub struct Found {
    /// The record.
    pub what: FoundKind,
    /// Whether it lost or changed something on the way.
    pub degraded: bool,
}

/// What was read.
#[derive(Clone, PartialEq, Debug)]
pub enum FoundKind {
    /// A journal entry of another program; its `source` is always set.
    Entry(Box<JournalEntry>),
    /// One save of a record from an archive of our own, with its own number and time.
    Saved(Box<Revision>),
}

/// Reads a file or folder. Nothing is kept yet; see [`plan`].
///
/// # Errors
/// When it cannot be read as a whole. Single entries that cannot be kept are in the report instead.
pub fn read(
    path: &Path,
    format: Format,
    options: &ImportOptions,
    progress: Progress,
) -> Result<Import, ImportError> {
    match format {
        Format::Hearken => crate::archive::read_import(path, progress),
        Format::Jrnl => jrnl::read(path, options, progress),
        Format::DayOne => dayone::read(path, options, progress),
        Format::Markdown => markdown::read(path, options, progress),
    }
}
