//! A sealed entry: one revision of one record, bound to its place in one vault.
//!
//! ```text
//! byte  0      format (1)
//!       1      algorithm (1: AES-256-GCM-SIV)
//!       2..6   epoch, u32 big endian
//!       6..18  nonce
//!      18..    padded text and 16-byte tag
//! ```

#[cfg(test)]
mod binding;

use std::ops::Deref;

use zeroize::Zeroizing;

use crate::{
    Id, Link, SealError, VaultKey,
    format::{self, AES_256_GCM_SIV},
    labels, padding,
};

/// Where an entry belongs. All of it is authenticated: an entry opens in its own place and in no other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EntryPlace<'a> {
    /// The vault.
    pub vault: Id,
    /// The position in the vault's log.
    pub seq: u64,
    /// The record that this is a revision of.
    pub record: Id,
    /// The revision.
    pub rev: u32,
    /// The chain's link just before this entry.
    pub previous: &'a Link,
}

/// What was sealed, opened again. Reads as a byte slice; wiped on drop.
pub struct Opened(Zeroizing<Vec<u8>>);

impl Opened {
    /// Takes the padding off what a cipher gave.
    pub(crate) fn unpad(mut padded: Zeroizing<Vec<u8>>) -> Result<Self, SealError> {
        let length = padding::unpadded_length(&padded)?;
        padded.truncate(length);
        Ok(Self(padded))
    }
}

impl Deref for Opened {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0
    }
}

impl VaultKey {
    /// Seals an entry in its place.
    ///
    /// # Panics
    /// If `place` names another vault than this key's. Such an entry could never be opened again.
    pub fn seal_entry(&self, place: &EntryPlace<'_>, plaintext: &[u8]) -> Vec<u8> {
        assert!(place.vault == self.vault(), "an entry is sealed with a key of its own vault");
        self.entries.seal(
            &format::epoch_head(AES_256_GCM_SIV, self.epoch()),
            &entry_context(place, self.epoch()),
            &padding::pad(plaintext),
        )
    }

    /// Opens an entry that was sealed in this place, with this vault's key of its epoch (see
    /// [`crate::sealed_epoch`]).
    ///
    /// # Errors
    /// [`SealError::Open`] when key or place are not the right ones or the bytes were changed;
    /// [`SealError::Malformed`] and [`SealError::UnknownAlgorithm`] when they are not of this shape.
    pub fn open_entry(&self, place: &EntryPlace<'_>, sealed: &[u8]) -> Result<Opened, SealError> {
        let (epoch, body) = format::epoch_body(sealed)?;
        if epoch != self.epoch() {
            return Err(SealError::Open);
        }
        Opened::unpad(self.entries.open(&entry_context(place, epoch), body)?)
    }
}

/// Frozen: label, format, algorithm, vault, epoch, seq, record, rev, previous link.
fn entry_context(place: &EntryPlace<'_>, epoch: u32) -> Vec<u8> {
    [
        labels::ENTRY,
        &format::head(AES_256_GCM_SIV),
        &place.vault,
        &epoch.to_be_bytes(),
        &place.seq.to_be_bytes(),
        &place.record,
        &place.rev.to_be_bytes(),
        &place.previous.0,
    ]
    .concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hazmat::hash::tests::hex;

    /// Changing one of these bytes makes every entry ever written unreadable. Only a new format may.
    #[test]
    fn the_authenticated_context_of_an_entry_never_changes() {
        let previous = Link([0xcc; 32]);
        let place =
            EntryPlace { vault: [0xaa; 16], seq: 0x0102, record: [0xbb; 16], rev: 3, previous: &previous };
        let expected = [
            hex(b"hearken/entry/v1"),
            "0101".into(),
            "aa".repeat(16),
            "00000007".into(),
            "0000000000000102".into(),
            "bb".repeat(16),
            "00000003".into(),
            "cc".repeat(32),
        ];
        assert_eq!(hex(&entry_context(&place, 7)), expected.concat());
    }
}
