//! Planning what waits together: each save on top of the one before, all of them sealed into one chain.
//!
//! A save that follows another in the same batch must see it, or two answers that arrive in the same millisecond
//! would be planned from the same notebook and the later would write over the earlier. So each is tried on the
//! notebook while its lock is held, and all are taken back before anybody can look: nothing is seen before it is on
//! disk.

use std::{collections::HashMap, sync::PoisonError};

use hearken_core::{
    DraftId, NewRevision, Notebook, Record, RecordId, Refusal, Revision, Timestamp, notebook::Prepared,
};
use hearken_seal::{Digest, EntryPlace};

use crate::{
    open::OpenVault,
    port::{Append, Head, LogEntry},
    stored,
    write::{Answer, Job, Pending},
};

/// What one append will hold.
pub(crate) struct Plan {
    /// For the store.
    pub(crate) append: Append,
    /// Who is answered once it is on disk, and what is shown then.
    pub(crate) accepted: Vec<Accepted>,
    /// What has to wait for the next append, in order.
    pub(crate) later: Vec<Pending>,
}

/// A save that is on its way to disk.
pub(crate) struct Accepted {
    pub(crate) answer: Answer,
    pub(crate) revisions: Vec<Revision>,
    /// The drafts that are over with it.
    pub(crate) done: Vec<(DraftId, u32)>,
}

/// A revision on its way to disk.
struct Planned {
    revision: NewRevision,
    saved: Timestamp,
    /// The number it had where it was first saved or planned. Its base and what it settles count in those numbers too.
    was: Option<u32>,
}

impl OpenVault {
    /// Plans and seals what was queued; answers at once to what the notebook refuses.
    pub(crate) fn plan(&self, batch: Vec<Pending>) -> Plan {
        let mut notebook = self.notebook.write().unwrap_or_else(PoisonError::into_inner);
        let mut sealing = Sealing::behind(self, self.head());
        let (mut accepted, mut tried) = (Vec::new(), Vec::new());
        let mut waiting = batch.into_iter();
        while let Some(Pending { job, done, answer }) = waiting.next() {
            // Saves that are planned anew may build upon each other; what comes from elsewhere counts by itself.
            if !matches!(job, Job::Again(_)) {
                sealing.renumbered.clear();
            }
            let revisions = match plan_job(job, &notebook, self.clock.now()) {
                Ok(planned) => sealing.seal_all(&notebook, planned, &done),
                Err(refusal) => {
                    answer.give(Err(refusal.into()));
                    continue;
                }
            };
            // What an erasure takes out cannot be taken back, so whatever follows it waits until it is on disk.
            let last = revisions.iter().any(|revision| matches!(revision.what, Record::Erasure(_)));
            if !last && !waiting.as_slice().is_empty() {
                tried.extend(revisions.iter().map(|revision| revision.record));
                revisions.iter().cloned().for_each(|revision| notebook.apply(Prepared::of(revision)));
            }
            accepted.push(Accepted { answer, revisions, done });
            if last {
                break;
            }
        }
        tried.into_iter().rev().for_each(|record| notebook.take_back(record));
        Plan { append: sealing.append, accepted, later: waiting.collect() }
    }
}

/// Seals these on top of what is there, to be appended at once; what had landed before is left out.
pub(crate) fn seal_now(vault: &OpenVault, revisions: Vec<NewRevision>) -> (Append, Vec<Revision>) {
    let saved = vault.clock.now();
    let mut sealing = Sealing::behind(vault, vault.head());
    let planned = revisions.into_iter().map(|revision| Planned { revision, saved, was: None });
    let sealed = sealing.seal_all(&vault.read(), planned.collect(), &[]);
    (sealing.append, sealed)
}

fn plan_job(job: Job, notebook: &Notebook, now: Timestamp) -> Result<Vec<Planned>, Refusal> {
    match job {
        Job::Change(change) => {
            let revisions = change(notebook)?;
            if revisions.iter().any(|revision| notebook.was_erased(revision.record)) {
                return Err(Refusal::NotHere);
            }
            Ok(revisions.into_iter().map(|revision| Planned { revision, saved: now, was: None }).collect())
        }
        // What was erased here stays erased, whatever an archive still holds of it.
        Job::Revisions(mut revisions) => {
            revisions.retain(|revision| !notebook.was_erased(revision.record));
            Ok(revisions.into_iter().map(as_it_was).collect())
        }
        Job::Again(revisions) if revisions.iter().any(|revision| notebook.was_erased(revision.record)) => {
            Err(Refusal::NotHere)
        }
        Job::Again(revisions) => Ok(revisions.into_iter().map(as_it_was).collect()),
    }
}

fn as_it_was(Revision { record, rev, base, settles, saved, what }: Revision) -> Planned {
    Planned { revision: NewRevision { record, base, settles, what }, saved, was: Some(rev) }
}

/// Seals revisions one behind the other, from the head on.
struct Sealing<'a> {
    vault: &'a OpenVault,
    head: Head,
    /// Newest revision number of each record that this batch touched.
    revs: HashMap<RecordId, u32>,
    /// For revisions that come from elsewhere: the number each had there, and the one it has here.
    renumbered: HashMap<(RecordId, u32), u32>,
    append: Append,
}

impl<'a> Sealing<'a> {
    fn behind(vault: &'a OpenVault, head: Head) -> Self {
        Self { vault, head, revs: HashMap::new(), renumbered: HashMap::new(), append: Append::default() }
    }

    /// Adds one job to the append; what had landed before is left out.
    fn seal_all(
        &mut self,
        notebook: &Notebook,
        planned: Vec<Planned>,
        done: &[(DraftId, u32)],
    ) -> Vec<Revision> {
        self.append.drafts_done.extend(done);
        planned.into_iter().filter_map(|planned| self.seal(notebook, planned)).collect()
    }

    fn seal(
        &mut self,
        notebook: &Notebook,
        Planned { mut revision, saved, was }: Planned,
    ) -> Option<Revision> {
        let record = revision.record;
        if was.is_some() {
            let here = |there: u32| self.renumbered.get(&(record, there)).copied().unwrap_or(there);
            revision.base = here(revision.base);
            revision.settles.iter_mut().for_each(|settled| *settled = here(*settled));
        }
        let landed = landed(notebook, &revision);
        let known = notebook.current(record).map_or(0, |current| current.rev);
        let rev = landed.unwrap_or(self.revs.get(&record).copied().unwrap_or(known) + 1);
        self.renumbered.extend(was.map(|was| ((record, was), rev)));
        if landed.is_some() {
            return None;
        }
        self.push(&revision, rev, saved);
        let NewRevision { base, settles, what, .. } = revision;
        Some(Revision { record, rev, base, settles, saved, what })
    }

    fn push(&mut self, revision: &NewRevision, rev: u32, saved: Timestamp) {
        let (record, seq, previous) = (revision.record, self.head.seq + 1, self.head.link);
        let payload = stored::encode(revision, saved);
        let place = EntryPlace {
            vault: self.vault.id.bytes(),
            seq,
            record: record.bytes(),
            rev,
            previous: &previous,
        };
        let sealed = self.vault.keys.newest().seal_entry(&place, &payload);
        let digest = Digest::of(&sealed);
        self.head = Head { seq, link: previous.next(seq, record.bytes(), rev, &digest) };
        self.revs.insert(record, rev);
        self.append.entries.push(LogEntry { seq, record, rev, previous, digest, sealed: Some(sealed) });
        if let Record::Erasure(erasure) = &revision.what {
            self.append.erase.extend(&erasure.records);
            // What was typed into its pages goes with it, in the same transaction, however much came since.
            let drafts = erasure.records.iter().flat_map(|&record| self.vault.drafts_of(record));
            self.append.drafts_done.extend(drafts.map(|draft| (draft, u32::MAX)));
        }
    }
}

/// The number of the very same save if it is in the log already: a retry after an answer that never arrived.
fn landed(notebook: &Notebook, revision: &NewRevision) -> Option<u32> {
    let same = |kept: &&Revision| {
        kept.base == revision.base && kept.settles == revision.settles && kept.what == revision.what
    };
    notebook.history(revision.record).iter().rev().find(same).map(|kept| kept.rev)
}
