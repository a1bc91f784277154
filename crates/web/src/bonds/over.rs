//! A bond that is over, and one that holds again. Both stay in the history.

use axum::{extract::State, response::Response};
use hearken_core::bonds;

use crate::{
    AppState,
    error::Problem,
    form::RecordPath,
    session::{Unlocked, kept},
    zone::Clock,
};

pub(super) async fn end(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    RecordPath(id): RecordPath,
) -> Result<Response, Problem> {
    let now = clock.now();
    let change =
        move |notebook: &hearken_core::Notebook| bonds::end(notebook, id, now).map(|plan| vec![plan]);
    session.vault().write(change, Vec::new()).await?;
    Ok(kept(&state, &session, &format!("/bonds/{id}")))
}

pub(super) async fn again(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
) -> Result<Response, Problem> {
    let change =
        move |notebook: &hearken_core::Notebook| bonds::hold_again(notebook, id).map(|plan| vec![plan]);
    session.vault().write(change, Vec::new()).await?;
    Ok(kept(&state, &session, &format!("/bonds/{id}")))
}
