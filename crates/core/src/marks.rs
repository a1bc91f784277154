//! Marks: days worth finding again on every plot and on the map's slider: a session, a change of medicine, an event.

use crate::{
    Extra, NewRevision, Notebook, RecordId, Refusal, When,
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

/// The marks that are shown, oldest first by their own time.
pub fn shown(notebook: &Notebook) -> Vec<(RecordId, &Mark)> {
    let mut marks: Vec<_> = notebook.all::<Mark>().filter(|(_, mark)| !mark.archived).collect();
    marks.sort_by_key(|(id, mark)| (mark.when.at, *id));
    marks
}
