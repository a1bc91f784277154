//! Erasing for real: what a person takes out of their notebook leaves no sealed byte behind.
//!
//! The log keeps one [`Erasure`] that says *which* records were taken out, never what they held. A log entry without
//! its bytes is in order only if an erasure names its record; otherwise it is damage, and reported as such.

use crate::{NewRevision, Notebook, Record, RecordId, Refusal};

/// Records whose revisions were all taken out of the log.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Erasure {
    /// The records that are gone.
    pub records: Vec<RecordId>,
}

/// Plans the erasure of one record as the revision to append; `id` names the erasure itself.
pub fn erase(notebook: &Notebook, id: RecordId, record: RecordId) -> Result<NewRevision, Refusal> {
    match &notebook.current(record).ok_or(Refusal::NotHere)?.what {
        // Without an erasure, what it took out would look like damage; and there is no notebook without settings.
        Record::Erasure(_) | Record::Settings(_) => return Err(Refusal::OtherKind),
        _ => {}
    }
    Ok(NewRevision::first(id, Record::Erasure(Erasure { records: vec![record] })))
}
