//! Recording: one durable save at a time, and many people's saves (or many windows') in one sync.
//!
//! Whoever wants to write puts a [`Pending`] into the vault's queue. Whoever gets the append lock first takes all
//! that is queued, plans each on top of the one before (`plan`), seals the lot into one chain, appends it in one
//! transaction, and only then shows it and answers. A write that was begun ends, even if the one who asked has gone away.

use std::sync::{Arc, PoisonError};

use hearken_core::{
    DraftId, NewRevision, Notebook, Record, RecordId, Refusal, Revision, erasure::Erasure,
    notebook::Prepared, sharing::Member,
};
use tokio::sync::oneshot;

use crate::{
    open::OpenVault,
    plan::{Accepted, Plan},
    port::{Append, AppendError, Head, StoreError},
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

/// So often one save is planned anew because other processes are faster.
pub(crate) const MOST_TRIES: usize = 8;

/// A write that waits for its turn.
pub(crate) struct Pending {
    pub(crate) job: Job,
    pub(crate) done: Vec<(DraftId, u32)>,
    pub(crate) answer: Answer,
}

pub(crate) enum Job {
    Change(Change),
    /// Revisions that keep the time they were first saved at.
    Revisions(Vec<Revision>),
    /// Revisions that were planned on a head which another process has moved on.
    Again(Vec<Revision>),
}

/// The way back to whoever asked, who may have gone away.
pub(crate) struct Answer(oneshot::Sender<Result<Saved, WriteError>>);

impl Answer {
    pub(crate) fn give(self, result: Result<Saved, WriteError>) {
        let _ = self.0.send(result);
    }
}

/// What was planned, to be planned once more behind what came in between.
fn again(accepted: Vec<Accepted>) -> Vec<Pending> {
    let again = |Accepted { answer, revisions, done }| Pending { job: Job::Again(revisions), done, answer };
    accepted.into_iter().map(again).collect()
}

fn refuse(accepted: Vec<Accepted>, error: &StoreError) {
    tracing::error!(%error, "nothing was written");
    for Accepted { answer, .. } in accepted {
        answer.give(Err(error.clone().into()));
    }
}

/// What a plan was made on: whether it can be made anew without asking again whoever wanted it.
struct Ground {
    erasures: usize,
    /// So many have left, where it is a space: what was planned for them goes to nobody any more, and waits for another key.
    left: usize,
    /// The records that it writes, but for entries of the journal, which stand beside each other.
    records: Vec<(RecordId, u32)>,
    erases: bool,
}

impl Ground {
    fn of(notebook: &Notebook, plan: &Plan) -> Self {
        let written: Vec<_> = plan.accepted.iter().flat_map(|accepted| &accepted.revisions).collect();
        let apart = written.iter().filter(|revision| !matches!(revision.what, Record::Journal(_)));
        Self {
            erasures: erasures(notebook),
            left: left(notebook),
            records: apart.map(|revision| (revision.record, newest(notebook, revision.record))).collect(),
            erases: written.iter().any(|revision| matches!(revision.what, Record::Erasure(_))),
        }
    }

    /// Whether nothing came in between that the change would have had to know of.
    fn holds(&self, notebook: &Notebook) -> bool {
        let same = |(record, rev): &(RecordId, u32)| newest(notebook, *record) == *rev;
        let came = (erasures(notebook), left(notebook));
        !self.erases && came == (self.erasures, self.left) && self.records.iter().all(same)
    }
}

fn erasures(notebook: &Notebook) -> usize {
    notebook.all::<Erasure>().count()
}

fn left(notebook: &Notebook) -> usize {
    notebook.all::<Member>().filter(|(_, member)| member.left).count()
}

fn newest(notebook: &Notebook, record: RecordId) -> u32 {
    notebook.current(record).map_or(0, |revision| revision.rev)
}

impl OpenVault {
    /// Makes one durable save. The drafts in `done` are over with it, as far as the form had seen them.
    pub async fn write(
        self: &Arc<Self>,
        change: impl FnOnce(&Notebook) -> Result<Vec<NewRevision>, Refusal> + Send + 'static,
        done: Vec<(DraftId, u32)>,
    ) -> Result<Saved, WriteError> {
        self.enqueue(Job::Change(Box::new(change)), done).await
    }

    /// Takes in revisions that were saved elsewhere, with the time, base and settlements they had there.
    pub async fn append_revisions(self: &Arc<Self>, revisions: Vec<Revision>) -> Result<Saved, WriteError> {
        self.enqueue(Job::Revisions(revisions), Vec::new()).await
    }

    async fn enqueue(self: &Arc<Self>, job: Job, done: Vec<(DraftId, u32)>) -> Result<Saved, WriteError> {
        let (answer, answered) = oneshot::channel();
        self.queue.lock().unwrap_or_else(PoisonError::into_inner).push(Pending {
            job,
            done,
            answer: Answer(answer),
        });
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
        // No draft is saved between here and the answer: what is over or erased with this save stays gone.
        let _drafts = self.drafting.lock().await;
        let mut plan = self.plan(batch);
        for _ in 0..MOST_TRIES {
            self.queue.lock().unwrap_or_else(PoisonError::into_inner).splice(0..0, plan.later.drain(..));
            let error = match self.append(plan.append.clone()).await {
                Ok(head) => return self.show(head, &plan.append, plan.accepted).await,
                Err(AppendError::Store(error)) => error,
                Err(AppendError::Moved) => {
                    let ground = Ground::of(&self.read(), &plan);
                    match self.catch_up_behind(ground).await {
                        Ok(()) => {
                            plan = self.plan(again(plan.accepted));
                            continue;
                        }
                        Err(error) => error,
                    }
                }
            };
            return refuse(plan.accepted, &error);
        }
        refuse(plan.accepted, &StoreError::Overtaken);
    }

    /// Another process wrote in between: takes it in. The same can then be planned behind it, unless what came in is
    /// something that the change would have had to know of.
    async fn catch_up_behind(&self, ground: Ground) -> Result<(), StoreError> {
        self.catch_up().await?;
        if ground.holds(&self.read()) { Ok(()) } else { Err(StoreError::Overtaken) }
    }

    async fn append(&self, append: Append) -> Result<Head, AppendError> {
        if append.entries.is_empty() && append.drafts_done.is_empty() {
            return Ok(self.head());
        }
        let append = Append { tells: self.reader.is_some(), ..append };
        self.store.append(self.id, self.head(), append).await
    }

    /// Takes what is now on disk into the notebook, and answers.
    async fn show(&self, head: Head, append: &Append, accepted: Vec<Accepted>) {
        let mut answers = Vec::new();
        {
            let mut notebook = self.notebook.write().unwrap_or_else(PoisonError::into_inner);
            for Accepted { answer, revisions, .. } in accepted {
                let written = revisions.iter().map(|revision| (revision.record, revision.rev)).collect();
                revisions.into_iter().for_each(|revision| notebook.apply(Prepared::of(revision)));
                answers.push((answer, Saved { head, revisions: written }));
            }
        }
        self.follow_own(append, head);
        self.forget_drafts(&append.drafts_done);
        self.note_witness(head).await;
        for (answer, saved) in answers {
            answer.give(Ok(saved));
        }
    }

    pub(crate) fn follow_own(&self, append: &Append, head: Head) {
        append.entries.iter().for_each(|entry| self.weight.add_entry(entry));
        let mut chain = self.chain.write().unwrap_or_else(PoisonError::into_inner);
        let links =
            append.entries.iter().skip(1).map(|entry| Head { seq: entry.seq - 1, link: entry.previous });
        links.for_each(|head| chain.advance(head));
        if !append.entries.is_empty() {
            chain.advance(head);
        }
    }
}
