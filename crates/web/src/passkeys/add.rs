//! Adding a passkey: the page's script asks what is to be signed, the browser makes the passkey, and the form brings it.

use axum::{
    Json,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use hearken_seal::Passphrase;
use hearken_vault::LONGEST_LABEL;
use serde_json::Value;

use super::{
    asked,
    brought::{made, place},
    list::PasskeysPage,
    said_of_passkey,
};
use crate::{
    AppState,
    error::{Problem, Said},
    form::{Fields, Form},
    session::{self, Unlocked, see_other},
    zone::Clock,
};

/// What a new passkey is to sign.
pub(super) async fn ask(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
) -> Result<Json<Value>, Problem> {
    let (challenge, there) = state.keeper.ask_new_passkey(&session).await?;
    let name = state.keeper.name_of(&session).await?;
    let name = name.as_ref().map_or("Notebook", |name| name.written());
    Ok(Json(asked::new(&challenge, &session.account().bytes(), name, &there)))
}

pub(super) async fn add(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    headers: HeaderMap,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    let (Some(made), Some(place)) = (made(&fields), place(&state, &headers)) else {
        let said = Said {
            what: "No passkey came with this.".to_owned(),
            then: "Nothing was changed. A passkey needs JavaScript and an address with a name.".to_owned(),
        };
        return again(&state, &session, &clock, &headers, (StatusCode::UNPROCESSABLE_ENTITY, said)).await;
    };
    let label = match label(&fields) {
        Ok(label) => label,
        Err(said) => return again(&state, &session, &clock, &headers, said).await,
    };
    let passphrase = Passphrase::new(fields.text("passphrase"));
    match state.keeper.add_passkey(&session, &passphrase, label, &place, &made).await {
        Ok((cookie, _)) => {
            let mut response = see_other("/settings/passkeys?kept=1");
            session::give(&state, &mut response, cookie.value());
            Ok(response)
        }
        Err(error) => {
            let wrong = "This is not the passphrase of this notebook, so the passkey is not kept here. Your device may still show it.";
            let said = said_of_passkey(error, wrong)?;
            again(&state, &session, &clock, &headers, said).await
        }
    }
}

async fn again(
    state: &AppState,
    session: &hearken_vault::Session,
    clock: &Clock,
    headers: &HeaderMap,
    (status, said): (StatusCode, Said),
) -> Result<Response, Problem> {
    let page = PasskeysPage::of(state, session, clock, headers).await?.in_trouble(said);
    Ok((status, page.render()).into_response())
}

/// What a passkey is called.
pub(super) fn label(fields: &Fields) -> Result<&str, (StatusCode, Said)> {
    let label = fields.text("label").trim();
    if label.chars().count() > LONGEST_LABEL {
        let said = Said {
            what: format!("A passkey’s name has at most {LONGEST_LABEL} letters."),
            then: "Nothing was changed. Give it a shorter one.".to_owned(),
        };
        return Err((StatusCode::UNPROCESSABLE_ENTITY, said));
    }
    Ok(if label.is_empty() { "Passkey" } else { label })
}
