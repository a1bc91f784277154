//! Who is unlocked: sessions begin, are found by their cookie, and end.

use std::{
    collections::{HashMap, HashSet},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicU16, AtomicU64, AtomicUsize, Ordering},
    },
    time::Duration,
};

use hearken_core::{AccountId, Timestamp};
use hearken_seal::{AccountSecret, SessionSecret};

use super::{Ending, Keeper};
use crate::{
    open::OpenVault,
    port::{AccountRow, SessionRow, SittingState, StoreError},
    session::{ABSOLUTE, Cookie, Live, MOST_AT_A_TIME, Session, millis, row_is_over},
    space::Unread,
};

/// What other processes have made of a session.
pub(super) enum Standing {
    Stands,
    /// It was handed to a sitter there.
    HandedOver,
    Over,
}

impl Keeper {
    /// Starts a session and opens the notebook. What was held while locked comes back as drafts.
    pub(crate) async fn open_session(
        &self,
        account: &AccountRow,
        secret: &Arc<AccountSecret>,
    ) -> Result<(Cookie, Session), StoreError> {
        let opened = self.open_session_in(account, secret).await;
        self.close_unused();
        let opened = opened?;
        self.make_room().await;
        self.end_beyond_most(&opened.1).await?;
        Ok(opened)
    }

    /// Ends the sessions that were quiet the longest, when there are too many with the one that has just begun.
    async fn end_beyond_most(&self, begun: &Session) -> Result<(), StoreError> {
        let mut others = self.0.store.sessions_of(begun.0.account).await?;
        others.retain(|row| row.id_hash != begun.0.id_hash);
        others.sort_by_key(|row| std::cmp::Reverse(row.seen));
        for row in others.into_iter().skip(MOST_AT_A_TIME - 1) {
            self.note_left(row.id_hash, row.account);
            self.end(row.id_hash, Ending::Wide).await?;
        }
        Ok(())
    }

    async fn open_session_in(
        &self,
        account: &AccountRow,
        secret: &Arc<AccountSecret>,
    ) -> Result<(Cookie, Session), StoreError> {
        let place = self.place(account.notebook);
        let vault = self.vault_in(&place, account, secret).await?;
        self.release_held(&vault, account.id, secret).await?;
        let idle_minutes = vault.read().settings().idle_minutes;
        let cookie = SessionSecret::make();
        let row = SessionRow {
            id_hash: cookie.id_hash(),
            account: account.id,
            sealed: cookie.seal_account(secret, account.id.bytes()),
            made: self.now(),
            seen: self.now(),
            idle_minutes,
        };
        let stored = match self.0.store.put_session(&row).await {
            // Whoever has the passphrase can read on a full disk too; this session then ends with the process.
            Err(error) if error.leaves_reading() => {
                tracing::warn!(%error, "a session could not be stored");
                false
            }
            stored => stored.map(|()| true)?,
        };
        let value = Cookie(cookie.to_cookie().to_string());
        let session = self.enliven(row, cookie, account, secret.clone(), vault);
        session.0.is_stored.store(stored, Ordering::Relaxed);
        Ok((value, session))
    }

    fn enliven(
        &self,
        row: SessionRow,
        cookie: SessionSecret,
        account: &AccountRow,
        secret: Arc<AccountSecret>,
        vault: Arc<OpenVault>,
    ) -> Session {
        let now = self.0.clock.monotonic();
        let age = Duration::from_secs(self.now().seconds_since(row.made));
        let session = Session(Arc::new(Live {
            id_hash: row.id_hash,
            account: account.id,
            vault,
            sealed: row.sealed,
            secret: Some(secret),
            spaces: Mutex::default(),
            unread: Unread::default(),
            made: row.made,
            ends_at: now + ABSOLUTE.saturating_sub(age),
            seen_millis: AtomicU64::new(millis(now)),
            persisted_millis: AtomicU64::new(millis(now)),
            idle_minutes: AtomicU16::new(row.idle_minutes),
            words_confirmed: AtomicBool::new(account.words_confirmed),
            is_stored: AtomicBool::new(true),
            held: AtomicUsize::new(0),
            cookie,
            narrow: Mutex::new(None),
        }));
        self.go_live(session)
    }

    /// Of two requests that bring one session to life at once, both go on with the same.
    pub(super) fn go_live(&self, session: Session) -> Session {
        self.live().entry(session.0.id_hash).or_insert(session).clone()
    }

    /// The session of a cookie; `None` when there is none, or it is over. Counts as activity.
    pub async fn session(&self, cookie: &str) -> Result<Option<Session>, StoreError> {
        let Some(cookie) = SessionSecret::from_cookie(cookie) else { return Ok(None) };
        let (now, id_hash) = (self.0.clock.monotonic(), cookie.id_hash());
        if self.ended().contains_key(&id_hash) {
            return Ok(None);
        }
        let Some(session) = self.live().get(&id_hash).cloned() else {
            return self.stored_session(cookie).await;
        };
        match self.standing(&session).await? {
            Standing::Over => {
                self.lock(&session).await?;
                Ok(None)
            }
            Standing::HandedOver => {
                self.let_go(&session);
                self.stored_session(cookie).await
            }
            // It may have been ended while another process was asked.
            Standing::Stands
                if self.ended().contains_key(&id_hash) || !self.live().contains_key(&id_hash) =>
            {
                Ok(None)
            }
            Standing::Stands => {
                session.0.touch(now);
                Ok(Some(session))
            }
        }
    }

    /// Whether other processes know of the session by its row.
    pub(super) fn has_row(&self, session: &Session) -> bool {
        self.0.store.is_shared() && session.0.is_stored.load(Ordering::Relaxed) && session.narrow().is_none()
    }

    /// Takes in what other processes wrote since this one last looked, and says whether they have left the session
    /// standing. Whoever writes through one process and reads through another sees what they wrote.
    pub(super) async fn standing(&self, session: &Session) -> Result<Standing, StoreError> {
        if session.narrow().is_none() && self.is_over(session).await? {
            return Ok(Standing::Over);
        }
        session.vault().take_in_news().await?;
        let id_hash = session.0.id_hash;
        if session.narrow().is_some() {
            // Asked after the news: its session of treatment may have ended in another process.
            let goes_on = !self.is_over(session).await? && self.sits(session).await?;
            return Ok(if goes_on { Standing::Stands } else { Standing::Over });
        }
        if self.take_in_idle_minutes(session).await? && self.is_over(session).await? {
            return Ok(Standing::Over);
        }
        if !self.has_row(session) {
            return Ok(Standing::Stands);
        }
        if self.0.store.session(id_hash).await?.is_some() {
            self.take_in_beside(session).await?;
            return Ok(Standing::Stands);
        }
        let sitting = self.0.store.sitting(id_hash).await?;
        let handed_over = sitting.is_some_and(|sitting| sitting.state == SittingState::GoesOn);
        Ok(if handed_over { Standing::HandedOver } else { Standing::Over })
    }

    /// Takes in what lies beside the notebook and came through other processes: what was held for it, and that the recovery
    /// words were asked back.
    async fn take_in_beside(&self, session: &Session) -> Result<(), StoreError> {
        let (account, held) = (session.0.account, self.0.store.held_count(session.0.account).await?);
        if let Some(secret) =
            session.0.secret.as_ref().filter(|_| held != session.0.held.load(Ordering::Relaxed))
        {
            self.release_held(session.vault(), account, secret).await?;
            session.0.held.store(held, Ordering::Relaxed);
        }
        if !session.words_confirmed() {
            let row = self.0.store.account(account).await?;
            session.0.words_confirmed.store(row.is_some_and(|row| row.words_confirmed), Ordering::Relaxed);
        }
        Ok(())
    }

    /// Whether no other process has ended a narrow session.
    pub(super) async fn sits(&self, session: &Session) -> Result<bool, StoreError> {
        if !self.0.store.is_shared() {
            return Ok(true);
        }
        self.sits_in_store(session).await
    }

    pub(super) async fn sits_in_store(&self, session: &Session) -> Result<bool, StoreError> {
        let row = self.0.store.sitting(session.0.id_hash).await?;
        Ok(row.is_some_and(|row| row.state == SittingState::GoesOn))
    }

    /// A session that another process, or this one before a restart, began.
    async fn stored_session(&self, cookie: SessionSecret) -> Result<Option<Session>, StoreError> {
        let revived = self.revive(cookie).await;
        self.close_unused();
        self.make_room().await;
        let Some(session) = revived? else { return Ok(None) };
        let stands = match session.narrow() {
            // It may have been ended while it was read, also by this process.
            None => self.0.store.session(session.0.id_hash).await?.is_some(),
            Some(_) => !session.0.is_over(self.0.clock.monotonic()) && self.sits_in_store(&session).await?,
        };
        if stands && !self.ended().contains_key(&session.0.id_hash) {
            return Ok(Some(session));
        }
        if session.narrow().is_some() {
            self.lock(&session).await?;
        }
        self.let_go(&session);
        Ok(None)
    }

    async fn revive(&self, cookie: SessionSecret) -> Result<Option<Session>, StoreError> {
        // Looked for first: what was handed over opens narrow, whatever row lies beside it.
        if let Some(row) = self.0.store.sitting(cookie.id_hash()).await? {
            return self.revive_narrow(cookie, row).await;
        }
        let Some(mut row) = self.0.store.session(cookie.id_hash()).await? else { return Ok(None) };
        if row_is_over(&row, self.now()) {
            self.note_left(row.id_hash, row.account);
            self.end(row.id_hash, Ending::Wide).await?;
            return Ok(None);
        }
        let account = self.0.store.account(row.account).await?.filter(|account| !account.disabled);
        let Some(account) = account else { return Ok(None) };
        let Ok(secret) = cookie.open_account(&row.sealed, row.account.bytes()) else { return Ok(None) };
        if secret.public().bytes() != account.public {
            return Err(StoreError::Damaged("the account's public key".to_owned()));
        }
        let place = self.place(account.notebook);
        let vault = self.vault_in(&place, &account, &secret).await?;
        self.release_held(&vault, account.id, &secret).await?;
        // Another browser may have set them while nobody here asked.
        row.idle_minutes = vault.read().settings().idle_minutes;
        if row_is_over(&row, self.now()) {
            self.note_left(row.id_hash, row.account);
            self.end(row.id_hash, Ending::Wide).await?;
            return Ok(None);
        }
        Ok(Some(self.enliven(row, cookie, &account, Arc::new(secret), vault)))
    }

    /// Nothing opens with this session any more, from this moment. To be followed by [`Keeper::lock`], which also takes
    /// its row and the notebook away; in between, whoever holds the session can still keep words.
    pub fn bar(&self, session: &Session) {
        self.ended().insert(session.0.id_hash, self.ending(session));
        self.live().remove(&session.0.id_hash);
        self.note_left(session.0.id_hash, session.0.account);
    }

    /// Ends a session; with the last one its notebook leaves memory.
    pub async fn lock(&self, session: &Session) -> Result<(), StoreError> {
        self.note_left(session.0.id_hash, session.0.account);
        self.end(session.0.id_hash, self.ending(session)).await
    }

    /// What comes of it when it is ended.
    fn ending(&self, session: &Session) -> Ending {
        match session.0.reach() {
            None => Ending::Wide,
            Some(reach) if reach.ended_by_list(session.vault(), self.0.clock.monotonic()) => {
                Ending::Narrow(SittingState::TakesLate)
            }
            Some(_) => Ending::Narrow(SittingState::Over),
        }
    }

    /// Another process has ended it, or handed it over: it leaves memory here.
    pub(super) fn let_go(&self, session: &Session) {
        self.live().remove(&session.0.id_hash);
        self.note_left(session.0.id_hash, session.0.account);
        self.close_unused();
    }

    /// Nothing opens with this session any more once this is called, whether or not its row can be deleted.
    pub(super) async fn end(&self, id_hash: [u8; 32], ending: Ending) -> Result<(), StoreError> {
        self.ended().insert(id_hash, ending);
        self.live().remove(&id_hash);
        let ended = self.end_row(id_hash, ending).await;
        // A request that was just reading its row may have brought it back.
        self.live().remove(&id_hash);
        self.close_unused();
        if ended.is_ok() {
            self.ended().remove(&id_hash);
        }
        ended
    }

    async fn end_row(&self, id_hash: [u8; 32], ending: Ending) -> Result<(), StoreError> {
        let store = &self.0.store;
        match ending {
            Ending::Narrow(state) => store.end_sitting(id_hash, state, self.in_a_day()).await?,
            Ending::Wide => store.delete_session(id_hash).await?,
        }
        store.delete_aside(id_hash, None).await?;
        let left = self.left().get(&id_hash).map(|(account, _)| *account);
        match left {
            Some(account) if matches!(ending, Ending::Wide) => {
                store.note_parted(id_hash, account, self.in_a_day()).await
            }
            _ => Ok(()),
        }
    }

    /// When what is left of a session that ends now is forgotten.
    pub(super) fn in_a_day(&self) -> Timestamp {
        self.now().plus_seconds(i64::try_from(ABSOLUTE.as_secs()).unwrap_or(0))
    }

    /// Ends every session of an account but one, and every second step that waits.
    pub(crate) async fn end_sessions(
        &self,
        account: AccountId,
        but: Option<[u8; 32]>,
    ) -> Result<(), StoreError> {
        // Before it is looked which sessions there are: a second step that is taken meanwhile, or a device that is taken back, has
        // its session already.
        let mut failed = self.0.store.delete_pending_of(account).await.err();
        failed = self.end_sittings(account).await.err().or(failed);
        let rows = self.0.store.sessions_of(account).await?.into_iter().map(|row| row.id_hash);
        let live =
            self.live_now().into_iter().filter(|live| live.0.account == account && live.narrow().is_none());
        let wide: HashSet<_> = rows.chain(live.map(|live| live.0.id_hash)).collect();
        for id_hash in wide.into_iter().filter(|id_hash| Some(*id_hash) != but) {
            self.note_left(id_hash, account);
            // A store that fails keeps none of the others open.
            failed = self.end(id_hash, Ending::Wide).await.err().or(failed);
        }
        failed.map_or(Ok(()), Err)
    }

    /// Writes a session's row anew. One that was ended meanwhile is not brought back.
    pub(super) async fn note_row(&self, session: &Session, row: &SessionRow) -> Result<(), StoreError> {
        if !session.0.is_stored.load(Ordering::Relaxed) {
            self.0.store.put_session(row).await?;
            session.0.is_stored.store(true, Ordering::Relaxed);
        } else if !self.0.store.touch_session(row).await? {
            self.lock(session).await?;
        }
        Ok(())
    }

    pub(super) fn ended(&self) -> MutexGuard<'_, HashMap<[u8; 32], Ending>> {
        self.0.ended.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The sessions that go on. Nothing is held when this returns, so whoever asks may read their notebooks.
    pub(super) fn live_now(&self) -> Vec<Session> {
        self.live().values().cloned().collect()
    }

    /// No notebook is read while this is held.
    pub(super) fn live(&self) -> MutexGuard<'_, HashMap<[u8; 32], Session>> {
        self.0.live.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
