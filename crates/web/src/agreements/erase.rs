//! Taking an agreement out for real.

use axum::{extract::State, response::Response};
use hearken_core::agreements::Agreement;
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
    let agreement: &Agreement = notebook.get(id).ok_or(Problem::NotHere)?;
    let looks = agreement.looks.iter().map(|look| look.words.as_str());
    let texts = [agreement.what.as_str(), &agreement.by_whom, &agreement.how_to_check];
    let words: Vec<&str> = texts.into_iter().chain(looks).filter(|text| !text.trim().is_empty()).collect();
    Ok(ErasePage {
        page,
        what: "this agreement".to_owned(),
        words: words.join("\n\n"),
        stays: "The parts it is with stay as they are.".to_owned(),
        address: format!("/agreements/{id}"),
    }
    .render())
}

pub(super) async fn erase(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
) -> Result<Response, Problem> {
    session.vault().read().get::<Agreement>(id).ok_or(Problem::NotHere)?;
    take_out(&state, &session, id).await?;
    Ok(kept(&state, &session, "/agreements"))
}
