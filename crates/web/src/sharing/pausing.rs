//! Pausing all that is shown to one person, and going on.

use axum::{extract::State, response::Response};
use hearken_core::{
    Notebook, RecordId,
    sharing::{self, Grant},
};
use hearken_vault::Session;

use super::between;
use crate::{
    AppState,
    error::Problem,
    form::RecordPath,
    session::{Unlocked, kept},
    zone::Clock,
};

/// Hides all of it: first it is kept that it is paused, so that nothing puts it back, then each page is taken back. What cannot
/// be taken back now is so with the next request, and until then nobody is told that it is done.
pub(super) async fn pause(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    RecordPath(id): RecordPath,
) -> Result<Response, Problem> {
    let space = between::space(&state, &session, id).await?;
    let plan = move |notebook: &Notebook| sharing::pause(notebook, id);
    session.vault().write(plan, Vec::new()).await?;
    for page in paused(&session, id).into_iter().map(|(_, grant)| grant.page) {
        space.take_back(clock.today(), state.keeper.new_record_id(), page).await?;
    }
    Ok(kept(&state, &session, &format!("/sharing/{id}")))
}

/// Shows it again, behind the answer: see `show::keep_up`.
pub(super) async fn go_on(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
) -> Result<Response, Problem> {
    between::space(&state, &session, id).await?;
    let keeper = state.keeper.clone();
    let plan = move |notebook: &Notebook| sharing::go_on(notebook, id, || keeper.new_record_id());
    session.vault().write(plan, Vec::new()).await?;
    Ok(kept(&state, &session, &format!("/sharing/{id}")))
}

/// What is paused in a space, with the records it is kept in.
pub(super) fn paused(session: &Session, space: RecordId) -> Vec<(RecordId, Grant)> {
    let notebook = session.vault().read();
    let of_it =
        notebook.all::<Grant>().filter(|(_, grant)| grant.space == space && grant.paused && !grant.stopped);
    of_it.map(|(record, grant)| (record, grant.clone())).collect()
}
