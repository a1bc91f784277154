//! Taking the device back: the PIN, and nothing else, widens a session that was handed over.

use axum::{
    extract::State as Shared,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use hearken_vault::TakeBackError;

use super::pages::BackPage;
use crate::{
    AppState,
    error::{Problem, Said},
    form::{Fields, Form, RecordPath},
    layout::{Page, Place},
    session::{self, Unlocked, see_other},
    words,
};

pub(super) async fn page(Unlocked(session): Unlocked, RecordPath(id): RecordPath) -> Response {
    let address = format!("/journey/sessions/{id}");
    if session.narrow().is_none() {
        return see_other(&format!("{address}/sitter"));
    }
    if !session.has_pin() {
        return see_other(&format!("{address}/during"));
    }
    BackPage { page: Page::open(Place::Journey, &session), address, trouble: None }.render().into_response()
}

pub(super) async fn take_back(
    Shared(state): Shared<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
    headers: HeaderMap,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    let address = format!("/journey/sessions/{id}");
    let cookie = session::session_cookie(&state, &headers);
    let tried = state.keeper.take_back(&session, cookie, fields.text("pin").trim()).await;
    let (status, said) = match tried {
        Ok((cookie, session)) => {
            let mut response = see_other(&address);
            session::give(&state, &mut response, cookie.value());
            session::remember_head(&state, &mut response, session.vault());
            session::country_of_settings(&state, &mut response, &session);
            return Ok(response);
        }
        Err(TakeBackError::NoWayBack) => return Ok(see_other(&format!("{address}/during"))),
        Err(TakeBackError::Ended) => {
            let mut response = see_other("/unlock");
            session::take(&state, &mut response);
            return Ok(response);
        }
        Err(TakeBackError::Store(error)) => return Err(error.into()),
        Err(TakeBackError::Wrong { wait_seconds }) => (StatusCode::FORBIDDEN, wrong(wait_seconds)),
        Err(TakeBackError::TooSoon { wait_seconds }) => {
            (StatusCode::TOO_MANY_REQUESTS, too_soon(wait_seconds))
        }
    };
    let page = BackPage { page: Page::open(Place::Journey, &session), address, trouble: Some(said) };
    Ok((status, page.render()).into_response())
}

fn wrong(wait_seconds: u64) -> Said {
    Said {
        what: "This is not the PIN.".to_owned(),
        then: format!(
            "The session goes on. Wait {}, then try again; after five wrong ones the notebook locks.",
            words::wait(wait_seconds)
        ),
    }
}

fn too_soon(wait_seconds: u64) -> Said {
    Said {
        what: "It is too soon after the last try.".to_owned(),
        then: format!("This one was not counted. Wait {}, then try again.", words::wait(wait_seconds)),
    }
}
