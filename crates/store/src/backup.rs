//! Backups: the whole store as of one moment in one file, still sealed, and the way back.
//!
//! A backup is a 64-byte header and an SQLite file: magic (16 bytes), length of the file (8, big endian), time of the
//! backup in milliseconds (8), SHA-256 of the two numbers and the file (32). Whatever is cut, flipped or appended is
//! noticed before a single byte of the folder is touched. Sessions, feeds, invitations and mail that is to be sent are
//! left out: a backup logs nobody in, and what was ended before it is put back stays ended.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, BufReader, Read, Write},
    mem::ManuallyDrop,
    path::{Path, PathBuf},
};

use hearken_core::Timestamp;
use hearken_seal::{Digest, Hasher};
use hearken_vault::StoreError;
use rusqlite::Connection;

use crate::{
    SqliteStore,
    sqlite::{DATABASE, io_error, known_version, lock, make_private_folder, sqlite_error, sync_folder},
    witness,
};

const MAGIC: &[u8; 16] = b"hearken backup1\n";
const PIECE: usize = 1 << 20;

/// Tells of long work: bytes done, bytes in all.
pub type Progress<'a> = &'a mut dyn FnMut(u64, u64);

/// Why a backup was not put back. The folder is as it was.
#[derive(Debug, thiserror::Error)]
pub enum RestoreError {
    /// The file is no backup of ours.
    #[error("not a backup")]
    NotABackup,
    /// The backup is cut, lengthened or changed.
    #[error("the backup is damaged")]
    Damaged,
    /// There is a notebook in the folder already.
    #[error("there is a notebook already")]
    NotebookThere,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl SqliteStore {
    /// Writes a backup to `target`, which must not exist. Saves go on meanwhile; the backup holds one moment.
    pub fn backup_to(&self, target: &Path, now: Timestamp, progress: Progress<'_>) -> Result<(), StoreError> {
        if target.exists() {
            return Err(StoreError::Fault("the backup file exists already".to_owned()));
        }
        make(target, now, progress, |into| self.with_reader(|db| vacuum_into(db, into)))
    }
}

/// Writes a backup of what `db` holds to `target`, in place of one that is there.
pub(crate) fn replace(db: &Connection, target: &Path, now: Timestamp) -> Result<(), StoreError> {
    make(target, now, &mut |_, _| {}, |into| vacuum_into(db, into))
}

fn vacuum_into(db: &Connection, into: &Path) -> rusqlite::Result<usize> {
    db.execute("VACUUM INTO ?", [into.to_string_lossy()])
}

fn make(
    target: &Path,
    now: Timestamp,
    progress: Progress<'_>,
    copy_into: impl FnOnce(&Path) -> rusqlite::Result<usize>,
) -> Result<(), StoreError> {
    // SQLite is told a path as text. One that it cannot be told would be another file, and the backup an empty one.
    if target.to_str().is_none() {
        return Err(StoreError::Fault(
            "the path of the backup holds characters that cannot be read as text (UTF-8). Nothing was written; please \
             choose a path without them"
                .to_owned(),
        ));
    }
    let snapshot = Temporary::beside(target, "snapshot");
    // Made empty first, so that it is private from its first byte on; SQLite fills an empty file.
    new_private_file(&snapshot.0).map_err(io_error)?;
    copy_into(&snapshot.0).map_err(sqlite_error)?;
    leave_openings_out(&snapshot.0)?;
    let partial = Temporary::beside(target, "partial");
    write_backup(&snapshot.0, &partial.0, now, progress).map_err(io_error)?;
    fs::rename(&partial.0, target).map_err(io_error)?;
    sync_folder(target.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new(".")))
}

/// A file that is gone when this is dropped, if it is still there.
struct Temporary(PathBuf);

impl Temporary {
    fn beside(target: &Path, what: &str) -> Self {
        let mut name = target.file_name().unwrap_or_default().to_owned();
        name.push(format!(".{what}"));
        let path = target.with_file_name(name);
        // Left by a backup that was killed; `VACUUM INTO` refuses to write over it.
        let _ = fs::remove_file(&path);
        Self(path)
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

fn new_private_file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.create_new(true).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// What opens something without the passphrase, waits for somebody at the door, or is to be sent: it goes into no backup.
pub(crate) const OPENINGS: [&str; 11] = [
    "sessions",
    "feeds",
    "invitations",
    "space_invitations",
    "counters",
    "pending",
    "sittings",
    "joinings",
    "asides",
    "parted",
    "mails",
];

/// Takes out what opens something without the passphrase.
fn leave_openings_out(snapshot: &Path) -> Result<(), StoreError> {
    let db = Connection::open(snapshot).map_err(sqlite_error)?;
    if version_of(&db)? == 0 {
        return Err(StoreError::Damaged("the copy for the backup has nothing in it".to_owned()));
    }
    db.execute_batch("PRAGMA secure_delete = ON; PRAGMA journal_mode = DELETE;").map_err(sqlite_error)?;
    // A notebook that waits to be brought up to date may not have all of these yet.
    for table in OPENINGS {
        let there = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = ?";
        if db.query_row(there, [table], |row| row.get::<_, i64>(0)).map_err(sqlite_error)? > 0 {
            db.execute_batch(&format!("DELETE FROM {table};")).map_err(sqlite_error)?;
        }
    }
    Ok(())
}

fn write_backup(snapshot: &Path, partial: &Path, now: Timestamp, progress: Progress<'_>) -> io::Result<()> {
    let length = fs::metadata(snapshot)?.len();
    let numbers = numbers(length, now.as_millis());
    let digest = hash(&numbers, &mut File::open(snapshot)?)?;
    let mut out = new_private_file(partial)?;
    out.write_all(MAGIC)?;
    out.write_all(&numbers)?;
    out.write_all(&digest.0)?;
    pump(&mut File::open(snapshot)?, &mut |piece| out.write_all(piece), length, progress)?;
    out.sync_all()
}

fn numbers(length: u64, made_ms: i64) -> [u8; 16] {
    let mut numbers = [0; 16];
    numbers[..8].copy_from_slice(&length.to_be_bytes());
    numbers[8..].copy_from_slice(&made_ms.to_be_bytes());
    numbers
}

fn hash(numbers: &[u8; 16], file: &mut impl Read) -> io::Result<Digest> {
    let mut hasher = Hasher::new();
    hasher.update(numbers);
    pump(
        file,
        &mut |piece| {
            hasher.update(piece);
            Ok(())
        },
        0,
        &mut |_, _| {},
    )?;
    Ok(hasher.finish())
}

fn pump(
    from: &mut impl Read,
    to: &mut dyn FnMut(&[u8]) -> io::Result<()>,
    length: u64,
    progress: Progress<'_>,
) -> io::Result<()> {
    let (mut piece, mut done) = (vec![0; PIECE], 0);
    loop {
        let read = from.read(&mut piece)?;
        if read == 0 {
            return Ok(());
        }
        to(&piece[..read])?;
        done += read as u64;
        progress(done, length.max(done));
    }
}

/// Puts a backup into `folder`. With `replace`, a notebook that is there is moved aside, not deleted; the path it
/// was moved to is given back.
pub fn restore(
    backup: &Path,
    folder: &Path,
    replace: bool,
    progress: Progress<'_>,
) -> Result<Option<PathBuf>, RestoreError> {
    let mut file = BufReader::new(File::open(backup).map_err(io_error)?);
    let length = check(&mut file, backup)?;
    make_private_folder(folder)?;
    let _lock = lock(folder)?;
    let there = folder.join(DATABASE);
    if there.exists() && !replace {
        return Err(RestoreError::NotebookThere);
    }
    let fresh = Temporary::beside(&there, "restoring");
    unpack(backup, &fresh.0, length, progress).map_err(io_error)?;
    check_database(&fresh.0)?;
    // From here on it stays: whatever cuts this short between the two leaves a folder that is not taken for a new one.
    let fresh = ManuallyDrop::new(fresh);
    let aside = move_aside(folder, &there)?;
    fs::rename(&fresh.0, &there).map_err(io_error)?;
    // What was seen before was the other notebook; this one was put back on purpose.
    witness::forget_all(folder)?;
    sync_folder(folder)?;
    Ok(aside)
}

/// Reads a backup from end to end, and touches nothing.
///
/// # Errors
/// When it is none, or not whole.
pub fn look_at(backup: &Path) -> Result<(), RestoreError> {
    let mut file = BufReader::new(File::open(backup).map_err(io_error)?);
    check(&mut file, backup).map(drop)
}

/// Forgets what this machine has seen of notebooks: one was put back on purpose.
pub fn forget_seen(folder: &Path) -> Result<(), StoreError> {
    witness::forget_all(folder)
}

/// Reads a backup from end to end and compares its digest. Gives the length of the file inside.
fn check(file: &mut impl Read, path: &Path) -> Result<u64, RestoreError> {
    let mut header = [0; 64];
    file.read_exact(&mut header).map_err(|_| RestoreError::NotABackup)?;
    if header[..16] != *MAGIC {
        return Err(RestoreError::NotABackup);
    }
    let numbers: [u8; 16] = header[16..32].try_into().expect("sixteen bytes");
    let length = u64::from_be_bytes(numbers[..8].try_into().expect("eight bytes"));
    let size = fs::metadata(path).map_err(io_error)?.len();
    let digest = hash(&numbers, file).map_err(io_error)?;
    if size != length.saturating_add(64) || digest.0 != header[32..] {
        return Err(RestoreError::Damaged);
    }
    Ok(length)
}

fn unpack(backup: &Path, fresh: &Path, length: u64, progress: Progress<'_>) -> io::Result<()> {
    let mut file = BufReader::new(File::open(backup)?);
    file.read_exact(&mut [0; 64])?;
    let mut out = new_private_file(fresh)?;
    pump(&mut file, &mut |piece| out.write_all(piece), length, progress)?;
    out.sync_all()
}

/// The version of a store; 0 is that of an empty file.
fn version_of(db: &Connection) -> Result<u32, StoreError> {
    db.pragma_query_value(None, "user_version", |row| row.get(0)).map_err(sqlite_error)
}

fn check_database(fresh: &Path) -> Result<(), RestoreError> {
    let db = Connection::open(fresh).map_err(sqlite_error)?;
    let (found, known) = (version_of(&db)?, known_version());
    // A database in which nothing was ever made.
    if found == 0 {
        return Err(RestoreError::Damaged);
    }
    if found > known {
        return Err(StoreError::Newer { found, known }.into());
    }
    let verdict: String = db.query_row("PRAGMA quick_check", [], |row| row.get(0)).map_err(sqlite_error)?;
    if verdict == "ok" { Ok(()) } else { Err(RestoreError::Damaged) }
}

/// Moves the notebook that is there, with the log beside it, to names that are still free. A log that was left without
/// its notebook goes too: SQLite would read it into whatever is put beside it.
fn move_aside(folder: &Path, there: &Path) -> Result<Option<PathBuf>, RestoreError> {
    if there.exists() {
        // What is still in the log goes into the file first, so that being killed between two renames parts nothing.
        // A damaged notebook is moved as it is.
        let _ = Connection::open(there)
            .and_then(|db| db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())));
    }
    let endings = ["-wal", "-shm", ""];
    let named = |name: &str, ending: &str| folder.join(format!("{name}{ending}"));
    let names = (1..).map(|n| format!("notebook-before-restore-{n}.db"));
    let free = |name: &String| endings.iter().all(|ending| !named(name, ending).exists());
    let aside = names.into_iter().find(free).expect("some number is free");
    for ending in endings {
        let from = named(DATABASE, ending);
        if from.exists() {
            fs::rename(&from, named(&aside, ending)).map_err(io_error)?;
        }
    }
    let aside = folder.join(aside);
    Ok(aside.exists().then_some(aside))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_with_nothing_in_it_becomes_no_backup() {
        let empty = std::env::temp_dir().join(format!("hearken-empty-{}", std::process::id()));
        let empty = Temporary(empty);
        new_private_file(&empty.0).unwrap();
        assert!(matches!(leave_openings_out(&empty.0), Err(StoreError::Damaged(_))));
    }
}
