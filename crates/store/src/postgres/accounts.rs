//! Accounts, their ways in, failed tries and keys.

use async_trait::async_trait;
use deadpool_postgres::Transaction;
use hearken_core::{AccountId, Timestamp, VaultId};
use hearken_seal::Link;
use hearken_vault::{
    Name, StoreError,
    port::{AccountRow, Accounts, Attempts, Counter, CreateError, Membership, NewAccount, Way},
};
use tokio_postgres::Row;

use super::{
    PostgresStore, Values,
    errors::Failure,
    rows::{bytes, fixed, number},
};

fn way_number(way: Way) -> i64 {
    match way {
        Way::Passphrase => 1,
        Way::Recovery => 2,
    }
}

pub(super) const COLUMNS: &str = "
SELECT account_id, notebook_id, public_key, words_confirmed, made_ms, name, is_owner, disabled FROM accounts";

pub(super) fn account(row: &Row) -> Result<AccountRow, StoreError> {
    Ok(AccountRow {
        id: AccountId::from_bytes(fixed(row, 0)?),
        notebook: VaultId::from_bytes(fixed(row, 1)?),
        public: bytes(row, 2)?.to_vec(),
        words_confirmed: row.get(3),
        made: Timestamp::from_millis(number(row, 4)?),
        name: row.get::<_, Option<&str>>(5).and_then(|name| Name::new(name).ok()),
        is_owner: row.get(6),
        disabled: row.get(7),
    })
}

const CREATE: &str = "
WITH account AS (
  INSERT INTO accounts (account_id, notebook_id, public_key, words_confirmed, made_ms, name, is_owner, disabled)
  VALUES ($1::bytea, $2::bytea, $3::bytea, $4::boolean, $5::bigint, $13::text, $14::boolean, $15::boolean)
  RETURNING account_id
), ways AS (
  INSERT INTO unlockers (account_id, way, sealed)
  SELECT account_id, way, sealed FROM account, unnest($6::bigint[], $7::bytea[]) AS given (way, sealed)
), vault AS (
  INSERT INTO vaults (vault_id, head_seq, head_link) SELECT $8::bytea, 0, $9::bytea FROM account
)
INSERT INTO members (vault_id, account_id, epoch, wrapped, commitment)
SELECT $8::bytea, account_id, $10::bigint, $11::bytea, $12::bytea FROM account
RETURNING 1";

/// Any number, the same for every process of ours: of several who begin, or become the owner, at once, one is the first.
pub(super) const BEGINNING: i64 = 0x6865_6172_6b65_6e32;

/// What has to hold before an account is made: nobody there, an invitation, a name that is free.
async fn admit(transaction: &Transaction<'_>, new: &NewAccount) -> Result<Result<(), CreateError>, Failure> {
    if new.first && !transaction.query("SELECT FROM accounts LIMIT 1", &[]).await?.is_empty() {
        return Ok(Err(CreateError::NotFirst));
    }
    let name = "INSERT INTO names (folded, account_id) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    let folded = new.account.name.as_ref().map_or("", Name::folded);
    if transaction.execute(name, &[&folded, &new.account.id.bytes().as_slice()]).await? == 0 {
        return Ok(Err(CreateError::NameTaken));
    }
    let invitation = "DELETE FROM invitations WHERE id_hash = $1";
    match &new.invitation {
        Some(id_hash) if transaction.execute(invitation, &[&id_hash.as_slice()]).await? == 0 => {
            Ok(Err(CreateError::NotInvited))
        }
        _ => Ok(Ok(())),
    }
}

impl PostgresStore {
    /// One after another, so that the second sees the first.
    async fn create(&self, new: &NewAccount, values: Values<'_>) -> Result<Result<(), CreateError>, Failure> {
        let mut client = self.client().await?;
        let transaction = client.transaction().await?;
        transaction.execute("SELECT pg_advisory_xact_lock($1)", &[&BEGINNING]).await?;
        let admitted = admit(&transaction, new).await?;
        if admitted.is_ok() {
            transaction.query(CREATE, values).await?;
            transaction.commit().await?;
        }
        Ok(admitted)
    }
}

/// The table and column of what is counted, and the key there.
fn counted(counter: Counter) -> (&'static str, &'static str, Vec<u8>) {
    match counter {
        Counter::Account(account) => ("attempts", "account_id", account.bytes().to_vec()),
        Counter::SecondStep(account) => ("second_tries", "account_id", account.bytes().to_vec()),
        Counter::Hash(hash) => ("counters", "id_hash", hash.to_vec()),
    }
}

#[async_trait]
impl Accounts for PostgresStore {
    async fn accounts(&self) -> Result<Vec<AccountRow>, StoreError> {
        let sql = format!("{COLUMNS} ORDER BY made_ms, account_id");
        self.ask(&sql, &[]).await?.iter().map(account).collect()
    }

    async fn create_account(&self, new: &NewAccount) -> Result<(), CreateError> {
        let (account, member) = (&new.account, &new.membership);
        let (ways, sealed): (Vec<i64>, Vec<&[u8]>) =
            new.unlockers.iter().map(|(way, sealed)| (way_number(*way), sealed.as_slice())).unzip();
        let vault = member.vault.bytes();
        // Asked once: whoever is told that it failed looks whether there is an account before they begin again.
        self.create(
            new,
            &[
                &account.id.bytes().as_slice(),
                &account.notebook.bytes().as_slice(),
                &account.public,
                &account.words_confirmed,
                &account.made.as_millis(),
                &ways,
                &sealed,
                &vault.as_slice(),
                &Link::genesis(vault).0.as_slice(),
                &i64::from(member.epoch),
                &member.wrapped,
                &member.commitment.as_slice(),
                &account.name.as_ref().map(Name::written),
                &account.is_owner,
                &account.disabled,
            ],
        )
        .await
        .map_err(StoreError::from)?
    }

    async fn confirm_words(&self, account: AccountId, confirmed: bool) -> Result<(), StoreError> {
        let sql = "UPDATE accounts SET words_confirmed = $2 WHERE account_id = $1 RETURNING 1";
        match self.find(sql, &[&account.bytes().as_slice(), &confirmed]).await? {
            Some(_) => Ok(()),
            None => Err(StoreError::Fault("no such account".to_owned())),
        }
    }

    async fn unlocker(&self, account: AccountId, way: Way) -> Result<Option<Vec<u8>>, StoreError> {
        let sql = "SELECT sealed FROM unlockers WHERE account_id = $1 AND way = $2";
        let row = self.find(sql, &[&account.bytes().as_slice(), &way_number(way)]).await?;
        row.map(|row| bytes(&row, 0).map(<[u8]>::to_vec)).transpose()
    }

    async fn put_unlocker(&self, account: AccountId, way: Way, bytes: &[u8]) -> Result<(), StoreError> {
        let sql = "INSERT INTO unlockers (account_id, way, sealed) VALUES ($1, $2, $3)
                   ON CONFLICT (account_id, way) DO UPDATE SET sealed = excluded.sealed";
        self.write(sql, &[&account.bytes().as_slice(), &way_number(way), &bytes]).await
    }

    async fn attempts(&self, counter: Counter) -> Result<Attempts, StoreError> {
        let (table, key, id) = counted(counter);
        let sql = format!("SELECT failures, last_ms FROM {table} WHERE {key} = $1");
        let Some(row) = self.find(&sql, &[&id]).await? else { return Ok(Attempts::default()) };
        Ok(Attempts { failures: number(&row, 0)?, last: Timestamp::from_millis(number(&row, 1)?) })
    }

    async fn put_attempts(&self, counter: Counter, attempts: Attempts) -> Result<(), StoreError> {
        let (table, key, id) = counted(counter);
        let sql = format!(
            "INSERT INTO {table} ({key}, failures, last_ms) VALUES ($1, $2, $3)
             ON CONFLICT ({key}) DO UPDATE SET failures = excluded.failures, last_ms = excluded.last_ms"
        );
        let (failures, last) = (i64::from(attempts.failures), attempts.last.as_millis());
        self.write(&sql, &[&id, &failures, &last]).await
    }

    async fn swap_attempts(
        &self,
        counter: Counter,
        seen: Attempts,
        next: Attempts,
    ) -> Result<bool, StoreError> {
        let (table, key, id) = counted(counter);
        // Where nothing was counted yet there is no row; of two who add it, one does.
        let sql = format!(
            "INSERT INTO {table} AS old ({key}, failures, last_ms)
             SELECT $1::bytea, $2::bigint, $3::bigint
             WHERE ($4::bigint = 0 AND $5::bigint = 0) OR EXISTS (SELECT FROM {table} WHERE {key} = $1)
             ON CONFLICT ({key}) DO UPDATE SET failures = excluded.failures, last_ms = excluded.last_ms
             WHERE old.failures = $4 AND old.last_ms = $5
             RETURNING 1"
        );
        let (failures, last) = (i64::from(next.failures), next.last.as_millis());
        let (were, at) = (i64::from(seen.failures), seen.last.as_millis());
        Ok(self.find(&sql, &[&id, &failures, &last, &were, &at]).await?.is_some())
    }

    async fn memberships(&self, account: AccountId, vault: VaultId) -> Result<Vec<Membership>, StoreError> {
        let sql = "SELECT epoch, wrapped, commitment FROM members
                   WHERE vault_id = $1 AND account_id = $2 ORDER BY epoch";
        let member = |row: &Row| {
            Ok(Membership {
                vault,
                account,
                epoch: number(row, 0)?,
                wrapped: bytes(row, 1)?.to_vec(),
                commitment: fixed(row, 2)?,
            })
        };
        let rows = self.ask(sql, &[&vault.bytes().as_slice(), &account.bytes().as_slice()]).await?;
        rows.iter().map(member).collect()
    }
}
