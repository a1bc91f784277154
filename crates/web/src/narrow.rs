//! What a narrow session may ask for: one list, and one gate before every handler.
//!
//! Whoever sits with somebody holds a device on which the notebook is open. What that device reaches is held here and not
//! in pages: whatever is not in [`REACHES`] is answered by the way back to the session, a new route too. Words that another
//! window of the person still sends are not lost: they wait, sealed, as what comes to a locked notebook does.

use axum::{
    body::Body,
    extract::{MatchedPath, Request},
    http::Method,
    response::{IntoResponse, Response},
};
use hearken_core::RecordId;
use hearken_vault::Session;

use crate::{
    AppState,
    error::Problem,
    form,
    session::{Visitor, brings_words, hold, hold_at, local_path, see_other},
};

/// How a narrow session is answered at a route.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum As {
    /// As whoever sits with this session of treatment, and only where the address names that one.
    Sitter,
    /// As a stranger: the page is anybody's, and shows nothing of the notebook.
    Stranger,
    /// As whoever holds this browser: they lock it, open the notebook with the passphrase, or keep the page that is
    /// nobody's for when nothing answers.
    Holder,
    /// As whoever types words into a form of the session's pages.
    Typist,
}

/// Every route that a narrow session reaches. Files of the program (`/assets/`) are anybody's and asked for before.
const REACHES: [(&str, &str, As); 26] = [
    ("GET", "/journey/sessions/{id}/during", As::Sitter),
    ("POST", "/journey/sessions/{id}/medicine", As::Sitter),
    ("POST", "/journey/sessions/{id}/moments", As::Sitter),
    ("POST", "/journey/sessions/{id}/queue", As::Sitter),
    ("POST", "/journey/sessions/{id}/recordings", As::Sitter),
    ("GET", "/journey/sessions/{id}/vitals", As::Sitter),
    ("POST", "/journey/sessions/{id}/vitals", As::Sitter),
    ("GET", "/journey/sessions/{id}/wrong", As::Sitter),
    ("POST", "/journey/sessions/{id}/wrong", As::Sitter),
    ("GET", "/journey/sessions/{id}/office", As::Sitter),
    ("POST", "/journey/sessions/{id}/office", As::Sitter),
    ("GET", "/journey/sessions/{id}/end", As::Sitter),
    ("POST", "/journey/sessions/{id}/end", As::Sitter),
    ("GET", "/journey/sessions/{id}/sitter/back", As::Sitter),
    ("POST", "/journey/sessions/{id}/sitter/back", As::Sitter),
    ("GET", "/journey/offline", As::Holder),
    ("GET", "/help-now", As::Stranger),
    ("GET", "/away", As::Stranger),
    ("GET", "/unlock", As::Stranger),
    ("GET", "/favicon.ico", As::Stranger),
    ("GET", "/manifest.webmanifest", As::Stranger),
    ("GET", "/sw.js", As::Stranger),
    ("POST", "/unlock", As::Holder),
    ("POST", "/lock", As::Holder),
    ("POST", "/leave", As::Typist),
    ("POST", "/drafts", As::Typist),
];

/// Lets a request of a narrow session through to what it may ask for; else gives the answer to everything else.
pub(crate) async fn gate(
    state: &AppState,
    request: Request,
    session: Session,
    treatment: RecordId,
) -> Result<(Request, Visitor), Response> {
    match reached(&request) {
        Some(As::Sitter) if named(request.uri().path()) == Some(treatment) => {
            Ok((request, Visitor(Some(session))))
        }
        Some(As::Holder) => Ok((request, Visitor(Some(session)))),
        Some(As::Stranger) => Ok((request, Visitor(None))),
        Some(As::Typist) => Ok((words_of(state, request, treatment).await?, Visitor(Some(session)))),
        Some(As::Sitter) | None => Err(turned_back(state, request, treatment).await),
    }
}

fn reached(request: &Request) -> Option<As> {
    let path = request.extensions().get::<MatchedPath>()?.as_str();
    let method = if request.method() == Method::HEAD { "GET" } else { request.method().as_str() };
    REACHES.iter().find(|(known, at, _)| *known == method && *at == path).map(|&(_, _, reached)| reached)
}

/// The session of treatment that an address is about.
fn named(path: &str) -> Option<RecordId> {
    path.strip_prefix("/journey/sessions/")?.split('/').next()?.parse().ok()
}

/// A look leads back to the session; whatever would change something is refused in a sentence.
async fn turned_back(state: &AppState, request: Request, treatment: RecordId) -> Response {
    if matches!(*request.method(), Method::GET | Method::HEAD) {
        return see_other(&during(treatment));
    }
    if brings_words(&request) && hold(state, request).await.is_err() {
        tracing::warn!("words that came from a device with the sitter could not be held");
    }
    Problem::WithTheSitter.into_response()
}

/// Where a narrow session is at home.
pub(crate) fn during(treatment: RecordId) -> String {
    format!("/journey/sessions/{treatment}/during")
}

/// A form whose words belong to this session of treatment, as it came. Words for another place are held for the person, as
/// while the notebook is locked; leaving goes on without them.
async fn words_of(state: &AppState, request: Request, treatment: RecordId) -> Result<Request, Response> {
    let (parts, body) = request.into_parts();
    let (bytes, fields) = form::read(body).await.map_err(IntoResponse::into_response)?;
    let (ours, leaves) = (format!("/journey/sessions/{treatment}/"), parts.uri.path() == "/leave");
    let place = local_path(fields.text("place"));
    if place.is_some_and(|place| place.starts_with(&ours)) || (place.is_none() && leaves) {
        return Ok(Request::from_parts(parts, Body::from(bytes)));
    }
    if let Some(place) = place
        && hold_at(state, &parts.headers, place, &fields).await.is_err()
    {
        tracing::warn!("words that came from a device with the sitter could not be held");
    }
    if leaves {
        Ok(Request::from_parts(parts, Body::empty()))
    } else {
        Err(Problem::WithTheSitter.into_response())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_route_stands_once_and_only_the_session_is_answered_as_to_a_sitter() {
        for (at, (method, path, reached)) in REACHES.iter().enumerate() {
            assert!(REACHES[..at].iter().all(|(other, known, _)| (other, known) != (method, path)), "{path}");
            assert_eq!(path.starts_with("/journey/sessions/{id}/"), *reached == As::Sitter, "{path}");
        }
    }

    #[test]
    fn an_address_names_its_session_of_treatment_or_none() {
        let id = RecordId::from_bytes([7; 16]);
        assert_eq!(named(&during(id)), Some(id));
        for other in ["/journey/sessions/", "/journey/sessions/%30/during", "/parts/x", "//journey/sessions/"]
        {
            assert_eq!(named(other), None, "{other}");
        }
    }
}
