//! A text as it is searched: folded, with a blank in place of whatever is no letter or digit.
//!
//! A blank stands before every word, so *begins a word* is nothing but a byte before the needle. Scripts that write
//! without blanks have a word at every letter, and so a blank of its own before each.
//!
//! In a long text most words stand so already, in small plain letters behind a blank. It is looked through as it was
//! written, and only its other words are folded beside it: little in most languages that use Latin letters, and as much
//! as the text itself in Greek or Chinese.

use memchr::memmem::Finder;

use super::fold::fold_char;
use crate::Text;

/// One record's words, ready to be searched.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SearchText {
    /// Begins with a blank.
    folded: Vec<u8>,
    written: Option<Text>,
}

impl Default for SearchText {
    fn default() -> Self {
        Self { folded: vec![b' '], written: None }
    }
}

impl SearchText {
    /// Adds a text, folded. Its first word does not run into the last one.
    pub fn add(&mut self, text: &str) {
        fold_words(text, &mut self.folded);
        self.folded.push(b' ');
    }

    /// Has a long text looked through where it stands. A record has one of these.
    pub fn look_through(&mut self, text: &Text) {
        let bytes = text.as_bytes();
        self.folded.reserve(bytes.len() / 8);
        // No blank stands before the first word.
        let mut end = end_of_word(bytes, 0);
        self.add(&text[..end]);
        let each_and_the_next = bytes.chunks(AT_ONCE).zip(bytes.get(1..).unwrap_or_default().chunks(AT_ONCE));
        for (n, (before, here)) in each_and_the_next.enumerate() {
            let (first, marks) = (n * AT_ONCE + 1, mark_odd(before, here));
            while let Some(odd) = first_mark(marks, end.saturating_sub(first)) {
                let start = start_of_word(bytes, first + odd);
                end = end_of_word(bytes, first + odd);
                self.add(&text[start..end]);
            }
        }
        self.written = Some(text.clone());
    }

    /// These words and others, as those of one record. Of two texts that are looked through, one is folded.
    pub(crate) fn and(mut self, other: Self) -> Self {
        self.folded.extend(other.folded);
        match other.written {
            Some(written) if self.written.is_some() => self.add(&written),
            Some(written) => self.written = Some(written),
            None => {}
        }
        self
    }

    /// Whether the word is here.
    pub(super) fn holds(&self, word: &Needle) -> bool {
        word.is_in(&self.folded) || self.written.as_ref().is_some_and(|text| word.is_in_written(text))
    }

    pub(super) fn into_parts(self) -> (Vec<u8>, Option<Text>) {
        (self.folded, self.written)
    }
}

fn start_of_word(text: &[u8], within: usize) -> usize {
    text[..within].iter().rposition(|byte| *byte == b' ').map_or(0, |blank| blank + 1)
}

fn end_of_word(text: &[u8], within: usize) -> usize {
    text[within..].iter().position(|byte| *byte == b' ').map_or(text.len(), |blank| within + blank)
}

/// How many bytes are looked at together: as many as a `u128` has.
const AT_ONCE: usize = 16;

/// Marks each byte of `here` for which the word around it must be folded; `before` holds the byte before each.
fn mark_odd(before: &[u8], here: &[u8]) -> u128 {
    let mut marks = [0; AT_ONCE];
    for ((mark, before), here) in marks.iter_mut().zip(before).zip(here) {
        *mark = if is_odd(*before, *here) { u8::MAX } else { 0 };
    }
    u128::from_le_bytes(marks)
}

/// The first byte marked, at `from` or behind it.
fn first_mark(marks: u128, from: usize) -> Option<usize> {
    let rest = marks.checked_shr(u32::try_from(8 * from).ok()?)?;
    (rest != 0).then(|| from + rest.trailing_zeros() as usize / 8)
}

/// A capital, a letter that is not plain, or a letter or digit right behind a sign. Without a branch, so that many go at
/// a time.
const fn is_odd(before: u8, byte: u8) -> bool {
    let behind_a_sign = (before != b' ') & !before.is_ascii_alphanumeric();
    byte.is_ascii_uppercase() | !byte.is_ascii() | (behind_a_sign & byte.is_ascii_alphanumeric())
}

/// A word that is looked for.
#[derive(Clone, Debug)]
pub(super) struct Needle {
    finder: Finder<'static>,
}

impl Needle {
    /// Of a folded word.
    pub(super) fn of(word: &str) -> Self {
        Self { finder: Finder::new(&needle(word)).into_owned() }
    }

    /// As it stands among folded words: with the blank before it that makes it the beginning of a word.
    pub(super) fn bytes(&self) -> &[u8] {
        self.finder.needle()
    }

    /// Where it stands among folded words.
    pub(super) fn find(&self, folded: &[u8]) -> Option<usize> {
        self.finder.find(folded)
    }

    pub(super) fn is_in(&self, folded: &[u8]) -> bool {
        self.find(folded).is_some()
    }

    /// Whether it stands in a written text as it would among folded words.
    pub(super) fn is_in_written(&self, text: &str) -> bool {
        self.bytes().is_ascii() && self.is_in(text.as_bytes())
    }
}

/// An already folded word as it stands in a [`SearchText`].
fn needle(word: &str) -> Vec<u8> {
    let mut needle = Vec::with_capacity(word.len() + 1);
    if !word.starts_with(writes_without_blanks) {
        needle.push(b' ');
    }
    fold_words(word, &mut needle);
    needle
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

    fn folded(text: &SearchText) -> &str {
        std::str::from_utf8(&text.folded).unwrap()
    }

    #[test]
    fn a_blank_stands_before_every_word() {
        let mut text = SearchText::default();
        text.add("Don\u{2019}t, Żółw!我的影 b");
        assert_eq!(folded(&text), " don t  zolw  我 的 影 b ");
    }

    #[test]
    fn of_a_long_text_only_the_words_that_do_not_stand_plainly_are_folded() {
        let mut text = SearchText::default();
        text.look_through(&"so it is, it said; Don\u{2019}t (or do) at the café\nand".into());
        assert_eq!(folded(&text), " so don t  or cafe and ");
    }
}
