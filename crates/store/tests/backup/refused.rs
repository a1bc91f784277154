//! Backups that are not put back: damaged, foreign, newer. Nothing is touched before that is known.

use std::fs;

use hearken_store::backup::RestoreError;
use hearken_vault::StoreError;
use tempfile::TempDir;

use super::{Kept, back_up, beside, put_back};
use crate::support::{Backend, Person, Sqlite};

/// Tries to put changed bytes back, over a notebook and into nothing; neither may change anything.
fn is_refused(backend: &Sqlite, bytes: &[u8], what: &str) -> RestoreError {
    let outside = TempDir::new().unwrap();
    let bad = outside.path().join("bad.backup");
    fs::write(&bad, bytes).unwrap();
    let before = backend.files();
    let fresh = Sqlite::new();
    assert!(put_back(&bad, fresh.folder(), false).is_err(), "{what}");
    assert_eq!(fresh.files(), [], "{what}");
    let error = put_back(&bad, backend.folder(), true).expect_err(what);
    assert!(backend.files() == before, "{what}: nothing is touched");
    error
}

#[tokio::test]
async fn a_damaged_backup_is_refused_before_anything_is_touched() {
    let Kept { person, backend, backup, outside: _outside } = Kept::with(3).await;
    drop(person.stops());
    drop(backend.open());
    let whole = fs::read(&backup).unwrap();
    let cuts = [0, 10, 63, 64, 65, whole.len() / 2, whole.len() - 1];
    for length in cuts {
        is_refused(&backend, &whole[..length], &format!("cut at {length}"));
    }
    for at in (0..whole.len()).step_by(whole.len() / 60).chain(0..64) {
        let mut flipped = whole.clone();
        flipped[at] ^= 4;
        let error = is_refused(&backend, &flipped, &format!("a flipped bit in byte {at}"));
        assert!(matches!(error, RestoreError::NotABackup | RestoreError::Damaged), "byte {at}: {error}");
    }
    is_refused(&backend, &[whole.clone(), vec![0]].concat(), "one byte too many");
    is_refused(
        &backend,
        b"a letter to a friend, of all things, and a long one, longer than any header",
        "a letter",
    );
    assert!(
        put_back(&backup, backend.folder(), true).unwrap().is_some(),
        "the very same file is taken whole"
    );
}

#[tokio::test]
async fn a_backup_of_a_newer_program_is_refused_before_anything_is_touched() {
    let Kept { person, backend, outside, backup } = Kept::with(1).await;
    // What a newer program would write, put into a backup by the means of this one.
    let newer = Sqlite::new();
    put_back(&backup, newer.folder(), false).unwrap();
    let db = rusqlite::Connection::open(newer.database()).unwrap();
    back_up(&beside(&newer), &outside.path().join("as-it-is.backup")).unwrap();
    db.pragma_update(None, "user_version", 99).unwrap();
    drop(db);
    let bytes = newer_backup(&newer, &fs::read(outside.path().join("as-it-is.backup")).unwrap());
    drop(person.stops());
    drop(backend.open());
    let error = is_refused(&backend, &bytes, "newer");
    assert!(matches!(error, RestoreError::Store(StoreError::Newer { found: 99, .. })), "{error}");
}

#[tokio::test]
async fn an_empty_database_in_a_backup_is_refused_before_anything_is_touched() {
    let Kept { person, backend, outside: _outside, backup } = Kept::with(1).await;
    let empty = Sqlite::new();
    let db = rusqlite::Connection::open(empty.database()).unwrap();
    db.execute_batch("VACUUM").unwrap();
    drop(db);
    let bytes = newer_backup(&empty, &fs::read(&backup).unwrap());
    drop(person.stops());
    drop(backend.open());
    let error = is_refused(&backend, &bytes, "empty");
    assert!(matches!(error, RestoreError::Damaged), "{error}");
}

#[cfg(unix)]
#[tokio::test]
async fn a_path_that_is_no_text_is_refused_and_nothing_is_written() {
    use std::{ffi::OsStr, os::unix::ffi::OsStrExt};
    let Kept { person, backend, outside, .. } = Kept::with(1).await;
    drop(person.stops());
    let folder = outside.path().join(OsStr::from_bytes(b"my\xffbackups"));
    fs::create_dir(&folder).unwrap();
    let error = back_up(&backend.try_open().unwrap(), &folder.join("a.backup")).unwrap_err();
    assert!(error.to_string().contains("cannot be read as text"), "{error}");
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 0);
}

/// The header of a backup around another database: magic, length, time, digest of the numbers and the file.
fn newer_backup(newer: &Sqlite, like: &[u8]) -> Vec<u8> {
    let database = fs::read(newer.database()).unwrap();
    let numbers = [&(database.len() as u64).to_be_bytes()[..], &like[24..32]].concat();
    let digest = hearken_seal::Digest::of(&[&numbers[..], &database].concat());
    [&like[..16], &numbers, &digest.0, &database].concat()
}

#[tokio::test]
async fn a_restore_that_was_cut_short_is_not_taken_for_a_new_notebook_and_can_be_run_again() {
    let Kept { person, backend, backup, outside: _outside } = Kept::with(1).await;
    drop(person.stops());
    let cut = backend.folder();
    drop(backend.try_open().unwrap());
    // As between the two renames: the old one is aside, the new one is not yet in its place.
    fs::write(cut.join("notebook.db.restoring"), fs::read(backend.database()).unwrap()).unwrap();
    fs::rename(backend.database(), cut.join("notebook-before-restore-1.db")).unwrap();
    let told = backend.try_open().map(drop);
    assert!(matches!(&told, Err(StoreError::Damaged(what)) if what.contains("restore")), "{told:?}");
    assert!(!backend.database().exists(), "nothing was begun");
    put_back(&backup, cut, false).unwrap();
    assert_eq!(Person::unlocks(&backend).await.unwrap().reads(), ["entry 0"]);
    assert!(!cut.join("notebook.db.restoring").exists());
}
