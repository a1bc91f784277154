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

use super::{between, pages::ReadPage};
use crate::{
    AppState,
    error::Problem,
    form::Query,
    journey,
    layout::{Page, Place},
    session::{Unlocked, kept},
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
    let space = between::space(&state, &session, within.space).await?;
    let called = super::standing::kept(&session, within.space)?.called;
    let (shown, changed) = {
        let shared = space.read();
        let shown =
            shared.get::<SharedPage>(within.thing).filter(|page| page.is_shown(clock.today_here())).cloned();
        let changed = shared.current(within.thing).map(|standing| clock.when(standing.saved));
        (shown, changed)
    };
    let is_mine = shown.as_ref().is_some_and(|page| page.by == space.me());
    if shown.is_some() && !is_mine {
        between::note_look(&state, &space, &clock, within.thing).await?;
    }
    Ok(ReadPage {
        page: Page::open(Place::Sharing, &session),
        space: within.space.to_string(),
        thing: within.thing.to_string(),
        called,
        words: &state.library.sharing_words.page,
        kind: shown.as_ref().map_or("", |page| between::kind_word(&page.kind)),
        changed: changed.map(|when| words::moment(&when, clock.today())).unwrap_or_default(),
        shown,
        is_mine,
        said: between::said(&space, Some(within.thing), query.record("before"), &clock),
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
