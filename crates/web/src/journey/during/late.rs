//! Notes of a sitter's device that come after the end: held sealed while nobody has the notebook open, and taken in by
//! whoever opens it.
//!
//! The device names itself by a cookie that opens nothing any more, at this one address. Nothing is read for it and nothing
//! told but which of its notes have arrived.

use axum::{
    Json,
    body::Body,
    http::HeaderMap,
    response::{IntoResponse, Response},
};
use hearken_core::RecordId;
use hearken_vault::{HoldError, LateNote, Session, WriteError};
use serde_json::json;

use super::captured::{self, Item};
use crate::{
    AppState,
    error::Problem,
    form::{self, BODY_BYTES},
    journey::office,
    session::{self, LATE},
};

/// Holds what such a device brings, and says of each note whether it has arrived; `None` for every other device.
pub(super) async fn hold(
    state: &AppState,
    headers: &HeaderMap,
    id: RecordId,
    body: Body,
) -> Option<Result<Response, Problem>> {
    let cookie = [session::cookie(headers, LATE), Some(session::session_cookie(state, headers))];
    let cookie = cookie.into_iter().flatten().find(|it| state.keeper.late_notes_of(it) == Some(id))?;
    Some(hold_all(state, cookie, id, body).await)
}

async fn hold_all(state: &AppState, cookie: &str, id: RecordId, body: Body) -> Result<Response, Problem> {
    let bytes = form::read_file(body, BODY_BYTES).await?.ok_or(Problem::TooLong { limit: BODY_BYTES })?;
    let mut kept = Vec::new();
    for (item, sealed) in captured::split(&bytes).ok_or(Problem::NotText)? {
        match state.keeper.hold_late(cookie, id, item, sealed).await {
            Ok(()) => kept.push(item.to_string()),
            // What has arrived is said; the rest stays in the browser and comes again.
            Err(HoldError::Full) => break,
            Err(error) if kept.is_empty() => return Err(error.into()),
            Err(_) => break,
        }
    }
    let said = json!({ "kept": kept, "refused": [], "under_way": false, "office": null });
    Ok(Json(said).into_response())
}

/// Takes in what has come late, before a page of the notebook is made.
pub(crate) async fn take_in(state: &AppState, session: &Session) {
    while let Some(note) = session.vault().next_late() {
        match take(session, &note).await {
            Ok(true) => {}
            // It was sealed for nobody here, so nobody ever reads it.
            Ok(false) => {
                tracing::warn!("a late note of a sitter's device opens with no key of this notebook")
            }
            // It is still held, and waits for the next time that the notebook is opened.
            Err(WriteError::Refused(refusal)) => {
                tracing::warn!(?refusal, "a late note of a sitter's device was refused");
                continue;
            }
            Err(_) => return tracing::warn!("a late note of a sitter's device could not be kept"),
        }
        if let Err(error) = state.keeper.let_late_go(session, note.ticket).await {
            tracing::warn!(%error, "a late note that was kept is held on");
        }
    }
}

/// Keeps one note. False when it does not open.
async fn take(session: &Session, note: &LateNote) -> Result<bool, WriteError> {
    let vault = session.vault();
    let plain = vault.capture_key(note.treatment).open(note.item.bytes(), &note.sealed).ok();
    let Some(item) = plain.and_then(|plain| Item::read(note.item, &plain)) else { return Ok(false) };
    let by = office::watcher(&vault.read(), note.treatment);
    captured::keep(vault, note.treatment, item, by).await.map(|()| true)
}
