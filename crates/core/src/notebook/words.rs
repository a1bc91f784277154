//! Which words of a record can be searched for.

use crate::{Record, search::SearchText};

/// The folded words of a record that can be searched for.
pub(super) fn searchable(record: &Record) -> Option<SearchText> {
    if !record.has_texts() {
        return None;
    }
    let mut folded = SearchText::with_capacity(match record {
        Record::Journal(entry) => entry.body.len() + entry.title.as_ref().map_or(0, String::len),
        _ => 0,
    });
    record.each_text(&mut |text| folded.add(text));
    Some(folded)
}
