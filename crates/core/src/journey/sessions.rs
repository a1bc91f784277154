//! Sessions of a programme, and the states they go through.

use jiff::civil::Date;

use super::Programme;
use crate::{
    Extra, NewRevision, Notebook, RecordId, Refusal, Timestamp, When,
    limits::{TIES, check_optional_name, check_text},
};

/// Where a session stands.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum State {
    /// A day is set.
    #[default]
    Planned,
    /// It is being prepared.
    Preparing,
    /// Everything that has to be there is there.
    Ready,
    /// It has begun.
    InSession,
    /// The session is over; rest, with somebody near.
    Recovering,
    /// What came is being turned into everyday life.
    Integrating,
    /// Done.
    Closed,
    /// It did not take place.
    Cancelled,
}

impl State {
    /// Every state, in the order of a session.
    pub const ALL: [Self; 8] = [
        Self::Planned,
        Self::Preparing,
        Self::Ready,
        Self::InSession,
        Self::Recovering,
        Self::Integrating,
        Self::Closed,
        Self::Cancelled,
    ];

    /// Its name in forms and storage.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Preparing => "preparing",
            Self::Ready => "ready",
            Self::InSession => "in-session",
            Self::Recovering => "recovering",
            Self::Integrating => "integrating",
            Self::Closed => "closed",
            Self::Cancelled => "cancelled",
        }
    }

    /// The state with that name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.id() == id)
    }

    /// Whether a session may go from here to there.
    pub const fn leads_to(self, next: Self) -> bool {
        match self {
            Self::Planned => matches!(next, Self::Preparing | Self::Cancelled),
            Self::Preparing => matches!(next, Self::Planned | Self::Ready | Self::Cancelled),
            Self::Ready => matches!(next, Self::Preparing | Self::InSession | Self::Cancelled),
            Self::InSession => matches!(next, Self::Recovering),
            Self::Recovering => matches!(next, Self::Integrating),
            Self::Integrating => matches!(next, Self::Closed),
            Self::Closed => matches!(next, Self::Integrating),
            Self::Cancelled => matches!(next, Self::Planned),
        }
    }

    /// Whether the session is still to come.
    pub const fn is_before(self) -> bool {
        matches!(self, Self::Planned | Self::Preparing | Self::Ready)
    }
}

/// Something of a checklist that is done.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Tick {
    /// Its name in the content.
    pub item: String,
    /// When it was done.
    pub at: When,
}

/// A session of treatment. Called so in full, because a browser's session is one too.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TreatmentSession {
    /// The programme it belongs to.
    pub programme: RecordId,
    /// When it is to be.
    pub planned: When,
    /// Where it stands.
    pub state: State,
    /// Who sits with the person; empty where staff does.
    pub sitter: String,
    /// Their phone.
    pub sitter_phone: String,
    /// How the person gets home.
    pub ride: String,
    /// What of the checklists is done.
    pub ticks: Vec<Tick>,
    /// When it began.
    pub began: Option<When>,
    /// When the medicine was taken, as somebody tapped it.
    pub medicine: Option<When>,
    /// When it was over.
    pub ended: Option<When>,
    /// Anything else.
    pub notes: String,
    /// Fields that a newer program wrote.
    pub extra: Extra,
}

impl TreatmentSession {
    /// A session of a programme, of which nothing is said yet.
    pub fn new(programme: RecordId) -> Self {
        Self {
            programme,
            planned: When::default(),
            state: State::default(),
            sitter: String::new(),
            sitter_phone: String::new(),
            ride: String::new(),
            ticks: Vec::new(),
            began: None,
            medicine: None,
            ended: None,
            notes: String::new(),
            extra: Extra::default(),
        }
    }

    /// The texts that a person typed.
    pub fn texts(&self) -> [&str; 4] {
        [&self.sitter, &self.sitter_phone, &self.ride, &self.notes]
    }

    /// Whether that item of a checklist is done.
    pub fn is_done(&self, item: &str) -> bool {
        self.ticks.iter().any(|tick| tick.item == item)
    }

    /// The moment it is of: when it began, or else when it is planned.
    pub fn when(&self) -> &When {
        self.began.as_ref().unwrap_or(&self.planned)
    }
}

/// Plans a new session (`base` 0) or an edit of its plan. Where it stands, what is ticked and when it took place stay as
/// they are: those have their own ways.
pub fn keep_session(
    notebook: &Notebook,
    record: RecordId,
    base: u32,
    session: TreatmentSession,
) -> Result<NewRevision, Refusal> {
    if notebook.get::<Programme>(session.programme).is_none() {
        return Err(Refusal::NotHere);
    }
    check_optional_name(&session.sitter_phone)?;
    session.texts().into_iter().try_for_each(check_text)?;
    notebook.check_kind::<TreatmentSession>(record, base)?;
    let kept = match notebook.get::<TreatmentSession>(record).cloned() {
        None => TreatmentSession { state: State::Planned, ..session },
        Some(now) => TreatmentSession {
            state: now.state,
            ticks: now.ticks,
            began: now.began,
            medicine: now.medicine,
            ended: now.ended,
            extra: now.extra,
            ..session
        },
    };
    Ok(NewRevision::edit(record, base, kept.into()))
}

/// Plans that a session goes on to its next state. Asked twice, it lands once; a way that there is not is refused.
pub fn go(
    notebook: &Notebook,
    record: RecordId,
    next: State,
    now: &When,
) -> Result<Vec<NewRevision>, Refusal> {
    let (rev, session) = notebook.get_with_rev::<TreatmentSession>(record).ok_or(Refusal::NotHere)?;
    if session.state == next {
        return Ok(Vec::new());
    }
    if !session.state.leads_to(next) {
        return Err(Refusal::NotNow);
    }
    let mut changed = TreatmentSession { state: next, ..session.clone() };
    match next {
        State::InSession => changed.began = changed.began.or_else(|| Some(now.clone())),
        State::Recovering => changed.ended = changed.ended.or_else(|| Some(now.clone())),
        _ => {}
    }
    Ok(vec![NewRevision::edit(record, rev, changed.into())])
}

/// Plans that the medicine was taken, at that moment: what the large clock counts from. The first tap holds.
pub fn begin(notebook: &Notebook, record: RecordId, at: &When) -> Result<Vec<NewRevision>, Refusal> {
    let (rev, session) = notebook.get_with_rev::<TreatmentSession>(record).ok_or(Refusal::NotHere)?;
    if session.state != State::InSession {
        return Err(Refusal::NotNow);
    }
    if session.medicine.is_some() {
        return Ok(Vec::new());
    }
    let changed = TreatmentSession { medicine: Some(at.clone()), ..session.clone() };
    Ok(vec![NewRevision::edit(record, rev, changed.into())])
}

/// Plans that items of a checklist are done, or are not. Of `shown`, those in `done` hold; items that the form did not
/// show stay as they are, and what was ticked before keeps its day.
pub fn tick(
    notebook: &Notebook,
    record: RecordId,
    shown: &[String],
    done: &[String],
    now: &When,
) -> Result<Vec<NewRevision>, Refusal> {
    let (rev, session) = notebook.get_with_rev::<TreatmentSession>(record).ok_or(Refusal::NotHere)?;
    let mut changed = session.clone();
    changed.ticks.retain(|tick| !shown.contains(&tick.item) || done.contains(&tick.item));
    for item in done {
        if !changed.is_done(item) {
            check_optional_name(item)?;
            changed.ticks.push(Tick { item: item.clone(), at: now.clone() });
        }
    }
    if changed.ticks.len() > TIES {
        return Err(Refusal::TooMany { limit: TIES });
    }
    if changed == *session {
        return Ok(Vec::new());
    }
    Ok(vec![NewRevision::edit(record, rev, changed.into())])
}

/// The sessions of a programme, in the order of their days.
pub fn sessions_of(notebook: &Notebook, programme: RecordId) -> Vec<(RecordId, &TreatmentSession)> {
    let of = notebook.all::<TreatmentSession>().filter(|(_, session)| session.programme == programme);
    let mut sessions: Vec<_> = of.collect();
    sessions.sort_by_key(|(id, session)| (session.when().at, *id));
    sessions
}

/// The session that took place last before that moment: what was written since then may belong to it.
pub fn latest_before(notebook: &Notebook, at: Timestamp) -> Option<(RecordId, &TreatmentSession)> {
    let began = |session: &TreatmentSession| session.began.as_ref().map(|began| began.at);
    let before =
        notebook.all::<TreatmentSession>().filter(|(_, session)| began(session).is_some_and(|it| it <= at));
    before.max_by_key(|(id, session)| (began(session), *id))
}

/// Every session that is, or was, on that day, unless it was called off (B3).
pub fn day_of(notebook: &Notebook, day: Date) -> impl Iterator<Item = (RecordId, &TreatmentSession)> {
    let on =
        move |session: &TreatmentSession| session.when().date() == day && session.state != State::Cancelled;
    notebook.all::<TreatmentSession>().filter(move |(_, session)| on(session))
}

/// Whether a record is a session.
pub(super) fn check_session(notebook: &Notebook, session: RecordId) -> Result<(), Refusal> {
    notebook.get::<TreatmentSession>(session).map(|_| ()).ok_or(Refusal::NotHere)
}
