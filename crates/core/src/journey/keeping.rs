//! Keeping what a person plans of a record while the rest of it changes in ways of its own.

use crate::{Known, NewRevision, Notebook, Record, RecordId, Revision};

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

/// A form that was begun at one revision, over what other windows have made of the record since.
pub(super) struct Since<'a, T> {
    before: Option<&'a T>,
    /// The record as it stands now.
    pub(super) now: &'a T,
    /// Whether both changed one field, each in its own way.
    apart: bool,
}

impl<T> Since<'_, T> {
    /// What holds of one field: what the form left as it was stays as it stands now.
    pub(super) fn field<F: Clone + PartialEq>(&mut self, said: F, of: impl Fn(&T) -> F) -> F {
        let (before, now) = (self.before.map(&of), of(self.now));
        if before.as_ref() == Some(&said) || said == now {
            return now;
        }
        self.apart |= before != Some(now);
        said
    }
}

/// Plans an edit of a record field by field: `merged` asks [`Since::field`] for each. Where both changed the same field, both
/// stand, and the newer has all else of both. What was kept already is planned as it was kept then: it lands once.
pub(super) fn field_edit<T: Known + PartialEq + Into<Record>>(
    notebook: &Notebook,
    record: RecordId,
    base: u32,
    said: T,
    merged: impl FnOnce(T, &mut Since<'_, T>) -> T,
) -> NewRevision {
    let as_kept = |kept: &Revision| NewRevision {
        settles: kept.settles.clone(),
        ..NewRevision::edit(record, kept.base, kept.what.clone())
    };
    let has_landed = |kept: &&Revision| kept.base == base && T::of(&kept.what) == Some(&said);
    if let Some(kept) = notebook.history(record).iter().rev().find(has_landed) {
        return as_kept(kept);
    }
    let newest = notebook.current(record).filter(|newest| newest.rev != base);
    let Some((newest, now)) = newest.and_then(|newest| Some((newest, T::of(&newest.what)?))) else {
        return NewRevision::edit(record, base, said.into());
    };
    let before = notebook.revision(record, base).and_then(|revision| T::of(&revision.what));
    let mut since = Since { before, now, apart: false };
    let merged = merged(said, &mut since);
    if merged == *now {
        return as_kept(newest);
    }
    NewRevision::edit(record, if since.apart { base } else { newest.rev }, merged.into())
}
