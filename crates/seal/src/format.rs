//! The first bytes of everything sealed: a format byte, an algorithm byte, and sometimes an epoch.
//!
//! Numbers are handed out once and never reused. Algorithms share one number space, so that a byte means the same
//! wherever it stands.

use crate::SealError;

/// Format byte of everything written so far.
pub(crate) const FORMAT: u8 = 1;
/// Algorithm byte: AES-256-GCM-SIV, 12-byte random nonce before the ciphertext, 16-byte tag behind it.
pub(crate) const AES_256_GCM_SIV: u8 = 1;
/// Algorithm byte: HPKE base mode with X-Wing, HKDF-SHA256, AES-256-GCM; the encapsulated key stands first.
pub(crate) const HPKE_X_WING: u8 = 2;
/// Algorithm byte: HPKE base mode with X25519, HKDF-SHA256, AES-256-GCM; the encapsulated key stands first. Only browsers
/// seal with it, whose own ciphers have nothing later.
pub(crate) const HPKE_X25519: u8 = 3;
/// Algorithm byte: AES-256-GCM, 12-byte random nonce before the ciphertext, 16-byte tag behind it; the key is a passphrase
/// stretched by PBKDF2-HMAC-SHA256, whose rounds and salt stand first. For files that a browser opens alone.
pub(crate) const AES_256_GCM_BY_PBKDF2: u8 = 4;

/// Format byte and algorithm byte.
const PREFIX: usize = 2;
/// Prefix and epoch.
const EPOCH_HEADER: usize = PREFIX + 4;

/// The head of what belongs to an account: format, algorithm.
pub(crate) fn head(algorithm: u8) -> [u8; PREFIX] {
    [FORMAT, algorithm]
}

/// The head of what belongs to an epoch of a vault: format, algorithm, epoch (big endian).
pub(crate) fn epoch_head(algorithm: u8, epoch: u32) -> [u8; EPOCH_HEADER] {
    let [a, b, c, d] = epoch.to_be_bytes();
    [FORMAT, algorithm, a, b, c, d]
}

/// Checks format and algorithm; gives what stands behind them.
pub(crate) fn body(sealed: &[u8], algorithm: u8) -> Result<&[u8], SealError> {
    match sealed {
        [FORMAT, found, body @ ..] if *found == algorithm => Ok(body),
        [FORMAT, found, ..] => Err(SealError::UnknownAlgorithm(*found)),
        _ => Err(SealError::Malformed),
    }
}

/// Checks format and algorithm; gives the epoch and what stands behind it.
pub(crate) fn epoch_body(sealed: &[u8]) -> Result<(u32, &[u8]), SealError> {
    let body = body(sealed, AES_256_GCM_SIV)?;
    let (epoch, body) = body.split_first_chunk().ok_or(SealError::Malformed)?;
    Ok((u32::from_be_bytes(*epoch), body))
}

/// The epoch that a sealed entry or draft names, so that its vault key can be found. Not yet authenticated:
/// only opening with that key shows whether it is true.
///
/// # Errors
/// [`SealError::Malformed`] or [`SealError::UnknownAlgorithm`] when the head cannot be read.
pub fn sealed_epoch(sealed: &[u8]) -> Result<u32, SealError> {
    epoch_body(sealed).map(|(epoch, _)| epoch)
}
