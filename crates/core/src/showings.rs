//! The times help came up by itself and was put away again (rules K1, K2). Times only: there is no field for a reason.
//!
//! A showing lasts until it was seen. Help that comes up again before that is the same showing, so that a page which is
//! opened twice adds nothing.

use crate::{Extra, NewRevision, Notebook, RecordId, When};

/// One time that help was shown.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Showing {
    /// The rule that showed it: `K1` or `K2`.
    pub rule: String,
    /// When it came up.
    pub shown: When,
    /// When the person put it away.
    pub seen: Option<When>,
    /// Fields that a newer program wrote.
    pub extra: Extra,
}

/// Plans that help was shown; nothing while an earlier showing by this rule was not seen. `id` names a new one.
pub fn show(notebook: &Notebook, id: RecordId, rule: &str, now: When) -> Option<NewRevision> {
    let open = waits(notebook, rule).is_some();
    let showing = Showing { rule: rule.to_owned(), shown: now, ..Showing::default() };
    (!open).then(|| NewRevision::first(id, showing.into()))
}

/// Plans that it was put away. Help that came up by looking alone was not noted then, since looking changes nothing: it is
/// noted now, as a showing with the id `id`.
pub fn see(notebook: &Notebook, id: RecordId, rule: &str, now: When) -> NewRevision {
    let (id, rev, showing) = match waits(notebook, rule) {
        Some((id, showing)) => (id, notebook.current(id).map_or(0, |now| now.rev), showing.clone()),
        None => (id, 0, Showing { rule: rule.to_owned(), shown: now.clone(), ..Showing::default() }),
    };
    NewRevision::edit(id, rev, Showing { seen: Some(now), ..showing }.into())
}

/// Every showing, the newest first.
pub fn all(notebook: &Notebook) -> Vec<(RecordId, &Showing)> {
    let mut all: Vec<_> = notebook.all::<Showing>().collect();
    all.sort_by_key(|(id, showing)| std::cmp::Reverse((showing.shown.at, *id)));
    all
}

/// The showing by a rule that was not seen yet.
fn waits<'a>(notebook: &'a Notebook, rule: &str) -> Option<(RecordId, &'a Showing)> {
    notebook.all::<Showing>().find(|(_, showing)| showing.rule == rule && showing.seen.is_none())
}
