//! The 24 recovery words: shown once, asked back for three of them.

use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use hearken_seal::Passphrase;
use hearken_vault::Session;

use super::{pages::RecoveryWordsPage, unlock};
use crate::{
    AppState,
    error::{Problem, Said},
    form::{Fields, Form},
    layout::{Page, Place},
    session::{self, Unlocked, see_other},
};

pub(super) async fn page(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
) -> Result<Response, Problem> {
    Ok(show(&state, &session, None).await?.into_response())
}

async fn show(state: &AppState, session: &Session, trouble: Option<Said>) -> Result<maud::Markup, Problem> {
    let words = state.keeper.pending_words(session).await?;
    let page = RecoveryWordsPage {
        page: Page::open(Place::Settings, session),
        asked: if words.is_some() { state.keeper.asked_back(session) } else { [0; 3] },
        words,
        confirmed: session.words_confirmed(),
        trouble,
    };
    Ok(page.render())
}

pub(super) async fn check(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    if state.keeper.pending_words(&session).await?.is_none() {
        return Ok(see_other("/recovery-words"));
    }
    let typed = ["word-1", "word-2", "word-3"].map(|name| fields.text(name).trim().to_lowercase());
    let answers: Vec<_> = state.keeper.asked_back(&session).into_iter().zip(typed).collect();
    if state.keeper.check_words(&session, &answers).await? {
        return Ok(see_other("/"));
    }
    let said = Said {
        what: "At least one of the three is another word.".to_owned(),
        then:
            "Nothing is lost. Compare what is on your paper with the words below, then write the three again."
                .to_owned(),
    };
    Ok((StatusCode::UNPROCESSABLE_ENTITY, show(&state, &session, Some(said)).await?).into_response())
}

pub(super) async fn make_new(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    let passphrase = Passphrase::new(fields.text("passphrase"));
    match state.keeper.new_recovery_words(&session, &passphrase).await {
        Ok((cookie, _)) => {
            let mut response = see_other("/recovery-words");
            session::give(&state, &mut response, cookie.value());
            Ok(response)
        }
        Err(error) => {
            let (status, said) =
                unlock::said_of_unlock(error, "This is not the passphrase of this notebook.")?;
            Ok((status, show(&state, &session, Some(said)).await?).into_response())
        }
    }
}
