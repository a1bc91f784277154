//! The growing wait after wrong passphrases. Counted before the passphrase is tried and kept in the store, so
//! neither a crash nor a restart nor another process gives free tries.
//!
//! On a full disk nothing can be kept, and people still want to read. Then the count goes on in memory, and a program
//! that was started on the full disk, which cannot know what was tried before, lets nobody try before the longest wait
//! is over: restarting it gives no more tries than waiting would.

use std::{collections::HashMap, time::Duration};

use crate::port::{Attempts, Clock, Counter, Store, StoreError};

/// This many failures cost no wait: people mistype.
const FREE: u32 = 3;

/// The longest wait, in seconds. Long enough to make guessing hopeless, short enough that the owner can sit it out.
const LONGEST_WAIT: u64 = 300;

/// So many counters are remembered at least; beyond that, those whose longest wait is over are let go.
const REMEMBERED: usize = 256;

/// Seconds to wait after that many failures.
pub(crate) fn wait_after(failures: u32) -> u64 {
    match failures.checked_sub(FREE) {
        None => 0,
        Some(beyond) => 1_u64.checked_shl(beyond + 1).map_or(LONGEST_WAIT, |wait| wait.min(LONGEST_WAIT)),
    }
}

/// So many failures wait the longest.
pub(crate) const WAITS_LONGEST: u32 = FREE + 8;

/// What this process knows of tries, beside what the store holds.
pub(crate) struct Tries {
    /// When this process began, on the clock that nobody can set.
    begun: Duration,
    of: HashMap<Counter, Tried>,
}

/// What it knows of one counter.
#[derive(Clone, Copy, Default)]
struct Tried {
    /// When the last try was, on the steady clock: setting the wall clock forward shortens no wait.
    last: Option<Duration>,
    /// Failures since the last success, where the store could not take the number.
    unstored: u32,
    /// Whether these are all: a count was stored from here, or the right passphrase was given since.
    are_all: bool,
}

impl Tried {
    /// The seconds that are left to wait, by what is known here and what is stored: the longer wait by either clock.
    fn left(&self, stored: Attempts, clock: &dyn Clock) -> Option<u64> {
        let here = self.last.map_or(u64::MAX, |last| seconds(last, clock.monotonic()));
        let waited = clock.now().seconds_since(stored.last).min(here);
        left(wait_after(stored.failures.max(self.unstored)), waited)
    }
}

impl Tries {
    pub(crate) fn begin(clock: &dyn Clock) -> Self {
        Self { begun: clock.monotonic(), of: HashMap::new() }
    }

    /// May somebody try now? Then the try is counted, and what is given is the wait should it fail. Else the seconds that
    /// are left to wait.
    pub(crate) async fn count(
        &mut self,
        store: &dyn Store,
        counter: Counter,
        clock: &dyn Clock,
    ) -> Result<Result<u64, u64>, StoreError> {
        self.let_go(clock.monotonic());
        loop {
            if let Some(counted) = self.count_once(store, counter, clock).await? {
                return Ok(counted);
            }
        }
    }

    /// The seconds that are left to wait, where that is plain without counting. `None` where a try may be counted, or counting has
    /// to put something right first: a clock that was set back, a count that is damaged.
    pub(crate) async fn waits(
        &self,
        store: &dyn Store,
        counter: Counter,
        clock: &dyn Clock,
    ) -> Result<Option<u64>, StoreError> {
        let stored = match store.attempts(counter).await {
            Err(StoreError::Damaged(_)) => return Ok(None),
            stored => stored?,
        };
        if stored.last > clock.now() {
            return Ok(None);
        }
        let tried = self.of.get(&counter).copied().unwrap_or_default();
        Ok(tried.left(stored, clock))
    }

    /// `None` when another process counted in the same moment.
    async fn count_once(
        &mut self,
        store: &dyn Store,
        counter: Counter,
        clock: &dyn Clock,
    ) -> Result<Option<Result<u64, u64>>, StoreError> {
        let (now, here) = (clock.now(), clock.monotonic());
        let seen = match store.attempts(counter).await {
            // A damaged counter locks nobody out for good; it is written anew.
            Err(StoreError::Damaged(_)) => None,
            seen => Some(seen?),
        };
        let mut stored = seen.unwrap_or(Attempts { failures: FREE - 1, last: now });
        if stored.last > now {
            // The clock was set back; the wait begins anew from here, it never becomes longer than its own length.
            stored.last = now;
            if put(store, counter, seen, stored).await? != Put::Overtaken {
                return self.count_from(store, counter, clock, seen.map(|_| stored), stored, here).await;
            }
            return Ok(None);
        }
        self.count_from(store, counter, clock, seen, stored, here).await
    }

    async fn count_from(
        &mut self,
        store: &dyn Store,
        counter: Counter,
        clock: &dyn Clock,
        seen: Option<Attempts>,
        stored: Attempts,
        here: Duration,
    ) -> Result<Option<Result<u64, u64>>, StoreError> {
        let (now, tried) = (clock.now(), self.of.get(&counter).copied().unwrap_or_default());
        if let Some(left) = tried.left(stored, clock) {
            return Ok(Some(Err(left)));
        }
        let failures = stored.failures.max(tried.unstored).saturating_add(1);
        let (failures, unstored) = match put(store, counter, seen, Attempts { failures, last: now }).await? {
            Put::Kept => (failures, 0),
            Put::Overtaken => return Ok(None),
            Put::NoRoom if tried.are_all => (failures, failures),
            Put::NoRoom => match left(LONGEST_WAIT, seconds(self.begun, here)) {
                Some(left) => return Ok(Some(Err(left))),
                None => (failures.max(WAITS_LONGEST), failures.max(WAITS_LONGEST)),
            },
        };
        let are_all = tried.are_all || unstored == 0;
        self.of.insert(counter, Tried { last: Some(here), unstored, are_all });
        Ok(Some(Ok(wait_after(failures))))
    }

    /// The right passphrase was given. A count that cannot be taken back now is taken back the next time.
    pub(crate) async fn forget(&mut self, store: &dyn Store, counter: Counter) -> Result<(), StoreError> {
        let tried = self.of.entry(counter).or_default();
        (tried.unstored, tried.are_all) = (0, true);
        match store.put_attempts(counter, Attempts::default()).await {
            Err(error) if error.leaves_reading() => Ok(()),
            written => written,
        }
    }

    /// Whoever makes names up must not fill the memory. What is let go is in the store, and its wait is over.
    fn let_go(&mut self, here: Duration) {
        if self.of.len() >= REMEMBERED {
            let waits = |tried: &Tried| tried.last.is_some_and(|last| seconds(last, here) <= LONGEST_WAIT);
            self.of.retain(|_, tried| waits(tried));
        }
    }
}

/// What became of a count.
#[derive(PartialEq, Eq)]
enum Put {
    Kept,
    Overtaken,
    NoRoom,
}

/// Replaces what was `seen`; what could not be read is written over.
async fn put(
    store: &dyn Store,
    counter: Counter,
    seen: Option<Attempts>,
    next: Attempts,
) -> Result<Put, StoreError> {
    let written = match seen {
        Some(seen) => store.swap_attempts(counter, seen, next).await,
        None => store.put_attempts(counter, next).await.map(|()| true),
    };
    match written {
        Err(error) if error.leaves_reading() => Ok(Put::NoRoom),
        written => Ok(if written? { Put::Kept } else { Put::Overtaken }),
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
