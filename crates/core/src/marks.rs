//! Marks: days worth finding again on every plot and on the map's slider: a session, a change of medicine, an event.
//!
//! A session of treatment that took place is such a day by itself; nobody has to keep it twice.

use crate::{
    Extra, NewRevision, Notebook, RecordId, Refusal, When,
    journey::{State, TreatmentSession},
    limits::{check_optional_name, check_text},
};

/// What a mark stands for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum MarkKind {
    /// A treatment session.
    #[default]
    Session,
    /// A medicine was begun, changed or stopped. What and how much is for the person to write, or not.
    Medicine,
    /// Something that happened in life.
    LifeEvent,
}

impl MarkKind {
    /// Every kind, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::Session, Self::Medicine, Self::LifeEvent];

    /// Its name in forms and storage.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Session => "session",
            Self::Medicine => "medicine",
            Self::LifeEvent => "life-event",
        }
    }

    /// The kind with that name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.id() == id)
    }
}

/// A day worth finding again.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Mark {
    /// When.
    pub when: When,
    /// What it stands for.
    pub kind: MarkKind,
    /// What the person calls it; may be empty.
    pub name: String,
    /// A word about it.
    pub about: String,
    /// No longer shown.
    pub archived: bool,
    /// Fields that a newer program wrote.
    pub extra: Extra,
}

/// Plans a new mark (`base` 0) or an edit of one.
pub fn keep(notebook: &Notebook, record: RecordId, base: u32, mark: Mark) -> Result<NewRevision, Refusal> {
    check_optional_name(&mark.name)?;
    check_text(&mark.about)?;
    notebook.check_kind::<Mark>(record, base)?;
    Ok(NewRevision::edit(record, base, mark.into()))
}

/// A day that is shown: a mark, or a session of treatment that took place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct MarkedDay<'a> {
    /// When.
    pub when: &'a When,
    /// What it stands for.
    pub kind: MarkKind,
    /// What the person calls it; may be empty.
    pub name: &'a str,
    /// The session of treatment that it is by itself.
    pub session: Option<RecordId>,
}

/// The days that are shown, oldest first by their own time: marks, and sessions of treatment that took place and are over. A
/// session whose day somebody marked as one goes by that mark.
pub fn shown(notebook: &Notebook) -> Vec<MarkedDay<'_>> {
    let kept: Vec<_> = notebook.all::<Mark>().filter(|(_, mark)| !mark.archived).collect();
    let is_marked = |when: &When| {
        kept.iter().any(|(_, mark)| mark.kind == MarkKind::Session && mark.when.date() == when.date())
    };
    let over = |state| matches!(state, State::Recovering | State::Integrating | State::Closed);
    let sessions = notebook.all::<TreatmentSession>().filter(|(_, session)| over(session.state));
    let sessions = sessions.filter(|(_, session)| !is_marked(session.when())).map(|(id, session)| {
        let (when, kind) = (session.when(), MarkKind::Session);
        (id, MarkedDay { when, kind, name: "", session: Some(id) })
    });
    let marks = kept.iter().map(|(id, mark)| {
        (*id, MarkedDay { when: &mark.when, kind: mark.kind, name: &mark.name, session: None })
    });
    let mut days: Vec<_> = marks.chain(sessions).collect();
    days.sort_by_key(|(id, day)| (day.when.at, *id));
    days.into_iter().map(|(_, day)| day).collect()
}
