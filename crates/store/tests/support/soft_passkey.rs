//! An authenticator: it makes a passkey of P-256, signs, counts, and gives out a secret. The tests of `hearken-web` hold the
//! same one in their hands.

use aws_lc_rs::{
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair},
};

use hearken_seal::{Digest, passkey_salt, random_bytes};

/// Somebody touched it; it knew who; a new key stands behind.
const PRESENT: u8 = 1 << 0;
const VERIFIED: u8 = 1 << 2;
const WITH_KEY: u8 = 1 << 6;

fn sha256(parts: &[&[u8]]) -> [u8; 32] {
    Digest::of(&parts.concat()).0
}

/// Base64 for addresses, without padding.
pub(crate) fn base64url(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let bits: Vec<u8> = bytes.iter().flat_map(|byte| (0..8).rev().map(move |at| byte >> at & 1)).collect();
    let value = |six: &[u8]| (0..6).fold(0, |sum, at| sum << 1 | usize::from(*six.get(at).unwrap_or(&0)));
    bits.chunks(6).map(|six| char::from(LETTERS[value(six)])).collect()
}

/// A passkey on an authenticator that a test holds in its hands.
pub(crate) struct SoftPasskey {
    pair: EcdsaKeyPair,
    /// What the authenticator calls it.
    pub(crate) credential: [u8; 16],
    /// What it gives out for our salt.
    pub(crate) secret: [u8; 32],
    /// How often it has signed; a copy has the same number.
    pub(crate) counter: u32,
    /// Where its browser is: the page's origin.
    pub(crate) origin: String,
    /// The host that the passkey is for.
    pub(crate) host: String,
}

/// What a browser would bring: its own account, the authenticator's, and a signature.
pub(crate) struct Brought {
    /// The browser's account.
    pub(crate) client_data: Vec<u8>,
    /// The authenticator's.
    pub(crate) authenticator_data: Vec<u8>,
    /// Over both; empty for a passkey that was just made.
    pub(crate) signature: Vec<u8>,
}

impl SoftPasskey {
    /// A fresh one, for a page at that origin and host.
    pub(crate) fn make(origin: &str, host: &str) -> Self {
        let made = random_bytes::<32>();
        Self {
            pair: EcdsaKeyPair::generate(&ECDSA_P256_SHA256_ASN1_SIGNING).unwrap(),
            credential: random_bytes(),
            secret: sha256(&[&made, &passkey_salt()]),
            counter: 0,
            origin: origin.to_owned(),
            host: host.to_owned(),
        }
    }

    /// What it brings when it is made.
    pub(crate) fn registers(&self, challenge: &[u8]) -> Brought {
        let point = self.pair.public_key().as_ref();
        let cose =
            [&[0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32], &point[1..33], &[0x22, 0x58, 32], &point[33..]];
        let key = [[0; 16].as_slice(), &[0, 16], &self.credential, &cose.concat()].concat();
        Brought {
            client_data: self.client_data("webauthn.create", challenge),
            authenticator_data: [self.data(PRESENT | VERIFIED | WITH_KEY), key].concat(),
            signature: Vec::new(),
        }
    }

    /// What it brings when it is asked.
    pub(crate) fn answers(&mut self, challenge: &[u8]) -> Brought {
        self.counter += 1;
        let (client_data, authenticator_data) =
            (self.client_data("webauthn.get", challenge), self.data(PRESENT | VERIFIED));
        let signed = [authenticator_data.as_slice(), &sha256(&[&client_data])].concat();
        let signature = self.pair.sign(&SystemRandom::new(), &signed).unwrap();
        Brought { client_data, authenticator_data, signature: signature.as_ref().to_vec() }
    }

    fn client_data(&self, kind: &str, challenge: &[u8]) -> Vec<u8> {
        let (challenge, origin) = (base64url(challenge), &self.origin);
        format!(r#"{{"type":"{kind}","challenge":"{challenge}","origin":"{origin}","crossOrigin":false}}"#)
            .into_bytes()
    }

    fn data(&self, flags: u8) -> Vec<u8> {
        [sha256(&[self.host.as_bytes()]).as_slice(), &[flags], &self.counter.to_be_bytes()].concat()
    }
}
