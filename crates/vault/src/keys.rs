//! The keys of one vault, one for each epoch, and which of them counts.
//!
//! Anybody who can write to the database could put in a key of their own for a later epoch, wrapped so that it opens. So an
//! epoch counts only once the log itself says that it began (`KeyMovedOn`), in an entry that is sealed under the key before;
//! and every entry has to be sealed under the key that counts where it stands.

use std::sync::{
    Arc, PoisonError, RwLock, RwLockReadGuard,
    atomic::{AtomicU32, Ordering},
};

use hearken_core::{AccountId, VaultId, sharing::KeyMovedOn};
use hearken_seal::{AccountSecret, VaultKey, sealed_epoch};

use crate::port::{Membership, StoreError};

/// The keys of one vault, oldest epoch first. Never empty.
pub(crate) struct Keys {
    epochs: RwLock<Vec<Arc<VaultKey>>>,
    /// The epoch that counts at the end of the log as far as it was read.
    counts: AtomicU32,
}

/// Whose keys they are, where they may be added to: in a space.
pub(crate) struct Reader {
    pub(crate) account: AccountId,
    pub(crate) secret: Arc<AccountSecret>,
}

/// What an entry said of the key.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum MovedOn {
    /// The next epoch counts from here on.
    Follows,
    /// The log moved on to a key that is not here: it may be fetched, or this person is no longer in the space.
    KeyIsMissing,
    /// It says nothing that can be believed.
    Unbelievable,
}

impl Keys {
    /// `None` when there is no key at all.
    pub(crate) fn new(mut epochs: Vec<VaultKey>) -> Option<Self> {
        epochs.sort_by_key(VaultKey::epoch);
        let counts = AtomicU32::new(epochs.first()?.epoch());
        Some(Self { epochs: RwLock::new(epochs.into_iter().map(Arc::new).collect()), counts })
    }

    /// The key that new things are sealed with.
    pub(crate) fn newest(&self) -> Arc<VaultKey> {
        self.at(self.counts.load(Ordering::Acquire)).expect("the epoch that counts has a key")
    }

    /// The first key, which stays when another epoch begins.
    pub(crate) fn oldest(&self) -> Arc<VaultKey> {
        self.epochs().first().expect("a vault has at least one epoch").clone()
    }

    /// The key that these bytes say they were sealed with.
    pub(crate) fn of(&self, sealed: &[u8]) -> Option<Arc<VaultKey>> {
        self.at(sealed_epoch(sealed).ok()?)
    }

    /// Whether what was sealed in that epoch belongs at the end of the log as far as it was read.
    pub(crate) fn counts(&self, epoch: u32) -> bool {
        self.counts.load(Ordering::Acquire) == epoch
    }

    /// The log says that it moved on, in an entry that belongs there.
    pub(crate) fn move_on(&self, said: &KeyMovedOn) -> MovedOn {
        if said.epoch != self.counts.load(Ordering::Acquire) + 1 {
            return MovedOn::Unbelievable;
        }
        match self.at(said.epoch) {
            None => MovedOn::KeyIsMissing,
            Some(key) if key.commitment() != *said.commitment => MovedOn::Unbelievable,
            Some(_) => {
                self.counts.store(said.epoch, Ordering::Release);
                MovedOn::Follows
            }
        }
    }

    /// This very process made the log move on to that key.
    pub(crate) fn move_on_to(&self, key: &VaultKey) {
        self.counts.store(key.epoch(), Ordering::Release);
    }

    /// Adds a key of a later epoch. It counts once the log says so.
    pub(crate) fn add(&self, key: Arc<VaultKey>) {
        let mut epochs = self.epochs.write().unwrap_or_else(PoisonError::into_inner);
        if epochs.last().is_none_or(|last| last.epoch() < key.epoch()) {
            epochs.push(key);
        }
    }

    /// All of them, to be wrapped to somebody.
    pub(crate) fn all(&self) -> Vec<Arc<VaultKey>> {
        self.epochs().clone()
    }

    pub(crate) fn at(&self, epoch: u32) -> Option<Arc<VaultKey>> {
        self.epochs().iter().find(|key| key.epoch() == epoch).cloned()
    }

    fn epochs(&self) -> RwLockReadGuard<'_, Vec<Arc<VaultKey>>> {
        self.epochs.read().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Opens keys that were wrapped to somebody.
pub(crate) fn unwrap_all(
    rows: &[Membership],
    account: AccountId,
    vault: VaultId,
    secret: &AccountSecret,
) -> Result<Vec<VaultKey>, StoreError> {
    let unwrap = |row: &Membership| {
        VaultKey::unwrap(&row.wrapped, secret, account.bytes(), vault.bytes(), row.epoch, &row.commitment)
            .map_err(|_| StoreError::Damaged("the key of a vault".to_owned()))
    };
    rows.iter().map(unwrap).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(key: &VaultKey) -> KeyMovedOn {
        KeyMovedOn {
            epoch: key.epoch(),
            commitment: key.commitment().to_vec(),
            extra: hearken_core::Extra::default(),
        }
    }

    #[test]
    fn a_key_counts_once_the_log_says_so_and_not_before() {
        let second = VaultKey::make([1; 16], 2);
        let says = said(&second);
        let keys = Keys::new(vec![second, VaultKey::make([1; 16], 1)]).unwrap();
        assert_eq!(keys.newest().epoch(), 1);
        assert_eq!(keys.move_on(&says), MovedOn::Follows);
        assert_eq!(keys.newest().epoch(), 2);
        assert!(keys.counts(2) && !keys.counts(1));
    }

    #[test]
    fn a_key_that_was_put_in_place_of_the_right_one_never_counts() {
        let right = said(&VaultKey::make([1; 16], 2));
        let keys = Keys::new(vec![VaultKey::make([1; 16], 1), VaultKey::make([1; 16], 2)]).unwrap();
        assert_eq!(keys.move_on(&right), MovedOn::Unbelievable);
        assert_eq!(keys.newest().epoch(), 1);
    }

    #[test]
    fn a_log_that_moved_on_without_somebody_says_so() {
        let keys = Keys::new(vec![VaultKey::make([1; 16], 1)]).unwrap();
        let (second, third) = (VaultKey::make([1; 16], 2), VaultKey::make([1; 16], 3));
        assert_eq!(keys.move_on(&said(&third)), MovedOn::Unbelievable, "no epoch is left out");
        assert_eq!(keys.move_on(&said(&second)), MovedOn::KeyIsMissing);
        let says = said(&second);
        keys.add(Arc::new(second));
        assert_eq!(keys.move_on(&says), MovedOn::Follows);
    }
}
