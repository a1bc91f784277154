//! Sessions.

use async_trait::async_trait;
use hearken_core::{AccountId, Timestamp};
use hearken_vault::{
    StoreError,
    port::{SessionRow, Sessions},
};
use rusqlite::{OptionalExtension, Row, params};

use super::{SqliteStore, WorkError, errors::is_damage};

pub(super) const COLUMNS: &str =
    "SELECT id_hash, account_id, sealed, made_ms, seen_ms, idle_minutes FROM sessions";

pub(super) fn session(row: &Row<'_>) -> rusqlite::Result<SessionRow> {
    Ok(SessionRow {
        id_hash: row.get(0)?,
        account: AccountId::from_bytes(row.get(1)?),
        sealed: row.get(2)?,
        made: Timestamp::from_millis(row.get(3)?),
        seen: Timestamp::from_millis(row.get(4)?),
        idle_minutes: row.get(5)?,
    })
}

#[async_trait]
impl Sessions for SqliteStore {
    async fn put_session(&self, session: &SessionRow) -> Result<(), StoreError> {
        let session = session.clone();
        self.write(move |db| {
            db.execute(
                "INSERT INTO sessions (id_hash, account_id, sealed, made_ms, seen_ms, idle_minutes)
                 VALUES (?, ?, ?, ?, ?, ?)
                 ON CONFLICT (id_hash) DO UPDATE SET seen_ms = excluded.seen_ms, idle_minutes = excluded.idle_minutes",
                params![
                    session.id_hash,
                    session.account.bytes(),
                    session.sealed,
                    session.made.as_millis(),
                    session.seen.as_millis(),
                    session.idle_minutes,
                ],
            )?;
            Ok::<_, WorkError<StoreError>>(())
        })
        .await
    }

    async fn touch_session(&self, session: &SessionRow) -> Result<bool, StoreError> {
        let session = session.clone();
        self.write(move |db| {
            let touched = db.execute(
                "UPDATE sessions SET seen_ms = ?, idle_minutes = ? WHERE id_hash = ?",
                params![session.seen.as_millis(), session.idle_minutes, session.id_hash],
            )?;
            Ok::<_, WorkError<StoreError>>(touched == 1)
        })
        .await
    }

    async fn session(&self, id_hash: [u8; 32]) -> Result<Option<SessionRow>, StoreError> {
        self.read(move |db| {
            db.query_row(&format!("{COLUMNS} WHERE id_hash = ?"), params![id_hash], session).optional()
        })
        .await
    }

    async fn sessions(&self) -> Result<Vec<SessionRow>, StoreError> {
        // A row that is damaged is no session any more; its browser unlocks anew.
        let readable = |row: &rusqlite::Result<SessionRow>| !matches!(row, Err(error) if is_damage(error));
        self.read(move |db| db.prepare_cached(COLUMNS)?.query_map([], session)?.filter(readable).collect())
            .await
    }

    async fn delete_session(&self, id_hash: [u8; 32]) -> Result<(), StoreError> {
        self.write(move |db| {
            db.execute("DELETE FROM sessions WHERE id_hash = ?", params![id_hash])?;
            Ok::<_, WorkError<StoreError>>(())
        })
        .await
    }
}
