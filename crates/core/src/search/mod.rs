//! Search as one types: every word of every entry, whatever its case and accents, by the beginnings of words.
//!
//! There is no index on disk and none to wipe: words that do not stand in a text as they are searched are folded once when
//! it is opened ([`SearchText`]), and a query is a plain scan over texts and folded words ([`SearchIndex`]), fast enough at
//! tens of thousands of entries.

mod fold;
mod index;
mod snippet;
mod text;

pub use fold::fold;
pub use index::SearchIndex;
pub use snippet::{Piece, snippet};
use text::Needle;
pub use text::SearchText;

/// At most this many words of a query are looked at.
const WORDS: usize = 12;

/// What somebody is looking for: words that must all occur, each at the beginning of a word.
#[derive(Clone, Debug)]
pub struct Query {
    words: Vec<Needle>,
}

impl Query {
    /// Reads what was typed. `None` when there is no letter or digit in it.
    pub fn parse(typed: &str) -> Option<Self> {
        let folded = fold(typed);
        let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let mut words: Vec<&str> = words.collect();
        words.sort_unstable();
        words.dedup();
        // The longest word is usually the rarest, and the first one drives the scan.
        words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        words.truncate(WORDS);
        if words.is_empty() {
            None
        } else {
            Some(Self { words: words.into_iter().map(Needle::of).collect() })
        }
    }

    /// Whether every word begins a word somewhere in the text.
    pub fn matches(&self, text: &SearchText) -> bool {
        self.words.iter().all(|word| text.holds(word))
    }
}
