//! What a session sets aside for a moment, and whose session it was that ended.

use async_trait::async_trait;
use hearken_core::{AccountId, Timestamp};
use hearken_vault::{
    StoreError,
    port::{AsideRow, Asides},
};
use rusqlite::{OptionalExtension, params};

use super::{SqliteStore, WorkError};

const MAKE_ROOM: &str =
    "DELETE FROM asides WHERE account_id = ? AND name <> ? AND (id_hash <> ? OR name <> ?)";

const PUT: &str = "INSERT INTO asides (id_hash, name, piece, account_id, sealed, ends_ms) VALUES (?, ?, ?, ?, ?, ?)
                   ON CONFLICT (id_hash, name, piece) DO UPDATE SET sealed = excluded.sealed, ends_ms = excluded.ends_ms";

#[async_trait]
impl Asides for SqliteStore {
    async fn put_aside(&self, aside: &AsideRow, beside: [u8; 16]) -> Result<(), StoreError> {
        let it = aside.clone();
        self.write(move |db| {
            let account = it.account.bytes();
            if it.name != beside {
                db.execute(MAKE_ROOM, params![account, beside, it.id_hash, it.name])?;
            }
            for (piece, sealed) in (0_i64..).zip(&it.pieces) {
                db.execute(PUT, params![it.id_hash, it.name, piece, account, sealed, it.ends.as_millis()])?;
            }
            Ok::<_, WorkError<StoreError>>(())
        })
        .await
    }

    async fn aside(&self, id_hash: [u8; 32], name: [u8; 16]) -> Result<Option<AsideRow>, StoreError> {
        self.read(move |db| {
            let sql = "SELECT account_id, ends_ms, sealed FROM asides WHERE id_hash = ? AND name = ? ORDER BY piece";
            let mut found: Option<AsideRow> = None;
            let mut select = db.prepare_cached(sql)?;
            let mut rows = select.query(params![id_hash, name])?;
            while let Some(row) = rows.next()? {
                let (account, ends) = (row.get(0)?, row.get(1)?);
                let (account, ends) = (AccountId::from_bytes(account), Timestamp::from_millis(ends));
                let empty = AsideRow { id_hash, name, account, pieces: Vec::new(), ends };
                found.get_or_insert(empty).pieces.push(row.get(2)?);
            }
            Ok(found)
        })
        .await
    }

    async fn delete_aside(&self, id_hash: [u8; 32], name: Option<[u8; 16]>) -> Result<(), StoreError> {
        let there = self.read(move |db| {
            let sql = "SELECT EXISTS (SELECT 1 FROM asides WHERE id_hash = ?)";
            db.query_row(sql, params![id_hash], |row| row.get::<_, bool>(0))
        });
        // Nearly always there is nothing, and then nothing is written.
        if !there.await? {
            return Ok(());
        }
        self.write(move |db| {
            let sql = "DELETE FROM asides WHERE id_hash = ?1 AND (?2 IS NULL OR name = ?2)";
            db.execute(sql, params![id_hash, name])?;
            Ok::<_, WorkError<StoreError>>(())
        })
        .await
    }

    async fn note_parted(
        &self,
        id_hash: [u8; 32],
        account: AccountId,
        ends: Timestamp,
    ) -> Result<(), StoreError> {
        self.write(move |db| {
            let sql = "INSERT INTO parted (id_hash, account_id, ends_ms) VALUES (?, ?, ?)
                       ON CONFLICT (id_hash) DO NOTHING";
            db.execute(sql, params![id_hash, account.bytes(), ends.as_millis()])?;
            Ok::<_, WorkError<StoreError>>(())
        })
        .await
    }

    async fn parted(&self, id_hash: [u8; 32]) -> Result<Option<AccountId>, StoreError> {
        let sql = "SELECT account_id FROM parted WHERE id_hash = ?";
        let account =
            self.read(move |db| db.query_row(sql, params![id_hash], |row| row.get(0)).optional()).await?;
        Ok(account.map(AccountId::from_bytes))
    }
}
