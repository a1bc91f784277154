//! Taking an entry out for real.

use axum::{extract::State, response::Response};
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
    let page = Page::open(Place::Journal, &session);
    let notebook = session.vault().read();
    let entry = notebook.entry(id).ok_or(Problem::NotHere)?;
    Ok(ErasePage {
        page,
        what: "this entry".to_owned(),
        words: (&entry.body).into(),
        stays: "Parts and exercises that it speaks of stay.".to_owned(),
        address: format!("/journal/{id}"),
    }
    .render())
}

pub(super) async fn erase(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
) -> Result<Response, Problem> {
    session.vault().read().entry(id).ok_or(Problem::NotHere)?;
    take_out(&state, &session, id).await?;
    Ok(kept(&state, &session, "/journal"))
}
