//! Finds recovery words as people spell them, and guesses what was meant.

use bip39::Language;
use zeroize::Zeroizing;

/// In the English list no two words share their first four letters.
const ENOUGH: usize = 4;

/// The place in the list of a word, or of the only word that begins like it.
pub(super) fn find(typed: &str) -> Option<usize> {
    let list = Language::English.word_list();
    let exact = list.iter().position(|word| *word == typed);
    let beginning = || list.iter().position(|word| typed.len() >= ENOUGH && word.starts_with(typed));
    exact.or_else(beginning)
}

/// The word that was probably meant: one that begins with the same four letters, or else the only nearest one
/// within two slips of the pen.
pub(super) fn suggestion(typed: &str) -> Option<&'static str> {
    let list = Language::English.word_list();
    let same_beginning = |word: &&&str| word.len() >= ENOUGH && typed.starts_with(&word[..ENOUGH]);
    if let Some(word) = list.iter().find(same_beginning) {
        return Some(word);
    }
    let slips = |word: &str| slips_between(typed.as_bytes(), word.as_bytes()).filter(|slips| *slips <= 2);
    let nearest = list.iter().filter_map(|word| slips(word)).min()?;
    let mut candidates = list.iter().filter(|word| slips(word) == Some(nearest));
    candidates.next().copied().filter(|_| candidates.next().is_none())
}

/// The longest word of the list has eight letters; two more are two slips.
const LONGEST: usize = 10;

/// `table[row][column]`: slips between the first `row` letters of one word and the first `column` of the other.
type Slips = [[usize; LONGEST + 1]; LONGEST + 1];

/// How many letters were dropped, added, changed or swapped with their neighbour (optimal string alignment).
/// `None` for what is too long to be any word of the list.
fn slips_between(left: &[u8], right: &[u8]) -> Option<usize> {
    if left.len() > LONGEST || right.len() > LONGEST {
        return None;
    }
    let mut table = Zeroizing::new(Slips::default());
    for row in 0..=left.len() {
        for column in 0..=right.len() {
            table[row][column] = fewest_slips(&table, &left[..row], &right[..column]);
        }
    }
    Some(table[left.len()][right.len()])
}

/// One cell of the table, from the cells above and to its left.
fn fewest_slips(table: &Slips, left: &[u8], right: &[u8]) -> usize {
    let (row, column) = (left.len(), right.len());
    if row == 0 || column == 0 {
        return row + column;
    }
    let dropped = table[row - 1][column] + 1;
    let added = table[row][column - 1] + 1;
    let changed = table[row - 1][column - 1] + usize::from(left.last() != right.last());
    let fewest = dropped.min(added).min(changed);
    match (left, right) {
        ([.., a, b], [.., c, d]) if (a, b) == (d, c) => fewest.min(table[row - 2][column - 2] + 1),
        _ => fewest,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_letters_are_enough_and_three_are_not() {
        let word = |typed| find(typed).map(|index| Language::English.word_list()[index]);
        assert_eq!(word("aban"), Some("abandon"));
        assert_eq!(word("abando"), Some("abandon"));
        assert_eq!(word("aba"), None);
        assert_eq!(word("add"), Some("add"), "a whole word wins over longer ones that begin with it");
        assert_eq!(word("abandons"), None);
    }

    #[test]
    fn every_word_is_found_by_its_first_four_letters() {
        for (index, word) in Language::English.word_list().iter().enumerate() {
            assert_eq!(find(&word[..word.len().min(ENOUGH)]), Some(index), "{word}");
        }
    }

    #[test]
    fn a_slip_of_the_pen_is_recognised() {
        for (typed, meant) in
            [("abuot", "about"), ("abandn", "abandon"), ("abandoned", "abandon"), ("zoooo", "zoo")]
        {
            assert_eq!(suggestion(typed), Some(meant), "{typed}");
        }
    }

    #[test]
    fn nothing_is_guessed_when_several_words_are_as_near() {
        assert_eq!(suggestion("xar"), None, "bar, car, jar, war");
        assert_eq!(suggestion("qqqqqqq"), None);
        assert_eq!(suggestion("überraschungen"), None);
    }
}
