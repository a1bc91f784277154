//! Pausing all that is shown to one person, and going on.
//!
//! What is paused is taken back: the other cannot tell it from what was stopped. Going on shows it again on another page. What was
//! shown once, as it was, comes back as it was: [`chosen_at`] says of which moment.

use super::{Grant, Space};
use crate::{Known, NewRevision, Notebook, RecordId, Refusal, Timestamp};

/// Whether what is shown in a space is paused.
pub fn is_paused(notebook: &Notebook, space: RecordId) -> bool {
    notebook.all::<Grant>().any(|(_, grant)| grant.space == space && grant.paused && !grant.stopped)
}

/// Plans that nothing is shown in a space for now. Twice is once.
pub fn pause(notebook: &Notebook, space: RecordId) -> Result<Vec<NewRevision>, Refusal> {
    change(notebook, space, |grant| (!grant.paused).then(|| Grant { paused: true, ..grant.clone() }))
}

/// Plans that what was paused is shown again, each thing on a page of its own from `pages`: the page before was taken out.
pub fn go_on(
    notebook: &Notebook,
    space: RecordId,
    mut pages: impl FnMut() -> RecordId,
) -> Result<Vec<NewRevision>, Refusal> {
    change(notebook, space, |grant| {
        grant.paused.then(|| Grant { paused: false, page: pages(), ..grant.clone() })
    })
}

fn change(
    notebook: &Notebook,
    space: RecordId,
    mut how: impl FnMut(&Grant) -> Option<Grant>,
) -> Result<Vec<NewRevision>, Refusal> {
    let kept = notebook.get::<Space>(space).ok_or(Refusal::NotHere)?;
    if !kept.is_on() {
        return Err(Refusal::NotNow);
    }
    let standing = notebook.all::<Grant>().filter(|(_, grant)| grant.space == space && !grant.stopped);
    let changed = standing.filter_map(|(record, grant)| {
        let rev = notebook.current(record)?.rev;
        Some(NewRevision::edit(record, rev, how(grant)?.into()))
    });
    Ok(changed.collect())
}

/// When it was last chosen how something is shown. A pause, its end and another page choose nothing.
pub fn chosen_at(notebook: &Notebook, record: RecordId) -> Option<Timestamp> {
    let mut chosen = None;
    let mut before = None;
    for revision in notebook.history(record) {
        let grant = Grant::of(&revision.what)?;
        let now = (grant.paused, grant.page);
        if before.is_none_or(|before| before == now) {
            chosen = Some(revision.saved);
        }
        before = Some(now);
    }
    chosen
}
