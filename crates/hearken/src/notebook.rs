//! Where the notebook is kept, and opening it for one command.

use std::{path::Path, sync::Arc};

use hearken_seal::KdfParams;
use hearken_store::{PostgresStore, SqliteStore};
use hearken_vault::{FaultKind, Keeper, OpenVault, Store, UnlockError};

use crate::{
    cli::Common,
    clock::SystemClock,
    folder,
    out::{counted, remark},
    passphrase,
    problem::Problem,
};

/// What a command may do with the notebook.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Access {
    /// Look, also beside a running server.
    Read,
    /// Write, as the only one.
    Write,
}

/// An opened notebook with what opened it.
pub(crate) struct Opened {
    pub(crate) keeper: Keeper,
    pub(crate) vault: Arc<OpenVault>,
}

/// The store of a notebook that is there already: the database that was named, or else the file in the folder.
pub(crate) async fn store(common: &Common, access: Access) -> Result<Arc<dyn Store>, Problem> {
    let folder = folder::of(common)?;
    match &common.database {
        // Several processes may write to it, so there is no opening it for reading alone.
        Some(address) => database(address, &folder).await,
        None => Ok(Arc::new(file(&folder, access)?)),
    }
}

/// The store that was named, made if it is not there.
pub(crate) async fn store_or_new(common: &Common) -> Result<Arc<dyn Store>, Problem> {
    let folder = folder::of(common)?;
    match &common.database {
        Some(address) => database(address, &folder).await,
        None => Ok(Arc::new(SqliteStore::open(&folder)?)),
    }
}

/// The file of a folder.
pub(crate) fn file(folder: &Path, access: Access) -> Result<SqliteStore, Problem> {
    if !has_file(folder) {
        return Err(UnlockError::NotSetUp.into());
    }
    Ok(match access {
        Access::Read => SqliteStore::open_to_read(folder)?,
        Access::Write => SqliteStore::open(folder)?,
    })
}

/// Whether there is the file of a notebook in a folder.
pub(crate) fn has_file(folder: &Path) -> bool {
    folder.join("notebook.db").exists()
}

/// A database; what this machine remembers of it is kept in `folder`.
pub(crate) async fn database(address: &str, folder: &Path) -> Result<Arc<dyn Store>, Problem> {
    Ok(Arc::new(PostgresStore::open(address, folder).await?))
}

/// Opens the notebook with the passphrase, and says on standard error what is wrong with it.
pub(crate) async fn open(common: &Common, access: Access) -> Result<Opened, Problem> {
    let keeper = keeper(store(common, access).await?);
    let vault = keeper.open_once(common.account.as_deref(), &passphrase::get(common)?).await?;
    if access == Access::Write && is_older(&vault) {
        return Err(Problem::new(
            "This notebook is older than one that was open here before. Nothing was changed.",
            "If you put it back on purpose, say `hearken verify --accept-older`; else look for the newer file.",
        ));
    }
    warn_of_faults(&vault);
    Ok(Opened { keeper, vault })
}

/// A keeper over a store, with the real clock.
pub(crate) fn keeper(store: Arc<dyn Store>) -> Keeper {
    Keeper::new(store, Arc::new(SystemClock::start()), KdfParams::STANDARD)
}

/// Whether this machine has seen a newer state of the notebook.
pub(crate) fn is_older(vault: &OpenVault) -> bool {
    vault.faults().iter().any(|fault| fault.kind == FaultKind::Older)
}

fn warn_of_faults(vault: &OpenVault) {
    let faults = vault.faults();
    let damaged = faults.iter().filter(|fault| fault.kind != FaultKind::Older).count();
    if damaged > 0 {
        let places = counted(damaged as u64, "place", "places");
        remark(format_args!(
            "This notebook's file is not as it was written (in {places}). This may not be all of it."
        ));
    }
    if is_older(vault) {
        remark("This notebook is older than one that was open here before. This may not be all of it.");
    }
    if !faults.is_empty() {
        remark("Look at it with `hearken verify`, and keep your backups.");
    }
}
