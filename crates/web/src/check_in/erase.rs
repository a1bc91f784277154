//! Taking one reading out for real.

use axum::{extract::State, response::Response};
use hearken_core::readings::Reading;
use maud::Markup;

use super::{edit, over_time};
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

pub(super) async fn page(
    Unlocked(session): Unlocked,
    clock: Clock,
    RecordPath(id): RecordPath,
) -> Result<Markup, Problem> {
    let page = Page::open(Place::Parts, &session);
    let notebook = session.vault().read();
    let reading = notebook.get::<Reading>(id).ok_or(Problem::NotHere)?;
    let levels = over_time::in_words(reading);
    Ok(ErasePage {
        page,
        what: format!("what you said for {}", words::moment(&reading.when, clock.today())),
        words: [levels.as_str(), &reading.note].join("\n").trim().to_owned(),
        stays: "Everything else of that check-in stays.".to_owned(),
        address: edit::address(id),
    }
    .render())
}

pub(super) async fn erase(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
) -> Result<Response, Problem> {
    let about = session.vault().read().get::<Reading>(id).ok_or(Problem::NotHere)?.about;
    take_out(&state, &session, id).await?;
    Ok(kept(&state, &session, &edit::course(about)))
}
