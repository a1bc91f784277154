//! Passkeys, codes, and what waits a few minutes.

use async_trait::async_trait;
use hearken_core::{AccountId, Timestamp};
use hearken_vault::{
    StoreError,
    port::{FactorRow, Factors, PendingRow},
};
use rusqlite::{OptionalExtension, Row, params};

use super::{SqliteStore, WorkError};

const COLUMNS: &str = "SELECT account_id, factor_id, sealed, unlocker, used, made_ms, seen_ms FROM factors";

fn factor(row: &Row<'_>) -> rusqlite::Result<FactorRow> {
    Ok(FactorRow {
        account: AccountId::from_bytes(row.get(0)?),
        id: row.get(1)?,
        sealed: row.get(2)?,
        unlocker: row.get(3)?,
        used: number(row.get(4)?),
        made: Timestamp::from_millis(row.get(5)?),
        seen: row.get::<_, Option<i64>>(6)?.map(Timestamp::from_millis),
    })
}

fn number(stored: i64) -> u64 {
    u64::try_from(stored).unwrap_or(0)
}

fn stored(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn pending(row: &Row<'_>) -> rusqlite::Result<PendingRow> {
    Ok(PendingRow {
        id_hash: row.get(0)?,
        account: row.get::<_, Option<[u8; 16]>>(1)?.map(AccountId::from_bytes),
        sealed: row.get(2)?,
        ends: Timestamp::from_millis(row.get(3)?),
    })
}

#[async_trait]
impl Factors for SqliteStore {
    async fn factors(&self, account: AccountId) -> Result<Vec<FactorRow>, StoreError> {
        self.read(move |db| {
            let sql = format!("{COLUMNS} WHERE account_id = ? ORDER BY made_ms, factor_id");
            db.prepare_cached(&sql)?.query_map(params![account.bytes()], factor)?.collect()
        })
        .await
    }

    async fn factor(&self, account: AccountId, id: [u8; 32]) -> Result<Option<FactorRow>, StoreError> {
        self.read(move |db| {
            let sql = format!("{COLUMNS} WHERE account_id = ? AND factor_id = ?");
            db.query_row(&sql, params![account.bytes(), id], factor).optional()
        })
        .await
    }

    async fn put_factor(&self, factor: &FactorRow) -> Result<(), StoreError> {
        let row = factor.clone();
        self.write(move |db| {
            let sql = "INSERT OR REPLACE INTO factors
                         (account_id, factor_id, sealed, unlocker, used, made_ms, seen_ms)
                       VALUES (?, ?, ?, ?, ?, ?, ?)";
            let (made, seen) = (row.made.as_millis(), row.seen.map(Timestamp::as_millis));
            let (account, used) = (row.account.bytes(), stored(row.used));
            db.execute(sql, params![account, row.id, row.sealed, row.unlocker, used, made, seen])?;
            Ok::<_, WorkError<StoreError>>(())
        })
        .await
    }

    async fn reseal_factor(&self, account: AccountId, id: [u8; 32], sealed: &[u8]) -> Result<(), StoreError> {
        let sealed = sealed.to_vec();
        self.write(move |db| {
            let sql = "UPDATE factors SET sealed = ? WHERE account_id = ? AND factor_id = ?";
            db.execute(sql, params![sealed, account.bytes(), id])?;
            Ok::<_, WorkError<StoreError>>(())
        })
        .await
    }

    async fn use_factor(&self, seen: &FactorRow, used: u64, at: Timestamp) -> Result<bool, StoreError> {
        let (account, id, before) = (seen.account.bytes(), seen.id, stored(seen.used));
        self.write(move |db| {
            let sql = "UPDATE factors SET used = ?, seen_ms = ?
                       WHERE account_id = ? AND factor_id = ? AND used = ?";
            let moved = db.execute(sql, params![stored(used), at.as_millis(), account, id, before])?;
            Ok::<_, WorkError<StoreError>>(moved == 1)
        })
        .await
    }

    async fn delete_factor(&self, account: AccountId, id: [u8; 32]) -> Result<(), StoreError> {
        self.write(move |db| {
            let sql = "DELETE FROM factors WHERE account_id = ? AND factor_id = ?";
            db.execute(sql, params![account.bytes(), id])?;
            Ok::<_, WorkError<StoreError>>(())
        })
        .await?;
        // A way in that was taken away must not live on beside the database.
        self.empty_wal().await;
        self.forget_updates().await;
        Ok(())
    }

    async fn put_pending(&self, pending: &PendingRow) -> Result<(), StoreError> {
        let row = pending.clone();
        self.write(move |db| {
            db.execute(
                "INSERT INTO pending (id_hash, account_id, sealed, ends_ms) VALUES (?, ?, ?, ?)",
                params![
                    row.id_hash,
                    row.account.map(|account| account.bytes()),
                    row.sealed,
                    row.ends.as_millis()
                ],
            )?;
            Ok::<_, WorkError<StoreError>>(())
        })
        .await
    }

    async fn pending(&self, id_hash: [u8; 32]) -> Result<Option<PendingRow>, StoreError> {
        let sql = "SELECT id_hash, account_id, sealed, ends_ms FROM pending WHERE id_hash = ?";
        self.read(move |db| db.query_row(sql, params![id_hash], pending).optional()).await
    }

    async fn delete_pending_of(&self, account: AccountId) -> Result<(), StoreError> {
        self.write(move |db| {
            db.execute("DELETE FROM pending WHERE account_id = ?", params![account.bytes()])?;
            Ok::<_, WorkError<StoreError>>(())
        })
        .await
    }

    async fn take_pending(&self, id_hash: [u8; 32]) -> Result<bool, StoreError> {
        self.write(move |db| {
            let taken = db.execute("DELETE FROM pending WHERE id_hash = ?", params![id_hash])?;
            Ok::<_, WorkError<StoreError>>(taken == 1)
        })
        .await
    }
}
