//! Ending a space: what one showed is taken back for good, and whoever is no longer in it opens nothing that comes later.
//!
//! Whoever opened the space ends it for the other: the log moves on to a key that is wrapped to themselves alone. Whoever was
//! invited leaves it: what they said stays with the other, as a letter does. They cannot make a key that they do not know, so the
//! log moves on as soon as the other looks, and until then nothing is written there (`access.rs`).

use std::sync::Arc;

use hearken_core::{
    Extra, NewRevision, Notebook, RecordId, Refusal, erasure,
    sharing::{self, Authored, KeyMovedOn, Member, SharedPage, Space},
};
use hearken_seal::{InvitationLink, VaultKey};

use super::{
    OpenSpace,
    invite::{InviteError, wrapped},
    member_id, vault_of,
};
use crate::{
    access::is_known_to_who_left, keeper::Keeper, members::MemberChange, open::OpenVault, port::StoreError,
    session::Session, write::WriteError,
};

impl Keeper {
    /// Ends a space, or an invitation that nobody took up. Twice is once, and ends what an earlier try did not get to.
    pub async fn end_space(&self, session: &Session, space: RecordId) -> Result<(), InviteError> {
        let kept = session.vault().read().get::<Space>(space).cloned().ok_or(InviteError::NotHere)?;
        let opened = self.space(session, space).await?;
        let now = self.now();
        // Kept first, so that nothing is shown again by whatever keeps pages up to date.
        let keep = move |notebook: &Notebook| {
            let mut revisions: Vec<_> = sharing::end(notebook, space, now)?.into_iter().collect();
            revisions.extend(sharing::stop_all(notebook, space));
            Ok(revisions)
        };
        session.vault().write(keep, Vec::new()).await?;
        if let Some(link) = kept.invitation.and_then(|it| InvitationLink::from_text(&it.link)) {
            self.store().delete_space_invitation(link.id_hash()).await?;
        }
        match opened {
            Some(opened) if kept.mine => self.end_for_the_other(session, &opened).await?,
            Some(opened) => self.leave_space(session, &opened).await?,
            None => {}
        }
        Ok(())
    }

    /// Ends for the other, too, what this person ended in their own notebook: where the store went away in between, or the program was
    /// killed, the other would read on.
    pub async fn end_what_was_ended(&self, session: &Session) -> Result<(), InviteError> {
        let ended: Vec<_> = {
            let notebook = session.vault().read();
            let ended = notebook.all::<Space>().filter(|(_, space)| space.ended.is_some());
            ended.map(|(record, space)| (record, space.mine)).collect()
        };
        let me = session.account();
        for (space, mine) in ended {
            let members = self.store().members(vault_of(space)).await?;
            // Whoever opened it stays in it, alone; whoever was invited leaves.
            if members.iter().any(|member| (member.account == me) != mine) {
                self.end_space(session, space).await?;
            }
        }
        Ok(())
    }

    /// Ends every space of somebody, so that nothing they showed stays with anybody. One that is damaged keeps nobody from closing
    /// their account: they leave it without another word.
    pub(crate) async fn end_every_space(&self, session: &Session) -> Result<(), StoreError> {
        let spaces: Vec<_> = session.vault().read().all::<Space>().map(|(space, _)| space).collect();
        for space in spaces {
            match self.end_space(session, space).await {
                Ok(()) | Err(InviteError::NotHere) => {}
                Err(
                    InviteError::Store(error @ StoreError::Damaged(_))
                    | InviteError::Write(WriteError::Store(error @ StoreError::Damaged(_))),
                ) => tracing::warn!(%error, "a space was left as it was when an account was closed"),
                Err(InviteError::Store(error) | InviteError::Write(WriteError::Store(error))) => {
                    return Err(error);
                }
                Err(error) => return Err(StoreError::Fault(error.to_string())),
            }
        }
        Ok(())
    }

    async fn end_for_the_other(&self, session: &Session, space: &OpenSpace) -> Result<(), InviteError> {
        let (me, vault) = (session.account(), &space.vault);
        let members = self.store().members(vault.id()).await?;
        let mut others: Vec<_> = members.iter().map(|member| member.account).collect();
        others.retain(|member| *member != me);
        others.dedup();
        // Also those of the other: they can take nothing back any more, and could not trust that it stays unread.
        let mut revisions = self.pages_erased(space, |_| true)?;
        if !others.is_empty() {
            let gone = others.iter().map(|other| member_id(*other));
            revisions.extend(gone.filter_map(|other| left(&space.read(), other)));
            let mut change = self.moves_on(session, vault)?;
            revisions.append(&mut change.revisions);
            vault.change_members(MemberChange { revisions, leaves: others, ..change }).await?;
            // What they showed in the moment in which it ended. From now on nobody but this person writes here.
            revisions = self.pages_erased(space, |_| true)?;
        }
        Ok(vault.change_members(MemberChange { revisions, ..MemberChange::default() }).await?)
    }

    /// Moves a space of this person on to a key that the one who left never had; nothing where that is so already.
    pub(super) async fn move_on_without_the_other(
        &self,
        session: &Session,
        space: &OpenSpace,
    ) -> Result<(), WriteError> {
        if !is_known_to_who_left(&space.read()) {
            return Ok(());
        }
        let change = self.moves_on(session, &space.vault)?;
        space.vault.change_members(change).await
    }

    /// Another key, wrapped to this person alone, and the word that the log moves on to it.
    fn moves_on(&self, session: &Session, vault: &OpenVault) -> Result<MemberChange, StoreError> {
        let key = Arc::new(VaultKey::make(vault.id().bytes(), vault.keys.newest().epoch() + 1));
        let said =
            KeyMovedOn { epoch: key.epoch(), commitment: key.commitment().to_vec(), extra: Extra::default() };
        Ok(MemberChange {
            revisions: vec![NewRevision::edit(self.new_record_id(), 0, said.into())],
            joins: vec![wrapped(&key, session.account(), &session.0.secret()?.public())],
            key: Some(key),
            ..MemberChange::default()
        })
    }

    async fn leave_space(&self, session: &Session, space: &OpenSpace) -> Result<(), InviteError> {
        let mut revisions = self.pages_erased(space, |page| page.by() == space.me)?;
        revisions.extend(left(&space.read(), space.me));
        let change = MemberChange { revisions, leaves: vec![session.account()], ..MemberChange::default() };
        space.vault.change_members(change).await?;
        session.0.spaces().remove(&space.vault.id());
        Ok(())
    }

    /// The erasure of these pages, if there are any. What was said stays.
    fn pages_erased(
        &self,
        space: &OpenSpace,
        which: impl Fn(&SharedPage) -> bool,
    ) -> Result<Vec<NewRevision>, Refusal> {
        let notebook = space.read();
        let pages = notebook.all::<SharedPage>().filter(|(_, page)| which(page));
        let pages: Vec<_> = pages.map(|(record, _)| record).collect();
        if pages.is_empty() {
            return Ok(Vec::new());
        }
        Ok(vec![erasure::erase_all(&notebook, self.new_record_id(), &pages)?])
    }
}

impl OpenSpace {
    /// Lets a member in, or the first one enter.
    pub(super) async fn changes_members(&self, change: MemberChange) -> Result<(), WriteError> {
        self.vault.change_members(change).await
    }
}

/// That a member has left, unless it stands there already.
fn left(space: &Notebook, member: RecordId) -> Option<NewRevision> {
    let (rev, standing) = space.get_with_rev::<Member>(member)?;
    let left = Member { left: true, ..standing.clone() };
    (!standing.left).then(|| NewRevision::edit(member, rev, left.into()))
}
