//! Moments: what was noted while a session lasted, by the person, the sitter or staff.
//!
//! A moment never says what it means. It has its own time as the device that noted it saw it, and how long the session
//! had lasted, which a clock that is set back does not change.

use crate::{
    Extra, NewRevision, Notebook, RecordId, Refusal, When,
    limits::{TIES, check_optional_name, check_text},
};

/// What kind of moment it was.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum MomentKind {
    /// A part is here; which one can be said later.
    #[default]
    Part,
    /// Words.
    Words,
    /// A voice note.
    Voice,
    /// Vital signs.
    Vitals,
    /// The sitter looked in, and how the person answered.
    LookIn,
    /// Something was wrong.
    Wrong,
}

impl MomentKind {
    /// Every kind.
    pub const ALL: [Self; 6] =
        [Self::Part, Self::Words, Self::Voice, Self::Vitals, Self::LookIn, Self::Wrong];

    /// Its name in forms and storage.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Part => "part",
            Self::Words => "words",
            Self::Voice => "voice",
            Self::Vitals => "vitals",
            Self::LookIn => "look-in",
            Self::Wrong => "wrong",
        }
    }

    /// The kind with that name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.id() == id)
    }
}

/// Who noted it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Watcher {
    /// The person.
    #[default]
    Person,
    /// Whoever sits with them.
    Sitter,
    /// Staff, in the office.
    Staff,
}

impl Watcher {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Person, Self::Sitter, Self::Staff];

    /// Its name in forms and storage.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Sitter => "sitter",
            Self::Staff => "staff",
        }
    }

    /// The one with that name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|watcher| watcher.id() == id)
    }
}

/// One moment of a session.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Moment {
    /// The session.
    pub session: RecordId,
    /// What kind of moment.
    pub kind: MomentKind,
    /// When, by the clock of the device that noted it.
    pub when: When,
    /// Milliseconds since the session began, by a clock that only goes forward; `None` where there was none.
    pub elapsed_ms: Option<u64>,
    /// Who noted it.
    pub by: Watcher,
    /// Which part, once that is said.
    pub part: Option<RecordId>,
    /// Words, if there are any.
    pub words: String,
    /// Numbers by their names in the content: `systolic`, `responds`. One that was not taken is not here.
    pub numbers: Vec<(String, i32)>,
    /// The voice note, if it is one.
    pub recording: Option<RecordId>,
    /// Fields that a newer program wrote.
    pub extra: Extra,
}

impl Moment {
    /// A moment of a session, of which nothing is said yet.
    pub fn new(session: RecordId) -> Self {
        Self {
            session,
            kind: MomentKind::default(),
            when: When::default(),
            elapsed_ms: None,
            by: Watcher::default(),
            part: None,
            words: String::new(),
            numbers: Vec::new(),
            recording: None,
            extra: Extra::default(),
        }
    }

    /// The number of that name.
    pub fn number(&self, name: &str) -> Option<i32> {
        self.numbers.iter().find(|(known, _)| known == name).map(|&(_, value)| value)
    }
}

/// Plans a new moment (`base` 0) or a word added to one. The same moment sent twice lands once, because its id is its own.
pub fn keep_moment(
    notebook: &Notebook,
    record: RecordId,
    base: u32,
    moment: Moment,
) -> Result<NewRevision, Refusal> {
    super::sessions::check_session(notebook, moment.session)?;
    check_text(&moment.words)?;
    super::intentions::check_parts(notebook, moment.part.as_slice())?;
    if moment.numbers.len() > TIES {
        return Err(Refusal::TooMany { limit: TIES });
    }
    moment.numbers.iter().try_for_each(|(name, _)| check_optional_name(name))?;
    if matches!(moment.kind, MomentKind::Words) && moment.words.trim().is_empty() {
        return Err(Refusal::Empty);
    }
    if matches!(moment.kind, MomentKind::Vitals) && moment.numbers.is_empty() {
        return Err(Refusal::Empty);
    }
    notebook.check_kind::<Moment>(record, base)?;
    Ok(NewRevision::edit(record, base, moment.into()))
}

/// Plans a new moment. One that is there already is not planned again: the first time it was sent is when it was.
pub fn note_moment(
    notebook: &Notebook,
    record: RecordId,
    moment: Moment,
) -> Result<Vec<NewRevision>, Refusal> {
    if notebook.get::<Moment>(record).is_some() {
        return Ok(Vec::new());
    }
    keep_moment(notebook, record, 0, moment).map(|moment| vec![moment])
}

/// The moments of a session, in the order they happened: by how long the session had lasted where that is known, or else
/// by the clock.
pub fn moments_of(notebook: &Notebook, session: RecordId) -> Vec<(RecordId, &Moment)> {
    let began = notebook
        .get::<super::TreatmentSession>(session)
        .and_then(|session| session.began.as_ref().map(|began| began.at.as_millis()))
        .unwrap_or_default();
    let of = notebook.all::<Moment>().filter(|(_, moment)| moment.session == session);
    let mut moments: Vec<_> = of.collect();
    moments.sort_by_key(|(id, moment)| {
        let by_clock = moment.when.at.as_millis().saturating_sub(began);
        (moment.elapsed_ms.map_or(by_clock, |elapsed| i64::try_from(elapsed).unwrap_or(i64::MAX)), *id)
    });
    moments
}
