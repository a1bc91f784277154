//! Records and their revisions: the one shape in which everything is kept.

mod known;
mod texts;

use crate::{
    RecordId, Timestamp, agreements::Agreement, bonds::Bond, breathing::Breathing, breathing::Care,
    breathing::OwnBreath, decisions::Decision, erasure::Erasure, exercises::Run, groups::Group,
    journal::JournalEntry, journal::SourceRef, marks::Mark, parts::Part, pictures::Picture, places::Place,
    plan::SafetyPlan, readings::Reading, recordings::Recording, settings::Settings, showings::Showing,
    triggers::Occurrence, triggers::Trigger,
};

/// Fields that a newer program wrote and this one does not know, carried along unread and written back whole.
///
/// The bytes are whatever the storing side makes of them; to the core they are opaque.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Extra(pub Vec<u8>);

/// What one revision holds. The large ones are boxed, so that a journal of thousands does not pay for their room.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Record {
    /// A journal entry.
    Journal(JournalEntry),
    /// A part of the person.
    Part(Box<Part>),
    /// How two parts relate.
    Bond(Box<Bond>),
    /// Where a part lies on the map.
    Place(Place),
    /// Parts that the person sees together.
    Group(Box<Group>),
    /// A picture of a part.
    Picture(Box<Picture>),
    /// What was rated of a part, or of Self, at one moment.
    Reading(Box<Reading>),
    /// An agreement with parts.
    Agreement(Box<Agreement>),
    /// A council of parts about a question.
    Decision(Box<Decision>),
    /// A situation that sets parts off.
    Trigger(Box<Trigger>),
    /// One time a trigger happened.
    Occurrence(Box<Occurrence>),
    /// A day worth finding again.
    Mark(Box<Mark>),
    /// The safety plan.
    SafetyPlan(Box<SafetyPlan>),
    /// One time that help came up by itself.
    Showing(Box<Showing>),
    /// One time somebody breathed to a count.
    Breathing(Box<Breathing>),
    /// What they said of health and day before breathing.
    BreathCare(Box<Care>),
    /// A breath pattern of their own.
    OwnBreath(Box<OwnBreath>),
    /// A voice note of an exercise.
    Recording(Box<Recording>),
    /// One run of a guided exercise.
    Exercise(Box<Run>),
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
    /// See [`Record::Bond`].
    Bond,
    /// See [`Record::Place`].
    Place,
    /// See [`Record::Group`].
    Group,
    /// See [`Record::Picture`].
    Picture,
    /// See [`Record::Reading`].
    Reading,
    /// See [`Record::Agreement`].
    Agreement,
    /// See [`Record::Decision`].
    Decision,
    /// See [`Record::Trigger`].
    Trigger,
    /// See [`Record::Occurrence`].
    Occurrence,
    /// See [`Record::Mark`].
    Mark,
    /// See [`Record::SafetyPlan`].
    SafetyPlan,
    /// See [`Record::Showing`].
    Showing,
    /// See [`Record::Breathing`].
    Breathing,
    /// See [`Record::BreathCare`].
    BreathCare,
    /// See [`Record::OwnBreath`].
    OwnBreath,
    /// See [`Record::Recording`].
    Recording,
    /// See [`Record::Exercise`].
    Exercise,
    /// See [`Record::Settings`].
    Settings,
    /// See [`Record::Erasure`].
    Erasure,
    /// See [`Record::Unknown`].
    Unknown,
}

impl Kind {
    /// Its name in storage, archives and reports.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Journal => "journal",
            Self::Part => "part",
            Self::Bond => "bond",
            Self::Place => "place",
            Self::Group => "group",
            Self::Picture => "picture",
            Self::Reading => "reading",
            Self::Agreement => "agreement",
            Self::Decision => "decision",
            Self::Trigger => "trigger",
            Self::Occurrence => "occurrence",
            Self::Mark => "mark",
            Self::SafetyPlan => "safety-plan",
            Self::Showing => "help-shown",
            Self::Breathing => "breathing",
            Self::BreathCare => "breath-care",
            Self::OwnBreath => "own-breath",
            Self::Recording => "recording",
            Self::Exercise => "exercise",
            Self::Settings => "settings",
            Self::Erasure => "erasure",
            Self::Unknown => "unknown",
        }
    }
}

/// A type that is kept as records of one kind.
pub trait Known: Sized {
    /// That kind.
    const KIND: Kind;

    /// What the record holds, if it is of that kind.
    fn of(record: &Record) -> Option<&Self>;
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
            Self::Bond(_) => Kind::Bond,
            Self::Place(_) => Kind::Place,
            Self::Group(_) => Kind::Group,
            Self::Picture(_) => Kind::Picture,
            Self::Reading(_) => Kind::Reading,
            Self::Agreement(_) => Kind::Agreement,
            Self::Decision(_) => Kind::Decision,
            Self::Trigger(_) => Kind::Trigger,
            Self::Occurrence(_) => Kind::Occurrence,
            Self::Mark(_) => Kind::Mark,
            Self::SafetyPlan(_) => Kind::SafetyPlan,
            Self::Showing(_) => Kind::Showing,
            Self::Breathing(_) => Kind::Breathing,
            Self::BreathCare(_) => Kind::BreathCare,
            Self::OwnBreath(_) => Kind::OwnBreath,
            Self::Recording(_) => Kind::Recording,
            Self::Exercise(_) => Kind::Exercise,
            Self::Settings(_) => Kind::Settings,
            Self::Erasure(_) => Kind::Erasure,
            Self::Unknown(_) => Kind::Unknown,
        }
    }
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
