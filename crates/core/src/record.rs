//! Records and their revisions: the one shape in which everything is kept.

mod kinds;
mod texts;

use crate::{RecordId, Timestamp, journal::SourceRef};

pub use kinds::{Kind, Known, Record};

/// Fields that a newer program wrote and this one does not know, carried along unread and written back whole.
///
/// The bytes are whatever the storing side makes of them; to the core they are opaque.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Extra(pub Vec<u8>);

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
    /// Where it came from, if it came from another program.
    pub fn source(&self) -> Option<&SourceRef> {
        match self {
            Self::Journal(entry) => entry.source.as_deref(),
            Self::Part(part) => part.source.as_ref(),
            Self::Bond(bond) => bond.source.as_ref(),
            Self::Group(group) => group.source.as_ref(),
            _ => None,
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
