//! The growing wait after wrong passphrases. Counted before the passphrase is tried and kept in the store, so
//! neither a crash nor a restart gives free tries.
//!
//! On a full disk nothing can be kept, and people still want to read. Then the count goes on in memory, and a program
//! that was started on the full disk, which cannot know what was tried before, lets nobody try before the longest wait
//! is over: restarting it gives no more tries than waiting would.

use std::time::Duration;

use hearken_core::AccountId;

use crate::port::{Attempts, Clock, Store, StoreError};

/// This many failures cost no wait: people mistype.
const FREE: u32 = 3;

/// The longest wait, in seconds. Long enough to make guessing hopeless, short enough that the owner can sit it out.
const LONGEST_WAIT: u64 = 300;

/// Seconds to wait after that many failures.
pub(crate) fn wait_after(failures: u32) -> u64 {
    match failures.checked_sub(FREE) {
        None => 0,
        Some(beyond) => 1_u64.checked_shl(beyond + 1).map_or(LONGEST_WAIT, |wait| wait.min(LONGEST_WAIT)),
    }
}

/// So many failures wait the longest.
const WAITS_LONGEST: u32 = FREE + 8;

/// What this process knows of the tries on its account, beside what the store holds.
pub(crate) struct Tries {
    /// When this process began, on the clock that nobody can set.
    begun: Duration,
    /// When the last try was, on the same clock: setting the wall clock forward shortens no wait.
    last: Option<Duration>,
    /// Failures since the last success. The store has the same number, unless it could not be written.
    failures: u32,
    /// Whether these are all: a count was stored from here, or the right passphrase was given since.
    are_all: bool,
}

impl Tries {
    pub(crate) fn begin(clock: &dyn Clock) -> Self {
        Self { begun: clock.monotonic(), last: None, failures: 0, are_all: false }
    }

    /// Seconds until the next try.
    pub(crate) fn wait(&self) -> u64 {
        wait_after(self.failures)
    }

    /// May somebody try now? Then the try is counted. Else the seconds that are left to wait.
    pub(crate) async fn count(
        &mut self,
        store: &dyn Store,
        account: AccountId,
        clock: &dyn Clock,
    ) -> Result<Result<(), u64>, StoreError> {
        let (now, here) = (clock.now(), clock.monotonic());
        let mut stored = match store.attempts(account).await {
            // A damaged counter locks nobody out for good; it is written anew.
            Err(StoreError::Damaged(_)) => Attempts { failures: FREE - 1, last: now },
            stored => stored?,
        };
        if stored.last > now {
            // The clock was set back; the wait begins anew from here, it never becomes longer than its own length.
            stored.last = now;
            put(store, account, stored).await?;
        }
        let failures = stored.failures.max(self.failures);
        let waited =
            now.seconds_since(stored.last).min(self.last.map_or(u64::MAX, |last| seconds(last, here)));
        if let Some(left) = left(wait_after(failures), waited) {
            return Ok(Err(left));
        }
        let failures = failures.saturating_add(1);
        self.failures = if put(store, account, Attempts { failures, last: now }).await? {
            self.are_all = true;
            failures
        } else if self.are_all {
            failures
        } else if let Some(left) = left(LONGEST_WAIT, seconds(self.begun, here)) {
            return Ok(Err(left));
        } else {
            failures.max(WAITS_LONGEST)
        };
        self.last = Some(here);
        Ok(Ok(()))
    }

    /// The right passphrase was given. A count that cannot be taken back now is taken back the next time.
    pub(crate) async fn forget(&mut self, store: &dyn Store, account: AccountId) -> Result<(), StoreError> {
        (self.failures, self.are_all) = (0, true);
        put(store, account, Attempts::default()).await.map(drop)
    }
}

/// Whether it could be written.
async fn put(store: &dyn Store, account: AccountId, attempts: Attempts) -> Result<bool, StoreError> {
    match store.put_attempts(account, attempts).await {
        Err(error) if error.leaves_reading() => Ok(false),
        written => written.map(|()| true),
    }
}

fn seconds(from: Duration, to: Duration) -> u64 {
    to.saturating_sub(from).as_secs()
}

fn left(wait: u64, waited: u64) -> Option<u64> {
    wait.checked_sub(waited).filter(|left| *left > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_grows_and_stays_bearable() {
        let waits: Vec<u64> = (0..14).map(wait_after).collect();
        assert_eq!(waits, [0, 0, 0, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]);
        assert_eq!(wait_after(u32::MAX), 300);
        assert_eq!((wait_after(WAITS_LONGEST - 1), wait_after(WAITS_LONGEST)), (256, LONGEST_WAIT));
    }
}
