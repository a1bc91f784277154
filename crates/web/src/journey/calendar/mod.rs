//! What waits, as a file for the calendar on a phone: times, and nothing of what they are about.

mod events;
mod page;

use axum::{
    extract::State,
    http::header::{CONTENT_DISPOSITION, CONTENT_TYPE},
    response::{IntoResponse, Response},
};
use hearken_report::calendar::{At, Event, calendar, upcoming};
use hearken_vault::Session;
use maud::Markup;

use self::page::{CalendarPage, Row};
use crate::{
    AppState,
    form::Query,
    layout::{Page, Place},
    routes::Routes,
    session::Unlocked,
    words,
    zone::Clock,
};

pub(super) fn routes() -> Routes {
    Routes::default().get("/journey/calendar", page).get("/journey/calendar.ics", file)
}

/// What the file would hold, and who can read it there.
async fn page(State(state): State<AppState>, Unlocked(session): Unlocked, clock: Clock) -> Markup {
    let review_days = state.library.plan.review_days;
    let today = clock.today();
    let row = |event: &Event| Row {
        when: match event.at {
            At::Time { from, .. } => words::moment(&clock.when(from), today),
            At::Day(day) => words::day(day, today),
        },
        cancelled: event.cancelled,
    };
    let events = upcoming(waiting(&session, review_days, false), &clock.now());
    let rows = events.iter().map(row).collect();
    CalendarPage { page: Page::open(Place::Journey, &session), rows, review_days }.render()
}

/// The file. Its name tells nothing.
async fn file(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    Query(query): Query,
) -> Response {
    let events = waiting(&session, state.library.plan.review_days, query.has("days"));
    let headers = [
        (CONTENT_TYPE, "text/calendar; charset=utf-8"),
        (CONTENT_DISPOSITION, "attachment; filename=\"notebook.ics\""),
    ];
    (headers, calendar(events, &clock.now())).into_response()
}

fn waiting(session: &Session, review_days: u32, days_only: bool) -> Vec<Event> {
    let vault = session.vault();
    events::of(&vault.read(), review_days, days_only, |record| vault.event_id(record))
}
