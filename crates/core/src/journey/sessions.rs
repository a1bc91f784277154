//! Sessions of a programme: their plan, how they go on, and what of the checklists is done.

use jiff::civil::Date;

use super::{Programme, State, keeping::plan_edit, moments::moments_of};
use crate::{
    Extra, Known, NewRevision, Notebook, RecordId, Refusal, Timestamp, When,
    limits::{check_name, check_optional_name, check_text},
};

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

    /// What is planned of it, without how it went.
    fn plan(&self) -> (RecordId, &When, [&str; 4]) {
        (self.programme, &self.planned, self.texts())
    }

    /// Whether that item of a checklist is done.
    pub fn is_done(&self, item: &str) -> bool {
        self.ticks.iter().any(|tick| tick.item == item)
    }

    /// Whether it is over though its list at the end was not done.
    pub fn ended_another_way(&self) -> bool {
        self.is_done(ENDED_ANOTHER_WAY)
    }

    /// When the medicine was taken, or else when it began; `None` before.
    pub fn started(&self) -> Option<&When> {
        self.medicine.as_ref().or(self.began.as_ref())
    }

    /// The moment it is of: when it began, or else when it is planned.
    pub fn when(&self) -> &When {
        self.began.as_ref().unwrap_or(&self.planned)
    }
}

/// The most items of checklists that a session holds.
pub(super) const TICKS: usize = 500;

/// Plans a new session (`base` 0) or an edit of its plan. Where it stands, what is ticked and when it took place stay as
/// they are: those have their own ways. Where another window changed the plan since `base`, both stand.
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
    let now = notebook.get::<TreatmentSession>(record).cloned();
    let now = now.unwrap_or_else(|| TreatmentSession::new(session.programme));
    let kept = TreatmentSession {
        programme: session.programme,
        planned: session.planned,
        sitter: session.sitter,
        sitter_phone: session.sitter_phone,
        ride: session.ride,
        notes: session.notes,
        ..now
    };
    Ok(plan_edit(notebook, record, base, kept, |one, other| one.plan() == other.plan()))
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

/// What is ticked of a session that is over though its list at the end was not done: its frozen name in storage.
pub const ENDED_ANOTHER_WAY: &str = "ended-another-way";

/// Plans that a session is over without its list: help came. It is ticked that it was so, and nothing of the list is; what
/// looks at the end is met by none of it. Asked twice, it lands once.
pub fn end_another_way(
    notebook: &Notebook,
    record: RecordId,
    now: &When,
) -> Result<Vec<NewRevision>, Refusal> {
    let (rev, session) = notebook.get_with_rev::<TreatmentSession>(record).ok_or(Refusal::NotHere)?;
    match session.state {
        State::InSession => {}
        State::Recovering => return Ok(Vec::new()),
        _ => return Err(Refusal::NotNow),
    }
    let mut changed = TreatmentSession { state: State::Recovering, ..session.clone() };
    changed.ended = changed.ended.or_else(|| Some(now.clone()));
    if changed.ticks.len() >= TICKS {
        return Err(Refusal::TooMany { limit: TICKS });
    }
    changed.ticks.push(Tick { item: ENDED_ANOTHER_WAY.to_owned(), at: now.clone() });
    Ok(vec![NewRevision::edit(record, rev, changed.into())])
}

/// Whether a session that is under way may have been begun by mistake: no medicine was taken, and nothing was noted.
pub fn is_untouched(notebook: &Notebook, record: RecordId, session: &TreatmentSession) -> bool {
    let is_new = session.state == State::InSession && session.medicine.is_none();
    is_new && moments_of(notebook, record).is_empty()
}

/// Plans that a session that was begun by mistake has not begun, and is ready as it was. Asked twice, it lands once.
pub fn take_back_beginning(notebook: &Notebook, record: RecordId) -> Result<Vec<NewRevision>, Refusal> {
    let (rev, session) = notebook.get_with_rev::<TreatmentSession>(record).ok_or(Refusal::NotHere)?;
    if session.state == State::Ready {
        return Ok(Vec::new());
    }
    if !is_untouched(notebook, record, session) {
        return Err(Refusal::NotNow);
    }
    let changed = TreatmentSession { state: State::Ready, began: None, ..session.clone() };
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

/// Plans that items of a checklist are done, or are not. Of the `shown` items those in `done` hold, as far as the window
/// changed them from what it showed, revision `seen`: what another window ticked since stays ticked. An item that is
/// done already keeps its day.
pub fn tick(
    notebook: &Notebook,
    record: RecordId,
    seen: u32,
    shown: &[String],
    done: &[String],
    now: &When,
) -> Result<Vec<NewRevision>, Refusal> {
    let (rev, session) = notebook.get_with_rev::<TreatmentSession>(record).ok_or(Refusal::NotHere)?;
    let then = notebook.revision(record, seen).and_then(|revision| TreatmentSession::of(&revision.what));
    let then = then.unwrap_or(session);
    let mut changed = session.clone();
    for item in shown {
        let is_done = done.contains(item);
        if then.is_done(item) == is_done || changed.is_done(item) == is_done {
            continue;
        }
        check_name(item)?;
        changed.ticks.retain(|tick| tick.item != *item);
        if is_done {
            changed.ticks.push(Tick { item: item.clone(), at: now.clone() });
        }
    }
    if changed.ticks.len() > TICKS {
        return Err(Refusal::TooMany { limit: TICKS });
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

/// Every session that is, or was, on that day, unless it was called off (B3). One that lasts past midnight is on both
/// days, and one that nobody has ended yet is still on.
pub fn day_of(notebook: &Notebook, day: Date) -> impl Iterator<Item = (RecordId, &TreatmentSession)> {
    let on = move |session: &TreatmentSession| match (&session.began, &session.ended) {
        (None, _) => session.planned.date() == day,
        (Some(began), None) => began.date() <= day,
        (Some(began), Some(ended)) => (began.date()..=ended.date()).contains(&day) || began.date() == day,
    };
    let all = notebook.all::<TreatmentSession>();
    all.filter(move |(_, session)| session.state != State::Cancelled && on(session))
}

/// Whether a record is a session.
pub(super) fn check_session(notebook: &Notebook, session: RecordId) -> Result<(), Refusal> {
    notebook.get::<TreatmentSession>(session).map(|_| ()).ok_or(Refusal::NotHere)
}
