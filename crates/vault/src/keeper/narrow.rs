//! Handing a device over, taking it back, and what is known of every narrow session in every process.

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicU16, AtomicU64, AtomicUsize, Ordering},
    },
    time::Duration,
};

use hearken_core::{AccountId, RecordId};
use hearken_seal::SessionSecret;
use serde_bytes::ByteBuf;

use super::{Ending, Keeper};
use crate::{
    narrow::{HandOverError, Narrow, Pin, Sitting, TakeBackError, is_under_way},
    open::OpenVault,
    port::{AccountRow, SittingRow, SittingState, StoreError},
    session::{ABSOLUTE, CLOCK_TOLERANCE_SECONDS, Cookie, Live, Session, millis},
    sitting::{OpensV1, SittingV1},
    space::Unread,
};

impl Keeper {
    /// Hands this session to the sitter: from now on it reaches that session of treatment alone, in every process. Its row
    /// goes in the same moment, so that nothing opens more again.
    pub async fn hand_over(
        &self,
        session: &Session,
        treatment: RecordId,
        pin: &str,
    ) -> Result<(), HandOverError> {
        if !is_under_way(session.vault(), treatment) {
            return Err(HandOverError::NotNow);
        }
        if session.narrow().is_none() && !session.0.is_stored.load(Ordering::Relaxed) {
            self.note_row(session, &session.0.row(self.now())).await?;
        }
        let narrowed = self.narrowed(treatment, Some(Pin::of(pin)));
        let opens = OpensV1::of_account(&session.0.sealed);
        let row = self.sitting_row(&session.0.cookie, session.0.account, &narrowed, opens);
        {
            // Looked at and set in one: of two that ask at once, one sets its PIN.
            let mut narrow = session.0.narrow();
            if narrow.is_some() {
                return Err(HandOverError::NotNow);
            }
            *narrow = Some(narrowed);
        }
        let begun = self.0.store.begin_sitting(&row).await;
        if !matches!(begun, Ok(true)) {
            *session.0.narrow() = None;
        }
        // Another process has ended it, or handed it over.
        if begun? { Ok(()) } else { Err(HandOverError::NotNow) }
    }

    pub(super) fn narrowed(&self, treatment: RecordId, pin: Option<Pin>) -> Narrow {
        let until = self.0.clock.monotonic() + ABSOLUTE;
        Narrow { treatment, handle: self.new_record_id(), since: self.now(), until, pin }
    }

    /// What is stored of a narrow session that begins.
    pub(super) fn sitting_row(
        &self,
        cookie: &SessionSecret,
        account: AccountId,
        narrow: &Narrow,
        opens: OpensV1,
    ) -> SittingRow {
        let shape = SittingV1 {
            treatment: narrow.treatment.bytes(),
            handle: narrow.handle.bytes(),
            since_ms: narrow.since.as_millis(),
            pin: narrow.pin.as_ref().map(|pin| ByteBuf::from(pin.bytes())),
            opens,
        };
        SittingRow {
            id_hash: cookie.id_hash(),
            account,
            treatment: narrow.treatment,
            handle: narrow.handle,
            joined: narrow.pin.is_none(),
            sealed: shape.seal(cookie, account),
            state: SittingState::GoesOn,
            since: narrow.since,
            seen: narrow.since,
            ends: self.in_a_day(),
            wrong: 0,
            wrong_at: narrow.since,
        }
    }

    /// A narrow session that another process, or this one before a restart, began. It opens as narrow as it was.
    pub(super) async fn revive_narrow(
        &self,
        cookie: SessionSecret,
        row: SittingRow,
    ) -> Result<Option<Session>, StoreError> {
        let now = self.now();
        // A clock that was set back ends it: locked is the safe side.
        let from_the_future = row.seen.max(row.since) > now.plus_seconds(CLOCK_TOLERANCE_SECONDS);
        if row.state != SittingState::GoesOn || from_the_future || now >= row.ends {
            return Ok(None);
        }
        let account = self.0.store.account(row.account).await?.filter(|account| !account.disabled);
        let Some(account) = account else { return Ok(None) };
        let shape = SittingV1::open(&cookie, account.id, &row.sealed);
        let opened = shape.and_then(|shape| {
            let (secret, keys) = shape.opens.open(&cookie, account.id, account.notebook)?;
            Some((shape, secret, keys))
        });
        let Some((shape, secret, keys)) = opened else { return Ok(None) };
        let place = self.place(account.notebook);
        let vault = match row.joined {
            true => self.vault_with(&place, account.notebook, async || Ok(keys)).await?,
            false => self.vault_in(&place, &account, &secret).await?,
        };
        let narrow = Narrow {
            treatment: shape.treatment(),
            handle: shape.handle(),
            since: shape.since(),
            until: self.0.clock.monotonic() + Duration::from_secs(row.ends.seconds_since(now)),
            pin: shape.pin.as_ref().and_then(|pin| Pin::from_bytes(pin)),
        };
        let sealed = if row.joined { Vec::new() } else { shape.opens.secret };
        Ok(Some(self.enliven_narrow(cookie, &account, vault, sealed, narrow)))
    }

    pub(super) fn enliven_narrow(
        &self,
        cookie: SessionSecret,
        account: &AccountRow,
        vault: Arc<OpenVault>,
        sealed: Vec<u8>,
        narrow: Narrow,
    ) -> Session {
        let now = self.0.clock.monotonic();
        let idle_minutes = vault.read().settings().idle_minutes;
        self.go_live(Session(Arc::new(Live {
            id_hash: cookie.id_hash(),
            account: account.id,
            vault,
            sealed,
            secret: None,
            spaces: Mutex::default(),
            unread: Unread::default(),
            made: narrow.since,
            ends_at: narrow.until,
            seen_millis: AtomicU64::new(millis(now)),
            persisted_millis: AtomicU64::new(millis(now)),
            idle_minutes: AtomicU16::new(idle_minutes),
            words_confirmed: AtomicBool::new(true),
            is_stored: AtomicBool::new(true),
            held: AtomicUsize::new(0),
            cookie,
            narrow: Mutex::new(Some(narrow)),
        })))
    }

    /// Takes the device back with the PIN. The whole notebook opens in a new session: whoever copied the cookie of the
    /// narrow one has nothing.
    pub async fn take_back(
        &self,
        session: &Session,
        cookie: &str,
        pin: &str,
    ) -> Result<(Cookie, Session), TakeBackError> {
        let tried = self.try_pin(session, pin).await;
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
        if !self.sits_in_store(session).await? {
            // A passphrase that was changed, or an account that was shut out or closed, ended it meanwhile, and this with it.
            self.lock(&renewed).await?;
            return Err(TakeBackError::Ended);
        }
        self.move_words(session, &renewed).await;
        self.lock(session).await?;
        Ok((cookie, renewed))
    }

    /// Counts a try where every process sees it, then tries.
    async fn try_pin(&self, session: &Session, typed: &str) -> Result<(), TakeBackError> {
        if !session.has_pin() {
            return Err(TakeBackError::NoWayBack);
        }
        let (now, wall, id_hash) = (self.0.clock.monotonic(), self.now(), session.0.id_hash);
        let row = self.0.store.sitting(id_hash).await?.filter(|row| row.state == SittingState::GoesOn);
        let row = row.ok_or(TakeBackError::Ended)?;
        let ago = wall.seconds_since(row.wrong_at);
        session.0.with_pin(|pin| pin.may_be_tried(row.wrong, ago, now))?;
        if !self.0.store.count_pin(id_hash, row.wrong, wall).await? {
            // Another process tries one in this very moment.
            return Err(TakeBackError::TooSoon { wait_seconds: 1 });
        }
        session.0.with_pin(|pin| pin.is(typed, now))
    }

    /// The devices that are with that session of treatment, longest first.
    pub async fn sitting(&self, session: &Session, treatment: RecordId) -> Result<Vec<Sitting>, StoreError> {
        let rows = self.0.store.sittings_of(session.0.account).await?;
        let (now, wall, live) = (self.0.clock.monotonic(), self.now(), self.live_now());
        let goes_on = |row: &SittingRow| {
            row.state == SittingState::GoesOn && row.treatment == treatment && wall < row.ends
        };
        let sitting = |row: SittingRow| {
            let here = live.iter().find(|live| live.0.id_hash == row.id_hash);
            let quiet = here.map_or(u64::MAX, |here| here.0.quiet_seconds(now));
            let quiet_seconds = quiet.min(wall.seconds_since(row.seen));
            Sitting { handle: row.handle, since: row.since, joined: row.joined, quiet_seconds }
        };
        Ok(rows.into_iter().filter(goes_on).map(sitting).collect())
    }

    /// Ends what a device may, by its handle. Whoever ends a device wants nothing more of it.
    pub async fn end_sitting(&self, session: &Session, handle: RecordId) -> Result<(), StoreError> {
        let rows = self.0.store.sittings_of(session.0.account).await?;
        match rows.iter().find(|row| row.handle == handle) {
            Some(row) => self.end(row.id_hash, Ending::Narrow(SittingState::Over)).await,
            None => Ok(()),
        }
    }

    /// Ends this session as [`Keeper::lock`] does. When it was the person's own, every device that is with a session of
    /// treatment goes with it: whoever leaves quickly wants nothing left open anywhere.
    pub async fn leave(&self, session: &Session) -> Result<(), StoreError> {
        let mut failed = self.lock(session).await.err();
        if session.narrow().is_none() {
            failed = self.end_sittings(session.0.account).await.err().or(failed);
        }
        failed.map_or(Ok(()), Err)
    }

    /// Ends every narrow session of an account, in every process, with whatever they might hand in late.
    pub(super) async fn end_sittings(&self, account: AccountId) -> Result<(), StoreError> {
        let theirs = |live: &Session| live.0.account == account && live.narrow().is_some();
        let narrow: Vec<_> = self.live_now().into_iter().filter(theirs).map(|live| live.0.id_hash).collect();
        for id_hash in &narrow {
            self.ended().insert(*id_hash, Ending::Narrow(SittingState::Over));
            self.live().remove(id_hash);
        }
        self.close_unused();
        // A store that fails keeps none of them open.
        self.0.store.end_sittings(account, self.in_a_day()).await?;
        for id_hash in &narrow {
            self.live().remove(id_hash);
            self.ended().remove(id_hash);
        }
        self.close_unused();
        Ok(())
    }

    /// Whether this was the cookie of a device that was with a session of treatment and is so no more.
    pub async fn sat(&self, cookie: &str) -> Result<bool, StoreError> {
        let Some(cookie) = SessionSecret::from_cookie(cookie) else { return Ok(false) };
        let row = self.0.store.sitting(cookie.id_hash()).await?;
        Ok(row.is_some_and(|row| row.state != SittingState::GoesOn))
    }
}

impl Live {
    fn quiet_seconds(&self, now: Duration) -> u64 {
        millis(now).saturating_sub(self.seen_millis.load(Ordering::Relaxed)) / 1000
    }

    fn with_pin(&self, act: impl FnOnce(&mut Pin) -> Result<(), TakeBackError>) -> Result<(), TakeBackError> {
        self.narrow()
            .as_mut()
            .and_then(|narrow| narrow.pin.as_mut())
            .map_or(Err(TakeBackError::NoWayBack), act)
    }
}
