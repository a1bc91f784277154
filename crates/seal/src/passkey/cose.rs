//! Public keys of passkeys: read from COSE (RFC 9052), kept in a shape of our own, and used.
//!
//! ```text
//! byte 0    1 ES256: 65 bytes, a point of P-256, uncompressed
//!           2 EdDSA: 32 bytes, Ed25519
//!           3 RS256: two bytes of length, the modulus, the exponent; 2048 bits at the least
//! ```

use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_ASN1, ED25519, RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents, UnparsedPublicKey,
};

use super::PasskeyFault;

const ES256: u8 = 1;
const EDDSA: u8 = 2;
const RS256: u8 = 3;

/// What a passkey's signatures are checked with.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PasskeyPublic(Vec<u8>);

impl PasskeyPublic {
    /// The bytes to keep.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// Reads what [`Self::bytes`] gave. What it is not is found out at the first signature: none is its.
    pub fn from_bytes(bytes: &[u8]) -> Self {
        Self(bytes.to_vec())
    }

    pub(super) fn has_signed(&self, text: &[u8], signature: &[u8]) -> bool {
        let Some((kind, key)) = self.0.split_first() else { return false };
        let verified = match *kind {
            ES256 => UnparsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, key).verify(text, signature),
            EDDSA => UnparsedPublicKey::new(&ED25519, key).verify(text, signature),
            RS256 => {
                let Some((length, key)) = key.split_first_chunk::<2>() else { return false };
                let Some((n, e)) = key.split_at_checked(usize::from(u16::from_be_bytes(*length))) else {
                    return false;
                };
                RsaPublicKeyComponents { n, e }.verify(&RSA_PKCS1_2048_8192_SHA256, text, signature)
            }
            _ => return false,
        };
        verified.is_ok()
    }
}

/// What a map of COSE holds, as far as keys need it.
enum Found<'a> {
    Number(i64),
    Bytes(&'a [u8]),
}

/// Reads the little of CBOR (RFC 8949) that a public key is written in: a map from small numbers to numbers and bytes.
pub(super) struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    /// The key that stands next. What stands behind it is the authenticator's own and is not read.
    pub(super) fn public(mut self) -> Result<PasskeyPublic, PasskeyFault> {
        let key = self.map().ok_or(PasskeyFault::Malformed)?;
        let number = |label| {
            key.iter().find_map(|(at, found)| match found {
                Found::Number(number) if *at == label => Some(*number),
                _ => None,
            })
        };
        let bytes = |label| {
            key.iter().find_map(|(at, found)| match found {
                Found::Bytes(bytes) if *at == label => Some(*bytes),
                _ => None,
            })
        };
        // Labels: 1 kind of key, 3 algorithm, -1 curve (or modulus), -2 x (or exponent), -3 y.
        let key = match (number(1), number(3), number(-1)) {
            (Some(2), Some(-7), Some(1)) => match (bytes(-2), bytes(-3)) {
                (Some(x), Some(y)) if x.len() == 32 && y.len() == 32 => [&[ES256, 4], x, y].concat(),
                _ => return Err(PasskeyFault::Malformed),
            },
            (Some(1), Some(-8), Some(6)) => match bytes(-2) {
                Some(x) if x.len() == 32 => [&[EDDSA], x].concat(),
                _ => return Err(PasskeyFault::Malformed),
            },
            (Some(3), Some(-257), None) => match (bytes(-1), bytes(-2)) {
                (Some(n), Some(e)) if (256..=1024).contains(&n.len()) && (1..=8).contains(&e.len()) => {
                    let length = u16::try_from(n.len()).map_err(|_| PasskeyFault::Malformed)?;
                    [&[RS256], length.to_be_bytes().as_slice(), n, e].concat()
                }
                _ => return Err(PasskeyFault::Malformed),
            },
            _ => return Err(PasskeyFault::Algorithm),
        };
        Ok(PasskeyPublic(key))
    }

    fn map(&mut self) -> Option<Vec<(i64, Found<'a>)>> {
        let (5, pairs @ ..=8) = self.head()? else { return None };
        (0..pairs).map(|_| Some((self.number()?, self.found()?))).collect()
    }

    fn number(&mut self) -> Option<i64> {
        match self.found()? {
            Found::Number(number) => Some(number),
            Found::Bytes(_) => None,
        }
    }

    fn found(&mut self) -> Option<Found<'a>> {
        match self.head()? {
            (0, number) => Some(Found::Number(i64::try_from(number).ok()?)),
            (1, number) => Some(Found::Number(-1 - i64::try_from(number).ok()?)),
            (2, length) => {
                let (bytes, rest) = self.0.split_at_checked(usize::try_from(length).ok()?)?;
                self.0 = rest;
                Some(Found::Bytes(bytes))
            }
            _ => None,
        }
    }

    /// The kind of what comes, and its number. Numbers of more than two bytes stand in no key.
    fn head(&mut self) -> Option<(u8, u64)> {
        let (first, rest) = self.0.split_first()?;
        let (number, rest) = match first & 0x1f {
            small @ 0..=23 => (u64::from(small), rest),
            24 => rest.split_first().map(|(byte, rest)| (u64::from(*byte), rest))?,
            25 => rest
                .split_first_chunk::<2>()
                .map(|(two, rest)| (u64::from(u16::from_be_bytes(*two)), rest))?,
            _ => return None,
        };
        self.0 = rest;
        Some((first >> 5, number))
    }
}
