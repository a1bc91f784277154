//! Several people on one server: who is called what, invitations, and the end of an account.

use async_trait::async_trait;
use deadpool_postgres::Transaction;
use hearken_core::{AccountId, Timestamp, VaultId};
use hearken_vault::{
    Name, StoreError,
    port::{AccountRow, Counter, InvitationRow, People, SessionRow},
};
use tokio_postgres::Row;

use super::{
    PostgresStore, accounts,
    errors::Failure,
    rows::{fixed, number},
    sessions::session,
};
use crate::{
    closing::{OF_ACCOUNT, OF_VAULT},
    witness,
};

const SESSIONS: &str = "SELECT id_hash, account_id, sealed, made_ms, seen_ms, idle_minutes FROM sessions";

fn invitation(row: &Row) -> Result<InvitationRow, StoreError> {
    Ok(InvitationRow {
        id_hash: fixed(row, 0)?,
        by: AccountId::from_bytes(fixed(row, 1)?),
        made: Timestamp::from_millis(number(row, 2)?),
        ends: Timestamp::from_millis(number(row, 3)?),
    })
}

fn limited(limit: usize) -> i64 {
    i64::try_from(limit).unwrap_or(i64::MAX)
}

fn nobody() -> StoreError {
    StoreError::Fault("no such account".to_owned())
}

const DISABLE: &str = "
WITH ended AS (DELETE FROM sessions WHERE account_id = $1 AND $2::boolean),
sat AS (DELETE FROM sittings WHERE account_id = $1 AND $2::boolean),
waited AS (DELETE FROM joinings WHERE account_id = $1 AND $2::boolean),
invited AS (DELETE FROM invitations WHERE account_id = $1 AND $2::boolean)
UPDATE accounts SET disabled = $2 WHERE account_id = $1 RETURNING 1";

#[async_trait]
impl People for PostgresStore {
    async fn some_accounts(&self, limit: usize) -> Result<Vec<AccountRow>, StoreError> {
        let sql = format!("{} ORDER BY account_id LIMIT $1", accounts::COLUMNS);
        self.ask(&sql, &[&limited(limit)]).await?.iter().map(accounts::account).collect()
    }

    async fn account(&self, account: AccountId) -> Result<Option<AccountRow>, StoreError> {
        let sql = format!("{} WHERE account_id = $1", accounts::COLUMNS);
        let row = self.find(&sql, &[&account.bytes().as_slice()]).await?;
        row.as_ref().map(accounts::account).transpose()
    }

    async fn account_named(&self, folded: &str) -> Result<Option<AccountRow>, StoreError> {
        let row = self.find("SELECT account_id FROM names WHERE folded = $1", &[&folded]).await?;
        match row {
            Some(row) => self.account(AccountId::from_bytes(fixed(&row, 0)?)).await,
            None => Ok(None),
        }
    }

    async fn set_name(&self, account: AccountId, name: &Name) -> Result<bool, StoreError> {
        self.name(account, name).await.map_err(StoreError::from)?
    }

    async fn set_disabled(&self, account: AccountId, disabled: bool) -> Result<(), StoreError> {
        let row = self.find(DISABLE, &[&account.bytes().as_slice(), &disabled]).await?;
        row.map(drop).ok_or_else(nobody)
    }

    async fn make_owner(&self, account: AccountId) -> Result<(), StoreError> {
        self.own(account).await.map_err(StoreError::from)?
    }

    async fn sessions_of(&self, account: AccountId) -> Result<Vec<SessionRow>, StoreError> {
        let sql = format!("{SESSIONS} WHERE account_id = $1 ORDER BY id_hash");
        let rows = self.ask(&sql, &[&account.bytes().as_slice()]).await?;
        // A row that is damaged is no session any more; its browser unlocks anew.
        Ok(rows.iter().filter_map(|row| session(row).ok()).collect())
    }

    async fn sessions_over(&self, now: Timestamp, limit: usize) -> Result<Vec<SessionRow>, StoreError> {
        let sql = format!(
            "{SESSIONS} WHERE least(seen_ms + idle_minutes * 60000, made_ms + 86400000) <= $1 LIMIT $2"
        );
        let rows = self.ask(&sql, &[&now.as_millis(), &limited(limit)]).await?;
        Ok(rows.iter().filter_map(|row| session(row).ok()).collect())
    }

    async fn sessions_standing(&self, ids: &[[u8; 32]]) -> Result<Vec<[u8; 32]>, StoreError> {
        let ids: Vec<_> = ids.iter().map(<[u8; 32]>::as_slice).collect();
        let rows = self.ask("SELECT id_hash FROM sessions WHERE id_hash = ANY ($1)", &[&ids]).await?;
        rows.iter().map(|row| fixed(row, 0)).collect()
    }

    async fn put_invitation(&self, invitation: &InvitationRow) -> Result<(), StoreError> {
        let sql = "INSERT INTO invitations (id_hash, account_id, made_ms, ends_ms) VALUES ($1, $2, $3, $4)
                   ON CONFLICT (id_hash) DO NOTHING";
        let (made, ends) = (invitation.made.as_millis(), invitation.ends.as_millis());
        let (id_hash, by) = (invitation.id_hash.as_slice(), invitation.by.bytes());
        self.write(sql, &[&id_hash, &by.as_slice(), &made, &ends]).await
    }

    async fn invitation(&self, id_hash: [u8; 32]) -> Result<Option<InvitationRow>, StoreError> {
        let sql = "SELECT id_hash, account_id, made_ms, ends_ms FROM invitations WHERE id_hash = $1";
        self.find(sql, &[&id_hash.as_slice()]).await?.as_ref().map(invitation).transpose()
    }

    async fn invitations_of(&self, account: AccountId) -> Result<Vec<InvitationRow>, StoreError> {
        let sql = "SELECT id_hash, account_id, made_ms, ends_ms FROM invitations WHERE account_id = $1";
        self.ask(sql, &[&account.bytes().as_slice()]).await?.iter().map(invitation).collect()
    }

    async fn forget_ended(&self, now: Timestamp, quiet: Timestamp) -> Result<(), StoreError> {
        self.write("DELETE FROM invitations WHERE ends_ms <= $1", &[&now.as_millis()]).await?;
        for table in ["pending", "joinings", "asides", "parted", "sittings"] {
            let sql = format!("DELETE FROM {table} WHERE ends_ms <= $1");
            self.write(&sql, &[&now.as_millis()]).await?;
        }
        self.write("DELETE FROM counters WHERE last_ms <= $1", &[&quiet.as_millis()]).await
    }

    async fn close_account(&self, account: AccountId) -> Result<(), StoreError> {
        for vault in self.close(account).await.map_err(StoreError::from)? {
            witness::forget(&self.folder, vault);
        }
        Ok(())
    }
}

impl PostgresStore {
    /// One transaction: of two who take one name at once, the second waits for the first and is told.
    async fn name(&self, account: AccountId, name: &Name) -> Result<Result<bool, StoreError>, Failure> {
        let (mut client, id) = (self.client().await?, account.bytes());
        let (id, folded) = (id.as_slice(), name.folded());
        let transaction = client.transaction().await?;
        let take = "INSERT INTO names (folded, account_id) VALUES ($1, $2) ON CONFLICT DO NOTHING";
        let has = "SELECT FROM names WHERE folded = $1 AND account_id = $2";
        if transaction.execute(take, &[&folded, &id]).await? == 0
            && transaction.query(has, &[&folded, &id]).await?.is_empty()
        {
            return Ok(Ok(false));
        }
        let old = "DELETE FROM names WHERE account_id = $2 AND folded <> $1";
        transaction.execute(old, &[&folded, &id]).await?;
        let named = "UPDATE accounts SET name = $1 WHERE account_id = $2";
        if transaction.execute(named, &[&name.written(), &id]).await? == 0 {
            return Ok(Err(nobody()));
        }
        transaction.commit().await?;
        Ok(Ok(true))
    }

    /// One transaction: of two who are made the owner at once, one after the other, the second is it.
    async fn own(&self, account: AccountId) -> Result<Result<(), StoreError>, Failure> {
        let (mut client, id) = (self.client().await?, account.bytes());
        let transaction = client.transaction().await?;
        transaction.execute("SELECT pg_advisory_xact_lock($1)", &[&accounts::BEGINNING]).await?;
        let own = "UPDATE accounts SET is_owner = TRUE WHERE account_id = $1";
        if transaction.execute(own, &[&id.as_slice()]).await? == 0 {
            return Ok(Err(nobody()));
        }
        let others = "UPDATE accounts SET is_owner = FALSE WHERE is_owner AND account_id <> $1";
        transaction.execute(others, &[&id.as_slice()]).await?;
        transaction.execute("DELETE FROM invitations WHERE account_id <> $1", &[&id.as_slice()]).await?;
        transaction.commit().await?;
        Ok(Ok(()))
    }

    /// One transaction. The vaults that went with it.
    async fn close(&self, account: AccountId) -> Result<Vec<VaultId>, Failure> {
        let (mut client, id) = (self.client().await?, account.bytes());
        let transaction = client.transaction().await?;
        let vaults = vaults_alone(&transaction, id.as_slice()).await?;
        let ids: Vec<_> = vaults.iter().map(|vault| vault.bytes()).collect();
        let ids: Vec<_> = ids.iter().map(<[u8; 16]>::as_slice).collect();
        for table in OF_VAULT {
            transaction.execute(&format!("DELETE FROM {table} WHERE vault_id = ANY ($1)"), &[&ids]).await?;
        }
        let called = "SELECT name FROM accounts WHERE account_id = $1";
        let called = transaction.query_opt(called, &[&id.as_slice()]).await?;
        let name = called.and_then(|row| Name::new(row.get::<_, Option<&str>>(0)?).ok());
        if let Some(Counter::Hash(hash)) = name.map(|name| name.counter()) {
            transaction.execute("DELETE FROM counters WHERE id_hash = $1", &[&hash.as_slice()]).await?;
        }
        for table in OF_ACCOUNT {
            let sql = format!("DELETE FROM {table} WHERE account_id = $1");
            transaction.execute(&sql, &[&id.as_slice()]).await?;
        }
        // Whoever took an invitation up is nobody now: it leads nowhere any more.
        let taken = "DELETE FROM space_invitations WHERE taken_by = $1";
        transaction.execute(taken, &[&id.as_slice()]).await?;
        transaction.commit().await?;
        Ok(vaults)
    }
}

/// The vaults in which nobody else is a member: asked one by one, so that none is joined to another.
async fn vaults_alone(transaction: &Transaction<'_>, id: &[u8]) -> Result<Vec<VaultId>, Failure> {
    let theirs = "SELECT DISTINCT vault_id FROM members WHERE account_id = $1";
    let others = "SELECT FROM members WHERE vault_id = $1 AND account_id <> $2 LIMIT 1";
    let mut alone = Vec::new();
    for row in transaction.query(theirs, &[&id]).await? {
        let vault = fixed(&row, 0).map_err(Failure::Refused)?;
        if transaction.query(others, &[&vault.as_slice(), &id]).await?.is_empty() {
            alone.push(VaultId::from_bytes(vault));
        }
    }
    Ok(alone)
}
