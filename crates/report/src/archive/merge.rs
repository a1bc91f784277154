//! Brings revisions of an archive together with a notebook that may hold some of them already.

use std::collections::{HashMap, HashSet};

use hearken_core::{Kind, Notebook, Record, RecordId, Revision};
use hearken_written::archived;

use crate::import::{ImportReport, notes, report::Note};

/// The revisions that are not here yet, in the order to append them; says in the report what happened to each record.
///
/// A record that went on in both places keeps both: the archive's own revisions are numbered on behind those here,
/// starting from the last that both share, so that both stand until the person chooses.
pub(crate) fn plan(archived: Vec<Revision>, notebook: &Notebook, report: &mut ImportReport) -> Vec<Revision> {
    let mut missing = Vec::new();
    for theirs in by_record(archived) {
        let (id, kind) = (theirs[0].record, theirs[0].what.kind());
        let counts = report.count(kind.id());
        if let Some(note) = left_out(&theirs, notebook) {
            counts.skipped += 1;
            report.say(note, kind.id(), Some(&id.to_string()), 1);
            continue;
        }
        let mut new = not_here(notebook.history(id), theirs);
        if new.is_empty() {
            counts.skipped += 1;
        } else {
            counts.imported += 1;
            if kind == Kind::Unknown {
                counts.preserved_only += 1;
                report.say(&notes::FUTURE_KIND, kind.id(), None, 1);
            }
        }
        if show_nothing(&mut new) {
            report.say(&notes::SHOWN_STOPPED, kind.id(), Some(&id.to_string()), 1);
        }
        missing.extend(new);
    }
    missing
}

/// The revisions record by record, in the order in which the records were first met.
fn by_record(revisions: Vec<Revision>) -> Vec<Vec<Revision>> {
    let mut places = HashMap::<RecordId, usize>::new();
    let mut records: Vec<Vec<Revision>> = Vec::new();
    for revision in revisions {
        let place = *places.entry(revision.record).or_insert(records.len());
        if place == records.len() {
            records.push(Vec::new());
        }
        records[place].push(revision);
    }
    records
}

/// Why a whole record is left out, if it is.
fn left_out(theirs: &[Revision], notebook: &Notebook) -> Option<&'static Note> {
    let id = theirs[0].record;
    if notebook.was_erased(id) {
        return Some(&notes::ERASED_HERE);
    }
    // A record is of one kind for ever; a file that says otherwise would put something else in its place.
    let kind = notebook.current(id).map_or(theirs[0].what.kind(), |here| here.what.kind());
    if theirs.iter().any(|revision| revision.what.kind() != kind) {
        return Some(&notes::OTHER_KIND);
    }
    // What is shown to others is decided here, by whoever is here; a file decides nothing of it.
    let shows = theirs.iter().any(|revision| matches!(revision.what, Record::Grant(_)));
    if shows && notebook.current(id).is_some() {
        return Some(&notes::SHOWN_KEPT);
    }
    match &theirs[0].what {
        // What is here may be dearer than what was taken out there: only the person erases.
        Record::Erasure(erasure)
            if erasure.records.iter().any(|&record| notebook.current(record).is_some()) =>
        {
            Some(&notes::ERASED_THERE)
        }
        Record::Settings(_) if settings_differ(theirs, notebook.history(id)) => Some(&notes::SETTINGS_KEPT),
        _ => None,
    }
}

/// Has what comes in be shown to nobody by itself, whatever the file says. Tells whether it would have been.
fn show_nothing(new: &mut [Revision]) -> bool {
    match new.last_mut().map(|newest| &mut newest.what) {
        Some(Record::Grant(grant)) if !grant.stopped => {
            grant.stopped = true;
            true
        }
        _ => false,
    }
}

/// Settings are not something to keep two of: those here stay, unless there are none or the archive only goes on
/// from them.
fn settings_differ(theirs: &[Revision], here: &[Revision]) -> bool {
    !here.iter().zip(theirs).all(|(here, theirs)| here == theirs) || here.len() > theirs.len()
}

/// Their revisions that are not here, with numbers, bases and settled revisions as they are called here.
fn not_here(here: &[Revision], theirs: Vec<Revision>) -> Vec<Revision> {
    let mut next = here.last().map_or(1, |newest| newest.rev + 1);
    let mut called_here = HashMap::from([(0, 0)]);
    let mut matched = HashSet::new();
    let mut missing = Vec::new();
    for their in theirs {
        let number = their.rev;
        let called = |rev: &u32| called_here.get(rev).copied().unwrap_or(0);
        let mut revision = Revision {
            base: called(&their.base),
            settles: their.settles.iter().map(called).collect(),
            ..their
        };
        let same = |candidate: &&Revision| {
            !matched.contains(&candidate.rev)
                && candidate.saved == revision.saved
                && candidate.base == revision.base
                && candidate.settles == revision.settles
                && *archived(&candidate.what) == revision.what
        };
        // Nearly always it is the one of the same number.
        let by_number = number.checked_sub(1).and_then(|at| here.get(at as usize)).filter(same);
        revision.rev = match by_number.or_else(|| here.iter().find(same)) {
            Some(found) => {
                matched.insert(found.rev);
                found.rev
            }
            None => next,
        };
        called_here.insert(number, revision.rev);
        if revision.rev == next {
            next += 1;
            missing.push(revision);
        }
    }
    missing
}
