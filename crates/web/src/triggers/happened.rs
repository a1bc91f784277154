//! It happened: a quick form for one time, and keeping or mending it.

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use hearken_core::{
    Notebook, RecordId,
    triggers::{self, Occurrence, Trigger},
};
use hearken_vault::Session;
use maud::Markup;

use super::{
    forms::{self, TimeForm},
    pages::TimePage,
};
use crate::{
    AppState,
    components::Typing,
    drafts,
    error::Problem,
    form::{Fields, Form, Query, RecordPath},
    layout::{Page, Place},
    session::{Unlocked, kept},
    zone::Clock,
};

pub(super) async fn new(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(trigger): RecordPath,
    Query(query): Query,
) -> Result<Markup, Problem> {
    let place = format!("/triggers/{trigger}/happened");
    let draft = drafts::at(session.vault(), &place, &query);
    let typing = Typing::new(&state, &place, state.keeper.new_record_id(), 0, draft.as_ref());
    let fields = draft.map(|draft| Fields::from_draft(&draft.fields)).unwrap_or_default();
    Ok(time_page(&session, trigger, typing, fields, None)?.render())
}

pub(super) async fn edit(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
    Query(query): Query,
) -> Result<Markup, Problem> {
    let place = format!("/triggers/times/{id}");
    let draft = drafts::at(session.vault(), &place, &query);
    let (rev, trigger, fields) = {
        let notebook = session.vault().read();
        let (rev, time) = notebook.get_with_rev::<Occurrence>(id).ok_or(Problem::NotHere)?;
        (rev, time.trigger, forms::as_fields(time))
    };
    let typing = Typing::new(&state, &place, id, rev, draft.as_ref());
    let fields = draft.map_or(fields, |draft| Fields::from_draft(&draft.fields));
    Ok(time_page(&session, trigger, typing, fields, None)?.render())
}

fn time_page(
    session: &Session,
    trigger: RecordId,
    typing: Typing,
    fields: Fields,
    trouble: Option<&Problem>,
) -> Result<TimePage, Problem> {
    let page = Page::open(Place::Parts, session);
    let notebook = session.vault().read();
    let described = notebook.get::<Trigger>(trigger).ok_or(Problem::NotHere)?;
    Ok(TimePage {
        page,
        trigger: format!("/triggers/{trigger}"),
        name: described.name.clone(),
        form: TimeForm::filled(typing, fields, described, &notebook),
        trouble: trouble.map(Problem::said),
    })
}

pub(super) async fn keep_new(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    RecordPath(trigger): RecordPath,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    let record = fields.record("record").unwrap_or_else(|| state.keeper.new_record_id());
    keep(&state, &session, clock, (trigger, record), fields).await
}

pub(super) async fn keep_edited(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    RecordPath(id): RecordPath,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    let trigger = session.vault().read().get::<Occurrence>(id).ok_or(Problem::NotHere)?.trigger;
    keep(&state, &session, clock, (trigger, id), fields).await
}

/// Keeps one time. Its trigger's page then offers grounding first, where the time was strong (K3).
async fn keep(
    state: &AppState,
    session: &Session,
    clock: Clock,
    (trigger, record): (RecordId, RecordId),
    fields: Fields,
) -> Result<Response, Problem> {
    if fields.has("go") {
        let page = time_page(session, trigger, Typing::again(&fields), fields, None)?;
        return Ok(page.render().into_response());
    }
    let form = fields.clone();
    let change = move |notebook: &Notebook| {
        let time = forms::time(&form, trigger, record, notebook, &clock)?;
        triggers::note(notebook, record, form.number("base"), time).map(|revision| vec![revision])
    };
    if let Err(error) = session.vault().write(change, fields.done()).await {
        let problem = Problem::from(error);
        let page = time_page(session, trigger, Typing::again(&fields), fields, Some(&problem))?.render();
        return Ok((problem.status(), page).into_response());
    }
    Ok(kept(state, session, &format!("/triggers/{trigger}?kept={record}")))
}
