//! Drafts, and words that are held while the notebook is locked.

use async_trait::async_trait;
use hearken_core::{AccountId, DraftId, VaultId};
use hearken_vault::{
    StoreError,
    port::{DraftRow, Drafts, HeldRow},
};
use tokio_postgres::Row;

use super::{
    PostgresStore,
    rows::{bytes, fixed, number},
};

fn draft(row: &Row) -> Result<DraftRow, StoreError> {
    Ok(DraftRow {
        draft: DraftId::from_bytes(fixed(row, 0)?),
        rev: number(row, 1)?,
        epoch: number(row, 2)?,
        sealed: bytes(row, 3)?.to_vec(),
    })
}

/// Several windows that send in the very same moment may each find room; each of them is bounded by itself.
const HOLD: &str = "
INSERT INTO held (account_id, ticket, sealed)
SELECT $1::bytea, $2::bytea, $3::bytea
WHERE length($3::bytea) + (
  SELECT coalesce(sum(length(sealed)), 0)::bigint FROM held WHERE account_id = $1 AND ticket <> $2
) <= $4
ON CONFLICT (account_id, ticket) DO UPDATE SET sealed = excluded.sealed
RETURNING 1";

#[async_trait]
impl Drafts for PostgresStore {
    async fn drafts(&self, vault: VaultId) -> Result<Vec<DraftRow>, StoreError> {
        let sql = "SELECT draft_id, rev, epoch, sealed FROM drafts WHERE vault_id = $1 ORDER BY draft_id";
        // One whose shape is broken is given without its bytes, so that it is not missing unsaid.
        let lost = || DraftRow { draft: DraftId::from_bytes([0; 16]), rev: 0, epoch: 0, sealed: Vec::new() };
        let rows = self.ask(sql, &[&vault.bytes().as_slice()]).await?;
        Ok(rows.iter().map(|row| draft(row).unwrap_or_else(|_| lost())).collect())
    }

    async fn put_draft(&self, vault: VaultId, draft: &DraftRow) -> Result<(), StoreError> {
        let sql = "INSERT INTO drafts (vault_id, draft_id, rev, epoch, sealed) VALUES ($1, $2, $3, $4, $5)
                   ON CONFLICT (vault_id, draft_id)
                   DO UPDATE SET rev = excluded.rev, epoch = excluded.epoch, sealed = excluded.sealed
                   WHERE drafts.rev < excluded.rev OR drafts.sealed = excluded.sealed
                   RETURNING 1";
        let (rev, epoch) = (i64::from(draft.rev), i64::from(draft.epoch));
        let (vault, id) = (vault.bytes(), draft.draft.bytes());
        let row = self.find(sql, &[&vault.as_slice(), &id.as_slice(), &rev, &epoch, &draft.sealed]).await?;
        // The page sends it again by itself, and by then this process knows what the other one has kept.
        row.map(drop).ok_or_else(|| StoreError::Fault("another process kept this draft first".to_owned()))
    }

    async fn delete_draft(&self, vault: VaultId, draft: DraftId, seen: u32) -> Result<(), StoreError> {
        let sql = "DELETE FROM drafts WHERE vault_id = $1 AND draft_id = $2 AND rev <= $3";
        let (vault, draft) = (vault.bytes(), draft.bytes());
        self.write(sql, &[&vault.as_slice(), &draft.as_slice(), &i64::from(seen)]).await
    }

    async fn held(&self, account: AccountId) -> Result<Vec<HeldRow>, StoreError> {
        let sql = "SELECT ticket, sealed FROM held WHERE account_id = $1 ORDER BY ticket";
        let held = |row: &Row| Ok(HeldRow { ticket: fixed(row, 0)?, sealed: bytes(row, 1)?.to_vec() });
        self.ask(sql, &[&account.bytes().as_slice()]).await?.iter().map(held).collect()
    }

    async fn held_count(&self, account: AccountId) -> Result<usize, StoreError> {
        let sql = "SELECT count(*) FROM held WHERE account_id = $1";
        let row = self.find(sql, &[&account.bytes().as_slice()]).await?;
        row.map_or(Ok(0), |row| number::<usize>(&row, 0))
    }

    async fn hold(&self, account: AccountId, held: &HeldRow, limit: usize) -> Result<bool, StoreError> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let (account, ticket) = (account.bytes(), held.ticket);
        let row = self.find(HOLD, &[&account.as_slice(), &ticket.as_slice(), &held.sealed, &limit]).await?;
        Ok(row.is_some())
    }

    async fn release(&self, account: AccountId, ticket: [u8; 16]) -> Result<(), StoreError> {
        let sql = "DELETE FROM held WHERE account_id = $1 AND ticket = $2";
        self.write(sql, &[&account.bytes().as_slice(), &ticket.as_slice()]).await
    }
}
