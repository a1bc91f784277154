//! Backups, short form of T43: whole while others write, refused when damaged, put back beside nothing but the words.

mod refused;

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use hearken_core::Timestamp;
use hearken_store::{
    SqliteStore,
    backup::{RestoreError, restore},
};
use hearken_vault::StoreError;
use tempfile::TempDir;
use tokio::task::JoinHandle;

use crate::support::{Backend, HandClock, PASSPHRASE, Person, Sqlite, find, pass, process, writing};

fn back_up(store: &SqliteStore, target: &Path) -> Result<(), StoreError> {
    store.backup_to(target, Timestamp::from_millis(7), &mut |_, _| {})
}

fn put_back(backup: &Path, folder: &Path, replace: bool) -> Result<Option<PathBuf>, RestoreError> {
    restore(backup, folder, replace, &mut |_, _| {})
}

/// A person with a few days behind them, a backup of them, and the means to make more.
struct Kept {
    person: Person,
    backend: Arc<Sqlite>,
    outside: TempDir,
    backup: PathBuf,
}

impl Kept {
    async fn with(entries: usize) -> Self {
        let (backend, outside) = (Sqlite::new(), TempDir::new().unwrap());
        let person = Person::begins(&backend).await;
        for n in 0..entries {
            person.writes(&format!("entry {n}")).await;
        }
        let backup = outside.path().join("one.backup");
        back_up(&beside(&backend), &backup).unwrap();
        Self { person, backend, outside, backup }
    }
}

/// The store as a second process opens it, to read.
fn beside(backend: &Sqlite) -> SqliteStore {
    SqliteStore::open_to_read(backend.folder()).unwrap()
}

fn numbers(texts: Vec<String>, writer: usize) -> Vec<usize> {
    let said = format!("writer {writer}, ");
    let mut numbers: Vec<_> =
        texts.iter().filter_map(|text| text.strip_prefix(&said)?.parse().ok()).collect();
    numbers.sort_unstable();
    numbers
}

/// Four who write line after line until they are stopped.
fn four_writers(person: &Arc<Person>) -> (Vec<JoinHandle<()>>, Arc<AtomicBool>) {
    let stop = Arc::new(AtomicBool::new(false));
    let writer = |writer: usize| {
        let (person, stop) = (person.clone(), stop.clone());
        tokio::spawn(async move {
            for n in (0..).take_while(|_| !stop.load(Ordering::Relaxed)) {
                person.writes(&format!("writer {writer}, {n}")).await;
            }
        })
    };
    ((0..4).map(writer).collect(), stop)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_backup_made_while_four_write_holds_one_moment_and_opens_with_passphrase_and_words() {
    let Kept { person, backend, outside, .. } = Kept::with(0).await;
    let person = Arc::new(person);
    let phrase = person.words().await.words().join(" ");
    let (writers, stop) = four_writers(&person);
    let mut backups = Vec::new();
    for n in 0..10 {
        let known: BTreeSet<_> = person.reads().into_iter().collect();
        let target = outside.path().join(format!("{n}.backup"));
        let store = beside(&backend);
        let path = target.clone();
        tokio::task::spawn_blocking(move || back_up(&store, &path)).await.unwrap().unwrap();
        backups.push((target, known));
    }
    stop.store(true, Ordering::Relaxed);
    for writer in writers {
        writer.await.unwrap();
    }
    for (n, (backup, known)) in backups.iter().enumerate() {
        let fresh = Sqlite::new();
        assert_eq!(put_back(backup, fresh.folder(), false).unwrap(), None);
        let (_, keeper) = process(&*fresh, &HandClock::new());
        let session = if n % 2 == 0 {
            keeper.unlock(&pass(PASSPHRASE)).await.unwrap().1
        } else {
            let words = hearken_seal::RecoveryWords::parse(&phrase).unwrap();
            keeper.recover(&words, &pass("a new one on the new machine")).await.unwrap().1
        };
        assert_eq!(session.vault().faults(), [], "backup {n}");
        let texts: Vec<_> =
            session.vault().read().journal().map(|(_, entry)| entry.body.to_string()).collect();
        assert!(
            known.iter().all(|text| texts.contains(text)),
            "backup {n} holds all that was kept before it"
        );
        for writer in 0..4 {
            let found = numbers(texts.clone(), writer);
            assert_eq!(
                found,
                (0..found.len()).collect::<Vec<_>>(),
                "backup {n} has no hole in writer {writer}'s lines"
            );
        }
    }
}

#[tokio::test]
async fn a_backup_holds_no_word_no_session_no_feed_no_invitation_and_nothing_that_waits() {
    let canary = "heliotrope-umbrella-quartz-seventeen";
    let Kept { person, backend, outside, .. } = Kept::with(1).await;
    person.writes(canary).await;
    let rows = person.store.sessions().await.unwrap();
    let vault = person.session.vault();
    assert!(person.keeper.begin_feed(&person.session, |_| b"times alone".to_vec()).await.unwrap());
    let feeds = person.store.feeds(vault.id()).await.unwrap();
    let token = person.keeper.invite(&person.session).await.unwrap().unwrap();
    let invited: [u8; 32] = backend.tables()["invitations"][0][..32].try_into().unwrap();
    person.keeper.ask_passkey(None).await.unwrap().unwrap();
    let waits: [u8; 32] = backend.tables()["pending"][0][..32].try_into().unwrap();
    let backup = outside.path().join("two.backup");
    back_up(&beside(&backend), &backup).unwrap();
    let bytes = fs::read(&backup).unwrap();
    assert!(find(&backend.everything(), &waits) && !find(&bytes, &waits));
    assert!(!find(&bytes, canary.as_bytes()));
    assert!(find(&backend.everything(), &rows[0].sealed), "it would have been found");
    assert!(!find(&bytes, &rows[0].sealed), "a backup logs nobody in");
    assert!(find(&backend.everything(), &feeds[0].sealed), "it would have been found");
    assert!(!find(&bytes, &feeds[0].sealed), "a feed that has ended does not come back with a backup");
    assert!(!find(&bytes, &feeds[0].id_hash));
    assert!(person.keeper.is_invited(&token).await.unwrap());
    assert!(!find(&bytes, &invited), "nor does an invitation that was used meanwhile");
    let left: Vec<_> = fs::read_dir(outside.path()).unwrap().map(|file| file.unwrap().file_name()).collect();
    assert_eq!(left.len(), 2, "nothing half made lies beside it: {left:?}");
}

#[cfg(unix)]
#[tokio::test]
async fn a_backup_can_be_read_by_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let Kept { backup, outside: _outside, .. } = Kept::with(1).await;
    assert_eq!(fs::metadata(backup).unwrap().permissions().mode() & 0o777, 0o600);
}

#[tokio::test]
async fn a_backup_is_not_written_over_another_file() {
    let Kept { backend, backup, outside: _outside, .. } = Kept::with(1).await;
    let before = fs::read(&backup).unwrap();
    assert!(matches!(back_up(&beside(&backend), &backup), Err(StoreError::Fault(_))));
    assert_eq!(fs::read(&backup).unwrap(), before);
}

#[tokio::test]
async fn a_notebook_is_replaced_only_when_asked_and_moved_aside_whole() {
    let Kept { person, backend, backup, outside: _outside } = Kept::with(2).await;
    person.writes("written after the backup").await;
    let later = person.reads();
    let (_, clock, cookie) = person.stops();
    drop(backend.try_open().unwrap());
    assert!(matches!(put_back(&backup, backend.folder(), false), Err(RestoreError::NotebookThere)));
    let aside = put_back(&backup, backend.folder(), true).unwrap().expect("it was moved aside");
    let person = Person::unlocks(&backend).await.unwrap();
    assert_eq!(person.reads(), ["entry 0", "entry 1"]);
    assert_eq!(person.is_told(), [], "it was put back on purpose, so it is not called older");
    drop(person.stops());
    // What was moved aside opens as it was.
    let beside = Sqlite::with_files(&[("notebook.db".to_owned(), fs::read(aside).unwrap())]);
    let (_, keeper) = process(&*beside, &clock);
    let session = keeper.session(&cookie).await.unwrap().unwrap();
    assert_eq!(session.vault().read().journal_len(), later.len());
}

#[tokio::test]
async fn words_that_were_still_in_the_log_are_moved_aside_with_the_notebook() {
    let Kept { person, backend, backup, outside: _outside } = Kept::with(2).await;
    person.writes("not yet taken in").await;
    let killed = Sqlite::with_files(&backend.files());
    assert!(fs::metadata(killed.folder().join("notebook.db-wal")).unwrap().len() > 0);
    let aside = put_back(&backup, killed.folder(), true).unwrap().unwrap();
    let moved = Sqlite::with_files(&[("notebook.db".to_owned(), fs::read(aside).unwrap())]);
    assert_eq!(Person::unlocks(&moved).await.unwrap().reads(), ["entry 0", "entry 1", "not yet taken in"]);
    assert_eq!(Person::unlocks(&killed).await.unwrap().reads(), ["entry 0", "entry 1"]);
}

#[tokio::test]
async fn a_log_that_lost_its_notebook_is_not_read_into_the_restored_one() {
    let Kept { person, backend, backup, outside: _outside } = Kept::with(2).await;
    person.writes("after the backup").await;
    let killed = Sqlite::with_files(&backend.files());
    fs::remove_file(killed.database()).unwrap();
    put_back(&backup, killed.folder(), false).unwrap();
    let person = Person::unlocks(&killed).await.unwrap();
    assert_eq!(
        (person.reads(), person.is_told()),
        (vec!["entry 0".to_owned(), "entry 1".to_owned()], vec![])
    );
}

#[tokio::test]
async fn nothing_is_put_back_under_a_running_program() {
    let Kept { person, backend, backup, outside: _outside } = Kept::with(1).await;
    let refused = put_back(&backup, backend.folder(), true);
    assert!(matches!(refused, Err(RestoreError::Store(StoreError::InUse))));
    person.keeps(writing(person.keeper.new_record_id(), 0, "and it goes on")).await.unwrap();
}
