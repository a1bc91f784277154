//! Feeds.

use async_trait::async_trait;
use hearken_core::VaultId;
use hearken_vault::{
    StoreError,
    port::{FeedRow, Feeds},
};
use rusqlite::{OptionalExtension, Row, params};

use super::{SqliteStore, WorkError, errors::is_damage};

const COLUMNS: &str = "SELECT id_hash, vault_id, kept, sealed FROM feeds";

fn feed(row: &Row<'_>) -> rusqlite::Result<FeedRow> {
    Ok(FeedRow {
        id_hash: row.get(0)?,
        vault: VaultId::from_bytes(row.get(1)?),
        kept: row.get(2)?,
        sealed: row.get(3)?,
    })
}

#[async_trait]
impl Feeds for SqliteStore {
    async fn feed(&self, id_hash: [u8; 32]) -> Result<Option<FeedRow>, StoreError> {
        self.read(move |db| {
            db.prepare_cached(&format!("{COLUMNS} WHERE id_hash = ?"))?
                .query_row(params![id_hash], feed)
                .optional()
        })
        .await
    }

    async fn feeds(&self, vault: VaultId) -> Result<Vec<FeedRow>, StoreError> {
        // A row that is damaged is no feed any more; its calendar hears of nothing new, and a new one can be made.
        let readable = |row: &rusqlite::Result<FeedRow>| !matches!(row, Err(error) if is_damage(error));
        self.read(move |db| {
            db.prepare_cached(&format!("{COLUMNS} WHERE vault_id = ?"))?
                .query_map(params![vault.bytes()], feed)?
                .filter(readable)
                .collect()
        })
        .await
    }

    async fn put_feed(&self, feed: &FeedRow) -> Result<(), StoreError> {
        let feed = feed.clone();
        self.write(move |db| {
            db.execute(
                "INSERT INTO feeds (id_hash, vault_id, kept, sealed) VALUES (?, ?, ?, ?)",
                params![feed.id_hash, feed.vault.bytes(), feed.kept, feed.sealed],
            )?;
            Ok::<_, WorkError<StoreError>>(())
        })
        .await
    }

    async fn refresh_feed(&self, id_hash: [u8; 32], sealed: &[u8]) -> Result<(), StoreError> {
        let sealed = sealed.to_vec();
        self.write(move |db| {
            db.execute("UPDATE feeds SET sealed = ? WHERE id_hash = ?", params![sealed, id_hash])?;
            Ok::<_, WorkError<StoreError>>(())
        })
        .await?;
        // What it said before may be of something that was erased: it goes from the log beside the database too.
        self.empty_wal().await;
        Ok(())
    }

    async fn delete_feed(&self, id_hash: [u8; 32]) -> Result<(), StoreError> {
        self.write(move |db| {
            db.execute("DELETE FROM feeds WHERE id_hash = ?", params![id_hash])?;
            Ok::<_, WorkError<StoreError>>(())
        })
        .await?;
        self.empty_wal().await;
        Ok(())
    }
}
