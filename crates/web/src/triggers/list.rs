//! The triggers that are known, each with the last time it happened.

use hearken_core::{
    Notebook, RecordId,
    triggers::{self, Trigger},
};
use maud::Markup;

use super::pages::{ListPage, Row};
use crate::{
    layout::{Page, Place},
    session::Unlocked,
    words,
    zone::Clock,
};

pub(super) async fn page(Unlocked(session): Unlocked, clock: Clock) -> Markup {
    let page = Page::open(Place::Parts, &session);
    let notebook = session.vault().read();
    let (archived, looked_at): (Vec<_>, Vec<_>) =
        notebook.all::<Trigger>().partition(|(_, trigger)| trigger.archived);
    let rows = |triggers: Vec<(RecordId, &Trigger)>| {
        triggers.into_iter().map(|(id, trigger)| row(&notebook, &clock, id, trigger)).collect()
    };
    ListPage { page, triggers: rows(looked_at), archived: rows(archived) }.render()
}

fn row(notebook: &Notebook, clock: &Clock, id: RecordId, trigger: &Trigger) -> Row {
    let times = triggers::occurrences(notebook, id);
    let last = times.last().map(|(_, time)| time);
    Row {
        address: format!("/triggers/{id}"),
        name: trigger.name.clone(),
        last: last.map(|time| words::moment(&time.when, clock.today())),
        strength: last.and_then(|time| time.strength),
    }
}
