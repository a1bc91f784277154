//! Names to sign in with, on a server that several people use. The operator sees them.
//!
//! A name is kept as it was written, and compared in a folded form, so that nobody can be taken for another by the size of
//! a letter or by the way a keyboard writes an accent.

use hearken_seal::Digest;
use unicode_normalization::UnicodeNormalization;

use crate::port::Counter;

/// The most characters of a name.
pub const LONGEST_NAME: usize = 64;

/// A name that can be signed in with.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Name {
    written: String,
    folded: String,
}

/// What is wrong with a name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NameFault {
    /// Nothing is there.
    Empty,
    /// It has more than [`LONGEST_NAME`] characters.
    TooLong,
    /// It has a character that is not seen, or that turns the text around.
    Unseen,
}

impl Name {
    /// The name as it was typed, without what stands around it.
    pub fn new(typed: &str) -> Result<Self, NameFault> {
        let written = typed.trim();
        if written.chars().count() > LONGEST_NAME {
            return Err(NameFault::TooLong);
        }
        if written.chars().any(is_unseen) {
            return Err(NameFault::Unseen);
        }
        let folded = fold(written);
        if folded.is_empty() {
            Err(NameFault::Empty)
        } else {
            Ok(Self { written: written.to_owned(), folded })
        }
    }

    /// As it was written.
    pub fn written(&self) -> &str {
        &self.written
    }

    /// As it is compared.
    pub fn folded(&self) -> &str {
        &self.folded
    }

    /// What tries under this name are counted for.
    pub fn counter(&self) -> Counter {
        counter(&self.folded)
    }
}

/// The form in which names are compared. Letter by letter, so that no letter depends on the one beside it.
pub(crate) fn fold(name: &str) -> String {
    let upper = name.nfkc().flat_map(char::to_lowercase).flat_map(char::to_uppercase);
    let folded: String = upper.flat_map(char::to_lowercase).nfkc().collect();
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What tries under that name are counted for, whether or not somebody has it.
pub(crate) fn counter(folded: &str) -> Counter {
    Counter::Hash(Digest::of(&[b"sign in as\0", folded.as_bytes()].concat()).0)
}

/// Whether a character is a sign for a machine, stands in no place, or turns the text around.
fn is_unseen(char: char) -> bool {
    char.is_control()
        || matches!(char, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(typed: &str) -> String {
        Name::new(typed).unwrap().folded().to_owned()
    }

    #[test]
    fn a_name_is_kept_as_written_and_compared_whatever_keyboard_wrote_it() {
        assert_eq!(Name::new("  Zoë  van Dijk ").unwrap().written(), "Zoë  van Dijk");
        for same in ["zoë van dijk", "ZOE\u{308} VAN  DIJK", "Zoë\u{a0}van\u{3000}Dijk"] {
            assert_eq!(folded(same), folded("Zoë van Dijk"), "{same}");
        }
        assert_eq!(folded("STRASSE"), folded("straße"));
        assert_eq!(folded("ΟΔΥΣΣΕΥΣ"), folded("Οδυσσευς"));
        assert_eq!(folded("ﬁn"), folded("FIN"));
        assert_ne!(folded("Ana"), folded("Anna"));
    }

    #[test]
    fn what_could_deceive_or_is_nothing_is_no_name() {
        for typed in ["", "  ", "\u{3000}"] {
            assert_eq!(Name::new(typed), Err(NameFault::Empty), "{typed:?}");
        }
        for typed in ["a\u{202e}b", "a\u{200b}b", "a\nb", "a\u{0}b", "\u{2066}a", "a\u{feff}b", "a\u{ad}b"] {
            assert_eq!(Name::new(typed), Err(NameFault::Unseen), "{typed:?}");
        }
        assert!(Name::new(&"ö".repeat(64)).is_ok());
        assert_eq!(Name::new(&"ö".repeat(65)), Err(NameFault::TooLong));
    }

    #[test]
    fn folding_what_is_folded_changes_nothing() {
        for typed in ["İstanbul", "ǅ", "ŉ", "ẞ", "ΐ", "ﬀ", "Å"] {
            assert_eq!(fold(&fold(typed)), fold(typed), "{typed}");
        }
    }
}
