//! Vaults that several people share: their keys, and invitations into them.

use async_trait::async_trait;
use hearken_core::{AccountId, Timestamp, VaultId};

use super::{Membership, StoreError};

/// An invitation into a vault.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SpaceInvitation {
    /// Hash of what stands in its link.
    pub id_hash: [u8; 32],
    /// Whose it is: who made it.
    pub account: AccountId,
    /// The vault it leads into.
    pub vault: VaultId,
    /// What link and code together are compared with.
    pub check: [u8; 32],
    /// What it says, sealed under both.
    pub sealed: Vec<u8>,
    /// When it is over.
    pub ends: Timestamp,
    /// Tries at its code so far.
    pub tries: u32,
    /// Who took it up.
    pub taken: Option<TakenUp>,
}

/// Who took an invitation up.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TakenUp {
    /// Their account.
    pub account: AccountId,
    /// What vouches for their public key.
    pub vouched: [u8; 32],
    /// What they say of themselves, sealed under link and code.
    pub sealed: Vec<u8>,
}

/// Vaults that several people share, and invitations into them.
#[async_trait]
pub trait Spaces: Send + Sync {
    /// Makes an empty vault with the keys of its members.
    async fn create_vault(&self, vault: VaultId, members: &[Membership]) -> Result<(), StoreError>;
    /// The keys of a vault, of all its members.
    async fn members(&self, vault: VaultId) -> Result<Vec<Membership>, StoreError>;
    /// The vaults that an account has a key of, its own notebook among them.
    async fn vaults_of(&self, account: AccountId) -> Result<Vec<VaultId>, StoreError>;
    /// Adds an invitation.
    async fn put_space_invitation(&self, invitation: &SpaceInvitation) -> Result<(), StoreError>;
    /// An invitation by the hash of its link.
    async fn space_invitation(&self, id_hash: [u8; 32]) -> Result<Option<SpaceInvitation>, StoreError>;
    /// The invitations that an account made.
    async fn space_invitations_of(&self, account: AccountId) -> Result<Vec<SpaceInvitation>, StoreError>;
    /// Counts a try at its code, right or wrong, before it is looked at: how many there were with this one; 0 if there is none.
    async fn count_code(&self, id_hash: [u8; 32]) -> Result<u32, StoreError>;
    /// The right code was given: none counts any more.
    async fn forget_codes(&self, id_hash: [u8; 32]) -> Result<(), StoreError>;
    /// Takes an invitation up. Whether nobody had; whoever has it may take it up again.
    async fn take_up(&self, id_hash: [u8; 32], taken: &TakenUp) -> Result<bool, StoreError>;
    /// Deletes an invitation.
    async fn delete_space_invitation(&self, id_hash: [u8; 32]) -> Result<(), StoreError>;
    /// Deletes the invitations that are over.
    async fn delete_space_invitations_over(&self, now: Timestamp) -> Result<(), StoreError>;
}
