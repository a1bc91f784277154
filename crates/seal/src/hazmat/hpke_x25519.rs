//! HPKE base mode (RFC 9180) with X25519, HKDF-SHA256 and AES-256-GCM: what a browser's own ciphers can seal.
//!
//! `encapsulated key (32 bytes) ‖ ciphertext ‖ tag`. Each sealing makes a fresh key, used once. Here it is only opened.

use ::hpke::{
    Deserializable, Kem, OpModeR, Serializable, aead::AesGcm256, kdf::HkdfSha256, kem::X25519HkdfSha256,
    single_shot_open,
};
use zeroize::Zeroizing;

use super::stack::wiped_after;
use crate::{SealError, secret::Secret32};

/// Bytes of an encapsulated key, and of a public one.
pub(crate) const KEY: usize = 32;

type EncappedKey = <X25519HkdfSha256 as Kem>::EncappedKey;

/// The public key of the pair that `seed` gives (`DeriveKeyPair` of the RFC).
pub(crate) fn public(seed: &Secret32) -> [u8; KEY] {
    wiped_after(|| X25519HkdfSha256::derive_keypair(seed.expose()).1.to_bytes().into())
}

/// Opens `encapsulated key ‖ ciphertext ‖ tag` with the pair that `seed` gives.
pub(crate) fn open(
    seed: &Secret32,
    label: &[u8],
    context: &[u8],
    sealed: &[u8],
) -> Result<Zeroizing<Vec<u8>>, SealError> {
    let (encapsulated, ciphertext) = sealed.split_at_checked(KEY).ok_or(SealError::Malformed)?;
    let encapsulated = EncappedKey::from_bytes(encapsulated).map_err(|_| SealError::Malformed)?;
    wiped_after(|| {
        let (private, _) = X25519HkdfSha256::derive_keypair(seed.expose());
        single_shot_open::<AesGcm256, HkdfSha256, X25519HkdfSha256>(
            &OpModeR::Base,
            &private,
            &encapsulated,
            label,
            ciphertext,
            context,
        )
        .map(Zeroizing::new)
        .map_err(|_| SealError::Open)
    })
}

#[cfg(test)]
pub(crate) mod tests {
    use ::hpke::{OpModeS, single_shot_seal};

    use super::*;

    /// Seals as a browser does.
    pub(crate) fn seal(public: &[u8; KEY], label: &[u8], context: &[u8], text: &[u8]) -> Vec<u8> {
        let public = <X25519HkdfSha256 as Kem>::PublicKey::from_bytes(public).unwrap();
        let (encapsulated, ciphertext) = single_shot_seal::<AesGcm256, HkdfSha256, X25519HkdfSha256>(
            &OpModeS::Base,
            &public,
            label,
            text,
            context,
        )
        .unwrap();
        [encapsulated.to_bytes().as_slice(), &ciphertext].concat()
    }
}
