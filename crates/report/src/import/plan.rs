//! Compares what was read with the notebook: what is new, what changed, and what is already here.

use std::collections::HashMap;

use hearken_core::{
    Kind, NewRevision, Notebook, Record, RecordId, Revision, Timestamp,
    journal::SourceRef,
    responses::{Here, Response, keep_response},
};

use super::{Found, FoundKind, Import, ImportReport, notes, tie};

/// What to write so that an import is in the notebook. Nothing is written by making it.
#[derive(Debug, Default)]
pub struct Plan {
    /// New and changed records of another program, to be saved as of now, in this order.
    pub revisions: Vec<NewRevision>,
    /// Revisions from an archive, to be appended as they are, with their own numbers and times, in this order.
    pub saved: Vec<Revision>,
    /// The report of the reading, with what came in and what was here already.
    pub report: ImportReport,
}

/// Plans an import. The same file a second time plans nothing; of a newer file it plans what is new, and changes only
/// records that the person has not edited here since.
///
/// `ids` makes an id for each new record.
pub fn plan(import: Import, notebook: &Notebook, ids: &mut dyn FnMut() -> RecordId) -> Plan {
    let mut plan = Plan { report: import.report, ..Plan::default() };
    let mut archived = Vec::new();
    let mut tied = Vec::new();
    let mut answering = Answering { here: Here::of(notebook), planned: HashMap::new() };
    // Records that this very plan makes, so that a list with the same source twice makes one record.
    let mut planned = HashMap::new();
    for Found { what, degraded } in import.found {
        match what {
            FoundKind::Saved(revision) => archived.push(*revision),
            FoundKind::Entry(entry) => {
                let what = Record::Journal(*entry);
                let source = key_of(&what);
                let here = source.as_ref().and_then(|(app, id)| notebook.from_source(app, id));
                let at = source.as_ref().and_then(|source| planned.get(source)).copied();
                let record = here.or(at).unwrap_or_else(&mut *ids);
                if at.is_none() {
                    planned.extend(source.map(|source| (source, record)));
                    plan.keep(what, degraded, record, notebook);
                } else {
                    plan.report.count(what.kind().id()).skipped += 1;
                }
            }
            FoundKind::Answered(response) => {
                plan.answered(*response, degraded, &mut answering, notebook, ids);
            }
            FoundKind::Tied(found) => tied.push((*found, degraded)),
        }
    }
    tie::plan(tied, notebook, ids, &mut plan);
    plan.saved = crate::archive::plan(archived, notebook, &mut plan.report);
    plan
}

/// The responses that are here already, and those that this very plan makes.
struct Answering<'n> {
    here: Here<'n>,
    /// By when they were begun.
    planned: HashMap<Timestamp, Vec<Response>>,
}

impl Plan {
    /// Plans that a response is kept, unless it is here already. What could not be kept as if it were typed here does not come.
    fn answered(
        &mut self,
        response: Response,
        degraded: bool,
        answering: &mut Answering<'_>,
        notebook: &Notebook,
        ids: &mut dyn FnMut() -> RecordId,
    ) {
        let kind = Kind::Response.id();
        let planned = answering.planned.entry(response.when.at).or_default();
        if answering.here.has(&response) || planned.contains(&response) {
            self.report.count(kind).skipped += 1;
            return;
        }
        let Ok(revision) = keep_response(notebook, ids(), 0, response.clone()) else {
            self.report.count(kind).failed += 1;
            self.report.say(&notes::ANSWERS_TOO_MUCH, kind, None, 1);
            return;
        };
        let counts = self.report.count(kind);
        counts.imported += 1;
        counts.degraded += u64::from(degraded);
        planned.push(response);
        self.revisions.push(revision);
    }

    /// Plans that `what` is kept as `record`, unless that is so already or the person has changed it since.
    pub(super) fn keep(&mut self, what: Record, degraded: bool, record: RecordId, notebook: &Notebook) {
        let id = what.source().map(|source| source.id.clone());
        // What is kept of a whole system is no group to whoever reads the report.
        let is_system = id.as_deref().is_some_and(|id| id.starts_with("systems/"));
        let kind = if is_system { "system" } else { what.kind().id() };
        let step =
            if notebook.current(record).is_some() { update(record, &what, notebook) } else { Step::Keep(0) };
        match step {
            Step::Same => self.report.count(kind).skipped += 1,
            Step::OurOwn => {
                self.report.count(kind).skipped += 1;
                self.report.say(&notes::WRITTEN_HERE, kind, None, 1);
            }
            Step::Leave => {
                self.report.count(kind).skipped += 1;
                self.report.say(&notes::EDITED_HERE, kind, id.as_deref(), 1);
            }
            Step::Keep(base) => {
                let counts = self.report.count(kind);
                counts.imported += 1;
                counts.degraded += u64::from(degraded);
                if base > 0 {
                    self.report.say(&notes::UPDATED, kind, id.as_deref(), 1);
                }
                self.revisions.push(NewRevision::edit(record, base, what));
            }
        }
    }
}

/// Under which name the notebook would find a record.
pub(super) fn key_of(what: &Record) -> Option<(String, String)> {
    what.source().map(|source| (source.app.clone(), source.id.clone()))
}

enum Step {
    /// Already here.
    Same,
    /// Written here, taken out, and now back.
    OurOwn,
    /// Changed there and here; the person's own stays.
    Leave,
    /// To be written, over the revision of that number.
    Keep(u32),
}

fn update(record: RecordId, what: &Record, notebook: &Notebook) -> Step {
    let history = notebook.history(record);
    let said = |source: Option<&SourceRef>| source?.kept.as_deref().and_then(source_digest);
    let new = said(what.source());
    if history.iter().any(|revision| said(revision.what.source()) == new) {
        return Step::Same;
    }
    let Some((newest, before)) = history.split_last() else { return Step::Same };
    if newest.what.kind() != what.kind() {
        return Step::Leave;
    }
    if history.iter().all(|revision| revision.what.source().is_none()) {
        return Step::OurOwn;
    }
    // An import changes what is kept of the source, an edit by the person never does.
    let came_from_import = before.last().is_none_or(|earlier| earlier.what.source() != newest.what.source());
    if came_from_import && newest.what.source().is_some() && notebook.also_standing(record).is_empty() {
        Step::Keep(newest.rev)
    } else {
        Step::Leave
    }
}

/// The digest of what the source said, out of what is kept beside a record.
fn source_digest(kept: &str) -> Option<String> {
    let kept: serde_json::Value = serde_json::from_str(kept).ok()?;
    kept.get("source")?.as_str().map(str::to_owned)
}
