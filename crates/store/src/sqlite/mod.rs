//! SQLite: opening, migrating, and the two connections everything goes through.
//!
//! WAL with `synchronous=FULL`: an acknowledged commit has been synced. One connection writes, one reads, so that
//! opening a notebook never waits for a save. 16 KiB pages hold a typical entry inside its row.

mod accounts;
mod asides;
mod drafts;
mod errors;
mod factors;
mod feeds;
mod files;
mod log;
mod mails;
mod people;
mod schema;
mod sessions;
mod sittings;
mod spaces;
mod state;
mod update;

use std::{
    fs::File,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use hearken_vault::{
    StoreError,
    port::{Told, telling},
};
use rusqlite::{Connection, OpenFlags};
use tokio::sync::broadcast;

use errors::store_error;
pub(crate) use errors::store_error as sqlite_error;
pub(crate) use files::{DATABASE, io_error, lock, make_private_folder, sync_folder};
pub(crate) use schema::known_version;
use schema::{MIGRATIONS, check_version};
pub use state::FileState;

/// A store in one folder.
#[derive(Clone)]
pub struct SqliteStore {
    pub(crate) folder: PathBuf,
    writer: Arc<Mutex<Writer>>,
    reader: Arc<Mutex<Connection>>,
    /// Held while a writing process lives; `None` for one that only reads.
    lock: Option<Arc<File>>,
    /// Who is told of what is written; all of them are in this process.
    told: broadcast::Sender<Told>,
}

/// The writing connection.
struct Writer {
    connection: Connection,
    /// A read or write of the file failed through it: nothing it says is believed any more.
    failed: bool,
}

impl SqliteStore {
    /// Opens the store in `folder`, makes it if it is not there, and keeps every other writer out.
    pub fn open(folder: &Path) -> Result<Self, StoreError> {
        make_private_folder(folder)?;
        let lock = lock(folder)?;
        let is_new = files::is_new(folder)?;
        if !is_new {
            // Looked at without the means to write: a newer program's file is left as it is, to the byte.
            check_version(&files::connect_to_read(folder)?)?;
        }
        let mut writer = connect(folder)?;
        update::bring_up_to_date(folder, &mut writer, MIGRATIONS)?;
        settle(&writer).map_err(store_error)?;
        if is_new {
            // SQLite does not report a failed sync of the folder, so the new file's name is made sure of here.
            sync_folder(folder)?;
        }
        files::make_private_files(folder)?;
        let reader = connect(folder)?;
        Ok(Self::with(folder, writer, reader, Some(Arc::new(lock))))
    }

    /// Opens an existing store beside a running writer. Nothing may be written through it.
    pub fn open_to_read(folder: &Path) -> Result<Self, StoreError> {
        if !folder.join(DATABASE).exists() {
            return Err(StoreError::Fault("there is no notebook in this folder".to_owned()));
        }
        let open = || files::connect_to_read(folder);
        let reader = open()?;
        check_version(&reader)?;
        Ok(Self::with(folder, open()?, reader, None))
    }

    fn with(folder: &Path, writer: Connection, reader: Connection, lock: Option<Arc<File>>) -> Self {
        Self {
            folder: folder.to_owned(),
            writer: Arc::new(Mutex::new(Writer { connection: writer, failed: false })),
            reader: Arc::new(Mutex::new(reader)),
            lock,
            told: telling(),
        }
    }

    /// Runs `work` with the reading connection, off the async threads.
    async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, StoreError> {
        let reader = self.reader.clone();
        off_thread(move || work(&reader.lock().unwrap_or_else(PoisonError::into_inner)).map_err(store_error))
            .await
    }

    /// Runs `work` in one transaction of the writing connection, off the async threads. `Ok` means: synced.
    async fn write<T: Send + 'static, E: From<StoreError> + Send + 'static>(
        &self,
        work: impl FnOnce(&rusqlite::Transaction<'_>) -> Result<T, WorkError<E>> + Send + 'static,
    ) -> Result<T, E> {
        let (writer, folder) = (self.writer.clone(), self.folder.clone());
        let written = tokio::task::spawn_blocking(move || {
            let mut writer = writer.lock().unwrap_or_else(PoisonError::into_inner);
            writer.reopen_if_failed(&folder).map_err(|error| WorkError::Other(error.into()))?;
            let result = transact(&mut writer.connection, work);
            if matches!(&result, Err(WorkError::Sqlite(error)) if errors::is_io_fault(error)) {
                writer.give_up(&folder);
            }
            result
        });
        match written.await {
            Ok(Ok(value)) => Ok(value),
            Ok(Err(WorkError::Other(error))) => Err(error),
            Ok(Err(WorkError::Sqlite(error))) => Err(store_error(error).into()),
            Err(panic) => Err(StoreError::Fault(format!("the writer stopped: {panic}")).into()),
        }
    }

    /// Whether this store was opened beside a writer and must leave everything as it is.
    fn is_read_only(&self) -> bool {
        self.lock.is_none()
    }

    /// Makes sure that bytes which were deleted do not live on in the write-ahead log. What was deleted is deleted
    /// whether or not this succeeds, so a failure is for the operator; the next opening empties the log too.
    async fn empty_wal(&self) {
        let (writer, folder) = (self.writer.clone(), self.folder.clone());
        let emptied = tokio::task::spawn_blocking(move || {
            let mut writer = writer.lock().unwrap_or_else(PoisonError::into_inner);
            let settled = settle(&writer.connection);
            if matches!(&settled, Err(error) if errors::is_io_fault(error)) {
                writer.give_up(&folder);
            }
            settled
        });
        match emptied.await {
            Ok(Ok(true)) => {}
            Ok(Ok(false)) => tracing::warn!("a reader kept the write-ahead log from being emptied"),
            Ok(Err(error)) => tracing::error!(%error, "the write-ahead log could not be emptied"),
            Err(panic) => tracing::error!(%panic, "the write-ahead log could not be emptied"),
        }
    }

    /// Takes away the backups that updates made, once something in them is meant to be gone.
    async fn forget_updates(&self) {
        let folder = self.folder.clone();
        let forgotten = tokio::task::spawn_blocking(move || update::forget_backups(&folder)).await;
        if !matches!(forgotten, Ok(Ok(()))) {
            tracing::error!(?forgotten, "a backup from before an update could not be taken away");
        }
    }

    /// Lets a function look at the reading connection: for backups, which need the whole file.
    pub(crate) fn with_reader<T>(&self, work: impl FnOnce(&Connection) -> T) -> T {
        work(&self.reader.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Why a transaction was rolled back.
pub(crate) enum WorkError<E> {
    Sqlite(rusqlite::Error),
    Other(E),
}

impl<E> From<rusqlite::Error> for WorkError<E> {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}

fn transact<T, E>(
    writer: &mut Connection,
    work: impl FnOnce(&rusqlite::Transaction<'_>) -> Result<T, WorkError<E>>,
) -> Result<T, WorkError<E>> {
    let transaction = writer.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    let value = work(&transaction)?;
    transaction.commit()?;
    Ok(value)
}

impl Writer {
    /// A failed sync must never be tried again and believed: the kernel may have dropped the pages. The connection is
    /// opened anew instead, and the log it recovers is written out and synced from scratch before anything is added.
    fn give_up(&mut self, folder: &Path) {
        self.failed = true;
        if let Err(error) = self.reopen_if_failed(folder) {
            tracing::error!(%error, "the store could not be opened again after a failed write");
        }
    }

    fn reopen_if_failed(&mut self, folder: &Path) -> Result<(), StoreError> {
        if self.failed {
            let fresh = connect(folder)?;
            settle(&fresh).map_err(store_error)?;
            *self = Self { connection: fresh, failed: false };
        }
        Ok(())
    }
}

async fn off_thread<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, StoreError> + Send + 'static,
) -> Result<T, StoreError> {
    let worked = tokio::task::spawn_blocking(work).await;
    worked.unwrap_or_else(|panic| Err(StoreError::Fault(format!("the store stopped: {panic}"))))
}

fn connect(folder: &Path) -> Result<Connection, StoreError> {
    let flags =
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(folder.join(DATABASE), flags).map_err(store_error)?;
    configure(&connection).map_err(store_error)?;
    Ok(connection)
}

fn configure(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(std::time::Duration::from_secs(5))?;
    connection.pragma_update(None, "page_size", 16384)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    // Deleted bytes are overwritten, not just unlinked.
    connection.pragma_update(None, "secure_delete", "ON")?;
    connection.pragma_update(None, "trusted_schema", "OFF")?;
    connection.pragma_update(None, "cell_size_check", "ON")?;
    // A notebook is read once, from end to end; what SQLite would remember of it is memory taken for nothing.
    connection.pragma_update(None, "cache_size", -256)?;
    // The log is written over from its start after so many pages (2 MiB). Writing over takes less than half the time
    // of growing, since the file system has nothing to note of it, and there is never much to bring home at once.
    connection.pragma_update(None, "wal_autocheckpoint", 128)?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(())
}

/// Writes the whole write-ahead log into the database, syncs it, and empties the log. False when another process was
/// reading all the while, so that the log could not be emptied.
fn settle(connection: &Connection) -> rusqlite::Result<bool> {
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| Ok(row.get::<_, i64>(0)? == 0))
}
