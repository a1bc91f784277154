//! Compares what was read with the notebook: what is new, what changed, and what is already here.

use std::collections::HashMap;

use hearken_core::{
    NewRevision, Notebook, Record, RecordId, Revision,
    journal::{JournalEntry, SourceRef},
};

use super::{Found, FoundKind, Import, ImportReport, gather::JOURNAL, notes};

/// What to write so that an import is in the notebook. Nothing is written by making it.
#[derive(Debug, Default)]
pub struct Plan {
    /// New and changed entries of another program, to be saved as of now.
    pub revisions: Vec<NewRevision>,
    /// Revisions from an archive, to be appended as they are, with their own numbers and times, in this order.
    pub saved: Vec<Revision>,
    /// The report of the reading, with what came in and what was here already.
    pub report: ImportReport,
}

/// Plans an import. The same file a second time plans nothing; of a newer file it plans what is new, and changes only
/// entries that the person has not edited here since.
///
/// `ids` makes an id for each new record.
pub fn plan(import: Import, notebook: &Notebook, ids: &mut dyn FnMut() -> RecordId) -> Plan {
    let mut plan = Plan { report: import.report, ..Plan::default() };
    let mut archived = Vec::new();
    // Entries that this very plan makes, so that a list with the same source twice makes one record.
    let mut planned = HashMap::new();
    for Found { what, degraded } in import.found {
        match what {
            FoundKind::Saved(revision) => archived.push(*revision),
            FoundKind::Entry(entry) => plan_entry(*entry, degraded, notebook, &mut planned, ids, &mut plan),
        }
    }
    plan.saved = crate::archive::plan(archived, notebook, &mut plan.report);
    plan
}

fn plan_entry(
    entry: JournalEntry,
    degraded: bool,
    notebook: &Notebook,
    planned: &mut HashMap<(String, String), RecordId>,
    ids: &mut dyn FnMut() -> RecordId,
    plan: &mut Plan,
) {
    let source = entry.source.clone().map(|source| (source.app, source.id));
    let here = source.as_ref().and_then(|(app, id)| notebook.from_source(app, id));
    let step = match (here, &source) {
        (Some(record), _) => update(record, &entry, notebook),
        (None, Some(source)) if planned.contains_key(source) => Step::Same,
        (None, _) => Step::Keep { record: ids(), base: 0 },
    };
    let id = source.as_ref().map(|(_, id)| id.as_str());
    match step {
        Step::Same => plan.report.count(JOURNAL).skipped += 1,
        Step::Leave => {
            plan.report.count(JOURNAL).skipped += 1;
            plan.report.say(&notes::EDITED_HERE, JOURNAL, id, 1);
        }
        Step::Keep { record, base } => {
            let counts = plan.report.count(JOURNAL);
            counts.imported += 1;
            counts.degraded += u64::from(degraded);
            if base > 0 {
                plan.report.say(&notes::UPDATED, JOURNAL, id, 1);
            }
            planned.extend(source.map(|source| (source, record)));
            plan.revisions.push(NewRevision::edit(record, base, Record::Journal(entry)));
        }
    }
}

enum Step {
    /// Already here.
    Same,
    /// Changed there and here; the person's own stays.
    Leave,
    /// To be written.
    Keep { record: RecordId, base: u32 },
}

fn update(record: RecordId, entry: &JournalEntry, notebook: &Notebook) -> Step {
    let history = notebook.history(record);
    let source_of = |revision: &Revision| match &revision.what {
        Record::Journal(entry) => entry.source.clone(),
        _ => None,
    };
    let said = |source: Option<Box<SourceRef>>| {
        source.and_then(|source| source.kept).and_then(|kept| source_digest(&kept))
    };
    let new = said(entry.source.clone());
    if history.iter().any(|revision| said(source_of(revision)) == new) {
        return Step::Same;
    }
    let Some((newest, before)) = history.split_last() else { return Step::Same };
    // An import changes what is kept of the source, an edit by the person never does.
    let came_from_import = before.last().is_none_or(|earlier| source_of(earlier) != source_of(newest));
    if came_from_import && notebook.also_standing(record).is_empty() {
        Step::Keep { record, base: newest.rev }
    } else {
        Step::Leave
    }
}

/// The digest of what the source said, out of what is kept beside an entry.
fn source_digest(kept: &str) -> Option<String> {
    let kept: serde_json::Value = serde_json::from_str(kept).ok()?;
    kept.get("source")?.as_str().map(str::to_owned)
}
