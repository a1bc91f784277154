//! What waits, for the calendar on a phone: times, and nothing of what they are about. As a file, or fetched by the calendar
//! itself.

pub(super) mod events;
mod feed_page;
mod feeds;
mod fetch;
mod page;
mod throttle;

use axum::{
    extract::State,
    http::{
        HeaderMap,
        header::{CONTENT_DISPOSITION, CONTENT_TYPE},
    },
    response::{IntoResponse, Response},
};
use hearken_core::Timestamp;
use hearken_report::calendar::{At, Event, Feed, calendar, upcoming};
use hearken_vault::Session;
use maud::Markup;

use self::{
    feed_page::{FeedCards, FeedRow, Happened},
    page::{CalendarPage, Row},
};
pub(crate) use self::{feeds::refresh, throttle::Throttle};
use crate::{
    AppState,
    error::Problem,
    form::{Fields, Query},
    layout::{Page, Place},
    routes::Routes,
    session::Unlocked,
    words,
    zone::Clock,
};

pub(super) fn routes() -> Routes {
    Routes::default()
        .get("/journey/calendar", page)
        .get("/journey/calendar.ics", file)
        .post("/journey/calendar/feed", feeds::begin)
        .post("/journey/calendar/feed/end", feeds::end)
        .get("/calendar/{file}", fetch::fetch)
}

/// What the file would hold, who can read it there, and the addresses that calendars fetch from.
async fn page(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    headers: HeaderMap,
    Query(query): Query,
) -> Result<Markup, Problem> {
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
    let feeds = feed_cards(&state, &session, &clock, state.origin(&headers), &query).await?;
    Ok(CalendarPage { page: Page::open(Place::Journey, &session), rows, review_days, feeds }.render())
}

async fn feed_cards(
    state: &AppState,
    session: &Session,
    clock: &Clock,
    origin: String,
    query: &Fields,
) -> Result<FeedCards, Problem> {
    let made = query.has("made");
    let token = if made { state.keeper.take_fresh_token(session).await? } else { None };
    let happened = match () {
        () if made => Happened::WasShown,
        () if query.has("full") => Happened::TooMany,
        () if query.has("ended") => Happened::Ended,
        () => Happened::Nothing,
    };
    let host = origin.split_once(':').map_or("", |(_, host)| host);
    let fresh = token.map(|token| format!("{host}/calendar/{}.ics", *token.to_text()));
    let mut feeds: Vec<_> = session.vault().feeds().await?.iter().map(|feed| row(feed, clock)).collect();
    feeds.sort_by_key(|(made, _)| *made);
    let rows = feeds.into_iter().map(|(_, row)| row).collect();
    Ok(FeedCards { rows, fresh, happened, origin, only_here: !state.secure })
}

/// When it was made, and how it is listed.
fn row(feed: &hearken_vault::Feed, clock: &Clock) -> (Option<Timestamp>, FeedRow) {
    let says = feed.says.as_ref().and_then(|says| Feed::from_bytes(says));
    let moment = |feed: &Feed| words::moment(&clock.when(feed.made), clock.today());
    let row = FeedRow {
        id: feed.id.to_string(),
        made: says.as_ref().map(moment),
        days_only: says.as_ref().is_some_and(|feed| feed.days_only),
    };
    (says.map(|feed| feed.made), row)
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
