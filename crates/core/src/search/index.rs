//! The folded texts of a notebook in one long buffer, and the scan over it.

use std::collections::HashMap;

use memchr::memmem::Finder;

use super::{Query, begins_word};
use crate::RecordId;

/// Every searchable text, folded, one document a record.
#[derive(Debug, Default)]
pub struct SearchIndex {
    text: String,
    documents: Vec<Document>,
    newest: HashMap<RecordId, usize>,
    dead_bytes: usize,
}

#[derive(Debug)]
struct Document {
    /// `None` once a newer text of the record stands elsewhere, or the record was erased.
    record: Option<RecordId>,
    start: usize,
    end: usize,
}

impl SearchIndex {
    /// Makes `folded` the searchable text of `record`, in place of what it had.
    pub fn put(&mut self, record: RecordId, folded: &str) {
        self.remove(record);
        let start = self.text.len();
        self.text.push_str(folded);
        let end = self.text.len();
        // Keeps a word of one document from running into the next.
        self.text.push('\0');
        self.newest.insert(record, self.documents.len());
        self.documents.push(Document { record: Some(record), start, end });
    }

    /// Takes a record's text out, and wipes it where it stood.
    pub fn remove(&mut self, record: RecordId) {
        let Some(place) = self.newest.remove(&record) else { return };
        let document = &mut self.documents[place];
        document.record = None;
        self.dead_bytes += document.end - document.start + 1;
        if self.dead_bytes > 4096 && self.dead_bytes > self.text.len() / 4 {
            self.compact();
        }
    }

    /// The records that match, in no promised order.
    pub fn find(&self, query: &Query) -> Vec<RecordId> {
        let mut hits = Vec::new();
        let Some((first, others)) = query.words().split_first() else { return hits };
        let others: Vec<Finder<'_>> = others.iter().map(|word| Finder::new(word)).collect();
        let finder = Finder::new(first);
        let mut at = 0;
        while let Some(found) = finder.find(&self.text.as_bytes()[at..]) {
            let start = at + found;
            if !begins_word(&self.text, start) {
                at = start + first.len();
                continue;
            }
            let document = &self.documents[self.documents.partition_point(|document| document.end < start)];
            if let Some(record) = document.record {
                let text = &self.text[document.start..document.end];
                if others.iter().all(|other| holds_word(text, other)) {
                    hits.push(record);
                }
            }
            at = document.end;
        }
        hits
    }

    fn compact(&mut self) {
        let mut text = String::with_capacity(self.text.len() - self.dead_bytes);
        let mut documents = Vec::with_capacity(self.newest.len());
        for document in &self.documents {
            let Some(record) = document.record else { continue };
            let start = text.len();
            text.push_str(&self.text[document.start..document.end]);
            let end = text.len();
            text.push('\0');
            self.newest.insert(record, documents.len());
            documents.push(Document { record: Some(record), start, end });
        }
        (self.text, self.documents, self.dead_bytes) = (text, documents, 0);
    }
}

fn holds_word(text: &str, finder: &Finder<'_>) -> bool {
    finder.find_iter(text.as_bytes()).any(|start| begins_word(text, start))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::fold;
    use proptest::prelude::*;

    fn id(n: u8) -> RecordId {
        RecordId::from_bytes([n; 16])
    }

    fn find(index: &SearchIndex, typed: &str) -> Vec<RecordId> {
        let mut hits = index.find(&Query::parse(typed).unwrap());
        hits.sort_unstable();
        hits
    }

    #[test]
    fn several_words_must_all_begin_a_word() {
        let mut index = SearchIndex::default();
        index.put(id(1), &fold("The Planner keeps the kitchen quiet."));
        index.put(id(2), &fold("A quiet plan."));
        assert_eq!(find(&index, "plan quiet"), [id(1), id(2)]);
        assert_eq!(find(&index, "QUIET plann"), [id(1)]);
        assert_eq!(find(&index, "lanner"), []);
    }

    #[test]
    fn a_later_text_replaces_the_earlier_one() {
        let mut index = SearchIndex::default();
        index.put(id(1), "harbour");
        index.put(id(1), "lighthouse");
        assert_eq!(find(&index, "harbour"), []);
        assert_eq!(find(&index, "lighthouse"), [id(1)]);
    }

    #[test]
    fn words_are_found_inside_scripts_without_blanks() {
        let mut index = SearchIndex::default();
        index.put(id(1), &fold("我的影子"));
        assert_eq!(find(&index, "影"), [id(1)]);
    }

    proptest! {
        #[test]
        fn the_scan_finds_what_a_plain_reading_finds(
            texts in prop::collection::vec("[abéß .影]{0,12}", 1..12),
            edits in prop::collection::vec((0usize..12, "[abéß .影]{0,12}"), 0..30),
            typed in "[abés 影]{1,5}",
        ) {
            let mut index = SearchIndex::default();
            let mut model: Vec<String> = texts.iter().map(|text| fold(text)).collect();
            for (n, text) in model.iter().enumerate() {
                index.put(id(n as u8), text);
            }
            for (n, text) in edits {
                if let Some(slot) = model.get_mut(n) {
                    *slot = fold(&text);
                    index.put(id(n as u8), slot);
                }
            }
            if let Some(query) = Query::parse(&typed) {
                let mut hits = index.find(&query);
                hits.sort_unstable();
                let wanted: Vec<_> = (0..model.len()).filter(|&n| query.matches(&model[n])).map(|n| id(n as u8)).collect();
                prop_assert_eq!(hits, wanted);
            }
        }
    }
}
