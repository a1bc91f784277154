//! The chain: each entry is tied to all before it, so that a missing, moved or rolled-back entry shows.
//!
//! ```text
//! genesis = SHA-256(label ‖ vault)
//! next    = SHA-256(label ‖ previous ‖ seq u64 ‖ record ‖ rev u32 ‖ SHA-256(sealed entry))      big endian
//! ```
//! A link needs only the digest of an entry. When a record is erased its sealed bytes go and their digest stays,
//! and the chain still verifies.

use std::fmt::Write;

use crate::{
    Id,
    hazmat::hash::{Running, sha256},
    labels,
};

/// The chain's state after an entry (or, at the start, after none).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Link(pub [u8; 32]);

impl Link {
    /// The link before a vault's first entry.
    pub fn genesis(vault: Id) -> Self {
        Self(sha256(&[labels::CHAIN_GENESIS, &vault]))
    }

    /// The link after an entry that follows `self`.
    pub fn next(&self, seq: u64, record: Id, rev: u32, digest: &Digest) -> Self {
        Self(sha256(&[
            labels::CHAIN_LINK,
            &self.0,
            &seq.to_be_bytes(),
            &record,
            &rev.to_be_bytes(),
            &digest.0,
        ]))
    }

    /// The first eight hex digits, for people to compare.
    pub fn short(&self) -> String {
        self.0[..4].iter().fold(String::with_capacity(8), |mut text, byte| {
            write!(text, "{byte:02x}").expect("writing to a string cannot fail");
            text
        })
    }
}

/// The SHA-256 of some bytes: of a sealed entry, or of a whole file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Digest(pub [u8; 32]);

impl Digest {
    /// The digest of these bytes.
    pub fn of(sealed: &[u8]) -> Self {
        Self(sha256(&[sealed]))
    }
}

/// Makes the [`Digest`] of bytes that come piece by piece.
#[derive(Clone)]
pub struct Hasher(Running);

impl Hasher {
    /// Has seen nothing yet.
    pub fn new() -> Self {
        Self(Running::new())
    }

    /// Takes the next piece.
    pub fn update(&mut self, piece: &[u8]) {
        self.0.update(piece);
    }

    /// The digest of all pieces.
    pub fn finish(self) -> Digest {
        Digest(self.0.finish())
    }
}

impl Default for Hasher {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hazmat::hash::tests::{hex, unhex};

    /// Links and digests that another program made, for three entries of the vault b1b1….
    #[test]
    fn links_are_those_of_the_frozen_vectors() {
        let file = include_str!("../tests/vectors/chain.txt");
        let frozen = |name: &str| {
            let value = file.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(" = "));
            value.unwrap_or_else(|| panic!("{name} is frozen")).to_owned()
        };
        let mut link = Link::genesis([0xb1; 16]);
        assert_eq!(hex(&link.0), frozen("genesis"));
        for (seq, rev) in [(1_u64, 1), (2, 1), (3, 2)] {
            let digest = Digest::of(&unhex(&frozen(&format!("sealed_{seq}"))));
            assert_eq!(hex(&digest.0), frozen(&format!("digest_{seq}")));
            link = link.next(seq, [0xc1; 16], rev, &digest);
            assert_eq!(hex(&link.0), frozen(&format!("link_{seq}")));
        }
        assert_eq!(link.short(), frozen("link_3")[..8]);
    }

    #[test]
    fn every_part_of_an_entry_changes_its_link() {
        let (start, digest) = (Link::genesis([1; 16]), Digest::of(b"sealed"));
        let link = start.next(1, [2; 16], 3, &digest);
        assert_ne!(link, Link::genesis([9; 16]).next(1, [2; 16], 3, &digest));
        assert_ne!(link, start.next(9, [2; 16], 3, &digest));
        assert_ne!(link, start.next(1, [9; 16], 3, &digest));
        assert_ne!(link, start.next(1, [2; 16], 9, &digest));
        assert_ne!(link, start.next(1, [2; 16], 3, &Digest::of(b"other")));
        assert_eq!(link, start.next(1, [2; 16], 3, &digest));
    }

    #[test]
    fn pieces_hash_like_the_whole() {
        let mut hasher = Hasher::new();
        [&b"whole "[..], b"", b"file"].iter().for_each(|piece| hasher.update(piece));
        assert_eq!(hasher.finish(), Digest::of(b"whole file"));
    }
}
