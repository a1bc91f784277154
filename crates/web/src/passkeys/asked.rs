//! What a page's script hands to the browser, which asks the authenticator. Bytes are base64url there.

use hearken_seal::passkey_salt;
use serde_json::{Value, json};

use super::brought::written;

/// Milliseconds that the browser may take; the challenge waits as long.
const MILLISECONDS: u32 = 300_000;

/// For a new passkey of somebody. Nothing of its maker is asked for.
pub(super) fn new(challenge: &[u8; 32], account: &[u8; 16], name: &str, there: &[Vec<u8>]) -> Value {
    let kinds = [-7, -8, -257].map(|alg| json!({ "type": "public-key", "alg": alg }));
    json!({
        "challenge": written(challenge),
        // Neutral, as everything that a browser or its maker keeps.
        "rp": { "name": "Notebook" },
        "user": { "id": written(account), "name": name, "displayName": name },
        "pubKeyCredParams": kinds,
        "authenticatorSelection": {
            "residentKey": "required", "requireResidentKey": true, "userVerification": "required",
        },
        "attestation": "none",
        "timeout": MILLISECONDS,
        "excludeCredentials": credentials(there),
        "salt": written(&passkey_salt()),
    })
}

/// For any passkey that this browser has for us: nobody says a name, and so none can be probed.
pub(crate) fn asked_of(challenge: &[u8; 32]) -> Value {
    second_step(challenge, &[])
}

/// For one of these passkeys.
pub(crate) fn second_step(challenge: &[u8; 32], credentials: &[Vec<u8>]) -> Value {
    json!({
        "challenge": written(challenge),
        "userVerification": "required",
        "timeout": MILLISECONDS,
        "allowCredentials": self::credentials(credentials),
        "salt": written(&passkey_salt()),
    })
}

fn credentials(ids: &[Vec<u8>]) -> Vec<Value> {
    ids.iter().map(|id| json!({ "type": "public-key", "id": written(id) })).collect()
}
