//! Notes of a sitter's device that come after the end: held sealed while nobody has the notebook open, and taken in by
//! whoever opens it.
//!
//! The device names itself by a cookie that opens nothing any more, at this one address. Nothing is read for it and nothing
//! told but which of its notes have arrived.

use std::sync::Arc;

use axum::{
    Json,
    body::Body,
    http::HeaderMap,
    response::{IntoResponse, Response},
};
use hearken_core::{RecordId, Refusal};
use hearken_vault::{HoldError, LateNote, OpenVault, Session, WriteError};
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
    for cookie in cookie.into_iter().flatten() {
        match state.keeper.late_notes_of(cookie).await {
            Ok(Some(of)) if of == id => return Some(hold_all(state, cookie, id, body).await),
            Ok(_) => {}
            Err(error) => return Some(Err(error.into())),
        }
    }
    None
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

/// What has come of a late note.
enum Taken {
    /// All of it that there was to keep is kept.
    Kept,
    /// It was sealed for nobody here, so nobody ever reads it.
    ForNobody,
    /// It opens, and nothing of it can be kept.
    Unkept,
}

/// Takes in what has come late, before a page of the notebook is made. The device has been told that it arrived and has
/// deleted it, so nothing waits here for ever: of what cannot be kept as it is the words are, or it is said.
pub(crate) async fn take_in(state: &AppState, session: &Session) {
    while let Some(note) = session.vault().next_late() {
        let Ok(taken) = take(state, session, &note).await else {
            // It is still held, and waits for the next time that the notebook is opened.
            return tracing::warn!("a late note of a sitter's device could not be kept");
        };
        let over = match taken {
            Taken::Kept => state.keeper.let_late_go(session, note.ticket).await,
            Taken::ForNobody => {
                tracing::warn!("a late note of a sitter's device opens with no key of this notebook");
                state.keeper.let_late_go(session, note.ticket).await
            }
            Taken::Unkept => state.keeper.give_late_up(session, note.ticket).await,
        };
        if let Err(error) = over {
            tracing::warn!(%error, "a late note that was taken in is held on");
        }
    }
}

/// Keeps one note.
async fn take(state: &AppState, session: &Session, note: &LateNote) -> Result<Taken, WriteError> {
    let vault = session.vault();
    let Ok(plain) = vault.capture_key(note.treatment).open(note.item.bytes(), &note.sealed) else {
        return Ok(Taken::ForNobody);
    };
    let Some(item) = Item::read(note.item, &plain) else {
        tracing::warn!("a late note of a sitter's device is in no shape that is known");
        let item = Item::in_another_shape(note.item, &plain, state.keeper.now());
        return words_of(vault, item).await;
    };
    let by = office::watcher(&vault.read(), note.treatment);
    match captured::keep(vault, note.treatment, item.clone(), by).await {
        // Its session was erased meanwhile, or there was nothing in it.
        Err(WriteError::Refused(Refusal::NotHere | Refusal::Empty)) => Ok(Taken::Kept),
        Err(WriteError::Refused(refusal)) => {
            tracing::warn!(?refusal, "a late note of a sitter's device was refused");
            words_of(vault, Some(item)).await
        }
        other => other.map(|()| Taken::Kept),
    }
}

/// Keeps at least the words of a note, as an entry of the journal.
async fn words_of(vault: &Arc<OpenVault>, item: Option<Item>) -> Result<Taken, WriteError> {
    let Some(item) = item else { return Ok(Taken::Unkept) };
    match captured::keep_words(vault, item).await {
        Err(WriteError::Refused(_)) => Ok(Taken::Unkept),
        other => other.map(|()| Taken::Kept),
    }
}
