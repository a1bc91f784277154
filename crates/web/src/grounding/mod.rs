//! Grounding: short ways back to the room one is in. Works locked too, and keeps nothing.

mod pages;

use axum::extract::{RawPathParams, State};
use hearken_content::Grounding;
use hearken_core::breathing::Fit;
use maud::Markup;

use crate::{
    AppState, breathe,
    error::Problem,
    form::{Fields, Form, Query},
    layout::{Page, Place},
    routes::Routes,
    session::Visitor,
    words,
    zone::Clock,
};

pub(crate) use pages::scale;
use pages::{After, AskPage, ExercisePage, ListPage, NotNowPage};

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

/// How the breath that an exercise leads fits the moment (B3, B4). Nothing is known of it while locked, and nothing asked of
/// an exercise that leads none: then it is the exercise's own question that holds.
fn fit(state: &AppState, visitor: &Visitor, clock: &Clock, exercise: &Grounding) -> Fit {
    let led = exercise.breath.as_ref().and_then(|breath| state.library.breath(&breath.pattern));
    match (led, &visitor.0) {
        (Some(pattern), Some(session)) => breathe::fit(&session.vault().read(), &clock.now(), pattern),
        _ => Fit::Yes,
    }
}

async fn list(State(state): State<AppState>, visitor: Visitor, clock: Clock) -> Markup {
    let fits = |exercise: &&Grounding| fit(&state, &visitor, &clock, exercise) == Fit::Yes;
    let exercises = state.library.grounding.iter().filter(fits).collect();
    ListPage { exercises }.render(&page_for(&visitor))
}

/// What is offered in place of an exercise that is not for everybody at any time.
fn instead(state: &AppState) -> Option<&'static Grounding> {
    state.library.grounding.iter().find(|other| other.only_if.is_none())
}

async fn show(
    State(state): State<AppState>,
    visitor: Visitor,
    clock: Clock,
    params: RawPathParams,
    Query(query): Query,
) -> Result<Markup, Problem> {
    let exercise = named(&state, &params)?;
    let (fit, instead) = (fit(&state, &visitor, &clock, exercise), instead(&state));
    if fit != Fit::Yes {
        return Ok(NotNowPage { exercise, fit, instead }.render(&page_for(&visitor)));
    }
    if let Some(question) = exercise.only_if.as_deref().filter(|_| !query.has(YES)) {
        return Ok(AskPage { exercise, question, instead }.render(&page_for(&visitor)));
    }
    let date = words::long_day(clock.today());
    let page = ExercisePage { date, ..ExercisePage::of(exercise) };
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
    let levels = ["before", "after"].map(|name| fields.text(name).parse().ok());
    let [before, after] = levels;
    let after = match check.leads_to_help(before, after) {
        true => Some(After::Help),
        false => after.map(|_| After::Eased),
    };
    let leads = fit(&state, &visitor, &clock, exercise) == Fit::Yes;
    let date = words::long_day(clock.today());
    let page = ExercisePage { exercise, check, date, leads, levels, after };
    Ok(page.render(&page_for(&visitor)))
}
