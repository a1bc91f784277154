//! Search as one types: every word of every entry, whatever its case and accents, by the beginnings of words.
//!
//! There is no index on disk and none to wipe. A query is a plain scan over the texts where they stand, fast enough at
//! tens of thousands of entries, and over the words of them that folding changes ([`FoldedWords`]), which are folded
//! once, when a notebook is opened.

mod fold;
mod snippet;
mod text;

pub use fold::fold;
pub use snippet::{Piece, snippet};
pub use text::FoldedWords;

use memchr::memmem::Finder;

use crate::Record;

/// At most this many words of a query are looked at.
const WORDS: usize = 12;

/// What somebody is looking for: words that must all occur, each at the beginning of a word.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Query {
    /// Each as it stands folded: with the blank before it that makes it the beginning of a word.
    needles: Vec<Vec<u8>>,
}

impl Query {
    /// Reads what was typed. `None` when there is no letter or digit in it.
    pub fn parse(typed: &str) -> Option<Self> {
        let folded = fold(typed);
        let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let mut needles: Vec<Vec<u8>> = words.map(text::needle).collect();
        needles.sort_unstable();
        needles.dedup();
        // The longest word is usually the rarest, and the first one is looked for in every record.
        needles.sort_by_key(|needle| std::cmp::Reverse(needle.len()));
        needles.truncate(WORDS);
        if needles.is_empty() { None } else { Some(Self { needles }) }
    }

    /// Gets ready to look through many records.
    pub fn scan(&self) -> Scan<'_> {
        Scan { finders: self.needles.iter().map(Finder::new).collect() }
    }
}

/// A query that is ready to look through many records.
#[derive(Debug)]
pub struct Scan<'a> {
    finders: Vec<Finder<'a>>,
}

impl Scan<'_> {
    /// Whether every word of the query begins a word of the record, whose folded words are given with it.
    pub fn finds(&self, record: &Record, words: &FoldedWords) -> bool {
        self.finders.iter().all(|finder| {
            finder.find(words.bytes()).is_some() || finder.needle().is_ascii() && stands_in(record, finder)
        })
    }
}

/// Whether a word stands in one of the record's long texts as it is looked for. What has other letters than those of
/// ASCII is among the folded words, wherever it stands.
fn stands_in(record: &Record, finder: &Finder<'_>) -> bool {
    let mut found = false;
    record.each_text(&mut |text| {
        found = found || !text::is_short(text) && finder.find(text.as_bytes()).is_some();
    });
    found
}
