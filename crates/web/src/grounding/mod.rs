//! Grounding: short ways back to the room one is in. Works locked too, and keeps nothing.

mod pages;

use axum::extract::{RawPathParams, State};
use hearken_content::Grounding;
use maud::Markup;

use crate::{
    AppState,
    error::Problem,
    form::{Fields, Form, Query},
    layout::{Page, Place},
    routes::Routes,
    session::Visitor,
    words,
    zone::Clock,
};

pub(crate) use pages::scale;
use pages::{After, AskPage, ExercisePage, ListPage};

/// Says in the address that the question before an exercise was answered with yes.
const YES: &str = "yes";

pub(crate) fn routes() -> Routes {
    Routes::default()
        .get("/grounding", list)
        .get("/grounding/{exercise}", show)
        .post("/grounding/{exercise}", check)
}

fn page_for(visitor: &Visitor) -> Page {
    Page::for_visitor(Place::Exercises, visitor.0.as_ref())
}

fn named(state: &AppState, params: &RawPathParams) -> Result<&'static Grounding, Problem> {
    let id = params.iter().find(|(name, _)| *name == "exercise").map_or("", |(_, id)| id);
    state.library.grounding(id).ok_or(Problem::NotHere)
}

async fn list(State(state): State<AppState>, visitor: Visitor) -> Markup {
    ListPage { exercises: &state.library.grounding }.render(&page_for(&visitor))
}

async fn show(
    State(state): State<AppState>,
    visitor: Visitor,
    clock: Clock,
    params: RawPathParams,
    Query(query): Query,
) -> Result<Markup, Problem> {
    let exercise = named(&state, &params)?;
    if let Some(question) = exercise.only_if.as_deref().filter(|_| !query.has(YES)) {
        let instead = state.library.grounding.iter().find(|other| other.only_if.is_none());
        return Ok(AskPage { exercise, question, instead }.render(&page_for(&visitor)));
    }
    let date = words::long_day(clock.today());
    let page = ExercisePage { exercise, check: &state.library.end_check, date, after: None };
    Ok(page.render(&page_for(&visitor)))
}

/// Looks at the distress before and after; help is shown when it is high or has risen.
async fn check(
    State(state): State<AppState>,
    visitor: Visitor,
    clock: Clock,
    params: RawPathParams,
    Form(fields): Form<Fields>,
) -> Result<Markup, Problem> {
    let exercise = named(&state, &params)?;
    let check = &state.library.end_check;
    let after = fields.text("after").parse().ok().map(|after| {
        let before = fields.text("before").parse().ok();
        if check.leads_to_help(before, after) { After::Help } else { After::Eased }
    });
    let page = ExercisePage { exercise, check, date: words::long_day(clock.today()), after };
    Ok(page.render(&page_for(&visitor)))
}
