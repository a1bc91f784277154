//! An account that nobody has: a name that is nobody's takes the same way as a wrong passphrase, with the same work.

use hearken_core::AccountId;
use hearken_seal::{AccountSecret, Passphrase, RecoveryWords, Unlocker};

/// An account that nobody has, with ways in that nobody knows: what a wrong name is tried on.
pub(crate) struct Decoy {
    pub(crate) id: AccountId,
    pub(crate) by_passphrase: Vec<u8>,
    pub(crate) by_words: Vec<u8>,
}

impl Decoy {
    /// Costs as much as a try.
    pub(crate) fn make(now: hearken_core::Timestamp, kdf: hearken_seal::KdfParams) -> Self {
        let id = AccountId::from_parts(now, hearken_seal::random_bytes());
        let (secret, words) = (AccountSecret::make(), RecoveryWords::make());
        let nobodys = Passphrase::new(&words.words().join(" "));
        Self {
            id,
            by_passphrase: Unlocker::by_passphrase(&secret, id.bytes(), &nobodys, kdf).bytes(),
            by_words: Unlocker::by_recovery(&secret, id.bytes(), &words).bytes(),
        }
    }
}
