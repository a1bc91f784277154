//! Intentions: what a person wants to be with, and which of their parts wants it.

use super::keeping::{Since, field_edit};
use crate::{
    Extra, NewRevision, Notebook, RecordId, Refusal,
    limits::{TIES, check_text},
    parts::Part,
};

/// An intention for one session.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Intention {
    /// The session.
    pub session: RecordId,
    /// The intention, in the person's words.
    pub words: String,
    /// Which parts want it.
    pub wanted_by: Vec<RecordId>,
    /// Which parts it is about.
    pub about: Vec<RecordId>,
    /// What parts ask for before they agree.
    pub conditions: String,
    /// What the person promises them.
    pub promises: String,
    /// What came of it, once somebody looks back.
    pub came_of_it: String,
    /// Fields that a newer program wrote.
    pub extra: Extra,
}

impl Intention {
    /// An intention for a session, without words yet.
    pub fn new(session: RecordId) -> Self {
        Self {
            session,
            words: String::new(),
            wanted_by: Vec::new(),
            about: Vec::new(),
            conditions: String::new(),
            promises: String::new(),
            came_of_it: String::new(),
            extra: Extra::default(),
        }
    }

    /// The texts that a person typed.
    pub fn texts(&self) -> [&str; 4] {
        [&self.words, &self.conditions, &self.promises, &self.came_of_it]
    }

    /// What a form said of it, with what other windows said since the form was begun.
    fn merged(self, since: &mut Since<'_, Self>) -> Self {
        Self {
            session: self.session,
            words: since.field(self.words, |it| it.words.clone()),
            wanted_by: since.field(self.wanted_by, |it| it.wanted_by.clone()),
            about: since.field(self.about, |it| it.about.clone()),
            conditions: since.field(self.conditions, |it| it.conditions.clone()),
            promises: since.field(self.promises, |it| it.promises.clone()),
            came_of_it: since.field(self.came_of_it, |it| it.came_of_it.clone()),
            extra: since.field(self.extra, |it| it.extra.clone()),
        }
    }
}

/// Plans a new intention (`base` 0) or an edit of one. What another window said since `base` stays, field by field; where both
/// said something else of one, both stand.
pub fn keep_intention(
    notebook: &Notebook,
    record: RecordId,
    base: u32,
    intention: Intention,
) -> Result<NewRevision, Refusal> {
    super::sessions::check_session(notebook, intention.session)?;
    if intention.words.trim().is_empty() {
        return Err(Refusal::Empty);
    }
    intention.texts().into_iter().try_for_each(check_text)?;
    check_parts(notebook, &intention.wanted_by)?;
    check_parts(notebook, &intention.about)?;
    notebook.check_kind::<Intention>(record, base)?;
    Ok(field_edit(notebook, record, base, intention, Intention::merged))
}

/// The intentions of a session, in the order they were made.
pub fn intentions_of(notebook: &Notebook, session: RecordId) -> impl Iterator<Item = (RecordId, &Intention)> {
    notebook.all::<Intention>().filter(move |(_, intention)| intention.session == session)
}

/// Refuses too many parts, and such as never were. One that was erased since must not keep the rest from being kept.
pub(super) fn check_parts(notebook: &Notebook, parts: &[RecordId]) -> Result<(), Refusal> {
    if parts.len() > TIES {
        return Err(Refusal::TooMany { limit: TIES });
    }
    let is_nowhere = |part: &RecordId| notebook.get::<Part>(*part).is_none() && !notebook.was_erased(*part);
    if parts.iter().any(is_nowhere) { Err(Refusal::NotHere) } else { Ok(()) }
}
