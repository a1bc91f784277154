//! Reading inner systems: what all three formats share in the tests.

use std::path::Path;

use hearken_core::{Notebook, RecordId, bonds::Bond, groups::Group, journal::JournalEntry, parts::Part};
use hearken_report::import::{Format, Import, ImportError, ImportOptions, ImportReport, Take};
use serde_json::Value;

use crate::common::{carry_out, options, plan, read_bytes};

pub(crate) const ALL: Take = Take { groups: true, notes: true, history: true, ordinary: false };

/// One of our own sample files.
pub(crate) fn sample(name: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/report/data").join(name);
    let text = std::fs::read_to_string(path).expect("a sample of ours");
    serde_json::from_str(&text).expect("the samples are JSON")
}

pub(crate) fn taking(take: Take) -> ImportOptions<'static> {
    ImportOptions { take, ..options() }
}

pub(crate) fn read(json: &Value, format: Format, take: Take) -> Result<Import, ImportError> {
    read_bytes(json.to_string(), format, &taking(take))
}

/// A notebook with nothing but what is in the file, and what was said about it.
pub(crate) fn brought_in(json: &Value, format: Format, take: Take) -> (Notebook, ImportReport) {
    let mut notebook = Notebook::default();
    let report = bring_in(json, format, take, &mut notebook);
    (notebook, report)
}

pub(crate) fn bring_in(json: &Value, format: Format, take: Take, notebook: &mut Notebook) -> ImportReport {
    let plan = plan(read(json, format, take).expect("it can be read"), notebook);
    let report = plan.report.clone();
    carry_out(plan, notebook);
    report
}

pub(crate) fn part<'a>(notebook: &'a Notebook, name: &str) -> (RecordId, &'a Part) {
    notebook.parts().find(|(_, part)| part.name == name).unwrap_or_else(|| panic!("no part called {name}"))
}

pub(crate) fn group<'a>(notebook: &'a Notebook, name: &str) -> (RecordId, &'a Group) {
    notebook.all::<Group>().find(|(_, group)| group.name == name).unwrap_or_else(|| panic!("no group {name}"))
}

pub(crate) fn entry<'a>(notebook: &'a Notebook, title: &str) -> &'a JournalEntry {
    let entry = notebook.journal().find(|(_, entry)| entry.title.as_deref() == Some(title));
    entry.unwrap_or_else(|| panic!("no entry {title}")).1
}

pub(crate) fn bonds(notebook: &Notebook) -> Vec<&Bond> {
    notebook.all::<Bond>().map(|(_, bond)| bond).collect()
}

/// A field of the person's own, as it is shown.
pub(crate) fn own(part: &Part, name: &str) -> Option<String> {
    part.own_fields.iter().find(|field| field.name == name).map(|field| field.shown())
}

/// What is kept of a record, unseen.
pub(crate) fn kept(source: Option<&hearken_core::journal::SourceRef>) -> Value {
    let source = source.expect("it came from a file");
    let kept: Value = serde_json::from_str(source.kept.as_deref().expect("something is kept")).expect("JSON");
    kept["extensions"][&source.app].clone()
}

/// Everything that a notebook holds, as one text, to look for what must not be in it.
pub(crate) fn all_of(notebook: &Notebook) -> String {
    notebook.records().map(|id| format!("{:?}", notebook.history(id))).collect()
}
