//! Six words on both sides: the same lets in, another one ends it.

use axum::{extract::State, response::Response};
use hearken_core::{Notebook, sharing};

use super::standing::{self, Stands};
use crate::{
    AppState,
    error::Problem,
    form::{Fields, Form, RecordPath},
    session::{Unlocked, kept, see_other},
};

/// The six words are the same on both sides: whoever waits is let in. In a space that both are in, it is noted. Nothing is
/// done without the tick.
pub(super) async fn same(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    let (_, stands) = standing::of(&state, &session, id).await?;
    let place = format!("/sharing/{id}");
    if !fields.has("compared") {
        return Ok(see_other(&format!("{place}?tick=1")));
    }
    match stands {
        Stands::TakenUp(_) | Stands::OtherKey => state.keeper.let_in(&session, id).await?,
        Stands::On(_) => {
            let now = state.keeper.now();
            let change =
                move |notebook: &Notebook| Ok(sharing::compare(notebook, id, now)?.into_iter().collect());
            session.vault().write(change, Vec::new()).await?;
        }
        Stands::Ended | Stands::WasEnded => return Err(Problem::SpaceEnded),
        Stands::Invited | Stands::Waiting(_) | Stands::WornOut | Stands::Over => {
            return Err(Problem::Refused(hearken_core::Refusal::NotNow));
        }
    }
    Ok(kept(&state, &session, &place))
}

/// They differ: nobody is let in, and all of it ends.
pub(super) async fn different(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    standing::kept(&session, id)?;
    if !fields.has("compared") {
        return Ok(see_other(&format!("/sharing/{id}?tick=1")));
    }
    state.keeper.end_space(&session, id).await?;
    Ok(kept(&state, &session, &format!("/sharing/{id}?differed=1")))
}
