//! Several processes on one database, and nobody bound to one of them.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use hearken_core::DraftId;
use hearken_vault::{FaultKind, StoreError, WriteError, port::DraftRow};

use crate::support::{Backend, HandClock, PASSPHRASE, Person, Postgres, pass, process, writing};

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn what_was_kept_through_one_process_is_read_through_another_with_the_next_request() {
    let backend = Postgres::new();
    let person = Person::begins(&backend).await;
    let other = person.beside().await;
    person.writes("through the first").await;
    assert_eq!(other.reads(), [""; 0], "nobody has asked yet");
    assert!(other.looks().await);
    assert_eq!((other.reads(), other.is_told()), (vec!["through the first".to_owned()], vec![]));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn processes_that_write_at_once_lose_nothing_and_make_one_unbroken_chain() {
    let backend = Postgres::new();
    let person = Arc::new(Person::begins(&backend).await);
    let other = Arc::new(person.beside().await);
    let writes: Vec<_> = (0..40)
        .map(|n| {
            let by = if n % 2 == 0 { person.clone() } else { other.clone() };
            tokio::spawn(
                async move { by.keeps(writing(by.keeper.new_record_id(), 0, &format!("{n}"))).await },
            )
        })
        .collect();
    for write in writes {
        write.await.unwrap().expect("kept by one of them");
    }
    assert!(other.looks().await);
    assert_eq!((other.reads().len(), other.is_told()), (40, vec![]));
    let fresh = Person::unlocks(&backend).await.unwrap();
    assert_eq!((fresh.reads().len(), fresh.is_told()), (40, vec![]));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_entry_edited_through_two_processes_at_once_stands_both_ways() {
    let backend = Postgres::new();
    let person = Person::begins(&backend).await;
    let record = person.writes("as it was").await;
    let other = person.beside().await;
    person.keeps(writing(record, 1, "one way")).await.unwrap();
    // This process has not looked since.
    other.keeps(writing(record, 1, "another way")).await.unwrap();
    let notebook = other.session.vault().read();
    assert_eq!(notebook.history(record).len(), 3);
    assert_eq!(notebook.also_standing(record).len(), 1, "nothing was written over");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_part_that_another_process_changed_meanwhile_is_not_changed_on_what_it_was() {
    let backend = Postgres::new();
    let person = Person::begins(&backend).await;
    let part = person.meets("The Planner").await;
    let other = person.beside().await;
    person.renames(part, 1, "The Keeper").await.unwrap();
    let told = other.renames(part, 1, "The Watcher").await;
    assert!(matches!(told, Err(WriteError::Store(StoreError::Overtaken))), "{told:?}");
    assert!(other.session.vault().read().history(part).len() == 2, "and it is known now");
    other.renames(part, 2, "The Watcher").await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_browser_that_hangs_up_leaves_nothing_out_of_what_another_process_wrote() {
    let backend = Postgres::new();
    let person = Person::begins(&backend).await;
    let other = person.beside().await;
    for n in 0..20_u64 {
        person.writes(&format!("entry {n}")).await;
        let look = other.keeper.session(&other.cookie);
        let _ = tokio::time::timeout(Duration::from_micros(n * 150), look).await;
    }
    assert!(other.looks().await);
    assert_eq!((other.reads().len(), other.is_told()), (20, vec![]));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn what_is_written_while_another_process_looks_is_never_taken_for_missing() {
    let backend = Postgres::new();
    let person = Person::begins(&backend).await;
    let other = Arc::new(person.beside().await);
    let looking: Vec<_> = (0..4)
        .map(|_| {
            let other = other.clone();
            tokio::spawn(async move {
                while other.reads().len() < 150 {
                    assert!(other.looks().await);
                }
            })
        })
        .collect();
    for n in 0..150 {
        person.writes(&format!("entry {n}")).await;
    }
    for look in looking {
        tokio::time::timeout(Duration::from_secs(30), look).await.expect("all of it comes").unwrap();
    }
    assert_eq!((other.reads().len(), other.is_told()), (150, vec![]));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_session_that_was_ended_is_not_written_back_by_the_process_that_used_it_last() {
    let backend = Postgres::new();
    let person = Person::begins(&backend).await;
    let other = person.beside().await;
    // Used through this one, and its row is due to be written anew.
    person.clock.pass(Duration::from_secs(90));
    assert!(person.looks().await);
    other.keeper.lock(&other.session).await.unwrap();
    person.keeper.sweep().await.unwrap();
    assert_eq!(person.store.sessions().await.unwrap(), [], "what was ended stays ended");
    assert!(!person.looks().await && !other.looks().await);
    assert!(person.keeper.open_vaults().is_empty(), "and what it opened has left memory");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn whoever_is_quiet_in_one_process_and_writes_through_another_is_thrown_out_of_neither() {
    let backend = Postgres::new();
    let person = Person::begins(&backend).await;
    let other = person.beside().await;
    for _ in 0..4 {
        // Both have the same clock; only the other hears from the browser.
        person.clock.pass(Duration::from_secs(6 * 60));
        assert!(other.looks().await);
        other.keeper.sweep().await.unwrap();
        person.keeper.sweep().await.unwrap();
    }
    assert!(other.looks().await && person.looks().await);
    person.clock.pass(Duration::from_secs(20 * 60));
    assert!(!other.looks().await && !person.looks().await, "quiet in both is quiet");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_processes_that_begin_a_notebook_at_once_one_does() {
    let backend = Postgres::new();
    let clock = HandClock::new();
    let ((_, one), (_, two)) = (process(&*backend, &clock), process(&*backend, &clock));
    let passphrase = pass(PASSPHRASE);
    let (one, two) = tokio::join!(one.begin(&passphrase), two.begin(&passphrase));
    assert!(one.is_ok() != two.is_ok(), "one of them is the first");
    assert_eq!(backend.open().accounts().await.unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn what_one_process_erased_takes_no_edit_of_another_that_did_not_know() {
    let backend = Postgres::new();
    let person = Person::begins(&backend).await;
    let record = person.writes("goes").await;
    let other = person.beside().await;
    person.erases(record).await.unwrap();
    assert!(other.keeps(writing(record, 1, "comes back")).await.is_err());
    assert_eq!((other.reads(), other.is_told()), (vec![], vec![]));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_session_that_was_ended_through_one_process_opens_nothing_through_another() {
    let backend = Postgres::new();
    let person = Person::begins(&backend).await;
    let other = person.beside().await;
    person.keeper.lock(&person.session).await.unwrap();
    assert!(!other.looks().await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_draft_follows_whoever_types_from_process_to_process() {
    let backend = Postgres::new();
    let person = Person::begins(&backend).await;
    let other = person.beside().await;
    let (here, there) = (person.session.vault(), other.session.vault());
    let fields = |text: &str| BTreeMap::from([("body".to_owned(), text.to_owned())]);
    let id = DraftId::from_bytes([7; 16]);
    let first = here.keep_draft(id, 0, "/journal/new", fields("a")).await.unwrap();
    // The other has not looked since, and is not let to write over it.
    let late = there.keep_draft(id, 0, "/journal/new", fields("b")).await;
    assert!(late.is_err(), "{late:?}");
    assert!(other.looks().await);
    let second = there.keep_draft(id, first.rev, "/journal/new", fields("a and b")).await.unwrap();
    assert_eq!((second.id, second.rev), (id, 2));
    assert!(person.looks().await);
    assert_eq!(here.drafts().first().map(|draft| draft.rev), Some(2));
    assert!(there.discard_draft((id, second.rev)).await.unwrap());
    assert!(person.looks().await);
    assert_eq!(here.drafts(), []);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_new_passphrase_set_through_one_process_is_the_only_one_in_the_other() {
    let backend = Postgres::new();
    let person = Person::begins(&backend).await;
    let (_, other) = process(&*backend, &HandClock::new());
    let new = pass("nine slow otters under the bridge");
    person.keeper.change_passphrase(&person.session, &pass(PASSPHRASE), &new).await.unwrap();
    assert!(other.unlock(&pass(PASSPHRASE)).await.is_err());
    assert!(other.unlock(&new).await.is_ok());
    assert!(other.session(&person.cookie).await.unwrap().is_none());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_draft_that_does_not_open_is_reported_once_and_the_others_stay() {
    let backend = Postgres::new();
    let person = Person::begins(&backend).await;
    let (vault, fields) = (person.session.vault(), BTreeMap::from([("body".to_owned(), "a".to_owned())]));
    vault.keep_draft(DraftId::from_bytes([7; 16]), 0, "/journal/new", fields).await.unwrap();
    let noise =
        |rev: u32| DraftRow { draft: DraftId::from_bytes([8; 16]), rev, epoch: 1, sealed: vec![7; 300] };
    for (rev, told) in [(1, vec![FaultKind::Draft]), (2, vec![FaultKind::Draft; 2])] {
        person.store.put_draft(vault.id(), &noise(rev)).await.unwrap();
        for _ in 0..3 {
            assert!(person.looks().await);
        }
        assert_eq!((person.is_told(), vault.drafts().len()), (told, 1));
    }
}
