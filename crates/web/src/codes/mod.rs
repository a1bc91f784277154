//! Codes from an app, asked for after the passphrase: setting them up, and turning them off. It all works without scripts.

mod pages;

use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use hearken_seal::{Passphrase, TotpSecret};
use hearken_vault::CodesError;
use maud::Markup;

use crate::{
    AppState,
    error::{Problem, Said},
    form::{Fields, Form, Query},
    layout::{Page, Place},
    opening::said_of_unlock,
    routes::Routes,
    session::{self, Unlocked, see_other},
};
use pages::CodesPage;

const WRONG: &str = "This is not the passphrase of this notebook.";

pub(crate) fn routes() -> Routes {
    Routes::default()
        .get("/settings/codes", page)
        .post("/settings/codes", turn_on)
        .post("/settings/codes/begin", begin)
        .post("/settings/codes/off", turn_off)
}

async fn page(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    Query(query): Query,
) -> Result<Markup, Problem> {
    let mut page = CodesPage::new(Page::open(Place::Settings, &session));
    (page.on, page.kept) = (state.keeper.codes_are_on(&session).await?, query.has("kept"));
    Ok(page.render())
}

/// Shows a secret to put into an app. It is kept nowhere until a code of it was given back.
async fn begin(State(state): State<AppState>, Unlocked(session): Unlocked) -> Result<Response, Problem> {
    if state.keeper.codes_are_on(&session).await? {
        return Ok(see_other("/settings/codes"));
    }
    let mut page = CodesPage::new(Page::open(Place::Settings, &session));
    page.secret = Some(TotpSecret::make());
    Ok(page.render().into_response())
}

async fn turn_on(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    let Some(secret) = TotpSecret::from_text(fields.text("secret")) else {
        return Ok(see_other("/settings/codes"));
    };
    let passphrase = Passphrase::new(fields.text("passphrase"));
    let turned = state.keeper.turn_codes_on(&session, &passphrase, &secret, fields.text("code")).await;
    let (status, said) = match turned {
        Ok((cookie, _)) => {
            let mut response = see_other("/settings/codes?kept=1");
            session::give(&state, &mut response, cookie.value());
            return Ok(response);
        }
        Err(CodesError::WrongCode) => (
            StatusCode::UNPROCESSABLE_ENTITY,
            Said {
                what: "This is not the code that belongs to this secret now.".to_owned(),
                then: "Nothing was changed. Look whether the app’s clock is right, and give the code it shows now.".to_owned(),
            },
        ),
        Err(CodesError::Unlock(error)) => said_of_unlock(error, WRONG)?,
    };
    let mut page = CodesPage::new(Page::open(Place::Settings, &session));
    (page.secret, page.trouble) = (Some(secret), Some(said));
    Ok((status, page.render()).into_response())
}

async fn turn_off(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    match state.keeper.turn_codes_off(&session, &Passphrase::new(fields.text("passphrase"))).await {
        Ok(()) => Ok(see_other("/settings/codes?kept=1")),
        Err(error) => {
            let (status, said) = said_of_unlock(error, WRONG)?;
            let mut page = CodesPage::new(Page::open(Place::Settings, &session));
            (page.on, page.trouble) = (state.keeper.codes_are_on(&session).await?, Some(said));
            Ok((status, page.render()).into_response())
        }
    }
}
