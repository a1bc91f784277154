//! Settling: two windows kept the same record at the same time, and the person has read both.

use crate::{NewRevision, Notebook, RecordId, Refusal};

/// Plans that what stands newest of a record is what holds. What stood beside it stays in the history.
pub fn settle(notebook: &Notebook, record: RecordId) -> Result<Vec<NewRevision>, Refusal> {
    let newest = notebook.current(record).ok_or(Refusal::NotHere)?;
    let settles: Vec<u32> = notebook.also_standing(record).into_iter().map(|other| other.rev).collect();
    if settles.is_empty() {
        return Ok(Vec::new());
    }
    Ok(vec![NewRevision { settles, ..NewRevision::edit(record, newest.rev, newest.what.clone()) }])
}
