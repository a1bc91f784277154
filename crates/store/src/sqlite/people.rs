//! Several people on one server: who is called what, invitations, and the end of an account.

use async_trait::async_trait;
use hearken_core::{AccountId, Timestamp, VaultId};
use hearken_vault::{
    Name, StoreError,
    port::{AccountRow, Counter, InvitationRow, People, SessionRow},
};
use rusqlite::{OptionalExtension, Row, Transaction, params};

use super::{SqliteStore, WorkError, accounts, errors::is_damage, sessions};
use crate::{
    closing::{OF_ACCOUNT, OF_VAULT},
    witness,
};

fn invitation(row: &Row<'_>) -> rusqlite::Result<InvitationRow> {
    Ok(InvitationRow {
        id_hash: row.get(0)?,
        by: AccountId::from_bytes(row.get(1)?),
        made: Timestamp::from_millis(row.get(2)?),
        ends: Timestamp::from_millis(row.get(3)?),
    })
}

/// A row that is damaged is no session any more; its browser unlocks anew.
fn readable(row: &rusqlite::Result<SessionRow>) -> bool {
    !matches!(row, Err(error) if is_damage(error))
}

fn limited(limit: usize) -> i64 {
    i64::try_from(limit).unwrap_or(i64::MAX)
}

#[async_trait]
impl People for SqliteStore {
    async fn some_accounts(&self, limit: usize) -> Result<Vec<AccountRow>, StoreError> {
        self.read(move |db| {
            let sql = format!("{} ORDER BY account_id LIMIT ?", accounts::COLUMNS);
            db.prepare_cached(&sql)?.query_map([limited(limit)], accounts::account)?.collect()
        })
        .await
    }

    async fn account(&self, account: AccountId) -> Result<Option<AccountRow>, StoreError> {
        self.read(move |db| {
            let sql = format!("{} WHERE account_id = ?", accounts::COLUMNS);
            db.prepare_cached(&sql)?.query_row(params![account.bytes()], accounts::account).optional()
        })
        .await
    }

    async fn account_named(&self, folded: &str) -> Result<Option<AccountRow>, StoreError> {
        let folded = folded.to_owned();
        self.read(move |db| {
            let sql = format!(
                "{} WHERE account_id = (SELECT account_id FROM names WHERE folded = ?)",
                accounts::COLUMNS
            );
            db.prepare_cached(&sql)?.query_row([folded], accounts::account).optional()
        })
        .await
    }

    async fn set_name(&self, account: AccountId, name: &Name) -> Result<bool, StoreError> {
        let (id, name) = (account.bytes(), name.clone());
        let set = self.write(move |db| {
            let theirs = |row: &Row<'_>| row.get::<_, [u8; 16]>(0);
            let select = "SELECT account_id FROM names WHERE folded = ?";
            let has = db.query_row(select, [name.folded()], theirs).optional()?;
            if has.is_some_and(|has| has != id) {
                return Ok::<_, WorkError<StoreError>>(false);
            }
            let named = "UPDATE accounts SET name = ? WHERE account_id = ?";
            if db.execute(named, params![name.written(), id])? == 0 {
                return Err(WorkError::Other(StoreError::Fault("no such account".to_owned())));
            }
            db.execute("DELETE FROM names WHERE account_id = ?", params![id])?;
            db.execute("INSERT INTO names (folded, account_id) VALUES (?, ?)", params![name.folded(), id])?;
            Ok(true)
        });
        set.await
    }

    async fn set_disabled(&self, account: AccountId, disabled: bool) -> Result<(), StoreError> {
        self.write(move |db| {
            let id = account.bytes();
            let set = "UPDATE accounts SET disabled = ? WHERE account_id = ?";
            if db.execute(set, params![disabled, id])? == 0 {
                return Err(WorkError::Other(StoreError::Fault("no such account".to_owned())));
            }
            if disabled {
                for table in ["sessions", "sittings", "joinings", "invitations"] {
                    db.execute(&format!("DELETE FROM {table} WHERE account_id = ?"), params![id])?;
                }
            }
            Ok::<_, WorkError<StoreError>>(())
        })
        .await
    }

    async fn make_owner(&self, account: AccountId) -> Result<(), StoreError> {
        self.write(move |db| {
            let id = account.bytes();
            if db.execute("UPDATE accounts SET is_owner = 1 WHERE account_id = ?", params![id])? == 0 {
                return Err(WorkError::Other(StoreError::Fault("no such account".to_owned())));
            }
            db.execute("UPDATE accounts SET is_owner = 0 WHERE account_id <> ?", params![id])?;
            db.execute("DELETE FROM invitations WHERE account_id <> ?", params![id])?;
            Ok::<_, WorkError<StoreError>>(())
        })
        .await
    }

    async fn sessions_of(&self, account: AccountId) -> Result<Vec<SessionRow>, StoreError> {
        self.read(move |db| {
            let sql = format!("{} WHERE account_id = ? ORDER BY id_hash", sessions::COLUMNS);
            let mut select = db.prepare_cached(&sql)?;
            select.query_map(params![account.bytes()], sessions::session)?.filter(readable).collect()
        })
        .await
    }

    async fn sessions_over(&self, now: Timestamp, limit: usize) -> Result<Vec<SessionRow>, StoreError> {
        self.read(move |db| {
            let sql = format!(
                "{} WHERE min(seen_ms + idle_minutes * 60000, made_ms + 86400000) <= ? LIMIT ?",
                sessions::COLUMNS
            );
            let mut select = db.prepare_cached(&sql)?;
            let over = params![now.as_millis(), limited(limit)];
            select.query_map(over, sessions::session)?.filter(readable).collect()
        })
        .await
    }

    async fn sessions_standing(&self, ids: &[[u8; 32]]) -> Result<Vec<[u8; 32]>, StoreError> {
        let ids = ids.to_vec();
        self.read(move |db| {
            let mut select = db.prepare_cached("SELECT EXISTS (SELECT 1 FROM sessions WHERE id_hash = ?)")?;
            let mut standing = Vec::new();
            for id in ids {
                if select.query_row(params![id], |row| row.get(0))? {
                    standing.push(id);
                }
            }
            Ok(standing)
        })
        .await
    }

    async fn put_invitation(&self, invitation: &InvitationRow) -> Result<(), StoreError> {
        let row = *invitation;
        self.write(move |db| {
            db.execute(
                "INSERT INTO invitations (id_hash, account_id, made_ms, ends_ms) VALUES (?, ?, ?, ?)",
                params![row.id_hash, row.by.bytes(), row.made.as_millis(), row.ends.as_millis()],
            )?;
            Ok::<_, WorkError<StoreError>>(())
        })
        .await
    }

    async fn invitation(&self, id_hash: [u8; 32]) -> Result<Option<InvitationRow>, StoreError> {
        let sql = "SELECT id_hash, account_id, made_ms, ends_ms FROM invitations WHERE id_hash = ?";
        self.read(move |db| db.query_row(sql, params![id_hash], invitation).optional()).await
    }

    async fn invitations_of(&self, account: AccountId) -> Result<Vec<InvitationRow>, StoreError> {
        let sql = "SELECT id_hash, account_id, made_ms, ends_ms FROM invitations WHERE account_id = ?";
        self.read(move |db| db.prepare(sql)?.query_map(params![account.bytes()], invitation)?.collect()).await
    }

    async fn forget_ended(&self, now: Timestamp, quiet: Timestamp) -> Result<(), StoreError> {
        let (now, quiet) = (now.as_millis(), quiet.as_millis());
        let ended = self.read(move |db| {
            let sql = "SELECT EXISTS (SELECT 1 FROM invitations WHERE ends_ms <= ?1)
                       OR EXISTS (SELECT 1 FROM pending WHERE ends_ms <= ?1)
                       OR EXISTS (SELECT 1 FROM joinings WHERE ends_ms <= ?1)
                       OR EXISTS (SELECT 1 FROM asides WHERE ends_ms <= ?1)
                       OR EXISTS (SELECT 1 FROM parted WHERE ends_ms <= ?1)
                       OR EXISTS (SELECT 1 FROM sittings WHERE ends_ms <= ?1)
                       OR EXISTS (SELECT 1 FROM counters WHERE last_ms <= ?2)";
            db.query_row(sql, params![now, quiet], |row| row.get::<_, bool>(0))
        });
        if !ended.await? {
            return Ok(());
        }
        self.write(move |db| {
            for table in ["invitations", "pending", "joinings", "asides", "parted", "sittings"] {
                db.execute(&format!("DELETE FROM {table} WHERE ends_ms <= ?"), [now])?;
            }
            db.execute("DELETE FROM counters WHERE last_ms <= ?", [quiet])?;
            Ok::<_, WorkError<StoreError>>(())
        })
        .await
    }

    async fn close_account(&self, account: AccountId) -> Result<(), StoreError> {
        let closed = self.write(move |db| close(db, account).map_err(WorkError::<StoreError>::from)).await?;
        // As with erasing: not in the log beside the database, nor in a backup that nobody asked for.
        self.empty_wal().await;
        self.forget_updates().await;
        for vault in closed {
            witness::forget(&self.folder, vault);
        }
        Ok(())
    }
}

/// The vaults that went with it.
fn close(db: &Transaction<'_>, account: AccountId) -> rusqlite::Result<Vec<VaultId>> {
    let id = account.bytes();
    let vault = |row: &Row<'_>| row.get(0).map(VaultId::from_bytes);
    let alone = "SELECT DISTINCT vault_id FROM members AS own WHERE account_id = ?1 AND NOT EXISTS
                   (SELECT 1 FROM members WHERE vault_id = own.vault_id AND account_id <> ?1)";
    let vaults: Vec<_> = db.prepare(alone)?.query_map(params![id], vault)?.collect::<Result<_, _>>()?;
    for (table, vault) in OF_VAULT.iter().flat_map(|table| vaults.iter().map(move |vault| (table, vault))) {
        db.execute(&format!("DELETE FROM {table} WHERE vault_id = ?"), params![vault.bytes()])?;
    }
    let name = |row: &Row<'_>| row.get::<_, Option<String>>(0);
    let name =
        db.query_row("SELECT name FROM accounts WHERE account_id = ?", params![id], name).optional()?;
    if let Some(Counter::Hash(hash)) =
        name.flatten().and_then(|name| Name::new(&name).ok()).map(|it| it.counter())
    {
        db.execute("DELETE FROM counters WHERE id_hash = ?", params![hash])?;
    }
    for table in OF_ACCOUNT {
        db.execute(&format!("DELETE FROM {table} WHERE account_id = ?"), params![id])?;
    }
    // Whoever took an invitation up is nobody now: it leads nowhere any more.
    db.execute("DELETE FROM space_invitations WHERE taken_by = ?", params![id])?;
    Ok(vaults)
}
