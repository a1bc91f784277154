//! The [`Keeper`]: opens notebooks, keeps them open while somebody is there, and locks them again.

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicU16, AtomicU64, Ordering},
    },
};

use hearken_core::{AccountId, DraftId, RecordId, Timestamp, VaultId, settings::IDLE_RANGE};
use hearken_seal::{
    AccountSecret, KdfParams, Passphrase, SealError, SessionSecret, Unlocker, VaultKey, random_bytes,
};
use tokio::sync::{Semaphore, SemaphorePermit};

use crate::{
    open::{Keys, OpenVault},
    port::{AccountRow, Clock, SessionRow, Store, StoreError},
    session::{Cookie, Live, Session, millis, row_is_over},
};

/// Tries to unlock that may wait for their turn; more are turned away at once.
const QUEUE: usize = 8;

/// Whether somebody has set up a notebook here.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Setup {
    /// Not yet.
    Empty,
    /// Yes.
    Ready,
}

/// Opens, keeps and locks notebooks. Cheap to clone.
#[derive(Clone)]
pub struct Keeper(Arc<Inner>);

struct Inner {
    store: Arc<dyn Store>,
    clock: Arc<dyn Clock>,
    kdf: KdfParams,
    /// One key derivation at a time: each takes 64 MiB and a core.
    deriving: Semaphore,
    queue: Semaphore,
    setting_up: tokio::sync::Mutex<()>,
    /// Vaults are opened under this lock, so that ten requests after a restart open one notebook once.
    vaults: tokio::sync::Mutex<HashMap<VaultId, Arc<OpenVault>>>,
    live: Mutex<HashMap<[u8; 32], Session>>,
}

impl Keeper {
    /// A keeper over a store. `kdf` is what new passphrases are derived with.
    pub fn new(store: Arc<dyn Store>, clock: Arc<dyn Clock>, kdf: KdfParams) -> Self {
        Self(Arc::new(Inner {
            store,
            clock,
            kdf,
            deriving: Semaphore::new(1),
            queue: Semaphore::new(QUEUE),
            setting_up: tokio::sync::Mutex::default(),
            vaults: tokio::sync::Mutex::default(),
            live: Mutex::default(),
        }))
    }

    /// The time, from the clock that was handed in.
    pub fn now(&self) -> Timestamp {
        self.0.clock.now()
    }

    /// An id for a new record.
    pub fn new_record_id(&self) -> RecordId {
        RecordId::from_parts(self.now(), random_bytes())
    }

    /// An id for a new draft.
    pub fn new_draft_id(&self) -> DraftId {
        DraftId::from_parts(self.now(), random_bytes())
    }

    /// Whether somebody has set up a notebook here.
    pub async fn setup(&self) -> Result<Setup, StoreError> {
        Ok(if self.0.store.accounts().await?.is_empty() { Setup::Empty } else { Setup::Ready })
    }

    pub(crate) fn store(&self) -> &Arc<dyn Store> {
        &self.0.store
    }

    pub(crate) async fn setting_up(&self) -> tokio::sync::MutexGuard<'_, ()> {
        self.0.setting_up.lock().await
    }

    /// A turn at trying a passphrase; `None` when too many wait already.
    pub(crate) async fn trying(&self) -> Option<(SemaphorePermit<'_>, SemaphorePermit<'_>)> {
        let place = self.0.queue.try_acquire().ok()?;
        Some((place, self.0.deriving.acquire().await.ok()?))
    }

    pub(crate) async fn seal_by_passphrase(
        &self,
        secret: &AccountSecret,
        account: AccountId,
        passphrase: &Passphrase,
    ) -> Vec<u8> {
        // Deriving takes about 0.2 s of a core; on a multi-threaded runtime the other tasks go on meanwhile.
        blocking(|| Unlocker::by_passphrase(secret, account.bytes(), passphrase, self.0.kdf).bytes())
    }

    pub(crate) async fn open_by_passphrase(
        &self,
        unlocker: Unlocker,
        account: AccountId,
        passphrase: &Passphrase,
    ) -> Result<AccountSecret, SealError> {
        blocking(|| unlocker.open_with_passphrase(account.bytes(), passphrase))
    }

    /// Starts a session and opens the notebook. What was held while locked comes back as drafts.
    pub(crate) async fn open_session(
        &self,
        account: &AccountRow,
        secret: &AccountSecret,
    ) -> Result<(Cookie, Session), StoreError> {
        let vault = self.vault_of(account, secret).await?;
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
        self.0.store.put_session(&row).await?;
        let session = self.enliven(row, account, vault);
        Ok((Cookie(cookie.to_cookie().to_string()), session))
    }

    fn enliven(&self, row: SessionRow, account: &AccountRow, vault: Arc<OpenVault>) -> Session {
        let now = self.0.clock.monotonic();
        let age = std::time::Duration::from_secs(self.now().seconds_since(row.made));
        let session = Session(Arc::new(Live {
            id_hash: row.id_hash,
            account: account.id,
            vault,
            sealed: row.sealed,
            made: row.made,
            made_at: now.saturating_sub(age),
            seen_millis: AtomicU64::new(millis(now)),
            persisted_millis: AtomicU64::new(millis(now)),
            idle_minutes: AtomicU16::new(row.idle_minutes),
            words_confirmed: AtomicBool::new(account.words_confirmed),
            words: Mutex::new(None),
        }));
        self.live().insert(row.id_hash, session.clone());
        session
    }

    /// The account's notebook: the open one, or opened now.
    pub(crate) async fn vault_of(&self, account: &AccountRow, secret: &AccountSecret) -> Result<Arc<OpenVault>, StoreError> {
        let mut vaults = self.0.vaults.lock().await;
        if let Some(vault) = vaults.get(&account.notebook) {
            return Ok(vault.clone());
        }
        let mut keys = Vec::new();
        for member in self.0.store.memberships(account.id, account.notebook).await? {
            let key = VaultKey::unwrap(
                &member.wrapped,
                secret,
                account.id.bytes(),
                account.notebook.bytes(),
                member.epoch,
                &member.commitment,
            );
            keys.push(key.map_err(|_| StoreError::Damaged("the notebook's key".to_owned()))?);
        }
        let keys = Keys::new(keys).ok_or_else(|| StoreError::Damaged("no key of the notebook".to_owned()))?;
        let (store, clock) = (self.0.store.clone(), self.0.clock.clone());
        let vault = OpenVault::open(account.notebook, keys, store, clock).await?;
        vaults.insert(account.notebook, vault.clone());
        Ok(vault)
    }

    /// The session of a cookie; `None` when there is none, or it is over. Counts as activity.
    pub async fn session(&self, cookie: &str) -> Result<Option<Session>, StoreError> {
        let Some(cookie) = SessionSecret::from_cookie(cookie) else { return Ok(None) };
        let now = self.0.clock.monotonic();
        let live = self.live().get(&cookie.id_hash()).cloned();
        match live {
            Some(session) if session.0.is_over(now) => {
                self.lock(&session).await?;
                Ok(None)
            }
            Some(session) => {
                session.0.touch(now);
                Ok(Some(session))
            }
            None => self.stored_session(&cookie).await,
        }
    }

    /// A session that another process, or this one before a restart, began.
    async fn stored_session(&self, cookie: &SessionSecret) -> Result<Option<Session>, StoreError> {
        let Some(mut row) = self.0.store.session(cookie.id_hash()).await? else { return Ok(None) };
        if row_is_over(&row, self.now()) {
            self.0.store.delete_session(row.id_hash).await?;
            return Ok(None);
        }
        let accounts = self.0.store.accounts().await?;
        let Some(account) = accounts.iter().find(|account| account.id == row.account) else { return Ok(None) };
        let Ok(secret) = cookie.open_account(&row.sealed, row.account.bytes()) else { return Ok(None) };
        if secret.public().bytes() != account.public {
            return Err(StoreError::Damaged("the account's public key".to_owned()));
        }
        let vault = self.vault_of(account, &secret).await?;
        self.release_held(&vault, account.id, &secret).await?;
        row.idle_minutes = row.idle_minutes.clamp(*IDLE_RANGE.start(), *IDLE_RANGE.end());
        Ok(Some(self.enliven(row, account, vault)))
    }

    /// Ends a session; with the last one its notebook leaves memory.
    pub async fn lock(&self, session: &Session) -> Result<(), StoreError> {
        self.live().remove(&session.0.id_hash);
        self.close_unused().await;
        self.0.store.delete_session(session.0.id_hash).await
    }

    /// Ends every session of an account but one.
    pub(crate) async fn end_sessions(&self, account: AccountId, but: Option<[u8; 32]>) -> Result<(), StoreError> {
        for row in self.0.store.sessions().await? {
            if row.account == account && Some(row.id_hash) != but {
                self.live().remove(&row.id_hash);
                self.0.store.delete_session(row.id_hash).await?;
            }
        }
        self.close_unused().await;
        Ok(())
    }

    /// Locks what was idle for too long. To be called every few seconds.
    pub async fn sweep(&self) -> Result<(), StoreError> {
        let (now, wall) = (self.0.clock.monotonic(), self.now());
        let sessions: Vec<Session> = self.live().values().cloned().collect();
        for session in sessions {
            if session.0.is_over(now) {
                self.lock(&session).await?;
            } else if let Some(row) = session.0.row_if_stale(now, wall) {
                self.0.store.put_session(&row).await?;
            }
        }
        for row in self.0.store.sessions().await? {
            if row_is_over(&row, wall) && !self.live().contains_key(&row.id_hash) {
                self.0.store.delete_session(row.id_hash).await?;
            }
        }
        Ok(())
    }

    /// Sets after how many quiet minutes a session locks, from now on.
    pub async fn set_idle_minutes(&self, session: &Session, minutes: u16) -> Result<(), StoreError> {
        let minutes = minutes.clamp(*IDLE_RANGE.start(), *IDLE_RANGE.end());
        session.0.idle_minutes.store(minutes, Ordering::Relaxed);
        self.0.store.put_session(&session.0.row(self.now())).await
    }

    /// The recovery words, as long as they wait to be asked back.
    pub fn pending_words(&self, session: &Session) -> Option<[&'static str; 24]> {
        session.0.words.lock().unwrap_or_else(PoisonError::into_inner).as_ref().map(|words| words.words())
    }

    /// Which three words are asked back: positions from 0, in order, the same for the same words.
    pub fn asked_back(&self, session: &Session) -> [usize; 3] {
        // One from each third, picked by the session's own random id: no position is ever left out for good.
        let pick = |third: usize| third * 8 + usize::from(session.0.id_hash[third] % 8);
        [pick(0), pick(1), pick(2)]
    }

    /// Compares words that were asked back. When all are right they are gone from memory.
    pub async fn check_words(&self, session: &Session, answers: &[(usize, String)]) -> Result<bool, StoreError> {
        let Some(words) = self.pending_words(session) else { return Ok(false) };
        let right = |(at, typed): &(usize, String)| {
            words.get(*at).is_some_and(|word| typed.trim().to_lowercase() == **word)
        };
        if answers.len() < 3 || !answers.iter().all(right) {
            return Ok(false);
        }
        self.0.store.confirm_words(session.0.account, true).await?;
        session.0.words_confirmed.store(true, Ordering::Relaxed);
        session.0.set_words(None);
        Ok(true)
    }

    async fn close_unused(&self) {
        let mut vaults = self.0.vaults.lock().await;
        let live = self.live();
        vaults.retain(|id, _| live.values().any(|session| session.0.vault.id() == *id));
    }

    fn live(&self) -> MutexGuard<'_, HashMap<[u8; 32], Session>> {
        self.0.live.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Runs something long on this thread while the runtime's other tasks move elsewhere, where there is an elsewhere.
fn blocking<T>(work: impl FnOnce() -> T) -> T {
    match tokio::runtime::Handle::current().runtime_flavor() {
        tokio::runtime::RuntimeFlavor::MultiThread => tokio::task::block_in_place(work),
        _ => work(),
    }
}
