//! How the file of a notebook stands, for whoever looks at an installed system. Looked at, never changed.

use hearken_vault::StoreError;

use super::{SqliteStore, known_version};

/// How the file stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FileState {
    /// What SQLite finds wrong with its pages; empty where nothing is.
    pub faults: Vec<String>,
    /// How it keeps its log: `wal`.
    pub journal: String,
    /// Bytes of a page.
    pub page_bytes: u32,
    /// The version of its tables.
    pub version: u32,
    /// The newest version that this program knows.
    pub known: u32,
    /// Rows that belong to nobody.
    pub strays: u64,
}

impl SqliteStore {
    /// How the file stands. Reads all of it.
    pub async fn state(&self) -> Result<FileState, StoreError> {
        self.read(|db| {
            let found = db
                .prepare("PRAGMA quick_check(10)")?
                .query_map([], |row| row.get::<_, String>(0))?
                .collect::<Result<Vec<_>, _>>()?;
            Ok(FileState {
                faults: found.into_iter().filter(|line| line != "ok").collect(),
                journal: db.pragma_query_value(None, "journal_mode", |row| row.get(0))?,
                page_bytes: db.pragma_query_value(None, "page_size", |row| row.get(0))?,
                version: db.pragma_query_value(None, "user_version", |row| row.get(0))?,
                known: known_version(),
                strays: db.query_row(STRAYS, [], |row| row.get::<_, i64>(0)).map(i64::unsigned_abs)?,
            })
        })
        .await
    }
}

/// Ways in and keys of accounts that are not there, and entries and drafts of vaults that are not.
const STRAYS: &str = "
SELECT (SELECT count(*) FROM unlockers WHERE account_id NOT IN (SELECT account_id FROM accounts))
     + (SELECT count(*) FROM members WHERE account_id NOT IN (SELECT account_id FROM accounts))
     + (SELECT count(*) FROM drafts WHERE vault_id NOT IN (SELECT vault_id FROM vaults))
     + (SELECT count(*) FROM entries WHERE seq = 1 AND vault_id NOT IN (SELECT vault_id FROM vaults))";
