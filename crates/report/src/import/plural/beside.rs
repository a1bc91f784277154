//! What is kept beside a record that came in: what its file said, and what has no place here.

use hearken_core::{
    Record, When,
    journal::{JournalEntry, SourceRef},
};
use serde_json::{Value, json};

use super::value::Fields;
use crate::import::{Ties, text::digest_of};

/// The record as the file says it: without the zone that was assumed, which is another one on another machine.
fn as_said(what: &Record) -> Record {
    let mut what = what.clone();
    if let Record::Journal(JournalEntry { when, .. }) = &mut what
        && when.zone_assumed
    {
        *when = When::new(when.at, 0);
    }
    what
}

/// The record with where it came from: a digest of what was read, and what has no place here.
pub(super) fn with_source(
    mut what: Record,
    source: SourceRef,
    app: &str,
    kept: Fields,
    ties: &Ties,
) -> Record {
    let said = hearken_written::to_json(&as_said(&what)).map(|(written, _)| written.what.to_string());
    let said = said.unwrap_or_default();
    // What is kept of a system is all there is of it, so a newer file's is news.
    let whole = if source.id.starts_with("systems/") {
        Value::Object(kept.clone()).to_string()
    } else {
        String::new()
    };
    let (from, to) = ties.ends.clone().unwrap_or_default();
    let within = ties.within.clone().unwrap_or_default();
    let picture = ties.picture.as_ref().map_or_else(String::new, |picture| picture.bytes.len().to_string());
    let digest = digest_of(&[&said, &whole, &ties.parts.join("\n"), &from, &to, &within, &picture]);
    let mut beside = json!({ "source": digest });
    if !kept.is_empty() {
        beside["extensions"] = json!({ app: kept });
    }
    let source = SourceRef { kept: Some(beside.to_string()), ..source };
    match &mut what {
        Record::Part(part) => part.source = Some(source),
        Record::Bond(bond) => bond.source = Some(source),
        Record::Group(group) => group.source = Some(source),
        Record::Journal(entry) => entry.source = Some(source.into()),
        _ => {}
    }
    what
}
