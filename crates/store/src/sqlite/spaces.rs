//! Vaults that several people share, and invitations into them.

use async_trait::async_trait;
use hearken_core::{AccountId, Timestamp, VaultId};
use hearken_seal::Link;
use hearken_vault::{
    StoreError,
    port::{Membership, SpaceInvitation, Spaces, TakenUp},
};
use rusqlite::{OptionalExtension, Row, Transaction, params};

use super::{SqliteStore, WorkError};

const COLUMNS: &str =
    "SELECT id_hash, account_id, vault_id, check_hash, sealed, ends_ms, tries, taken_by, vouched, says
                       FROM space_invitations";

fn invitation(row: &Row<'_>) -> rusqlite::Result<SpaceInvitation> {
    let taken = match (row.get::<_, Option<[u8; 16]>>(7)?, row.get(8)?, row.get(9)?) {
        (Some(account), Some(vouched), Some(sealed)) => {
            Some(TakenUp { account: AccountId::from_bytes(account), vouched, sealed })
        }
        _ => None,
    };
    Ok(SpaceInvitation {
        id_hash: row.get(0)?,
        account: AccountId::from_bytes(row.get(1)?),
        vault: VaultId::from_bytes(row.get(2)?),
        check: row.get(3)?,
        sealed: row.get(4)?,
        ends: Timestamp::from_millis(row.get(5)?),
        tries: row.get(6)?,
        taken,
    })
}

/// Adds a wrapped key; one that is there already stays.
pub(super) fn insert_member(db: &Transaction<'_>, member: &Membership) -> rusqlite::Result<()> {
    db.prepare_cached(
        "INSERT INTO members (vault_id, account_id, epoch, wrapped, commitment) VALUES (?, ?, ?, ?, ?)",
    )?
    .execute(params![
        member.vault.bytes(),
        member.account.bytes(),
        member.epoch,
        member.wrapped,
        member.commitment
    ])?;
    Ok(())
}

/// Deletes every key of one member of a vault.
pub(super) fn delete_member(
    db: &Transaction<'_>,
    vault: VaultId,
    account: AccountId,
) -> rusqlite::Result<()> {
    db.prepare_cached("DELETE FROM members WHERE vault_id = ? AND account_id = ?")?
        .execute(params![vault.bytes(), account.bytes()])?;
    Ok(())
}

#[async_trait]
impl Spaces for SqliteStore {
    async fn create_vault(&self, vault: VaultId, members: &[Membership]) -> Result<(), StoreError> {
        let members = members.to_vec();
        self.write(move |db| {
            db.execute(
                "INSERT INTO vaults (vault_id, head_seq, head_link) VALUES (?, 0, ?)",
                params![vault.bytes(), Link::genesis(vault.bytes()).0],
            )?;
            members.iter().try_for_each(|member| insert_member(db, member))?;
            Ok::<_, WorkError<StoreError>>(())
        })
        .await
    }

    async fn members(&self, vault: VaultId) -> Result<Vec<Membership>, StoreError> {
        self.read(move |db| {
            let mut select = db.prepare_cached(
                "SELECT account_id, epoch, wrapped, commitment FROM members WHERE vault_id = ?
                 ORDER BY account_id, epoch",
            )?;
            let member = |row: &Row<'_>| {
                Ok(Membership {
                    vault,
                    account: AccountId::from_bytes(row.get(0)?),
                    epoch: row.get(1)?,
                    wrapped: row.get(2)?,
                    commitment: row.get(3)?,
                })
            };
            select.query_map(params![vault.bytes()], member)?.collect()
        })
        .await
    }

    async fn vaults_of(&self, account: AccountId) -> Result<Vec<VaultId>, StoreError> {
        self.read(move |db| {
            let mut select = db.prepare_cached(
                "SELECT DISTINCT vault_id FROM members WHERE account_id = ? ORDER BY vault_id",
            )?;
            select.query_map(params![account.bytes()], |row| Ok(VaultId::from_bytes(row.get(0)?)))?.collect()
        })
        .await
    }

    async fn put_space_invitation(&self, invitation: &SpaceInvitation) -> Result<(), StoreError> {
        let row = invitation.clone();
        self.write(move |db| {
            let taken = row.taken.as_ref();
            db.execute(
                "INSERT INTO space_invitations (id_hash, account_id, vault_id, check_hash, sealed, ends_ms, tries, taken_by,
                   vouched, says)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                params![
                    row.id_hash,
                    row.account.bytes(),
                    row.vault.bytes(),
                    row.check,
                    row.sealed,
                    row.ends.as_millis(),
                    row.tries,
                    taken.map(|taken| taken.account.bytes()),
                    taken.map(|taken| taken.vouched),
                    taken.map(|taken| &taken.sealed),
                ],
            )?;
            Ok::<_, WorkError<StoreError>>(())
        })
        .await
    }

    async fn space_invitation(&self, id_hash: [u8; 32]) -> Result<Option<SpaceInvitation>, StoreError> {
        self.read(move |db| {
            db.prepare_cached(&format!("{COLUMNS} WHERE id_hash = ?"))?
                .query_row(params![id_hash], invitation)
                .optional()
        })
        .await
    }

    async fn space_invitations_of(&self, account: AccountId) -> Result<Vec<SpaceInvitation>, StoreError> {
        self.read(move |db| {
            db.prepare_cached(&format!("{COLUMNS} WHERE account_id = ? ORDER BY id_hash"))?
                .query_map(params![account.bytes()], invitation)?
                .collect()
        })
        .await
    }

    async fn count_code(&self, id_hash: [u8; 32]) -> Result<u32, StoreError> {
        self.write(move |db| {
            let mut count = db.prepare_cached(
                "UPDATE space_invitations SET tries = tries + 1 WHERE id_hash = ? RETURNING tries",
            )?;
            let tries = count.query_row(params![id_hash], |row| row.get(0)).optional()?;
            Ok::<_, WorkError<StoreError>>(tries.unwrap_or(0))
        })
        .await
    }

    async fn forget_codes(&self, id_hash: [u8; 32]) -> Result<(), StoreError> {
        self.write(move |db| {
            db.execute("UPDATE space_invitations SET tries = 0 WHERE id_hash = ?", params![id_hash])?;
            Ok::<_, WorkError<StoreError>>(())
        })
        .await
    }

    async fn take_up(&self, id_hash: [u8; 32], taken: &TakenUp) -> Result<bool, StoreError> {
        let taken = taken.clone();
        self.write(move |db| {
            let account = taken.account.bytes();
            let changed = db.execute(
                "UPDATE space_invitations SET taken_by = ?, vouched = ?, says = ?
                 WHERE id_hash = ? AND (taken_by IS NULL OR taken_by = ?)",
                params![account, taken.vouched, taken.sealed, id_hash, account],
            )?;
            Ok::<_, WorkError<StoreError>>(changed == 1)
        })
        .await
    }

    async fn delete_space_invitation(&self, id_hash: [u8; 32]) -> Result<(), StoreError> {
        self.write(move |db| {
            db.execute("DELETE FROM space_invitations WHERE id_hash = ?", params![id_hash])?;
            Ok::<_, WorkError<StoreError>>(())
        })
        .await
    }

    async fn delete_space_invitations_over(&self, now: Timestamp) -> Result<(), StoreError> {
        self.write(move |db| {
            db.execute("DELETE FROM space_invitations WHERE ends_ms <= ?", params![now.as_millis()])?;
            Ok::<_, WorkError<StoreError>>(())
        })
        .await
    }
}
