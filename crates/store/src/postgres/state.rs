//! How a database is set, for whoever looks at an installed system.

use hearken_vault::StoreError;

use super::PostgresStore;

/// How the database is set.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct DatabaseState {
    /// The server's version as a number: 150004.
    pub version: i32,
    /// `fsync`.
    pub fsync: bool,
    /// `full_page_writes`.
    pub full_pages: bool,
    /// `synchronous_commit` of our connections.
    pub commit: String,
    /// How the database keeps text.
    pub encoding: String,
    /// Whether our role may do everything on that server.
    pub is_superuser: bool,
    /// Whether this is a copy that only reads.
    pub is_standby: bool,
    /// Whether what goes there is encrypted, or does not leave this machine.
    pub is_private: bool,
    /// Connections that the server takes.
    pub connections: i32,
}

const STATE: &str = "
SELECT current_setting('server_version_num')::int, current_setting('fsync') = 'on',
       current_setting('full_page_writes') = 'on', current_setting('synchronous_commit'),
       current_setting('server_encoding'), (SELECT rolsuper FROM pg_roles WHERE rolname = current_user),
       pg_is_in_recovery(), inet_server_addr() IS NULL OR inet_server_addr() <<= '127.0.0.0/8' OR
       inet_server_addr() = '::1' OR coalesce((SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()), false),
       current_setting('max_connections')::int";

impl PostgresStore {
    /// How the database is set, as our connections have it.
    pub async fn state(&self) -> Result<DatabaseState, StoreError> {
        let rows = self.ask(STATE, &[]).await?;
        let row = rows.first().ok_or_else(|| StoreError::Fault("the database says nothing".to_owned()))?;
        Ok(DatabaseState {
            version: row.get(0),
            fsync: row.get(1),
            full_pages: row.get(2),
            commit: row.get(3),
            encoding: row.get(4),
            is_superuser: row.get(5),
            is_standby: row.get(6),
            is_private: row.get(7),
            connections: row.get(8),
        })
    }
}
