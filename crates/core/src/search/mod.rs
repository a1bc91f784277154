//! Search as one types: every word of every entry, whatever its case and accents, by the beginnings of words.
//!
//! There is no index on disk and none to wipe: each text is folded once when it is opened ([`SearchText`]), and a
//! query is a plain scan over the folded texts ([`SearchIndex`]), fast enough at tens of thousands of entries.

mod fold;
mod index;
mod snippet;
mod text;

pub use fold::fold;
pub use index::SearchIndex;
pub use snippet::{Piece, snippet};
pub use text::SearchText;

/// At most this many words of a query are looked at.
const WORDS: usize = 12;

/// What somebody is looking for: words that must all occur, each at the beginning of a word.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Query {
    /// Each as it stands in a folded text: with the blank before it that makes it the beginning of a word.
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
        // The longest word is usually the rarest, and the first one drives the scan.
        needles.sort_by_key(|needle| std::cmp::Reverse(needle.len()));
        needles.truncate(WORDS);
        if needles.is_empty() { None } else { Some(Self { needles }) }
    }

    /// Whether every word begins a word somewhere in the text.
    pub fn matches(&self, text: &SearchText) -> bool {
        self.needles.iter().all(|needle| memchr::memmem::find(text.bytes(), needle).is_some())
    }
}
