//! Recording: one durable save at a time, and many people's saves (or many windows') in one sync.
//!
//! Whoever wants to write puts a [`Pending`] into the vault's queue. Whoever gets the append lock first takes all
//! that is queued, plans each against the notebook, seals the lot into one chain, appends it in one transaction, and
//! only then shows it and answers. A write that was begun ends, even if the one who asked has gone away.

use std::{
    collections::HashMap,
    sync::{Arc, PoisonError},
};

use hearken_core::{
    DraftId, NewRevision, Notebook, Record, RecordId, Refusal, Revision, Timestamp, notebook::Prepared,
};
use hearken_seal::{Digest, EntryPlace};
use tokio::sync::oneshot;

use crate::{
    open::OpenVault,
    port::{Append, AppendError, Head, LogEntry, StoreError},
    stored,
};

/// A change of a notebook: looks at what is there and says what to add.
pub type Change = Box<dyn FnOnce(&Notebook) -> Result<Vec<NewRevision>, Refusal> + Send>;

/// What a write left on disk.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Saved {
    /// The end of the log after it.
    pub head: Head,
    /// The records that were written, with their new revision. Empty when all of it had landed before.
    pub revisions: Vec<(RecordId, u32)>,
}

/// Why nothing was written.
#[derive(Clone, Debug, thiserror::Error)]
pub enum WriteError {
    /// The notebook does not take this change.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The notebook was locked in between.
    #[error("locked")]
    Locked,
}

/// A write that waits for its turn.
pub(crate) struct Pending {
    job: Job,
    done: Vec<DraftId>,
    answer: oneshot::Sender<Result<Saved, WriteError>>,
}

enum Job {
    Change(Change),
    /// Revisions that keep the time they were first saved at.
    Revisions(Vec<Revision>),
}

/// A revision on its way to disk.
struct Planned {
    revision: NewRevision,
    saved: Timestamp,
}

impl OpenVault {
    /// Makes one durable save. The drafts in `done` are over with it.
    pub async fn write(
        self: &Arc<Self>,
        change: impl FnOnce(&Notebook) -> Result<Vec<NewRevision>, Refusal> + Send + 'static,
        done: Vec<DraftId>,
    ) -> Result<Saved, WriteError> {
        self.enqueue(Job::Change(Box::new(change)), done).await
    }

    /// Takes in revisions that were saved elsewhere, with the time, base and settlements they had there.
    pub async fn append_revisions(self: &Arc<Self>, revisions: Vec<Revision>) -> Result<Saved, WriteError> {
        self.enqueue(Job::Revisions(revisions), Vec::new()).await
    }

    async fn enqueue(self: &Arc<Self>, job: Job, done: Vec<DraftId>) -> Result<Saved, WriteError> {
        let (answer, answered) = oneshot::channel();
        self.queue.lock().unwrap_or_else(PoisonError::into_inner).push(Pending { job, done, answer });
        // A task of its own: a browser that hangs up must not stop a save between disk and memory.
        tokio::spawn(self.clone().append_queued());
        answered.await.unwrap_or(Err(WriteError::Locked))
    }

    async fn append_queued(self: Arc<Self>) {
        let _turn = self.appending.lock().await;
        let batch = std::mem::take(&mut *self.queue.lock().unwrap_or_else(PoisonError::into_inner));
        if batch.is_empty() {
            return;
        }
        let (append, accepted) = self.plan(batch);
        match self.append(append.clone()).await {
            Ok(head) => self.show(head, &append, accepted).await,
            Err(error) => {
                tracing::error!(%error, "nothing was written");
                for (answer, _) in accepted {
                    // The one who asked may have gone away.
                    let _ = answer.0.send(Err(error.clone().into()));
                }
            }
        }
    }

    async fn append(&self, append: Append) -> Result<Head, StoreError> {
        if append.entries.is_empty() && append.drafts_done.is_empty() {
            return Ok(self.head());
        }
        match self.store.append(self.id, self.head(), append).await {
            Ok(head) => Ok(head),
            Err(AppendError::Store(error)) => Err(error),
            Err(AppendError::Moved) => {
                // Another process wrote in between. What it wrote is taken in, so that the next try stands behind it.
                self.catch_up().await?;
                Err(StoreError::InUse)
            }
        }
    }

    /// Plans and seals everything that was queued; answers at once to what the notebook refuses.
    fn plan(&self, batch: Vec<Pending>) -> (Append, Vec<(Answer, Vec<Revision>)>) {
        let notebook = self.read();
        let mut chain = Sealing { vault: self, head: self.head(), revs: HashMap::new(), append: Append::default() };
        let mut accepted = Vec::new();
        for Pending { job, done, answer } in batch {
            match plan_job(job, &notebook, self.clock.now()) {
                Ok(planned) => {
                    let revisions = planned.into_iter().filter_map(|plan| chain.seal(&notebook, plan)).collect();
                    chain.append.drafts_done.extend(done);
                    accepted.push((Answer(answer), revisions));
                }
                Err(refusal) => {
                    let _ = answer.send(Err(refusal.into()));
                }
            }
        }
        (chain.append, accepted)
    }

    /// Takes what is now on disk into the notebook, and answers.
    async fn show(&self, head: Head, append: &Append, accepted: Vec<(Answer, Vec<Revision>)>) {
        let mut answers = Vec::new();
        {
            let mut notebook = self.notebook.write().unwrap_or_else(PoisonError::into_inner);
            for (answer, revisions) in accepted {
                let written = revisions.iter().map(|revision| (revision.record, revision.rev)).collect();
                revisions.into_iter().for_each(|revision| notebook.apply(Prepared::of(revision)));
                answers.push((answer, Saved { head, revisions: written }));
            }
        }
        self.follow_own(append, head);
        self.forget_drafts(&append.drafts_done);
        if let Err(error) = self.store.note_witness(self.id, head).await {
            tracing::warn!(%error, "the witness could not be noted");
        }
        for (answer, saved) in answers {
            let _ = answer.0.send(Ok(saved));
        }
    }

    fn follow_own(&self, append: &Append, head: Head) {
        let mut chain = self.chain.write().unwrap_or_else(PoisonError::into_inner);
        let links = append.entries.iter().skip(1).map(|entry| Head { seq: entry.seq - 1, link: entry.previous });
        links.for_each(|head| chain.advance(head));
        if !append.entries.is_empty() {
            chain.advance(head);
        }
    }
}

/// The way back to whoever asked.
struct Answer(oneshot::Sender<Result<Saved, WriteError>>);

fn plan_job(job: Job, notebook: &Notebook, now: Timestamp) -> Result<Vec<Planned>, Refusal> {
    match job {
        Job::Change(change) => {
            let revisions = change(notebook)?;
            if revisions.iter().any(|revision| notebook.was_erased(revision.record)) {
                return Err(Refusal::NotHere);
            }
            Ok(revisions.into_iter().map(|revision| Planned { revision, saved: now }).collect())
        }
        Job::Revisions(revisions) => Ok(revisions
            .into_iter()
            .map(|Revision { record, base, settles, saved, what, .. }| Planned {
                revision: NewRevision { record, base, settles, what },
                saved,
            })
            .collect()),
    }
}

/// Seals revisions one behind the other, from the head on.
struct Sealing<'a> {
    vault: &'a OpenVault,
    head: Head,
    /// Newest revision number of each record that this batch touched.
    revs: HashMap<RecordId, u32>,
    append: Append,
}

impl Sealing<'_> {
    /// Adds a revision to the append; `None` when it had landed before.
    fn seal(&mut self, notebook: &Notebook, planned: Planned) -> Option<Revision> {
        let Planned { revision, saved } = planned;
        if has_landed(notebook, &revision) {
            return None;
        }
        let record = revision.record;
        let known = notebook.current(record).map_or(0, |current| current.rev);
        let rev = self.revs.get(&record).copied().unwrap_or(known) + 1;
        let (seq, previous) = (self.head.seq + 1, self.head.link);
        let payload = stored::encode(&revision, saved);
        let place =
            EntryPlace { vault: self.vault.id.bytes(), seq, record: record.bytes(), rev, previous: &previous };
        let sealed = self.vault.keys.newest().seal_entry(&place, &payload);
        let digest = Digest::of(&sealed);
        self.head = Head { seq, link: previous.next(seq, record.bytes(), rev, &digest) };
        self.revs.insert(record, rev);
        self.append.entries.push(LogEntry { seq, record, rev, previous, digest, sealed: Some(sealed) });
        if let Record::Erasure(erasure) = &revision.what {
            self.append.erase.extend(&erasure.records);
            // What was typed into its pages goes with it, in the same transaction.
            self.append.drafts_done.extend(erasure.records.iter().flat_map(|&record| self.vault.drafts_of(record)));
        }
        let NewRevision { base, settles, what, .. } = revision;
        Some(Revision { record, rev, base, settles, saved, what })
    }
}

/// Whether the very same save is in the log already: a retry after an answer that never arrived.
fn has_landed(notebook: &Notebook, revision: &NewRevision) -> bool {
    let same = |kept: &&Revision| kept.base == revision.base && kept.what == revision.what;
    notebook.history(revision.record).iter().rev().any(|kept| same(&kept))
}
