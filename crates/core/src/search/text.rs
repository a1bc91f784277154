//! The words of a record that a scan of its texts as they stand would not find, folded.
//!
//! Most words of a long text are plain: small letters of ASCII behind a blank, just as folding would leave them. A scan
//! of the text where it stands finds those, so only the others are folded and kept beside it, which for English is about
//! a seventh of the text, and for other scripts all of it. Short texts are folded whole.
//!
//! A blank stands before every folded word, so *begins a word* is nothing but a byte before the needle, here as in the
//! text itself. Scripts that write without blanks have a word at every letter, and so a blank of its own before each.

use super::fold::fold_char;
use crate::Record;

/// Texts shorter than this are folded whole: looking into each of them would cost more than it saves.
const SHORT: usize = 64;

/// The folded words of one record that are not found where they stand: each with a blank before it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct FoldedWords(Box<[u8]>);

impl FoldedWords {
    /// Folds what has to be folded of the texts of a record.
    pub fn of(record: &Record) -> Self {
        let mut folded = Vec::new();
        record.each_text(&mut |text| {
            if is_short(text) {
                folded.reserve(text.len() + 1);
                folded.push(b' ');
                fold_words(text, &mut folded);
            } else {
                folded.reserve(text.len() / 4);
                fold_words_that_are_not_plain(text, &mut folded);
            }
        });
        Self(folded.into())
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.0
    }
}

/// Whether all of a text is among the folded words.
pub(super) fn is_short(text: &str) -> bool {
    text.len() < SHORT
}

/// A word as it stands in [`FoldedWords`], and, if it is of ASCII, where it is plain in a text.
pub(super) fn needle(word: &str) -> Vec<u8> {
    let mut needle = Vec::with_capacity(word.len() + 1);
    if !word.starts_with(writes_without_blanks) {
        needle.push(b' ');
    }
    fold_words(word, &mut needle);
    needle
}

fn fold_words_that_are_not_plain(text: &str, folded: &mut Vec<u8>) {
    let bytes = text.as_bytes();
    let mut from = 0;
    while let Some(at) = next_not_plain(bytes, from) {
        let before = bytes[..at].iter().rev().take_while(|&&byte| is_in_word(byte)).count();
        from = fold_word(text, at - before, folded);
    }
}

/// Folds the word that begins there, and tells where it ends.
fn fold_word(text: &str, start: usize, folded: &mut Vec<u8>) -> usize {
    let (mut end, mut all) = (start, 0);
    folded.push(b' ');
    let word = folded.len();
    while let Some(&byte) = text.as_bytes().get(end)
        && is_in_word(byte)
    {
        folded.push(byte.to_ascii_lowercase());
        all |= byte;
        end += 1;
    }
    if !all.is_ascii() {
        folded.truncate(word);
        fold_words(&text[start..end], folded);
    }
    end
}

/// The first byte, from a place outside of words on, that makes its word another one than a plain one: a capital, a
/// letter that is not of ASCII, or the first letter behind something else than a blank.
fn next_not_plain(bytes: &[u8], from: usize) -> Option<usize> {
    // No blank stands before the very first word.
    let (mut at, mut before) = (from, SIGN);
    while let Some(&byte) = bytes.get(at) {
        let kind = KINDS[usize::from(byte)];
        if kind & (OTHER_LETTER | before >> 2) != 0 {
            return Some(at);
        }
        (at, before) = (at + 1, kind);
        // Behind a blank most of a text is leapt over.
        while before == BLANK && bytes[at..].first_chunk().is_some_and(is_small_letters_and_blanks) {
            at += LEAP;
        }
    }
    None
}

/// Bytes that are looked at together, without a branch.
const LEAP: usize = 16;

fn is_small_letters_and_blanks(bytes: &[u8; LEAP]) -> bool {
    bytes.iter().fold(true, |all, &byte| all & (byte.is_ascii_lowercase() | (byte == b' ')))
}

/// A letter or digit that folding leaves as it is.
const PLAIN: u8 = 1;
/// A capital, or a piece of what is not ASCII.
const OTHER_LETTER: u8 = 2;
/// What is no letter and no blank. Two bits to the left of [`PLAIN`].
const SIGN: u8 = 4;
const BLANK: u8 = 8;

/// What each byte of a text is.
const KINDS: [u8; 256] = {
    let mut kinds = [SIGN; 256];
    let mut byte = 0;
    while byte < kinds.len() {
        kinds[byte] = match byte as u8 {
            b'a'..=b'z' | b'0'..=b'9' => PLAIN,
            b'A'..=b'Z' | 0x80.. => OTHER_LETTER,
            b' ' => BLANK,
            _ => SIGN,
        };
        byte += 1;
    }
    kinds
};

fn is_in_word(byte: u8) -> bool {
    KINDS[usize::from(byte)] & (PLAIN | OTHER_LETTER) != 0
}

/// Bytes of ASCII, which most text is, go many at a time and without a branch.
const STRIDE: usize = 32;

fn fold_words(text: &str, folded: &mut Vec<u8>) {
    let mut rest = text;
    while !rest.is_empty() {
        let strides = rest.as_bytes().chunks(STRIDE).take_while(|stride| stride.is_ascii());
        let ascii = strides.map(<[u8]>::len).sum();
        folded.extend(rest.as_bytes()[..ascii].iter().map(|&byte| word_byte(byte)));
        rest = &rest[ascii..];
        // The next stride has other letters among its plain ones.
        let mixed = rest.char_indices().take_while(|(at, _)| *at < STRIDE);
        let end = mixed
            .map(|(at, c)| {
                fold_word_char(c, folded);
                at + c.len_utf8()
            })
            .last()
            .unwrap_or(0);
        rest = &rest[end..];
    }
}

fn fold_word_char(c: char, folded: &mut Vec<u8>) {
    match u8::try_from(c) {
        Ok(byte) if byte.is_ascii() => folded.push(word_byte(byte)),
        _ => fold_char(c, &mut |c| {
            word_char(c, &mut |c| folded.extend(c.encode_utf8(&mut [0; 4]).as_bytes()));
        }),
    }
}

const fn word_byte(byte: u8) -> u8 {
    if byte.is_ascii_alphanumeric() { byte.to_ascii_lowercase() } else { b' ' }
}

/// What a folded character becomes: itself, a blank, or a blank and itself.
pub(super) fn word_char(folded: char, push: &mut impl FnMut(char)) {
    if writes_without_blanks(folded) {
        push(' ');
    }
    push(if folded.is_alphanumeric() { folded } else { ' ' });
}

fn writes_without_blanks(c: char) -> bool {
    matches!(c, '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::JournalEntry;

    fn folded(text: &str) -> String {
        let entry = JournalEntry { body: text.to_owned(), ..JournalEntry::default() };
        let words = FoldedWords::of(&Record::Journal(entry));
        String::from_utf8(words.bytes().to_vec()).unwrap()
    }

    #[test]
    fn a_blank_stands_before_every_word_of_a_short_text() {
        assert_eq!(folded("Don\u{2019}t, Żółw!我的影 b"), " don t  zolw  我 的 影 b");
    }

    #[test]
    fn of_a_long_text_only_the_words_are_folded_that_do_not_stand_there_so_already() {
        let plain = "and so it went on and on, with nothing to fold at all; ";
        assert_eq!(folded(&format!(" {plain}{plain}")), "");
        assert_eq!(
            folded(&format!("{plain}(it) Was a caf\u{e9}, 2 half-way don\u{2019}ts\nand {plain}MORE")),
            " and it was cafe way don ts and more"
        );
    }
}
