//! Devices that are with a session of treatment, and codes that wait for one.

use async_trait::async_trait;
use hearken_core::{AccountId, RecordId, Timestamp};
use hearken_vault::{
    StoreError,
    port::{JoiningRow, LateRoom, SittingRow, SittingState, Sittings},
};
use rusqlite::{OptionalExtension, Row, params};

use super::{SqliteStore, WorkError, errors::is_damage};
use crate::closing::{sitting_number, sitting_state};

const COLUMNS: &str =
    "SELECT id_hash, account_id, treatment, handle, joined, sealed, state, since_ms, seen_ms, ends_ms,
                       wrong, wrong_ms FROM sittings";

const BEGIN: &str = "
INSERT INTO sittings
  (id_hash, account_id, treatment, handle, joined, sealed, state, since_ms, seen_ms, ends_ms)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0, ?7, ?7, ?8) ON CONFLICT (id_hash) DO NOTHING";

fn sitting(row: &Row<'_>) -> rusqlite::Result<SittingRow> {
    Ok(SittingRow {
        id_hash: row.get(0)?,
        account: AccountId::from_bytes(row.get(1)?),
        treatment: RecordId::from_bytes(row.get(2)?),
        handle: RecordId::from_bytes(row.get(3)?),
        joined: row.get(4)?,
        sealed: row.get(5)?,
        state: sitting_state(row.get(6)?),
        since: Timestamp::from_millis(row.get(7)?),
        seen: Timestamp::from_millis(row.get(8)?),
        ends: Timestamp::from_millis(row.get(9)?),
        wrong: row.get(10)?,
        wrong_at: Timestamp::from_millis(row.get(11)?),
    })
}

fn joining(row: &Row<'_>) -> rusqlite::Result<JoiningRow> {
    Ok(JoiningRow {
        id_hash: row.get(0)?,
        account: AccountId::from_bytes(row.get(1)?),
        made_by: row.get(2)?,
        sealed: row.get(3)?,
        ends: Timestamp::from_millis(row.get(4)?),
    })
}

fn number(size: usize) -> i64 {
    i64::try_from(size).unwrap_or(i64::MAX)
}

#[async_trait]
impl Sittings for SqliteStore {
    async fn begin_sitting(&self, sitting: &SittingRow) -> Result<bool, StoreError> {
        let it = sitting.clone();
        self.write(move |db| {
            let was = db.execute(
                "DELETE FROM sessions WHERE id_hash = ? AND NOT ?",
                params![it.id_hash, it.joined],
            )?;
            if was == 0 && !it.joined {
                return Ok(false);
            }
            let (account, treatment, handle) = (it.account.bytes(), it.treatment.bytes(), it.handle.bytes());
            let (since, ends) = (it.since.as_millis(), it.ends.as_millis());
            let row = params![it.id_hash, account, treatment, handle, it.joined, it.sealed, since, ends];
            Ok::<_, WorkError<StoreError>>(db.execute(BEGIN, row)? == 1)
        })
        .await
    }

    async fn sitting(&self, id_hash: [u8; 32]) -> Result<Option<SittingRow>, StoreError> {
        let sql = format!("{COLUMNS} WHERE id_hash = ?");
        self.read(move |db| db.query_row(&sql, params![id_hash], sitting).optional()).await
    }

    async fn sittings_of(&self, account: AccountId) -> Result<Vec<SittingRow>, StoreError> {
        let readable = |row: &rusqlite::Result<SittingRow>| !matches!(row, Err(error) if is_damage(error));
        self.read(move |db| {
            let sql = format!("{COLUMNS} WHERE account_id = ? ORDER BY since_ms, handle");
            let mut select = db.prepare_cached(&sql)?;
            select.query_map(params![account.bytes()], sitting)?.filter(readable).collect()
        })
        .await
    }

    async fn touch_sitting(&self, id_hash: [u8; 32], seen: Timestamp) -> Result<bool, StoreError> {
        self.write(move |db| {
            let sql = "UPDATE sittings SET seen_ms = max(seen_ms, ?2) WHERE id_hash = ?1 AND state = 0";
            Ok::<_, WorkError<StoreError>>(db.execute(sql, params![id_hash, seen.as_millis()])? == 1)
        })
        .await
    }

    async fn end_sitting(
        &self,
        id_hash: [u8; 32],
        to: SittingState,
        ends: Timestamp,
    ) -> Result<(), StoreError> {
        self.write(move |db| {
            let sql =
                "UPDATE sittings SET state = ?2, ends_ms = ?3, sealed = x'' WHERE id_hash = ?1 AND state = 0";
            db.execute(sql, params![id_hash, sitting_number(to), ends.as_millis()])?;
            Ok::<_, WorkError<StoreError>>(())
        })
        .await
    }

    async fn end_sittings(&self, account: AccountId, ends: Timestamp) -> Result<(), StoreError> {
        self.write(move |db| {
            let sql = "UPDATE sittings SET state = 2, ends_ms = ?2, sealed = x'' WHERE account_id = ?1 AND state < 2";
            db.execute(sql, params![account.bytes(), ends.as_millis()])?;
            db.execute("DELETE FROM joinings WHERE account_id = ?", params![account.bytes()])?;
            Ok::<_, WorkError<StoreError>>(())
        })
        .await
    }

    async fn count_pin(&self, id_hash: [u8; 32], seen: u32, at: Timestamp) -> Result<bool, StoreError> {
        self.write(move |db| {
            let sql = "UPDATE sittings SET wrong = wrong + 1, wrong_ms = ?3
                       WHERE id_hash = ?1 AND wrong = ?2 AND state = 0";
            Ok::<_, WorkError<StoreError>>(db.execute(sql, params![id_hash, seen, at.as_millis()])? == 1)
        })
        .await
    }

    async fn count_late(&self, id_hash: [u8; 32], bytes: usize, room: LateRoom) -> Result<bool, StoreError> {
        let (bytes, most) = (number(bytes), number(room.bytes));
        self.write(move |db| {
            let sql = "UPDATE sittings SET notes = notes + 1, note_bytes = note_bytes + ?2
                       WHERE id_hash = ?1 AND state = 1 AND notes < ?3 AND note_bytes + ?2 <= ?4";
            let counted = db.execute(sql, params![id_hash, bytes, room.notes, most])?;
            Ok::<_, WorkError<StoreError>>(counted == 1)
        })
        .await
    }

    async fn put_joining(&self, joining: &JoiningRow) -> Result<(), StoreError> {
        let it = joining.clone();
        self.write(move |db| {
            let account = it.account.bytes();
            db.execute("DELETE FROM joinings WHERE account_id = ?", params![account])?;
            let sql =
                "INSERT INTO joinings (id_hash, account_id, made_by, sealed, ends_ms) VALUES (?, ?, ?, ?, ?)";
            db.execute(sql, params![it.id_hash, account, it.made_by, it.sealed, it.ends.as_millis()])?;
            Ok::<_, WorkError<StoreError>>(())
        })
        .await
    }

    async fn take_joining(&self, id_hash: [u8; 32]) -> Result<Option<JoiningRow>, StoreError> {
        let there = "SELECT EXISTS (SELECT 1 FROM joinings WHERE id_hash = ?)";
        if !self.read(move |db| db.query_row(there, params![id_hash], |row| row.get::<_, bool>(0))).await? {
            return Ok(None);
        }
        self.write(move |db| {
            let sql = "DELETE FROM joinings WHERE id_hash = ?
                       RETURNING id_hash, account_id, made_by, sealed, ends_ms";
            Ok::<_, WorkError<StoreError>>(db.query_row(sql, params![id_hash], joining).optional()?)
        })
        .await
    }
}
