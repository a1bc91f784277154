//! Accounts, their ways in, failed tries and keys.

use async_trait::async_trait;
use hearken_core::{AccountId, Timestamp, VaultId};
use hearken_seal::Link;
use hearken_vault::{
    Name, StoreError,
    port::{AccountRow, Accounts, Attempts, Counter, CreateError, Membership, NewAccount, Way},
};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

use super::{SqliteStore, WorkError};

fn way_number(way: Way) -> i64 {
    match way {
        Way::Passphrase => 1,
        Way::Recovery => 2,
    }
}

pub(super) const COLUMNS: &str =
    "SELECT account_id, notebook_id, public_key, words_confirmed, made_ms, name, is_owner, disabled
     FROM accounts";

pub(super) fn account(row: &Row<'_>) -> rusqlite::Result<AccountRow> {
    Ok(AccountRow {
        id: AccountId::from_bytes(row.get(0)?),
        notebook: VaultId::from_bytes(row.get(1)?),
        public: row.get(2)?,
        words_confirmed: row.get(3)?,
        made: Timestamp::from_millis(row.get(4)?),
        name: row.get::<_, Option<String>>(5)?.and_then(|name| Name::new(&name).ok()),
        is_owner: row.get(6)?,
        disabled: row.get(7)?,
    })
}

/// The table and column of what is counted, and the key there.
fn counted(counter: Counter) -> (&'static str, &'static str, Vec<u8>) {
    match counter {
        Counter::Account(account) => ("attempts", "account_id", account.bytes().to_vec()),
        Counter::SecondStep(account) => ("second_tries", "account_id", account.bytes().to_vec()),
        Counter::Hash(hash) => ("counters", "id_hash", hash.to_vec()),
    }
}

fn put(db: &Transaction<'_>, counter: Counter, attempts: Attempts) -> rusqlite::Result<()> {
    let (table, key, id) = counted(counter);
    let sql = format!(
        "INSERT INTO {table} ({key}, failures, last_ms) VALUES (?, ?, ?)
         ON CONFLICT ({key}) DO UPDATE SET failures = excluded.failures, last_ms = excluded.last_ms"
    );
    db.execute(&sql, params![id, attempts.failures, attempts.last.as_millis()]).map(drop)
}

fn select_attempts(db: &Connection, counter: Counter) -> rusqlite::Result<Attempts> {
    let (table, key, id) = counted(counter);
    let mut select = db.prepare_cached(&format!("SELECT failures, last_ms FROM {table} WHERE {key} = ?"))?;
    let attempts =
        |row: &Row<'_>| Ok(Attempts { failures: row.get(0)?, last: Timestamp::from_millis(row.get(1)?) });
    Ok(select.query_row(params![id], attempts).optional()?.unwrap_or_default())
}

/// What has to hold before an account is made: nobody there, an invitation, a name that is free.
fn admit(db: &Transaction<'_>, new: &NewAccount) -> Result<(), WorkError<CreateError>> {
    let there: bool = db.query_row("SELECT EXISTS (SELECT 1 FROM accounts)", [], |row| row.get(0))?;
    if new.first && there {
        return Err(WorkError::Other(CreateError::NotFirst));
    }
    let folded = new.account.name.as_ref().map_or("", Name::folded);
    let taken: bool =
        db.query_row("SELECT EXISTS (SELECT 1 FROM names WHERE folded = ?)", [folded], |row| row.get(0))?;
    if taken {
        return Err(WorkError::Other(CreateError::NameTaken));
    }
    if let Some(invitation) = new.invitation
        && db.execute("DELETE FROM invitations WHERE id_hash = ?", params![invitation])? == 0
    {
        return Err(WorkError::Other(CreateError::NotInvited));
    }
    db.execute(
        "INSERT INTO names (folded, account_id) VALUES (?, ?)",
        params![folded, new.account.id.bytes()],
    )?;
    Ok(())
}

fn insert_account(db: &Transaction<'_>, account: &AccountRow) -> rusqlite::Result<()> {
    let sql = "INSERT INTO accounts
                 (account_id, notebook_id, public_key, words_confirmed, made_ms, name, is_owner, disabled)
               VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
    let values = params![
        account.id.bytes(),
        account.notebook.bytes(),
        account.public,
        account.words_confirmed,
        account.made.as_millis(),
        account.name.as_ref().map(Name::written),
        account.is_owner,
        account.disabled
    ];
    db.execute(sql, values).map(drop)
}

#[async_trait]
impl Accounts for SqliteStore {
    async fn accounts(&self) -> Result<Vec<AccountRow>, StoreError> {
        self.read(|db| {
            db.prepare_cached(&format!("{COLUMNS} ORDER BY made_ms, account_id"))?
                .query_map([], account)?
                .collect()
        })
        .await
    }

    async fn create_account(&self, new: &NewAccount) -> Result<(), CreateError> {
        let new = new.clone();
        self.write(move |db| {
            admit(db, &new)?;
            insert_account(db, &new.account)?;
            let (id, member) = (new.account.id.bytes(), &new.membership);
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
            Ok::<_, WorkError<CreateError>>(())
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

    async fn attempts(&self, counter: Counter) -> Result<Attempts, StoreError> {
        self.read(move |db| select_attempts(db, counter)).await
    }

    async fn put_attempts(&self, counter: Counter, attempts: Attempts) -> Result<(), StoreError> {
        self.write(move |db| Ok::<_, WorkError<StoreError>>(put(db, counter, attempts)?)).await
    }

    async fn swap_attempts(
        &self,
        counter: Counter,
        seen: Attempts,
        next: Attempts,
    ) -> Result<bool, StoreError> {
        self.write(move |db| {
            let still = select_attempts(db, counter)? == seen;
            if still {
                put(db, counter, next)?;
            }
            Ok::<_, WorkError<StoreError>>(still)
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
