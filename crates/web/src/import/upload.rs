//! Choosing a file.

use axum::{
    extract::{
        Multipart, State,
        multipart::{MultipartError, MultipartRejection},
    },
    http::StatusCode,
    response::{IntoResponse, Response},
};
use hearken_core::RecordId;
use hearken_vault::Session;
use maud::Markup;
use zeroize::Zeroizing;

use super::{
    FILE_BYTES,
    pages::{Came, ChoosePage},
};
use crate::{
    AppState,
    error::Said,
    form::Query,
    layout::{Page, Place},
    session::{Unlocked, see_other},
};

pub(super) async fn page(Unlocked(session): Unlocked, Query(query): Query) -> Markup {
    let came = query.has("came").then(|| Came {
        parts: query.number("parts"),
        groups: query.number("groups"),
        bonds: query.number("bonds"),
        entries: query.number("entries"),
        answers: query.number("answers"),
        added: query.number("added"),
        others: query.number("others"),
    });
    ChoosePage { page: Page::open(Place::Settings, &session), came, trouble: None }.render()
}

/// The page, with what went wrong.
pub(super) fn again(session: &Session, status: StatusCode, what: &str, then: &str) -> Response {
    let trouble = Some(Said { what: what.to_owned(), then: then.to_owned() });
    let page = ChoosePage { page: Page::open(Place::Settings, session), came: None, trouble };
    (status, page.render()).into_response()
}

/// What is said of a file that is too large.
const TOO_LARGE: [&str; 2] = [
    "This file is larger than 100 MB.",
    "Nothing was changed. Split it up, or bring it in on the command line with: hearken import.",
];

/// Takes a file and sets it aside. What it is, the next page says.
pub(super) async fn upload(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    form: Result<Multipart, MultipartRejection>,
) -> Response {
    match set_aside(&state, &session, form, TOO_LARGE).await {
        Ok(id) => see_other(&format!("/settings/import/{id}")),
        Err((status, [what, then])) => again(&session, status, what, then),
    }
}

/// Sets the file of a form aside, under the id that is given back; else what went wrong, and what then. `too_large` is said of a file that
/// is longer than its route takes.
pub(crate) async fn set_aside(
    state: &AppState,
    session: &Session,
    form: Result<Multipart, MultipartRejection>,
    too_large: [&'static str; 2],
) -> Result<RecordId, (StatusCode, [&'static str; 2])> {
    let file = match form {
        Ok(form) => read(form).await,
        Err(_) => Ok(None),
    };
    Err(match file {
        Ok(Some(bytes)) => {
            let id = state.keeper.new_record_id();
            match state.keeper.set_aside(session, id, bytes).await {
                Ok(()) => return Ok(id),
                Err(error) => {
                    tracing::warn!(%error, "a file could not be set aside");
                    (
                        StatusCode::SERVICE_UNAVAILABLE,
                        [
                            "The file could not be set aside.",
                            "Nothing was changed. Choose it once more in a moment.",
                        ],
                    )
                }
            }
        }
        Ok(None) => (
            StatusCode::UNPROCESSABLE_ENTITY,
            ["No file was chosen.", "Nothing was changed. Choose one, then look at it."],
        ),
        Err(error) if error.status() == StatusCode::PAYLOAD_TOO_LARGE => {
            (StatusCode::PAYLOAD_TOO_LARGE, too_large)
        }
        Err(_) => (
            StatusCode::BAD_REQUEST,
            ["The file did not arrive whole.", "Nothing was changed. Choose it once more."],
        ),
    })
}

/// Reads the file of the form, piece by piece, and never more than may be.
async fn read(mut form: Multipart) -> Result<Option<Zeroizing<Vec<u8>>>, MultipartError> {
    while let Some(mut field) = form.next_field().await? {
        if field.name() != Some("file") {
            continue;
        }
        let mut bytes = Zeroizing::new(Vec::new());
        while let Some(piece) = field.chunk().await? {
            // The form's own limit is a little wider; reading on lets it say so.
            if bytes.len() + piece.len() <= FILE_BYTES + 1 {
                bytes.extend_from_slice(&piece);
            }
        }
        return Ok(Some(bytes).filter(|bytes| !bytes.is_empty()));
    }
    Ok(None)
}
