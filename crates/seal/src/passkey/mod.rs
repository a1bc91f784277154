//! Passkeys (WebAuthn level 3): what a browser brings is checked here, and a passkey's own secret opens an account.
//!
//! Which maker built the authenticator is not asked, so nothing of an attestation is read: a public key is taken from
//! whoever is signed in and has just given the passphrase, as a new passphrase would be. Checked are type, challenge, origin,
//! host, that somebody was there and was verified, and the signature; the counter is given back for the caller to compare.

mod cose;
#[cfg(test)]
mod tests;

use serde_json::Value;

use crate::{
    base64,
    hazmat::hash::{equal, sha256},
    labels,
    secret::Secret32,
};
pub use cose::PasskeyPublic;
use cose::Reader;

/// The longest id of a credential that is taken; the standard allows no longer one.
const LONGEST_ID: usize = 1023;

/// Somebody touched the authenticator; it knew that somebody by finger, face or PIN; a new key stands behind.
const PRESENT: u8 = 1 << 0;
const VERIFIED: u8 = 1 << 2;
const WITH_KEY: u8 = 1 << 6;

/// What is wrong with what a browser brought.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasskeyFault {
    /// It cannot be read.
    #[error("not of the expected shape")]
    Malformed,
    /// It was made for something else: another action, another page, or inside another site's page.
    #[error("made for another page or another purpose")]
    Elsewhere,
    /// Nobody was there, or it was not checked who.
    #[error("nobody was verified")]
    NotVerified,
    /// The key is of a kind that is not known here.
    #[error("unknown kind of key")]
    Algorithm,
    /// The signature is not that key's.
    #[error("the signature is another's")]
    Signature,
}

/// What has to be so.
#[derive(Clone, Copy)]
pub struct Expected<'a> {
    /// The bytes that were to be signed.
    pub challenge: &'a [u8; 32],
    /// Where the page was: scheme, host and port.
    pub origin: &'a str,
    /// The host alone.
    pub host: &'a str,
}

/// What an authenticator gives out by itself (PRF), for our salt alone. Wiped on drop.
pub struct PasskeySecret(Secret32);

impl PasskeySecret {
    /// Takes the 32 bytes that a browser brought; `None` for any other number.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        Secret32::from_slice(bytes).map(Self)
    }

    pub(crate) fn expose(&self) -> &[u8; 32] {
        self.0.expose()
    }
}

/// A passkey that was just made.
pub struct NewPasskey {
    /// What the authenticator finds it by.
    pub credential: Vec<u8>,
    /// What its signatures are checked with.
    pub public: PasskeyPublic,
    /// How often it has signed; 0 for one that does not count.
    pub counter: u32,
}

impl NewPasskey {
    /// Reads and checks what `navigator.credentials.create` gave.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read(
        client_data: &[u8],
        authenticator_data: &[u8],
        expected: &Expected<'_>,
    ) -> Result<Self, PasskeyFault> {
        check_client(client_data, "webauthn.create", expected)?;
        let (flags, counter, rest) = check_authenticator(authenticator_data, expected)?;
        if flags & WITH_KEY == 0 {
            return Err(PasskeyFault::Malformed);
        }
        let rest = rest.get(16..).ok_or(PasskeyFault::Malformed)?;
        let (length, rest) = rest.split_first_chunk::<2>().ok_or(PasskeyFault::Malformed)?;
        let length = usize::from(u16::from_be_bytes(*length));
        if length == 0 || length > LONGEST_ID || rest.len() < length {
            return Err(PasskeyFault::Malformed);
        }
        let (credential, key) = rest.split_at(length);
        Ok(Self { credential: credential.to_vec(), public: Reader::new(key).public()?, counter })
    }
}

/// What `navigator.credentials.get` gave.
#[derive(Clone, Copy)]
pub struct Assertion<'a> {
    /// The browser's account of it, which holds challenge and origin.
    pub client_data: &'a [u8],
    /// The authenticator's.
    pub authenticator_data: &'a [u8],
    /// Over both.
    pub signature: &'a [u8],
}

impl Assertion<'_> {
    /// Checks all of it; gives the counter.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn check(&self, public: &PasskeyPublic, expected: &Expected<'_>) -> Result<u32, PasskeyFault> {
        check_client(self.client_data, "webauthn.get", expected)?;
        let (_, counter, _) = check_authenticator(self.authenticator_data, expected)?;
        let signed = [self.authenticator_data, &sha256(&[self.client_data])].concat();
        if public.has_signed(&signed, self.signature) { Ok(counter) } else { Err(PasskeyFault::Signature) }
    }
}

/// The challenge that somebody says they answer, so that it can be looked for.
pub fn challenge_in(client_data: &[u8]) -> Option<[u8; 32]> {
    let client: Value = serde_json::from_slice(client_data).ok()?;
    base64::decode(client.get("challenge")?.as_str()?.as_bytes())?.as_slice().try_into().ok()
}

/// What the database knows a challenge by.
pub fn challenge_id(challenge: &[u8; 32]) -> [u8; 32] {
    sha256(&[labels::PASSKEY_CHALLENGE, challenge])
}

/// What the database knows a passkey by.
pub fn passkey_id(credential: &[u8]) -> [u8; 32] {
    sha256(&[labels::PASSKEY_ID, credential])
}

/// What authenticators are asked to give their secret for. The same for everybody: each gives another secret all the same.
pub fn passkey_salt() -> [u8; 32] {
    sha256(&[labels::PASSKEY_SALT])
}

fn check_client(client_data: &[u8], kind: &str, expected: &Expected<'_>) -> Result<(), PasskeyFault> {
    let client: Value = serde_json::from_slice(client_data).map_err(|_| PasskeyFault::Malformed)?;
    let text = |name: &str| client.get(name).and_then(Value::as_str).ok_or(PasskeyFault::Malformed);
    let challenge = base64::decode(text("challenge")?.as_bytes()).ok_or(PasskeyFault::Malformed)?;
    let framed = client.get("crossOrigin").is_some_and(|crossed| crossed != &Value::Bool(false));
    let right = text("type")? == kind
        && equal(&challenge, expected.challenge)
        && text("origin")? == expected.origin
        && !framed;
    if right { Ok(()) } else { Err(PasskeyFault::Elsewhere) }
}

/// Flags, counter, and what stands behind them.
fn check_authenticator<'a>(
    data: &'a [u8],
    expected: &Expected<'_>,
) -> Result<(u8, u32, &'a [u8]), PasskeyFault> {
    let (host, rest) = data.split_first_chunk::<32>().ok_or(PasskeyFault::Malformed)?;
    let (flags, rest) = rest.split_first().ok_or(PasskeyFault::Malformed)?;
    let (counter, rest) = rest.split_first_chunk::<4>().ok_or(PasskeyFault::Malformed)?;
    if !equal(host, &sha256(&[expected.host.as_bytes()])) {
        return Err(PasskeyFault::Elsewhere);
    }
    if flags & PRESENT == 0 || flags & VERIFIED == 0 {
        return Err(PasskeyFault::NotVerified);
    }
    Ok((*flags, u32::from_be_bytes(*counter), rest))
}
