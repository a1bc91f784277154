//! What is shown of something: its fields as text, a name over each, and nothing that could lead back to the rest.
//!
//! A part's private corner and parts that are kept out of sight never go, whatever is shared (their names neither); nor does
//! an entry that is kept for oneself. Each kind gives its fields under keys that stay the same, so that they can be ticked.

mod journey;
mod map;
#[cfg(test)]
mod tests;
mod written;

use hearken_content::Library;
use hearken_core::{
    Notebook, Record, RecordId,
    sharing::{SharedField, Space, Subject},
};

use crate::{
    measures::{self, ShownScores},
    zone::Clock,
};

/// Something as it could be shown.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::sharing) struct Copy {
    /// What it is, by the name that storage has for its kind.
    pub(in crate::sharing) kind: &'static str,
    /// What it is called.
    pub(in crate::sharing) title: String,
    /// Its fields, in order. Those that say nothing are left out.
    pub(in crate::sharing) fields: Vec<SharedField>,
    /// What goes along with whatever is shown of it, and is not ticked.
    pub(in crate::sharing) along: Vec<SharedField>,
}

impl Copy {
    fn of(kind: &'static str, title: &str, fields: Vec<SharedField>) -> Option<Self> {
        let fields: Vec<_> = fields.into_iter().filter(|field| !field.text.trim().is_empty()).collect();
        (!fields.is_empty()).then(|| Self { kind, title: title.to_owned(), fields, along: Vec::new() })
    }

    /// With the fields of these keys alone; all of them when there are no keys.
    pub(in crate::sharing) fn only(mut self, keys: &[String]) -> Self {
        if !keys.is_empty() {
            self.fields.retain(|field| keys.contains(&field.key));
        }
        self
    }

    /// A questionnaire: what it is not goes along with every score.
    fn of_scores(ShownScores { title, fields, about }: ShownScores) -> Option<Self> {
        Self::of("measure", &title, fields).map(|copy| Self { along: vec![about], ..copy })
    }
}

/// Whether a thing goes to whoever a space is shared with at all. A role that needs no scores is shown none; in a space that
/// somebody else opened, the role is one's own.
pub(super) fn goes_to(library: &Library, space: &Space, subject: &Subject) -> bool {
    let is_scores = matches!(subject, Subject::Measure(_));
    !is_scores || !space.mine || library.sharing_words.role(space.role.id()).sees_scores
}

/// A subject as it could be shown now; `None` for what is not here, is kept out of sight, or says nothing.
pub(in crate::sharing) fn of(
    library: &'static Library,
    notebook: &Notebook,
    subject: &Subject,
    clock: &Clock,
) -> Option<Copy> {
    match subject {
        Subject::Record(id) => of_record(library, notebook, *id, clock),
        Subject::Map => map::copy(notebook),
        Subject::Measure(measure) => measures::shown(notebook, measure).and_then(Copy::of_scores),
    }
}

fn of_record(library: &'static Library, notebook: &Notebook, id: RecordId, clock: &Clock) -> Option<Copy> {
    match &notebook.current(id)?.what {
        Record::Part(part) => written::part(part),
        Record::Journal(entry) => written::entry(entry),
        Record::Exercise(run) => written::run(library, notebook, id, run),
        Record::Agreement(agreement) => written::agreement(notebook, agreement),
        Record::Decision(decision) => written::decision(notebook, decision),
        Record::Intention(intention) => journey::intention(notebook, intention),
        Record::TreatmentSession(session) => journey::arc(notebook, id, session, clock),
        _ => None,
    }
}

fn field(key: &str, name: &str, text: &str) -> SharedField {
    SharedField { key: key.to_owned(), name: name.to_owned(), text: text.trim().to_owned(), course: None }
}

/// The names of the parts among these that are not kept out of sight.
fn names(notebook: &Notebook, parts: &[RecordId]) -> String {
    let named = parts.iter().filter_map(|part| notebook.part(*part)).filter(|part| !part.hidden);
    named.map(|part| part.name.as_str()).collect::<Vec<_>>().join(", ")
}

/// A day as it stands on paper, the same whenever it is read.
fn day(date: jiff::civil::Date) -> String {
    crate::words::long_day(date)
}
