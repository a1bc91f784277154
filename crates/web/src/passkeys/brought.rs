//! What a page's script brings of a passkey, in the fields of a form; and where the page is.

use axum::http::HeaderMap;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use hearken_seal::PasskeySecret;
use hearken_vault::{Answered, MadePasskey, Place};
use zeroize::Zeroizing;

use crate::{AppState, form::Fields};

/// Where the page is that asks, as the browser sees it; `None` under an address that is a number, which no passkey can be
/// for.
pub(crate) fn place(state: &AppState, headers: &HeaderMap) -> Option<Place> {
    let origin = state.origin(headers);
    let host = origin.split_once("//")?.1;
    let host = host.rsplit_once(':').map_or(host, |(host, _)| host).to_ascii_lowercase();
    let named = host.contains(|letter: char| letter.is_ascii_alphabetic()) && !host.starts_with('[');
    named.then(|| Place { origin: origin.to_ascii_lowercase(), host })
}

pub(super) fn written(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

fn read(fields: &Fields, name: &str) -> Vec<u8> {
    URL_SAFE_NO_PAD.decode(fields.text(name)).unwrap_or_default()
}

fn given(fields: &Fields) -> Option<PasskeySecret> {
    PasskeySecret::from_bytes(&Zeroizing::new(read(fields, "given")))
}

/// A passkey that was just made; `None` when no script put anything there.
pub(super) fn made(fields: &Fields) -> Option<MadePasskey> {
    fields.has("client").then(|| MadePasskey {
        client_data: read(fields, "client"),
        authenticator_data: read(fields, "authenticator"),
        given: given(fields),
    })
}

/// A passkey that answered; `None` when no script put anything there.
pub(crate) fn answered(fields: &Fields) -> Option<Answered> {
    fields.has("client").then(|| Answered {
        client_data: read(fields, "client"),
        authenticator_data: read(fields, "authenticator"),
        signature: read(fields, "signature"),
        credential: read(fields, "credential"),
        user: read(fields, "user"),
        given: given(fields),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_base64_is_nothing() {
        let fields = Fields::parse(b"client=AQI&authenticator=%2A&given=AQ").unwrap();
        let made = made(&fields).unwrap();
        assert_eq!((made.client_data, made.authenticator_data), (vec![1, 2], vec![]));
        assert!(made.given.is_none(), "it has 32 bytes or is none");
        assert!(answered(&Fields::parse(b"passphrase=x").unwrap()).is_none());
        assert_eq!(written(&[0xfb, 0xff]), "-_8");
    }
}
