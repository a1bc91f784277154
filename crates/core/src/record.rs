//! Records and their revisions: the one shape in which everything is kept.

use crate::{
    RecordId, Timestamp, erasure::Erasure, exercises::Run, journal::JournalEntry, parts::Part,
    settings::Settings,
};

/// Fields that a newer program wrote and this one does not know, carried along unread and written back whole.
///
/// The bytes are whatever the storing side makes of them; to the core they are opaque.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Extra(pub Vec<u8>);

/// What one revision holds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Record {
    /// A journal entry.
    Journal(JournalEntry),
    /// A part of the person. In a box, so that journal entries, of which there are thousands, take no more room than
    /// they need.
    Part(Box<Part>),
    /// One run of a guided exercise.
    Exercise(Run),
    /// The person's settings.
    Settings(Settings),
    /// What was taken out of the log.
    Erasure(Erasure),
    /// A kind that only a newer program knows: kept, counted, never touched.
    Unknown(UnknownRecord),
}

/// The kinds of record this program knows.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Kind {
    /// See [`Record::Journal`].
    Journal,
    /// See [`Record::Part`].
    Part,
    /// See [`Record::Exercise`].
    Exercise,
    /// See [`Record::Settings`].
    Settings,
    /// See [`Record::Erasure`].
    Erasure,
    /// See [`Record::Unknown`].
    Unknown,
}

/// A record of a kind this program does not know.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UnknownRecord {
    /// The kind's name, as the newer program wrote it.
    pub kind: String,
    /// The version of the kind's shape.
    pub version: u32,
    /// The payload, as it was found.
    pub payload: Extra,
}

impl Record {
    /// Which kind this is.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Journal(_) => Kind::Journal,
            Self::Part(_) => Kind::Part,
            Self::Exercise(_) => Kind::Exercise,
            Self::Settings(_) => Kind::Settings,
            Self::Erasure(_) => Kind::Erasure,
            Self::Unknown(_) => Kind::Unknown,
        }
    }
}

/// One save of one record, as it stands in the log.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Revision {
    /// Which record.
    pub record: RecordId,
    /// Its number, from 1, without gaps.
    pub rev: u32,
    /// The revision this one started from; 0 for a new record. Smaller than `rev − 1` when somebody else saved in
    /// between: then both stand until the person chooses.
    pub base: u32,
    /// Other standing revisions that this one settles.
    pub settles: Vec<u32>,
    /// When it was saved.
    pub saved: Timestamp,
    /// What it holds.
    pub what: Record,
}

/// A save that is about to be made: everything of a [`Revision`] that the writer decides.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewRevision {
    /// Which record; made by the writer, so that a retry lands once.
    pub record: RecordId,
    /// The revision it started from; 0 for a new record.
    pub base: u32,
    /// Other standing revisions that this one settles.
    pub settles: Vec<u32>,
    /// What it holds.
    pub what: Record,
}

impl NewRevision {
    /// The first revision of a new record.
    pub fn first(record: RecordId, what: Record) -> Self {
        Self::edit(record, 0, what)
    }

    /// An edit of revision `base`.
    pub fn edit(record: RecordId, base: u32, what: Record) -> Self {
        Self { record, base, settles: Vec::new(), what }
    }
}
