//! The notebooks that are open, and the opening of them: each once, however many ask for it, and none waits for another.

use std::{
    collections::HashMap,
    sync::{Arc, MutexGuard, PoisonError},
};

use hearken_core::VaultId;
use hearken_seal::{AccountSecret, VaultKey};
use tokio::sync::{OnceCell, SemaphorePermit};

use super::Keeper;
use crate::{
    keys::{Keys, unwrap_all},
    open::OpenVault,
    port::{AccountRow, StoreError},
};

/// Where a notebook is, or will be once whoever was first has opened it. Whoever holds it keeps it from being closed until a
/// session has the notebook.
pub(super) type Place = Arc<OnceCell<Arc<OpenVault>>>;

/// A notebook with more entries than this takes its turn to be opened. (P)
const LARGE: u64 = 1_000;

/// So many large ones are opened at a time: one that is read, and one that is folded. (P)
pub(super) const OPENING: usize = 2;

pub(super) type Places = HashMap<VaultId, Place>;

impl Keeper {
    /// Every notebook that somebody has open.
    pub fn open_vaults(&self) -> Vec<Arc<OpenVault>> {
        self.places().values().filter_map(|place| place.get().cloned()).collect()
    }

    /// The account's notebook: the open one, or opened now.
    pub(crate) async fn vault_of(
        &self,
        account: &AccountRow,
        secret: &AccountSecret,
    ) -> Result<Arc<OpenVault>, StoreError> {
        self.vault_in(&self.place(account.notebook), account, secret).await
    }

    pub(super) async fn vault_in(
        &self,
        place: &Place,
        account: &AccountRow,
        secret: &AccountSecret,
    ) -> Result<Arc<OpenVault>, StoreError> {
        let keys = async || {
            let rows = self.0.store.memberships(account.id, account.notebook).await?;
            unwrap_all(&rows, account.id, account.notebook, secret)
        };
        self.vault_with(place, account.notebook, keys).await
    }

    /// The notebook in a place, opened with `keys` where it is not open yet.
    pub(super) async fn vault_with(
        &self,
        place: &Place,
        notebook: VaultId,
        keys: impl AsyncFnOnce() -> Result<Vec<VaultKey>, StoreError>,
    ) -> Result<Arc<OpenVault>, StoreError> {
        let was_open = place.initialized();
        let open = || async {
            let keys = Keys::new(keys().await?);
            let keys = keys.ok_or_else(|| StoreError::Damaged("no key of the notebook".to_owned()))?;
            let _turn = self.turn_to_open(notebook).await?;
            OpenVault::open(notebook, keys, None, self.0.store.clone(), self.0.clock.clone()).await
        };
        let vault = place.get_or_try_init(open).await?.clone();
        if was_open {
            vault.take_in_news().await?;
        }
        Ok(vault)
    }

    /// Waits until a large notebook may be opened, and has room: while one is read nothing can let go of it, so as many at once
    /// as there are requests would take any memory. A small one waits for nobody.
    async fn turn_to_open(&self, notebook: VaultId) -> Result<Option<SemaphorePermit<'_>>, StoreError> {
        let head = match self.0.store.head(notebook).await {
            // Opening it says what is damaged.
            Err(StoreError::Damaged(_)) => None,
            head => head?,
        };
        if head.is_none_or(|head| head.seq <= LARGE) {
            return Ok(None);
        }
        let turn = self.0.opening.acquire().await.expect("it is never closed");
        self.make_room_first().await;
        Ok(Some(turn))
    }

    pub(super) fn place(&self, notebook: VaultId) -> Place {
        self.places().entry(notebook).or_default().clone()
    }

    /// Takes notebooks that nobody has a session for out of memory.
    pub(super) fn close_unused(&self) {
        let live = self.live();
        let is_used = |id: VaultId| live.values().any(|session| session.0.vault.id() == id);
        self.places().retain(|id, place| Arc::strong_count(place) > 1 || is_used(*id));
    }

    pub(super) fn places(&self) -> MutexGuard<'_, Places> {
        self.0.places.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
