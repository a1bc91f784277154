//! Getting in with the 24 recovery words when the passphrase is forgotten.

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use hearken_seal::{RecoveryWords, SealError, WordsFault};

use super::{pages::RecoverPage, strength::new_passphrase, unlock};
use crate::{
    AppState,
    error::{Problem, Said},
    form::{Fields, Form},
    session::{self, From, Visitor, see_other},
};

pub(super) async fn page(State(state): State<AppState>) -> Result<Response, Problem> {
    let door = state.keeper.door().await?;
    if door.is_empty {
        return Ok(see_other("/begin"));
    }
    let page = RecoverPage { name: door.asks_name.then(String::new), ..RecoverPage::default() };
    Ok(page.render().into_response())
}

pub(super) async fn recover(
    State(state): State<AppState>,
    Visitor(before): Visitor,
    From(from): From,
    headers: HeaderMap,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    let asks_name = state.keeper.door().await?.asks_name;
    let read = RecoveryWords::parse(fields.text("words")).map_err(said_of_words);
    let both = read.and_then(|words| Ok((words, new_passphrase(&fields)?)));
    let (words, passphrase) = match both {
        Ok(both) => both,
        Err(said) => return Ok(again(StatusCode::UNPROCESSABLE_ENTITY, asks_name, &fields, said)),
    };
    let who = unlock::who(&fields, asks_name, from).in_browser(session::known(&state, &headers));
    match state.keeper.recover_as(&who, &words, &passphrase).await {
        Ok(opened) => {
            // The browser forgets the session it had, of another person perhaps, so nobody else may go on with it.
            if let Some(before) = before {
                state.keeper.lock(&before).await?;
            }
            // Who lost the passphrase may have lost more: what else opens the notebook is shown.
            let others = !state.keeper.passkeys(&opened.1).await?.is_empty();
            let next = if others { "/settings/passkeys?recovered=1" } else { "/" };
            Ok(unlock::opened_at(&state, &headers, &opened, next).await)
        }
        Err(error) => {
            let wrong = if asks_name {
                "This name and these words open no notebook."
            } else {
                "These words do not open this notebook."
            };
            let (status, said) = unlock::said_of_unlock(error, wrong)?;
            Ok(again(status, asks_name, &fields, said))
        }
    }
}

/// The page with the words still in it: 24 words are not typed twice for one slip.
fn again(status: StatusCode, asks_name: bool, fields: &Fields, said: Said) -> Response {
    let page = RecoverPage {
        name: asks_name.then(|| fields.text("name").to_owned()),
        words: fields.text("words").to_owned(),
        trouble: Some(said),
    };
    (status, page.render()).into_response()
}

fn said_of_words(error: SealError) -> Said {
    let (what, then) = match error {
        SealError::Words(WordsFault::Count(count)) => {
            let are = if count == 1 { "is 1 word".to_owned() } else { format!("are {count} words") };
            (
                format!("There {are} here; there must be 24."),
                "Nothing is lost. Look whether a line is missing or stands there twice.".to_owned(),
            )
        }
        SealError::Words(WordsFault::Unknown { position, suggestion }) => {
            let then = match suggestion {
                Some(word) => format!("Nothing is lost. Perhaps it is “{word}”? Look at your sheet."),
                None => "Nothing is lost. Look at your sheet; the first four letters are enough.".to_owned(),
            };
            (format!("Word {position} is not one of the recovery words."), then)
        }
        _ => (
            "All of these are recovery words, but they do not belong together.".to_owned(),
            "Nothing is lost. One of them is another word, or two have changed places.".to_owned(),
        ),
    };
    Said { what, then }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(typed: &str) -> String {
        let Err(error) = RecoveryWords::parse(typed) else { return String::new() };
        let Said { what, then } = said_of_words(error);
        format!("{what} {then}")
    }

    #[test]
    fn a_slip_in_the_words_is_named_by_its_place() {
        assert!(said("one two three").starts_with("There are 3 words here; there must be 24."));
        assert!(said("abandon").starts_with("There is 1 word here; there must be 24."));
        let wrong = format!("{} abandn", "abandon ".repeat(23));
        assert!(said(&wrong).starts_with(
            "Word 24 is not one of the recovery words. Nothing is lost. Perhaps it is “abandon”?"
        ));
        assert!(said(&"abandon ".repeat(24)).starts_with("All of these are recovery words"));
    }
}
