//! What a browser seals by itself while a session of treatment lasts, and the key that opens it here.
//!
//! The page of a session goes on when neither the network nor this program answers. What is noted there is sealed to the
//! session's public key before it touches the browser's storage; the browser cannot open it again. The private half is
//! derived from the key of the vault, so nothing is kept for it, and nobody but whoever unlocks this vault opens it.

use crate::{
    Id, Opened, SealError, VaultKey,
    format::{self, HPKE_X25519},
    hazmat::{hash::hkdf, hpke_x25519},
    labels,
    secret::Secret32,
};

/// Bytes of a [`CaptureKey`]'s public half.
pub const CAPTURE_PUBLIC: usize = hpke_x25519::KEY;

/// Opens what was noted while one session lasted. Wiped on drop.
pub struct CaptureKey {
    session: Id,
    seed: Secret32,
}

impl VaultKey {
    /// The key for what is noted while that session lasts: the same each time.
    pub fn capture_key(&self, session: Id) -> CaptureKey {
        let info: [&[u8]; 4] = [labels::CAPTURE_KEY, &self.vault(), &self.epoch().to_be_bytes(), &session];
        CaptureKey { session, seed: hkdf(&[], self.bare().expose(), &info) }
    }
}

impl CaptureKey {
    /// The public half, for the browser.
    pub fn public(&self) -> [u8; CAPTURE_PUBLIC] {
        hpke_x25519::public(&self.seed)
    }

    /// Opens what a browser sealed as that item: format, algorithm, encapsulated key, ciphertext with its tag; inside it
    /// is padded as everything else.
    ///
    /// # Errors
    /// [`SealError::Open`] when session or item are not the right ones or the bytes were changed;
    /// [`SealError::Malformed`] and [`SealError::UnknownAlgorithm`] when they are not of this shape.
    pub fn open(&self, item: Id, sealed: &[u8]) -> Result<Opened, SealError> {
        let body = format::body(sealed, HPKE_X25519)?;
        Opened::unpad(hpke_x25519::open(&self.seed, labels::CAPTURE, &self.context(item), body)?)
    }

    /// Frozen: label, format, algorithm, session, item.
    fn context(&self, item: Id) -> Vec<u8> {
        [labels::CAPTURE, &format::head(HPKE_X25519), &self.session, &item].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hazmat::{
        hash::tests::{hex, unhex},
        hpke_x25519::tests::seal,
    };
    use crate::padding;

    /// The key of a vault, made of zeros.
    fn zeros() -> VaultKey {
        VaultKey::from_secret([1; 16], 1, Secret32::from_slice(&[0; 32]).unwrap())
    }

    fn sealed(key: &CaptureKey, item: Id, text: &[u8]) -> Vec<u8> {
        let sealed = seal(&key.public(), labels::CAPTURE, &key.context(item), &padding::pad(text));
        [&format::head(HPKE_X25519), sealed.as_slice()].concat()
    }

    #[test]
    fn what_was_sealed_opens_with_its_session_and_item_alone() {
        let (key, item) = (zeros().capture_key([2; 16]), [3; 16]);
        let bytes = sealed(&key, item, b"a part is here");
        assert_eq!(&*key.open(item, &bytes).unwrap(), b"a part is here");
        assert_eq!(key.open([4; 16], &bytes).err(), Some(SealError::Open));
        assert_eq!(zeros().capture_key([5; 16]).open(item, &bytes).err(), Some(SealError::Open));
        assert_eq!(
            VaultKey::make([1; 16], 1).capture_key([2; 16]).open(item, &bytes).err(),
            Some(SealError::Open)
        );
    }

    #[test]
    fn every_changed_byte_is_noticed() {
        let (key, item) = (zeros().capture_key([2; 16]), [3; 16]);
        let bytes = sealed(&key, item, b"x");
        for at in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[at] ^= 1;
            assert!(key.open(item, &changed).is_err(), "byte {at}");
            assert!(key.open(item, &bytes[..at]).is_err(), "cut at {at}");
        }
    }

    /// Browsers have queues sealed to this key: a change would leave them unread.
    #[test]
    fn the_key_and_what_a_browser_sealed_to_it_are_frozen() {
        let key = zeros().capture_key([2; 16]);
        assert_eq!(hex(&key.public()), PUBLIC);
        assert_eq!(&*key.open([3; 16], &unhex(BY_A_BROWSER)).unwrap(), b"{\"kind\":\"part\"}");
    }

    const PUBLIC: &str = "4282ae1e2a371bafcfae2166d7a40453c5ead7bfc9449bfec54bf85cdf76bb2b";
    /// Made by the module that the page itself loads (`session_seal.js`), in another runtime.
    const BY_A_BROWSER: &str = "\
        010320b2c98ca4e9a7c0ccf812cbb83a99e7ab56eecbb8509f2aaf4a268c6e124c38cdf1764d32bcb3efd66b398361d6\
        261d4c2f5bcd66b0f741ce01ff7b93b866f94b2e4a71bcdfe82787427f8ea6e8469543ef28d7de51e548c8f914672922\
        d73e0c89e1d28e8e5997edb42346b7c87e441c2933c4f93187e0c7fddb798da44004c3198dc1232b0ff6a03da22f08b7\
        f88677b949c35a85ec8e6be5cf43a0de7d4a6adea06fbfb7a8c0b6a429598951949e66dc4cc0bfe8c1547615e3f97c11\
        1a242dfdc1ebf67d1b88a9ce0a6d7f2b90d7a63d742f7841cbff2f625893eed8f38db9fbb232e6a8083d23b24b6a7d3b\
        7b19c12b7a9ea88623fe3018771353d3f36d3373dc576d7e8d4df9edfedad48f8b3760959386e5824506ea200ffa1f89\
        c0231a78f06423319f5e18df6b297ec62aa8";
}
