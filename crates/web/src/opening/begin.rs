//! The first run: somebody chooses a passphrase, and the notebook is made. Where others are to follow they choose a name
//! too, and are the owner.

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use hearken_vault::{BeginError, Joins, Who};

use super::{
    pages::BeginPage,
    sign_up::{name_of, said_of_begin},
    strength::new_passphrase,
};
use crate::{
    AppState,
    error::Problem,
    form::{Fields, Form},
    session::{self, From, see_other},
};

pub(super) async fn page(State(state): State<AppState>) -> Result<Response, Problem> {
    let door = state.keeper.door().await?;
    if !door.is_empty {
        return Ok(see_other("/unlock"));
    }
    Ok(BeginPage { name: door.asks_name.then(String::new), trouble: None }.render().into_response())
}

pub(super) async fn begin(
    State(state): State<AppState>,
    From(from): From,
    headers: HeaderMap,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    let asks_name = state.keeper.door().await?.asks_name;
    let named = if asks_name { name_of(&fields).map(Some) } else { Ok(None) };
    let again = |status: StatusCode, said| {
        let name = asks_name.then(|| fields.text("name").to_owned());
        (status, BeginPage { name, trouble: Some(said) }.render()).into_response()
    };
    let (name, passphrase) = match named.and_then(|name| Ok((name, new_passphrase(&fields)?))) {
        Ok(both) => both,
        Err(said) => return Ok(again(StatusCode::UNPROCESSABLE_ENTITY, said)),
    };
    match state.keeper.join_as(Joins::First(name), &Who::new("", from), &passphrase).await {
        Ok((cookie, session)) => {
            let mut response = see_other("/recovery-words");
            session::give(&state, &mut response, cookie.value());
            session::remember_head(&state, &mut response, session.vault());
            session::give_known(&state, &headers, &mut response, &session).await;
            Ok(response)
        }
        Err(BeginError::AlreadySetUp) => Ok(see_other("/unlock")),
        Err(error) => {
            let (status, said) = said_of_begin(error)?;
            Ok(again(status, said))
        }
    }
}
