//! A text as it is searched: folded, with a blank in place of whatever is no letter or digit.
//!
//! A blank stands before every word, so *begins a word* is nothing but a byte before the needle. Scripts that write
//! without blanks have a word at every letter, and so a blank of its own before each.

use super::fold::fold_char;

/// One record's words, ready to be searched. Begins with a blank.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SearchText(Vec<u8>);

impl SearchText {
    /// No words yet, and room for about this many bytes.
    pub fn with_capacity(bytes: usize) -> Self {
        let mut text = Vec::with_capacity(bytes + 8);
        text.push(b' ');
        Self(text)
    }

    /// The words of one text.
    pub fn of(text: &str) -> Self {
        let mut folded = Self::with_capacity(text.len());
        folded.add(text);
        folded
    }

    /// Adds another text. Its first word does not run into the last one.
    pub fn add(&mut self, text: &str) {
        fold_words(text, &mut self.0);
        self.0.push(b' ');
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.0
    }
}

/// An already folded word as it stands in a [`SearchText`].
pub(super) fn needle(word: &str) -> Vec<u8> {
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

    #[test]
    fn a_blank_stands_before_every_word() {
        let text = SearchText::of("Don\u{2019}t, Żółw!我的影 b");
        assert_eq!(std::str::from_utf8(text.bytes()).unwrap(), " don t  zolw  我 的 影 b ");
    }
}
