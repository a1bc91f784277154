//! Sessions: the proof that somebody unlocked, for as long as they are there.
//!
//! The cookie holds a random secret; the store holds its hash and the account secret sealed under it. Neither opens
//! anything alone, and a restart of the program logs nobody out.

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicU16, AtomicU64, AtomicUsize, Ordering},
    },
    time::Duration,
};

use hearken_core::{AccountId, RecordId, Timestamp, VaultId, settings::IDLE_RANGE};
use hearken_seal::{AccountSecret, SessionSecret};

use crate::{
    narrow::{Narrow, Reach},
    open::OpenVault,
    port::{SessionRow, StoreError},
    space::Unread,
};

/// A session ends after this long, used or not.
pub(crate) const ABSOLUTE: Duration = Duration::from_secs(24 * 60 * 60);

/// So many sessions of one person may go on at a time; one more ends the one that was quiet the longest.
pub(crate) const MOST_AT_A_TIME: usize = 16;

/// How far a clock may have been set back before a stored session counts as over.
pub(crate) const CLOCK_TOLERANCE_SECONDS: i64 = 120;

/// What goes into the browser's cookie. Not printed, not cloned.
pub struct Cookie(pub(crate) String);

impl Cookie {
    /// The cookie's value: base64url, without padding.
    pub fn value(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Cookie {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Cookie")
    }
}

/// Somebody who unlocked.
#[derive(Clone)]
pub struct Session(pub(crate) Arc<Live>);

/// A session as this process knows it. Times are monotonic, so setting the clock changes nothing.
pub(crate) struct Live {
    pub(crate) id_hash: [u8; 32],
    pub(crate) account: AccountId,
    pub(crate) vault: Arc<OpenVault>,
    pub(crate) sealed: Vec<u8>,
    /// The secret of the account, for the keys of its spaces; none in a session that began narrow.
    pub(crate) secret: Option<Arc<AccountSecret>>,
    /// The spaces that were opened in this session.
    pub(crate) spaces: Mutex<HashMap<VaultId, Arc<OpenVault>>>,
    /// Whether something waits unread in one of them.
    pub(crate) unread: Unread,
    pub(crate) made: Timestamp,
    /// When it is over, used or not.
    pub(crate) ends_at: Duration,
    pub(crate) seen_millis: AtomicU64,
    pub(crate) persisted_millis: AtomicU64,
    pub(crate) idle_minutes: AtomicU16,
    pub(crate) words_confirmed: AtomicBool,
    /// Whether the store has a row of it. On a full disk there is none, and the session ends with the process.
    pub(crate) is_stored: AtomicBool,
    /// How much was held for its account when it last looked: words, and notes, that came through another process.
    pub(crate) held: AtomicUsize,
    /// Under which it sets things aside.
    pub(crate) cookie: SessionSecret,
    /// What it is held to, while somebody else has the device.
    pub(crate) narrow: Mutex<Option<Narrow>>,
}

impl Session {
    /// The notebook.
    pub fn vault(&self) -> &Arc<OpenVault> {
        &self.0.vault
    }

    /// Whose session it is.
    pub fn account(&self) -> AccountId {
        self.0.account
    }

    /// Whether the recovery words were asked back.
    pub fn words_confirmed(&self) -> bool {
        self.0.words_confirmed.load(Ordering::Relaxed)
    }

    /// Minutes of quiet after which it locks.
    pub fn idle_minutes(&self) -> u16 {
        self.0.idle_minutes.load(Ordering::Relaxed)
    }

    /// The one session of treatment that it reaches, if it is narrow. Whoever answers a narrow session answers nothing
    /// else of the notebook.
    pub fn narrow(&self) -> Option<RecordId> {
        self.0.narrow().as_ref().map(|narrow| narrow.treatment)
    }

    /// Since when it is narrow.
    pub fn narrow_since(&self) -> Option<Timestamp> {
        self.0.narrow().as_ref().map(|narrow| narrow.since)
    }

    /// Whether a PIN widens it again.
    pub fn has_pin(&self) -> bool {
        self.0.narrow().as_ref().is_some_and(|narrow| narrow.pin.is_some())
    }
}

impl Live {
    pub(crate) fn touch(&self, now: Duration) {
        self.seen_millis.fetch_max(millis(now), Ordering::Relaxed);
    }

    /// It was used through another process, that many seconds ago.
    pub(crate) fn touch_ago(&self, now: Duration, seconds: u64) {
        self.touch(now.saturating_sub(Duration::from_secs(seconds)));
    }

    /// A narrow session is not over by quiet minutes: a sitter who only watches must not be thrown out.
    pub(crate) fn is_over(&self, now: Duration) -> bool {
        if let Some(reach) = self.reach() {
            return reach.is_over(&self.vault, now);
        }
        let quiet = millis(now).saturating_sub(self.seen_millis.load(Ordering::Relaxed));
        let idle = u64::from(self.idle_minutes.load(Ordering::Relaxed)) * 60_000;
        quiet >= idle || now >= self.ends_at
    }

    /// The row to store if the stored one is too far behind: other processes, and this one after a restart, go by it. Of a
    /// narrow session, when it was last used.
    pub(crate) fn row_if_stale(&self, now: Duration, wall: Timestamp) -> Option<SessionRow> {
        // A minute of the usual quarter of an hour.
        let behind = u64::from(self.idle_minutes.load(Ordering::Relaxed)) * 60_000 / 15;
        self.row_if_behind(Duration::from_millis(behind.min(60_000)), now, wall)
    }

    /// The row to store if the stored one is that far behind.
    pub(crate) fn row_if_behind(&self, by: Duration, now: Duration, wall: Timestamp) -> Option<SessionRow> {
        let seen = self.seen_millis.load(Ordering::Relaxed);
        if seen.saturating_sub(self.persisted_millis.load(Ordering::Relaxed)) < millis(by) {
            return None;
        }
        self.persisted_millis.store(seen, Ordering::Relaxed);
        let ago = millis(now).saturating_sub(seen) / 1000;
        Some(self.row(wall.plus_seconds(-i64::try_from(ago).unwrap_or(0))))
    }

    pub(crate) fn row(&self, seen: Timestamp) -> SessionRow {
        SessionRow {
            id_hash: self.id_hash,
            account: self.account,
            sealed: self.sealed.clone(),
            made: self.made,
            seen,
            idle_minutes: self.idle_minutes.load(Ordering::Relaxed),
        }
    }

    /// What it reaches while it is narrow. Nothing is held when this returns.
    pub(crate) fn reach(&self) -> Option<Reach> {
        self.narrow().as_ref().map(Narrow::reach)
    }

    /// Nothing else is locked while this is held, and the notebook is not read.
    pub(crate) fn narrow(&self) -> MutexGuard<'_, Option<Narrow>> {
        self.narrow.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What the keys of one's spaces are opened with. A narrow session has no spaces.
    pub(crate) fn secret(&self) -> Result<&Arc<AccountSecret>, StoreError> {
        let narrow = self.narrow().is_some();
        self.secret.as_ref().filter(|_| !narrow).ok_or(StoreError::NotAMember)
    }

    /// The spaces that were opened. Nothing else is locked while this is held.
    pub(crate) fn spaces(&self) -> MutexGuard<'_, HashMap<VaultId, Arc<OpenVault>>> {
        self.spaces.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether a stored session is over by the wall clock. A clock that was set back ends it: locked is the safe side.
pub(crate) fn row_is_over(row: &SessionRow, now: Timestamp) -> bool {
    let from_the_future = row.seen.max(row.made) > now.plus_seconds(CLOCK_TOLERANCE_SECONDS);
    let idle = u64::from(row.idle_minutes.clamp(*IDLE_RANGE.start(), *IDLE_RANGE.end())) * 60;
    from_the_future
        || now.seconds_since(row.seen) >= idle
        || now.seconds_since(row.made) >= ABSOLUTE.as_secs()
}

pub(crate) fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}
