//! Taking a group out for real.

use axum::{extract::State, response::Response};
use hearken_core::groups::Group;
use maud::Markup;

use crate::{
    AppState,
    components::{ErasePage, take_out},
    error::Problem,
    form::RecordPath,
    layout::{Page, Place},
    session::{Unlocked, kept},
};

pub(super) async fn page(Unlocked(session): Unlocked, RecordPath(id): RecordPath) -> Result<Markup, Problem> {
    let page = Page::open(Place::Parts, &session);
    let notebook = session.vault().read();
    let group = notebook.get::<Group>(id).ok_or(Problem::NotHere)?;
    Ok(ErasePage {
        page,
        what: format!("the group “{}”", group.name),
        words: group.about.clone(),
        stays: "Its parts stay, and so do groups that stood within it.".to_owned(),
        address: format!("/groups/{id}"),
    }
    .render())
}

pub(super) async fn erase(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
) -> Result<Response, Problem> {
    session.vault().read().get::<Group>(id).ok_or(Problem::NotHere)?;
    take_out(&state, &session, id).await?;
    Ok(kept(&state, &session, "/groups"))
}
