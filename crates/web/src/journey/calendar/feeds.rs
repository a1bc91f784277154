//! Addresses from which calendars fetch by themselves: begun and ended by the person, and sealed anew whenever what they
//! tell has changed.

use axum::{extract::State, response::Response};
use hearken_core::Notebook;
use hearken_report::calendar::{Feed, ahead};
use hearken_vault::OpenVault;

use super::events;
use crate::{
    AppState,
    error::Problem,
    form::{Fields, Form},
    session::{Unlocked, see_other},
    zone::Clock,
};

/// Begins a feed. The page that follows shows its address, once.
pub(super) async fn begin(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    let vault = session.vault();
    let feed = Feed {
        made: clock.now().at,
        zone: None,
        offset_minutes: 0,
        days_only: fields.has("days"),
        events: Vec::new(),
    };
    let say = |notebook: &Notebook| of_now(&state, vault, notebook, feed, Some(&clock)).to_bytes();
    let to = if state.keeper.begin_feed(&session, say).await? {
        "/journey/calendar?made=1"
    } else {
        "/journey/calendar?full=1"
    };
    Ok(see_other(to))
}

/// Ends a feed at once.
pub(super) async fn end(
    Unlocked(session): Unlocked,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    session.vault().end_feed(fields.text("feed")).await?;
    Ok(see_other("/journey/calendar?ended=1"))
}

/// Seals the feeds of an open notebook anew if anything was written since. `clock` says where the person is, when that is
/// known. Whatever was kept is kept, also when this fails; it is tried again with the next request.
pub(crate) async fn refresh(state: &AppState, vault: &OpenVault, clock: Option<&Clock>) {
    let say = |notebook: &Notebook, said: &[u8]| {
        Some(of_now(state, vault, notebook, Feed::from_bytes(said)?, clock).to_bytes())
    };
    if let Err(error) = vault.refresh_feeds(say).await {
        tracing::warn!(%error, "the feeds could not be sealed anew");
    }
}

/// The feed with what waits now.
fn of_now(
    state: &AppState,
    vault: &OpenVault,
    notebook: &Notebook,
    feed: Feed,
    clock: Option<&Clock>,
) -> Feed {
    let review_days = state.library.plan.review_days;
    let events = events::of(notebook, review_days, feed.days_only, |record| vault.event_id(record));
    let here = clock.map(Clock::now);
    let (zone, offset_minutes) =
        here.map_or((feed.zone.clone(), feed.offset_minutes), |here| (here.zone, here.offset_minutes));
    let feed = Feed { zone, offset_minutes, ..feed };
    let now = feed.on_the_wall(state.keeper.now());
    Feed { events: ahead(events, &now), ..feed }
}
