//! Updates, T15: every version that was ever released, through steps that are not released yet.
//!
//! `tests/vectors/` holds a notebook of each version. Steps that could follow the newest one are made up here, so that
//! there is something to update to.

mod killed;

use std::fs;

use hearken_core::{AccountId, RecordId, VaultId};
use hearken_seal::{Digest, Hasher};
use hearken_vault::port::{Accounts, Append, Log, Way};
use rusqlite::types::ValueRef;
use tempfile::TempDir;

use super::*;
use crate::{
    SqliteStore,
    backup::{OPENINGS, restore},
    sqlite::{connect, schema::MIGRATIONS},
};

/// What may come after the newest version: a column that is filled in, and a table that is made anew.
const MADE_UP: [&str; 2] = [
    "ALTER TABLE entries ADD COLUMN bytes INTEGER NOT NULL DEFAULT 0;
     UPDATE entries SET bytes = length(coalesce(sealed, x''));
     CREATE INDEX entries_by_record ON entries (vault_id, record_id);",
    "CREATE TABLE entries_new (
       vault_id BLOB NOT NULL, seq INTEGER NOT NULL, record_id BLOB NOT NULL, rev INTEGER NOT NULL,
       previous BLOB NOT NULL, digest BLOB NOT NULL, sealed BLOB, bytes INTEGER NOT NULL,
       PRIMARY KEY (vault_id, seq)
     ) WITHOUT ROWID;
     INSERT INTO entries_new SELECT * FROM entries;
     DROP TABLE entries;
     ALTER TABLE entries_new RENAME TO entries;",
];

fn steps() -> Vec<&'static str> {
    [MIGRATIONS, &MADE_UP].concat()
}

/// A notebook of every released version, as SQL text.
fn released() -> Vec<String> {
    let vector = |number| format!("{}/tests/vectors/v{number}.sql", env!("CARGO_MANIFEST_DIR"));
    (1..=MIGRATIONS.len()).map(|number| fs::read_to_string(vector(number)).unwrap()).collect()
}

/// Writes that notebook into a new folder, with so many entries more.
fn folder_with(sql: &str, more: usize) -> TempDir {
    let folder = TempDir::new().unwrap();
    let db = connect(folder.path()).unwrap();
    db.execute_batch(sql).unwrap();
    db.execute(
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
         INSERT INTO entries (vault_id, seq, record_id, rev, previous, digest, sealed)
         SELECT x'00', i, randomblob(16), 1, randomblob(32), randomblob(32), randomblob(700) FROM n WHERE i <= ?",
        [more as i64, more as i64],
    )
    .unwrap();
    folder
}

fn version_in(folder: &Path) -> u32 {
    version(&connect(folder).unwrap()).unwrap()
}

/// A digest of every row that the version `from` had, whatever was added to it since.
fn content(db: &Connection, from: &[(String, Vec<String>)]) -> Digest {
    let mut hasher = Hasher::new();
    for (table, columns) in from {
        let mut select =
            db.prepare(&format!("SELECT {} FROM {table} ORDER BY 1, 2", columns.join(", "))).unwrap();
        let mut rows = select.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            for column in 0..columns.len() {
                match row.get_ref(column).unwrap() {
                    ValueRef::Blob(bytes) => hasher.update(bytes),
                    other => hasher.update(format!("{other:?}").as_bytes()),
                }
            }
        }
    }
    hasher.finish()
}

/// Every table with its columns; what opens something is left out, because backups leave them out.
fn shape(db: &Connection) -> Vec<(String, Vec<String>)> {
    let mut tables = db.prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").unwrap();
    let names: Vec<String> = tables.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let columns = |table: &String| {
        let mut columns = db.prepare(&format!("SELECT name FROM pragma_table_info('{table}')")).unwrap();
        columns.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    };
    let kept = |name: &String| !OPENINGS.contains(&name.as_str());
    names.into_iter().filter(kept).map(|name| (name.clone(), columns(&name))).collect()
}

type Shape = Vec<(String, Vec<String>)>;

/// What is in a notebook now: its shape, and a digest of its rows.
fn content_of(folder: &Path) -> (Shape, Digest) {
    let db = connect(folder).unwrap();
    let shape = shape(&db);
    let content = content(&db, &shape);
    (shape, content)
}

fn update(folder: &Path, steps: &[&str]) -> Result<(), StoreError> {
    bring_up_to_date(folder, &mut connect(folder)?, steps)
}

#[test]
fn every_released_version_is_brought_up_to_date_after_a_backup() {
    for (sql, number) in released().iter().zip(1_u32..) {
        let (folder, elsewhere) = (folder_with(sql, 3), TempDir::new().unwrap());
        let (shape, kept) = content_of(folder.path());
        update(folder.path(), &steps()).unwrap();
        assert_eq!(version_in(folder.path()) as usize, steps().len());
        assert_eq!(content(&connect(folder.path()).unwrap(), &shape), kept);
        let backup = folder.path().join(format!("notebook-before-update-{number}.backup"));
        restore(&backup, elsewhere.path(), false, &mut |_, _| {}).unwrap();
        assert_eq!(content(&connect(elsewhere.path()).unwrap(), &shape), kept);
        assert_eq!(version_in(elsewhere.path()), number);
    }
}

#[test]
fn a_notebook_that_is_new_or_up_to_date_needs_no_backup() {
    let folder = TempDir::new().unwrap();
    for _ in 0..2 {
        drop(SqliteStore::open(folder.path()).unwrap());
        assert_eq!(backups(folder.path()).unwrap(), Vec::<PathBuf>::new());
    }
}

#[test]
fn without_a_backup_nothing_is_changed() {
    let folder = folder_with(&released()[0], 3);
    // Something stands where the backup belongs and cannot be put aside.
    fs::create_dir_all(folder.path().join("notebook-before-update-1.backup/in-the-way")).unwrap();
    let before = content_of(folder.path());
    assert!(update(folder.path(), &steps()).is_err());
    assert_eq!((version_in(folder.path()), content_of(folder.path())), (1, before));
}

#[test]
fn a_backup_from_an_update_that_was_killed_is_made_anew() {
    let folder = folder_with(&released()[0], 3);
    let backup = folder.path().join("notebook-before-update-1.backup");
    fs::write(&backup, "half a backup").unwrap();
    update(folder.path(), &steps()).unwrap();
    restore(&backup, TempDir::new().unwrap().path(), false, &mut |_, _| {}).unwrap();
}

#[tokio::test]
async fn what_is_erased_and_a_way_in_that_is_replaced_leave_no_backup_behind() {
    let folder = TempDir::new().unwrap();
    let store = SqliteStore::open(folder.path()).unwrap();
    let backup = folder.path().join("notebook-before-update-1.backup");
    let left = || backups(folder.path()).unwrap().len();
    fs::write(&backup, "sealed").unwrap();
    store.put_unlocker(AccountId::from_bytes([1; 16]), Way::Passphrase, b"another").await.unwrap();
    assert_eq!(left(), 0);
    fs::write(&backup, "sealed").unwrap();
    let vault = VaultId::from_bytes([2; 16]);
    let db = connect(folder.path()).unwrap();
    db.execute("INSERT INTO vaults VALUES (?, 0, ?)", (vault.bytes(), [0_u8; 32])).unwrap();
    let head = store.head(vault).await.unwrap().unwrap();
    let erased = vec![RecordId::from_bytes([3; 16])];
    store.append(vault, head, Append::default()).await.unwrap();
    assert_eq!(left(), 1, "an ordinary save leaves it where it is");
    store.append(vault, head, Append { erase: erased, ..Append::default() }).await.unwrap();
    assert_eq!(left(), 0);
}
