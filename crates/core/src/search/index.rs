//! The folded texts of a notebook, one after the other, and the scan over them.
//!
//! They lie in pieces of about a megabyte, so that a growing notebook never has to be copied as a whole.

use std::collections::HashMap;

use memchr::memmem::Finder;

use super::{Query, SearchText};
use crate::{RecordId, Timestamp};

/// Bytes in one piece, unless a single text is longer.
const PIECE: usize = 1 << 20;

/// Every searchable text, one document a record.
#[derive(Debug, Default)]
pub struct SearchIndex {
    pieces: Vec<Piece>,
    /// Where a record's text stands: which piece, which document of it.
    places: HashMap<RecordId, (usize, usize)>,
}

#[derive(Debug, Default)]
struct Piece {
    text: Vec<u8>,
    documents: Vec<Document>,
    dead_bytes: usize,
}

#[derive(Clone, Copy, Debug)]
struct Document {
    /// `None` once a newer text of the record stands elsewhere, or the record was erased.
    record: Option<RecordId>,
    day: Timestamp,
    start: usize,
    end: usize,
}

impl SearchIndex {
    /// Makes `text` the searchable words of `record`, in place of what it had. Hits are given back with `day`.
    pub fn put(&mut self, record: RecordId, day: Timestamp, text: &SearchText) {
        self.remove(record);
        let text = text.bytes();
        if self.pieces.last().is_none_or(|piece| piece.text.capacity() - piece.text.len() < text.len()) {
            let text = Vec::with_capacity(PIECE.max(text.len()));
            self.pieces.push(Piece { text, ..Piece::default() });
        }
        let at = self.pieces.len() - 1;
        let piece = &mut self.pieces[at];
        self.places.insert(record, (at, piece.documents.len()));
        piece.push(record, day, text);
    }

    /// Takes a record's words out, and wipes them where they stood.
    pub fn remove(&mut self, record: RecordId) {
        let Some((at, document)) = self.places.remove(&record) else { return };
        let piece = &mut self.pieces[at];
        piece.wipe(document);
        if piece.dead_bytes > PIECE / 16 && piece.dead_bytes > piece.text.len() / 4 {
            self.tidy(at);
        }
    }

    /// The records that match and their days, in no promised order.
    pub fn find(&self, query: &Query) -> Vec<(Timestamp, RecordId)> {
        let finders: Vec<Finder<'_>> = query.needles.iter().map(Finder::new).collect();
        let mut hits = Vec::new();
        if let Some((first, others)) = finders.split_first() {
            self.pieces.iter().for_each(|piece| piece.find(first, others, &mut hits));
        }
        hits
    }

    /// Writes a piece anew without its wiped places.
    fn tidy(&mut self, at: usize) {
        let old = std::mem::take(&mut self.pieces[at]);
        let mut piece = Piece { text: Vec::with_capacity(old.text.capacity()), ..Piece::default() };
        for document in &old.documents {
            if let Some(record) = document.record {
                self.places.insert(record, (at, piece.documents.len()));
                piece.push(record, document.day, &old.text[document.start..document.end]);
            }
        }
        self.pieces[at] = piece;
    }
}

impl Piece {
    fn push(&mut self, record: RecordId, day: Timestamp, text: &[u8]) {
        let start = self.text.len();
        self.text.extend_from_slice(text);
        self.documents.push(Document { record: Some(record), day, start, end: self.text.len() });
    }

    fn wipe(&mut self, document: usize) {
        let document = &mut self.documents[document];
        document.record = None;
        self.text[document.start..document.end].fill(0);
        self.dead_bytes += document.end - document.start;
    }

    fn find(&self, first: &Finder<'_>, others: &[Finder<'_>], hits: &mut Vec<(Timestamp, RecordId)>) {
        let mut at = 0;
        while let Some(found) = first.find(&self.text[at..]) {
            let start = at + found;
            let document = self.documents[self.documents.partition_point(|document| document.end <= start)];
            let text = &self.text[document.start..document.end];
            if let Some(record) = document.record
                && others.iter().all(|other| other.find(text).is_some())
            {
                hits.push((document.day, record));
            }
            at = document.end;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn id(n: usize) -> RecordId {
        RecordId::from_bytes([u8::try_from(n).unwrap(); 16])
    }

    fn put(index: &mut SearchIndex, n: usize, text: &str) {
        index.put(id(n), Timestamp::default(), &SearchText::of(text));
    }

    fn find(index: &SearchIndex, typed: &str) -> Vec<RecordId> {
        let mut hits: Vec<_> =
            index.find(&Query::parse(typed).unwrap()).into_iter().map(|(_, id)| id).collect();
        hits.sort_unstable();
        hits
    }

    #[test]
    fn several_words_must_all_begin_a_word() {
        let mut index = SearchIndex::default();
        put(&mut index, 1, "The Planner keeps the kitchen quiet.");
        put(&mut index, 2, "A quiet plan.");
        assert_eq!(find(&index, "plan quiet"), [id(1), id(2)]);
        assert_eq!(find(&index, "QUIET plann"), [id(1)]);
        assert_eq!(find(&index, "lanner"), []);
    }

    #[test]
    fn a_later_text_replaces_the_earlier_one() {
        let mut index = SearchIndex::default();
        put(&mut index, 1, "harbour");
        put(&mut index, 1, "lighthouse");
        assert_eq!(find(&index, "harbour"), []);
        assert_eq!(find(&index, "lighthouse"), [id(1)]);
    }

    #[test]
    fn words_are_found_inside_scripts_without_blanks() {
        let mut index = SearchIndex::default();
        put(&mut index, 1, "我的影子");
        assert_eq!(find(&index, "影子"), [id(1)]);
        assert_eq!(find(&index, "我影"), []);
    }

    #[test]
    fn texts_of_many_megabytes_are_found_and_taken_out_across_pieces() {
        let mut index = SearchIndex::default();
        let text = |n: usize| format!("w{n} {}", "word ".repeat(40_000));
        (0..20).for_each(|n| put(&mut index, n, &text(n)));
        (0..20).filter(|n| n % 2 == 0).for_each(|n| index.remove(id(n)));
        assert_eq!(find(&index, "word"), (0..20).filter(|n| n % 2 == 1).map(id).collect::<Vec<_>>());
        assert_eq!(find(&index, "w13"), [id(13)]);
        assert_eq!(find(&index, "w12"), []);
    }

    proptest! {
        #[test]
        fn the_scan_finds_what_a_reading_of_each_text_finds(
            texts in prop::collection::vec("[abéß .影]{0,12}", 1..12),
            edits in prop::collection::vec((0usize..12, "[abéß .影]{0,12}"), 0..30),
            typed in "[abés 影]{1,5}",
        ) {
            let mut index = SearchIndex::default();
            let mut model = texts;
            for (n, text) in model.iter().enumerate() {
                put(&mut index, n, text);
            }
            for (n, text) in edits {
                if let Some(slot) = model.get_mut(n) {
                    put(&mut index, n, &text);
                    *slot = text;
                }
            }
            if let Some(query) = Query::parse(&typed) {
                let matches = |n: &usize| query.matches(&SearchText::of(&model[*n]));
                let wanted: Vec<_> = (0..model.len()).filter(matches).map(id).collect();
                prop_assert_eq!(find(&index, &typed), wanted);
            }
        }
    }
}
