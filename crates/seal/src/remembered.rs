//! A short secret that is remembered for a while: a PIN.

use zeroize::Zeroizing;

use crate::{
    hazmat::hash::{equal, hkdf_public},
    labels, random_bytes,
};

/// What was set, as something to compare with. The secret itself is not in it; but a short one could be guessed from it, so
/// it is for memory, or to be sealed; and whoever compares has to count the tries.
pub struct Remembered {
    salt: [u8; 32],
    hash: [u8; 32],
}

impl Remembered {
    /// Remembers a secret.
    pub fn of(secret: &str) -> Self {
        let salt = random_bytes();
        Self { salt, hash: hash(&salt, secret) }
    }

    /// To be sealed: a PIN is short enough to be guessed from these.
    pub fn bytes(&self) -> Zeroizing<[u8; 64]> {
        let mut bytes = Zeroizing::new([0; 64]);
        bytes[..32].copy_from_slice(&self.salt);
        bytes[32..].copy_from_slice(&self.hash);
        bytes
    }

    /// Reads what [`Self::bytes`] gave.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (salt, hash) = bytes.split_at_checked(32)?;
        Some(Self { salt: salt.try_into().ok()?, hash: hash.try_into().ok()? })
    }

    /// Whether this is it. Takes as long for every wrong one.
    pub fn is(&self, typed: &str) -> bool {
        equal(&hash(&self.salt, typed), &self.hash)
    }
}

fn hash(salt: &[u8; 32], secret: &str) -> [u8; 32] {
    hkdf_public(salt, secret.as_bytes(), &[labels::REMEMBERED])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_very_same_secret_is_it() {
        let remembered = Remembered::of("4711");
        assert!(remembered.is("4711"));
        for other in ["", "471", "4712", "04711", "4711 ", "４７１１"] {
            assert!(!remembered.is(other), "{other:?}");
        }
    }

    #[test]
    fn the_same_secret_is_remembered_unlike_each_time() {
        assert_ne!(Remembered::of("4711").hash, Remembered::of("4711").hash);
    }
}
