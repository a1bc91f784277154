//! One small act: what an insight becomes in everyday life, and how it went.

use jiff::civil::Date;

use super::keeping::plan_edit;
use crate::{Extra, NewRevision, Notebook, RecordId, Refusal, agreements::Look, limits::check_text};

/// One small act after a session.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SmallAct {
    /// The session it came from.
    pub session: RecordId,
    /// What.
    pub what: String,
    /// The day to do it, or to look at it again.
    pub day: Option<Date>,
    /// When and where, in the person's words.
    pub place: String,
    /// The part that does it, or helps.
    pub part: Option<RecordId>,
    /// What may get in the way.
    pub obstacle: String,
    /// How it went, each time somebody looked, oldest first.
    pub looks: Vec<Look>,
    /// Fields that a newer program wrote.
    pub extra: Extra,
}

impl SmallAct {
    /// An act from a session, without words yet.
    pub fn new(session: RecordId) -> Self {
        Self {
            session,
            what: String::new(),
            day: None,
            place: String::new(),
            part: None,
            obstacle: String::new(),
            looks: Vec::new(),
            extra: Extra::default(),
        }
    }

    /// The texts that a person typed.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let own = [&self.what, &self.place, &self.obstacle];
        own.into_iter().chain(self.looks.iter().map(|look| &look.words)).map(String::as_str)
    }

    /// What is planned, without how it went.
    fn plan(&self) -> (RecordId, [&str; 3], Option<Date>, Option<RecordId>) {
        (self.session, [&self.what, &self.place, &self.obstacle], self.day, self.part)
    }

    /// Whether it waits to be looked at on that day: its day has come, and nobody has looked since.
    pub fn is_due(&self, today: Date) -> bool {
        let looked_since = |day: Date| self.looks.iter().any(|look| look.when.date() >= day);
        self.day.is_some_and(|day| day <= today && !looked_since(day))
    }
}

/// Plans a new act (`base` 0) or a change of one; how it went so far stays. Where another window changed it since `base`,
/// both stand.
pub fn keep_act(
    notebook: &Notebook,
    record: RecordId,
    base: u32,
    act: SmallAct,
) -> Result<NewRevision, Refusal> {
    super::sessions::check_session(notebook, act.session)?;
    if act.what.trim().is_empty() {
        return Err(Refusal::Empty);
    }
    act.texts().try_for_each(check_text)?;
    super::intentions::check_parts(notebook, act.part.as_slice())?;
    notebook.check_kind::<SmallAct>(record, base)?;
    let now = notebook.get::<SmallAct>(record).cloned().unwrap_or_else(|| SmallAct::new(act.session));
    let kept = SmallAct { looks: now.looks, extra: now.extra, ..act };
    Ok(plan_edit(notebook, record, base, kept, |one, other| one.plan() == other.plan()))
}

/// Plans a look at an act: how it went, and the next day to look, if there is one. `seen` is how many looks the window
/// showed: the same look, sent again, lands once.
pub fn look_at_act(
    notebook: &Notebook,
    record: RecordId,
    seen: usize,
    look: Look,
    next: Option<Date>,
) -> Result<Vec<NewRevision>, Refusal> {
    let (rev, act) = notebook.get_with_rev::<SmallAct>(record).ok_or(Refusal::NotHere)?;
    check_text(&look.words)?;
    let since = act.looks.iter().skip(seen);
    if since.into_iter().any(|kept| kept.kept == look.kept && kept.words == look.words) {
        return Ok(Vec::new());
    }
    let mut changed = act.clone();
    changed.looks.push(look);
    changed.day = next;
    Ok(vec![NewRevision::edit(record, rev, changed.into())])
}

/// The small acts of a session, in the order they were made.
pub fn acts_of(notebook: &Notebook, session: RecordId) -> impl Iterator<Item = (RecordId, &SmallAct)> {
    notebook.all::<SmallAct>().filter(move |(_, act)| act.session == session)
}
