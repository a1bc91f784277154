//! PostgreSQL: for a practice, with as many processes of ours on one database as it needs.
//!
//! Every call is one transaction, and all but the making of an account are one statement: what has several parts is
//! written as one. A connection that is lost in the middle is looked for again for [`PATIENCE`]; what may be asked twice is asked again, and an append
//! looks at whether it had landed. So a server that is restarted, or a standby that takes over, costs seconds and no
//! acknowledged write.
//!
//! What erasing means here: the program and every later backup have nothing any more. The server's own files keep
//! the sealed bytes until it has written over them (SECURITY.md).

mod accounts;
mod asides;
mod connect;
mod drafts;
mod errors;
mod factors;
mod feeds;
mod in_turn;
mod log;
mod mails;
mod people;
mod rows;
mod schema;
mod sessions;
mod sittings;
mod spaces;
mod state;
mod watch;

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use deadpool_postgres::{Object, Pool};
use hearken_vault::StoreError;
use tokio::time::{Instant, sleep, timeout};
use tokio_postgres::{Error, Row, error::SqlState, types::ToSql};
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::sqlite::make_private_folder;
use connect::{CONNECTING, Way};
use errors::{Failure, pool_failure};
pub use state::DatabaseState;
use watch::Ears;

/// How long a call looks for a database that went away before it says so.
const PATIENCE: Duration = Duration::from_secs(10);

/// After so long a statement that is not answered counts as one whose database is away: its machine lives, so that the connection
/// stays, but a disk hangs there, say, or somebody holds a lock. Far longer than any of ours takes.
const ANSWER: Duration = Duration::from_secs(15);

/// How long it waits before it looks again.
const PAUSE: Duration = Duration::from_millis(100);

/// Asks over this connection.
async fn ask_over(client: &Object, sql: &str, values: Values<'_>) -> Result<Vec<Row>, Error> {
    let statement = client.prepare_cached(sql).await?;
    client.query(&statement, values).await
}

fn only_reads(error: &Error) -> bool {
    error.code() == Some(&SqlState::READ_ONLY_SQL_TRANSACTION)
}

/// What is handed to a statement.
type Values<'a> = &'a [&'a (dyn ToSql + Sync)];

/// A store in a PostgreSQL database. Cheap to clone.
#[derive(Clone)]
pub struct PostgresStore {
    pool: Pool,
    /// How a statement that hangs is called off.
    tls: MakeRustlsConnect,
    /// Where this machine remembers what it has seen.
    folder: PathBuf,
    /// Who listens for what other processes write.
    ears: Arc<Ears>,
}

impl PostgresStore {
    /// Opens the database at `address` (`postgres://…`) and brings its tables up to date. What this machine remembers of
    /// it, and nothing else, is kept in `folder`.
    pub async fn open(address: &str, folder: &Path) -> Result<Self, StoreError> {
        make_private_folder(folder)?;
        let way = Way::to(address)?;
        let (pool, tls, ears) = (connect::pool(&way)?, way.tls.clone(), Arc::new(Ears::new(way)));
        let store = Self { pool, tls, folder: folder.to_owned(), ears };
        let mut client = store.client().await.map_err(StoreError::from)?;
        connect::look_at_durability(&client).await.map_err(StoreError::from)?;
        schema::bring_up_to_date(&mut client).await?;
        drop(client);
        Ok(store)
    }

    /// A connection, from the pool or a new one.
    async fn client(&self) -> Result<Object, Failure> {
        self.pool.get().await.map_err(pool_failure)
    }

    /// Asks once.
    async fn ask_once(&self, sql: &str, values: Values<'_>) -> Result<Vec<Row>, Failure> {
        match self.over_a_connection(sql, values).await? {
            // The connection led to a server that takes no writes, or did when it came about, and so may all the others: a new
            // one leads to the one that does, if there is any. Nothing was done, so that it may be asked again.
            Err(error) if only_reads(&error) => {
                self.pool.retain(|_, _| false);
                Ok(self.over_a_connection(sql, values).await??)
            }
            answered => Ok(answered?),
        }
    }

    /// Asks over a connection, and gives that up where whoever came next would fare no better with it.
    async fn over_a_connection(
        &self,
        sql: &str,
        values: Values<'_>,
    ) -> Result<Result<Vec<Row>, Error>, Failure> {
        let client = self.client().await?;
        let answered = timeout(ANSWER, ask_over(&client, sql, values)).await;
        let is_of_use = match &answered {
            Ok(Ok(_)) => true,
            Ok(Err(error)) => !only_reads(error),
            Err(_) => false,
        };
        if !is_of_use {
            let asked = client.cancel_token();
            drop(Object::take(client));
            if answered.is_err() {
                // It would hold one of the server's connections for as long as it hangs there.
                let tls = self.tls.clone();
                tokio::spawn(async move { timeout(CONNECTING, asked.cancel_query(tls)).await });
            }
        }
        answered.map_err(|_| Failure::Away("no answer came".to_owned()))
    }

    /// Asks, and asks again while the database is away. Only for what may be done twice.
    async fn ask(&self, sql: &str, values: Values<'_>) -> Result<Vec<Row>, StoreError> {
        let since = Instant::now();
        loop {
            match self.ask_once(sql, values).await {
                Err(Failure::Away(why)) if since.elapsed() < PATIENCE => {
                    tracing::warn!(%why, "the database is away; looking for it again");
                    sleep(PAUSE).await;
                }
                answered => return Ok(answered?),
            }
        }
    }

    /// Asks for a row that may not be there.
    async fn find(&self, sql: &str, values: Values<'_>) -> Result<Option<Row>, StoreError> {
        Ok(self.ask(sql, values).await?.into_iter().next())
    }

    /// Writes, and writes again while the database is away. Only for what may be done twice.
    async fn write(&self, sql: &str, values: Values<'_>) -> Result<(), StoreError> {
        self.ask(sql, values).await.map(drop)
    }
}
