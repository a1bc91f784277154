//! Which words of a record can be searched for.

use crate::{Record, search::SearchText};

/// The words of a record that can be searched for. What is long stays where it is.
pub(super) fn searchable(record: &Record) -> Option<SearchText> {
    if !record.has_texts() {
        return None;
    }
    let mut words = SearchText::default();
    match record {
        Record::Journal(entry) => {
            entry.title.iter().chain(&entry.tags).for_each(|text| words.add(text));
            words.look_through(&entry.body);
        }
        _ => record.each_text(&mut |text| words.add(text)),
    }
    Some(words)
}
