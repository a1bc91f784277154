//! A store on a disk that is full for as long as a test wants it.

mod beside;

use std::{
    collections::HashSet,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
};

use async_trait::async_trait;
use hearken_core::{AccountId, DraftId, Timestamp, VaultId};
use hearken_vault::{
    Head, Name, Store, StoreError,
    port::{
        AccountRow, Accounts, Append, AppendError, Attempts, Counter, CreateError, DraftRow, Drafts,
        FactorRow, Factors, FeedRow, Feeds, HeldRow, InvitationRow, JoiningRow, LateRoom, Log, LogEntry,
        Membership, NewAccount, PendingRow, People, SessionRow, Sessions, SittingRow, SittingState, Sittings,
        SpaceInvitation, Spaces, TakenUp, Way,
    },
};
use tokio::sync::Semaphore;

/// Reads like the store inside; writes like it while there is room.
pub(crate) struct SmallDisk {
    inside: Arc<dyn Store>,
    full: AtomicBool,
    /// It takes no other way in to an account.
    keeps_ways_in: AtomicBool,
    /// Whoever gets in waits until the gate is open.
    slow_door: AtomicBool,
    /// Reading one of these vaults waits until the gate is open.
    slow: Mutex<HashSet<VaultId>>,
    gate: Semaphore,
    /// Those that wait.
    waiting: Semaphore,
}

impl SmallDisk {
    /// A disk with room on it.
    pub(crate) fn with(inside: Arc<dyn Store>) -> Arc<Self> {
        Arc::new(Self {
            inside,
            full: AtomicBool::new(false),
            keeps_ways_in: AtomicBool::new(false),
            slow_door: AtomicBool::new(false),
            slow: Mutex::default(),
            gate: Semaphore::new(0),
            waiting: Semaphore::new(0),
        })
    }

    /// Somebody fills it up.
    pub(crate) fn fills_up(&self) {
        self.full.store(true, Ordering::SeqCst);
    }

    /// Somebody makes room.
    pub(crate) fn has_room(&self) {
        self.full.store(false, Ordering::SeqCst);
    }

    /// From now on every way in stays as it is.
    pub(crate) fn keeps_ways_in(&self) {
        self.keeps_ways_in.store(true, Ordering::SeqCst);
    }

    /// Whoever gets in waits until [`Self::goes_on`].
    pub(crate) fn holds_up_whoever_gets_in(&self) {
        self.slow_door.store(true, Ordering::SeqCst);
    }

    /// Whoever reads that vault waits until [`Self::goes_on`].
    pub(crate) fn holds_up(&self, vault: VaultId) {
        self.slow.lock().unwrap().insert(vault);
    }

    /// Until somebody waits.
    pub(crate) async fn is_waited_at(&self) {
        self.waiting.acquire().await.unwrap().forget();
    }

    /// How many wait beside those that were waited for.
    pub(crate) fn others_wait(&self) -> usize {
        self.waiting.available_permits()
    }

    /// Nobody waits any more.
    pub(crate) fn goes_on(&self) {
        self.gate.add_permits(1_000);
    }

    fn to_write(&self) -> Result<&dyn Store, StoreError> {
        if self.full.load(Ordering::SeqCst) { Err(StoreError::Full) } else { Ok(&*self.inside) }
    }
}

type Given<T = ()> = Result<T, StoreError>;

#[async_trait]
impl Accounts for SmallDisk {
    async fn accounts(&self) -> Given<Vec<AccountRow>> {
        self.inside.accounts().await
    }
    async fn create_account(&self, new: &NewAccount) -> Result<(), CreateError> {
        self.to_write()?.create_account(new).await
    }
    async fn confirm_words(&self, account: AccountId, confirmed: bool) -> Given {
        self.to_write()?.confirm_words(account, confirmed).await
    }
    async fn unlocker(&self, account: AccountId, way: Way) -> Given<Option<Vec<u8>>> {
        self.inside.unlocker(account, way).await
    }
    async fn put_unlocker(&self, account: AccountId, way: Way, bytes: &[u8]) -> Given {
        if self.keeps_ways_in.load(Ordering::SeqCst) {
            return Err(StoreError::Full);
        }
        self.to_write()?.put_unlocker(account, way, bytes).await
    }
    async fn attempts(&self, counter: Counter) -> Given<Attempts> {
        self.inside.attempts(counter).await
    }
    async fn put_attempts(&self, counter: Counter, attempts: Attempts) -> Given {
        self.to_write()?.put_attempts(counter, attempts).await
    }
    async fn swap_attempts(&self, counter: Counter, seen: Attempts, next: Attempts) -> Given<bool> {
        self.to_write()?.swap_attempts(counter, seen, next).await
    }
    async fn memberships(&self, account: AccountId, vault: VaultId) -> Given<Vec<Membership>> {
        self.inside.memberships(account, vault).await
    }
}

#[async_trait]
impl People for SmallDisk {
    async fn some_accounts(&self, limit: usize) -> Given<Vec<AccountRow>> {
        self.inside.some_accounts(limit).await
    }
    async fn account(&self, account: AccountId) -> Given<Option<AccountRow>> {
        self.inside.account(account).await
    }
    async fn account_named(&self, folded: &str) -> Given<Option<AccountRow>> {
        self.inside.account_named(folded).await
    }
    async fn set_name(&self, account: AccountId, name: &Name) -> Given<bool> {
        self.to_write()?.set_name(account, name).await
    }
    async fn set_disabled(&self, account: AccountId, disabled: bool) -> Given {
        self.to_write()?.set_disabled(account, disabled).await
    }
    async fn make_owner(&self, account: AccountId) -> Given {
        self.to_write()?.make_owner(account).await
    }
    async fn sessions_of(&self, account: AccountId) -> Given<Vec<SessionRow>> {
        self.inside.sessions_of(account).await
    }
    async fn sessions_over(&self, now: Timestamp, limit: usize) -> Given<Vec<SessionRow>> {
        self.inside.sessions_over(now, limit).await
    }
    async fn sessions_standing(&self, ids: &[[u8; 32]]) -> Given<Vec<[u8; 32]>> {
        self.inside.sessions_standing(ids).await
    }
    async fn put_invitation(&self, invitation: &InvitationRow) -> Given {
        self.to_write()?.put_invitation(invitation).await
    }
    async fn invitation(&self, id_hash: [u8; 32]) -> Given<Option<InvitationRow>> {
        self.inside.invitation(id_hash).await
    }
    async fn invitations_of(&self, account: AccountId) -> Given<Vec<InvitationRow>> {
        self.inside.invitations_of(account).await
    }
    async fn forget_ended(&self, now: Timestamp, quiet: Timestamp) -> Given {
        self.to_write()?.forget_ended(now, quiet).await
    }
    async fn close_account(&self, account: AccountId) -> Given {
        self.to_write()?.close_account(account).await
    }
}

#[async_trait]
impl Log for SmallDisk {
    async fn head(&self, vault: VaultId) -> Given<Option<Head>> {
        self.inside.head(vault).await
    }
    async fn read(&self, vault: VaultId, after: u64, limit: usize) -> Given<Vec<LogEntry>> {
        if self.slow.lock().unwrap().contains(&vault) {
            self.waiting.add_permits(1);
            self.gate.acquire().await.unwrap().forget();
        }
        self.inside.read(vault, after, limit).await
    }
    async fn append(&self, vault: VaultId, expected: Head, append: Append) -> Result<Head, AppendError> {
        self.to_write()?.append(vault, expected, append).await
    }
    async fn witness(&self, vault: VaultId) -> Given<Option<Head>> {
        self.inside.witness(vault).await
    }
    async fn note_witness(&self, vault: VaultId, head: Head) -> Given {
        self.to_write()?.note_witness(vault, head).await
    }
}

#[async_trait]
impl Drafts for SmallDisk {
    async fn drafts(&self, vault: VaultId) -> Given<Vec<DraftRow>> {
        self.inside.drafts(vault).await
    }
    async fn put_draft(&self, vault: VaultId, draft: &DraftRow) -> Given {
        self.to_write()?.put_draft(vault, draft).await
    }
    async fn delete_draft(&self, vault: VaultId, draft: DraftId, seen: u32) -> Given {
        self.to_write()?.delete_draft(vault, draft, seen).await
    }
    async fn held(&self, account: AccountId) -> Given<Vec<HeldRow>> {
        self.inside.held(account).await
    }
    async fn hold(&self, account: AccountId, held: &HeldRow, limit: usize) -> Given<bool> {
        self.to_write()?.hold(account, held, limit).await
    }
    async fn release(&self, account: AccountId, ticket: [u8; 16]) -> Given {
        self.to_write()?.release(account, ticket).await
    }
}

#[async_trait]
impl Sessions for SmallDisk {
    async fn put_session(&self, session: &SessionRow) -> Given {
        if self.slow_door.load(Ordering::SeqCst) {
            self.waiting.add_permits(1);
            self.gate.acquire().await.unwrap().forget();
        }
        self.to_write()?.put_session(session).await
    }
    async fn touch_session(&self, session: &SessionRow) -> Given<bool> {
        self.to_write()?.touch_session(session).await
    }
    async fn session(&self, id_hash: [u8; 32]) -> Given<Option<SessionRow>> {
        self.inside.session(id_hash).await
    }
    async fn sessions(&self) -> Given<Vec<SessionRow>> {
        self.inside.sessions().await
    }
    async fn delete_session(&self, id_hash: [u8; 32]) -> Given {
        self.to_write()?.delete_session(id_hash).await
    }
}

#[async_trait]
impl Factors for SmallDisk {
    async fn factors(&self, account: AccountId) -> Given<Vec<FactorRow>> {
        self.inside.factors(account).await
    }
    async fn factor(&self, account: AccountId, id: [u8; 32]) -> Given<Option<FactorRow>> {
        self.inside.factor(account, id).await
    }
    async fn put_factor(&self, factor: &FactorRow) -> Given {
        self.to_write()?.put_factor(factor).await
    }
    async fn reseal_factor(&self, account: AccountId, id: [u8; 32], sealed: &[u8]) -> Given {
        self.to_write()?.reseal_factor(account, id, sealed).await
    }
    async fn use_factor(&self, seen: &FactorRow, used: u64, at: Timestamp) -> Given<bool> {
        self.to_write()?.use_factor(seen, used, at).await
    }
    async fn delete_factor(&self, account: AccountId, id: [u8; 32]) -> Given {
        self.to_write()?.delete_factor(account, id).await
    }
    async fn put_pending(&self, pending: &PendingRow) -> Given {
        self.to_write()?.put_pending(pending).await
    }
    async fn pending(&self, id_hash: [u8; 32]) -> Given<Option<PendingRow>> {
        self.inside.pending(id_hash).await
    }
    async fn delete_pending_of(&self, account: AccountId) -> Given {
        self.to_write()?.delete_pending_of(account).await
    }
    async fn take_pending(&self, id_hash: [u8; 32]) -> Given<bool> {
        self.to_write()?.take_pending(id_hash).await
    }
}

#[async_trait]
impl Spaces for SmallDisk {
    async fn create_vault(&self, vault: VaultId, members: &[Membership]) -> Given {
        self.to_write()?.create_vault(vault, members).await
    }
    async fn members(&self, vault: VaultId) -> Given<Vec<Membership>> {
        self.inside.members(vault).await
    }
    async fn vaults_of(&self, account: AccountId) -> Given<Vec<VaultId>> {
        self.inside.vaults_of(account).await
    }
    async fn put_space_invitation(&self, invitation: &SpaceInvitation) -> Given {
        self.to_write()?.put_space_invitation(invitation).await
    }
    async fn space_invitation(&self, id_hash: [u8; 32]) -> Given<Option<SpaceInvitation>> {
        self.inside.space_invitation(id_hash).await
    }
    async fn space_invitations_of(&self, account: AccountId) -> Given<Vec<SpaceInvitation>> {
        self.inside.space_invitations_of(account).await
    }
    async fn count_code(&self, id_hash: [u8; 32]) -> Given<u32> {
        self.to_write()?.count_code(id_hash).await
    }
    async fn forget_codes(&self, id_hash: [u8; 32]) -> Given {
        self.to_write()?.forget_codes(id_hash).await
    }
    async fn take_up(&self, id_hash: [u8; 32], taken: &TakenUp) -> Given<bool> {
        self.to_write()?.take_up(id_hash, taken).await
    }
    async fn delete_space_invitation(&self, id_hash: [u8; 32]) -> Given {
        self.to_write()?.delete_space_invitation(id_hash).await
    }
    async fn delete_space_invitations_over(&self, now: Timestamp) -> Given {
        self.to_write()?.delete_space_invitations_over(now).await
    }
}

#[async_trait]
impl Feeds for SmallDisk {
    async fn feed(&self, id_hash: [u8; 32]) -> Given<Option<FeedRow>> {
        self.inside.feed(id_hash).await
    }
    async fn feeds(&self, vault: VaultId) -> Given<Vec<FeedRow>> {
        self.inside.feeds(vault).await
    }
    async fn put_feed(&self, feed: &FeedRow) -> Given {
        self.to_write()?.put_feed(feed).await
    }
    async fn refresh_feed(&self, id_hash: [u8; 32], sealed: &[u8]) -> Given {
        self.to_write()?.refresh_feed(id_hash, sealed).await
    }
    async fn delete_feed(&self, id_hash: [u8; 32]) -> Given {
        self.to_write()?.delete_feed(id_hash).await
    }
}

#[async_trait]
impl Sittings for SmallDisk {
    async fn begin_sitting(&self, sitting: &SittingRow) -> Given<bool> {
        self.to_write()?.begin_sitting(sitting).await
    }
    async fn sitting(&self, id_hash: [u8; 32]) -> Given<Option<SittingRow>> {
        self.inside.sitting(id_hash).await
    }
    async fn sittings_of(&self, account: AccountId) -> Given<Vec<SittingRow>> {
        self.inside.sittings_of(account).await
    }
    async fn touch_sitting(&self, id_hash: [u8; 32], seen: Timestamp) -> Given<bool> {
        self.to_write()?.touch_sitting(id_hash, seen).await
    }
    async fn end_sitting(&self, id_hash: [u8; 32], to: SittingState, ends: Timestamp) -> Given {
        self.to_write()?.end_sitting(id_hash, to, ends).await
    }
    async fn end_sittings(&self, account: AccountId, ends: Timestamp) -> Given {
        self.to_write()?.end_sittings(account, ends).await
    }
    async fn count_pin(&self, id_hash: [u8; 32], seen: u32, at: Timestamp) -> Given<bool> {
        self.to_write()?.count_pin(id_hash, seen, at).await
    }
    async fn count_late(&self, id_hash: [u8; 32], bytes: usize, room: LateRoom) -> Given<bool> {
        self.to_write()?.count_late(id_hash, bytes, room).await
    }
    async fn put_joining(&self, joining: &JoiningRow) -> Given {
        self.to_write()?.put_joining(joining).await
    }
    async fn take_joining(&self, id_hash: [u8; 32]) -> Given<Option<JoiningRow>> {
        self.to_write()?.take_joining(id_hash).await
    }
}
