//! Logs: entries that are appended by compare-and-set and never changed, and what was seen of them.

use async_trait::async_trait;
use hearken_core::{AccountId, DraftId, RecordId, VaultId};
use hearken_seal::{Digest, Link};

use super::{Membership, StoreError};

/// The end of a log: how many entries it has had, and the link that binds all of them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Head {
    /// Number of the newest entry; 0 for an empty log.
    pub seq: u64,
    /// The chain's link after that entry.
    pub link: Link,
}

/// One entry of a log, as a store sees it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LogEntry {
    /// Its number, from 1, without gaps.
    pub seq: u64,
    /// The record it is a revision of.
    pub record: RecordId,
    /// The revision's number.
    pub rev: u32,
    /// The chain's link before this entry.
    pub previous: Link,
    /// SHA-256 of the sealed bytes; outlives them.
    pub digest: Digest,
    /// The sealed bytes; `None` once the record was erased.
    pub sealed: Option<Vec<u8>>,
}

/// How a vault stands in a store that other processes write to as well.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct News {
    /// The end of its log.
    pub head: Head,
    /// Its drafts, by id, each with its revision.
    pub drafts: Vec<(DraftId, u32)>,
}

/// What one append does, all of it or nothing.
#[derive(Clone, Debug, Default)]
pub struct Append {
    /// The entries, in order, the first numbered one after the expected head.
    pub entries: Vec<LogEntry>,
    /// Records whose sealed bytes are deleted from every entry; the entries themselves stay.
    pub erase: Vec<RecordId>,
    /// Drafts that are over with this save, each up to the revision that is named: one that another window has typed on in
    /// stays.
    pub drafts_done: Vec<(DraftId, u32)>,
    /// Keys that are wrapped to members with this save.
    pub joins: Vec<Membership>,
    /// Members whose keys are all deleted with it.
    pub leaves: Vec<AccountId>,
    /// Whether those who watch are told of it: in a vault that others look at too.
    pub tells: bool,
}

/// Why an append was not made. Nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum AppendError {
    /// Somebody else appended first.
    #[error("the head moved")]
    Moved,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Logs.
#[async_trait]
pub trait Log: Send + Sync {
    /// The head as the store remembers it.
    async fn head(&self, vault: VaultId) -> Result<Option<Head>, StoreError>;
    /// Up to `limit` entries after number `after`, in order. An entry that cannot be read is left out; the gap shows.
    async fn read(&self, vault: VaultId, after: u64, limit: usize) -> Result<Vec<LogEntry>, StoreError>;
    /// Appends if the head is still `expected`, and gives the new one.
    async fn append(&self, vault: VaultId, expected: Head, append: Append) -> Result<Head, AppendError>;
    /// Whether other processes may write to it at the same time.
    fn is_shared(&self) -> bool {
        false
    }
    /// Whether what answers may be a copy that lacks what was written last: a standby that only reads.
    async fn may_be_behind(&self) -> Result<bool, StoreError> {
        Ok(false)
    }
    /// How the vault stands now, where other processes may have written since this one last looked; `None` from a
    /// store that one process has to itself.
    async fn news(&self, _vault: VaultId) -> Result<Option<News>, StoreError> {
        Ok(None)
    }
    /// The newest head this machine remembers having seen, kept apart from the log itself. `None` if it does not.
    async fn witness(&self, vault: VaultId) -> Result<Option<Head>, StoreError>;
    /// Remembers a head as seen. Losing this note in a power cut is harmless, so it is not synced.
    async fn note_witness(&self, vault: VaultId, head: Head) -> Result<(), StoreError>;
}
