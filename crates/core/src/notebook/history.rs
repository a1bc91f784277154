//! The revisions of one record.

use crate::Revision;

/// Every revision of one record, and which of them stand.
#[derive(Debug, Default)]
pub(super) struct History {
    pub(super) revisions: Vec<Revision>,
    /// Revisions that no later one started from or settled: one, unless two windows edited at the same time.
    pub(super) standing: Vec<u32>,
}

impl History {
    pub(super) fn push(&mut self, revision: Revision) {
        self.standing.retain(|&rev| rev != revision.base && !revision.settles.contains(&rev));
        // Most records are saved once; a vector left to itself would make room for four.
        self.standing.reserve_exact(1);
        self.standing.push(revision.rev);
        if self.revisions.len() < 4 {
            self.revisions.reserve_exact(1);
        }
        self.revisions.push(revision);
    }
}
