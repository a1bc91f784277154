//! Taking an entry out for real.

use axum::{extract::State, response::Response};
use hearken_core::{Known, journal::JournalEntry};
use maud::{Markup, html};

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
    // Where two windows wrote it, both texts go.
    let texts = notebook.standing(id).filter_map(|revision| JournalEntry::of(&revision.what));
    let run = entry.run.filter(|&run| notebook.run(run).is_some());
    let page = ErasePage {
        page,
        what: "this entry".to_owned(),
        words: texts.map(|entry| entry.body.as_str()).collect::<Vec<_>>().join("\n\n"),
        stays: "Parts and exercises that it speaks of stay.".to_owned(),
        address: format!("/journal/{id}"),
    };
    Ok(page.render_with(&html! {
        @if let Some(run) = run {
            p {
                "The exercise it came from stays, and what you answered there may be the same words. "
                a href={ "/exercises/" (run) "/erase" } { "Erase the exercise" }
            }
        }
    }))
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
