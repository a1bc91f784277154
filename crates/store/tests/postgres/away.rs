//! A database that is killed, restarted or only read (T10).

use std::{
    env,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use hearken_vault::{StoreError, WriteError, port::Append};

use crate::support::{Backend, Pair, Person, Postgres, writing};

/// How often the server is killed: few here, many in `cargo xtask proof T10`.
fn rounds() -> usize {
    if env::var_os("HEARKEN_LONG").is_some() { 100 } else { 3 }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn t10_a_server_that_is_killed_while_people_write_loses_nothing_that_was_acknowledged() {
    let backend = Postgres::new();
    let person = Arc::new(Person::begins(&backend).await);
    let stop = Arc::new(AtomicBool::new(false));
    let writers: Vec<_> = (0..4)
        .map(|writer| {
            let (person, stop) = (person.clone(), stop.clone());
            tokio::spawn(async move {
                let mut kept = Vec::new();
                for n in 0.. {
                    if stop.load(Ordering::Relaxed) {
                        break;
                    }
                    let words = format!("writer {writer}, sentence {n}");
                    if person.keeps(writing(person.keeper.new_record_id(), 0, &words)).await.is_ok() {
                        kept.push(words);
                    }
                }
                kept
            })
        })
        .collect();
    for round in 0..rounds() {
        tokio::time::sleep(Duration::from_millis(150 + 37 * (round as u64 % 7))).await;
        let backend = backend.clone();
        let again = move || {
            backend.server.kill();
            backend.server.start_again();
        };
        tokio::task::spawn_blocking(again).await.unwrap();
    }
    tokio::time::sleep(Duration::from_millis(300)).await;
    stop.store(true, Ordering::Relaxed);
    let mut kept = Vec::new();
    for writer in writers {
        kept.extend(writer.await.unwrap());
    }
    let after = Person::unlocks(&backend).await.unwrap();
    let mut found = after.reads();
    assert!(kept.len() > 20, "people wrote meanwhile: {}", kept.len());
    assert_eq!(after.is_told(), vec![]);
    found.sort();
    kept.sort();
    // Nothing was refused for good, so what is there is what was acknowledged, each once.
    assert_eq!(found, kept);
}

/// The control: a server that only says it has kept something is noticed by the same comparison.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn t10_control_a_server_that_forgets_the_last_second_is_noticed() {
    let backend = Postgres::new();
    let person = Person::begins(&backend).await;
    person.writes("stays").await;
    person.writes("is lost").await;
    let client = backend.connect().await;
    client.execute("DELETE FROM entries WHERE seq = 2", &[]).await.unwrap();
    let after = Person::unlocks(&backend).await.unwrap();
    assert_eq!(after.reads(), ["stays"]);
    assert_ne!(after.is_told(), vec![], "and the notebook says so itself");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn an_append_that_had_landed_when_the_connection_was_lost_is_not_made_twice() {
    let backend = Postgres::new();
    let person = Person::begins(&backend).await;
    let (vault, before) = (person.session.vault().id(), person.session.vault().head());
    person.writes("once").await;
    let entries = person.store.read(vault, before.seq, 10).await.unwrap();
    let same = Append { entries, ..Append::default() };
    assert_eq!(person.store.append(vault, before, same).await.unwrap(), person.session.vault().head());
    assert_eq!(person.store.read(vault, 0, 10).await.unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn whoever_writes_to_a_standby_is_told_and_can_go_on_reading() {
    let backend = Postgres::new();
    let person = Person::begins(&backend).await;
    person.writes("before").await;
    let client = backend.connect().await;
    for sql in ["ALTER SYSTEM SET default_transaction_read_only = on", "SELECT pg_reload_conf()"] {
        client.batch_execute(sql).await.unwrap();
    }
    let person = person.restarts().await;
    let told = person.keeps(writing(person.keeper.new_record_id(), 0, "after")).await;
    assert!(matches!(told, Err(WriteError::Store(StoreError::ReadOnly))), "{told:?}");
    assert_eq!(person.reads(), ["before"]);
    for sql in
        ["SET default_transaction_read_only = off", "ALTER SYSTEM RESET ALL", "SELECT pg_reload_conf()"]
    {
        client.batch_execute(sql).await.unwrap();
    }
    tokio::time::sleep(Duration::from_millis(200)).await;
    person.writes("after").await;
    assert_eq!(person.reads(), ["after", "before"]);
}

/// Somebody who wrote to a server that is gone now, and before that to it and to its standby.
async fn behind_a_first_that_is_gone() -> (Arc<Pair>, Person) {
    let backend = Pair::new();
    let person = Person::begins(&backend).await;
    person.writes("on both").await;
    backend.copies_to_the_standby();
    person.writes("on the first alone").await;
    backend.first.server.kill();
    (backend, person)
}

/// What is here already is not given up for a copy that has not got it yet, and nobody is told that something were missing.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_standby_that_is_behind_is_not_taken_for_a_notebook_that_lost_something() {
    let (backend, person) = behind_a_first_that_is_gone().await;
    assert!(person.looks().await, "the standby answers");
    assert_eq!((person.reads().len(), person.is_told()), (2, vec![]));
    backend.first.server.start_again();
    person.writes("on the first again").await;
    assert_eq!(person.reads().len(), 3);
    let after = person.restarts().await;
    assert_eq!((after.reads().len(), after.is_told()), (3, vec![]));
}

/// The control: a server that takes writes and lacks what was there is one that lost something.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_server_that_is_behind_and_takes_writes_is_told_of() {
    let (backend, person) = behind_a_first_that_is_gone().await;
    backend.promotes_the_standby().await;
    assert!(person.looks().await);
    assert_ne!(person.is_told(), vec![]);
}

/// A lock that nobody gives up, as a disk that hangs: the server's machine lives, and no answer comes.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_statement_that_is_not_answered_is_given_up_with_a_sentence() {
    let backend = Postgres::new();
    let store = backend.open();
    let client = backend.connect().await;
    client.batch_execute("BEGIN; LOCK TABLE accounts IN ACCESS EXCLUSIVE MODE").await.unwrap();
    let looked = store.accounts().await;
    assert!(matches!(looked, Err(StoreError::Away(_))), "{looked:?}");
    let hangs = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'";
    let mut still = i64::MAX;
    for _ in 0..100 {
        still = client.query_one(hangs, &[]).await.unwrap().get(0);
        if still == 0 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(still, 0, "it is called off, and holds no connection of the server any more");
    client.batch_execute("ROLLBACK").await.unwrap();
    assert_eq!(store.accounts().await.unwrap(), []);
}

/// A connection that came about while its server only read goes on only reading, also once the server takes writes.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_connection_that_only_reads_is_given_up_by_whoever_writes() {
    let backend = Postgres::new();
    let person = Person::begins(&backend).await;
    let client = backend.connect().await;
    client.batch_execute("ALTER ROLE postgres SET default_transaction_read_only = on").await.unwrap();
    let person = person.restarts().await;
    client.batch_execute("ALTER ROLE postgres RESET default_transaction_read_only").await.unwrap();
    person.writes("after").await;
    assert_eq!(person.reads(), ["after"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_database_that_stays_away_is_said_and_is_found_again() {
    let backend = Postgres::new();
    let store = backend.open();
    backend.server.kill();
    let looked = store.accounts().await;
    assert!(matches!(looked, Err(StoreError::Away(_))), "{looked:?}");
    backend.server.start_again();
    assert_eq!(store.accounts().await.unwrap(), []);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn no_word_is_in_any_file_of_the_server_nor_in_its_log() {
    let backend = Postgres::new();
    let person = Person::begins(&backend).await;
    let words = "zqcanaryzq in the middle of a sentence that nobody else may read";
    person.writes(words).await;
    backend.connect().await.batch_execute("CHECKPOINT").await.unwrap();
    let files = backend.files();
    assert!(memchr::memmem::find(&files, b"entries_pkey").is_some(), "the files are the server's");
    assert!(memchr::memmem::find(&files, b"zqcanaryzq").is_none());
}
