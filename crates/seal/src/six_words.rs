//! Six words that two people compare, by voice say: the same on both sides only if both see the same keys.

use bip39::Language;

use crate::{AccountPublic, Id, hazmat::hash::sha256, labels};

/// How many words there are: 66 bits, out of reach of anybody who would have to find a key that gives the same.
const COUNT: usize = 6;

/// Bits that a word of the list stands for.
const BITS: usize = 11;

/// The words for the two members of a vault, whichever of them asks.
pub fn six_words(vault: Id, one: (Id, &AccountPublic), other: (Id, &AccountPublic)) -> [&'static str; COUNT] {
    let (first, second) = if one.0 <= other.0 { (one, other) } else { (other, one) };
    let keys = [first.1.bytes(), second.1.bytes()];
    let digest = sha256(&[labels::SIX_WORDS, &vault, &first.0, &keys[0], &second.0, &keys[1]]);
    let list = Language::English.word_list();
    std::array::from_fn(|word| {
        let bit = |at: usize| usize::from(digest[at / 8] >> (7 - at % 8) & 1);
        list[(word * BITS..(word + 1) * BITS).fold(0, |index, at| index << 1 | bit(at))]
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::AccountSecret;

    #[test]
    fn both_see_the_same_words_and_nobody_else_does() {
        let [ada, ben, eve] = [0; 3].map(|_| AccountSecret::make().public());
        let words = six_words([9; 16], ([1; 16], &ada), ([2; 16], &ben));
        assert_eq!(words, six_words([9; 16], ([2; 16], &ben), ([1; 16], &ada)));
        assert_ne!(words, six_words([9; 16], ([1; 16], &ada), ([2; 16], &eve)));
        assert_ne!(words, six_words([8; 16], ([1; 16], &ada), ([2; 16], &ben)));
    }

    /// Two versions of the program may stand on the two sides.
    #[test]
    fn the_words_are_frozen() {
        let [one, other] = [[5; 32], [6; 32]].map(|seed| AccountSecret::from_seed(&seed).unwrap().public());
        let words = six_words([9; 16], ([1; 16], &one), ([2; 16], &other));
        assert_eq!(words, ["scrap", "when", "rent", "flip", "learn", "lend"]);
    }
}
