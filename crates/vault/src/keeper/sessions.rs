//! Who is unlocked: sessions begin, are found by their cookie, and end.

use std::{
    collections::{HashMap, HashSet},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicU16, AtomicU64, Ordering},
    },
    time::Duration,
};

use hearken_core::{AccountId, settings::IDLE_RANGE};
use hearken_seal::{AccountSecret, SessionSecret};

use super::{Keeper, Vaults};
use crate::{
    late::LateDoor,
    open::OpenVault,
    port::{AccountRow, SessionRow, StoreError},
    session::{ABSOLUTE, Cookie, Live, MOST_AT_A_TIME, Session, millis, row_is_over},
};

impl Keeper {
    /// Starts a session and opens the notebook. What was held while locked comes back as drafts.
    pub(crate) async fn open_session(
        &self,
        account: &AccountRow,
        secret: &Arc<AccountSecret>,
    ) -> Result<(Cookie, Session), StoreError> {
        let mut vaults = self.0.vaults.lock().await;
        let opened = self.open_session_in(&mut vaults, account, secret).await;
        self.close_unused(&mut vaults);
        drop(vaults);
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
            self.end(row.id_hash).await?;
        }
        Ok(())
    }

    async fn open_session_in(
        &self,
        vaults: &mut Vaults,
        account: &AccountRow,
        secret: &Arc<AccountSecret>,
    ) -> Result<(Cookie, Session), StoreError> {
        let vault = self.vault_in(vaults, account, secret).await?;
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
        let session = self.enliven(row, account, secret.clone(), vault);
        session.0.is_stored.store(stored, Ordering::Relaxed);
        Ok((Cookie(cookie.to_cookie().to_string()), session))
    }

    fn enliven(
        &self,
        row: SessionRow,
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
            made: row.made,
            ends_at: now + ABSOLUTE.saturating_sub(age),
            seen_millis: AtomicU64::new(millis(now)),
            persisted_millis: AtomicU64::new(millis(now)),
            idle_minutes: AtomicU16::new(row.idle_minutes),
            words_confirmed: AtomicBool::new(account.words_confirmed),
            is_stored: AtomicBool::new(true),
            words: Mutex::new(None),
            narrow: Mutex::new(None),
        }));
        self.live().insert(row.id_hash, session.clone());
        session
    }

    /// The session of a cookie; `None` when there is none, or it is over. Counts as activity.
    pub async fn session(&self, cookie: &str) -> Result<Option<Session>, StoreError> {
        let Some(cookie) = SessionSecret::from_cookie(cookie) else { return Ok(None) };
        let (now, id_hash) = (self.0.clock.monotonic(), cookie.id_hash());
        let live = self.live().get(&id_hash).cloned();
        match live {
            _ if self.ended().contains(&id_hash) => Ok(None),
            Some(session) if self.is_over(&session).await? || !self.stands_elsewhere(&session).await? => {
                self.lock(&session).await?;
                Ok(None)
            }
            // It may have been ended while another process was asked.
            Some(_) if self.ended().contains(&id_hash) || !self.live().contains_key(&id_hash) => Ok(None),
            Some(session) => {
                session.0.touch(now);
                Ok(Some(session))
            }
            None => self.stored_session(&cookie).await,
        }
    }

    /// Whether a session is over, in every process: whoever is quiet here may be writing through another one.
    pub(super) async fn is_over(&self, session: &Session) -> Result<bool, StoreError> {
        let (now, wall) = (self.0.clock.monotonic(), self.now());
        if !session.0.is_over(now) || !self.has_row(session) {
            return Ok(session.0.is_over(now));
        }
        if let Some(row) = self.0.store.session(session.0.id_hash).await?
            && !row_is_over(&row, wall)
        {
            session.0.touch_ago(now, wall.seconds_since(row.seen));
        }
        Ok(session.0.is_over(now))
    }

    /// Whether other processes know of the session by its row.
    pub(super) fn has_row(&self, session: &Session) -> bool {
        self.0.store.is_shared() && session.0.is_stored.load(Ordering::Relaxed) && session.narrow().is_none()
    }

    /// Takes in what other processes wrote since this one last looked, and says whether they have left the session
    /// standing. Whoever writes through one process and reads through another sees what they wrote.
    pub(super) async fn stands_elsewhere(&self, session: &Session) -> Result<bool, StoreError> {
        session.vault().take_in_news().await?;
        if self.0.store.is_shared() && session.narrow().is_some() {
            return self.is_let_in(session.0.account).await;
        }
        Ok(!self.has_row(session) || self.0.store.session(session.0.id_hash).await?.is_some())
    }

    /// Whether an account is there and not shut out: for a session that has no row to go by.
    pub(super) async fn is_let_in(&self, account: AccountId) -> Result<bool, StoreError> {
        Ok(self.0.store.account(account).await?.is_some_and(|account| !account.disabled))
    }

    /// A session that another process, or this one before a restart, began.
    async fn stored_session(&self, cookie: &SessionSecret) -> Result<Option<Session>, StoreError> {
        let mut vaults = self.0.vaults.lock().await;
        // Another request with the same cookie may have been first.
        if let Some(session) = self.live().get(&cookie.id_hash()) {
            return Ok(Some(session.clone()));
        }
        let revived = self.revive(&mut vaults, cookie).await;
        self.close_unused(&mut vaults);
        drop(vaults);
        self.make_room().await;
        revived
    }

    async fn revive(
        &self,
        vaults: &mut Vaults,
        cookie: &SessionSecret,
    ) -> Result<Option<Session>, StoreError> {
        let Some(mut row) = self.0.store.session(cookie.id_hash()).await? else { return Ok(None) };
        if row_is_over(&row, self.now()) {
            self.0.store.delete_session(row.id_hash).await?;
            return Ok(None);
        }
        let account = self.0.store.account(row.account).await?.filter(|account| !account.disabled);
        let Some(account) = account else { return Ok(None) };
        let Ok(secret) = cookie.open_account(&row.sealed, row.account.bytes()) else { return Ok(None) };
        if secret.public().bytes() != account.public {
            return Err(StoreError::Damaged("the account's public key".to_owned()));
        }
        let vault = self.vault_in(vaults, &account, &secret).await?;
        self.release_held(&vault, account.id, &secret).await?;
        row.idle_minutes = row.idle_minutes.clamp(*IDLE_RANGE.start(), *IDLE_RANGE.end());
        Ok(Some(self.enliven(row, &account, Arc::new(secret), vault)))
    }

    /// Nothing opens with this session any more, from this moment. To be followed by [`Keeper::lock`], which also takes
    /// its row and the notebook away; in between, whoever holds the session can still keep words.
    pub fn bar(&self, session: &Session) {
        self.ended().insert(session.0.id_hash);
        self.live().remove(&session.0.id_hash);
        self.note_left(session.0.id_hash, session.0.account);
    }

    /// Ends a session; with the last one its notebook leaves memory.
    pub async fn lock(&self, session: &Session) -> Result<(), StoreError> {
        self.end(session.0.id_hash).await
    }

    /// Nothing opens with this session any more once this is called, whether or not its row can be deleted.
    pub(super) async fn end(&self, id_hash: [u8; 32]) -> Result<(), StoreError> {
        self.ended().insert(id_hash);
        let was = self.live().remove(&id_hash);
        if let Some(was) = &was {
            self.note_left(id_hash, was.0.account);
        }
        let sat = was.filter(|ended| ended.narrow().is_some());
        if let Some(sat) = sat {
            let door = LateDoor::of(&sat.0, self.0.clock.monotonic());
            self.sat_once().insert(id_hash, door);
        }
        let deleted = self.0.store.delete_session(id_hash).await;
        let mut vaults = self.0.vaults.lock().await;
        // A request that was just reading its row may have brought it back.
        self.live().remove(&id_hash);
        self.close_unused(&mut vaults);
        if deleted.is_ok() {
            self.ended().remove(&id_hash);
        }
        deleted
    }

    /// Ends every session of an account but one.
    pub(crate) async fn end_sessions(
        &self,
        account: AccountId,
        but: Option<[u8; 32]>,
    ) -> Result<(), StoreError> {
        let rows = self.0.store.sessions_of(account).await?.into_iter().map(|row| (row.account, row.id_hash));
        // Narrow sessions have no row.
        let live: Vec<_> = self.live().values().map(|live| (live.0.account, live.0.id_hash)).collect();
        let mut failed = None;
        for (of, id_hash) in rows.chain(live) {
            if of == account && Some(id_hash) != but {
                // A store that fails keeps none of the others open.
                failed = self.end(id_hash).await.err().or(failed);
            }
        }
        self.close_late_doors(account);
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

    /// Sets after how many quiet minutes a session locks, from now on.
    pub async fn set_idle_minutes(&self, session: &Session, minutes: u16) -> Result<(), StoreError> {
        let minutes = minutes.clamp(*IDLE_RANGE.start(), *IDLE_RANGE.end());
        session.0.idle_minutes.store(minutes, Ordering::Relaxed);
        if session.narrow().is_some() {
            return Ok(());
        }
        self.note_row(session, &session.0.row(self.now())).await
    }

    /// Takes notebooks that nobody has a session for out of memory.
    fn close_unused(&self, vaults: &mut Vaults) {
        let live = self.live();
        vaults.retain(|id, _| live.values().any(|session| session.0.vault.id() == *id));
    }

    pub(super) fn ended(&self) -> MutexGuard<'_, HashSet<[u8; 32]>> {
        self.0.ended.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn sat_once(&self) -> MutexGuard<'_, HashMap<[u8; 32], Option<LateDoor>>> {
        self.0.sat.lock().unwrap_or_else(PoisonError::into_inner)
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
