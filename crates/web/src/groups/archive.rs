//! A group that is no longer used, and one that is used again.

use axum::{extract::State, response::Response};
use hearken_core::{NewRevision, Notebook, RecordId, Refusal, groups};
use hearken_vault::Session;

use crate::{
    AppState,
    error::Problem,
    form::RecordPath,
    session::{Unlocked, kept},
};

pub(super) async fn archive(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
) -> Result<Response, Problem> {
    change(&state, &session, id, groups::archive).await
}

pub(super) async fn bring_back(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
) -> Result<Response, Problem> {
    change(&state, &session, id, groups::bring_back).await
}

async fn change(
    state: &AppState,
    session: &Session,
    id: RecordId,
    plan: fn(&Notebook, RecordId) -> Result<NewRevision, Refusal>,
) -> Result<Response, Problem> {
    session.vault().write(move |notebook| plan(notebook, id).map(|plan| vec![plan]), Vec::new()).await?;
    Ok(kept(state, session, "/groups"))
}
