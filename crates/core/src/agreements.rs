//! Agreements with parts: what, by whom, until when, how to check; and whether it was kept.
//!
//! An agreement that was not kept is no failure of anybody: it is looked at again and, if both want, made anew.

use jiff::civil::Date;

use crate::{
    Extra, Known, NewRevision, Notebook, RecordId, Refusal, When,
    limits::{TIES, check_text},
    parts::Part,
    settling,
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
    /// What was agreed, without how it went.
    pub fn terms(&self) -> (&[RecordId], [&str; 3], Option<Date>) {
        (&self.parts, [&self.what, &self.by_whom, &self.how_to_check], self.due)
    }

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
    // A part that was erased since must not keep the rest from being kept.
    let is_nowhere = |part: &RecordId| notebook.get::<Part>(*part).is_none() && !notebook.was_erased(*part);
    if agreement.parts.iter().any(is_nowhere) {
        return Err(Refusal::NotHere);
    }
    notebook.check_kind::<Agreement>(record, base)?;
    Ok(NewRevision::edit(record, base, agreement.into()))
}

/// Plans new terms for an agreement. How it went so far stays, and what it was before stays in its history. Where
/// another window changed the terms since `base`, both stand.
pub fn renegotiate(
    notebook: &Notebook,
    record: RecordId,
    base: u32,
    terms: impl Fn(&mut Agreement),
) -> Result<Vec<NewRevision>, Refusal> {
    let (rev, now) = notebook.get_with_rev::<Agreement>(record).ok_or(Refusal::NotHere)?;
    let before = notebook.revision(record, base).and_then(|revision| Agreement::of(&revision.what));
    let mut changed = now.clone();
    terms(&mut changed);
    if changed == *now {
        return Ok(Vec::new());
    }
    let elsewhere = before.is_none_or(|before| before.terms() != now.terms());
    let base = if elsewhere && changed.terms() != now.terms() { base } else { rev };
    Ok(vec![keep(notebook, record, base, changed)?])
}

/// Plans a look at an agreement: how it went, and the next day to look, if there is one. `seen` is the revision that
/// the window showed: the same look, sent again, lands once.
pub fn look(
    notebook: &Notebook,
    record: RecordId,
    seen: u32,
    look: Look,
    next: Option<Date>,
) -> Result<Vec<NewRevision>, Refusal> {
    let (rev, agreement) = notebook.get_with_rev::<Agreement>(record).ok_or(Refusal::NotHere)?;
    let then = notebook.revision(record, seen).and_then(|revision| Agreement::of(&revision.what));
    let since = agreement.looks.iter().skip(then.map_or(0, |then| then.looks.len()));
    if then.is_some() && since.into_iter().any(|kept| kept.kept == look.kept && kept.words == look.words) {
        return Ok(Vec::new());
    }
    let mut agreement = agreement.clone();
    agreement.due = next;
    agreement.looks.push(look);
    Ok(vec![keep(notebook, record, rev, agreement)?])
}

/// Plans that it is looked at on another day.
pub fn put_off(notebook: &Notebook, record: RecordId, until: Date) -> Result<Vec<NewRevision>, Refusal> {
    let (rev, agreement) = notebook.get_with_rev::<Agreement>(record).ok_or(Refusal::NotHere)?;
    let later = Agreement { due: Some(until), ..agreement.clone() };
    Ok(if later == *agreement { Vec::new() } else { vec![keep(notebook, record, rev, later)?] })
}

/// Plans that an agreement is over. One that is over already stays as it is.
pub fn end(notebook: &Notebook, record: RecordId, when: When) -> Result<Vec<NewRevision>, Refusal> {
    let (rev, agreement) = notebook.get_with_rev::<Agreement>(record).ok_or(Refusal::NotHere)?;
    if agreement.ended.is_some() {
        return Ok(Vec::new());
    }
    Ok(vec![keep(notebook, record, rev, Agreement { ended: Some(when), ..agreement.clone() })?])
}

/// Plans that what stands newest of an agreement is what holds, once the person has read what stands beside it. How it went stays,
/// wherever it was said.
pub fn settle(notebook: &Notebook, record: RecordId) -> Result<Vec<NewRevision>, Refusal> {
    let (rev, agreement) = notebook.get_with_rev::<Agreement>(record).ok_or(Refusal::NotHere)?;
    let settles = settling::beside(notebook, record);
    if settles.is_empty() {
        return Ok(Vec::new());
    }
    let mut looks: Vec<Look> = Vec::new();
    for other in notebook.standing(record).filter_map(|revision| Agreement::of(&revision.what)) {
        let missing: Vec<_> = other.looks.iter().filter(|look| !looks.contains(look)).cloned().collect();
        looks.extend(missing);
    }
    looks.sort_by_key(|look| look.when.at);
    let agreement = Agreement { looks, ..agreement.clone() };
    Ok(vec![NewRevision { settles, ..NewRevision::edit(record, rev, agreement.into()) }])
}
