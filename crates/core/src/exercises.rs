//! Guided exercises: one run of one guide, kept answer by answer, left and taken up again at any screen.
//!
//! What the screens *say* is content, not code; a run only remembers what was answered where.

mod answer;

use crate::{
    Extra, NewRevision, Notebook, Record, RecordId, Refusal, Timestamp, When, journal::JournalEntry, limits,
    parts::Part,
};

pub use answer::{Answer, AnswerValue};

/// One run of a guide.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Run {
    /// The guide's id.
    pub guide: String,
    /// The guide's version when the run was begun; the run is shown with that version for ever.
    pub guide_version: u32,
    /// When it was begun.
    pub begun: When,
    /// Where it stands.
    pub state: RunState,
    /// The part that is being met, once it is known.
    pub part: Option<RecordId>,
    /// The part on the other side, in a guide that hears two.
    pub other_part: Option<RecordId>,
    /// The run that was interrupted so that this part could be met first.
    pub parent: Option<RecordId>,
    /// The code that the therapist who is present gave; none in a run by oneself (rule U1).
    pub therapist: Option<String>,
    /// What was answered, in the order it was first answered.
    pub answers: Vec<Answer>,
    /// Fields that a newer program wrote.
    pub extra: Extra,
}

/// Which of its parts a screen of a run is about. Most guides know one part only.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Side {
    /// The part that is met; in a guide that hears two, the one that is heard first.
    #[default]
    One,
    /// The part on the other side.
    Other,
}

impl Side {
    /// The side across.
    #[must_use]
    pub const fn across(self) -> Self {
        match self {
            Self::One => Self::Other,
            Self::Other => Self::One,
        }
    }
}

/// Where a run stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum RunState {
    /// Waiting at a screen, for minutes or for weeks.
    Open {
        /// The screen's id.
        screen: String,
    },
    /// Ended. `entry` is the journal entry that points back to it.
    Finished {
        /// When.
        at: Timestamp,
        /// The journal entry it left, unless nothing had been answered.
        entry: Option<RecordId>,
    },
}

impl Run {
    /// A run that is about to begin at its guide's first screen.
    pub fn begin(
        guide: &str,
        guide_version: u32,
        first_screen: &str,
        begun: When,
        parent: Option<RecordId>,
    ) -> Self {
        Self {
            guide: guide.to_owned(),
            guide_version,
            begun,
            state: RunState::Open { screen: first_screen.to_owned() },
            part: None,
            other_part: None,
            parent,
            therapist: None,
            answers: Vec::new(),
            extra: Extra::default(),
        }
    }

    /// The answer given on a screen, if any.
    pub fn answer(&self, screen: &str) -> Option<&Answer> {
        self.answers.iter().find(|answer| answer.screen == screen)
    }

    /// The part on one side, once it is known.
    pub fn part_on(&self, side: Side) -> Option<RecordId> {
        match side {
            Side::One => self.part,
            Side::Other => self.other_part,
        }
    }

    /// The parts that it met, and those that were said to be here; each once.
    pub fn parts(&self) -> impl Iterator<Item = RecordId> {
        let here = self.answers.iter().flat_map(|answer| match &answer.value {
            AnswerValue::Parts(parts) => parts.as_slice(),
            _ => &[],
        });
        let mut all: Vec<RecordId> = Vec::new();
        for part in self.part.into_iter().chain(self.other_part).chain(here.copied()) {
            if !all.contains(&part) {
                all.push(part);
            }
        }
        all.into_iter()
    }

    /// What was picked on a screen, by the options' ids.
    pub fn picked(&self, screen: &str) -> &[String] {
        match self.answer(screen).map(|answer| &answer.value) {
            Some(AnswerValue::Chosen { options, .. }) => options,
            _ => &[],
        }
    }

    /// Whether it waits to be taken up again.
    pub fn is_open(&self) -> bool {
        matches!(self.state, RunState::Open { .. })
    }

    /// Puts an answer in the place of its screen; what another window said meanwhile stays beside it.
    pub(crate) fn put(
        &mut self,
        screen: &str,
        value: AnswerValue,
        said: Timestamp,
        also: Option<AnswerValue>,
    ) {
        match self.answers.iter_mut().find(|answer| answer.screen == screen) {
            Some(answer) => {
                answer.others.extend(also);
                answer.others.retain(|other| !value.says_all_of(other));
                answer.value = value;
                answer.said = said;
            }
            None => self.answers.push(Answer { screen: screen.to_owned(), value, said, others: Vec::new() }),
        }
    }
}

/// An answer on its way into a run.
pub struct Answering {
    /// The run.
    pub run: RecordId,
    /// The revision of the run that the window showed.
    pub seen: u32,
    /// The screen that was answered.
    pub screen: String,
    /// The part that the screen is about.
    pub side: Side,
    /// What was answered.
    pub value: AnswerValue,
    /// The screen the run moves on to; `None` stays where it is.
    pub next: Option<String>,
    /// When.
    pub now: Timestamp,
}

/// Plans the run's next revision and, when the answer says something of the part, the part's.
///
/// `tell` writes the answer into the part that the screen is about; it is not called while no part is known. When another
/// window answered the same screen since `seen`, its answer is kept beside this one.
pub fn answer(
    notebook: &Notebook,
    answering: Answering,
    tell: impl FnOnce(&mut Part),
) -> Result<Vec<NewRevision>, Refusal> {
    answering.value.check()?;
    let (mut run, rev) = open_run(notebook, answering.run)?;
    let also = answered_elsewhere(notebook, &run, &answering);
    run.put(&answering.screen, answering.value, answering.now, also);
    if let Some(screen) = answering.next {
        run.state = RunState::Open { screen };
    }
    let mut revisions = Vec::new();
    // While the run waited, the part may have turned out to be another: that one is told.
    let about = run.part_on(answering.side).map(|part| notebook.view().resolve(part));
    if let Some((part_id, part_rev, part)) = about.and_then(|id| notebook.part_with_rev(id)) {
        let mut told = part.clone();
        tell(&mut told);
        if told != *part {
            revisions.push(crate::parts::keep(notebook, part_id, part_rev, told)?);
        }
    }
    revisions.push(NewRevision::edit(answering.run, rev, run.into()));
    Ok(revisions)
}

/// What another window answered on the same screen since the revision that this one showed.
pub(crate) fn answered_elsewhere(
    notebook: &Notebook,
    run: &Run,
    answering: &Answering,
) -> Option<AnswerValue> {
    let now = run.answer(&answering.screen)?;
    let seen = match notebook.revision(answering.run, answering.seen).map(|revision| &revision.what) {
        Some(Record::Exercise(seen)) => seen.answer(&answering.screen).map(|answer| &answer.value),
        _ => None,
    };
    let changed = seen != Some(&now.value) && now.value != answering.value && !now.value.is_empty();
    changed.then(|| now.value.clone())
}

/// Says which part a run meets: one that is known, or a new one that is kept with the same save. `answering.value` is
/// not looked at; another window's choice is kept beside this one, as in [`answer`]. Nobody is on both sides of a run.
pub fn meet(
    notebook: &Notebook,
    mut answering: Answering,
    part: RecordId,
    new: Option<Part>,
) -> Result<Vec<NewRevision>, Refusal> {
    answering.value = AnswerValue::Part(part);
    let (mut run, rev) = open_run(notebook, answering.run)?;
    let view = notebook.view();
    if run.part_on(answering.side.across()).is_some_and(|other| view.resolve(other) == view.resolve(part)) {
        return Err(Refusal::SamePart);
    }
    let also = answered_elsewhere(notebook, &run, &answering);
    let mut revisions = Vec::new();
    match new {
        Some(new) if notebook.part(part).is_none() => {
            revisions.push(crate::parts::keep(notebook, part, 0, new)?);
        }
        _ if notebook.part(part).is_none() => return Err(Refusal::NotHere),
        _ => {}
    }
    match answering.side {
        Side::One => run.part = Some(part),
        Side::Other => run.other_part = Some(part),
    }
    run.put(&answering.screen, answering.value, answering.now, also);
    if let Some(screen) = answering.next {
        run.state = RunState::Open { screen };
    }
    revisions.push(NewRevision::edit(answering.run, rev, run.into()));
    Ok(revisions)
}

/// Moves an open run to another screen without answering; going back is always free.
pub fn go_to(notebook: &Notebook, record: RecordId, screen: &str) -> Result<Vec<NewRevision>, Refusal> {
    let (mut run, rev) = open_run(notebook, record)?;
    let state = RunState::Open { screen: screen.to_owned() };
    if run.state == state {
        return Ok(Vec::new());
    }
    run.state = state;
    Ok(vec![NewRevision::edit(record, rev, run.into())])
}

/// Ends a run and leaves a journal entry that points to it. `entry` is skipped when it has no words.
pub fn finish(
    notebook: &Notebook,
    record: RecordId,
    now: Timestamp,
    entry_id: RecordId,
    mut entry: JournalEntry,
) -> Result<Vec<NewRevision>, Refusal> {
    let (mut run, rev) = open_run(notebook, record)?;
    let mut revisions = Vec::new();
    let says_something = !entry.body.trim().is_empty();
    if says_something {
        limits::check_text(&entry.body)?;
        entry.run = Some(record);
        entry.parts = run.parts().collect();
        revisions.push(NewRevision::first(entry_id, Record::Journal(entry)));
    }
    run.state = RunState::Finished { at: now, entry: says_something.then_some(entry_id) };
    revisions.push(NewRevision::edit(record, rev, run.into()));
    Ok(revisions)
}

/// The record that one screen of a run leaves beside its answer (a reading, an agreement): the same one each time the screen
/// is answered, so that an answer that is changed changes it. `what` tells several apart.
pub fn left_by(run: RecordId, what: &str) -> RecordId {
    let mut bytes = run.bytes();
    // The time of the run stays in front; only what is random is mixed, so ids keep their order and version.
    for (index, byte) in what.bytes().enumerate() {
        let place = 9 + index % 7;
        if let Some(mixed) = bytes.get_mut(place) {
            *mixed = mixed.rotate_left(3)
                ^ byte.wrapping_mul(0x9d).wrapping_add(u8::try_from(index % 251).unwrap_or(0));
        }
    }
    RecordId::from_bytes(bytes)
}

/// A run that still waits, and its revision.
pub(crate) fn open_run(notebook: &Notebook, record: RecordId) -> Result<(Run, u32), Refusal> {
    let revision = notebook.current(record).ok_or(Refusal::NotHere)?;
    match &revision.what {
        Record::Exercise(run) if run.is_open() => Ok((Run::clone(run), revision.rev)),
        Record::Exercise(_) => Err(Refusal::Finished),
        _ => Err(Refusal::OtherKind),
    }
}
