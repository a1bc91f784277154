//! Drafts, and words that are held while the notebook is locked.

use async_trait::async_trait;
use hearken_core::{AccountId, DraftId, VaultId};
use hearken_vault::{
    StoreError,
    port::{DraftRow, Drafts, HeldRow},
};
use rusqlite::{Connection, Row, params};

use super::{SqliteStore, WorkError, errors::is_damage};

/// The rows that can be read, and `bare` for each that cannot. No chain ties these rows together, so what is `whole` has
/// to be asked of SQLite.
fn with_what_is_lost<T: Clone>(
    rows: impl Iterator<Item = rusqlite::Result<T>>,
    bare: T,
    whole: bool,
) -> rusqlite::Result<Vec<T>> {
    let mut found = Vec::new();
    for row in rows {
        match row {
            Err(error) if is_damage(&error) => found.push(bare.clone()),
            row => found.push(row?),
        }
    }
    found.extend((!whole).then_some(bare));
    Ok(found)
}

/// Whether a table's pages are in order and none of its rows belongs to nobody.
fn is_whole(db: &Connection, table: &str, strays: &str) -> bool {
    let pages = db.query_row(&format!("PRAGMA quick_check({table})"), [], |row| row.get::<_, String>(0));
    let strays = db.query_row(strays, [], |row| row.get::<_, i64>(0));
    pages.is_ok_and(|verdict| verdict == "ok") && strays.is_ok_and(|strays| strays == 0)
}

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
            let bare = DraftRow { draft: DraftId::from_bytes([0; 16]), rev: 0, epoch: 0, sealed: Vec::new() };
            let strays = "SELECT count(*) FROM drafts WHERE vault_id NOT IN (SELECT vault_id FROM members)";
            with_what_is_lost(
                select.query_map(params![vault.bytes()], draft)?,
                bare,
                is_whole(db, "drafts", strays),
            )
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
            .execute(params![
                vault.bytes(),
                draft.draft.bytes(),
                draft.rev,
                draft.epoch,
                draft.sealed
            ])?;
            Ok::<_, WorkError<StoreError>>(())
        })
        .await
    }

    async fn delete_draft(&self, vault: VaultId, draft: DraftId, seen: u32) -> Result<(), StoreError> {
        self.write(move |db| {
            db.execute(
                "DELETE FROM drafts WHERE vault_id = ? AND draft_id = ? AND rev <= ?",
                params![vault.bytes(), draft.bytes(), seen],
            )?;
            Ok::<_, WorkError<StoreError>>(())
        })
        .await?;
        // Thrown away means gone, also from the log beside the database.
        self.empty_wal().await;
        Ok(())
    }

    async fn held(&self, account: AccountId) -> Result<Vec<HeldRow>, StoreError> {
        self.read(move |db| {
            let mut select = db.prepare_cached("SELECT ticket, sealed FROM held WHERE account_id = ?")?;
            let held = |row: &Row<'_>| Ok(HeldRow { ticket: row.get(0)?, sealed: row.get(1)? });
            let bare = HeldRow { ticket: [0; 16], sealed: Vec::new() };
            let strays =
                "SELECT count(*) FROM held WHERE account_id NOT IN (SELECT account_id FROM accounts)";
            with_what_is_lost(
                select.query_map(params![account.bytes()], held)?,
                bare,
                is_whole(db, "held", strays),
            )
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
            db.execute(
                "DELETE FROM held WHERE account_id = ? AND ticket = ?",
                params![account.bytes(), ticket],
            )?;
            Ok::<_, WorkError<StoreError>>(())
        })
        .await
    }
}
