//! Which passphrases a sealed page takes: whoever has the file can guess for as long as they like.

use zeroize::Zeroizing;
use zxcvbn::Score;

use crate::{error::Said, form::Fields};

/// The fewest and the most characters.
const LENGTH: std::ops::RangeInclusive<usize> = 12..=1_000;

/// The passphrase as it was typed, on one line: the reader's page has no other.
pub(super) fn typed(fields: &Fields) -> Zeroizing<String> {
    Zeroizing::new(fields.text("passphrase").replace(['\r', '\n'], " "))
}

/// What is wrong with a passphrase of one's own. Capitals do not count, so they make none of them better.
pub(super) fn fault(typed: &str) -> Option<Said> {
    let said = |what: &str, then: &str| Some(Said { what: what.to_owned(), then: then.to_owned() });
    let length = typed.trim().chars().count();
    if length > *LENGTH.end() {
        return said("This passphrase is too long, so no page was made.", "Up to 1,000 letters fit.");
    }
    if length < *LENGTH.start() || zxcvbn::zxcvbn(&typed.to_lowercase(), &[]).score() < Score::Four {
        return said(
            "This passphrase could be guessed, so no page was made.",
            "Whoever has the file can guess for as long as they like. Take six words that do not belong together.",
        );
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_are_offered_are_always_good_enough() {
        for _ in 0..200 {
            let offered = hearken_seal::page_words();
            assert_eq!(fault(&offered), None, "{}", *offered);
        }
    }

    #[test]
    fn what_can_be_guessed_is_refused_however_it_is_capitalised() {
        for weak in
            ["", "lantern", "Password Password", "QWERTYUIOPASDF", "aaaaaaaaaaaaaaaa", "1234567890123"]
        {
            assert!(fault(weak).is_some(), "{weak}");
        }
        assert!(fault(&"ab ".repeat(400)).is_some(), "too long");
    }
}
