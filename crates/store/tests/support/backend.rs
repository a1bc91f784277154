//! Where a test's notebook is kept, so that one suite can run on every store.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    sync::Arc,
    thread,
    time::Duration,
};

use hearken_store::SqliteStore;
use hearken_vault::{Store, StoreError, port::Membership};
use rusqlite::types::ValueRef;
use tempfile::TempDir;

/// One place that a store can be opened on, again and again.
pub(crate) trait Backend: Send + Sync {
    /// Opens the store; the one that was open before has been dropped.
    fn open(&self) -> Arc<dyn Store>;

    /// Every byte of every table, log and free page.
    fn everything(&self) -> Vec<u8>;

    /// Every row of every table that the database has, its values one after another; by the table's name.
    fn tables(&self) -> BTreeMap<String, Vec<Vec<u8>>>;

    /// Gives somebody the key of a vault that is another's.
    fn adds_member(&self, membership: &Membership);
}

/// A folder with a notebook in it.
pub(crate) struct Sqlite(TempDir);

impl Sqlite {
    pub(crate) fn new() -> Arc<Self> {
        Arc::new(Self(TempDir::new().unwrap()))
    }

    pub(crate) fn folder(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn database(&self) -> PathBuf {
        self.0.path().join("notebook.db")
    }

    /// Takes away every file beside the database: its log, and what this machine remembers having seen.
    pub(crate) fn leave_the_database_alone(&self) {
        for file in fs::read_dir(self.folder()).unwrap() {
            let path = file.unwrap().path();
            if path != self.database() {
                fs::remove_file(path).unwrap();
            }
        }
    }

    /// Every file in the folder with its bytes, sorted by name, the lock left out.
    pub(crate) fn files(&self) -> Vec<(String, Vec<u8>)> {
        let name = |path: &Path| path.file_name().unwrap().to_str().unwrap().to_owned();
        let paths = fs::read_dir(self.folder()).unwrap().map(|file| file.unwrap().path());
        let mut files: Vec<_> = paths.map(|path| (name(&path), fs::read(&path).unwrap())).collect();
        files.retain(|(name, _)| name != "lock");
        files.sort();
        files
    }

    /// A folder with these files in it.
    pub(crate) fn with_files(files: &[(String, Vec<u8>)]) -> Arc<Self> {
        let here = Self::new();
        files.iter().for_each(|(name, bytes)| fs::write(here.folder().join(name), bytes).unwrap());
        here
    }

    /// Opens the store, or says why not. Tasks of a keeper that was just dropped may still hold the folder a moment.
    pub(crate) fn try_open(&self) -> Result<SqliteStore, StoreError> {
        for _ in 0..200 {
            match SqliteStore::open(self.folder()) {
                Err(StoreError::InUse) => thread::sleep(Duration::from_millis(10)),
                opened => return opened,
            }
        }
        SqliteStore::open(self.folder())
    }

    /// Changes the database with SQL, as somebody could who has the file and no key.
    pub(crate) fn tamper(&self, sql: &str) {
        let db = rusqlite::Connection::open(self.database()).unwrap();
        db.execute_batch(sql).unwrap();
        db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).unwrap();
    }
}

impl Backend for Sqlite {
    fn open(&self) -> Arc<dyn Store> {
        Arc::new(self.try_open().unwrap())
    }

    fn everything(&self) -> Vec<u8> {
        let files = fs::read_dir(self.folder()).unwrap();
        files.flat_map(|file| fs::read(file.unwrap().path()).unwrap()).collect()
    }

    fn tables(&self) -> BTreeMap<String, Vec<Vec<u8>>> {
        let db = rusqlite::Connection::open(self.database()).unwrap();
        let mut names = db.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").unwrap();
        let names = names.query_map([], |row| row.get::<_, String>(0)).unwrap().map(Result::unwrap);
        names.map(|name| (name.clone(), rows(&db, &name))).collect()
    }

    fn adds_member(&self, member: &Membership) {
        let sql =
            "INSERT INTO members (vault_id, account_id, epoch, wrapped, commitment) VALUES (?, ?, ?, ?, ?)";
        let (vault, account) = (member.vault.bytes(), member.account.bytes());
        let values = rusqlite::params![vault, account, member.epoch, member.wrapped, member.commitment];
        rusqlite::Connection::open(self.database()).unwrap().execute(sql, values).unwrap();
    }
}

fn rows(db: &rusqlite::Connection, table: &str) -> Vec<Vec<u8>> {
    let mut select = db.prepare(&format!("SELECT * FROM {table}")).unwrap();
    let columns = select.column_count();
    let values = |row: &rusqlite::Row<'_>| {
        let mut bytes = Vec::new();
        for column in 0..columns {
            match row.get_ref(column)? {
                ValueRef::Blob(value) | ValueRef::Text(value) => bytes.extend(value),
                ValueRef::Integer(number) => bytes.extend(number.to_string().as_bytes()),
                ValueRef::Null | ValueRef::Real(_) => {}
            }
            bytes.push(b'|');
        }
        Ok(bytes)
    };
    select.query_map([], values).unwrap().map(Result::unwrap).collect()
}

/// Whether any stretch of sixteen bytes of `needle` occurs in `hay`; stretches are taken 16 bytes apart.
pub(crate) fn find(hay: &[u8], needle: &[u8]) -> bool {
    assert!(needle.len() >= 16, "too short to look for");
    needle.chunks_exact(16).any(|stretch| memchr::memmem::find(hay, stretch).is_some())
}
