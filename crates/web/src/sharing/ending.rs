//! Ending a space, or withdrawing an invitation: the page that asks before, and the ending.

use axum::{extract::State, response::Response};
use maud::Markup;

use super::{
    pages::EndPage,
    standing::{self, Stands},
};
use crate::{
    AppState,
    error::Problem,
    form::RecordPath,
    layout::{Page, Place},
    session::{Unlocked, kept},
};

pub(super) async fn ask(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
) -> Result<Markup, Problem> {
    let (kept, stands) = standing::of(&state, &session, id).await?;
    if matches!(stands, Stands::Ended) {
        return Err(Problem::SpaceEnded);
    }
    let page = Page::open(Place::Sharing, &session);
    let is_on = matches!(stands, Stands::On(_));
    Ok(EndPage { page, id: id.to_string(), called: kept.called, mine: kept.mine, is_on }.render())
}

pub(super) async fn end(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
) -> Result<Response, Problem> {
    standing::kept(&session, id)?;
    state.keeper.end_space(&session, id).await?;
    Ok(kept(&state, &session, &format!("/sharing/{id}")))
}
