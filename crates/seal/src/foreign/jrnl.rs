//! jrnl's encrypted journals, all four kinds.
//!
//! | kind | framing | key | cipher |
//! |---|---|---|---|
//! | v3 | `JRNLv3`, header length (u16 big endian), base64 of `{"salt": "…"}`, token | PBKDF2, that salt | Fernet |
//! | early v3 | the same, the header being bare JSON | the same | Fernet |
//! | v2 | a token and nothing else | PBKDF2, one salt for everybody | Fernet |
//! | v1 | IV, ciphertext | one SHA-256 | AES-256-CBC, nothing authenticated |

use std::num::NonZeroU32;

use aws_lc_rs::{
    cipher::{AES_256, DecryptingKey, DecryptionContext, UnboundCipherKey},
    iv::FixedLength,
    pbkdf2,
};
use zeroize::Zeroizing;

use super::{ForeignError, fernet};
use crate::{base64, hazmat::hash::sha256, secret::Secret32};

const MAGIC: &[u8] = b"JRNLv3";
/// How every Fernet token of our age begins: version byte 0x80 and three zero bytes of the time.
const TOKEN_BEGINS: &[u8] = b"gAAAAA";
const ROUNDS: NonZeroU32 = NonZeroU32::new(100_000).expect("not zero");
/// The salt that all version 2 journals share.
const SHARED_SALT: [u8; 16] =
    [0xf2, 0xd5, 0x71, 0x0e, 0xc1, 0x8d, 0x2e, 0xde, 0xdc, 0x8e, 0x36, 0x74, 0x89, 0x04, 0xce, 0xf8];
const BLOCK: usize = 16;

/// Whether these are the first bytes of an encrypted journal of version 2 or 3. Version 1 has no mark to know it by.
pub fn looks_like_encrypted_jrnl(bytes: &[u8]) -> bool {
    bytes.starts_with(MAGIC) || bytes.starts_with(TOKEN_BEGINS)
}

/// Opens an encrypted journal. Bytes without a mark are tried as version 1, whose only check is that the result
/// is text. Takes up to 100 ms.
///
/// # Errors
/// [`ForeignError::WrongPassphrase`] or [`ForeignError::Malformed`].
pub fn open_jrnl(bytes: &[u8], passphrase: &str) -> Result<Zeroizing<Vec<u8>>, ForeignError> {
    if let Some(framed) = bytes.strip_prefix(MAGIC) {
        let (salt, token) = read_header(framed)?;
        return fernet::open(&stretched(passphrase, &salt), token);
    }
    if bytes.starts_with(TOKEN_BEGINS) {
        return fernet::open(&stretched(passphrase, &SHARED_SALT), bytes);
    }
    open_version_1(bytes, passphrase)
}

/// The salt and the token of a version 3 file whose magic has been taken off.
fn read_header(framed: &[u8]) -> Result<(Zeroizing<Vec<u8>>, &[u8]), ForeignError> {
    let malformed = ForeignError::Malformed;
    let (length, rest) = framed.split_first_chunk().ok_or(malformed)?;
    let (header, token) = rest.split_at_checked(u16::from_be_bytes(*length).into()).ok_or(malformed)?;
    let wrapped = base64::decode(header.trim_ascii()).and_then(|json| parse_salt(&json));
    let salt = wrapped.or_else(|| parse_salt(header)).ok_or(malformed)?;
    Ok((salt, token))
}

/// The 16 bytes under the key `salt`. Other keys are let pass.
fn parse_salt(json: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let header: serde_json::Value = serde_json::from_slice(json).ok()?;
    base64::decode(header.get("salt")?.as_str()?.as_bytes()).filter(|salt| salt.len() == BLOCK)
}

fn stretched(passphrase: &str, salt: &[u8]) -> Secret32 {
    Secret32::filled_by(|key| {
        pbkdf2::derive(pbkdf2::PBKDF2_HMAC_SHA256, ROUNDS, salt, passphrase.as_bytes(), key);
    })
}

fn open_version_1(bytes: &[u8], passphrase: &str) -> Result<Zeroizing<Vec<u8>>, ForeignError> {
    let (iv, ciphertext) = bytes.split_first_chunk::<BLOCK>().ok_or(ForeignError::Malformed)?;
    if ciphertext.is_empty() || !ciphertext.len().is_multiple_of(BLOCK) {
        return Err(ForeignError::Malformed);
    }
    let secret = Secret32::filled_by(|key| key.copy_from_slice(&sha256(&[passphrase.as_bytes()])));
    let key = UnboundCipherKey::new(&AES_256, secret.expose()).and_then(DecryptingKey::cbc);
    let mut text = Zeroizing::new(ciphertext.to_vec());
    key.and_then(|key| key.decrypt(&mut text, DecryptionContext::Iv128(FixedLength::from(iv))).map(|_| ()))
        .map_err(|_| ForeignError::Malformed)?;
    let length = unpadded(&text).ok_or(ForeignError::WrongPassphrase)?;
    text.truncate(length);
    if std::str::from_utf8(&text).is_err() {
        return Err(ForeignError::WrongPassphrase);
    }
    Ok(text)
}

/// The length without PKCS#7 padding, or without the blanks that the oldest versions padded with.
fn unpadded(text: &[u8]) -> Option<usize> {
    let last = *text.last()?;
    if last == b' ' {
        return Some(text.iter().rposition(|byte| *byte != b' ').map_or(0, |end| end + 1));
    }
    let padding = usize::from(last);
    let start = text.len().checked_sub(padding)?;
    ((1..=BLOCK).contains(&padding) && text[start..].iter().all(|byte| *byte == last)).then_some(start)
}
