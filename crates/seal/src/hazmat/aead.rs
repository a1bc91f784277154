//! AES-256-GCM-SIV (RFC 8452) with random 96-bit nonces.
//!
//! The SIV construction forgives what must not happen: a repeated nonce shows only whether two texts under the
//! same key and context were equal. `seal(head, context, text) = head ‖ nonce ‖ ciphertext ‖ tag`. What a browser opens alone
//! is AES-256-GCM, under a key for one text each.

use aws_lc_rs::aead::{AES_256_GCM, AES_256_GCM_SIV, Aad, LessSafeKey, Nonce, UnboundKey};
use zeroize::Zeroizing;

use crate::{SealError, random::random_bytes, secret::Secret32};

/// Bytes of a nonce.
pub(crate) const NONCE: usize = 12;
/// Bytes of an authentication tag.
pub(crate) const TAG: usize = 16;

/// A key whose round keys are already expanded: cheap to use ten thousand times.
pub(crate) struct AeadKey(LessSafeKey);

impl AeadKey {
    /// Expands the key.
    pub(crate) fn new(key: &Secret32) -> Self {
        let key =
            UnboundKey::new(&AES_256_GCM_SIV, key.expose()).expect("32 bytes are the key length of AES-256");
        Self(LessSafeKey::new(key))
    }

    /// A key of AES-256-GCM, which browsers have. It must seal once and never again: nothing forgives a repeated nonce.
    pub(crate) fn once(key: &Secret32) -> Self {
        let key =
            UnboundKey::new(&AES_256_GCM, key.expose()).expect("32 bytes are the key length of AES-256");
        Self(LessSafeKey::new(key))
    }

    /// `head ‖ nonce ‖ ciphertext ‖ tag` under a fresh random nonce.
    pub(crate) fn seal(&self, head: &[u8], context: &[u8], text: &[u8]) -> Vec<u8> {
        self.seal_with_nonce(head, random_bytes(), context, text)
    }

    fn seal_with_nonce(&self, head: &[u8], nonce: [u8; NONCE], context: &[u8], text: &[u8]) -> Vec<u8> {
        let text_start = head.len() + NONCE;
        // The exact capacity: growing would leave a copy of the text behind in freed memory.
        let mut sealed = Vec::with_capacity(text_start + text.len() + TAG);
        sealed.extend_from_slice(head);
        sealed.extend_from_slice(&nonce);
        sealed.extend_from_slice(text);
        let tag = self
            .0
            .seal_in_place_separate_tag(
                Nonce::assume_unique_for_key(nonce),
                Aad::from(context),
                &mut sealed[text_start..],
            )
            .expect("sealing fails only beyond 2^36 bytes");
        sealed.extend_from_slice(tag.as_ref());
        sealed
    }

    /// Opens `nonce ‖ ciphertext ‖ tag` (what [`Self::seal`] wrote behind the head).
    pub(crate) fn open(&self, context: &[u8], sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, SealError> {
        let (nonce, sealed) = sealed.split_first_chunk::<NONCE>().ok_or(SealError::Malformed)?;
        let (ciphertext, tag) = sealed.split_last_chunk::<TAG>().ok_or(SealError::Malformed)?;
        let mut text = Zeroizing::new(vec![0; ciphertext.len()]);
        self.0
            .open_separate_gather(
                Nonce::assume_unique_for_key(*nonce),
                Aad::from(context),
                ciphertext,
                tag,
                &mut text,
            )
            .map_err(|_| SealError::Open)?;
        Ok(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    impl AeadKey {
        /// Like [`Self::seal`], under a nonce that a published vector names.
        pub(crate) fn seal_as_published(&self, nonce: [u8; NONCE], context: &[u8], text: &[u8]) -> Vec<u8> {
            self.seal_with_nonce(&[], nonce, context, text)
        }
    }
}
