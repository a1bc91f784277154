//! Writing in the journal: the empty form, the form of an entry, and keeping what it holds.

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use hearken_core::{
    Notebook,
    journal::{self, JournalEntry},
};
use hearken_vault::Session;
use maud::Markup;

use super::{forms, forms::EntryForm, pages::WritePage};
use crate::{
    AppState,
    components::Typing,
    drafts,
    error::Problem,
    form::{Fields, Form, Query, RecordPath},
    layout::{Page, Place},
    session::{Unlocked, kept, local_path},
    zone::Clock,
};

pub(super) async fn new(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    Query(query): Query,
) -> Markup {
    let draft = drafts::at(session.vault(), "/journal/new", &query);
    let typing = Typing::new(&state, "/journal/new", state.keeper.new_record_id(), 0, draft.as_ref());
    let form = EntryForm::new(typing, &session.vault().read(), draft.as_ref());
    write_page(&session, form, None).render()
}

pub(super) async fn edit(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    RecordPath(id): RecordPath,
    Query(query): Query,
) -> Result<Markup, Problem> {
    let place = format!("/journal/{id}/edit");
    let both = query.text("both") == "1";
    let draft = drafts::at(session.vault(), &place, &query);
    let form = {
        let notebook = session.vault().read();
        let (rev, entry) = notebook.get_with_rev::<JournalEntry>(id).ok_or(Problem::NotHere)?;
        // A draft in which not all of them stand waits until both are one.
        let draft = draft.filter(|draft| !both || forms::settles_all(draft, &notebook, id));
        let typing = Typing::new(&state, &place, id, rev, draft.as_ref());
        let form = EntryForm::edit(typing, &notebook, entry, draft.as_ref());
        if both && draft.is_none() { form.with_all_that_stands(&notebook, id, &clock) } else { form }
    };
    Ok(write_page(&session, form, None).render())
}

fn write_page(session: &Session, form: EntryForm, trouble: Option<&Problem>) -> WritePage {
    WritePage { page: Page::open(Place::Journal, session), form, trouble: trouble.map(Problem::said) }
}

/// Keeps an entry. Two windows that edited the same one are both kept, and the person is shown both.
pub(super) async fn keep(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    let vault = session.vault();
    let fresh = state.keeper.new_record_id();
    let id = fields.record("record").unwrap_or(fresh);
    let form = fields.clone();
    let change = move |notebook: &Notebook| {
        journal::keep(notebook, forms::writing(&form, fresh, notebook, &clock)).map(|revision| vec![revision])
    };
    if let Err(error) = vault.write(change, fields.done()).await {
        let problem = Problem::from(error);
        let form = EntryForm::again(&fields, &vault.read());
        let page = write_page(&session, form, Some(&problem)).render();
        return Ok((problem.status(), page).into_response());
    }
    let to_choose = !vault.read().also_standing(id).is_empty();
    Ok(match local_path(fields.text("back")) {
        Some(back) if !to_choose => kept(&state, &session, &format!("{back}?kept={id}")),
        _ => kept(&state, &session, &format!("/journal/{id}?kept=1")),
    })
}
