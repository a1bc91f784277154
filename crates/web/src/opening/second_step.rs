//! After a right passphrase, where there is a second step: the page that asks for it, and taking it. It stands under the same
//! address as unlocking, so it is reached from wherever a passphrase can be given.

use std::net::IpAddr;

use axum::{
    Json,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use hearken_vault::{Cookie, Who};
use maud::Markup;

use super::{
    pages::SecondStepPage,
    unlock::{Tried, said_of_unlock},
};
use crate::{
    AppState,
    error::{Problem, Said},
    form::Fields,
    passkeys::{self, answered, place, said_of_passkey},
    session::{self, local_path, see_other},
    words,
};

const WRONG: &str = "This code is another one, or was used already.";

/// The passphrase was right: the browser waits, and is asked on the page it is sent to.
pub(super) fn begin(state: &AppState, step: &Cookie, next: &str) -> Response {
    let next: String = form_urlencoded::byte_serialize(next.as_bytes()).collect();
    let mut response = see_other(&format!("/unlock?next={next}"));
    session::give_step(state, &mut response, step.value());
    response
}

/// The page, if this browser waits.
pub(super) async fn page(
    state: &AppState,
    headers: &HeaderMap,
    next: &str,
    trouble: Option<Said>,
) -> Result<Option<Markup>, Problem> {
    let asked = state.keeper.second_step(session::step_cookie(state, headers)).await?;
    Ok(asked.map(|asked| {
        let passkeys = place(state, headers).is_some();
        SecondStepPage { next: next.to_owned(), asked, passkeys, trouble }.render()
    }))
}

/// What a passkey is to sign: one of theirs for whoever waits, or any for whoever comes to the door.
pub(super) async fn ask(
    state: &AppState,
    headers: &HeaderMap,
    from: Option<IpAddr>,
) -> Result<Response, Problem> {
    let step = session::step_cookie(state, headers);
    if let Some((challenge, credentials)) = state.keeper.ask_second_passkey(step).await? {
        return Ok(Json(passkeys::second_step(&challenge, &credentials)).into_response());
    }
    Ok(match state.keeper.ask_passkey(from).await? {
        Ok(challenge) => Json(passkeys::asked_of(&challenge)).into_response(),
        Err(wait) => {
            let said = format!("Too many asked from here. Nothing is lost. Wait {}.", words::wait(wait));
            (StatusCode::TOO_MANY_REQUESTS, Json(serde_json::json!({ "said": said }))).into_response()
        }
    })
}

/// Takes the second step, or begins again.
pub(super) async fn take(
    state: &AppState,
    headers: &HeaderMap,
    from: Option<IpAddr>,
    fields: &Fields,
) -> Result<Tried, Problem> {
    let (step, next) = (session::step_cookie(state, headers), local_path(fields.text("next")).unwrap_or("/"));
    if fields.has("again") {
        state.keeper.leave_second_step(step).await?;
        let mut response = see_other("/unlock");
        session::take_step(state, &mut response);
        return Ok(Err(response));
    }
    let who = Who::new("", from).in_browser(session::known(state, headers));
    let (status, said) = if let Some(answered) = answered(fields) {
        let Some(place) = place(state, headers) else { return Err(Problem::OtherHost) };
        match state.keeper.finish_with_passkey(step, &who, &place, &answered).await {
            Ok(opened) => return Ok(Ok((opened, next.to_owned()))),
            Err(error) => said_of_passkey(error, WRONG)?,
        }
    } else {
        match state.keeper.finish_with_code(step, &who, fields.text("code")).await {
            Ok(opened) => return Ok(Ok((opened, next.to_owned()))),
            Err(error) => said_of_unlock(error, WRONG)?,
        }
    };
    let page = page(state, headers, next, Some(said)).await?;
    Ok(Err(page.map_or_else(|| see_other("/unlock"), |page| (status, page).into_response())))
}
