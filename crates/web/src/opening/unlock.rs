//! Unlocking with the passphrase or a passkey, and locking.

use std::net::IpAddr;

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use hearken_seal::Passphrase;
use hearken_vault::{Answered, Cookie, Door, Session, SignUps, UnlockError, Who};

use super::{pages::UnlockPage, second_step};
use crate::{
    AppState,
    error::{Problem, Said},
    form::{Fields, Form, Query},
    journey,
    passkeys::{answered, place, said_of_passkey},
    session::{self, From, Visitor, local_path, see_other},
    words,
};

pub(super) async fn page(
    State(state): State<AppState>,
    Visitor(session): Visitor,
    headers: HeaderMap,
    Query(query): Query,
) -> Result<Response, Problem> {
    let next = local_path(query.text("next")).unwrap_or("/");
    if session.is_some() {
        return Ok(see_other(next));
    }
    let door = state.keeper.door().await?;
    if door.is_empty {
        return Ok(see_other("/begin"));
    }
    if let Some(asked) = second_step::page(&state, &headers, next, None).await? {
        return Ok(asked.into_response());
    }
    let page = UnlockPage {
        next: next.to_owned(),
        held: query.text("held") == "1",
        name: door.asks_name.then(String::new),
        open: door.sign_ups == SignUps::Open,
        passkeys: place(&state, &headers).is_some(),
        trouble: None,
    };
    Ok(page.render().into_response())
}

/// Everything that is sent to get in: name and passphrase, a passkey, or the second step.
pub(super) async fn unlock(
    State(state): State<AppState>,
    Visitor(before): Visitor,
    From(from): From,
    headers: HeaderMap,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    if fields.has("ask") {
        return second_step::ask(&state, &headers, from).await;
    }
    let waits = state.keeper.second_step(session::step_cookie(&state, &headers)).await?.is_some();
    let answered = if waits && !fields.has("passphrase") {
        second_step::take(&state, &headers, from, &fields).await?
    } else if fields.has("code") || fields.has("again") {
        // It waits no longer. That is no wrong passphrase, and is not counted as one.
        let said = said_of_unlock(UnlockError::Over, "")?;
        Err(again(&state, &headers, state.keeper.door().await?, &fields, said))
    } else if let Some(answered) = answered(&fields) {
        by_passkey(&state, &headers, from, &fields, &answered).await?
    } else {
        by_passphrase(&state, &headers, from, &fields).await?
    };
    let (opened, next) = match answered {
        Ok(opened) => opened,
        Err(answer) => return Ok(answer),
    };
    // The browser forgets the session it had, so nobody else may go on with it.
    if let Some(before) = before {
        state.keeper.lock(&before).await?;
    }
    let mut response = opened_at(&state, &headers, &opened, &next).await;
    if waits {
        session::take_step(&state, &mut response);
    }
    Ok(response)
}

/// Somebody who got in and where they go; or the answer that they get.
pub(super) type Tried = Result<((Cookie, Session), String), Response>;

async fn by_passkey(
    state: &AppState,
    headers: &HeaderMap,
    from: Option<IpAddr>,
    fields: &Fields,
    answered: &Answered,
) -> Result<Tried, Problem> {
    let next = local_path(fields.text("next")).unwrap_or("/");
    let Some(place) = place(state, headers) else { return Err(Problem::OtherHost) };
    let door = state.keeper.door().await?;
    match state.keeper.unlock_with_passkey(from, &place, answered).await {
        Ok(opened) => Ok(Ok((opened, next.to_owned()))),
        Err(error) => {
            let said = said_of_passkey(error, wrong(door.asks_name))?;
            Ok(Err(again(state, headers, door, fields, said)))
        }
    }
}

async fn by_passphrase(
    state: &AppState,
    headers: &HeaderMap,
    from: Option<IpAddr>,
    fields: &Fields,
) -> Result<Tried, Problem> {
    let door = state.keeper.door().await?;
    let next = local_path(fields.text("next")).unwrap_or("/");
    let who = who(fields, door.asks_name, from).in_browser(session::known(state, headers));
    match state.keeper.unlock_as(&who, &Passphrase::new(fields.text("passphrase"))).await {
        Ok(opened) => {
            let nameless = door.asks_name && fields.text("name").trim().is_empty();
            let next = if nameless { "/settings/account?choose=1" } else { next };
            Ok(Ok((opened, next.to_owned())))
        }
        Err(UnlockError::SecondStep(step)) => Ok(Err(second_step::begin(state, &step, next))),
        Err(error) => {
            let said = said_of_unlock(error, wrong(door.asks_name))?;
            Ok(Err(again(state, headers, door, fields, said)))
        }
    }
}

/// The page once more, with what was typed as a name.
fn again(
    state: &AppState,
    headers: &HeaderMap,
    door: Door,
    fields: &Fields,
    (status, said): (StatusCode, Said),
) -> Response {
    let page = UnlockPage {
        next: local_path(fields.text("next")).unwrap_or("/").to_owned(),
        held: fields.text("held") == "1",
        name: door.asks_name.then(|| fields.text("name").to_owned()),
        open: door.sign_ups == SignUps::Open,
        passkeys: place(state, headers).is_some(),
        trouble: Some(said),
    };
    (status, page.render()).into_response()
}

/// Who is at the form. A name counts only where one is asked for.
pub(super) fn who(fields: &Fields, asks_name: bool, from: Option<IpAddr>) -> Who {
    Who::new(if asks_name { fields.text("name") } else { "" }, from)
}

/// Said to everybody alike, so that nobody learns whether there were so many.
const AFTER_A_HUNDRED: &str = "After a hundred wrong tries in a row a notebook opens only in a browser that has opened it before, or with the recovery words.";

/// What is said of a wrong passphrase: the same whether or not somebody has that name.
fn wrong(asks_name: bool) -> &'static str {
    if asks_name {
        "This name and this passphrase open no notebook."
    } else {
        "The passphrase does not open the notebook."
    }
}

/// Somebody got in: their browser gets the session and shows the head that it remembers.
pub(super) async fn opened_at(
    state: &AppState,
    headers: &HeaderMap,
    opened: &(Cookie, Session),
    next: &str,
) -> Response {
    let (cookie, session) = opened;
    if let Some((seq, link)) = session::remembered_head(headers, session.vault()) {
        session.vault().note_seen_by_browser(seq, link);
    }
    journey::news_seen(state, session).await;
    let mut response = see_other(next);
    session::give(state, &mut response, cookie.value());
    session::remember_head(state, &mut response, session.vault());
    session::country_of_settings(state, &mut response, session);
    session::give_known(state, headers, &mut response, session).await;
    response
}

/// Status and sentences for somebody who did not get in. `wrong` says what was wrong.
pub(crate) fn said_of_unlock(error: UnlockError, wrong: &str) -> Result<(StatusCode, Said), Problem> {
    let (status, what, then) = match error {
        UnlockError::Wrong { wait_seconds: 0 } => (
            StatusCode::FORBIDDEN,
            wrong,
            "Nothing is lost. Look for capital letters, then try again.".to_owned(),
        ),
        UnlockError::Wrong { wait_seconds } => {
            let wait = words::wait(wait_seconds);
            let then = format!("Nothing is lost. Wait {wait}, then try again. {AFTER_A_HUNDRED}");
            (StatusCode::FORBIDDEN, wrong, then)
        }
        UnlockError::TooSoon { wait_seconds } => {
            let wait = words::wait(wait_seconds);
            let then = format!("Nothing is lost, and this try was not counted. Wait {wait}, then try again.");
            (StatusCode::TOO_MANY_REQUESTS, "It is too soon after the last try.", then)
        }
        UnlockError::Damaged => {
            let then = "What you wrote is still sealed. Use the other way in, passphrase or recovery words, or put back a backup.";
            (StatusCode::CONFLICT, "This way into the notebook is damaged.", then.to_owned())
        }
        UnlockError::SecondStep(_) | UnlockError::Over => (
            StatusCode::CONFLICT,
            "The second step took longer than five minutes, or was taken already.",
            "Nothing is lost. Begin again with your passphrase.".to_owned(),
        ),
        UnlockError::NotSetUp | UnlockError::Which => return Err(Problem::NotSetUp),
        UnlockError::Store(error) => return Err(error.into()),
    };
    Ok((status, Said { what: what.to_owned(), then }))
}

pub(super) async fn lock(
    State(state): State<AppState>,
    Visitor(session): Visitor,
) -> Result<Response, Problem> {
    let sat = session.as_ref().is_some_and(|session| session.narrow().is_some());
    if let Some(session) = session {
        state.keeper.lock(&session).await?;
    }
    let mut response = see_other(if sat { "/join/over" } else { "/unlock" });
    session::take(&state, &mut response);
    Ok(response)
}
