//! One's own notes about the other: kept in one's own notebook, never in the space, for either side.
//!
//! Each handler asks one's own notebook alone, so that the notes open whatever became of the space: they stay with whoever
//! wrote them when it was ended, by whom ever.

mod pages;

use axum::{extract::State, response::Response};
use hearken_core::{
    Known, Notebook, RecordId, Refusal, Revision,
    sharing::{PrivateNote, Space, keep_note},
};
use hearken_vault::WriteError;
use maud::Markup;

use super::{reading::Within, standing};
use crate::{
    AppState,
    components::{ErasePage, Typing, take_out},
    drafts,
    error::Problem,
    form::{Fields, Form, Query, RecordPath},
    layout::{Page, Place},
    routes::Routes,
    session::{Unlocked, kept, see_other},
    words,
    zone::Clock,
};
pub(super) use pages::notes_link;
use pages::{About, AllPage, Note, NotePage, NotesPage};

pub(super) fn routes() -> Routes {
    Routes::default()
        .get("/sharing/notes", all)
        .get("/sharing/{id}/notes", page)
        .post("/sharing/{id}/notes", keep)
        .get("/sharing/{id}/notes/{note}", one)
        .get("/sharing/{id}/notes/{note}/erase", erase_page)
        .post("/sharing/{id}/notes/{note}/erase", erase)
}

/// Everybody one can have notes about, those of ended spaces too.
async fn all(Unlocked(session): Unlocked) -> Markup {
    let page = Page::open(Place::Sharing, &session);
    let notebook = session.vault().read();
    let about = notebook.all::<Space>().map(|(id, space)| About {
        address: format!("/sharing/{id}/notes"),
        called: space.called.clone(),
        notes: of_space(&notebook, id).count(),
    });
    AllPage { page, people: about.collect() }.render()
}

fn of_space(notebook: &Notebook, space: RecordId) -> impl Iterator<Item = (RecordId, &PrivateNote)> {
    notebook.all::<PrivateNote>().filter(move |(_, note)| note.space == space)
}

/// `?empty=1` says that there was nothing to keep.
async fn page(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    RecordPath(id): RecordPath,
    Query(query): Query,
) -> Result<Markup, Problem> {
    let called = standing::kept(&session, id)?.called;
    let place = format!("/sharing/{id}/notes");
    let draft = drafts::at(session.vault(), &place, &query);
    let typing = Typing::new(&state, &place, state.keeper.new_record_id(), 0, draft.as_ref());
    let typed = draft.map(|draft| Fields::from_draft(&draft.fields).text("words").to_owned());
    let page = Page::open(Place::Sharing, &session);
    let notebook = session.vault().read();
    let mut notes: Vec<_> =
        of_space(&notebook, id).filter_map(|(record, _)| note(notebook.current(record)?, &clock)).collect();
    notes.reverse();
    Ok(NotesPage { page, called, typing, typed: typed.unwrap_or_default(), notes, empty: query.has("empty") }
        .render())
}

/// A revision of a note as it is read.
fn note(revision: &Revision, clock: &Clock) -> Option<Note> {
    let words = PrivateNote::of(&revision.what)?.words.clone();
    let saved = words::moment(&clock.when(revision.saved), clock.today());
    Some(Note { id: revision.record.to_string(), words, saved })
}

/// Keeps a note, or another wording of one. Nothing to keep leads back to the page.
async fn keep(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    standing::kept(&session, id)?;
    let record = fields.record("record").ok_or(Problem::NotHere)?;
    let (base, words) = (fields.number("base"), fields.text("words").trim().to_owned());
    let change =
        move |notebook: &Notebook| keep_note(notebook, record, base, id, words).map(|note| vec![note]);
    let address = format!("/sharing/{id}/notes");
    match session.vault().write(change, fields.done()).await {
        Ok(_) => Ok(kept(&state, &session, &address)),
        Err(WriteError::Refused(Refusal::Empty)) => Ok(see_other(&format!("{address}?empty=1"))),
        Err(error) => Err(error.into()),
    }
}

/// One note: to be worded anew, with its earlier versions.
async fn one(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    Within { space, thing }: Within,
    Query(query): Query,
) -> Result<Markup, Problem> {
    let called = standing::kept(&session, space)?.called;
    let place = format!("/sharing/{space}/notes/{thing}");
    let draft = drafts::at(session.vault(), &place, &query);
    let page = Page::open(Place::Sharing, &session);
    let notebook = session.vault().read();
    find(&notebook, space, thing)?;
    let standing = notebook.current(thing).ok_or(Problem::NotHere)?;
    let now = note(standing, &clock).ok_or(Problem::NotHere)?;
    let typing = Typing::new(&state, &place, thing, standing.rev, draft.as_ref());
    let typed = draft.map(|draft| Fields::from_draft(&draft.fields).text("words").to_owned());
    let others = notebook.history(thing).iter().rev().filter(|other| other.rev != standing.rev);
    let others = others.filter_map(|other| note(other, &clock)).collect();
    let words = typed.unwrap_or_else(|| now.words.clone());
    Ok(NotePage { page, space: space.to_string(), called, typing, words, saved: now.saved, others }.render())
}

/// A note about the other in that space.
fn find(notebook: &Notebook, space: RecordId, record: RecordId) -> Result<&PrivateNote, Problem> {
    notebook.get::<PrivateNote>(record).filter(|note| note.space == space).ok_or(Problem::NotHere)
}

async fn erase_page(Unlocked(session): Unlocked, Within { space, thing }: Within) -> Result<Markup, Problem> {
    let page = Page::open(Place::Sharing, &session);
    let notebook = session.vault().read();
    let note = find(&notebook, space, thing)?;
    Ok(ErasePage {
        page,
        what: "this note".to_owned(),
        words: note.words.clone(),
        stays: "Your other notes stay, and what you share stays as it is.".to_owned(),
        address: format!("/sharing/{space}/notes/{thing}"),
    }
    .render())
}

async fn erase(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    Within { space, thing }: Within,
) -> Result<Response, Problem> {
    find(&session.vault().read(), space, thing)?;
    take_out(&state, &session, thing).await?;
    Ok(kept(&state, &session, &format!("/sharing/{space}/notes")))
}
