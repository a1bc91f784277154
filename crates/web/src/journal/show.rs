//! One entry: as it stands, as it was, and as a text to take along.

use axum::{
    http::header::{CONTENT_DISPOSITION, CONTENT_TYPE},
    response::{IntoResponse, Response},
};
use hearken_core::{Notebook, Record, Revision, journal::JournalEntry};
use jiff::civil::Date;
use maud::Markup;

use super::{
    asks_for_help,
    pages::{EntryPage, HistoryPage, Version},
};
use crate::{
    components::{Nearest, PartChip},
    error::Problem,
    form::{Query, RecordPath},
    layout::{Page, Place},
    session::Unlocked,
    words,
    zone::Clock,
};

pub(super) async fn page(
    Unlocked(session): Unlocked,
    nearest: Nearest,
    clock: Clock,
    RecordPath(id): RecordPath,
    Query(query): Query,
) -> Result<Markup, Problem> {
    let page = Page::open(Place::Journal, &session);
    let notebook = session.vault().read();
    let revision = notebook.current(id).ok_or(Problem::NotHere)?;
    let shown = version(&notebook, revision, &clock).ok_or(Problem::NotHere)?;
    let others = notebook.also_standing(id).into_iter().filter_map(|other| version(&notebook, other, &clock));
    let run = notebook.entry(id).and_then(|entry| entry.run).filter(|&run| notebook.run(run).is_some());
    let page = EntryPage {
        page,
        id: id.to_string(),
        shown,
        others: others.collect(),
        revisions: notebook.history(id).len(),
        run: run.map(|run| run.to_string()),
        asks: (query.has("kept") && notebook.entry(id).is_some_and(asks_for_help)).then_some(nearest),
    };
    Ok(page.render())
}

pub(super) async fn history(
    Unlocked(session): Unlocked,
    clock: Clock,
    RecordPath(id): RecordPath,
) -> Result<Markup, Problem> {
    let page = Page::open(Place::Journal, &session);
    let notebook = session.vault().read();
    notebook.entry(id).ok_or(Problem::NotHere)?;
    let versions =
        notebook.history(id).iter().rev().filter_map(|revision| version(&notebook, revision, &clock));
    Ok(HistoryPage { page, id: id.to_string(), versions: versions.collect() }.render())
}

fn version(notebook: &Notebook, revision: &Revision, clock: &Clock) -> Option<Version> {
    let Record::Journal(entry) = &revision.what else { return None };
    let today = clock.today();
    Some(Version {
        rev: revision.rev,
        saved: words::moment(&clock.when(revision.saved), today),
        title: entry.title.clone(),
        body: (&entry.body).into(),
        when: words::moment(&entry.when, today),
        when_value: words::input_value(entry.when.local()),
        parts: PartChip::these(notebook, &entry.parts),
        tags: entry.tags.clone(),
    })
}

/// The entry as a text file. Its name tells nothing.
pub(super) async fn text(
    Unlocked(session): Unlocked,
    clock: Clock,
    RecordPath(id): RecordPath,
) -> Result<Response, Problem> {
    let notebook = session.vault().read();
    let entry = notebook.entry(id).ok_or(Problem::NotHere)?;
    let headers = [
        (CONTENT_TYPE, "text/plain; charset=utf-8"),
        (CONTENT_DISPOSITION, "attachment; filename=\"notes.txt\""),
    ];
    Ok((headers, as_text(entry, clock.today())).into_response())
}

fn as_text(entry: &JournalEntry, today: Date) -> String {
    let title = entry.title.as_ref().map(|title| format!("{title}\n")).unwrap_or_default();
    format!("{title}{}\n\n{}\n", words::moment(&entry.when, today), entry.body)
}
