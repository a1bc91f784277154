//! Handing a device over, taking it back, and devices that join by a code.

use std::{
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicU16, AtomicU64},
    },
    time::Duration,
};

use hearken_core::{AccountId, RecordId};
use hearken_seal::{Remembered, SessionSecret};

use super::Keeper;
use crate::{
    narrow::{
        CODE_LASTS, Code, HandOverError, JoinError, Joining, MOST_SITTING, Narrow, Pin, Sitting,
        TakeBackError, is_under_way, new_code, plain,
    },
    port::StoreError,
    session::{ABSOLUTE, Cookie, Live, Session, millis},
};

impl Keeper {
    /// Hands this session to the sitter: from now on it reaches that session of treatment alone. Its row goes, so that a
    /// restart leaves nothing but the lock.
    pub async fn hand_over(
        &self,
        session: &Session,
        treatment: RecordId,
        pin: &str,
    ) -> Result<(), HandOverError> {
        if !is_under_way(session.vault(), treatment) {
            return Err(HandOverError::NotNow);
        }
        let narrowed = self.narrowed(treatment, Some(Pin::of(pin)));
        {
            // Looked at and set in one: of two that ask at once, one sets its PIN.
            let mut narrow = session.0.narrow();
            if narrow.is_some() {
                return Err(HandOverError::NotNow);
            }
            *narrow = Some(narrowed);
        }
        if let Err(error) = self.0.store.delete_session(session.0.id_hash).await {
            *session.0.narrow() = None;
            return Err(error.into());
        }
        Ok(())
    }

    fn narrowed(&self, treatment: RecordId, pin: Option<Pin>) -> Narrow {
        let until = self.0.clock.monotonic() + ABSOLUTE;
        Narrow { treatment, handle: self.new_record_id(), since: self.now(), until, pin }
    }

    /// Takes the device back with the PIN. The whole notebook opens in a new session: whoever copied the cookie of the
    /// narrow one has nothing.
    pub async fn take_back(
        &self,
        session: &Session,
        cookie: &str,
        pin: &str,
    ) -> Result<(Cookie, Session), TakeBackError> {
        let now = self.0.clock.monotonic();
        let tried = match session.0.narrow().as_mut().and_then(|narrow| narrow.pin.as_mut()) {
            Some(set) => set.is(pin, now),
            None => return Err(TakeBackError::NoWayBack),
        };
        if matches!(tried, Err(TakeBackError::Ended)) {
            self.lock(session).await?;
        }
        tried?;
        let damaged = |what: &str| StoreError::Damaged(what.to_owned());
        let cookie = SessionSecret::from_cookie(cookie).ok_or_else(|| damaged("a session's cookie"))?;
        let account = self.0.store.account(session.0.account).await?;
        let account = account.ok_or_else(|| damaged("the account"))?;
        let secret = cookie.open_account(&session.0.sealed, account.id.bytes());
        let secret = secret.map_err(|_| damaged("a session's secret"))?;
        let (cookie, renewed) = self.open_session(&account, &Arc::new(secret)).await?;
        renewed.0.set_words(session.0.take_words());
        self.lock(session).await?;
        Ok((cookie, renewed))
    }

    /// A code with which another device joins that session of treatment: once, and for a quarter of an hour. It takes the
    /// place of one made before.
    pub fn make_code(&self, session: &Session, treatment: RecordId) -> Result<String, HandOverError> {
        if session.narrow().is_some() || !is_under_way(session.vault(), treatment) {
            return Err(HandOverError::NotNow);
        }
        if self.sitting(session, treatment).len() >= MOST_SITTING {
            return Err(HandOverError::TooMany);
        }
        let code = new_code();
        self.joining().wait_for(Code {
            secret: Remembered::of(&plain(&code)),
            treatment,
            made_by: session.0.id_hash,
            until: self.0.clock.monotonic() + CODE_LASTS,
        });
        Ok(code)
    }

    /// Joins with a code: a narrow session of one's own, which is never stored and has no key of the account.
    pub async fn join(&self, code: &str) -> Result<(Cookie, Session), JoinError> {
        // No notebook is closed while this is held, so whoever made the code still has it open.
        let _vaults = self.0.vaults.lock().await;
        let now = self.0.clock.monotonic();
        let code = self.joining().take(code, now)?;
        let maker = self.live().get(&code.made_by).cloned();
        let maker =
            maker.filter(|maker| !maker.0.is_over(now) && is_under_way(maker.vault(), code.treatment));
        let Some(maker) = maker else { return Err(JoinError::Wrong { wait_seconds: 0 }) };
        let cookie = SessionSecret::make();
        let session = Session(Arc::new(Live {
            id_hash: cookie.id_hash(),
            account: maker.0.account,
            vault: maker.0.vault.clone(),
            sealed: Vec::new(),
            secret: None,
            spaces: Mutex::default(),
            made: self.now(),
            ends_at: now + ABSOLUTE,
            seen_millis: AtomicU64::new(millis(now)),
            persisted_millis: AtomicU64::new(millis(now)),
            idle_minutes: AtomicU16::new(maker.idle_minutes()),
            words_confirmed: AtomicBool::new(true),
            is_stored: AtomicBool::new(false),
            words: Mutex::new(None),
            narrow: Mutex::new(Some(self.narrowed(code.treatment, None))),
        }));
        self.live().insert(session.0.id_hash, session.clone());
        Ok((Cookie(cookie.to_cookie().to_string()), session))
    }

    /// The devices that are with that session of treatment, longest first.
    pub fn sitting(&self, session: &Session, treatment: RecordId) -> Vec<Sitting> {
        let now = self.0.clock.monotonic();
        let mut sitting: Vec<_> = self
            .live_now()
            .into_iter()
            .filter(|other| other.0.account == session.0.account && !other.0.is_over(now))
            .filter_map(|other| {
                other.0.narrow().as_ref().map(|narrow| (narrow.treatment, other.0.sitting(narrow, now)))
            })
            .filter_map(|(of, sitting)| (of == treatment).then_some(sitting))
            .collect();
        sitting.sort_by_key(|sitting| (sitting.since, sitting.handle));
        sitting
    }

    /// Ends what a device may, by its handle.
    pub async fn end_sitting(&self, session: &Session, handle: RecordId) -> Result<(), StoreError> {
        let is_it = |other: &Session| {
            other.0.account == session.0.account
                && other.0.narrow().as_ref().is_some_and(|narrow| narrow.handle == handle)
        };
        let found = self.live().values().find(|other| is_it(other)).cloned();
        let Some(found) = found else { return Ok(()) };
        let ended = self.lock(&found).await;
        // Whoever ends a device wants nothing more of it.
        self.sat_once().insert(found.0.id_hash, None);
        ended
    }

    /// Ends this session as [`Keeper::lock`] does. When it was the person's own, every device that is with a session of
    /// treatment goes with it: whoever leaves quickly wants nothing left open anywhere.
    pub async fn leave(&self, session: &Session) -> Result<(), StoreError> {
        let mut failed = self.lock(session).await.err();
        if session.narrow().is_none() {
            for id_hash in self.narrow_of(session.0.account) {
                // A store that fails keeps none of them open.
                failed = self.end(id_hash).await.err().or(failed);
            }
            self.close_late_doors(session.0.account);
        }
        failed.map_or(Ok(()), Err)
    }

    /// Whether this was the cookie of a device that was with a session of treatment and is so no more.
    pub fn sat(&self, cookie: &str) -> bool {
        SessionSecret::from_cookie(cookie)
            .is_some_and(|cookie| self.sat_once().contains_key(&cookie.id_hash()))
    }

    /// The narrow sessions of an account.
    fn narrow_of(&self, account: AccountId) -> Vec<[u8; 32]> {
        let live = self.live();
        let narrow = live.values().filter(|it| it.0.account == account && it.narrow().is_some());
        narrow.map(|it| it.0.id_hash).collect()
    }

    pub(super) fn joining(&self) -> MutexGuard<'_, Joining> {
        self.0.joining.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Live {
    fn sitting(&self, narrow: &Narrow, now: Duration) -> Sitting {
        let seen = self.seen_millis.load(std::sync::atomic::Ordering::Relaxed);
        Sitting {
            handle: narrow.handle,
            since: narrow.since,
            joined: narrow.pin.is_none(),
            quiet_seconds: millis(now).saturating_sub(seen) / 1000,
        }
    }
}
