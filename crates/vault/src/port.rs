//! The ports: what a store and a clock must do. `hearken-store` implements them on a database.
//!
//! Four rules hold for every implementation, and the conformance suite in `hearken-store` checks them:
//! - *Not found* is `Ok(None)` or an empty list; an `Err` is always a fault.
//! - *Acknowledged means on disk*: when a writing call returns `Ok`, a power cut cannot take it back.
//! - [`Log::append`] moves the head by compare-and-set: of two writers that saw the same head, one is told
//!   [`AppendError::Moved`] and has written nothing.
//! - No call ever sees a plaintext: every `sealed`, `wrapped` and unlocker is opaque bytes.

mod asides;
mod factors;
mod log;
mod mails;
mod people;
mod sittings;
mod spaces;
mod watch;

use std::time::Duration;

use async_trait::async_trait;
use hearken_core::{AccountId, DraftId, Timestamp, VaultId};

pub use asides::{AsideRow, Asides};
pub use factors::{FactorRow, Factors, PendingRow};
pub use log::{Append, AppendError, Head, Log, LogEntry, News};
pub(crate) use mails::news_came;
pub use mails::{FURTHEST_LOOK_SECONDS, MailNews, MailRow, Mails, change_mail, news_seen};
pub use people::{Counter, CreateError, InvitationRow, People};
pub use sittings::{JoiningRow, LateRoom, SittingRow, SittingState, Sittings};
pub use spaces::{SpaceInvitation, Spaces, TakenUp};
pub use watch::{Told, Watch, Watching, telling};

use crate::name::Name;

/// Where time comes from.
pub trait Clock: Send + Sync {
    /// The wall clock. It may jump either way; nothing's order may depend on it.
    fn now(&self) -> Timestamp;

    /// Time since some fixed moment of this process; never goes back.
    fn monotonic(&self) -> Duration;
}

/// One person who can unlock.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AccountRow {
    /// Its id.
    pub id: AccountId,
    /// The vault that is this person's own notebook.
    pub notebook: VaultId,
    /// The public key that vault keys are wrapped to.
    pub public: Vec<u8>,
    /// Whether the recovery words were asked back.
    pub words_confirmed: bool,
    /// When it was made.
    pub made: Timestamp,
    /// How this person signs in, where there are several; the operator sees it.
    pub name: Option<Name>,
    /// Whether this person may let others in.
    pub is_owner: bool,
    /// Whether the operator has shut this person out. Nothing of theirs is touched by it.
    pub disabled: bool,
}

/// A way to unlock an account.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Way {
    /// By the passphrase.
    Passphrase,
    /// By the 24 recovery words.
    Recovery,
}

/// One epoch's key of one vault, wrapped to one member.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Membership {
    /// The vault.
    pub vault: VaultId,
    /// The member.
    pub account: AccountId,
    /// The epoch, from 1.
    pub epoch: u32,
    /// The wrapped key.
    pub wrapped: Vec<u8>,
    /// What the right key commits to.
    pub commitment: [u8; 32],
}

/// Failed tries to unlock, kept so that a restart does not forget them.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Attempts {
    /// Failures since the last success.
    pub failures: u32,
    /// When the last one was.
    pub last: Timestamp,
}

/// One browser that unlocked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SessionRow {
    /// Hash of the cookie's secret.
    pub id_hash: [u8; 32],
    /// Whose it is.
    pub account: AccountId,
    /// The account secret, sealed under the cookie's secret.
    pub sealed: Vec<u8>,
    /// When it was made.
    pub made: Timestamp,
    /// When it was last used, give or take a minute.
    pub seen: Timestamp,
    /// Minutes of quiet after which it is over.
    pub idle_minutes: u16,
}

/// Words that are typed but not yet kept, replaced by their last text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DraftRow {
    /// Its id.
    pub draft: DraftId,
    /// Grows by one with every save.
    pub rev: u32,
    /// The epoch of the key it is sealed with, for finding that key.
    pub epoch: u32,
    /// The sealed bytes.
    pub sealed: Vec<u8>,
}

/// Words that arrived while the notebook was locked, sealed to the account's public key.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HeldRow {
    /// Its id.
    pub ticket: [u8; 16],
    /// The sealed bytes.
    pub sealed: Vec<u8>,
}

/// Something that may be fetched while the notebook is locked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FeedRow {
    /// Hash of the token in its address.
    pub id_hash: [u8; 32],
    /// Whose it is.
    pub vault: VaultId,
    /// Its key, sealed under the vault's.
    pub kept: Vec<u8>,
    /// What it says, sealed under its key.
    pub sealed: Vec<u8>,
}

/// Everything that exists once a person has set up their notebook.
#[derive(Clone, Debug)]
pub struct NewAccount {
    /// Whether nobody may be there yet.
    pub first: bool,
    /// The hash of the invitation that it uses up.
    pub invitation: Option<[u8; 32]>,
    /// The account.
    pub account: AccountRow,
    /// Its ways in.
    pub unlockers: Vec<(Way, Vec<u8>)>,
    /// The key of its notebook.
    pub membership: Membership,
}

/// A store that did not do what it was asked. Nothing was written.
#[derive(Clone, Debug, thiserror::Error)]
pub enum StoreError {
    /// The disk is full.
    #[error("the disk is full")]
    Full,
    /// The file or folder may not be written to.
    #[error("the store is read-only")]
    ReadOnly,
    /// The file is not a notebook any more, or its inside is damaged. The text is for the operator.
    #[error("the store is damaged: {0}")]
    Damaged(String),
    /// The store was written by a newer program.
    #[error("the store has version {found}, this program knows {known}")]
    Newer {
        /// The store's version.
        found: u32,
        /// The newest version this program knows.
        known: u32,
    },
    /// Another process has it.
    #[error("the store is in use by another process")]
    InUse,
    /// Another process kept something in the same moment that this would have had to know of.
    #[error("another process was faster")]
    Overtaken,
    /// This person is not in that vault, or not any more.
    #[error("not a member of that vault")]
    NotAMember,
    /// The database does not answer. The text is for the operator.
    #[error("the database does not answer: {0}")]
    Away(String),
    /// Anything else. The text is for the operator and holds nothing a person wrote.
    #[error("{0}")]
    Fault(String),
}

impl StoreError {
    /// Whether only writing is refused: what is kept can be read all the same.
    pub(crate) fn leaves_reading(&self) -> bool {
        matches!(self, Self::Full | Self::ReadOnly)
    }
}

/// Accounts and their ways in.
#[async_trait]
pub trait Accounts: Send + Sync {
    /// Every account, the oldest first: for the operator, and for copying.
    async fn accounts(&self) -> Result<Vec<AccountRow>, StoreError>;
    /// Makes an account, its unlockers, its empty notebook and its key, and uses its invitation up, all or nothing.
    async fn create_account(&self, new: &NewAccount) -> Result<(), CreateError>;
    /// Remembers that the recovery words were asked back.
    async fn confirm_words(&self, account: AccountId, confirmed: bool) -> Result<(), StoreError>;
    /// The bytes of one way in.
    async fn unlocker(&self, account: AccountId, way: Way) -> Result<Option<Vec<u8>>, StoreError>;
    /// Replaces one way in.
    async fn put_unlocker(&self, account: AccountId, way: Way, bytes: &[u8]) -> Result<(), StoreError>;
    /// What was counted.
    async fn attempts(&self, counter: Counter) -> Result<Attempts, StoreError>;
    /// Replaces what was counted, whatever it was.
    async fn put_attempts(&self, counter: Counter, attempts: Attempts) -> Result<(), StoreError>;
    /// Replaces what was counted if it still is what was `seen`; tells whether it did. Of several who count at once, in
    /// however many processes, each is counted.
    async fn swap_attempts(
        &self,
        counter: Counter,
        seen: Attempts,
        next: Attempts,
    ) -> Result<bool, StoreError>;
    /// The keys of one vault that were wrapped to one account, oldest epoch first.
    async fn memberships(&self, account: AccountId, vault: VaultId) -> Result<Vec<Membership>, StoreError>;
}

/// Drafts, and words held while locked.
#[async_trait]
pub trait Drafts: Send + Sync {
    /// Every draft of a vault. One that cannot be read is given without its bytes, so that it is not missing unsaid.
    async fn drafts(&self, vault: VaultId) -> Result<Vec<DraftRow>, StoreError>;
    /// Adds a draft, or replaces one of an older revision. A store that other processes write to as well refuses where
    /// one of them has been faster.
    async fn put_draft(&self, vault: VaultId, draft: &DraftRow) -> Result<(), StoreError>;
    /// Deletes a draft, unless it is of a newer revision than `seen`.
    async fn delete_draft(&self, vault: VaultId, draft: DraftId, seen: u32) -> Result<(), StoreError>;
    /// What is held for an account; what cannot be read is given without its bytes.
    async fn held(&self, account: AccountId) -> Result<Vec<HeldRow>, StoreError>;
    /// How many that are.
    async fn held_count(&self, account: AccountId) -> Result<usize, StoreError> {
        Ok(self.held(account).await?.len())
    }
    /// Holds something for an account, unless it would hold more than `limit` bytes in all; tells whether it did.
    async fn hold(&self, account: AccountId, held: &HeldRow, limit: usize) -> Result<bool, StoreError>;
    /// Lets go of something held.
    async fn release(&self, account: AccountId, ticket: [u8; 16]) -> Result<(), StoreError>;
}

/// Sessions.
#[async_trait]
pub trait Sessions: Send + Sync {
    /// Notes when a session was last used, and its quiet minutes. Whether there still is one: an ended one stays ended.
    async fn touch_session(&self, session: &SessionRow) -> Result<bool, StoreError>;
    /// Adds or replaces a session.
    async fn put_session(&self, session: &SessionRow) -> Result<(), StoreError>;
    /// A session by the hash of its cookie.
    async fn session(&self, id_hash: [u8; 32]) -> Result<Option<SessionRow>, StoreError>;
    /// Every session: for copying.
    async fn sessions(&self) -> Result<Vec<SessionRow>, StoreError>;
    /// Deletes a session.
    async fn delete_session(&self, id_hash: [u8; 32]) -> Result<(), StoreError>;
}

/// Feeds.
#[async_trait]
pub trait Feeds: Send + Sync {
    /// A feed by the hash of its token.
    async fn feed(&self, id_hash: [u8; 32]) -> Result<Option<FeedRow>, StoreError>;
    /// Every feed of a vault that can be read.
    async fn feeds(&self, vault: VaultId) -> Result<Vec<FeedRow>, StoreError>;
    /// Adds a feed.
    async fn put_feed(&self, feed: &FeedRow) -> Result<(), StoreError>;
    /// Replaces what a feed says, and overwrites what it said. One that has ended meanwhile stays ended.
    async fn refresh_feed(&self, id_hash: [u8; 32], sealed: &[u8]) -> Result<(), StoreError>;
    /// Deletes and overwrites a feed.
    async fn delete_feed(&self, id_hash: [u8; 32]) -> Result<(), StoreError>;
}

/// All of it.
pub trait Store:
    Accounts + Factors + People + Log + Drafts + Sessions + Sittings + Asides + Spaces + Feeds + Mails + Watch
{
}
impl<T> Store for T where
    T: Accounts
        + Factors
        + People
        + Log
        + Drafts
        + Sessions
        + Sittings
        + Asides
        + Spaces
        + Feeds
        + Mails
        + Watch
{
}
