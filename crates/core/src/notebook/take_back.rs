//! Taking a revision back: how several saves that wait together are planned, each on top of the one before, without
//! anybody seeing them before they are on disk.

use super::{Notebook, words::searchable};
use crate::{Kind, Record, RecordId, journal::SourceRef};

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
        if let Some(SourceRef { app, id: source, .. }) = source_of(&gone.what) {
            self.sources.remove(&(app.clone(), source.clone()));
        }
        let Some(newest) = history.revisions.last().cloned() else {
            self.records.remove(&id);
            self.index.remove(id);
            self.parts.retain(|&part| part != id);
            self.runs.retain(|&run| run != id);
            return;
        };
        self.put_words(&newest, searchable(&newest.what));
        self.enter_views(&newest);
    }
}

fn source_of(record: &Record) -> Option<&SourceRef> {
    match record {
        Record::Journal(entry) => entry.source.as_deref(),
        _ => None,
    }
}
