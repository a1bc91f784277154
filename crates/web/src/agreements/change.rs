//! Looking at an agreement, putting it off, letting it end.

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use hearken_core::{
    Notebook,
    agreements::{self, Agreement, Kept, Look},
};
use hearken_vault::Session;
use jiff::ToSpan;
use maud::Markup;

use super::{pages::LookPage, show};
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

pub(super) async fn look_page(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    RecordPath(id): RecordPath,
    Query(query): Query,
) -> Result<Markup, Problem> {
    let place = format!("/agreements/{id}/look");
    let draft = drafts::at(session.vault(), &place, &query);
    let rev = session.vault().read().get_with_rev::<Agreement>(id).ok_or(Problem::NotHere)?.0;
    let typing = Typing::new(&state, &place, id, rev, draft.as_ref());
    let fields = draft.map(|draft| Fields::from_draft(&draft.fields)).unwrap_or_default();
    Ok(page_with(&session, &clock, typing, &fields, None)?.render())
}

fn page_with(
    session: &Session,
    clock: &Clock,
    typing: Typing,
    fields: &Fields,
    trouble: Option<&Problem>,
) -> Result<LookPage, Problem> {
    let page = Page::open(Place::Parts, session);
    let notebook = session.vault().read();
    let id = typing.record.parse().map_err(|_| Problem::NotHere)?;
    let agreement: &Agreement = notebook.get(id).ok_or(Problem::NotHere)?;
    Ok(LookPage {
        page,
        agreement: show::agreed(&notebook, clock, agreement),
        kept: Kept::from_id(fields.text("kept")),
        words: fields.text("words").to_owned(),
        next: fields.text("next").to_owned(),
        typing,
        trouble: trouble.map(Problem::said),
    })
}

/// Keeps how it went. Nothing need be said but one of the three.
pub(super) async fn look(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    RecordPath(id): RecordPath,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    let (form, now) = (fields.clone(), clock.now());
    let change = move |notebook: &Notebook| {
        let kept = Kept::from_id(form.text("kept")).ok_or(hearken_core::Refusal::Empty)?;
        let look = Look { when: now.clone(), kept, words: form.text("words").to_owned() };
        agreements::look(notebook, id, form.number("base"), look, form.day("next"))
    };
    if let Err(error) = session.vault().write(change, fields.done()).await {
        let problem = Problem::from(error);
        let typing = Typing { record: id.to_string(), ..Typing::again(&fields) };
        let page = page_with(&session, &clock, typing, &fields, Some(&problem))?.render();
        return Ok((problem.status(), page).into_response());
    }
    Ok(kept(&state, &session, &format!("/agreements/{id}")))
}

/// Puts it off by a week, from wherever it was asked.
pub(super) async fn another_day(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    RecordPath(id): RecordPath,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    let until = clock.today().saturating_add(1.week());
    let change = move |notebook: &Notebook| agreements::put_off(notebook, id, until);
    session.vault().write(change, Vec::new()).await?;
    let back = local_path(fields.text("back")).map_or_else(|| format!("/agreements/{id}"), str::to_owned);
    Ok(kept(&state, &session, &back))
}

pub(super) async fn end(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    RecordPath(id): RecordPath,
) -> Result<Response, Problem> {
    let now = clock.now();
    session.vault().write(move |notebook| agreements::end(notebook, id, now.clone()), Vec::new()).await?;
    Ok(kept(&state, &session, &format!("/agreements/{id}")))
}

pub(super) async fn settle(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
) -> Result<Response, Problem> {
    session.vault().read().get::<Agreement>(id).ok_or(Problem::NotHere)?;
    session.vault().write(move |notebook| agreements::settle(notebook, id), Vec::new()).await?;
    Ok(kept(&state, &session, &format!("/agreements/{id}")))
}
