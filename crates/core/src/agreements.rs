//! Agreements with parts: what, by whom, until when, how to check; and whether it was kept.
//!
//! An agreement that was not kept is no failure of anybody: it is looked at again and, if both want, made anew.

use jiff::civil::Date;

use crate::{
    Extra, NewRevision, Notebook, Record, RecordId, Refusal, When,
    limits::{TIES, check_text},
    parts::Part,
};

/// An agreement.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Agreement {
    /// The parts it is with.
    pub parts: Vec<RecordId>,
    /// What was agreed.
    pub what: String,
    /// Who does it: me, the part, both; in the person's words.
    pub by_whom: String,
    /// How both will know.
    pub how_to_check: String,
    /// When it was made.
    pub made: When,
    /// The day to look at it again; `None` for no day.
    pub due: Option<Date>,
    /// How it went, each time it was looked at, oldest first.
    pub looks: Vec<Look>,
    /// When it was over, once it is.
    pub ended: Option<When>,
    /// Fields that a newer program wrote.
    pub extra: Extra,
}

/// How it went, looked at on one day.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Look {
    /// When.
    pub when: When,
    /// Whether it was kept.
    pub kept: Kept,
    /// A word about it, from the person or the part.
    pub words: String,
}

/// Whether an agreement was kept.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Kept {
    /// Yes.
    Yes,
    /// In part.
    Partly,
    /// No.
    No,
}

impl Kept {
    /// Every answer, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::Yes, Self::Partly, Self::No];

    /// Its name in forms and storage.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::Partly => "partly",
            Self::No => "no",
        }
    }

    /// The answer with that name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kept| kept.id() == id)
    }
}

impl Agreement {
    /// Whether it waits to be looked at on that day: its day has come, and nobody has looked since.
    pub fn is_due(&self, today: Date) -> bool {
        let looked_since = |due: Date| self.looks.iter().any(|look| look.when.date() >= due);
        self.ended.is_none() && self.due.is_some_and(|due| due <= today && !looked_since(due))
    }
}

/// Plans a new agreement (`base` 0) or a change of one: renegotiating keeps how it went so far.
pub fn keep(
    notebook: &Notebook,
    record: RecordId,
    base: u32,
    agreement: Agreement,
) -> Result<NewRevision, Refusal> {
    if agreement.what.trim().is_empty() {
        return Err(Refusal::Empty);
    }
    let texts = [&agreement.what, &agreement.by_whom, &agreement.how_to_check];
    let looks = agreement.looks.iter().map(|look| &look.words);
    texts.into_iter().chain(looks).try_for_each(|text| check_text(text))?;
    if agreement.parts.len() > TIES {
        return Err(Refusal::TooMany { limit: TIES });
    }
    if agreement.parts.iter().any(|&part| notebook.get::<Part>(part).is_none()) {
        return Err(Refusal::NotHere);
    }
    notebook.check_kind::<Agreement>(record, base)?;
    Ok(NewRevision::edit(record, base, agreement.into()))
}

/// Plans a look at an agreement: how it went, and the next day to look, if there is one.
pub fn look(
    notebook: &Notebook,
    record: RecordId,
    look: Look,
    next: Option<Date>,
) -> Result<NewRevision, Refusal> {
    let (rev, agreement) = notebook.get_with_rev::<Agreement>(record).ok_or(Refusal::NotHere)?;
    let mut agreement = agreement.clone();
    agreement.due = next;
    agreement.looks.push(look);
    keep(notebook, record, rev, agreement)
}

/// Plans that an agreement is over.
pub fn end(notebook: &Notebook, record: RecordId, when: When) -> Result<NewRevision, Refusal> {
    let (rev, agreement) = notebook.get_with_rev::<Agreement>(record).ok_or(Refusal::NotHere)?;
    keep(notebook, record, rev, Agreement { ended: Some(when), ..agreement.clone() })
}

impl From<Agreement> for Record {
    fn from(agreement: Agreement) -> Self {
        Self::Agreement(Box::new(agreement))
    }
}
