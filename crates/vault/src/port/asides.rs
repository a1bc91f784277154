//! What a session sets aside for a moment, and whose session it was that ended.

use async_trait::async_trait;
use hearken_core::{AccountId, Timestamp};

use super::StoreError;

/// What is set aside, all its pieces.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AsideRow {
    /// Hash of the cookie of the session that set it aside.
    pub id_hash: [u8; 32],
    /// What it is.
    pub name: [u8; 16],
    /// Whose it is.
    pub account: AccountId,
    /// Its pieces in order, each sealed under the cookie's secret.
    pub pieces: Vec<Vec<u8>>,
    /// When it is forgotten.
    pub ends: Timestamp,
}

/// What is set aside.
#[async_trait]
pub trait Asides: Send + Sync {
    /// Sets something aside, in place of what had that name. What else the account has set aside, but for what is named
    /// `beside`, is gone.
    async fn put_aside(&self, aside: &AsideRow, beside: [u8; 16]) -> Result<(), StoreError>;
    /// What a session has set aside under a name.
    async fn aside(&self, id_hash: [u8; 32], name: [u8; 16]) -> Result<Option<AsideRow>, StoreError>;
    /// Deletes what a session has set aside under a name; without one, all that it has.
    async fn delete_aside(&self, id_hash: [u8; 32], name: Option<[u8; 16]>) -> Result<(), StoreError>;
    /// Remembers whose session it was that ended.
    async fn note_parted(
        &self,
        id_hash: [u8; 32],
        account: AccountId,
        ends: Timestamp,
    ) -> Result<(), StoreError>;
    /// Whose session it was.
    async fn parted(&self, id_hash: [u8; 32]) -> Result<Option<AccountId>, StoreError>;
}
