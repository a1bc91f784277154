//! Taking a mark out for real.

use axum::{extract::State, response::Response};
use hearken_core::marks::Mark;
use maud::Markup;

use crate::{
    AppState,
    components::{ErasePage, mark_word, take_out},
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
    let page = Page::open(Place::More, &session);
    let notebook = session.vault().read();
    let mark = notebook.get::<Mark>(id).ok_or(Problem::NotHere)?;
    Ok(ErasePage {
        page,
        what: format!("the {} of {}", mark_word(mark.kind), words::moment(&mark.when, clock.today())),
        words: [mark.name.as_str(), &mark.about].join("\n\n").trim().to_owned(),
        stays: "Whatever you wrote for that day stays.".to_owned(),
        address: format!("/marks/{id}"),
    }
    .render())
}

pub(super) async fn erase(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
) -> Result<Response, Problem> {
    session.vault().read().get::<Mark>(id).ok_or(Problem::NotHere)?;
    take_out(&state, &session, id).await?;
    Ok(kept(&state, &session, "/marks"))
}
