//! What people wrote in other programs, and in our own archives, on its way into a notebook: journals, inner systems with
//! their parts, and answers to questionnaires.
//!
//! [`recognise`] looks at what a file is, [`read`] turns it into records without touching the notebook, and [`plan`]
//! compares them with the notebook: what is new, what changed, what is already here. Only then is something kept,
//! and by somebody else. Nothing contacts another host, and nothing inside a file is ever run or followed.

mod dayone;
mod error;
mod fhir;
mod gather;
mod jrnl;
pub mod limits;
mod markdown;
pub(crate) mod notes;
mod plan;
mod plural;
mod recognise;
pub(crate) mod report;
mod safe_zip;
mod source;
pub(crate) mod text;
mod tie;
mod time;
mod tree;
mod written;

use hearken_core::{
    Record, Revision, Timestamp, journal::JournalEntry, pictures::Picture, responses::Response,
};
use jiff::tz::TimeZone;
use zeroize::Zeroizing;

use crate::measured::Measured;

pub use error::ImportError;
pub use plan::{Plan, plan};
pub use recognise::recognise;
pub use report::{Counts, ImportReport, Level, Warning};
pub use source::Source;

pub(crate) use dayone::{read_json as read_day_one_json, rich_text::to_markdown as rich_text_to_markdown};
pub(crate) use jrnl::{read_json as read_jrnl_json, read_text as read_jrnl_text};
pub(crate) use limits::is_shallow;
pub(crate) use markdown::{front_matter, read_note as read_markdown_note};
pub(crate) use plural::{BIRTHDAY, month_and_day, read_json as read_plural_json};
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
    /// The JSON export of `PluralKit`.
    PluralKit,
    /// The JSON export of Simply Plural.
    SimplyPlural,
    /// `OpenPlural` (`PluralPort`) 0.1, alone or in a zip.
    OpenPlural,
    /// Answers to questionnaires in FHIR R4: a response, or a Bundle of them.
    Fhir,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 8] = [
        Self::Hearken,
        Self::Jrnl,
        Self::DayOne,
        Self::Markdown,
        Self::PluralKit,
        Self::SimplyPlural,
        Self::OpenPlural,
        Self::Fhir,
    ];

    /// Its name on the command line and in [`hearken_core::journal::SourceRef::app`].
    pub const fn name(self) -> &'static str {
        match self {
            Self::Hearken => "hearken",
            Self::Jrnl => "jrnl",
            Self::DayOne => "dayone",
            Self::Markdown => "markdown",
            Self::PluralKit => "pluralkit",
            Self::SimplyPlural => "simplyplural",
            Self::OpenPlural => "openplural",
            Self::Fhir => "fhir",
        }
    }

    /// Its name as people know it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Hearken => "Hearken",
            Self::Jrnl => "jrnl",
            Self::DayOne => "Day One",
            Self::Markdown => "Markdown",
            Self::PluralKit => "PluralKit",
            Self::SimplyPlural => "Simply Plural",
            Self::OpenPlural => "OpenPlural",
            Self::Fhir => "a program that writes FHIR",
        }
    }

    /// Whether it holds an inner system: members, groups, and who was in front.
    pub const fn is_plural(self) -> bool {
        matches!(self, Self::PluralKit | Self::SimplyPlural | Self::OpenPlural)
    }

    /// The format with that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }
}

/// Asks for the passphrase of a sealed file; `None` when nobody wants to give it.
pub type AskPassphrase<'a> = &'a dyn Fn() -> Option<Zeroizing<String>>;

/// Makes a small, clean picture of ours from the bytes of one; `None` when they are none.
pub type MakePicture = fn(&[u8]) -> Option<Picture>;

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
    /// What to take of an inner system.
    pub take: Take,
    /// When this is read; later moments are pointed out.
    pub now: Option<Timestamp>,
    /// How a picture becomes one of ours; without it pictures are kept as they are, unseen.
    pub picture: Option<MakePicture>,
    /// The questionnaires that are known; answers to others are left out.
    pub measured: &'a [Measured<'a>],
}

impl ImportOptions<'_> {
    /// Nothing but where times were written that do not say so.
    pub const fn new(assumed_zone: TimeZone) -> Self {
        Self {
            assumed_zone,
            passphrase: None,
            day_first: None,
            keep_places: false,
            take: Take::USUAL,
            now: None,
            picture: None,
            measured: &[],
        }
    }
}

/// What to take of an inner system. Parts and their bonds always come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Take {
    /// Groups.
    pub groups: bool,
    /// Notes about parts, as journal entries.
    pub notes: bool,
    /// Who was in front and when, as a journal entry a day.
    pub history: bool,
    /// Nothing arrives hidden, and private fields are ordinary ones.
    pub ordinary: bool,
}

impl Take {
    /// What is taken unless somebody says otherwise.
    pub const USUAL: Self = Self { groups: true, notes: true, history: false, ordinary: false };
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
    /// A record of an inner system, whose ties are still the other program's ids; its `source` is always set.
    Tied(Box<Tied>),
    /// Answers to a questionnaire that is known, marked as brought in.
    Answered(Box<Response>),
}

/// A record of an inner system of another program.
#[derive(Clone, PartialEq, Debug)]
pub struct Tied {
    /// The record, without its ties.
    pub what: Record,
    /// What it is tied to.
    pub ties: Ties,
    /// Names of the same record in other programs: program and id, as in [`hearken_core::journal::SourceRef`].
    pub also: Vec<(String, String)>,
}

/// What a record is tied to, by the ids that [`hearken_core::journal::SourceRef::id`] has. All of them are in the file.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Ties {
    /// Parts of a group or of a journal entry.
    pub parts: Vec<String>,
    /// The group that a group stands within.
    pub within: Option<String>,
    /// The two ends of a bond.
    pub ends: Option<(String, String)>,
    /// A part's picture.
    pub picture: Option<Picture>,
}

/// Reads a file or folder, or the bytes of a file. Nothing is kept yet; see [`plan`].
///
/// # Errors
/// When it cannot be read as a whole. Single entries that cannot be kept are in the report instead.
pub fn read<'a>(
    source: impl Into<Source<'a>>,
    format: Format,
    options: &ImportOptions,
    progress: Progress,
) -> Result<Import, ImportError> {
    let source = source.into();
    match format {
        Format::Hearken => crate::archive::read_import(source, progress),
        Format::Jrnl => jrnl::read(source, options, progress),
        Format::DayOne => dayone::read(source, options, progress),
        Format::Markdown => markdown::read(source, options, progress),
        Format::PluralKit | Format::SimplyPlural | Format::OpenPlural => {
            plural::read(source, format, options, progress)
        }
        Format::Fhir => fhir::read(source, options, progress),
    }
}
