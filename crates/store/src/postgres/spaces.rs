//! Vaults that several people share, and invitations into them.

use async_trait::async_trait;
use hearken_core::{AccountId, Timestamp, VaultId};
use hearken_seal::Link;
use hearken_vault::{
    StoreError,
    port::{Membership, SpaceInvitation, Spaces, TakenUp},
};
use tokio_postgres::Row;

use super::{
    PostgresStore,
    rows::{bytes, fixed, maybe_bytes, number},
};

const COLUMNS: &str =
    "SELECT id_hash, account_id, vault_id, check_hash, sealed, ends_ms, tries, taken_by, vouched, says
                       FROM space_invitations";

/// An invitation is written again after a lost answer: it is the same then.
const PUT: &str = "
INSERT INTO space_invitations (id_hash, account_id, vault_id, check_hash, sealed, ends_ms, tries, taken_by, vouched, says)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
ON CONFLICT (id_hash) DO NOTHING";

const CREATE: &str = "
WITH vault AS (
  INSERT INTO vaults (vault_id, head_seq, head_link) VALUES ($1, 0, $2)
  ON CONFLICT (vault_id) DO NOTHING
)
INSERT INTO members (vault_id, account_id, epoch, wrapped, commitment)
SELECT $1::bytea, given.* FROM unnest($3::bytea[], $4::bigint[], $5::bytea[], $6::bytea[])
  AS given (account_id, epoch, wrapped, commitment)
ON CONFLICT (vault_id, account_id, epoch) DO NOTHING";

fn invitation(row: &Row) -> Result<SpaceInvitation, StoreError> {
    let taken = match (maybe_bytes(row, 7)?, maybe_bytes(row, 8)?, maybe_bytes(row, 9)?) {
        (Some(_), Some(_), Some(sealed)) => {
            Some(TakenUp { account: AccountId::from_bytes(fixed(row, 7)?), vouched: fixed(row, 8)?, sealed })
        }
        _ => None,
    };
    Ok(SpaceInvitation {
        id_hash: fixed(row, 0)?,
        account: AccountId::from_bytes(fixed(row, 1)?),
        vault: VaultId::from_bytes(fixed(row, 2)?),
        check: fixed(row, 3)?,
        sealed: bytes(row, 4)?.to_vec(),
        ends: Timestamp::from_millis(number(row, 5)?),
        tries: number(row, 6)?,
        taken,
    })
}

/// Wrapped keys, a list for each column.
pub(super) struct Wrapped {
    pub(super) accounts: Vec<Vec<u8>>,
    pub(super) epochs: Vec<i64>,
    pub(super) keys: Vec<Vec<u8>>,
    pub(super) commitments: Vec<Vec<u8>>,
}

impl Wrapped {
    pub(super) fn of(members: &[Membership]) -> Self {
        Self {
            accounts: members.iter().map(|member| member.account.bytes().to_vec()).collect(),
            epochs: members.iter().map(|member| i64::from(member.epoch)).collect(),
            keys: members.iter().map(|member| member.wrapped.clone()).collect(),
            commitments: members.iter().map(|member| member.commitment.to_vec()).collect(),
        }
    }
}

#[async_trait]
impl Spaces for PostgresStore {
    async fn create_vault(&self, vault: VaultId, members: &[Membership]) -> Result<(), StoreError> {
        let (vault, wrapped) = (vault.bytes(), Wrapped::of(members));
        let genesis = Link::genesis(vault).0;
        self.write(
            CREATE,
            &[
                &vault.as_slice(),
                &genesis.as_slice(),
                &wrapped.accounts,
                &wrapped.epochs,
                &wrapped.keys,
                &wrapped.commitments,
            ],
        )
        .await
    }

    async fn members(&self, vault: VaultId) -> Result<Vec<Membership>, StoreError> {
        let sql = "SELECT account_id, epoch, wrapped, commitment FROM members WHERE vault_id = $1
                   ORDER BY account_id, epoch";
        let member = |row: &Row| {
            Ok(Membership {
                vault,
                account: AccountId::from_bytes(fixed(row, 0)?),
                epoch: number(row, 1)?,
                wrapped: bytes(row, 2)?.to_vec(),
                commitment: fixed(row, 3)?,
            })
        };
        self.ask(sql, &[&vault.bytes().as_slice()]).await?.iter().map(member).collect()
    }

    async fn vaults_of(&self, account: AccountId) -> Result<Vec<VaultId>, StoreError> {
        let sql = "SELECT DISTINCT vault_id FROM members WHERE account_id = $1 ORDER BY vault_id";
        let rows = self.ask(sql, &[&account.bytes().as_slice()]).await?;
        rows.iter().map(|row| Ok(VaultId::from_bytes(fixed(row, 0)?))).collect()
    }

    async fn put_space_invitation(&self, row: &SpaceInvitation) -> Result<(), StoreError> {
        let taken = row.taken.as_ref();
        self.write(
            PUT,
            &[
                &row.id_hash.as_slice(),
                &row.account.bytes().as_slice(),
                &row.vault.bytes().as_slice(),
                &row.check.as_slice(),
                &row.sealed,
                &row.ends.as_millis(),
                &i64::from(row.tries),
                &taken.map(|taken| taken.account.bytes().to_vec()),
                &taken.map(|taken| taken.vouched.to_vec()),
                &taken.map(|taken| taken.sealed.clone()),
            ],
        )
        .await
    }

    async fn space_invitation(&self, id_hash: [u8; 32]) -> Result<Option<SpaceInvitation>, StoreError> {
        let sql = format!("{COLUMNS} WHERE id_hash = $1");
        self.find(&sql, &[&id_hash.as_slice()]).await?.as_ref().map(invitation).transpose()
    }

    async fn space_invitations_of(&self, account: AccountId) -> Result<Vec<SpaceInvitation>, StoreError> {
        let sql = format!("{COLUMNS} WHERE account_id = $1 ORDER BY id_hash");
        self.ask(&sql, &[&account.bytes().as_slice()]).await?.iter().map(invitation).collect()
    }

    async fn count_code(&self, id_hash: [u8; 32]) -> Result<u32, StoreError> {
        // After a lost answer it may count twice: one try less, never one more.
        let sql = "UPDATE space_invitations SET tries = tries + 1 WHERE id_hash = $1 RETURNING tries";
        self.find(sql, &[&id_hash.as_slice()]).await?.map_or(Ok(0), |row| number(&row, 0))
    }

    async fn forget_codes(&self, id_hash: [u8; 32]) -> Result<(), StoreError> {
        self.write("UPDATE space_invitations SET tries = 0 WHERE id_hash = $1", &[&id_hash.as_slice()]).await
    }

    async fn take_up(&self, id_hash: [u8; 32], taken: &TakenUp) -> Result<bool, StoreError> {
        let sql = "UPDATE space_invitations SET taken_by = $2, vouched = $3, says = $4
                   WHERE id_hash = $1 AND (taken_by IS NULL OR taken_by = $2) RETURNING 1";
        let account = taken.account.bytes();
        let values: super::Values<'_> =
            &[&id_hash.as_slice(), &account.as_slice(), &taken.vouched.as_slice(), &taken.sealed];
        Ok(self.find(sql, values).await?.is_some())
    }

    async fn delete_space_invitation(&self, id_hash: [u8; 32]) -> Result<(), StoreError> {
        self.write("DELETE FROM space_invitations WHERE id_hash = $1", &[&id_hash.as_slice()]).await
    }

    async fn delete_space_invitations_over(&self, now: Timestamp) -> Result<(), StoreError> {
        self.write("DELETE FROM space_invitations WHERE ends_ms <= $1", &[&now.as_millis()]).await
    }
}
