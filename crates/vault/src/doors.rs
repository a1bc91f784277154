//! What floods are held to: tries to sign in from one address, questions to passkeys, new accounts, codes that
//! devices join with, and names that are chosen.
//!
//! Each is so many in a window of time, counted in the store, so that it holds over restarts and for all processes. What is
//! counted is named by a hash of the address, or of the account, and of the window: nobody can be found by it once the window is over, and the
//! row goes after a day. This machine itself is not counted.

use std::net::IpAddr;

use hearken_core::AccountId;
use hearken_seal::Digest;

use crate::{
    keeper::Keeper,
    port::{Attempts, Counter, StoreError},
};

/// So many within so many seconds.
struct Limit {
    what: &'static str,
    most: u32,
    seconds: u64,
}

/// Wrong tries from one address, under whatever names. A practice or a household behind one address mistypes less; a
/// guesser who goes from name to name gets 240 an hour. (P)
const TRIES: Limit = Limit { what: "tries", most: 40, seconds: 600 };

/// New accounts from one address: a group that joins together from one place, and no more. (P)
const SIGN_UPS_FROM: Limit = Limit { what: "sign-ups from", most: 10, seconds: 3_600 };

/// New accounts in all: each takes a key derivation and a few kilobytes for good. (P)
const SIGN_UPS: Limit = Limit { what: "sign-ups", most: 60, seconds: 3_600 };

/// Questions to passkeys from one address: each is a row that waits five minutes. (P)
const CHALLENGES: Limit = Limit { what: "challenges", most: 60, seconds: 600 };

/// Wrong codes from one address: whoever mistypes one, and has another made. (P)
const JOINS_FROM: Limit = Limit { what: "joins from", most: 20, seconds: 900 };

/// Wrong codes in all, in the quarter of an hour that a code is good for: far too few of 2^50, and no wait for anybody else
/// grows by them. (P)
const JOINS: Limit = Limit { what: "joins", most: 240, seconds: 900 };

/// Names that one account chooses: whoever mistypes one, and nobody who looks for those that are taken. (P)
const NAMES: Limit = Limit { what: "names", most: 5, seconds: 3_600 };

impl Limit {
    /// What is counted for that address in the window of now, and the seconds until the window is over.
    fn counter(&self, from: Option<IpAddr>, now_seconds: u64) -> (Counter, u64) {
        match from {
            Some(IpAddr::V4(address)) => self.counter_of(&address.octets(), now_seconds),
            // One person has as many addresses of version 6 as they like; the first half is the network's.
            Some(IpAddr::V6(address)) => self.counter_of(&address.octets()[..8], now_seconds),
            None => self.counter_of(&[], now_seconds),
        }
    }

    /// The same for whoever these bytes name.
    fn counter_of(&self, whose: &[u8], now_seconds: u64) -> (Counter, u64) {
        let mut named = self.what.as_bytes().to_vec();
        named.extend((now_seconds / self.seconds).to_be_bytes());
        named.extend(whose);
        (Counter::Hash(Digest::of(&named).0), self.seconds - now_seconds % self.seconds)
    }
}

impl Keeper {
    /// Counts a try to sign in from an address; `Err` with the seconds to wait where there were too many.
    pub(crate) async fn count_try(&self, from: Option<IpAddr>) -> Result<Result<(), u64>, StoreError> {
        match outside(from) {
            Some(from) => self.count_within(&TRIES, Some(from)).await,
            None => Ok(Ok(())),
        }
    }

    /// The seconds to wait where there were too many tries from an address. Counts nothing.
    pub(crate) async fn waits_at_address(&self, from: Option<IpAddr>) -> Result<Option<u64>, StoreError> {
        let Some(from) = outside(from) else { return Ok(None) };
        let (counter, left) = TRIES.counter(Some(from), self.unix_seconds());
        let seen = self.store().attempts(counter).await?;
        Ok(Some(left).filter(|_| seen.failures >= TRIES.most))
    }

    /// A try that was right does not count.
    pub(crate) async fn uncount_try(&self, from: Option<IpAddr>) -> Result<(), StoreError> {
        match outside(from) {
            Some(from) => self.uncount_within(&TRIES, Some(from)).await,
            None => Ok(()),
        }
    }

    /// Counts a code that somebody joins with; `Err` with the seconds to wait where there were too many wrong ones.
    pub(crate) async fn count_join(&self, from: Option<IpAddr>) -> Result<Result<(), u64>, StoreError> {
        if let Some(from) = outside(from)
            && let Err(wait) = self.count_within(&JOINS_FROM, Some(from)).await?
        {
            return Ok(Err(wait));
        }
        self.count_within(&JOINS, None).await
    }

    /// A code that was right, or was not tried, does not count.
    pub(crate) async fn uncount_join(&self, from: Option<IpAddr>) -> Result<(), StoreError> {
        if let Some(from) = outside(from) {
            self.uncount_within(&JOINS_FROM, Some(from)).await?;
        }
        self.uncount_within(&JOINS, None).await
    }

    async fn uncount_within(&self, limit: &Limit, from: Option<IpAddr>) -> Result<(), StoreError> {
        let (counter, _) = limit.counter(from, self.unix_seconds());
        let seen = self.store().attempts(counter).await?;
        let next = Attempts { failures: seen.failures.saturating_sub(1), ..seen };
        // Where somebody counts in the same moment, one try too many is counted.
        self.store().swap_attempts(counter, seen, next).await.map(drop)
    }

    /// Counts a question to a passkey; `Err` with the seconds to wait where there were too many.
    pub(crate) async fn count_challenge(&self, from: Option<IpAddr>) -> Result<Result<(), u64>, StoreError> {
        match outside(from) {
            Some(from) => self.count_within(&CHALLENGES, Some(from)).await,
            None => Ok(Ok(())),
        }
    }

    /// Counts a new account; `Err` with the seconds to wait where there were too many.
    pub(crate) async fn count_sign_up(&self, from: Option<IpAddr>) -> Result<Result<(), u64>, StoreError> {
        if let Some(from) = outside(from)
            && let Err(wait) = self.count_within(&SIGN_UPS_FROM, Some(from)).await?
        {
            return Ok(Err(wait));
        }
        self.count_within(&SIGN_UPS, None).await
    }

    /// Counts a name that this account chooses; `Err` with the seconds to wait where there were too many.
    pub(crate) async fn count_name(&self, account: AccountId) -> Result<Result<(), u64>, StoreError> {
        self.count_up_to(&NAMES, NAMES.counter_of(&account.bytes(), self.unix_seconds())).await
    }

    async fn count_within(&self, limit: &Limit, from: Option<IpAddr>) -> Result<Result<(), u64>, StoreError> {
        self.count_up_to(limit, limit.counter(from, self.unix_seconds())).await
    }

    async fn count_up_to(
        &self,
        limit: &Limit,
        (counter, left): (Counter, u64),
    ) -> Result<Result<(), u64>, StoreError> {
        loop {
            let seen = self.store().attempts(counter).await?;
            if seen.failures >= limit.most {
                return Ok(Err(left));
            }
            let next = Attempts { failures: seen.failures + 1, last: self.now() };
            let swapped = match self.store().swap_attempts(counter, seen, next).await {
                // On a full disk people still want to read; the wait of each name goes on in memory.
                Err(error) if error.leaves_reading() => true,
                swapped => swapped?,
            };
            if swapped {
                return Ok(Ok(()));
            }
        }
    }

    /// Seconds since 1970.
    pub(crate) fn unix_seconds(&self) -> u64 {
        u64::try_from(self.now().as_millis() / 1_000).unwrap_or(0)
    }
}

/// An address that is not this machine's own.
pub(crate) fn outside(from: Option<IpAddr>) -> Option<IpAddr> {
    from.map(|from| from.to_canonical()).filter(|from| !from.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counter(limit: &Limit, from: &str, now: u64) -> Counter {
        limit.counter(Some(from.parse().unwrap()), now).0
    }

    #[test]
    fn a_count_is_of_one_address_one_window_and_one_thing() {
        let first = counter(&TRIES, "192.0.2.1", 1_200);
        assert_eq!(first, counter(&TRIES, "192.0.2.1", 1_799));
        for other in [
            counter(&TRIES, "192.0.2.1", 1_800),
            counter(&TRIES, "192.0.2.2", 1_200),
            counter(&SIGN_UPS_FROM, "192.0.2.1", 1_200),
        ] {
            assert_ne!(first, other);
        }
        assert_eq!(TRIES.counter(None, 1_201).1, 599);
    }

    #[test]
    fn whoever_has_a_network_of_version_6_is_one() {
        assert_eq!(counter(&TRIES, "2001:db8::1", 0), counter(&TRIES, "2001:db8::ffff:2", 0));
        assert_ne!(counter(&TRIES, "2001:db8::1", 0), counter(&TRIES, "2001:db8:0:1::1", 0));
    }

    #[test]
    fn this_machine_is_not_counted() {
        for here in ["127.0.0.1", "::1", "::ffff:127.0.0.1"] {
            assert_eq!(outside(Some(here.parse().unwrap())), None, "{here}");
        }
        assert!(outside(Some("192.168.1.4".parse().unwrap())).is_some());
    }
}
