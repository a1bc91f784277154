//! Settling: two windows kept the same record at the same time, and the person has read both.

use crate::{NewRevision, Notebook, RecordId, Refusal};

/// Plans that what stands newest of a record is what holds. What stood beside it stays in the history.
pub fn settle(notebook: &Notebook, record: RecordId) -> Result<Vec<NewRevision>, Refusal> {
    let newest = notebook.current(record).ok_or(Refusal::NotHere)?;
    let settles = beside(notebook, record);
    if settles.is_empty() {
        return Ok(Vec::new());
    }
    Ok(vec![NewRevision { settles, ..NewRevision::edit(record, newest.rev, newest.what.clone()) }])
}

/// The revisions of a record that stand beside its newest, by their numbers: what one settles that has taken all of them in.
pub(crate) fn beside(notebook: &Notebook, record: RecordId) -> Vec<u32> {
    notebook.also_standing(record).into_iter().map(|other| other.rev).collect()
}

/// What was planned of a record, which also settles those of `seen` that still stand beside its newest: the person had them before
/// their eyes. A form that changed nothing settles all the same.
pub fn with_seen(notebook: &Notebook, planned: NewRevision, seen: &[u32]) -> NewRevision {
    let mut settles = beside(notebook, planned.record);
    settles.retain(|rev| seen.contains(rev));
    if settles.is_empty() {
        return planned;
    }
    let newest = notebook.current(planned.record).filter(|newest| newest.what == planned.what);
    let base = newest.map_or(planned.base, |newest| newest.rev);
    NewRevision { settles, ..NewRevision::edit(planned.record, base, planned.what) }
}
