//! Taking a bond out for real.

use axum::{extract::State, response::Response};
use hearken_core::bonds::Bond;
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
    let bond = notebook.get::<Bond>(id).ok_or(Problem::NotHere)?;
    let sentence = super::sentence(&notebook, bond);
    let texts = [sentence.as_str()].into_iter().chain(bond.texts()).filter(|text| !text.is_empty());
    Ok(ErasePage {
        page,
        what: "this bond".to_owned(),
        words: texts.collect::<Vec<_>>().join("\n\n"),
        stays: "The two parts stay, with everything they said.".to_owned(),
        address: format!("/bonds/{id}"),
    }
    .render())
}

pub(super) async fn erase(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
) -> Result<Response, Problem> {
    session.vault().read().get::<Bond>(id).ok_or(Problem::NotHere)?;
    take_out(&state, &session, id).await?;
    Ok(kept(&state, &session, "/parts"))
}
