//! The [`Keeper`]: opens notebooks, keeps them open while somebody is there, and locks them again.

mod answers;
mod aside;
mod changed;
mod glance;
mod joining;
mod narrow;
mod quiet;
mod room;
mod seen;
mod sessions;
mod sweep;
mod vaults;
mod words;

pub use glance::Glance;
pub use seen::SeenSession;

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, OnceLock, atomic::AtomicUsize},
    time::Duration,
};

use hearken_core::{AccountId, DraftId, RecordId, Timestamp};
use hearken_seal::{AccountSecret, KdfParams, Passphrase, SealError, SessionSecret, Unlocker, random_bytes};
use tokio::sync::{Semaphore, SemaphorePermit};

use crate::{
    attempts::Tries,
    decoy::Decoy,
    port::{AccountRow, Clock, SittingState, Store, StoreError},
    session::Session,
    who::SignUps,
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
    /// Who opens a large notebook now.
    opening: Semaphore,
    places: Mutex<vaults::Places>,
    /// How many bytes open notebooks may take together.
    room: AtomicUsize,
    live: Mutex<HashMap<[u8; 32], Session>>,
    /// Sessions that were ended while their row could not be, on a full disk, say. They stay ended.
    ended: Mutex<HashMap<[u8; 32], Ending>>,
    tries: tokio::sync::Mutex<Tries>,
    /// Who may make an account, where somebody has said so.
    sign_ups: OnceLock<SignUps>,
    /// Made with the first try under a name, whoever's it is.
    decoy: OnceLock<Decoy>,
    /// What marks in the log are made with.
    marks_key: [u8; 32],
    /// Whose sessions ended here, so that words which come after them find their way.
    left: Mutex<Left>,
}

/// What is left to be done in the store for a session that was ended.
#[derive(Clone, Copy)]
enum Ending {
    /// Its row goes.
    Wide,
    /// It was narrow, and comes to this.
    Narrow(SittingState),
}

/// Whose session it was, and when it ended.
type Left = HashMap<[u8; 32], (AccountId, Duration)>;

impl Keeper {
    /// A keeper over a store. `kdf` is what new passphrases are derived with.
    pub fn new(store: Arc<dyn Store>, clock: Arc<dyn Clock>, kdf: KdfParams) -> Self {
        let tries = Tries::begin(&*clock).into();
        Self(Arc::new(Inner {
            store,
            clock,
            kdf,
            deriving: Semaphore::new(1),
            queue: Semaphore::new(QUEUE),
            setting_up: tokio::sync::Mutex::default(),
            opening: Semaphore::new(vaults::OPENING),
            places: Mutex::default(),
            room: AtomicUsize::new(room::USUAL_ROOM),
            live: Mutex::default(),
            ended: Mutex::default(),
            tries,
            sign_ups: OnceLock::new(),
            decoy: OnceLock::new(),
            marks_key: random_bytes(),
            left: Mutex::default(),
        }))
    }

    /// The time, from the clock that was handed in.
    pub fn now(&self) -> Timestamp {
        self.0.clock.now()
    }

    /// Time since some fixed moment of this process; never goes back.
    pub fn monotonic(&self) -> Duration {
        self.0.clock.monotonic()
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
        Ok(if self.0.store.some_accounts(1).await?.is_empty() { Setup::Empty } else { Setup::Ready })
    }

    /// Says, once and for all, who may make an account here. From then on names are asked for.
    pub fn say_who_may_join(&self, sign_ups: SignUps) {
        self.0.sign_ups.get_or_init(|| sign_ups);
    }

    pub(crate) fn sign_ups(&self) -> Option<SignUps> {
        self.0.sign_ups.get().copied()
    }

    pub(crate) fn decoy(&self) -> &Decoy {
        self.0.decoy.get_or_init(|| blocking(|| Decoy::make(self.now(), self.0.kdf)))
    }

    pub(crate) fn marks_key(&self) -> &[u8; 32] {
        &self.0.marks_key
    }

    pub(crate) fn store(&self) -> &Arc<dyn Store> {
        &self.0.store
    }

    pub(crate) fn clock(&self) -> &dyn Clock {
        &*self.0.clock
    }

    pub(crate) fn shared_clock(&self) -> Arc<dyn Clock> {
        self.0.clock.clone()
    }

    /// An account by its id.
    pub(crate) async fn account_row(&self, id: AccountId) -> Result<Option<AccountRow>, StoreError> {
        self.0.store.account(id).await
    }

    pub(crate) async fn tries(&self) -> tokio::sync::MutexGuard<'_, Tries> {
        self.0.tries.lock().await
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

    /// What a code is stretched to.
    pub(crate) async fn stretch(&self, code: &str) -> SessionSecret {
        blocking(|| SessionSecret::from_code(code, self.0.kdf))
    }

    pub(crate) async fn open_by_passphrase(
        &self,
        unlocker: Unlocker,
        account: AccountId,
        passphrase: &Passphrase,
    ) -> Result<AccountSecret, SealError> {
        blocking(|| unlocker.open_with_passphrase(account.bytes(), passphrase))
    }
}

/// Runs something long on this thread while the runtime's other tasks move elsewhere, where there is an elsewhere.
fn blocking<T>(work: impl FnOnce() -> T) -> T {
    match tokio::runtime::Handle::current().runtime_flavor() {
        tokio::runtime::RuntimeFlavor::MultiThread => tokio::task::block_in_place(work),
        _ => work(),
    }
}
