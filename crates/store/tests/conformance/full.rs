//! A full disk: what is kept can be read, and nobody gets a free try at the passphrase.

use std::{sync::Arc, time::Duration};

use hearken_vault::{StoreError, UnlockError, WriteError};

use crate::support::{Backend, PASSPHRASE, Person, SmallDisk, keeper, pass, writing};

/// Somebody whose notebook holds one line, in a program that was started on this disk.
async fn on_a_small_disk(backend: &Arc<impl Backend + 'static>) -> (Person, Arc<SmallDisk>) {
    let person = Person::begins(backend).await;
    person.writes("kept while there was room").await;
    let disk = SmallDisk::with(person.store.clone());
    (starts_on(person, &disk), disk)
}

/// The program is started anew on this disk.
fn starts_on(person: Person, disk: &Arc<SmallDisk>) -> Person {
    let clock = person.clock.of_a_new_process();
    Person { keeper: keeper(disk.clone(), &clock), clock, ..person }
}

pub(super) async fn whoever_unlocks_anew_on_a_full_disk_can_read(backend: Arc<impl Backend + 'static>) {
    let (mut person, disk) = on_a_small_disk(&backend).await;
    person.unlocks_again().await;
    person
        .keeper
        .hold("/journal/new", vec![("body".to_owned(), "typed while locked".to_owned())])
        .await
        .unwrap();
    disk.fills_up();
    let (cookie, session) = person.unlocks_again().await;
    person.session = session;
    assert_eq!(person.reads(), ["kept while there was room"]);
    assert!(person.keeper.session(cookie.value()).await.unwrap().is_some());
    let refused = person.keeps(writing(person.keeper.new_record_id(), 0, "no room for this")).await;
    assert!(matches!(refused, Err(WriteError::Store(StoreError::Full))), "{refused:?}");
    // With room again the same session writes, and what was held comes back on the next unlock.
    disk.has_room();
    person.writes("there is room again").await;
    let (_, session) = person.unlocks_again().await;
    assert_eq!(session.vault().drafts().len(), 1);
}

pub(super) async fn a_session_from_a_full_disk_locks_like_any_other(backend: Arc<impl Backend + 'static>) {
    let (person, disk) = on_a_small_disk(&backend).await;
    person.unlocks_again().await;
    disk.fills_up();
    let (cookie, session) = person.unlocks_again().await;
    // Its row was never stored, and a full disk refuses to delete; it is over all the same.
    let _ = person.keeper.lock(&session).await;
    assert!(person.keeper.session(cookie.value()).await.unwrap().is_none());
    let (quiet, _) = person.unlocks_again().await;
    person.waits_minutes(16);
    assert!(!matches!(person.keeper.session(quiet.value()).await, Ok(Some(_))));
    let (unstored, _) = person.unlocks_again().await;
    let person = starts_on(person, &disk);
    assert!(person.keeper.session(unstored.value()).await.unwrap().is_none(), "it ends with the program");
}

pub(super) async fn wrong_tries_on_a_full_disk_wait_as_long_as_on_any(backend: Arc<impl Backend + 'static>) {
    let (person, disk) = on_a_small_disk(&backend).await;
    assert_eq!(person.mistypes().await, 0);
    disk.fills_up();
    let mut waits = Vec::new();
    for _ in 0..9 {
        let wait = person.mistypes().await;
        waits.push(wait);
        if wait > 0 {
            person.clock.set_wall(86_400);
            assert_eq!(person.mistypes().await, wait, "setting the clock shortens no wait");
            person.clock.pass(Duration::from_secs(wait));
        }
    }
    assert_eq!(waits, [0, 2, 4, 8, 16, 32, 64, 128, 256]);
    // What was counted in memory is stored with the next try that can be.
    disk.has_room();
    assert_eq!(person.mistypes().await, 300);
    let person = starts_on(person, &disk);
    assert!(matches!(person.keeper.unlock(&pass(PASSPHRASE)).await, Err(UnlockError::TooSoon { .. })));
}

pub(super) async fn restarting_on_a_full_disk_gives_no_more_tries_than_waiting(
    backend: Arc<impl Backend + 'static>,
) {
    let (person, disk) = on_a_small_disk(&backend).await;
    disk.fills_up();
    let mut person = person;
    for _ in 0..3 {
        person = starts_on(person, &disk);
        assert_eq!(person.mistypes().await, 300, "nothing is tried before the longest wait is over");
        person.clock.pass(Duration::from_secs(299));
        assert!(matches!(
            person.keeper.unlock(&pass(PASSPHRASE)).await,
            Err(UnlockError::TooSoon { wait_seconds: 1 })
        ));
        person.clock.pass(Duration::from_secs(1));
        assert_eq!(person.mistypes().await, 300, "the one try that was made waits the longest");
    }
    person.clock.pass(Duration::from_secs(300));
    assert!(person.keeper.unlock(&pass(PASSPHRASE)).await.is_ok());
}
