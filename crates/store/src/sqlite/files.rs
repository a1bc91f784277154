//! The folder a store lives in: private to its owner, and one writer at a time.

use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io,
    path::Path,
};

use hearken_vault::StoreError;
use rusqlite::{Connection, OpenFlags};

use super::store_error;

/// The database file's name. It tells nothing.
pub(crate) const DATABASE: &str = "notebook.db";

/// What a backup is put back as, until it is whole.
const RESTORING: &str = "notebook.db.restoring";

const LOCK: &str = "lock";

pub(crate) fn io_error(error: io::Error) -> StoreError {
    match error.kind() {
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => StoreError::ReadOnly,
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => StoreError::Full,
        _ => StoreError::Fault(error.to_string()),
    }
}

/// Makes the folder if it is not there, and lets nobody but its owner in.
pub(crate) fn make_private_folder(folder: &Path) -> Result<(), StoreError> {
    fs::create_dir_all(folder).map_err(io_error)?;
    set_mode(folder, 0o700)
}

/// Makes sure that nobody but the owner can read the files.
pub(super) fn make_private_files(folder: &Path) -> Result<(), StoreError> {
    for file in fs::read_dir(folder).map_err(io_error)? {
        let path = file.map_err(io_error)?.path();
        if path.is_file() {
            set_mode(&path, 0o600)?;
        }
    }
    Ok(())
}

#[cfg(unix)]
fn set_mode(path: &Path, mode: u32) -> Result<(), StoreError> {
    use std::os::unix::fs::PermissionsExt;
    let permissions = fs::metadata(path).map_err(io_error)?.permissions();
    if permissions.mode() & 0o777 == mode {
        return Ok(());
    }
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).map_err(io_error)
}

#[cfg(not(unix))]
fn set_mode(_: &Path, _: u32) -> Result<(), StoreError> {
    // Elsewhere a profile's folders are private to their owner by default.
    Ok(())
}

/// Takes the folder for this process. The lock goes with the process, however it ends.
pub(crate) fn lock(folder: &Path) -> Result<File, StoreError> {
    let options = OpenOptions::new().create(true).truncate(false).write(true).clone();
    let file = options.open(folder.join(LOCK)).map_err(io_error)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(StoreError::InUse),
        Err(TryLockError::Error(error)) => Err(io_error(error)),
    }
}

/// Whether no notebook has been made here yet. An empty file in whose folder one was seen was cut, and is not new; nor is a folder
/// in which one is just being put back.
pub(super) fn is_new(folder: &Path) -> Result<bool, StoreError> {
    let is_new = !fs::metadata(folder.join(DATABASE)).is_ok_and(|database| database.len() > 0);
    if is_new && folder.join(DATABASE).exists() && crate::witness::has_seen_any(folder)? {
        return Err(StoreError::Damaged("the file is empty".to_owned()));
    }
    if is_new && !folder.join(DATABASE).exists() && folder.join(RESTORING).exists() {
        return Err(StoreError::Damaged("a restore was cut short; run it again".to_owned()));
    }
    Ok(is_new)
}

/// Makes sure that new names in the folder survive a power cut.
pub(crate) fn sync_folder(folder: &Path) -> Result<(), StoreError> {
    if cfg!(unix) {
        File::open(folder).and_then(|folder| folder.sync_all()).map_err(io_error)
    } else {
        Ok(())
    }
}

/// Opens the database for reading; also where nothing at all may be written.
pub(super) fn connect_to_read(folder: &Path) -> Result<Connection, StoreError> {
    let path = folder.join(DATABASE);
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(&path, flags).map_err(store_error)?;
    connection.busy_timeout(std::time::Duration::from_secs(5)).map_err(store_error)?;
    match connection.pragma_query_value(None, "user_version", |row| row.get::<_, u32>(0)) {
        Ok(_) => Ok(connection),
        // A folder in which SQLite may not even make its shared-memory file: fine while no log waits beside it.
        Err(_) if !has_wal(folder) => {
            let uri = format!("file:{}?immutable=1", percent_encode(&path.to_string_lossy()));
            let flags = flags | OpenFlags::SQLITE_OPEN_URI;
            Connection::open_with_flags(uri, flags).map_err(store_error)
        }
        Err(error) => Err(store_error(error)),
    }
}

fn has_wal(folder: &Path) -> bool {
    fs::metadata(folder.join("notebook.db-wal")).is_ok_and(|wal| wal.len() > 0)
}

fn percent_encode(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-_.".contains(&byte);
    path.bytes()
        .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02x}") })
        .collect()
}
