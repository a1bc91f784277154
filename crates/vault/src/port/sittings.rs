//! Devices that are with a session of treatment, and codes that wait for one.

use async_trait::async_trait;
use hearken_core::{AccountId, RecordId, Timestamp};

use super::StoreError;

/// How far a device that sits has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SittingState {
    /// It sits.
    GoesOn,
    /// It is over, and notes that come late are taken.
    TakesLate,
    /// It is over.
    Over,
}

/// A narrow session.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SittingRow {
    /// Hash of the cookie's secret.
    pub id_hash: [u8; 32],
    /// Whose notebook it reaches into.
    pub account: AccountId,
    /// The session of treatment. What it is held to stands in `sealed`; this is for showing.
    pub treatment: RecordId,
    /// Names it; opens nothing.
    pub handle: RecordId,
    /// Whether it joined by a code.
    pub joined: bool,
    /// What it is held to and what it opens, sealed under the cookie's secret. Empty once it is over.
    pub sealed: Vec<u8>,
    /// How far it has come.
    pub state: SittingState,
    /// When it was handed over, or joined.
    pub since: Timestamp,
    /// When it was last used, give or take a minute.
    pub seen: Timestamp,
    /// When it is over and forgotten.
    pub ends: Timestamp,
    /// Wrong PINs so far.
    pub wrong: u32,
    /// When the last one was.
    pub wrong_at: Timestamp,
}

/// A code that waits.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct JoiningRow {
    /// Hash of what the code is stretched to.
    pub id_hash: [u8; 32],
    /// Whose notebook it leads into.
    pub account: AccountId,
    /// The session that made it.
    pub made_by: [u8; 32],
    /// What it opens, sealed under the code.
    pub sealed: Vec<u8>,
    /// When it is over.
    pub ends: Timestamp,
}

/// How much one device may hand in late.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LateRoom {
    /// So many notes.
    pub notes: u32,
    /// So many bytes in all.
    pub bytes: usize,
}

/// Narrow sessions and codes.
#[async_trait]
pub trait Sittings: Send + Sync {
    /// Adds a narrow session. One that did not join takes the place of the session of that hash, whose row goes in the same
    /// moment. Tells whether it did: there has to be that row, and no narrow session of that hash.
    async fn begin_sitting(&self, sitting: &SittingRow) -> Result<bool, StoreError>;
    /// A narrow session by the hash of its cookie.
    async fn sitting(&self, id_hash: [u8; 32]) -> Result<Option<SittingRow>, StoreError>;
    /// Those of an account, longest first.
    async fn sittings_of(&self, account: AccountId) -> Result<Vec<SittingRow>, StoreError>;
    /// Notes when it was last used. Whether it goes on.
    async fn touch_sitting(&self, id_hash: [u8; 32], seen: Timestamp) -> Result<bool, StoreError>;
    /// Ends one that goes on: from now on it opens nothing, and what is left of it is forgotten at `ends`.
    async fn end_sitting(
        &self,
        id_hash: [u8; 32],
        to: SittingState,
        ends: Timestamp,
    ) -> Result<(), StoreError>;
    /// Ends all of an account, with whatever they may hand in late, and the codes that wait.
    async fn end_sittings(&self, account: AccountId, ends: Timestamp) -> Result<(), StoreError>;
    /// Counts a PIN that is about to be tried, if so many were counted before. Whether it did.
    async fn count_pin(&self, id_hash: [u8; 32], seen: u32, at: Timestamp) -> Result<bool, StoreError>;
    /// Counts a note that comes late, if there is room for it. Whether it did.
    async fn count_late(&self, id_hash: [u8; 32], bytes: usize, room: LateRoom) -> Result<bool, StoreError>;
    /// Has a code wait. Those of the account that waited before are gone.
    async fn put_joining(&self, joining: &JoiningRow) -> Result<(), StoreError>;
    /// Takes a code away; of many who ask at once one gets it.
    async fn take_joining(&self, id_hash: [u8; 32]) -> Result<Option<JoiningRow>, StoreError>;
}
