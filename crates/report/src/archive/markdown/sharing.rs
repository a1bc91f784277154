//! Somebody with whom a space is shared: what they are, and what is shown to them; and the notes about them that they never
//! see, each a file of its own, so that the first can be handed on without the second. And what was given away as a page.

use hearken_core::{
    Notebook, Record, RecordId, Revision, Timestamp, When,
    sharing::{GivenPage, Grant, PrivateNote, Space, Subject},
};
use serde_json::json;

use super::front::{Front, add, lines, one_item};

pub(super) fn space(revision: &Revision, space: &Space, notebook: &Notebook) -> String {
    let mut front = Front::new(revision, "space");
    front.line("title", &json!(space.called));
    front.line("role", &json!(space.role.id()));
    front.line("opened_by", &json!(if space.mine { "me" } else { "them" }));
    let state = match (space.ended, space.confirmed) {
        (Some(_), _) => "over",
        (None, true) => "shared",
        (None, false) => "invited",
    };
    front.line("state", &json!(state));
    for (key, at) in [("compared", space.compared), ("ended", space.ended)] {
        if let Some(at) = at {
            front.line(key, &json!(shown(at)));
        }
    }
    let grants = notebook.all::<Grant>().map(|(_, grant)| grant);
    let (past, standing): (Vec<_>, Vec<_>) =
        grants.filter(|grant| grant.space == revision.record).partition(|grant| grant.stopped);
    let mut sections = Vec::new();
    add(&mut sections, "shown", &lines(standing.iter().map(|grant| line(grant, notebook))));
    add(&mut sections, "no longer shown", &lines(past.iter().map(|grant| line(grant, notebook))));
    front.finish(&sections.join("\n\n"))
}

pub(super) fn note(revision: &Revision, note: &PrivateNote, notebook: &Notebook) -> String {
    let mut front = Front::new(revision, "private-note");
    if let Some(space) = notebook.get::<Space>(note.space) {
        front.line("about", &json!(space.called));
    }
    front.line("private", &json!(true));
    front.finish(&note.words)
}

/// What was given away as a sealed page. Nothing of the page itself is kept, so nothing of it is here.
pub(super) fn given(revision: &Revision, page: &GivenPage, notebook: &Notebook) -> String {
    let mut front = Front::new(revision, "given-page");
    front.line("to", &json!(page.to));
    front.when(&page.when);
    if let Some(until) = page.until {
        front.line("until", &json!(until.to_string()));
    }
    let mut said = vec![subject(&page.subject, notebook)];
    if !page.fields.is_empty() {
        said.push(format!("of it {}", page.fields.join(", ")));
    }
    front.finish(&format!("- {}", one_item(&said.join("; "))))
}

/// What somebody is called in whose space a note is.
pub(super) fn called(note: &PrivateNote, notebook: &Notebook) -> String {
    notebook.get::<Space>(note.space).map(|space| space.called.clone()).unwrap_or_default()
}

fn shown(at: Timestamp) -> String {
    When::new(at, 0).shown()
}

/// What is shown, of it which fields, and how.
fn line(grant: &Grant, notebook: &Notebook) -> String {
    let mut said = vec![subject(&grant.subject, notebook)];
    if grant.whole {
        said.push("all of it".to_owned());
    } else if !grant.fields.is_empty() {
        said.push(format!("of it {}", grant.fields.join(", ")));
    }
    said.push(if grant.keeps_up { "kept up to date" } else { "as it was" }.to_owned());
    if let Some(until) = grant.until {
        said.push(format!("until {until}"));
    }
    if grant.paused {
        said.push("not for now".to_owned());
    }
    format!("- {}", one_item(&said.join("; ")))
}

fn subject(subject: &Subject, notebook: &Notebook) -> String {
    match subject {
        Subject::Map => "the map".to_owned(),
        Subject::Measure(measure) => format!("scores of {measure}"),
        Subject::Record(id) => record(*id, notebook),
    }
}

/// A record by its kind and its first words; where it has none, by its id.
fn record(id: RecordId, notebook: &Notebook) -> String {
    let Some(revision) = notebook.current(id) else { return "something that was erased".to_owned() };
    let kind = revision.what.kind().id();
    let name = match &revision.what {
        Record::Exercise(run) => run.guide.clone(),
        Record::Response(response) => format!("{}, {}", response.measure, response.when.shown()),
        Record::TreatmentSession(session) => session.when().shown(),
        what => {
            let mut first = String::new();
            what.each_text(&mut |text| {
                if first.is_empty() {
                    first = text.trim().lines().next().unwrap_or_default().to_owned();
                }
            });
            first
        }
    };
    format!("{kind}: {}", if name.is_empty() { id.to_string() } else { name })
}
