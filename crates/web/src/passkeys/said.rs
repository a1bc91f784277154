//! What somebody is told whose passkey was not taken.

use axum::http::StatusCode;
use hearken_vault::{MOST_PASSKEYS, PasskeyError};

use crate::{
    error::{Problem, Said},
    opening::said_of_unlock,
};

/// Status and sentences. `wrong` says what is wrong where a passphrase stood beside it.
pub(crate) fn said_of_passkey(error: PasskeyError, wrong: &str) -> Result<(StatusCode, Said), Problem> {
    let (status, what, then) = match error {
        PasskeyError::Unlock(error) => return said_of_unlock(error, wrong),
        PasskeyError::NotHere => (
            StatusCode::FORBIDDEN,
            "This passkey opens no notebook by itself.".to_owned(),
            "Nothing is lost. Use your passphrase; if the passkey is your second step, it is asked for then.",
        ),
        PasskeyError::Over => (
            StatusCode::CONFLICT,
            "That took longer than five minutes, or was sent before.".to_owned(),
            "Nothing is lost. Press the button once more.",
        ),
        PasskeyError::Refused(fault) => {
            // What is wrong is the browser's or the proxy's, and holds no word of anybody.
            tracing::warn!(%fault, "what a passkey brought was refused");
            (
                StatusCode::FORBIDDEN,
                "The passkey’s answer was not right for this page.".to_owned(),
                "Nothing is lost. Try once more; your passphrase works as ever.",
            )
        }
        PasskeyError::Copied => (
            StatusCode::FORBIDDEN,
            "This passkey counts less than it did before, so there may be a copy of it.".to_owned(),
            "Nothing is lost. Open the notebook with your passphrase, take this passkey away in Settings, and add it anew.",
        ),
        PasskeyError::TooMany => (
            StatusCode::CONFLICT,
            format!("There are {MOST_PASSKEYS} passkeys already."),
            "Nothing was changed. Take one away that you no longer use, then add this one.",
        ),
    };
    Ok((status, Said { what, then: then.to_owned() }))
}
