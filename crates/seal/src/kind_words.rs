//! Words that a person is shown, writes down and says to somebody: the English list of BIP-39 without those that nobody should have
//! to read or say in a bad hour.
//!
//! Leaving them out costs next to nothing: each word drawn from what stays has 10.9 bits and not 11. What was written down before
//! is read as ever; only what is offered is chosen.

use bip39::Language;

/// Bits that choose a word of the whole list.
pub(crate) const BITS: usize = 11;

/// What is left out, in the order of the list: harm, illness, blame, fear, grief, and what somebody may be in need of.
const UNKIND: [&str; 121] = [
    "abandon", "abuse", "accident", "afraid", "alarm", "alcohol", "anger", "angry", "anxiety", "arrest",
    "assault", "attack", "betray", "bitter", "blade", "blame", "blast", "bleak", "blood", "bomb", "broken",
    "bullet", "burden", "cage", "cigar", "crash", "crazy", "crime", "cruel", "cry", "danger", "decline",
    "demise", "deny", "depart", "despair", "destroy", "disease", "dose", "drink", "dumb", "enemy", "evil",
    "execute", "exile", "fatal", "fault", "fever", "fury", "gloom", "grief", "guilt", "gun", "hollow",
    "horror", "hospital", "hurt", "ill", "illness", "inject", "injury", "insane", "jealous", "knife",
    "lawsuit", "lonely", "mad", "mistake", "monster", "nasty", "neglect", "obey", "orphan", "panic", "pill",
    "pistol", "police", "poverty", "prison", "problem", "punch", "quit", "razor", "regret", "reject",
    "rifle", "risk", "rude", "sad", "scare", "shock", "shoot", "sick", "smoke", "soldier", "struggle",
    "stumble", "suffer", "tobacco", "tragic", "trap", "trash", "trigger", "trouble", "ugly", "unfair",
    "unhappy", "upset", "useless", "vicious", "virus", "void", "warfare", "waste", "weapon", "weird", "whip",
    "wine", "worry", "wreck", "wrong",
];

/// The word that these bits choose; `None` for one that is unkind, and then the next bits choose.
///
/// # Panics
/// When they are more than [`BITS`].
pub(crate) fn chosen(bits: usize) -> Option<&'static str> {
    let word = Language::English.word_list()[bits];
    is_kind(word).then_some(word)
}

/// Whether a word of the list is one that may be offered.
pub(crate) fn is_kind(word: &str) -> bool {
    UNKIND.binary_search(&word).is_err()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_that_is_left_out_is_one_of_the_list_and_most_stay() {
        assert!(UNKIND.is_sorted());
        assert!(UNKIND.iter().all(|word| Language::English.find_word(word).is_some() && !is_kind(word)));
        let chosen: Vec<_> = (0..1 << BITS).filter_map(chosen).collect();
        assert_eq!(chosen.len(), (1 << BITS) - UNKIND.len());
        assert!(chosen.iter().all(|word| is_kind(word)));
    }
}
