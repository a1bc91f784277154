//! SHA-256 (FIPS 180-4) and HKDF-SHA256 (RFC 5869).

use aws_lc_rs::{
    constant_time, digest,
    hkdf::{self, HKDF_SHA256},
};

use crate::secret::Secret32;

/// SHA-256 over the parts, one after another.
pub(crate) fn sha256(parts: &[&[u8]]) -> [u8; 32] {
    let mut running = Running::new();
    parts.iter().for_each(|part| running.update(part));
    running.finish()
}

/// SHA-256 over bytes that come piece by piece.
#[derive(Clone)]
pub(crate) struct Running(digest::Context);

impl Running {
    pub(crate) fn new() -> Self {
        Self(digest::Context::new(&digest::SHA256))
    }

    pub(crate) fn update(&mut self, piece: &[u8]) {
        self.0.update(piece);
    }

    pub(crate) fn finish(self) -> [u8; 32] {
        self.0.finish().as_ref().try_into().expect("SHA-256 gives 32 bytes")
    }
}

/// HKDF-SHA256: extract from `secret` with `salt`, expand with the parts of `info` to 32 secret bytes.
pub(crate) fn hkdf(salt: &[u8], secret: &[u8], info: &[&[u8]]) -> Secret32 {
    Secret32::filled_by(|target| hkdf_into(salt, secret, info, target))
}

/// Like [`hkdf`], for 32 bytes that may be known to everybody.
pub(crate) fn hkdf_public(salt: &[u8], secret: &[u8], info: &[&[u8]]) -> [u8; 32] {
    let mut target = [0; 32];
    hkdf_into(salt, secret, info, &mut target);
    target
}

/// Like [`hkdf()`], into bytes of any length up to 255 hashes.
pub(crate) fn hkdf_into(salt: &[u8], secret: &[u8], info: &[&[u8]], target: &mut [u8]) {
    hkdf::Salt::new(HKDF_SHA256, salt)
        .extract(secret)
        .expand(info, Length(target.len()))
        .and_then(|key| key.fill(target))
        .expect("the output is shorter than 255 hashes");
}

struct Length(usize);

impl hkdf::KeyType for Length {
    fn len(&self) -> usize {
        self.0
    }
}

/// Whether two strings of bytes are equal, in a time that does not tell where they differ.
pub(crate) fn equal(left: &[u8], right: &[u8]) -> bool {
    constant_time::verify_slices_are_equal(left, right).is_ok()
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// Lower-case hex of `bytes`.
    pub(crate) fn hex(bytes: &[u8]) -> String {
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The bytes that `hex` writes.
    pub(crate) fn unhex(hex: &str) -> Vec<u8> {
        (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap()).collect()
    }

    #[test]
    fn parts_are_hashed_one_after_another() {
        assert_eq!(sha256(&[b"a", b"bc"]), sha256(&[b"abc"]));
    }

    #[test]
    fn what_is_public_is_derived_in_the_same_way() {
        assert_eq!(&hkdf_public(&[], &[0x0b; 22], &[b"ab"]), hkdf(&[], &[0x0b; 22], &[b"a", b"b"]).expose());
    }
}
