//! Taking some of what was said along: on paper or as a text file, only the steps that were ticked.

use axum::{
    extract::State,
    http::header::{CONTENT_DISPOSITION, CONTENT_TYPE},
    response::{IntoResponse, Response},
};
use maud::Markup;

use crate::{
    AppState,
    error::Problem,
    form::{Fields, Form, RecordPath},
    layout::{Page, Place},
    session::Unlocked,
};

use super::{
    At, address,
    pages::take_away::{TakeAwayPage, printed},
    said,
};

pub(super) async fn show(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
) -> Result<Markup, Problem> {
    let at = At::find(state.library, &session, id)?;
    let page = Page::open(Place::Exercises, &session);
    let said = said::all(state.library, at.guide, (id, &at.run), &session.vault().read());
    Ok(TakeAwayPage::of(at.guide, address(id, &[]), said).render(&page))
}

/// The ticked steps, as a page to print or as a file. Its name tells nothing.
pub(super) async fn take(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    let at = At::find(state.library, &session, id)?;
    let mut said = said::all(state.library, at.guide, (id, &at.run), &session.vault().read());
    said.retain(|said| fields.all("step").any(|ticked| ticked == said.screen));
    if fields.text("as") == "text" {
        let headers = [
            (CONTENT_TYPE, "text/plain; charset=utf-8"),
            (CONTENT_DISPOSITION, "attachment; filename=\"notes.txt\""),
        ];
        return Ok((headers, said::text(&said) + "\n").into_response());
    }
    Ok(printed(&address(id, &["take-away"]), &said).into_response())
}
