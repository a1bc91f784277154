//! Everything that somebody's keys open, opened with the passphrase for one command: the notebook, and every space they are in.

use std::sync::Arc;

use hearken_core::{RecordId, sharing::Space};
use hearken_seal::{AccountSecret, Passphrase};

use crate::{
    account::UnlockError,
    keeper::Keeper,
    open::OpenVault,
    port::{AccountRow, StoreError},
};

/// A notebook and its spaces.
pub struct LookedOver {
    /// The notebook.
    pub notebook: Arc<OpenVault>,
    /// Every space that there is a key of.
    pub spaces: Vec<SpaceLookedOver>,
}

/// A space, and what opening it came to.
pub struct SpaceLookedOver {
    /// What the other is called; nothing where the notebook does not say.
    pub called: Option<String>,
    /// The space, with its faults; or why it does not open.
    pub found: Result<Arc<OpenVault>, StoreError>,
}

impl Keeper {
    /// Opens a notebook and every space of it, as `open_once` opens a notebook. A space that does not open stands in no other's way.
    pub async fn open_all_once(
        &self,
        account: Option<&str>,
        passphrase: &Passphrase,
    ) -> Result<LookedOver, UnlockError> {
        let (account, secret) = self.secret_once(account, passphrase).await?;
        let notebook = self.vault_of(&account, &secret).await?;
        let spaces = self.spaces_once(&account, &secret, &notebook).await?;
        Ok(LookedOver { notebook, spaces })
    }

    async fn spaces_once(
        &self,
        account: &AccountRow,
        secret: &Arc<AccountSecret>,
        notebook: &OpenVault,
    ) -> Result<Vec<SpaceLookedOver>, StoreError> {
        let mut spaces = Vec::new();
        for id in self.store().vaults_of(account.id).await?.into_iter().filter(|id| *id != account.notebook) {
            let record = RecordId::from_bytes(id.bytes());
            let called = notebook.read().get::<Space>(record).map(|space| space.called.clone());
            let found = match self.store().memberships(account.id, id).await {
                Ok(rows) => self.open_space(account.id, secret.clone(), id, &rows).await,
                Err(error) => Err(error),
            };
            // Whoever was taken out of it a moment ago has nothing there to look at.
            if !matches!(found, Err(StoreError::NotAMember)) {
                spaces.push(SpaceLookedOver { called, found });
            }
        }
        Ok(spaces)
    }
}
