//! Browsers that have opened an account before, and what strangers are held to (T29).
//!
//! A stranger who guesses makes everybody wait who tries under that name: nobody knows which of them is the owner. A browser
//! that can prove that it was let in before is counted apart, so its owner does not wait for the stranger. And after a
//! hundred failures in a row no stranger is let in any more, right or wrong, until the owner was: with a browser that is
//! known, with the recovery words, or through whoever runs the server. Both show in no answer, neither by word nor by time.

use hearken_core::AccountId;
use hearken_seal::{Digest, KnownBrowser, Unlocker};

use crate::{
    attempts::WAITS_LONGEST,
    keeper::Keeper,
    port::{Attempts, Counter, StoreError, Way},
    session::Session,
};

/// So many people may use one browser and all be known.
const AT_ONCE: usize = 4;

/// After so many failures in a row a browser is a stranger again, so that one that was stolen is no way to go on guessing. (P)
const OWN_TRIES: u32 = 20;

/// Failures in a row after which no stranger is let in, ever: the number of NIST SP 800-63B. (P)
const IN_A_ROW: u32 = 100;

impl Keeper {
    /// What a browser keeps from now on to prove that this notebook was opened there, beside what it had.
    pub async fn known_browser(&self, session: &Session, kept: &str) -> Result<String, StoreError> {
        let account = session.account();
        let Some(unlocker) = self.passphrase_unlocker(account).await? else { return Ok(kept.to_owned()) };
        let others = read(kept).filter(|known| !known.is_of(&unlocker, account.bytes()));
        let own = KnownBrowser::make(&unlocker, account.bytes());
        let all: Vec<_> = std::iter::once(own).chain(others).take(AT_ONCE).map(|it| it.to_text()).collect();
        Ok(all.join("."))
    }

    /// What the tries of this browser are counted for, if it opened this account before. `unlocker` is as good as the
    /// account's for one that nobody has.
    pub(crate) async fn counted_apart(
        &self,
        account: AccountId,
        unlocker: &[u8],
        proofs: &str,
    ) -> Result<Option<Counter>, StoreError> {
        match Unlocker::from_bytes(unlocker) {
            Ok(unlocker) => self.own_counter(b"known browser\0", account, &unlocker, proofs).await,
            Err(_) => Ok(None),
        }
    }

    /// The same for the second step: whoever guesses there knows the passphrase, and shuts nobody out in a browser of theirs.
    /// Counted apart from the passphrase, so that a right one gives no free tries here either.
    pub(crate) async fn step_counted_apart(
        &self,
        account: AccountId,
        proofs: &str,
    ) -> Result<Option<Counter>, StoreError> {
        match self.passphrase_unlocker(account).await? {
            Some(unlocker) => {
                self.own_counter(b"second step in a known browser\0", account, &unlocker, proofs).await
            }
            None => Ok(None),
        }
    }

    /// Whether a browser can prove that this account was opened there, by the passphrase that it still has.
    pub(crate) async fn was_let_in(&self, account: AccountId, proofs: &str) -> Result<bool, StoreError> {
        let unlocker = self.passphrase_unlocker(account).await?;
        Ok(unlocker.is_some_and(|unlocker| read(proofs).any(|known| known.is_of(&unlocker, account.bytes()))))
    }

    async fn own_counter(
        &self,
        what: &[u8],
        account: AccountId,
        unlocker: &Unlocker,
        proofs: &str,
    ) -> Result<Option<Counter>, StoreError> {
        let Some(known) = read(proofs).find(|known| known.is_of(unlocker, account.bytes())) else {
            return Ok(None);
        };
        let counter = hash(what, &[account.bytes().as_slice(), known.number()].concat());
        let tried = self.store().attempts(counter).await?;
        Ok(Some(counter).filter(|_| tried.failures < OWN_TRIES))
    }

    /// Counts a stranger's try at this account. Whether there were too many in a row to let anybody in.
    pub(crate) async fn is_one_too_many(
        &self,
        in_a_row: Counter,
        counter: Counter,
    ) -> Result<bool, StoreError> {
        loop {
            let seen = self.store().attempts(in_a_row).await?;
            // Where both are one, the try was counted already.
            if in_a_row == counter {
                return Ok(seen.failures > IN_A_ROW);
            }
            let next = Attempts { failures: seen.failures.saturating_add(1), last: self.now() };
            match self.store().swap_attempts(in_a_row, seen, next).await {
                Err(error) if error.leaves_reading() => return Ok(seen.failures >= IN_A_ROW),
                Ok(false) => {}
                swapped => return swapped.map(|_| seen.failures >= IN_A_ROW),
            }
        }
    }

    /// The owner was let in by a browser that is known: strangers have as many tries again, and go on waiting as long.
    pub(crate) async fn owner_was_here(&self, account: AccountId) -> Result<(), StoreError> {
        let counter = Counter::Account(account);
        let seen = self.store().attempts(counter).await?;
        if seen.failures <= WAITS_LONGEST {
            return Ok(());
        }
        let next = Attempts { failures: WAITS_LONGEST, ..seen };
        match self.store().swap_attempts(counter, seen, next).await {
            Err(error) if !error.leaves_reading() => Err(error),
            // Who tries in the same moment, or on a full disk, leaves it for the next time.
            _ => Ok(()),
        }
    }

    /// Nothing is held against anybody who tries this account any more. For whoever has the machine in their hands.
    pub(crate) async fn forget_failures(&self, account: AccountId) -> Result<(), StoreError> {
        for counter in [Counter::Account(account), second_step(account)] {
            if self.store().attempts(counter).await?.failures == 0 {
                continue;
            }
            match self.store().put_attempts(counter, Attempts::default()).await {
                Err(error) if !error.leaves_reading() => return Err(error),
                _ => {}
            }
        }
        Ok(())
    }

    async fn passphrase_unlocker(&self, account: AccountId) -> Result<Option<Unlocker>, StoreError> {
        let bytes = self.store().unlocker(account, Way::Passphrase).await?;
        Ok(bytes.and_then(|bytes| Unlocker::from_bytes(&bytes).ok()))
    }
}

/// What failures in a row are counted for. Of a name that nobody has they are counted too, so that it takes as long.
pub(crate) fn in_a_row(account: AccountId, is_there: bool) -> Counter {
    if is_there { Counter::Account(account) } else { hash(b"in a row\0", &account.bytes()) }
}

/// What the second step is counted for. Apart from the passphrase: a right one gives no free tries here, and whoever guesses it
/// makes nobody wait who knows it. As lasting as the account: a count by a hash would be forgotten after a quiet day, and with it
/// that there were too many in a row.
pub(crate) fn second_step(account: AccountId) -> Counter {
    Counter::SecondStep(account)
}

/// What the passphrase is counted for where somebody signed in gives it again: no stranger makes them wait.
pub(crate) fn signed_in(account: AccountId) -> Counter {
    hash(b"signed in\0", &account.bytes())
}

fn hash(what: &[u8], of: &[u8]) -> Counter {
    Counter::Hash(Digest::of(&[what, of].concat()).0)
}

fn read(proofs: &str) -> impl Iterator<Item = KnownBrowser> {
    proofs.split('.').take(AT_ONCE).filter_map(KnownBrowser::from_text)
}
