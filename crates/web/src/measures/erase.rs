//! Taking an answered questionnaire out for real.

use axum::{extract::State, response::Response as Answered};
use hearken_core::responses::Response;
use maud::Markup;

use super::{address, known};
use crate::{
    AppState,
    components::{ErasePage, take_out},
    error::Problem,
    form::RecordPath,
    layout::{Page, Place},
    session::{Unlocked, kept},
    words,
    zone::Clock,
};

pub(super) async fn ask(
    Unlocked(session): Unlocked,
    clock: Clock,
    RecordPath(id): RecordPath,
) -> Result<Markup, Problem> {
    let page = Page::open(Place::Measures, &session);
    let notebook = session.vault().read();
    let response: &Response = notebook.get(id).ok_or(Problem::NotHere)?;
    let name = known(&notebook, &response.measure)
        .map_or(response.measure.clone(), |known| known.file.title.clone());
    Ok(ErasePage {
        page,
        what: "these answers".to_owned(),
        words: format!("{name}, {}", words::moment(&response.when, clock.today())),
        stays: "The others stay as they are. What the safety rules took from these answers goes with them."
            .to_owned(),
        address: address(id),
    }
    .render())
}

pub(super) async fn erase(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
) -> Result<Answered, Problem> {
    session.vault().read().get::<Response>(id).ok_or(Problem::NotHere)?;
    take_out(&state, &session, id).await?;
    Ok(kept(&state, &session, "/measures"))
}
