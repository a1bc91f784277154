//! Which passphrases are taken: hard to guess, whatever they are made of.

use hearken_seal::Passphrase;
use zxcvbn::Score;

use crate::{error::Said, form::Fields};

/// The fewest and the most characters.
const LENGTH: std::ops::RangeInclusive<usize> = 8..=1_000;

/// The passphrase in the fields `passphrase` and `again`, if it is good enough; else what is wrong with it.
pub(crate) fn new_passphrase(fields: &Fields) -> Result<Passphrase, Said> {
    let typed = fields.text("passphrase");
    let passphrase = Passphrase::new(typed);
    if let Some((what, then)) = fault(passphrase.expose()) {
        return Err(Said { what: what.to_owned(), then: then.to_owned() });
    }
    if typed != fields.text("again") {
        return Err(Said {
            what: "The two passphrases are not the same.".to_owned(),
            then: "Nothing was changed. Type the same words twice.".to_owned(),
        });
    }
    Ok(passphrase)
}

fn fault(passphrase: &str) -> Option<(&'static str, &'static str)> {
    let length = passphrase.chars().count();
    if length < *LENGTH.start() {
        return Some((
            "This passphrase is too short.",
            "Nothing was changed. Take at least 8 letters; four or five words that only you would put together are best.",
        ));
    }
    if length > *LENGTH.end() {
        return Some(("This passphrase is too long.", "Nothing was changed. Up to 1,000 letters fit."));
    }
    let weak = zxcvbn::zxcvbn(passphrase, &[]).score() < Score::Three;
    weak.then_some((
        "This passphrase could be guessed.",
        "Nothing was changed. Add a word or two that do not belong together; you need no signs or numbers.",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tried(passphrase: &str, again: &str) -> Result<(), String> {
        let mut fields = Fields::default();
        fields.push("passphrase", passphrase);
        fields.push("again", again);
        new_passphrase(&fields).map(|_| ()).map_err(|said| said.what)
    }

    #[test]
    fn four_unlikely_words_are_enough_without_signs_or_numbers() {
        assert_eq!(tried("lantern otter drizzle sofa", "lantern otter drizzle sofa"), Ok(()));
    }

    #[test]
    fn what_can_be_guessed_is_refused() {
        for weak in ["password", "password1!", "qwertyuiop", "aaaaaaaaaaaa", "12345678"] {
            assert_eq!(tried(weak, weak), Err("This passphrase could be guessed.".to_owned()), "{weak}");
        }
        assert_eq!(tried("otter", "otter"), Err("This passphrase is too short.".to_owned()));
        assert_eq!(tried(&"ab".repeat(501), ""), Err("This passphrase is too long.".to_owned()));
    }

    #[test]
    fn both_must_be_the_same() {
        let differ = Err("The two passphrases are not the same.".to_owned());
        assert_eq!(tried("lantern otter drizzle sofa", "lantern otter drizzle sofas"), differ);
    }
}
