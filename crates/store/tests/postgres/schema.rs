//! The tables: keyed so that they can be spread over machines, and the same in number and name as SQLite's.

use std::fs;

use hearken_store::PostgresStore;
use hearken_vault::StoreError;

use crate::support::{Backend, Postgres};

/// What a row is found by before anything else: whose it is, a hash that nobody can guess, or a name.
const FIRST: [&str; 4] = ["account_id", "folded", "id_hash", "vault_id"];

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn every_table_is_keyed_by_its_vault_account_or_hash_first_and_points_to_no_other() {
    let backend = Postgres::new();
    backend.open();
    let client = backend.connect().await;
    let keys = client
        .query(
            "SELECT c.relname, a.attname FROM pg_index i
             JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
             JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
             WHERE n.nspname = 'public'",
            &[],
        )
        .await
        .unwrap();
    assert!(keys.len() >= 9, "each table has a key");
    for key in keys {
        let (table, column): (&str, &str) = (key.get(0), key.get(1));
        assert!(FIRST.contains(&column), "{table} is keyed by {column} first");
    }
    let without = "SELECT relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                   WHERE n.nspname = 'public' AND relkind = 'r' AND relname <> 'hearken_schema'
                   AND NOT EXISTS (SELECT FROM pg_index WHERE indrelid = c.oid AND indisprimary)";
    assert!(client.query(without, &[]).await.unwrap().is_empty(), "no table is without a key");
    let pointing = "SELECT conname FROM pg_constraint WHERE contype = 'f'";
    assert!(client.query(pointing, &[]).await.unwrap().is_empty(), "no table points to another");
}

#[test]
fn migrations_are_of_equal_number_and_name_on_both() {
    let names = |folder: &str| {
        let folder = format!("{}/migrations/{folder}", env!("CARGO_MANIFEST_DIR"));
        let mut names: Vec<_> = fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name()).collect();
        names.sort();
        names
    };
    assert_eq!(names("postgres"), names("sqlite"));
    assert!(!names("sqlite").is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_database_of_a_newer_program_is_refused_and_left_as_it_is() {
    let backend = Postgres::new();
    drop(backend.open());
    backend.connect().await.batch_execute("UPDATE hearken_schema SET version = 900").await.unwrap();
    let opened = backend.try_open().await;
    assert!(matches!(opened, Err(StoreError::Newer { found: 900, .. })));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn processes_that_start_at_once_make_the_tables_once() {
    let backend = Postgres::new();
    let starts: Vec<_> = (0..6)
        .map(|_| {
            let backend = backend.clone();
            tokio::spawn(async move { backend.try_open().await.map(drop) })
        })
        .collect();
    for start in starts {
        start.await.unwrap().unwrap();
    }
}

#[tokio::test]
async fn a_database_on_another_machine_is_not_spoken_to_without_encryption() {
    let notes = tempfile::TempDir::new().unwrap();
    let open = PostgresStore::open("postgres://a@192.0.2.1/b?sslmode=disable", notes.path()).await;
    assert!(matches!(open, Err(StoreError::Fault(said)) if said.contains("no encryption")));
}
