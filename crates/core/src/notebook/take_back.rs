//! Taking a revision back: how several saves that wait together are planned, each on top of the one before, without
//! anybody seeing them before they are on disk.

use super::{Notebook, words::searchable};
use crate::{Kind, RecordId, journal::SourceRef};

impl Notebook {
    /// Takes the newest revision of a record out again, as if it had never been applied. Nothing happens when there
    /// is none. An erasure cannot be taken back: what it forgot is gone.
    pub fn take_back(&mut self, id: RecordId) {
        self.leave_views(id);
        let Some(history) = self.records.get_mut(&id) else { return };
        let Some(gone) = history.revisions.pop() else { return };
        if gone.what.kind() == Kind::Unknown {
            self.unknown -= 1;
        }
        if let Some(SourceRef { app, id: source, .. }) = gone.what.source() {
            self.sources.remove(&(app.clone(), source.clone()));
        }
        let Some(newest) = history.revisions.last().cloned() else {
            self.records.remove(&id);
            self.index.remove(id);
            self.leave_kinds(id);
            return;
        };
        self.enter_views(&newest);
        self.enter_standing(id, searchable(&newest.what));
    }
}
