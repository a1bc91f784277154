//! Passkeys, codes, and what waits a few minutes.

use async_trait::async_trait;
use hearken_core::{AccountId, Timestamp};
use hearken_vault::{
    StoreError,
    port::{FactorRow, Factors, PendingRow},
};
use tokio_postgres::Row;

use super::{
    PostgresStore,
    rows::{bytes, fixed, maybe_bytes, number, signed},
};

const COLUMNS: &str = "SELECT account_id, factor_id, sealed, unlocker, used, made_ms, seen_ms FROM factors";

fn factor(row: &Row) -> Result<FactorRow, StoreError> {
    let never = row.try_get::<_, Option<i64>>(6).is_ok_and(|seen| seen.is_none());
    Ok(FactorRow {
        account: AccountId::from_bytes(fixed(row, 0)?),
        id: fixed(row, 1)?,
        sealed: bytes(row, 2)?.to_vec(),
        unlocker: maybe_bytes(row, 3)?,
        used: number(row, 4)?,
        made: Timestamp::from_millis(number(row, 5)?),
        seen: if never { None } else { Some(Timestamp::from_millis(number(row, 6)?)) },
    })
}

fn pending(row: &Row) -> Result<PendingRow, StoreError> {
    let account = maybe_bytes(row, 1)?.and_then(|bytes| bytes.try_into().ok());
    Ok(PendingRow {
        id_hash: fixed(row, 0)?,
        account: account.map(AccountId::from_bytes),
        sealed: bytes(row, 2)?.to_vec(),
        ends: Timestamp::from_millis(number(row, 3)?),
    })
}

#[async_trait]
impl Factors for PostgresStore {
    async fn factors(&self, account: AccountId) -> Result<Vec<FactorRow>, StoreError> {
        let sql = format!("{COLUMNS} WHERE account_id = $1 ORDER BY made_ms, factor_id");
        self.ask(&sql, &[&account.bytes().as_slice()]).await?.iter().map(factor).collect()
    }

    async fn factor(&self, account: AccountId, id: [u8; 32]) -> Result<Option<FactorRow>, StoreError> {
        let sql = format!("{COLUMNS} WHERE account_id = $1 AND factor_id = $2");
        self.find(&sql, &[&account.bytes().as_slice(), &id.as_slice()])
            .await?
            .as_ref()
            .map(factor)
            .transpose()
    }

    async fn put_factor(&self, factor: &FactorRow) -> Result<(), StoreError> {
        let sql = "INSERT INTO factors (account_id, factor_id, sealed, unlocker, used, made_ms, seen_ms)
                   VALUES ($1, $2, $3, $4, $5, $6, $7)
                   ON CONFLICT (account_id, factor_id) DO UPDATE SET sealed = excluded.sealed,
                     unlocker = excluded.unlocker, used = excluded.used, made_ms = excluded.made_ms,
                     seen_ms = excluded.seen_ms";
        let (account, id, used) = (factor.account.bytes(), factor.id.as_slice(), signed(factor.used));
        let (made, seen) = (factor.made.as_millis(), factor.seen.map(Timestamp::as_millis));
        let values: super::Values<'_> =
            &[&account.as_slice(), &id, &factor.sealed, &factor.unlocker, &used, &made, &seen];
        self.write(sql, values).await
    }

    async fn reseal_factor(&self, account: AccountId, id: [u8; 32], sealed: &[u8]) -> Result<(), StoreError> {
        let sql = "UPDATE factors SET sealed = $3 WHERE account_id = $1 AND factor_id = $2";
        self.write(sql, &[&account.bytes().as_slice(), &id.as_slice(), &sealed]).await
    }

    /// Not asked again when its answer was lost: what moved already would be told no, and the person tries once more.
    async fn use_factor(&self, seen: &FactorRow, used: u64, at: Timestamp) -> Result<bool, StoreError> {
        let sql = "UPDATE factors SET used = $4, seen_ms = $5
                   WHERE account_id = $1 AND factor_id = $2 AND used = $3 RETURNING 1";
        let (account, id) = (seen.account.bytes(), seen.id.as_slice());
        let (before, used, at) = (signed(seen.used), signed(used), at.as_millis());
        let moved = self.ask_once(sql, &[&account.as_slice(), &id, &before, &used, &at]).await?;
        Ok(!moved.is_empty())
    }

    async fn delete_factor(&self, account: AccountId, id: [u8; 32]) -> Result<(), StoreError> {
        let sql = "DELETE FROM factors WHERE account_id = $1 AND factor_id = $2";
        self.write(sql, &[&account.bytes().as_slice(), &id.as_slice()]).await
    }

    async fn put_pending(&self, pending: &PendingRow) -> Result<(), StoreError> {
        let sql = "INSERT INTO pending (id_hash, account_id, sealed, ends_ms) VALUES ($1, $2, $3, $4)
                   ON CONFLICT (id_hash) DO NOTHING";
        let account = pending.account.map(|account| account.bytes());
        let account = account.as_ref().map(<[u8; 16]>::as_slice);
        let (id_hash, ends) = (pending.id_hash.as_slice(), pending.ends.as_millis());
        self.write(sql, &[&id_hash, &account, &pending.sealed, &ends]).await
    }

    async fn pending(&self, id_hash: [u8; 32]) -> Result<Option<PendingRow>, StoreError> {
        let sql = "SELECT id_hash, account_id, sealed, ends_ms FROM pending WHERE id_hash = $1";
        self.find(sql, &[&id_hash.as_slice()]).await?.as_ref().map(pending).transpose()
    }

    async fn delete_pending_of(&self, account: AccountId) -> Result<(), StoreError> {
        self.write("DELETE FROM pending WHERE account_id = $1", &[&account.bytes().as_slice()]).await
    }

    /// Not asked again when its answer was lost, so that nothing is ever taken twice.
    async fn take_pending(&self, id_hash: [u8; 32]) -> Result<bool, StoreError> {
        let sql = "DELETE FROM pending WHERE id_hash = $1 RETURNING 1";
        Ok(!self.ask_once(sql, &[&id_hash.as_slice()]).await?.is_empty())
    }
}
