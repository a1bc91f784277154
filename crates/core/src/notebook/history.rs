//! The revisions of one record.

use crate::Revision;

/// Every revision of one record, oldest first.
#[derive(Debug, Default)]
pub(super) struct History {
    pub(super) revisions: Vec<Revision>,
    /// Whether one of them ever started from another than the one before it. Without that only the newest stands.
    forked: bool,
}

impl History {
    pub(super) fn push(&mut self, revision: Revision) {
        // Most records are saved once; a vector left to itself would make room for four.
        if self.revisions.len() < 4 {
            self.revisions.reserve_exact(1);
        }
        self.forked |= self.revisions.last().is_some_and(|before| before.rev != revision.base);
        self.revisions.push(revision);
    }

    /// The revisions, besides the newest, that no later one started from or settled: none, unless two windows edited at
    /// the same time.
    pub(super) fn also_standing(&self) -> impl Iterator<Item = &Revision> {
        let before_the_newest = if self.forked { self.revisions.len().saturating_sub(1) } else { 0 };
        let pairs = self.revisions.iter().zip(1..);
        pairs.take(before_the_newest).filter_map(|(revision, next)| {
            let goes_on =
                |later: &Revision| later.base == revision.rev || later.settles.contains(&revision.rev);
            (!self.revisions[next..].iter().any(goes_on)).then_some(revision)
        })
    }

    /// Every revision that stands: the newest, and those beside it.
    pub(super) fn standing(&self) -> impl Iterator<Item = &Revision> {
        self.revisions.last().into_iter().chain(self.also_standing())
    }
}
