//! Spaces: vaults that two people share. See `hearken_core::sharing` for what stands in them.
//!
//! An [`OpenSpace`] is one member's view of a space, with the keys that were wrapped to them and no others. It is had from
//! a [`Session`] that reaches everything of its person, and from nothing else; each member has one of their own, also where
//! one process serves both.

mod invite;
mod leave;
mod look_over;
mod telling;
mod unread;

use std::sync::{Arc, RwLockReadGuard};

use hearken_core::{
    AccountId, NewRevision, Notebook, RecordId, Refusal, VaultId, erasure,
    sharing::{Member, Said, SharedPage, Space, confirm, note_gone, publish},
};
use hearken_seal::AccountSecret;
use jiff::civil::Date;

use crate::{
    access::may_write,
    keeper::Keeper,
    keys::{Keys, Reader, unwrap_all},
    open::OpenVault,
    port::{Membership, StoreError},
    session::Session,
    write::{Saved, WriteError},
};
pub use invite::{Greeting, InviteError, Newcomer};
pub use look_over::{LookedOver, SpaceLookedOver};
pub(crate) use unread::Unread;

/// The name of somebody in their spaces.
pub fn member_id(account: AccountId) -> RecordId {
    RecordId::from_bytes(account.bytes())
}

/// The vault of a space.
pub(crate) fn vault_of(space: RecordId) -> VaultId {
    VaultId::from_bytes(space.bytes())
}

/// A space as one of its members has it open.
#[derive(Clone)]
pub struct OpenSpace {
    pub(crate) vault: Arc<OpenVault>,
    me: RecordId,
}

impl OpenSpace {
    /// What stands in it. Never hold the guard across an await.
    pub fn read(&self) -> RwLockReadGuard<'_, Notebook> {
        self.vault.read()
    }

    /// Who reads it: by this name everything they write is theirs.
    pub fn me(&self) -> RecordId {
        self.me
    }

    /// Whether the other was in it and is no longer.
    pub fn other_has_left(&self) -> bool {
        self.read().all::<Member>().any(|(member, it)| member != self.me && it.left)
    }

    /// What was found wrong with it.
    pub fn faults(&self) -> Vec<crate::Fault> {
        self.vault.faults()
    }

    /// Makes one durable save of what this member may write; refuses the whole of it where they may not.
    pub async fn write(
        &self,
        today: Date,
        change: impl FnOnce(&Notebook) -> Result<Vec<NewRevision>, Refusal> + Send + 'static,
    ) -> Result<Saved, WriteError> {
        let me = self.me;
        let allowed = move |space: &Notebook| {
            let revisions = change(space)?;
            revisions.iter().try_for_each(|revision| may_write(space, me, today, revision))?;
            Ok(revisions)
        };
        let space = self.clone();
        // A task of its own: a browser that hangs up must not keep the other from being told.
        let written = tokio::spawn(async move {
            let saved = space.vault.write(allowed, Vec::new()).await?;
            space.tell_the_other(&saved).await;
            Ok(saved)
        });
        written.await.unwrap_or(Err(WriteError::Locked))
    }

    /// Shows a page, or what has become of it. Nothing is written where it stands so already.
    pub async fn show(&self, today: Date, record: RecordId, page: SharedPage) -> Result<Saved, WriteError> {
        let page = SharedPage { by: self.me, ..page };
        self.write(today, move |space| Ok(publish(space, record, page)?.into_iter().collect())).await
    }

    /// Says something.
    pub async fn say(&self, today: Date, record: RecordId, said: Said) -> Result<Saved, WriteError> {
        let said = Said { by: self.me, ..said };
        self.write(today, move |space| Ok(vec![hearken_core::sharing::say(space, record, 0, said)?])).await
    }

    /// Takes something back for good: its sealed bytes are deleted. Nothing is written where it is not there any more.
    pub async fn take_back(&self, today: Date, id: RecordId, record: RecordId) -> Result<(), WriteError> {
        let change = move |space: &Notebook| match space.current(record) {
            Some(_) => Ok(vec![erasure::erase(space, id, record)?]),
            None => Ok(Vec::new()),
        };
        self.write(today, change).await.map(drop)
    }
}

impl Keeper {
    /// A space of this person, opened or brought up to date. `None` where it is none of theirs, or they are not in it yet,
    /// or not any more.
    pub async fn space(&self, session: &Session, space: RecordId) -> Result<Option<OpenSpace>, StoreError> {
        let kept = session.vault().read().get::<Space>(space).cloned();
        let (None, Some(kept)) = (session.narrow(), kept) else { return Ok(None) };
        let opened = self.space_of(session, space).await?;
        if let Some(opened) = opened.as_ref().filter(|_| kept.mine)
            && let Err(error) = self.move_on_without_the_other(session, opened).await
        {
            // It is the next time; until then nothing is written there.
            tracing::warn!(%error, "a space that somebody left could not be moved on to another key");
        }
        let gone = opened.as_ref().map_or(!kept.mine, OpenSpace::other_has_left);
        if kept.confirmed && kept.ended.is_none() && kept.gone != gone {
            // So that nothing more is offered to be shown to them, also where nobody asks the space.
            let keep = move |notebook: &Notebook| Ok(note_gone(notebook, space, gone)?.into_iter().collect());
            let _ = session.vault().write(keep, Vec::new()).await;
        }
        if opened.is_some() && !kept.mine && !kept.confirmed {
            // Whoever opened it has let this person in meanwhile. Where it cannot be kept now, it is the next time.
            let keep = move |notebook: &Notebook| Ok(confirm(notebook, space)?.into_iter().collect());
            let _ = session.vault().write(keep, Vec::new()).await;
        }
        Ok(opened)
    }

    pub(crate) async fn space_of(
        &self,
        session: &Session,
        space: RecordId,
    ) -> Result<Option<OpenSpace>, StoreError> {
        let (account, id) = (session.account(), vault_of(space));
        let me = member_id(account);
        let rows = self.store().memberships(account, id).await?;
        if rows.is_empty() {
            session.0.spaces().remove(&id);
            return Ok(None);
        }
        let known = session.0.spaces().get(&id).cloned();
        if let Some(vault) = known {
            return match vault.take_in_news().await {
                Err(StoreError::NotAMember) => Ok(None),
                taken_in => taken_in.map(|()| Some(OpenSpace { vault, me })),
            };
        }
        let vault = match self.open_space(account, session.0.secret()?.clone(), id, &rows).await {
            Err(StoreError::NotAMember) => return Ok(None),
            opened => opened?,
        };
        // Two requests may have opened it: both go on with the same.
        let vault = session.0.spaces().entry(id).or_insert(vault).clone();
        Ok(Some(OpenSpace { vault, me }))
    }

    async fn open_space(
        &self,
        account: AccountId,
        secret: Arc<AccountSecret>,
        id: VaultId,
        rows: &[Membership],
    ) -> Result<Arc<OpenVault>, StoreError> {
        let keys = Keys::new(unwrap_all(rows, account, id, &secret)?);
        let keys = keys.ok_or_else(|| StoreError::Damaged("no key of a space".to_owned()))?;
        let (store, clock) = (self.store().clone(), self.shared_clock());
        OpenVault::open(id, keys, Some(Reader { account, secret }), store, clock).await
    }
}
