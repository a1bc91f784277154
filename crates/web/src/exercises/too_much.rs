//! “This is too much”: the stop test at hand on every screen (U4), and where it leads. Nothing of it is kept.

use axum::extract::State;
use hearken_content::Destination;
use maud::Markup;

use crate::{
    AppState,
    components::Nearest,
    error::Problem,
    form::{Fields, Form, Query, RecordPath},
    help_now::{FirstPage, note_shown},
    layout::{Page, Place},
    session::Unlocked,
    zone::Clock,
};

use super::{
    At, address,
    pages::too_much::{LandingPage, StopTestPage},
};

/// Says in the address that help on the whole screen was seen; what is left then are the ways back to the room.
const SEEN: &str = "seen";

pub(super) async fn show(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
    Query(query): Query,
) -> Result<Markup, Problem> {
    At::find(state.library, &session, id)?;
    let page = Page::open(Place::Exercises, &session);
    if query.has(SEEN) {
        let landing = LandingPage {
            library: state.library,
            run: address(id, &[]),
            destination: Some(Destination::Help),
        };
        return Ok(landing.render(&page));
    }
    Ok(StopTestPage { test: &state.library.stop_test, run: address(id, &[]) }.render(&page))
}

/// Says where the answers lead: an urge to harm fills the screen with help first (K1), whatever else was ticked.
pub(super) async fn answer(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    nearest: Nearest,
    clock: Clock,
    RecordPath(id): RecordPath,
    Form(fields): Form<Fields>,
) -> Result<Markup, Problem> {
    At::find(state.library, &session, id)?;
    let ticked: Vec<&str> = fields.all("sign").collect();
    let distress = fields.text("distress").parse().ok();
    let destination = state.library.stop_test.leads_to(&ticked, distress);
    let page = Page::open(Place::Exercises, &session);
    if destination == Some(Destination::Help) {
        note_shown(&state, Some(&session), "K1", &clock).await;
        let then = format!("{}?{SEEN}=1", address(id, &["too-much"]));
        return Ok(FirstPage { nearest, then: &then }.render(&page));
    }
    Ok(LandingPage { library: state.library, run: address(id, &[]), destination }.render(&page))
}
