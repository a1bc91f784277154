//! Thirty-two secret bytes: the shape of every key in this crate.

use zeroize::Zeroize;

use crate::random;

/// A secret of 32 bytes. Neither `Clone`, `Debug`, `PartialEq` nor serialisable; wiped on drop.
///
/// It lives behind a box, so that moving it leaves no copy behind on the stack.
pub(crate) struct Secret32(Box<[u8; 32]>);

impl Secret32 {
    /// Thirty-two fresh random bytes.
    pub(crate) fn random() -> Self {
        Self::filled_by(random::fill)
    }

    /// A secret that `fill` writes in place.
    pub(crate) fn filled_by(fill: impl FnOnce(&mut [u8])) -> Self {
        let mut bytes = Box::new([0; 32]);
        fill(bytes.as_mut_slice());
        Self(bytes)
    }

    /// A copy of exactly 32 bytes; `None` for any other length.
    pub(crate) fn from_slice(bytes: &[u8]) -> Option<Self> {
        (bytes.len() == 32).then(|| Self::filled_by(|target| target.copy_from_slice(bytes)))
    }

    /// The bytes themselves, for a derivation or a cipher.
    pub(crate) fn expose(&self) -> &[u8; 32] {
        &self.0
    }
}

impl Drop for Secret32 {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}
