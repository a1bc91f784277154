//! Everything from one store into another, still sealed: from a folder into a database and back, and into backups.
//!
//! It goes through the ports alone, so it knows no database, and what arrives is what every store promises to give
//! back. The link at the end of each log binds every entry before it: where it is the same, nothing is missing or changed.
//!
//! People may go on meanwhile. A vault is followed until its log has stood still while all of it was read: what was erased
//! in between is emptied here too, with its drafts, and the keys are those of who is in by then. Whoever closed their account is left out.

use std::{
    collections::{BTreeSet, HashSet},
    sync::Arc,
};

use hearken_core::{RecordId, Timestamp, VaultId};
use hearken_vault::{
    Head, Store, StoreError,
    port::{
        AccountRow, Append, AppendError, Counter, CreateError, Membership, NewAccount, SittingState, Way,
    },
};

/// Entries that are carried at a time.
const BATCH: usize = 256;

/// Every way in.
const WAYS: [Way; 2] = [Way::Passphrase, Way::Recovery];

/// What opens something without the passphrase, or lets somebody in: sessions, feeds, invitations to a notebook of
/// one's own here and into spaces; and mail that is to be sent.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Openings {
    /// Goes along: nobody is logged out, calendars go on, a link that was sent to somebody still lets them in.
    GoAlong,
    /// Stays behind: a backup logs nobody in, and brings back no link that was used since.
    StayBehind,
}

/// How much was carried.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Copied {
    /// People.
    pub accounts: u64,
    /// Entries of their logs.
    pub entries: u64,
    /// Drafts, and what was held while locked.
    pub drafts: u64,
}

/// Why nothing more was carried. What had arrived stays where it went, and what is copied is as it was.
#[derive(Debug, thiserror::Error)]
pub enum CopyError {
    /// There is somebody in the store that was to be filled.
    #[error("the store is not empty")]
    NotEmpty,
    /// What is to be copied has a gap or a damaged place.
    #[error("what is to be copied is damaged")]
    Damaged,
    /// One of the stores failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<AppendError> for CopyError {
    fn from(error: AppendError) -> Self {
        match error {
            // Nobody else writes to an empty store that is being filled.
            AppendError::Moved => Self::NotEmpty,
            AppendError::Store(error) => Self::Store(error),
        }
    }
}

impl From<CreateError> for CopyError {
    fn from(error: CreateError) -> Self {
        match error {
            CreateError::Store(error) => Self::Store(error),
            CreateError::NotFirst | CreateError::NameTaken | CreateError::NotInvited => Self::NotEmpty,
        }
    }
}

/// Whether a device is with somebody's session of treatment, or may still bring notes of one. It does not find its way to where
/// everything is carried, so what it noted and did not bring yet would be lost.
pub async fn a_device_sits(store: &dyn Store, now: Timestamp) -> Result<bool, StoreError> {
    for account in store.accounts().await? {
        let devices = store.sittings_of(account.id).await?;
        if devices.iter().any(|device| device.state != SittingState::Over && device.ends > now) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Copies everything from one store into another that is empty. `progress` hears of entries done and entries in all.
pub async fn copy(
    from: &Arc<dyn Store>,
    to: &Arc<dyn Store>,
    openings: Openings,
    progress: &mut (dyn FnMut(u64, u64) + Send),
) -> Result<Copied, CopyError> {
    if !to.accounts().await?.is_empty() {
        return Err(CopyError::NotEmpty);
    }
    let accounts = from.accounts().await?;
    let spaces = spaces_of(&**from, &accounts).await?;
    let (mut copied, mut total) = (Copied::default(), 0);
    for vault in accounts.iter().map(|account| &account.notebook).chain(&spaces) {
        total += from.head(*vault).await?.map_or(0, |head| head.seq);
    }
    let mut carry = Carry { from: &**from, to: &**to, copied: &mut copied, total, progress };
    for account in &accounts {
        match carry.account(account).await {
            Err(CopyError::Damaged) if from.account(account.id).await?.is_none() => {
                to.close_account(account.id).await?;
            }
            carried => carried?,
        }
    }
    for space in spaces {
        match carry.space(space).await {
            Err(CopyError::Damaged) if from.head(space).await?.is_none() => carry.leave_out(space).await?,
            carried => carried?,
        }
    }
    for account in accounts.iter().filter(|_| openings == Openings::GoAlong) {
        for invitation in from.space_invitations_of(account.id).await? {
            to.put_space_invitation(&invitation).await?;
        }
        for invitation in from.invitations_of(account.id).await? {
            to.put_invitation(&invitation).await?;
        }
    }
    if openings == Openings::GoAlong {
        let mut sessions = from.sessions().await?;
        // Whoever began meanwhile is not here.
        sessions.retain(|session| accounts.iter().any(|account| account.id == session.account));
        for session in sessions {
            to.put_session(&session).await?;
        }
    }
    for account in accounts.iter().filter(|_| openings == Openings::GoAlong) {
        for feed in from.feeds(account.notebook).await? {
            to.put_feed(&feed).await?;
        }
        if let Some(mail) = from.mail(account.id).await? {
            to.swap_mail(None, &mail).await?;
        }
    }
    Ok(copied)
}

/// The vaults that are nobody's own notebook, each once.
async fn spaces_of(from: &dyn Store, accounts: &[AccountRow]) -> Result<BTreeSet<VaultId>, StoreError> {
    let mut spaces = BTreeSet::new();
    for account in accounts {
        spaces.extend(from.vaults_of(account.id).await?);
    }
    accounts.iter().for_each(|account| {
        spaces.remove(&account.notebook);
    });
    Ok(spaces)
}

/// One copy under way.
struct Carry<'a> {
    from: &'a dyn Store,
    to: &'a dyn Store,
    copied: &'a mut Copied,
    total: u64,
    progress: &'a mut (dyn FnMut(u64, u64) + Send),
}

impl Carry<'_> {
    /// A person with all that is theirs. What is held goes before the drafts, and these before the log: what becomes the one or
    /// the other meanwhile is there twice then, and not nowhere.
    async fn account(&mut self, account: &AccountRow) -> Result<(), CopyError> {
        let begun = self.from.head(account.notebook).await?.ok_or(CopyError::Damaged)?;
        let mut unlockers = Vec::new();
        for way in WAYS {
            unlockers.extend(self.from.unlocker(account.id, way).await?.map(|sealed| (way, sealed)));
        }
        let mut keys = self.from.memberships(account.id, account.notebook).await?.into_iter();
        let membership = keys.next().ok_or(CopyError::Damaged)?;
        // A notebook of one's own has one epoch; a second would have nowhere to go.
        if keys.next().is_some() {
            return Err(CopyError::Damaged);
        }
        let account_row = account.clone();
        let new = NewAccount { first: false, invitation: None, account: account_row, unlockers, membership };
        self.to.create_account(&new).await?;
        for factor in self.from.factors(account.id).await? {
            self.to.put_factor(&factor).await?;
        }
        for counter in [Counter::Account(account.id), Counter::SecondStep(account.id)] {
            self.to.put_attempts(counter, self.from.attempts(counter).await?).await?;
        }
        self.words_under_way(account).await?;
        self.log(account.notebook, begun).await?;
        self.copied.accounts += 1;
        Ok(())
    }

    /// A space with the keys of its members.
    async fn space(&mut self, space: VaultId) -> Result<(), CopyError> {
        let begun = self.from.head(space).await?.ok_or(CopyError::Damaged)?;
        self.to.create_vault(space, &self.from.members(space).await?).await?;
        self.log(space, begun).await
    }

    /// Empties a space that ended with the last account that was in it: nobody has a key, and no bytes are left.
    async fn leave_out(&mut self, space: VaultId) -> Result<(), CopyError> {
        let Some(head) = self.to.head(space).await? else { return Ok(()) };
        let (mut erase, mut after) = (Vec::new(), 0);
        loop {
            let entries = self.to.read(space, after, BATCH).await?;
            let Some(last) = entries.last() else { break };
            after = last.seq;
            erase.extend(entries.iter().map(|entry| entry.record));
        }
        let leaves = self.to.members(space).await?.iter().map(|member| member.account).collect();
        self.to.append(space, head, Append { erase, leaves, ..Append::default() }).await?;
        Ok(())
    }

    async fn words_under_way(&mut self, account: &AccountRow) -> Result<(), CopyError> {
        for held in self.from.held(account.id).await? {
            if held.sealed.is_empty() {
                return Err(CopyError::Damaged);
            }
            self.to.hold(account.id, &held, usize::MAX).await?;
            self.copied.drafts += 1;
        }
        for draft in self.from.drafts(account.notebook).await? {
            if draft.sealed.is_empty() {
                return Err(CopyError::Damaged);
            }
            self.to.put_draft(account.notebook, &draft).await?;
            self.copied.drafts += 1;
        }
        Ok(())
    }

    /// To its end, also where it has gone on since it had `begun`: an erasure takes bytes from entries before it, and drafts, so
    /// whoever has these has to have it too. Done once the log stood still from the last entry to the last key.
    async fn log(&mut self, vault: VaultId, begun: Head) -> Result<(), CopyError> {
        let mut head = self.to.head(vault).await?.ok_or(CopyError::Damaged)?;
        let mut with_bytes = HashSet::new();
        loop {
            let end = self.from.head(vault).await?.ok_or(CopyError::Damaged)?;
            if head != end && head.seq >= end.seq {
                return Err(CopyError::Damaged);
            }
            while head.seq < end.seq {
                head = self.some_entries(vault, head, end, &mut with_bytes).await?;
                (self.progress)(self.copied.entries, self.total.max(self.copied.entries));
            }
            if head != end {
                return Err(CopyError::Damaged);
            }
            if end != begun {
                self.empty_what_was_erased(vault, head, &with_bytes).await?;
            }
            self.follow_members(vault, head).await?;
            if self.from.head(vault).await? == Some(end) {
                return Ok(());
            }
        }
    }

    /// Takes the bytes here of what has none there any more, and the drafts that are gone there.
    async fn empty_what_was_erased(
        &self,
        vault: VaultId,
        head: Head,
        with_bytes: &HashSet<RecordId>,
    ) -> Result<(), CopyError> {
        let (mut erase, mut after) = (BTreeSet::new(), 0);
        loop {
            let entries = self.from.read(vault, after, BATCH).await?;
            let Some(last) = entries.last() else { break };
            after = last.seq;
            let bare = entries.iter().filter(|entry| entry.sealed.is_none()).map(|entry| entry.record);
            erase.extend(bare.filter(|record| with_bytes.contains(record)));
        }
        let still = self.from.drafts(vault).await?;
        let mut over = self.to.drafts(vault).await?;
        over.retain(|here| !still.iter().any(|there| there.draft == here.draft));
        let drafts_done = over.iter().map(|draft| (draft.draft, u32::MAX)).collect();
        let emptied = Append { erase: erase.into_iter().collect(), drafts_done, ..Append::default() };
        self.to.append(vault, head, emptied).await?;
        Ok(())
    }

    /// Lets in who came in meanwhile, with newer keys, and takes the keys of who is out.
    async fn follow_members(&self, vault: VaultId, head: Head) -> Result<(), CopyError> {
        let (there, here) = (self.from.members(vault).await?, self.to.members(vault).await?);
        let is_out = |member: &&Membership| !there.iter().any(|other| other.account == member.account);
        let leaves: Vec<_> = here.iter().filter(is_out).map(|member| member.account).collect();
        let mut joins = there;
        joins.retain(|member| !here.contains(member));
        if !leaves.is_empty() || !joins.is_empty() {
            self.to.append(vault, head, Append { leaves, joins, ..Append::default() }).await?;
        }
        Ok(())
    }

    /// The next entries up to that end; notes whose bytes came along. The new head.
    async fn some_entries(
        &mut self,
        vault: VaultId,
        head: Head,
        end: Head,
        with_bytes: &mut HashSet<RecordId>,
    ) -> Result<Head, CopyError> {
        let mut entries = self.from.read(vault, head.seq, BATCH).await?;
        entries.retain(|entry| entry.seq <= end.seq);
        let seamless = entries.iter().zip(head.seq + 1..).all(|(entry, seq)| entry.seq == seq);
        if entries.is_empty() || !seamless {
            return Err(CopyError::Damaged);
        }
        self.copied.entries += entries.len() as u64;
        with_bytes.extend(entries.iter().filter(|entry| entry.sealed.is_some()).map(|entry| entry.record));
        Ok(self.to.append(vault, head, Append { entries, ..Append::default() }).await?)
    }
}
