//! The store on PostgreSQL, on a server of its own.

use std::{collections::BTreeMap, fs, path::Path, sync::Arc};

use hearken_store::PostgresStore;
use hearken_vault::{Store, StoreError, port::Membership};
use tempfile::TempDir;
use tokio::runtime::Handle;
use tokio_postgres::{Client, NoTls, Row, types::Type};

use super::{Backend, postgres_server::Server};

/// A server with nothing in it, and the folder of the machine that uses it.
pub(crate) struct Postgres {
    pub(crate) server: Server,
    notes: TempDir,
}

impl Postgres {
    pub(crate) fn new() -> Arc<Self> {
        Arc::new(Self { server: Server::start(), notes: TempDir::new().unwrap() })
    }

    /// Where the machine that uses it keeps its notes.
    pub(crate) fn notes(&self) -> &Path {
        self.notes.path()
    }

    /// Opens the store, or says why not.
    pub(crate) async fn try_open(&self) -> Result<PostgresStore, StoreError> {
        PostgresStore::open(&self.server.address(), self.notes()).await
    }

    /// A connection of one's own.
    pub(crate) async fn connect(&self) -> Client {
        let (client, connection) = tokio_postgres::connect(&self.server.address(), NoTls).await.unwrap();
        tokio::spawn(connection);
        client
    }

    /// Every file of the server, the log of changes among them.
    pub(crate) fn files(&self) -> Vec<u8> {
        let (mut bytes, mut folders) = (Vec::new(), vec![self.server.folder().join("data")]);
        while let Some(folder) = folders.pop() {
            for file in fs::read_dir(folder).unwrap() {
                let path = file.unwrap().path();
                match path.is_dir() {
                    true => folders.push(path),
                    // One that is taken away while we look is none of ours.
                    false => bytes.extend(fs::read(path).unwrap_or_default()),
                }
            }
        }
        bytes
    }
}

impl Backend for Postgres {
    fn open(&self) -> Arc<dyn Store> {
        Arc::new(here(self.try_open()).unwrap())
    }

    /// What anybody can read who may read everything: each value of each row. The server's own files keep what was
    /// deleted until it has written over it.
    fn everything(&self) -> Vec<u8> {
        self.tables().into_values().flatten().flatten().collect()
    }

    fn tables(&self) -> BTreeMap<String, Vec<Vec<u8>>> {
        here(async {
            let (client, mut tables) = (self.connect().await, BTreeMap::new());
            let ours = "SELECT relname::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                        WHERE n.nspname = 'public' AND relkind = 'r' AND relname <> 'hearken_schema'";
            for table in client.query(ours, &[]).await.unwrap() {
                let table: String = table.get(0);
                let rows = client.query(&format!("SELECT * FROM {table}"), &[]).await.unwrap();
                tables.insert(table, rows.iter().map(values).collect());
            }
            tables
        })
    }

    fn adds_member(&self, member: &Membership) {
        here(async {
            let sql = "INSERT INTO members (vault_id, account_id, epoch, wrapped, commitment)
                       VALUES ($1, $2, $3, $4, $5)";
            let (vault, account) = (member.vault.bytes(), member.account.bytes());
            let (epoch, commitment) = (i64::from(member.epoch), member.commitment.as_slice());
            let client = self.connect().await;
            client
                .execute(sql, &[&vault.as_slice(), &account.as_slice(), &epoch, &member.wrapped, &commitment])
                .await
                .unwrap();
        });
    }
}

/// The values of a row, one after another.
fn values(row: &Row) -> Vec<u8> {
    let mut bytes = Vec::new();
    for (n, column) in row.columns().iter().enumerate() {
        match *column.type_() {
            Type::BYTEA => bytes.extend(row.get::<_, Option<&[u8]>>(n).unwrap_or_default()),
            Type::TEXT => bytes.extend(row.get::<_, Option<&str>>(n).unwrap_or_default().as_bytes()),
            Type::INT8 => {
                let number = row.get::<_, Option<i64>>(n).map(|number| number.to_string());
                bytes.extend(number.unwrap_or_default().as_bytes());
            }
            _ => {}
        }
        bytes.push(b'|');
    }
    bytes
}

/// Waits for something inside of a test that is itself waited for.
pub(super) fn here<T>(work: impl Future<Output = T>) -> T {
    tokio::task::block_in_place(|| Handle::current().block_on(work))
}
