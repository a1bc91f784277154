//! Taking a decision out for real.

use axum::{extract::State, response::Response};
use hearken_core::decisions::Decision;
use maud::Markup;

use super::show::in_words;
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
    let decision: &Decision = notebook.get(id).ok_or(Problem::NotHere)?;
    Ok(ErasePage {
        page,
        what: "this decision".to_owned(),
        words: in_words(&notebook, decision),
        stays: "The parts at its table stay as they are. A seat that one of them was given here is not offered any more.".to_owned(),
        address: format!("/decisions/{id}"),
    }
    .render())
}

pub(super) async fn erase(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
) -> Result<Response, Problem> {
    session.vault().read().get::<Decision>(id).ok_or(Problem::NotHere)?;
    take_out(&state, &session, id).await?;
    Ok(kept(&state, &session, "/decisions"))
}
