//! The marks, the newest day first, and one of them.

use hearken_core::{RecordId, marks::Mark};
use maud::Markup;

use super::pages::{ListPage, MarkPage, Row};
use crate::{
    error::Problem,
    form::RecordPath,
    layout::{Page, Place},
    session::Unlocked,
    words,
    zone::Clock,
};

pub(super) async fn page(Unlocked(session): Unlocked, clock: Clock) -> Markup {
    let page = Page::open(Place::More, &session);
    let notebook = session.vault().read();
    let mut marks: Vec<_> = notebook.all::<Mark>().collect();
    marks.sort_by_key(|(id, mark)| std::cmp::Reverse((mark.when.at, *id)));
    let (archived, shown): (Vec<_>, Vec<_>) = marks.into_iter().partition(|(_, mark)| mark.archived);
    let rows =
        |marks: Vec<(RecordId, &Mark)>| marks.into_iter().map(|(id, mark)| row(id, mark, &clock)).collect();
    ListPage { page, marks: rows(shown), archived: rows(archived) }.render()
}

fn row(id: RecordId, mark: &Mark, clock: &Clock) -> Row {
    Row {
        address: format!("/marks/{id}"),
        kind: mark.kind,
        name: mark.name.clone(),
        when: words::moment(&mark.when, clock.today()),
        ahead: mark.when.at > clock.now().at,
    }
}

pub(super) async fn one(
    Unlocked(session): Unlocked,
    clock: Clock,
    RecordPath(id): RecordPath,
) -> Result<Markup, Problem> {
    let page = Page::open(Place::More, &session);
    let notebook = session.vault().read();
    let mark = notebook.get::<Mark>(id).ok_or(Problem::NotHere)?;
    let (about, archived) = (mark.about.clone(), mark.archived);
    Ok(MarkPage { page, row: row(id, mark, &clock), about, archived }.render())
}
