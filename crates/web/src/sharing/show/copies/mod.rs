//! What is shown of something: its fields as text, a name over each, and nothing that could lead back to the rest.
//!
//! A part's private corner and parts that are kept out of sight never go, whatever is shared (their names neither); nor does
//! an entry that is kept for oneself. Each kind gives its fields under keys that stay the same, so that they can be ticked; and
//! only what is ticked goes, so a title says nothing that is not.

mod journey;
mod map;
#[cfg(test)]
mod tests;
mod written;

use std::collections::HashMap;

use hearken_content::Library;
use hearken_core::{
    Notebook, Record, RecordId,
    sharing::{Grant, SharedField, Space, Subject, is_out_of_sight},
};

use crate::{
    measures::{self, ShownScores},
    words::beginning,
    zone::Clock,
};

/// Something as it could be shown.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::sharing) struct Copy {
    /// What it is, by the name that storage has for its kind.
    pub(in crate::sharing) kind: &'static str,
    /// What whoever shows it knows it by. It may say what is not ticked, so it goes to nobody.
    pub(in crate::sharing) called: String,
    /// What it is called where no more of it is ticked.
    plain: String,
    /// The field that says more of what it is, where it is ticked.
    named_by: &'static str,
    /// Its fields, in order. Those that say nothing are left out.
    pub(in crate::sharing) fields: Vec<SharedField>,
    /// What goes along with whatever is shown of it, and is not ticked.
    pub(in crate::sharing) along: Vec<SharedField>,
}

/// So many letters of a field stand in a title.
const TITLE: usize = 80;

impl Copy {
    /// Something that is called the same by everybody.
    fn of(kind: &'static str, called: &str, fields: Vec<SharedField>) -> Option<Self> {
        let mut fields: Vec<_> = fields.into_iter().filter(|field| !field.text.trim().is_empty()).collect();
        number(&mut fields);
        let (called, plain) = (called.to_owned(), called.to_owned());
        let copy = Self { kind, called, plain, named_by: "", fields, along: Vec::new() };
        (!copy.fields.is_empty()).then_some(copy)
    }

    /// Called by what a field says: to whoever shows it always, to the other where that field is ticked.
    fn named_by(mut self, key: &'static str) -> Self {
        self.named_by = key;
        self.called = self.title();
        self
    }

    /// Whether what it is called goes with whatever is ticked: the name of a part does.
    pub(in crate::sharing) fn name_goes_along(&self) -> bool {
        self.named_by.is_empty()
    }

    /// What it is called to whoever is shown these fields.
    pub(in crate::sharing) fn title(&self) -> String {
        let Some(field) = self.fields.iter().find(|field| field.key == self.named_by) else {
            return self.plain.clone();
        };
        let line = field.text.split_whitespace().collect::<Vec<_>>().join(" ");
        beginning(&line, TITLE)
    }

    /// With the fields of these keys alone.
    pub(in crate::sharing) fn only(mut self, keys: &[String]) -> Self {
        self.fields.retain(|field| keys.contains(&field.key));
        self
    }

    /// As far as it is shown.
    pub(in crate::sharing) fn shown_by(self, grant: &Grant) -> Self {
        if grant.whole { self } else { self.only(&grant.fields) }
    }

    /// A questionnaire: what it is not goes along with every score.
    fn of_scores(ShownScores { title, fields, about }: ShownScores) -> Option<Self> {
        Self::of("measure", &title, fields).map(|copy| Self { along: vec![about], ..copy })
    }
}

/// A key that comes again gets a number: whoever ticks one field ticks no other.
fn number(fields: &mut [SharedField]) {
    let mut times = HashMap::<String, usize>::new();
    for field in fields {
        let times = times.entry(field.key.clone()).or_default();
        *times += 1;
        if *times > 1 {
            field.key = format!("{}/{times}", field.key);
        }
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
    if is_out_of_sight(notebook, id) {
        return None;
    }
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
    let seen = parts.iter().filter(|part| !is_out_of_sight(notebook, **part));
    let named = seen.filter_map(|part| notebook.part(*part));
    named.map(|part| part.name.as_str()).collect::<Vec<_>>().join(", ")
}

/// Whether one of these parts is kept out of sight: what was wanted by it, agreed with it or said of it goes to nobody then, since the
/// words may speak of it whatever stands over them.
fn speaks_of_hidden(notebook: &Notebook, mut parts: impl Iterator<Item = RecordId>) -> bool {
    parts.any(|part| is_out_of_sight(notebook, part))
}

/// A day as it stands on paper, the same whenever it is read.
fn day(date: jiff::civil::Date) -> String {
    crate::words::long_day(date)
}
