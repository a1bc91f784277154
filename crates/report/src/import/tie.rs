//! Ties the records of an inner system to each other: first every one of them gets its id here, then each is planned
//! with its ties.

use std::collections::HashMap;

use hearken_core::{NewRevision, Notebook, Record, RecordId};

use super::{Format, Plan, Tied, Ties, plan::key_of};

/// Which record here each record of the file is.
type Called = HashMap<String, RecordId>;

/// Plans all of them, parts first: what is tied to a part comes after it.
pub(super) fn plan(
    found: Vec<(Tied, bool)>,
    notebook: &Notebook,
    ids: &mut dyn FnMut() -> RecordId,
    plan: &mut Plan,
) {
    let mut called = Called::new();
    for (tied, _) in &found {
        if let Some((_, id)) = key_of(&tied.what) {
            let record = here(tied, notebook).unwrap_or_else(&mut *ids);
            called.insert(id, record);
        }
    }
    let (parts, others): (Vec<_>, Vec<_>) =
        found.into_iter().partition(|(tied, _)| matches!(tied.what, Record::Part(_)));
    for (tied, degraded) in parts.into_iter().chain(others) {
        let Some(record) = key_of(&tied.what).and_then(|(_, id)| called.get(&id).copied()) else { continue };
        keep(tied, degraded, record, &called, notebook, ids, plan);
    }
}

/// The record that this one is already: known by where it came from, by where it came from before, or because it was
/// written here and taken out.
fn here(tied: &Tied, notebook: &Notebook) -> Option<RecordId> {
    let (app, id) = key_of(&tied.what)?;
    let known = notebook.from_source(&app, &id);
    let known = known.or_else(|| tied.also.iter().find_map(|(app, id)| notebook.from_source(app, id)));
    known.or_else(|| {
        let own = id.split_once('/').filter(|_| app == Format::OpenPlural.name())?.1;
        let record: RecordId = own.parse().ok()?;
        notebook.current(record).filter(|current| current.what.kind() == tied.what.kind()).map(|_| record)
    })
}

fn keep(
    tied: Tied,
    degraded: bool,
    record: RecordId,
    called: &Called,
    notebook: &Notebook,
    ids: &mut dyn FnMut() -> RecordId,
    plan: &mut Plan,
) {
    let Tied { mut what, ties, .. } = tied;
    let Ties { parts, within, ends, picture } = ties;
    let one = |id: &String| called.get(id).copied();
    match &mut what {
        Record::Group(group) => {
            group.parts = parts.iter().filter_map(one).collect();
            group.within = within.as_ref().and_then(one).filter(|&outer| outer != record);
        }
        Record::Journal(entry) => entry.parts = parts.iter().filter_map(one).collect(),
        Record::Bond(bond) => {
            let Some((from, to)) = ends.and_then(|(from, to)| Some((one(&from)?, one(&to)?))) else { return };
            (bond.from, bond.to) = (from, to);
        }
        Record::Part(part) => {
            if let Some(picture) = picture {
                let id = ids();
                part.picture = Some(id);
                let before = plan.revisions.len();
                plan.keep(what, degraded, record, notebook);
                if plan.revisions.len() > before {
                    // The picture first: a part never names one that is not there.
                    plan.revisions.insert(before, NewRevision::first(id, Record::Picture(Box::new(picture))));
                }
                return;
            }
        }
        _ => {}
    }
    plan.keep(what, degraded, record, notebook);
}
