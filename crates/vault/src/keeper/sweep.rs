//! What is looked for every few seconds: sessions that are over, here and in other processes.

use std::{
    collections::HashSet,
    sync::{MutexGuard, PoisonError},
};

use hearken_core::AccountId;
use hearken_seal::SessionSecret;

use super::{Ending, Keeper};
use crate::{
    port::{AccountRow, StoreError},
    session::{ABSOLUTE, Session, millis},
};

/// So many sessions that are over are ended in one go; the others are in the next.
const AT_ONCE: usize = 500;

/// How long a count by a name or an address is kept, in seconds, once it rests.
const COUNTS_REST: i64 = 86_400;

impl Keeper {
    /// Locks what was idle for too long. To be called every few seconds.
    pub async fn sweep(&self) -> Result<(), StoreError> {
        let known = self.live_now();
        let mut failed = None;
        for session in &known {
            // One row that cannot be written keeps no other session open.
            failed = self.sweep_one(session).await.err().or(failed);
        }
        for session in self.ended_elsewhere(&known).await? {
            // What it opened leaves memory here too; its cookie may go on narrow.
            self.let_go(&session);
        }
        for row in self.0.store.sessions_over(self.now(), AT_ONCE).await? {
            if !self.live().contains_key(&row.id_hash) {
                self.note_left(row.id_hash, row.account);
                self.end(row.id_hash, Ending::Wide).await?;
            }
        }
        let unfinished: Vec<_> = self.ended().iter().map(|(id_hash, ending)| (*id_hash, *ending)).collect();
        for (id_hash, ending) in unfinished {
            failed = self.end(id_hash, ending).await.err().or(failed);
        }
        self.close_unused();
        self.forget_left();
        // What is still held here could not be let go.
        drop(known);
        self.make_room().await;
        let forgotten = self.0.store.forget_ended(self.now(), self.now().plus_seconds(-COUNTS_REST)).await;
        failed = forgotten.err().filter(|error| !error.leaves_reading()).or(failed);
        let over = self.0.store.delete_space_invitations_over(self.now()).await;
        failed = over.err().filter(|error| !error.leaves_reading()).or(failed);
        failed.map_or(Ok(()), Err)
    }

    /// Those that were ended through another process.
    async fn ended_elsewhere(&self, known: &[Session]) -> Result<Vec<Session>, StoreError> {
        if !self.0.store.is_shared() {
            return Ok(Vec::new());
        }
        let with_row: Vec<_> = known.iter().filter(|session| self.has_row(session)).collect();
        let ids: Vec<_> = with_row.iter().map(|session| session.0.id_hash).collect();
        let standing: HashSet<_> = self.0.store.sessions_standing(&ids).await?.into_iter().collect();
        let gone = with_row.into_iter().filter(|session| !standing.contains(&session.0.id_hash));
        let mut gone: Vec<_> = gone.cloned().collect();
        for session in known.iter().filter(|session| session.narrow().is_some()) {
            if !self.sits(session).await? {
                gone.push(session.clone());
            }
        }
        Ok(gone)
    }

    /// Locks a session that was idle for too long; notes of another that it was used.
    async fn sweep_one(&self, session: &Session) -> Result<(), StoreError> {
        self.take_in_idle_minutes(session).await?;
        if self.is_over(session).await? {
            return self.lock(session).await;
        }
        session.0.vault.forget_old_aside();
        if session.narrow().is_some() && self.0.store.session(session.0.id_hash).await?.is_some() {
            // Where it was handed over while its row was being written, a restart must not open more than it does now.
            self.0.store.delete_session(session.0.id_hash).await?;
        }
        let Some(row) = session.0.row_if_stale(self.0.clock.monotonic(), self.now()) else { return Ok(()) };
        if session.narrow().is_some() {
            return self.0.store.touch_sitting(row.id_hash, row.seen).await.map(drop);
        }
        self.note_row(session, &row).await
    }

    /// Remembers whose session it was that ended.
    pub(super) fn note_left(&self, id_hash: [u8; 32], account: AccountId) {
        self.left().insert(id_hash, (account, self.0.clock.monotonic()));
    }

    /// The account that a browser's cookie belonged to, as far as that can be known.
    pub(crate) async fn had(&self, cookie: &str) -> Result<Option<AccountRow>, StoreError> {
        let Some(cookie) = SessionSecret::from_cookie(cookie) else { return Ok(None) };
        let live = self.live().get(&cookie.id_hash()).map(|live| live.0.account);
        let left = self.left().get(&cookie.id_hash()).map(|(account, _)| *account);
        let account = match live.or(left) {
            Some(account) => Some(account),
            None => match self.0.store.session(cookie.id_hash()).await? {
                Some(row) => Some(row.account),
                None => self.0.store.parted(cookie.id_hash()).await?,
            },
        };
        match account {
            Some(account) => self.0.store.account(account).await,
            None => Ok(None),
        }
    }

    /// A day after a session ended nothing comes from it any more.
    fn forget_left(&self) {
        let now = millis(self.0.clock.monotonic());
        self.left().retain(|_, (_, left)| now.saturating_sub(millis(*left)) < millis(ABSOLUTE));
    }

    pub(super) fn left(&self) -> MutexGuard<'_, super::Left> {
        self.0.left.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
