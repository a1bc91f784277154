//! Sessions.

use async_trait::async_trait;
use hearken_core::{AccountId, Timestamp};
use hearken_vault::{
    StoreError,
    port::{SessionRow, Sessions},
};
use tokio_postgres::Row;

use super::{
    PostgresStore,
    rows::{bytes, fixed, number},
};

pub(super) fn session(row: &Row) -> Result<SessionRow, StoreError> {
    Ok(SessionRow {
        id_hash: fixed(row, 0)?,
        account: AccountId::from_bytes(fixed(row, 1)?),
        sealed: bytes(row, 2)?.to_vec(),
        made: Timestamp::from_millis(number(row, 3)?),
        seen: Timestamp::from_millis(number(row, 4)?),
        idle_minutes: number(row, 5)?,
    })
}

#[async_trait]
impl Sessions for PostgresStore {
    async fn put_session(&self, session: &SessionRow) -> Result<(), StoreError> {
        let sql = "INSERT INTO sessions (id_hash, account_id, sealed, made_ms, seen_ms, idle_minutes)
                   VALUES ($1, $2, $3, $4, $5, $6)
                   ON CONFLICT (id_hash)
                   DO UPDATE SET seen_ms = excluded.seen_ms, idle_minutes = excluded.idle_minutes";
        let (made, seen) = (session.made.as_millis(), session.seen.as_millis());
        let (id_hash, account) = (session.id_hash.as_slice(), session.account.bytes());
        let idle = i64::from(session.idle_minutes);
        self.write(sql, &[&id_hash, &account.as_slice(), &session.sealed, &made, &seen, &idle]).await
    }

    async fn touch_session(&self, session: &SessionRow) -> Result<bool, StoreError> {
        // Of two processes that both saw it, the one that saw it last is right.
        let sql = "UPDATE sessions SET seen_ms = greatest(seen_ms, $2), idle_minutes = $3 WHERE id_hash = $1
                   RETURNING 1";
        let (seen, idle) = (session.seen.as_millis(), i64::from(session.idle_minutes));
        Ok(self.find(sql, &[&session.id_hash.as_slice(), &seen, &idle]).await?.is_some())
    }

    async fn session(&self, id_hash: [u8; 32]) -> Result<Option<SessionRow>, StoreError> {
        let sql = "SELECT id_hash, account_id, sealed, made_ms, seen_ms, idle_minutes FROM sessions
                   WHERE id_hash = $1";
        self.find(sql, &[&id_hash.as_slice()]).await?.as_ref().map(session).transpose()
    }

    async fn sessions(&self) -> Result<Vec<SessionRow>, StoreError> {
        let sql = "SELECT id_hash, account_id, sealed, made_ms, seen_ms, idle_minutes FROM sessions
                   ORDER BY id_hash";
        // A row that is damaged is no session any more; its browser unlocks anew.
        Ok(self.ask(sql, &[]).await?.iter().filter_map(|row| session(row).ok()).collect())
    }

    async fn delete_session(&self, id_hash: [u8; 32]) -> Result<(), StoreError> {
        self.write("DELETE FROM sessions WHERE id_hash = $1", &[&id_hash.as_slice()]).await
    }
}
