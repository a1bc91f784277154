//! Several people on one store: names, invitations, what is counted, and the end of an account.

use async_trait::async_trait;
use hearken_core::{AccountId, Timestamp};

use super::{AccountRow, SessionRow, StoreError};
use crate::name::Name;

/// What tries are counted for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Counter {
    /// An account.
    Account(AccountId),
    /// The second step of an account.
    SecondStep(AccountId),
    /// The hash of a name, or of an address and an hour. It is forgotten after a day.
    Hash([u8; 32]),
}

/// An invitation that nobody has used yet.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct InvitationRow {
    /// Hash of the token in its address.
    pub id_hash: [u8; 32],
    /// Who invites.
    pub by: AccountId,
    /// When it was made.
    pub made: Timestamp,
    /// From when on nobody may use it.
    pub ends: Timestamp,
}

/// Why an account was not made. Nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum CreateError {
    /// It should have been the first, and is not.
    #[error("somebody is there already")]
    NotFirst,
    /// Somebody has that name, or, for an account without one, is without one too.
    #[error("the name is taken")]
    NameTaken,
    /// The invitation is used up, or was never made.
    #[error("there is no such invitation")]
    NotInvited,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Who is who, where there are several.
#[async_trait]
pub trait People: Send + Sync {
    /// The oldest accounts, so many at the most.
    async fn some_accounts(&self, limit: usize) -> Result<Vec<AccountRow>, StoreError>;
    /// An account by its id.
    async fn account(&self, account: AccountId) -> Result<Option<AccountRow>, StoreError>;
    /// An account by its folded name; by an empty one, the account that has none.
    async fn account_named(&self, folded: &str) -> Result<Option<AccountRow>, StoreError>;
    /// Gives an account a name, in place of the one it had. Tells whether nobody else has it.
    async fn set_name(&self, account: AccountId, name: &Name) -> Result<bool, StoreError>;
    /// Shuts an account out, which ends its sessions, or lets it in again.
    async fn set_disabled(&self, account: AccountId, disabled: bool) -> Result<(), StoreError>;
    /// Makes this account the owner, and nobody else one any more.
    async fn make_owner(&self, account: AccountId) -> Result<(), StoreError>;
    /// The sessions of an account.
    async fn sessions_of(&self, account: AccountId) -> Result<Vec<SessionRow>, StoreError>;
    /// Sessions that are over by then, so many at the most.
    async fn sessions_over(&self, now: Timestamp, limit: usize) -> Result<Vec<SessionRow>, StoreError>;
    /// Which of these sessions there still are.
    async fn sessions_standing(&self, ids: &[[u8; 32]]) -> Result<Vec<[u8; 32]>, StoreError>;
    /// Adds an invitation.
    async fn put_invitation(&self, invitation: &InvitationRow) -> Result<(), StoreError>;
    /// An invitation by the hash of its token.
    async fn invitation(&self, id_hash: [u8; 32]) -> Result<Option<InvitationRow>, StoreError>;
    /// The invitations that an account made.
    async fn invitations_of(&self, account: AccountId) -> Result<Vec<InvitationRow>, StoreError>;
    /// Deletes what waited and has ended by `now`, and counts by a hash that have rested since `quiet`.
    async fn forget_ended(&self, now: Timestamp, quiet: Timestamp) -> Result<(), StoreError>;
    /// Deletes and overwrites everything of an account, in every table, and every vault in which nobody else is a member.
    /// Nothing of anybody else is touched.
    async fn close_account(&self, account: AccountId) -> Result<(), StoreError>;
}
