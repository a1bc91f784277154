//! Feeds.

use async_trait::async_trait;
use hearken_core::VaultId;
use hearken_vault::{
    StoreError,
    port::{FeedRow, Feeds},
};
use tokio_postgres::Row;

use super::{
    PostgresStore,
    rows::{bytes, fixed},
};

fn feed(row: &Row) -> Result<FeedRow, StoreError> {
    Ok(FeedRow {
        id_hash: fixed(row, 0)?,
        vault: VaultId::from_bytes(fixed(row, 1)?),
        kept: bytes(row, 2)?.to_vec(),
        sealed: bytes(row, 3)?.to_vec(),
    })
}

#[async_trait]
impl Feeds for PostgresStore {
    async fn feed(&self, id_hash: [u8; 32]) -> Result<Option<FeedRow>, StoreError> {
        let sql = "SELECT id_hash, vault_id, kept, sealed FROM feeds WHERE id_hash = $1";
        self.find(sql, &[&id_hash.as_slice()]).await?.as_ref().map(feed).transpose()
    }

    async fn feeds(&self, vault: VaultId) -> Result<Vec<FeedRow>, StoreError> {
        let sql = "SELECT id_hash, vault_id, kept, sealed FROM feeds WHERE vault_id = $1 ORDER BY id_hash";
        // A row that is damaged is no feed any more; its calendar hears of nothing new, and a new one can be made.
        Ok(self
            .ask(sql, &[&vault.bytes().as_slice()])
            .await?
            .iter()
            .filter_map(|row| feed(row).ok())
            .collect())
    }

    async fn put_feed(&self, feed: &FeedRow) -> Result<(), StoreError> {
        let sql = "INSERT INTO feeds (id_hash, vault_id, kept, sealed) VALUES ($1, $2, $3, $4)
                   ON CONFLICT (id_hash) DO UPDATE SET kept = excluded.kept WHERE feeds.sealed = excluded.sealed
                   RETURNING 1";
        let (id_hash, vault) = (feed.id_hash.as_slice(), feed.vault.bytes());
        let row = self.find(sql, &[&id_hash, &vault.as_slice(), &feed.kept, &feed.sealed]).await?;
        row.map(drop).ok_or_else(|| StoreError::Fault("this hash is taken".to_owned()))
    }

    async fn refresh_feed(&self, id_hash: [u8; 32], sealed: &[u8]) -> Result<(), StoreError> {
        self.write("UPDATE feeds SET sealed = $2 WHERE id_hash = $1", &[&id_hash.as_slice(), &sealed]).await
    }

    async fn delete_feed(&self, id_hash: [u8; 32]) -> Result<(), StoreError> {
        self.write("DELETE FROM feeds WHERE id_hash = $1", &[&id_hash.as_slice()]).await
    }
}
