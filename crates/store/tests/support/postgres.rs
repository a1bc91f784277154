//! The store on PostgreSQL, on a server of its own.

use std::{fs, path::Path, sync::Arc};

use hearken_store::PostgresStore;
use hearken_vault::{Store, StoreError};
use tempfile::TempDir;
use tokio::runtime::Handle;
use tokio_postgres::{Client, NoTls, types::Type};

use super::{Backend, postgres_server::Server};

/// Every table of ours that holds bytes.
const TABLES: [&str; 9] =
    ["accounts", "attempts", "drafts", "entries", "feeds", "held", "members", "sessions", "unlockers"];

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
        here(async {
            let client = self.connect().await;
            let mut bytes = Vec::new();
            for table in TABLES {
                for row in client.query(&format!("SELECT * FROM {table}"), &[]).await.unwrap() {
                    for (n, column) in row.columns().iter().enumerate() {
                        if *column.type_() == Type::BYTEA {
                            bytes.extend(row.get::<_, Option<&[u8]>>(n).unwrap_or_default());
                        }
                    }
                }
            }
            bytes
        })
    }
}

/// Waits for something inside of a test that is itself waited for.
fn here<T>(work: impl Future<Output = T>) -> T {
    tokio::task::block_in_place(|| Handle::current().block_on(work))
}
