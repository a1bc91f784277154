//! Undoing: what stood before is taken up again, as a revision on top. Nothing is rolled back, so an undo can be undone.

use crate::{NewRevision, Notebook, RecordId, Refusal};

/// Plans that a record says again what its revision `rev` said.
pub fn take_up(notebook: &Notebook, record: RecordId, rev: u32) -> Result<NewRevision, Refusal> {
    let newest = notebook.current(record).ok_or(Refusal::NotHere)?;
    take_up_from(notebook, record, newest.rev, rev)
}

/// The same by somebody who saw revision `base`: asked twice it lands once, and what another window kept in between
/// stays beside it.
pub fn take_up_from(
    notebook: &Notebook,
    record: RecordId,
    base: u32,
    rev: u32,
) -> Result<NewRevision, Refusal> {
    let seen = notebook.revision(record, base).ok_or(Refusal::NotHere)?;
    let before = notebook.revision(record, rev).ok_or(Refusal::NotHere)?;
    if before.what == seen.what {
        return Err(Refusal::NothingToUndo);
    }
    Ok(NewRevision::edit(record, base, before.what.clone()))
}

/// Plans that records say again what each of them said before its newest revision: what one save changed in several
/// records is undone together. A record that is new with that save has nothing before it and stays as it is.
pub fn undo(notebook: &Notebook, records: &[RecordId]) -> Result<Vec<NewRevision>, Refusal> {
    let mut planned = Vec::new();
    for &record in records {
        if let [.., before, newest] = notebook.history(record)
            && before.what != newest.what
        {
            planned.push(take_up(notebook, record, before.rev)?);
        }
    }
    if planned.is_empty() { Err(Refusal::NothingToUndo) } else { Ok(planned) }
}
