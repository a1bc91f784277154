//! Six words that two people compare, by voice say: the same on both sides only if both see the same keys.

use std::iter::successors;

use crate::{AccountPublic, Id, hazmat::hash::sha256, kind_words, labels};

/// How many words there are: 65 bits, out of reach of anybody who would have to find a key that gives the same.
const COUNT: usize = 6;

/// The words for the two members of a vault, whichever of them asks.
pub fn six_words(vault: Id, one: (Id, &AccountPublic), other: (Id, &AccountPublic)) -> [&'static str; COUNT] {
    let (first, second) = if one.0 <= other.0 { (one, other) } else { (other, one) };
    let keys = [first.1.bytes(), second.1.bytes()];
    let digest = sha256(&[labels::SIX_WORDS, &vault, &first.0, &keys[0], &second.0, &keys[1]]);
    let mut words = successors(Some(digest), |digest| Some(sha256(&[digest]))).flat_map(words_of);
    std::array::from_fn(|_| words.next().expect("there is always another digest"))
}

/// The kind words that a digest's bits choose, eleven after eleven. Nearly always more than six; else the digest's digest goes on.
fn words_of(digest: [u8; 32]) -> impl Iterator<Item = &'static str> {
    let bit = move |at: usize| usize::from(digest[at / 8] >> (7 - at % 8) & 1);
    let bits = move |word: usize| {
        (word * kind_words::BITS..(word + 1) * kind_words::BITS).fold(0, |index, at| index << 1 | bit(at))
    };
    (0..256 / kind_words::BITS).filter_map(move |word| kind_words::chosen(bits(word)))
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

    #[test]
    fn no_word_is_unkind_and_one_digest_is_nearly_always_enough() {
        let digests = (0..2_000_u32).map(|number| sha256(&[&number.to_be_bytes()]));
        for words in digests.map(|digest| words_of(digest).collect::<Vec<_>>()) {
            assert!(words.len() > COUNT && words.iter().all(|word| kind_words::is_kind(word)));
        }
    }

    /// Two versions of the program may stand on the two sides.
    #[test]
    fn the_words_are_frozen() {
        let [one, other] = [[5; 32], [6; 32]].map(|seed| AccountSecret::from_seed(&seed).unwrap().public());
        let words = six_words([9; 16], ([1; 16], &one), ([2; 16], &other));
        assert_eq!(words, ["scrap", "when", "rent", "flip", "learn", "lend"]);
    }
}
