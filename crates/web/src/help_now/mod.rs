//! Help now: emergency numbers and help lines by country. Works while locked, without an account, without scripts.

mod first;
mod log;
mod pages;

use axum::{
    extract::State,
    http::HeaderMap,
    response::{IntoResponse, Response},
};
use hearken_core::plan::current;

use crate::{
    AppState,
    form::Query,
    layout::{Page, Place},
    plan::for_help,
    routes::Routes,
    session::{Visitor, country_shown, remember_country},
    zone::Clock,
};
pub(crate) use first::FirstPage;
pub(crate) use log::note_shown;
use pages::HelpNowPage;

pub(crate) fn routes() -> Routes {
    Routes::default()
        .get("/help-now", page)
        .get("/help-now/first", first::page)
        .post("/help-now/first/seen", first::seen)
        .post("/help-now/card/seen", first::card_seen)
        .get("/settings/help-shown", log::list)
        .post("/settings/help-shown/erase", log::erase)
}

async fn page(
    State(state): State<AppState>,
    Visitor(session): Visitor,
    headers: HeaderMap,
    clock: Clock,
    Query(query): Query,
) -> Response {
    let help = &state.library.help;
    let asked = help.country(query.text("country"));
    let settings = session.as_ref().and_then(|session| session.vault().read().settings().country);
    let shown = if query.has("country") {
        asked.unwrap_or(help.international())
    } else {
        country_shown(&headers, settings.as_deref())
    };
    let page = HelpNowPage {
        page: Page::for_visitor(Place::Elsewhere, session.as_ref()),
        words: &help.words,
        countries: help.countries().collect(),
        shown,
        known: shown != help.international(),
        today: clock.today(),
        plan: session.as_ref().map(|session| for_help(&current(&session.vault().read()))),
    };
    let mut response = page.render().into_response();
    if query.has("country") {
        remember_country(&state, &mut response, asked);
    }
    response
}
