//! Search as one types: every word of every entry, whatever its case and accents, by the beginnings of words.
//!
//! There is no index on disk and none to wipe: each text is folded once when it is opened ([`fold`]), and a query is
//! a plain scan over the folded texts ([`SearchIndex`]), fast enough at tens of thousands of entries.

mod fold;
mod index;
mod snippet;

pub use fold::{fold, fold_into};
pub use index::SearchIndex;
pub use snippet::{Piece, snippet};

/// At most this many words of a query are looked at.
const WORDS: usize = 12;

/// What somebody is looking for: words that must all occur, each at the beginning of a word.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Query {
    words: Vec<String>,
}

impl Query {
    /// Reads what was typed. `None` when there is no letter or digit in it.
    pub fn parse(typed: &str) -> Option<Self> {
        let folded = fold(typed);
        let mut words: Vec<String> = folded
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect();
        words.sort_unstable();
        words.dedup();
        // The longest word is usually the rarest, and the first one drives the scan.
        words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        words.truncate(WORDS);
        if words.is_empty() { None } else { Some(Self { words }) }
    }

    /// The folded words, longest first.
    pub fn words(&self) -> &[String] {
        &self.words
    }

    /// Whether every word begins a word somewhere in the already folded text.
    pub fn matches(&self, folded: &str) -> bool {
        self.words.iter().all(|word| find_word(folded, word, 0).is_some())
    }
}

/// Finds `word` at the beginning of a word of `folded`, at or after byte `from`.
fn find_word(folded: &str, word: &str, from: usize) -> Option<usize> {
    let finder = memchr::memmem::Finder::new(word);
    let mut at = from;
    while let Some(found) = finder.find(&folded.as_bytes()[at..]) {
        let start = at + found;
        if begins_word(folded, start) {
            return Some(start);
        }
        at = start + 1;
    }
    None
}

/// Whether a word begins at byte `start`. Scripts that write without blanks have a word at every letter.
fn begins_word(folded: &str, start: usize) -> bool {
    let before = folded[..start].chars().next_back();
    let first = folded[start..].chars().next();
    !before.is_some_and(char::is_alphanumeric) || first.is_some_and(writes_without_blanks)
}

fn writes_without_blanks(c: char) -> bool {
    matches!(c, '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{20000}'..='\u{3ffff}')
}
