//! The growing wait after wrong passphrases. Counted before the passphrase is tried and kept in the store, so
//! neither a crash nor a restart gives free tries.

use hearken_core::{AccountId, Timestamp};

use crate::port::{Attempts, Store, StoreError};

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

/// May somebody try now? Then the try is counted. Else the seconds that are left to wait.
///
/// `here` is how many seconds ago the last try was by a clock that cannot be set, when it was made in this process:
/// setting the wall clock forward shortens no wait.
pub(crate) async fn begin_try(
    store: &dyn Store,
    account: AccountId,
    now: Timestamp,
    here: Option<u64>,
) -> Result<Result<Attempts, u64>, StoreError> {
    let mut attempts = match store.attempts(account).await {
        // A damaged counter locks nobody out for good; it is written anew.
        Err(StoreError::Damaged(_)) => Attempts { failures: FREE - 1, last: now },
        attempts => attempts?,
    };
    if attempts.last > now {
        // The clock was set back; the wait begins anew from here, it never becomes longer than its own length.
        attempts.last = now;
        store.put_attempts(account, attempts).await?;
    }
    let (wait, waited) =
        (wait_after(attempts.failures), now.seconds_since(attempts.last).min(here.unwrap_or(u64::MAX)));
    if waited < wait {
        return Ok(Err(wait - waited));
    }
    let attempts = Attempts { failures: attempts.failures.saturating_add(1), last: now };
    store.put_attempts(account, attempts).await?;
    Ok(Ok(attempts))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_grows_and_stays_bearable() {
        let waits: Vec<u64> = (0..14).map(wait_after).collect();
        assert_eq!(waits, [0, 0, 0, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]);
        assert_eq!(wait_after(u32::MAX), 300);
    }
}
