//! Changing who has a key of a vault: in one save with what the log says of it.
//!
//! The keys of whoever joins or leaves change in the same transaction in which the head moves. So whoever writes at the same
//! time finds that the head has moved, reads what was said, and is refused if they are no longer in.

use std::sync::{Arc, PoisonError};

use hearken_core::{AccountId, NewRevision, Revision, notebook::Prepared};
use hearken_seal::VaultKey;

use crate::{
    open::OpenVault,
    plan::seal_now,
    port::{Append, AppendError, Head, Membership, StoreError},
    write::{MOST_TRIES, WriteError},
};

/// What changes.
#[derive(Clone, Default)]
pub(crate) struct MemberChange {
    /// What the log says of it.
    pub(crate) revisions: Vec<NewRevision>,
    /// Keys that are wrapped to members.
    pub(crate) joins: Vec<Membership>,
    /// Members whose keys are deleted.
    pub(crate) leaves: Vec<AccountId>,
    /// The key that the log moves on to, as the last of the revisions says. Where the log moved on meanwhile, nothing of the change
    /// is made: it was of the same person, who alone has what follows.
    pub(crate) key: Option<Arc<VaultKey>>,
}

impl OpenVault {
    /// Makes one durable save that changes who has a key. What landed before is not written again.
    pub(crate) async fn change_members(self: &Arc<Self>, change: MemberChange) -> Result<(), WriteError> {
        let vault = self.clone();
        // A task of its own: a browser that hangs up must not stop it between disk and memory.
        tokio::spawn(async move { vault.change_members_now(change).await })
            .await
            .unwrap_or(Err(WriteError::Locked))
    }

    async fn change_members_now(&self, change: MemberChange) -> Result<(), WriteError> {
        let _turn = self.appending.lock().await;
        let _drafts = self.drafting.lock().await;
        for _ in 0..MOST_TRIES {
            let follows = self.keys.newest().epoch() + 1;
            if change.key.as_ref().is_some_and(|key| key.epoch() != follows) {
                return Ok(());
            }
            let (append, revisions) = seal_now(self, change.revisions.clone());
            if append.entries.is_empty() {
                return Ok(());
            }
            let (joins, leaves) = (change.joins.clone(), change.leaves.clone());
            let append = Append { joins, leaves, tells: true, ..append };
            match self.store.append(self.id, self.head(), append.clone()).await {
                Ok(head) => {
                    self.take_in_own(head, &append, revisions, change.key).await;
                    return Ok(());
                }
                Err(AppendError::Moved) => self.catch_up().await?,
                Err(AppendError::Store(error)) => return Err(error.into()),
            }
        }
        Err(StoreError::Overtaken.into())
    }

    async fn take_in_own(
        &self,
        head: Head,
        append: &Append,
        revisions: Vec<Revision>,
        key: Option<Arc<VaultKey>>,
    ) {
        {
            let mut notebook = self.notebook.write().unwrap_or_else(PoisonError::into_inner);
            revisions.into_iter().for_each(|revision| notebook.apply(Prepared::of(revision)));
        }
        self.follow_own(append, head);
        if let Some(key) = key {
            self.keys.add(key.clone());
            self.keys.move_on_to(&key);
        }
        self.note_witness(head).await;
    }
}
