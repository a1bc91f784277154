//! Changing the passphrase. Every session ends with it; the browser that asked goes on in a new one.

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use hearken_seal::Passphrase;

use super::settings_page;
use crate::{
    AppState,
    error::Problem,
    form::{Fields, Form},
    opening::{new_passphrase, said_of_unlock},
    session::{self, Unlocked, see_other},
};

pub(super) async fn change(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    headers: HeaderMap,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    let new = match new_passphrase(&fields) {
        Ok(new) => new,
        Err(said) => {
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, settings_page(&session, false, Some(said)))
                .into_response());
        }
    };
    let old = Passphrase::new(fields.text("current"));
    match state.keeper.change_passphrase(&session, &old, &new).await {
        Ok((cookie, renewed)) => {
            let mut response = see_other("/settings?kept=1");
            session::give(&state, &mut response, cookie.value());
            session::give_known(&state, &headers, &mut response, &renewed).await;
            Ok(response)
        }
        Err(error) => {
            let (status, said) = said_of_unlock(error, "The present passphrase is another one.")?;
            Ok((status, settings_page(&session, false, Some(said))).into_response())
        }
    }
}
