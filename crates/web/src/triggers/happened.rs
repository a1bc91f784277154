//! It happened: a quick form for one time, and keeping or mending it.

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use hearken_core::{
    NewRevision, Notebook, RecordId,
    triggers::{self, Occurrence, Trigger},
};
use hearken_vault::Session;
use maud::Markup;

use super::{
    forms::{self, TimeForm},
    pages::TimePage,
    show,
};
use crate::{
    AppState,
    components::{Beside, Typing},
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
    clock: Clock,
    RecordPath(trigger): RecordPath,
    Query(query): Query,
) -> Result<Markup, Problem> {
    let place = format!("/triggers/{trigger}/happened");
    let draft = drafts::at(session.vault(), &place, &query);
    let typing = Typing::new(&state, &place, state.keeper.new_record_id(), 0, draft.as_ref());
    let fields = draft.map(|draft| Fields::from_draft(&draft.fields)).unwrap_or_default();
    Ok(time_page(&session, &clock, trigger, (typing, fields), None)?.render())
}

pub(super) async fn edit(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
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
    Ok(time_page(&session, &clock, trigger, (typing, fields), None)?.render())
}

fn time_page(
    session: &Session,
    clock: &Clock,
    trigger: RecordId,
    (typing, fields): (Typing, Fields),
    trouble: Option<&Problem>,
) -> Result<TimePage, Problem> {
    let page = Page::open(Place::Parts, session);
    let notebook = session.vault().read();
    let described = notebook.get::<Trigger>(trigger).ok_or(Problem::NotHere)?;
    let record = typing.record.parse();
    let beside = record.map(|id| Beside::of(&notebook, id, |time| show::lines(&notebook, clock, id, time)));
    Ok(TimePage {
        page,
        trigger: format!("/triggers/{trigger}"),
        name: described.name.clone(),
        beside: beside.unwrap_or_default(),
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
        let page = time_page(session, &clock, trigger, (Typing::again(&fields), fields), None)?;
        return Ok(page.render().into_response());
    }
    let (form, here) = (fields.clone(), clock.clone());
    let change = move |notebook: &Notebook| {
        let time = forms::time(&form, trigger, record, notebook, &here)?;
        let revision = triggers::note(notebook, record, form.number("base"), time)?;
        Ok(vec![NewRevision { settles: form.settles(), ..revision }])
    };
    if let Err(error) = session.vault().write(change, fields.done()).await {
        let problem = Problem::from(error);
        let again = (Typing::again(&fields), fields);
        let page = time_page(session, &clock, trigger, again, Some(&problem))?.render();
        return Ok((problem.status(), page).into_response());
    }
    Ok(kept(state, session, &format!("/triggers/{trigger}?kept={record}")))
}
