//! “This is too much”: the stop test at hand on every screen (U4), and where it leads. Nothing of it is kept.

use axum::extract::State;
use maud::Markup;

use crate::{
    AppState,
    error::Problem,
    form::{Fields, Form, RecordPath},
    layout::{Page, Place},
    session::Unlocked,
};

use super::{
    At, address,
    pages::too_much::{LandingPage, StopTestPage},
};

pub(super) async fn show(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
) -> Result<Markup, Problem> {
    At::find(state.library, &session, id)?;
    let page = Page::open(Place::Exercises, &session);
    Ok(StopTestPage { test: &state.library.stop_test, run: address(id, &[]) }.render(&page))
}

/// Says where the answers lead: an urge to harm goes to help first, whatever else was ticked.
pub(super) async fn answer(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
    Form(fields): Form<Fields>,
) -> Result<Markup, Problem> {
    At::find(state.library, &session, id)?;
    let ticked: Vec<&str> = fields.all("sign").collect();
    let distress = fields.text("distress").parse().ok();
    let destination = state.library.stop_test.leads_to(&ticked, distress);
    let page = Page::open(Place::Exercises, &session);
    Ok(LandingPage { library: state.library, run: address(id, &[]), destination }.render(&page))
}
