//! Identities. Every id is a UUIDv7 made by whoever writes the thing, so a retried write lands once.

use std::{fmt, hash, marker::PhantomData, str::FromStr};

use uuid::Uuid;

use crate::Timestamp;

/// A 16-byte identity of one kind of thing; ids of different kinds cannot be mixed up.
pub struct Id<Of> {
    uuid: Uuid,
    of: PhantomData<fn() -> Of>,
}

/// Marks ids of records: a journal entry, a part, a run of an exercise.
pub enum RecordMark {}
/// Marks ids of vaults: one sealed log with its members.
pub enum VaultMark {}
/// Marks ids of accounts: one person who can unlock.
pub enum AccountMark {}
/// Marks ids of drafts: words that are typed but not yet kept.
pub enum DraftMark {}

/// Marks ids of events: one time in a calendar that others may read.
pub enum EventMark {}

/// Names a record through all its revisions.
pub type RecordId = Id<RecordMark>;
/// Names a vault.
pub type VaultId = Id<VaultMark>;
/// Names an account.
pub type AccountId = Id<AccountMark>;
/// Names a draft.
pub type DraftId = Id<DraftMark>;
/// Names an event in every calendar. It follows from a record and a secret, and tells nothing of either.
pub type EventId = Id<EventMark>;

impl<Of> Id<Of> {
    /// Makes a UUIDv7 from the time and ten random bytes, both handed in.
    pub fn from_parts(now: Timestamp, random: [u8; 10]) -> Self {
        let millis = u64::try_from(now.as_millis()).unwrap_or(0);
        Self::of(uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid())
    }

    /// The id with exactly these bytes, as read back from storage.
    pub fn from_bytes(bytes: [u8; 16]) -> Self {
        Self::of(Uuid::from_bytes(bytes))
    }

    /// The sixteen bytes that storage and sealing see.
    pub fn bytes(&self) -> [u8; 16] {
        self.uuid.into_bytes()
    }

    fn of(uuid: Uuid) -> Self {
        Self { uuid, of: PhantomData }
    }
}

// Written out because a derive would ask the mark `Of` for the same traits.
impl<Of> Clone for Id<Of> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<Of> Copy for Id<Of> {}
impl<Of> PartialEq for Id<Of> {
    fn eq(&self, other: &Self) -> bool {
        self.uuid == other.uuid
    }
}
impl<Of> Eq for Id<Of> {}
impl<Of> PartialOrd for Id<Of> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<Of> Ord for Id<Of> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.uuid.cmp(&other.uuid)
    }
}
impl<Of> hash::Hash for Id<Of> {
    fn hash<H: hash::Hasher>(&self, state: &mut H) {
        self.uuid.hash(state);
    }
}
impl<Of> fmt::Debug for Id<Of> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
impl<Of> fmt::Display for Id<Of> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.uuid.as_hyphenated(), f)
    }
}

/// The text is not an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an id")]
pub struct NotAnId;

impl<Of> FromStr for Id<Of> {
    type Err = NotAnId;

    /// Takes the hyphenated form alone, so that an address names a thing in one way only.
    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let uuid = Uuid::try_parse(text).map_err(|_| NotAnId)?;
        if text.len() == 36 { Ok(Self::of(uuid)) } else { Err(NotAnId) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_back_from_its_text_and_its_bytes() {
        let id = RecordId::from_parts(Timestamp::from_millis(1_790_000_000_000), [7; 10]);
        assert_eq!(id.to_string().parse(), Ok(id));
        assert_eq!(RecordId::from_bytes(id.bytes()), id);
    }

    #[test]
    fn ids_sort_by_the_time_they_were_made() {
        let early = RecordId::from_parts(Timestamp::from_millis(1), [255; 10]);
        let late = RecordId::from_parts(Timestamp::from_millis(2), [0; 10]);
        assert!(early < late);
    }

    #[test]
    fn other_spellings_of_an_id_are_refused() {
        assert_eq!("0190d3a8".parse::<RecordId>(), Err(NotAnId));
        assert_eq!("0190d3a8c0de7000800000000000000a".parse::<RecordId>(), Err(NotAnId));
    }
}
