//! Writing in the journal: the empty form, the form of an entry, and keeping what it holds.

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use hearken_core::{Record, RecordId, journal};
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
    RecordPath(id): RecordPath,
    Query(query): Query,
) -> Result<Markup, Problem> {
    let place = format!("/journal/{id}/edit");
    let draft = drafts::at(session.vault(), &place, &query);
    let form = {
        let notebook = session.vault().read();
        let revision = notebook.current(id).ok_or(Problem::NotHere)?;
        let Record::Journal(entry) = &revision.what else { return Err(Problem::NotHere) };
        let typing = Typing::new(&state, &place, id, revision.rev, draft.as_ref());
        let form = EntryForm::edit(typing, &notebook, entry, draft.as_ref());
        if draft.is_none() && query.text("both") == "1" { both_as_one(form, &notebook, id) } else { form }
    };
    Ok(write_page(&session, form, None).render())
}

/// The form with every standing text in it, one below the other; keeping it settles them all.
fn both_as_one(mut form: EntryForm, notebook: &hearken_core::Notebook, id: RecordId) -> EntryForm {
    for other in notebook.also_standing(id) {
        if let Record::Journal(entry) = &other.what {
            form.body = format!("{}\n\n{}", form.body, entry.body);
            form.settles.push(other.rev);
        }
    }
    form
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
    let change = move |notebook: &hearken_core::Notebook| {
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
