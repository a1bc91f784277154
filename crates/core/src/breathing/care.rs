//! What somebody said of their health (B2) and of the day of a session (B3), and which patterns are switched off (B4).

use jiff::civil::Date;

use crate::{
    Extra, Known, NewRevision, Notebook, RecordId, Refusal, Timestamp, When,
    journey::{Said, Screening, State, TreatmentSession, day_of},
    marks::{MarkKind, shown},
    settling,
};

/// The record of it has this one id in every notebook.
pub const CARE: [u8; 16] = *b"hearken-breathes";

/// An answer to one question about health.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Answer {
    /// It is not so.
    No,
    /// It is so.
    Yes,
    /// Who knows.
    Unsure,
}

impl Answer {
    /// Every answer, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::No, Self::Yes, Self::Unsure];

    /// Its name in forms and storage.
    pub const fn id(self) -> &'static str {
        match self {
            Self::No => "no",
            Self::Yes => "yes",
            Self::Unsure => "unsure",
        }
    }

    /// The answer with that name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|answer| answer.id() == id)
    }

    /// The answer that keeps more away.
    const fn stricter(self, other: Self) -> Self {
        match (self, other) {
            (Self::Yes, _) | (Self::Unsure, Self::No) => self,
            _ => other,
        }
    }
}

/// Where somebody is in the day of a session.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stage {
    /// The session is still to come.
    Before,
    /// The medicine works.
    During,
    /// It is over.
    After,
}

impl Stage {
    /// Every stage, in order.
    pub const ALL: [Self; 3] = [Self::Before, Self::During, Self::After];

    /// Its name in forms and storage.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Before => "before",
            Self::During => "during",
            Self::After => "after",
        }
    }

    /// The stage with that name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.id() == id)
    }
}

/// What was said of the day of a session.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DaySaid {
    /// When it was said.
    pub at: When,
    /// Where in the day.
    pub stage: Stage,
    /// Alert, seated, with somebody there.
    pub steady: bool,
}

/// A pattern was switched off, or on again.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Switch {
    /// The pattern, as [`super::Breathing::pattern`] names it.
    pub pattern: String,
    /// When.
    pub at: When,
    /// Off, or on again.
    pub off: bool,
}

/// What is kept of it. One record, kept like any other.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Care {
    /// When the questions about health were answered.
    pub asked: Option<When>,
    /// Each question by its id in the content, with its answer.
    pub answers: Vec<(String, Answer)>,
    /// The day of a session.
    pub day: Option<DaySaid>,
    /// Patterns that were switched off or on, in order.
    pub switches: Vec<Switch>,
    /// Fields that a newer program wrote.
    pub extra: Extra,
}

impl Care {
    /// The last time a pattern was switched.
    pub fn last_switch(&self, pattern: &str) -> Option<&Switch> {
        self.switches.iter().rev().find(|switch| switch.pattern == pattern)
    }

    /// Whether a pattern is switched off.
    pub fn is_off(&self, pattern: &str) -> bool {
        self.last_switch(pattern).is_some_and(|switch| switch.off)
    }

    /// Both as one: of each question the stricter answer and of the answers the older day, the newest word of the day of a
    /// session, every switch in its time.
    fn stricter(mut self, other: Self) -> Self {
        for (question, answer) in other.answers {
            match self.answers.iter_mut().find(|(known, _)| *known == question) {
                Some((_, here)) => *here = here.stricter(answer),
                None => self.answers.push((question, answer)),
            }
        }
        self.asked = [self.asked, other.asked].into_iter().flatten().min_by_key(|asked| asked.at);
        self.day = [self.day, other.day].into_iter().flatten().max_by_key(|said| said.at.at);
        self.switches.extend(other.switches);
        // Of two in the same moment the one that switches off is the last word.
        self.switches.sort_by_key(|switch| (switch.at.at, switch.off));
        self.switches.dedup();
        self
    }

    /// Whether the answers are older than so many days.
    pub fn is_old(&self, now: &When, days: u32) -> bool {
        let seconds = u64::from(days) * 86_400;
        self.asked.as_ref().is_some_and(|asked| now.at.seconds_since(asked.at) >= seconds)
    }

    /// Whether patterns that hold the breath may be shown: each of these questions was answered with no, and not too long
    /// ago (rule B2).
    pub fn opens_holds<'a>(
        &self,
        questions: impl IntoIterator<Item = &'a str>,
        now: &When,
        days: u32,
    ) -> bool {
        let no =
            |question: &str| self.answers.iter().any(|(id, answer)| id == question && *answer == Answer::No);
        self.asked.is_some() && !self.is_old(now, days) && questions.into_iter().all(no)
    }
}

/// Whether the last answer that a screening has to one of these questions is a yes, or that nobody knows (rule B2).
pub fn is_screened<'a>(notebook: &Notebook, questions: impl IntoIterator<Item = &'a str>) -> bool {
    let last = |question: &str| {
        let said = notebook.all::<Screening>().filter_map(|(_, it)| Some((it.when.at, it.said(question)?)));
        said.max_by_key(|(at, _)| *at).map(|(_, said)| said)
    };
    questions.into_iter().any(|question| matches!(last(question), Some(Said::Yes | Said::Unsure)))
}

/// The numbers and ids of rule B3, as the content has them.
#[derive(Clone, Copy, Debug)]
pub struct DayRule<'a> {
    /// The patterns there are before a session.
    pub before: &'a [String],
    /// Those after it.
    pub after: &'a [String],
    /// So long after it was said, a stage holds.
    pub lasts_hours: u32,
    /// So long being steady holds.
    pub steady_minutes: u32,
}

/// Where the moment is in the day of a session. The outer `None`: it is no such day; the inner: it is, and nobody said
/// where in it. A session of the journey that is under way goes before everything, and one that ended lately before what
/// was said until then: a “before” of the morning tells nothing of the evening. What was said goes before the marks,
/// because the medicine may still work after midnight.
pub fn stage(notebook: &Notebook, now: &When, rule: &DayRule<'_>) -> Option<Option<(Stage, bool)>> {
    let mut on = day_of(notebook, now.date()).map(|(_, session)| session.state).peekable();
    let planned = on.peek().is_some();
    if on.any(|state| state == State::InSession) {
        return Some(Some((Stage::During, false)));
    }
    let marked = |day: Date| {
        shown(notebook).iter().any(|marked| marked.kind == MarkKind::Session && marked.when.date() == day)
    };
    let today = marked(now.date());
    let lasts = |at: Timestamp| now.at.seconds_since(at) < u64::from(rule.lasts_hours) * 3_600;
    let ended = last_end(notebook, now.at).filter(|ended| lasts(*ended));
    let said = care(notebook).day.filter(|said| match said.stage {
        Stage::Before => said.at.date() == now.date(),
        _ => lasts(said.at.at),
    });
    let said = said.filter(|said| ended.is_none_or(|ended| said.at.at > ended));
    let steady = |said: &DaySaid| {
        said.steady && now.at.seconds_since(said.at.at) < u64::from(rule.steady_minutes) * 60
    };
    match said {
        Some(said) => Some(Some((said.stage, steady(&said)))),
        None if ended.is_some() => Some(Some((Stage::After, false))),
        None => (today || planned).then_some(None),
    }
}

/// When the last session of the journey ended.
fn last_end(notebook: &Notebook, now: Timestamp) -> Option<Timestamp> {
    let ends = notebook.all::<TreatmentSession>().filter_map(|(_, session)| session.ended.as_ref());
    ends.map(|ended| ended.at).filter(|at| *at <= now).max()
}

/// Whether a pattern fits the moment.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fit {
    /// It may be offered.
    Yes,
    /// It is switched off (B4).
    Off,
    /// The questions about health come first, or an answer hides it (B2).
    Asks,
    /// It does not fit the day of a session (B3).
    NotNow,
}

/// Whether a pattern may be offered: `holds` and `paced` say what it is, `open` whether B2 lets holds through.
pub fn fits(
    care: &Care,
    id: &str,
    (holds, paced): (bool, bool),
    open: bool,
    stage: Option<Option<(Stage, bool)>>,
    rule: &DayRule<'_>,
) -> Fit {
    let named = |ids: &[String]| ids.iter().any(|known| known == id);
    let now = match stage {
        None => true,
        // Nobody said where in the day: nothing to a count until they do.
        Some(None) => !paced,
        Some(Some((Stage::Before, _))) => named(rule.before),
        Some(Some((Stage::During, _))) => false,
        Some(Some((Stage::After, steady))) => named(rule.after) && (steady || !paced),
    };
    match () {
        () if care.is_off(id) => Fit::Off,
        () if !now => Fit::NotNow,
        () if holds && !open => Fit::Asks,
        () => Fit::Yes,
    }
}

/// What is kept of it, or nothing yet. Where two devices kept it and a file brought them together, the stricter of both holds
/// until it is kept again: who saved last says nothing of whose answer is true (B2, B4).
pub fn care(notebook: &Notebook) -> Care {
    let standing = notebook.standing(RecordId::from_bytes(CARE));
    let standing = standing.filter_map(|revision| Care::of(&revision.what)).cloned();
    standing.reduce(Care::stricter).unwrap_or_default()
}

/// Plans a change of it, which settles what stood beside it: [`care`] has read that.
pub fn set(notebook: &Notebook, care: Care) -> Result<NewRevision, Refusal> {
    let id = RecordId::from_bytes(CARE);
    let base = notebook.current(id).map_or(0, |revision| revision.rev);
    notebook.check_kind::<Care>(id, base)?;
    let settles = settling::beside(notebook, id);
    Ok(NewRevision { settles, ..NewRevision::edit(id, base, care.into()) })
}
