//! The 24 recovery words: 256 bits that can be written on paper (BIP-39, English list).

mod spelling;

use std::fmt;

use bip39::{Language, Mnemonic};
use unicode_normalization::UnicodeNormalization;
use zeroize::{Zeroize, Zeroizing};

use crate::{SealError, kind_words, secret::Secret32};

/// How many words there are.
const COUNT: usize = 24;

/// The recovery words, as the 32 bytes they stand for. Wiped on drop.
pub struct RecoveryWords(Secret32);

/// What is wrong with words that were typed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum WordsFault {
    /// There are this many words, and not 24.
    Count(usize),
    /// The word at this place (from 1) is not in the list.
    Unknown {
        /// Which word, counted from 1. Never the word itself.
        position: usize,
        /// The word of the list that was probably meant.
        suggestion: Option<&'static str>,
    },
    /// All words are known, yet at least one is wrong or two are in each other's place.
    Checksum,
}

impl RecoveryWords {
    /// Fresh words, kind ones alone: about every fourth draw is, which leaves 254 of the 256 bits to guess.
    pub fn make() -> Self {
        loop {
            let drawn = Self(Secret32::random());
            if drawn.words().into_iter().all(kind_words::is_kind) {
                return drawn;
            }
        }
    }

    /// Reads words as people write them: any case; blanks, line breaks, commas, numbers between them; the first
    /// four letters of a word are enough.
    ///
    /// # Errors
    /// [`SealError::Words`], saying what is wrong and where.
    pub fn parse(typed: &str) -> Result<Self, SealError> {
        let mut tidy = Zeroizing::new(String::with_capacity(typed.len() * 3));
        tidy.extend(typed.nfkd().flat_map(char::to_lowercase));
        let words =
            || tidy.split(|letter: char| letter.is_whitespace() || ",;".contains(letter)).map(bare_word);
        let count = words().filter(|word| !word.is_empty()).count();
        if count != COUNT {
            return Err(SealError::Words(WordsFault::Count(count)));
        }
        let mut indices = Zeroizing::new([0; COUNT]);
        for (at, word) in words().filter(|word| !word.is_empty()).enumerate() {
            let unknown = || WordsFault::Unknown { position: at + 1, suggestion: spelling::suggestion(word) };
            indices[at] = spelling::find(word).ok_or_else(|| SealError::Words(unknown()))?;
        }
        from_indices(&indices).map(Self).ok_or(SealError::Words(WordsFault::Checksum))
    }

    /// The words to show, once.
    pub fn words(&self) -> [&'static str; COUNT] {
        let mnemonic =
            Mnemonic::from_entropy_in(Language::English, self.0.expose()).expect("32 bytes make 24 words");
        let mut words = [""; COUNT];
        words.iter_mut().zip(mnemonic.words()).for_each(|(place, word)| *place = word);
        words
    }

    /// The 32 bytes, for deriving a key.
    pub(crate) fn entropy(&self) -> &Secret32 {
        &self.0
    }
}

/// A word without the "1." or the "," that people write beside it.
fn bare_word(token: &str) -> &str {
    token.trim_matches(|letter: char| !letter.is_alphabetic())
}

/// The entropy of 24 words: 24 × 11 bits are 256 bits and 8 bits of checksum. `None` if the checksum is wrong.
fn from_indices(indices: &[usize; COUNT]) -> Option<Secret32> {
    let list = Language::English.word_list();
    let mut phrase = Zeroizing::new(String::with_capacity(COUNT * 9));
    for index in indices {
        phrase.push_str(list[*index]);
        phrase.push(' ');
    }
    let mnemonic = Mnemonic::parse_in_normalized(Language::English, phrase.trim_end()).ok()?;
    let (mut entropy, length) = mnemonic.to_entropy_array();
    let secret = Secret32::from_slice(&entropy[..length]);
    entropy.zeroize();
    secret
}

impl fmt::Display for WordsFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Count(count) => write!(f, "there are {count} words and not {COUNT}"),
            Self::Unknown { position, .. } => write!(f, "word {position} is not in the list"),
            Self::Checksum => f.write_str("the words do not belong together"),
        }
    }
}

/// Without the suggestion: an error that ends up in a log must not hold a recovery word.
impl fmt::Debug for WordsFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "WordsFault({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_unkind_word_is_offered_and_one_that_was_written_down_before_is_read() {
        for _ in 0..50 {
            assert!(RecoveryWords::make().words().into_iter().all(kind_words::is_kind));
        }
        let before = RecoveryWords(Secret32::from_slice(&[0; 32]).unwrap());
        let typed = before.words().join(" ");
        assert!(typed.starts_with("abandon abandon"));
        assert!(RecoveryWords::parse(&typed).is_ok_and(|read| read.words() == before.words()));
    }

    #[test]
    fn no_recovery_word_can_reach_a_log() {
        let fault = WordsFault::Unknown { position: 3, suggestion: Some("abandon") };
        assert_eq!(format!("{fault:?}"), "WordsFault(word 3 is not in the list)");
        assert!(!format!("{:?} {}", SealError::Words(fault), SealError::Words(fault)).contains("abandon"));
    }
}
