//! Drafts, and words that are held while the notebook is locked.

use async_trait::async_trait;
use hearken_core::{AccountId, DraftId, VaultId};
use hearken_vault::{
    StoreError,
    port::{DraftRow, Drafts, HeldRow},
};
use rusqlite::{Row, params};

use super::{SqliteStore, WorkError};

#[async_trait]
impl Drafts for SqliteStore {
    async fn drafts(&self, vault: VaultId) -> Result<Vec<DraftRow>, StoreError> {
        self.read(move |db| {
            let mut select =
                db.prepare_cached("SELECT draft_id, rev, epoch, sealed FROM drafts WHERE vault_id = ?")?;
            let draft = |row: &Row<'_>| {
                let draft = DraftId::from_bytes(row.get(0)?);
                Ok(DraftRow { draft, rev: row.get(1)?, epoch: row.get(2)?, sealed: row.get(3)? })
            };
            select.query_map(params![vault.bytes()], draft)?.collect()
        })
        .await
    }

    async fn put_draft(&self, vault: VaultId, draft: &DraftRow) -> Result<(), StoreError> {
        let draft = draft.clone();
        self.write(move |db| {
            db.prepare_cached(
                "INSERT INTO drafts (vault_id, draft_id, rev, epoch, sealed) VALUES (?, ?, ?, ?, ?)
                 ON CONFLICT (vault_id, draft_id)
                 DO UPDATE SET rev = excluded.rev, epoch = excluded.epoch, sealed = excluded.sealed",
            )?
            .execute(params![vault.bytes(), draft.draft.bytes(), draft.rev, draft.epoch, draft.sealed])?;
            Ok::<_, WorkError<StoreError>>(())
        })
        .await
    }

    async fn delete_draft(&self, vault: VaultId, draft: DraftId) -> Result<(), StoreError> {
        self.write(move |db| {
            db.execute(
                "DELETE FROM drafts WHERE vault_id = ? AND draft_id = ?",
                params![vault.bytes(), draft.bytes()],
            )?;
            Ok::<_, WorkError<StoreError>>(())
        })
        .await?;
        // Thrown away means gone, also from the log beside the database.
        self.empty_wal().await
    }

    async fn held(&self, account: AccountId) -> Result<Vec<HeldRow>, StoreError> {
        self.read(move |db| {
            let mut select = db.prepare_cached("SELECT ticket, sealed FROM held WHERE account_id = ?")?;
            let held = |row: &Row<'_>| Ok(HeldRow { ticket: row.get(0)?, sealed: row.get(1)? });
            select.query_map(params![account.bytes()], held)?.collect()
        })
        .await
    }

    async fn hold(&self, account: AccountId, held: &HeldRow, limit: usize) -> Result<bool, StoreError> {
        let held = held.clone();
        self.write(move |db| {
            let bytes: i64 = db.query_row(
                "SELECT coalesce(sum(length(sealed)), 0) FROM held WHERE account_id = ?",
                params![account.bytes()],
                |row| row.get(0),
            )?;
            if usize::try_from(bytes).unwrap_or(usize::MAX).saturating_add(held.sealed.len()) > limit {
                return Ok::<_, WorkError<StoreError>>(false);
            }
            db.execute(
                "INSERT INTO held (account_id, ticket, sealed) VALUES (?, ?, ?)",
                params![account.bytes(), held.ticket, held.sealed],
            )?;
            Ok(true)
        })
        .await
    }

    async fn release(&self, account: AccountId, ticket: [u8; 16]) -> Result<(), StoreError> {
        self.write(move |db| {
            db.execute("DELETE FROM held WHERE account_id = ? AND ticket = ?", params![account.bytes(), ticket])?;
            Ok::<_, WorkError<StoreError>>(())
        })
        .await
    }
}
