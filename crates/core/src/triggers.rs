//! Triggers: situations that set parts off, and each time one happened.

use crate::{
    Extra, NewRevision, Notebook, RecordId, Refusal, When,
    limits::{TIES, check_level, check_name, check_text},
    parts::Part,
};

/// A situation that calls parts.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Trigger {
    /// The situation, in a few words.
    pub name: String,
    /// How it announces itself.
    pub signs: String,
    /// The parts it calls, in the order in which they come.
    pub parts: Vec<RecordId>,
    /// What helps.
    pub helps: String,
    /// No longer looked at.
    pub archived: bool,
    /// Fields that a newer program wrote.
    pub extra: Extra,
}

/// One time it happened.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Occurrence {
    /// The trigger.
    pub trigger: RecordId,
    /// When.
    pub when: When,
    /// How strong it was: SUDS, 0 (calm) to 10 (the most distress imaginable). `None` when nobody has said.
    pub strength: Option<u8>,
    /// The parts that came.
    pub came: Vec<RecordId>,
    /// What the person did.
    pub did: Option<Response>,
    /// Minutes until steady again; `None` when nobody has said.
    pub steady_after: Option<u32>,
    /// What helped.
    pub helped: String,
    /// Anything else about it.
    pub words: String,
    /// Fields that a newer program wrote.
    pub extra: Extra,
}

/// What somebody did when it happened. None of them is a mark: a part that reacts protects somebody.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Response {
    /// A part acted at once.
    Reacted,
    /// There was a pause.
    Paused,
    /// Led from Self.
    LedFromSelf,
}

impl Response {
    /// Every answer, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::Reacted, Self::Paused, Self::LedFromSelf];

    /// Its name in forms and storage.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Reacted => "reacted",
            Self::Paused => "paused",
            Self::LedFromSelf => "led-from-self",
        }
    }

    /// The answer with that name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|did| did.id() == id)
    }
}

/// Plans a new trigger (`base` 0) or an edit of one.
pub fn keep(
    notebook: &Notebook,
    record: RecordId,
    base: u32,
    trigger: Trigger,
) -> Result<NewRevision, Refusal> {
    check_name(&trigger.name)?;
    [&trigger.signs, &trigger.helps].into_iter().try_for_each(|text| check_text(text))?;
    check_parts(notebook, &trigger.parts)?;
    notebook.check_kind::<Trigger>(record, base)?;
    Ok(NewRevision::edit(record, base, trigger.into()))
}

/// Plans one time it happened (`base` 0), or an edit of one.
pub fn note(
    notebook: &Notebook,
    record: RecordId,
    base: u32,
    occurrence: Occurrence,
) -> Result<NewRevision, Refusal> {
    notebook.get::<Trigger>(occurrence.trigger).ok_or(Refusal::NotHere)?;
    occurrence.strength.map_or(Ok(()), check_level)?;
    [&occurrence.helped, &occurrence.words].into_iter().try_for_each(|text| check_text(text))?;
    check_parts(notebook, &occurrence.came)?;
    notebook.check_kind::<Occurrence>(record, base)?;
    Ok(NewRevision::edit(record, base, occurrence.into()))
}

fn check_parts(notebook: &Notebook, parts: &[RecordId]) -> Result<(), Refusal> {
    if parts.len() > TIES {
        return Err(Refusal::TooMany { limit: TIES });
    }
    let here = parts.iter().all(|&part| notebook.get::<Part>(part).is_some());
    if here { Ok(()) } else { Err(Refusal::NotHere) }
}

/// Each time a trigger happened, oldest first by its own time.
pub fn occurrences(notebook: &Notebook, trigger: RecordId) -> Vec<(RecordId, &Occurrence)> {
    let all = notebook.all::<Occurrence>();
    let mut its: Vec<_> = all.filter(|(_, occurrence)| occurrence.trigger == trigger).collect();
    its.sort_by_key(|(id, occurrence)| (occurrence.when.at, *id));
    its
}
