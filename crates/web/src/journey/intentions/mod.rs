//! Intentions of a session: what a person wants to be with, which part wants it, and what the parts ask for first.

mod pages;

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use hearken_core::{
    Known, Notebook, RecordId, Refusal,
    journey::{self, Intention, TreatmentSession},
    settling,
};
use hearken_vault::Session;
use maud::Markup;

use self::pages::FormPage;
pub(super) use self::pages::{Shown, intentions_card};
use super::beside::{Beside, beside};
use crate::{
    AppState,
    components::{ErasePage, PartChip, Typing, take_out},
    drafts,
    error::Problem,
    form::{Fields, Form, Query, RecordPath},
    layout::{Page, Place},
    routes::Routes,
    session::{Unlocked, kept},
};

pub(super) fn routes() -> Routes {
    Routes::default()
        .get("/journey/sessions/{id}/intentions/new", new)
        .post("/journey/intentions", keep)
        .get("/journey/intentions/{id}", edit)
        .get("/journey/intentions/{id}/erase", erase_page)
        .post("/journey/intentions/{id}/erase", erase)
}

/// The intentions of a session, as its page shows them.
pub(super) fn shown(notebook: &Notebook, session: RecordId) -> Vec<Shown> {
    let one = |(id, intention): (RecordId, &Intention)| Shown {
        address: format!("/journey/intentions/{id}"),
        wanted_by: PartChip::these(notebook, &intention.wanted_by),
        about: PartChip::these(notebook, &intention.about),
        intention: intention.clone(),
        beside: stands_beside(notebook, id),
    };
    journey::intentions_of(notebook, session).map(one).collect()
}

fn stands_beside(notebook: &Notebook, id: RecordId) -> Vec<Beside> {
    let named = |parts: &[RecordId]| {
        let names = parts.iter().filter_map(|part| Some(notebook.part(*part)?.name.clone()));
        names.collect::<Vec<_>>().join(", ")
    };
    beside(notebook, id, |it: &Intention| pages::said(it, &named(&it.wanted_by), &named(&it.about)))
}

/// The intention that the form describes. What the form does not show stays as it was `before`.
fn filled(fields: &Fields, before: Intention, notebook: &Notebook) -> Intention {
    let text = |name: &str| fields.text(name).trim().to_owned();
    let parts = |name: &str| {
        let mut ids = fields.records(name);
        ids.retain(|part| notebook.part(*part).is_some());
        ids
    };
    Intention {
        words: text("words"),
        wanted_by: parts("part"),
        about: parts("about"),
        conditions: text("conditions"),
        promises: text("promises"),
        came_of_it: text("came_of_it"),
        ..before
    }
}

async fn new(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(treatment): RecordPath,
    Query(query): Query,
) -> Result<Markup, Problem> {
    let place = format!("/journey/sessions/{treatment}/intentions/new");
    let draft = drafts::at(session.vault(), &place, &query);
    session.vault().read().get::<TreatmentSession>(treatment).ok_or(Problem::NotHere)?;
    let typing = Typing::new(&state, &place, state.keeper.new_record_id(), 0, draft.as_ref());
    let blank = Intention::new(treatment);
    let fields = draft.map(|draft| Fields::from_draft(&draft.fields));
    Ok(form_page(&session, typing, blank, fields.as_ref(), None))
}

async fn edit(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
    Query(query): Query,
) -> Result<Markup, Problem> {
    let place = format!("/journey/intentions/{id}");
    let draft = drafts::at(session.vault(), &place, &query);
    let (rev, intention) = {
        let notebook = session.vault().read();
        let (rev, intention) = notebook.get_with_rev::<Intention>(id).ok_or(Problem::NotHere)?;
        (rev, intention.clone())
    };
    let typing = Typing::new(&state, &place, id, rev, draft.as_ref());
    let fields = draft.map(|draft| Fields::from_draft(&draft.fields));
    Ok(form_page(&session, typing, intention, fields.as_ref(), None))
}

fn form_page(
    session: &Session,
    typing: Typing,
    before: Intention,
    typed: Option<&Fields>,
    trouble: Option<&Problem>,
) -> Markup {
    let page = Page::open(Place::Journey, session);
    let notebook = session.vault().read();
    let intention = match typed {
        Some(fields) => filled(fields, before, &notebook),
        None => before,
    };
    let tied = [&intention.wanted_by[..], &intention.about].concat();
    let parts = PartChip::to_choose(&notebook, &tied, false);
    let beside = typing.record.parse().map(|record| stands_beside(&notebook, record)).unwrap_or_default();
    FormPage { page, typing, intention, parts, beside, trouble: trouble.map(Problem::said) }.render()
}

async fn keep(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    let record = fields.record("record").unwrap_or_else(|| state.keeper.new_record_id());
    let treatment = fields.record("session").ok_or(Problem::Refused(Refusal::NotHere))?;
    let base = fields.number("base");
    let form = fields.clone();
    let change = move |notebook: &Notebook| {
        let before = notebook.revision(record, base).and_then(|revision| Intention::of(&revision.what));
        let before = before.cloned().unwrap_or_else(|| Intention::new(treatment));
        let intention = filled(&form, before, notebook);
        journey::keep_intention(notebook, record, base, intention)
            .map(|planned| vec![settling::with_seen(notebook, planned, &form.settles())])
    };
    if let Err(error) = session.vault().write(change, fields.done()).await {
        let problem = Problem::from(error);
        let blank = Intention::new(treatment);
        let page = form_page(&session, Typing::again(&fields), blank, Some(&fields), Some(&problem));
        return Ok((problem.status(), page).into_response());
    }
    Ok(kept(&state, &session, &format!("/journey/sessions/{treatment}")))
}

async fn erase_page(Unlocked(session): Unlocked, RecordPath(id): RecordPath) -> Result<Markup, Problem> {
    let page = Page::open(Place::Journey, &session);
    let notebook = session.vault().read();
    let intention = notebook.get::<Intention>(id).ok_or(Problem::NotHere)?;
    Ok(ErasePage {
        page,
        what: "this intention".to_owned(),
        words: intention.texts().join("\n\n").trim().to_owned(),
        stays: "The session and the parts stay.".to_owned(),
        address: format!("/journey/intentions/{id}"),
    }
    .render())
}

async fn erase(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
) -> Result<Response, Problem> {
    let treatment = session.vault().read().get::<Intention>(id).ok_or(Problem::NotHere)?.session;
    take_out(&state, &session, id).await?;
    Ok(kept(&state, &session, &format!("/journey/sessions/{treatment}")))
}
