//! One page that is shown: read by the other, which is noted; or looked at by whoever shows it, as the other sees it.

use axum::{
    extract::{FromRequestParts, State},
    http::request::Parts,
    response::{IntoResponse, Response},
};
use hearken_core::{
    RecordId,
    sharing::{self, SharedPage},
};

use super::{between, ended, pages::ReadPage, saying};
use crate::{
    AppState,
    error::Problem,
    form::Query,
    journey,
    layout::{Page, Place},
    session::{Unlocked, kept, see_other},
    words,
    zone::Clock,
};

/// A space and something in it: `/sharing/{id}/…/{thing}`.
pub(super) struct Within {
    pub(super) space: RecordId,
    pub(super) thing: RecordId,
}

impl FromRequestParts<AppState> for Within {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Problem> {
        let path = axum::extract::Path::<(String, String)>::from_request_parts(parts, state).await;
        let axum::extract::Path((space, thing)) = path.map_err(|_| Problem::NotHere)?;
        let read = |text: String| text.parse().map_err(|_| Problem::NotHere);
        Ok(Self { space: read(space)?, thing: read(thing)? })
    }
}

pub(super) async fn page(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    within: Within,
    Query(query): Query,
) -> Result<Response, Problem> {
    journey::news_seen(&state, &session).await;
    let address = format!("/sharing/{}/pages/{}", within.space, within.thing);
    let space = match between::space(&state, &session, within.space).await {
        // What was typed here waits on the page of that person.
        Err(Problem::SpaceEnded) if !ended::unsaid(&session, &address, &clock).is_empty() => {
            return Ok(see_other(&format!("/sharing/{}", within.space)));
        }
        space => space?,
    };
    let called = super::standing::kept(&session, within.space)?.called;
    let (shown, changed) = {
        let shared = space.read();
        let shown =
            shared.get::<SharedPage>(within.thing).filter(|page| page.is_shown(clock.today_here())).cloned();
        let changed = shared.current(within.thing).map(|standing| clock.when(standing.saved));
        (shown, changed)
    };
    let about = Some(within.thing);
    let said = between::said(&space, about, query.record("before"), &clock);
    let is_mine = shown.as_ref().is_some_and(|page| page.by == space.me());
    if shown.is_some() && !is_mine {
        between::note_look(&state, &space, &clock, within.thing).await?;
    }
    if shown.is_some() {
        // What is new among the words beneath it is new on this page.
        let heard = between::said_by_the_other(&space, about);
        between::note_seen(&state, &space, &clock, heard).await?;
    }
    let unsaid = if shown.is_none() { ended::unsaid(&session, &address, &clock) } else { Vec::new() };
    Ok(ReadPage {
        page: Page::open(Place::Sharing, &session),
        space: within.space.to_string(),
        called,
        words: &state.library.sharing_words.page,
        kind: shown.as_ref().map_or("", |page| between::kind_word(&page.kind)),
        changed: changed.map(|when| words::moment(&when, clock.today())).unwrap_or_default(),
        shown,
        is_mine,
        said,
        saying: saying::form(&state, &session, &query, within.space, about),
        unsaid,
        left: space.other_has_left(),
    }
    .render(&clock)
    .into_response())
}

/// Shows something no more: that is kept first, so that nothing puts the page back; then it is taken back, if not now with the next
/// request.
pub(super) async fn stop(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    within: Within,
) -> Result<Response, Problem> {
    let space = between::space(&state, &session, within.space).await?;
    let grant = {
        let notebook = session.vault().read();
        let grant = notebook.get::<sharing::Grant>(within.thing).filter(|grant| grant.space == within.space);
        grant.cloned().ok_or(Problem::NotHere)?
    };
    let plan = move |notebook: &hearken_core::Notebook| {
        Ok(sharing::stop(notebook, within.thing)?.into_iter().collect())
    };
    session.vault().write(plan, Vec::new()).await?;
    space.take_back(clock.today(), state.keeper.new_record_id(), grant.page).await?;
    Ok(kept(&state, &session, &format!("/sharing/{}?stopped=1", within.space)))
}
