//! The first run: somebody chooses a passphrase, and the notebook is made.

use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use hearken_vault::{BeginError, Setup};

use super::{pages::BeginPage, strength::new_passphrase};
use crate::{
    AppState,
    error::Problem,
    form::{Fields, Form},
    session::{self, see_other},
};

pub(super) async fn page(State(state): State<AppState>) -> Result<Response, Problem> {
    Ok(match state.keeper.setup().await? {
        Setup::Empty => BeginPage::default().render().into_response(),
        Setup::Ready => see_other("/unlock"),
    })
}

pub(super) async fn begin(
    State(state): State<AppState>,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    let passphrase = match new_passphrase(&fields) {
        Ok(passphrase) => passphrase,
        Err(said) => {
            let page = BeginPage { trouble: Some(said) }.render();
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
        }
    };
    let (cookie, session) = match state.keeper.begin(&passphrase).await {
        Ok(begun) => begun,
        Err(BeginError::AlreadySetUp) => return Ok(see_other("/unlock")),
        Err(BeginError::Store(error)) => return Err(error.into()),
        Err(_) => return Ok(see_other("/unlock")),
    };
    let mut response = see_other("/recovery-words");
    session::give(&state, &mut response, cookie.value());
    session::remember_head(&state, &mut response, session.vault());
    Ok(response)
}
