//! HPKE base mode (RFC 9180) with X-Wing (ML-KEM-768 + X25519), HKDF-SHA256 and AES-256-GCM.
//!
//! `seal(head, label, context, text) = head ‖ encapsulated key (1,120 bytes) ‖ ciphertext ‖ tag`. Each call makes a
//! fresh key, used once. The hybrid stays closed as long as one of its two halves does.

use ::hpke::{
    Deserializable, OpModeR, OpModeS, Serializable, aead::AesGcm256, kdf::HkdfSha256, kem::XWing,
    single_shot_open, single_shot_seal,
};
use zeroize::Zeroizing;

use super::stack::wiped_after;
use crate::{SealError, secret::Secret32};

/// Bytes of an encapsulated key.
const ENCAPSULATED: usize = 1120;
/// Bytes of a public key.
pub(crate) const PUBLIC: usize = 1216;

type PublicKey = <XWing as ::hpke::Kem>::PublicKey;
type PrivateKey = <XWing as ::hpke::Kem>::PrivateKey;
type EncappedKey = <XWing as ::hpke::Kem>::EncappedKey;

/// Somebody that words can be sealed to.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Recipient(PublicKey);

impl Recipient {
    /// Checks and reads a public key.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        PublicKey::from_bytes(bytes).ok().map(Self)
    }

    /// The public key of the pair that `seed` gives.
    pub(crate) fn of_seed(seed: &Secret32) -> Self {
        wiped_after(|| Self(<XWing as ::hpke::Kem>::sk_to_pk(&private_key(seed))))
    }

    /// The public key's 1,216 bytes.
    pub(crate) fn bytes(&self) -> [u8; PUBLIC] {
        self.0.to_bytes().into()
    }

    /// `head ‖ encapsulated key ‖ ciphertext ‖ tag`.
    pub(crate) fn seal(&self, head: &[u8], label: &[u8], context: &[u8], text: &[u8]) -> Vec<u8> {
        let (encapsulated, ciphertext) =
            single_shot_seal::<AesGcm256, HkdfSha256, XWing>(&OpModeS::Base, &self.0, label, text, context)
                .expect("sealing to a checked public key cannot fail");
        [head, &encapsulated.to_bytes(), &ciphertext].concat()
    }
}

/// Opens `encapsulated key ‖ ciphertext ‖ tag` with the pair that `seed` gives.
pub(crate) fn open(
    seed: &Secret32,
    label: &[u8],
    context: &[u8],
    sealed: &[u8],
) -> Result<Zeroizing<Vec<u8>>, SealError> {
    let (encapsulated, ciphertext) = sealed.split_at_checked(ENCAPSULATED).ok_or(SealError::Malformed)?;
    let encapsulated = EncappedKey::from_bytes(encapsulated).map_err(|_| SealError::Malformed)?;
    wiped_after(|| {
        single_shot_open::<AesGcm256, HkdfSha256, XWing>(
            &OpModeR::Base,
            &private_key(seed),
            &encapsulated,
            label,
            ciphertext,
            context,
        )
        .map(Zeroizing::new)
        .map_err(|_| SealError::Open)
    })
}

fn private_key(seed: &Secret32) -> PrivateKey {
    PrivateKey::from_bytes(seed.expose()).expect("an X-Wing seed is any 32 bytes")
}
