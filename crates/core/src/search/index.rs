//! The searchable words of a notebook, record after record, and the scan over them.
//!
//! Folded words lie in pieces of about a megabyte, so that a growing notebook never has to be copied as a whole.

use std::collections::HashMap;

use super::{Query, SearchText, text::Needle};
use crate::{RecordId, Text, Timestamp};

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
    folded: Vec<u8>,
    documents: Vec<Document>,
    dead_bytes: usize,
}

#[derive(Debug)]
struct Document {
    /// `None` once newer words of the record stand elsewhere, or the record was erased.
    record: Option<RecordId>,
    day: Timestamp,
    /// Where its folded words begin and end.
    start: usize,
    end: usize,
    /// What is looked through where it stands.
    written: Option<Text>,
}

impl SearchIndex {
    /// Makes `text` the searchable words of `record`, in place of what it had. Hits are given back with `day`.
    pub fn put(&mut self, record: RecordId, day: Timestamp, text: SearchText) {
        self.remove(record);
        let (folded, written) = text.into_parts();
        if self.pieces.last().is_none_or(|piece| piece.folded.capacity() - piece.folded.len() < folded.len())
        {
            let folded = Vec::with_capacity(PIECE.max(folded.len()));
            self.pieces.push(Piece { folded, ..Piece::default() });
        }
        let at = self.pieces.len() - 1;
        let piece = &mut self.pieces[at];
        self.places.insert(record, (at, piece.documents.len()));
        piece.push(record, day, &folded, written);
    }

    /// Takes a record's words out, and wipes them where they stood.
    pub fn remove(&mut self, record: RecordId) {
        let Some((at, document)) = self.places.remove(&record) else { return };
        let piece = &mut self.pieces[at];
        piece.wipe(document);
        if piece.dead_bytes > PIECE / 16 && piece.dead_bytes > piece.folded.len() / 4 {
            self.tidy(at);
        }
    }

    /// The records that match and their days, in no promised order.
    pub fn find(&self, query: &Query) -> Vec<(Timestamp, RecordId)> {
        let mut hits = Vec::new();
        if let Some((first, others)) = query.words.split_first() {
            self.pieces.iter().for_each(|piece| piece.find(first, others, &mut hits));
        }
        hits
    }

    /// Writes a piece anew without its wiped places.
    fn tidy(&mut self, at: usize) {
        let old = std::mem::take(&mut self.pieces[at]);
        let mut piece = Piece { folded: Vec::with_capacity(old.folded.capacity()), ..Piece::default() };
        for document in old.documents {
            if let Some(record) = document.record {
                self.places.insert(record, (at, piece.documents.len()));
                piece.push(record, document.day, &old.folded[document.start..document.end], document.written);
            }
        }
        self.pieces[at] = piece;
    }
}

impl Piece {
    fn push(&mut self, record: RecordId, day: Timestamp, folded: &[u8], written: Option<Text>) {
        let start = self.folded.len();
        self.folded.extend_from_slice(folded);
        self.documents.push(Document { record: Some(record), day, start, end: self.folded.len(), written });
    }

    fn wipe(&mut self, document: usize) {
        let document = &mut self.documents[document];
        (document.record, document.written) = (None, None);
        self.folded[document.start..document.end].fill(0);
        self.dead_bytes += document.end - document.start;
    }

    fn find(&self, first: &Needle, others: &[Needle], hits: &mut Vec<(Timestamp, RecordId)>) {
        // Where the first word stands next among the folded words: one scan for all records of the piece.
        let mut next = first.find(&self.folded);
        for document in &self.documents {
            if next.is_some_and(|at| at < document.start) {
                next = first.find(&self.folded[document.start..]).map(|at| document.start + at);
            }
            let Some(record) = document.record else { continue };
            let written =
                |word: &Needle| document.written.as_ref().is_some_and(|text| word.is_in_written(text));
            let folded = |word: &Needle| word.is_in(&self.folded[document.start..document.end]);
            if (next.is_some_and(|at| at < document.end) || written(first))
                && others.iter().all(|word| folded(word) || written(word))
            {
                hits.push((document.day, record));
            }
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

    /// Every second text is a long one, looked through where it stands.
    fn of(n: usize, text: &str) -> SearchText {
        let mut words = SearchText::default();
        if n.is_multiple_of(2) {
            words.add(text);
        } else {
            words.look_through(&text.into());
        }
        words
    }

    fn put(index: &mut SearchIndex, n: usize, text: &str) {
        index.put(id(n), Timestamp::default(), of(n, text));
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

    const TEXT: &str = "[abA1éßﬁİ½ .’\u{301}\n影]{0,14}";

    proptest! {
        #[test]
        fn the_scan_finds_what_a_reading_of_each_text_finds(
            texts in prop::collection::vec(TEXT, 1..12),
            edits in prop::collection::vec((0usize..12, TEXT), 0..30),
            typed in "[abAés1 影]{1,5}",
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
                let matches = |n: &usize| query.matches(&of(0, &model[*n]));
                let wanted: Vec<_> = (0..model.len()).filter(matches).map(id).collect();
                prop_assert_eq!(find(&index, &typed), wanted);
            }
        }
    }
}
