//! Accounts, their ways in, failed tries and keys.

use async_trait::async_trait;
use hearken_core::{AccountId, Timestamp, VaultId};
use hearken_seal::Link;
use hearken_vault::{
    StoreError,
    port::{AccountRow, Accounts, Attempts, Membership, NewAccount, Way},
};
use rusqlite::{OptionalExtension, Row, params};

use super::{SqliteStore, WorkError};

fn way_number(way: Way) -> i64 {
    match way {
        Way::Passphrase => 1,
        Way::Recovery => 2,
    }
}

fn account(row: &Row<'_>) -> rusqlite::Result<AccountRow> {
    Ok(AccountRow {
        id: AccountId::from_bytes(row.get(0)?),
        notebook: VaultId::from_bytes(row.get(1)?),
        public: row.get(2)?,
        words_confirmed: row.get(3)?,
        made: Timestamp::from_millis(row.get(4)?),
    })
}

#[async_trait]
impl Accounts for SqliteStore {
    async fn accounts(&self) -> Result<Vec<AccountRow>, StoreError> {
        self.read(|db| {
            let mut select = db.prepare_cached(
                "SELECT account_id, notebook_id, public_key, words_confirmed, made_ms FROM accounts ORDER BY made_ms",
            )?;
            select.query_map([], account)?.collect()
        })
        .await
    }

    async fn create_account(&self, new: &NewAccount) -> Result<(), StoreError> {
        let new = new.clone();
        self.write(move |db| {
            let (account, member) = (&new.account, &new.membership);
            let id = account.id.bytes();
            let there: i64 = db.query_row("SELECT count(*) FROM accounts", [], |row| row.get(0))?;
            if new.first && there > 0 {
                return Err(WorkError::Other(StoreError::Fault("somebody is there already".to_owned())));
            }
            db.execute(
                "INSERT INTO accounts (account_id, notebook_id, public_key, words_confirmed, made_ms)
                 VALUES (?, ?, ?, ?, ?)",
                params![
                    id,
                    account.notebook.bytes(),
                    account.public,
                    account.words_confirmed,
                    account.made.as_millis()
                ],
            )?;
            for (way, sealed) in &new.unlockers {
                db.execute(
                    "INSERT INTO unlockers (account_id, way, sealed) VALUES (?, ?, ?)",
                    params![id, way_number(*way), sealed],
                )?;
            }
            db.execute(
                "INSERT INTO vaults (vault_id, head_seq, head_link) VALUES (?, 0, ?)",
                params![member.vault.bytes(), Link::genesis(member.vault.bytes()).0],
            )?;
            db.execute(
                "INSERT INTO members (vault_id, account_id, epoch, wrapped, commitment) VALUES (?, ?, ?, ?, ?)",
                params![member.vault.bytes(), id, member.epoch, member.wrapped, member.commitment],
            )?;
            Ok::<_, WorkError<StoreError>>(())
        })
        .await
    }

    async fn confirm_words(&self, account: AccountId, confirmed: bool) -> Result<(), StoreError> {
        self.write(move |db| {
            let changed = db.execute(
                "UPDATE accounts SET words_confirmed = ? WHERE account_id = ?",
                params![confirmed, account.bytes()],
            )?;
            match changed {
                1 => Ok(()),
                _ => Err(WorkError::Other(StoreError::Fault("no such account".to_owned()))),
            }
        })
        .await
    }

    async fn unlocker(&self, account: AccountId, way: Way) -> Result<Option<Vec<u8>>, StoreError> {
        self.read(move |db| {
            let mut select =
                db.prepare_cached("SELECT sealed FROM unlockers WHERE account_id = ? AND way = ?")?;
            select.query_row(params![account.bytes(), way_number(way)], |row| row.get(0)).optional()
        })
        .await
    }

    async fn put_unlocker(&self, account: AccountId, way: Way, bytes: &[u8]) -> Result<(), StoreError> {
        let bytes = bytes.to_vec();
        self.write(move |db| {
            db.execute(
                "INSERT INTO unlockers (account_id, way, sealed) VALUES (?, ?, ?)
                 ON CONFLICT (account_id, way) DO UPDATE SET sealed = excluded.sealed",
                params![account.bytes(), way_number(way), bytes],
            )?;
            Ok::<_, WorkError<StoreError>>(())
        })
        .await?;
        // The old way in must not live on in the log beside the database, nor in a backup that nobody asked for.
        self.empty_wal().await;
        self.forget_updates().await;
        Ok(())
    }

    async fn attempts(&self, account: AccountId) -> Result<Attempts, StoreError> {
        let found = self.read(move |db| {
            let mut select =
                db.prepare_cached("SELECT failures, last_ms FROM attempts WHERE account_id = ?")?;
            let attempts = |row: &Row<'_>| {
                Ok(Attempts { failures: row.get(0)?, last: Timestamp::from_millis(row.get(1)?) })
            };
            select.query_row(params![account.bytes()], attempts).optional()
        });
        Ok(found.await?.unwrap_or_default())
    }

    async fn put_attempts(&self, account: AccountId, attempts: Attempts) -> Result<(), StoreError> {
        self.write(move |db| {
            db.execute(
                "INSERT INTO attempts (account_id, failures, last_ms) VALUES (?, ?, ?)
                 ON CONFLICT (account_id) DO UPDATE SET failures = excluded.failures, last_ms = excluded.last_ms",
                params![account.bytes(), attempts.failures, attempts.last.as_millis()],
            )?;
            Ok::<_, WorkError<StoreError>>(())
        })
        .await
    }

    async fn memberships(&self, account: AccountId, vault: VaultId) -> Result<Vec<Membership>, StoreError> {
        self.read(move |db| {
            let mut select = db.prepare_cached(
                "SELECT epoch, wrapped, commitment FROM members WHERE vault_id = ? AND account_id = ? ORDER BY epoch",
            )?;
            let member = |row: &Row<'_>| {
                Ok(Membership { vault, account, epoch: row.get(0)?, wrapped: row.get(1)?, commitment: row.get(2)? })
            };
            select.query_map(params![vault.bytes(), account.bytes()], member)?.collect()
        })
        .await
    }
}
