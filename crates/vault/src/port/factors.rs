//! Passkeys and codes of an account, and what waits a few minutes: challenges, and a second step.

use async_trait::async_trait;
use hearken_core::{AccountId, Timestamp};

use super::StoreError;

/// A passkey, or the codes of an app.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FactorRow {
    /// Whose it is.
    pub account: AccountId,
    /// What it is found by: for a passkey the hash of what the authenticator calls it.
    pub id: [u8; 32],
    /// What is kept about it, sealed under a key that the account secret opens.
    pub sealed: Vec<u8>,
    /// The account secret, sealed by it; `None` for what opens nothing and is a second step.
    pub unlocker: Option<Vec<u8>>,
    /// A number that only grows: how often a passkey has signed, or the last step whose code was taken.
    pub used: u64,
    /// When it was added.
    pub made: Timestamp,
    /// When it was last used.
    pub seen: Option<Timestamp>,
}

/// What waits for an answer and is over after minutes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PendingRow {
    /// Hash of what the browser has.
    pub id_hash: [u8; 32],
    /// Whom it is for, where that is known.
    pub account: Option<AccountId>,
    /// The account secret, sealed under what the browser has; empty for a challenge.
    pub sealed: Vec<u8>,
    /// From when on it is over.
    pub ends: Timestamp,
}

/// More ways in, and second steps.
#[async_trait]
pub trait Factors: Send + Sync {
    /// Every factor of an account, the oldest first.
    async fn factors(&self, account: AccountId) -> Result<Vec<FactorRow>, StoreError>;
    /// One of them.
    async fn factor(&self, account: AccountId, id: [u8; 32]) -> Result<Option<FactorRow>, StoreError>;
    /// Adds a factor, in place of one of the same id.
    async fn put_factor(&self, factor: &FactorRow) -> Result<(), StoreError>;
    /// Replaces what is kept about a factor, and nothing else of it. One that is gone stays gone.
    async fn reseal_factor(&self, account: AccountId, id: [u8; 32], sealed: &[u8]) -> Result<(), StoreError>;
    /// Moves its number on if it still is what was `seen`; tells whether it did. Of two who use one code at once, in however
    /// many processes, one is told no.
    async fn use_factor(&self, seen: &FactorRow, used: u64, at: Timestamp) -> Result<bool, StoreError>;
    /// Deletes and overwrites a factor.
    async fn delete_factor(&self, account: AccountId, id: [u8; 32]) -> Result<(), StoreError>;
    /// Adds what waits.
    async fn put_pending(&self, pending: &PendingRow) -> Result<(), StoreError>;
    /// What waits under that hash.
    async fn pending(&self, id_hash: [u8; 32]) -> Result<Option<PendingRow>, StoreError>;
    /// Deletes all that waits for an account.
    async fn delete_pending_of(&self, account: AccountId) -> Result<(), StoreError>;
    /// Deletes what waits; tells whether it was still there. Of several who take it at once, one does.
    async fn take_pending(&self, id_hash: [u8; 32]) -> Result<bool, StoreError>;
}
