//! Keeping what a person plans of a record while the rest of it changes in ways of its own.

use crate::{Known, NewRevision, Notebook, Record, RecordId};

/// Plans an edit of what was planned of a record; `same` says whether two say the same of that. `changed` has the rest as
/// it stands now, so a change of the rest alone since `base` is no reason for two to stand. What was kept since `base`
/// already is planned as it was kept then: it lands once.
pub(super) fn plan_edit<T: Known + Clone + Into<Record>>(
    notebook: &Notebook,
    record: RecordId,
    base: u32,
    changed: T,
    same: impl Fn(&T, &T) -> bool,
) -> NewRevision {
    let since = notebook.history(record).iter().filter(|revision| revision.rev > base);
    let is_it = |what: &Record| T::of(what).is_some_and(|kept| same(kept, &changed));
    if let Some(kept) = since.rev().find(|revision| is_it(&revision.what)) {
        let settles = kept.settles.clone();
        return NewRevision { settles, ..NewRevision::edit(record, kept.base, kept.what.clone()) };
    }
    let then = notebook.revision(record, base).and_then(|revision| T::of(&revision.what));
    let base = match (then, notebook.get_with_rev::<T>(record)) {
        (Some(then), Some((rev, now))) if same(then, now) => rev,
        _ => base,
    };
    NewRevision::edit(record, base, changed.into())
}
