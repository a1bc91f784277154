//! Guessing, T16: thousands of wrong passphrases and wrong words, of which none opens anything, and none is refused
//! sooner, later or in other words than another.
//!
//! Stretching is what makes guessing slow, so most of it is left out here: the door is this module's own `open`, with
//! eight KiB instead of 64 MiB. A smaller number goes through the door that everybody uses.

use std::{env, hint::black_box, time::Instant};

use unicode_normalization::UnicodeNormalization;

use super::*;
use crate::WordsFault;

const ACCOUNT: Id = [7; 16];
const CHEAP: KdfParams = KdfParams { memory_kib: 8, passes: 1, lanes: 1 };
const RIGHT: &str = "Grüße vom Fluss, quiet herons";

/// How often: more where there is time for it.
fn rounds(short: usize, long: usize) -> usize {
    if env::var_os("HEARKEN_LONG").is_some() { long } else { short }
}

/// Sealed by a passphrase that was hardly stretched.
fn sealed_cheaply(passphrase: &str) -> Unlocker {
    let salt = random_bytes();
    let key = passphrase_key(&Passphrase::new(passphrase), &salt, ACCOUNT, CHEAP);
    Unlocker::seal(Way::Passphrase, CHEAP, salt, &key, &AccountSecret::make(), ACCOUNT)
}

fn guess(unlocker: &Unlocker, typed: &str) -> Result<(), SealError> {
    let key = passphrase_key(&Passphrase::new(typed), unlocker.salt(), ACCOUNT, CHEAP);
    unlocker.open(&key, ACCOUNT).map(|_| ())
}

fn below(limit: usize) -> usize {
    usize::from(u16::from_be_bytes(random_bytes())) % limit
}

/// The right passphrase with up to three slips of the finger, and never the right one.
fn slipped() -> String {
    let letters: Vec<char> = RIGHT.chars().chain("xX9 ß🕊\u{308}\t".chars()).collect();
    loop {
        let mut typed: Vec<char> = RIGHT.chars().collect();
        for _ in 0..=below(3) {
            let (at, letter) = (below(typed.len()), letters[below(letters.len())]);
            match below(4) {
                0 => typed[at] = letter,
                1 => typed.insert(at, letter),
                2 => drop(typed.remove(at)),
                _ => typed.swap(at, below(RIGHT.chars().count() - 3).min(at)),
            }
        }
        let typed: String = typed.into_iter().collect();
        if Passphrase::new(&typed).expose() != Passphrase::new(RIGHT).expose() {
            return typed;
        }
    }
}

#[test]
fn ten_thousand_slips_of_the_finger_open_nothing() {
    let unlocker = sealed_cheaply(RIGHT);
    assert_eq!(guess(&unlocker, RIGHT), Ok(()));
    for _ in 0..10_000 {
        let typed = slipped();
        assert_eq!(guess(&unlocker, &typed), Err(SealError::Open), "{typed:?}");
    }
}

#[test]
fn nothing_opens_through_the_common_door_either() {
    let passphrase = Passphrase::new(RIGHT);
    let unlocker = Unlocker::by_passphrase(&AccountSecret::make(), ACCOUNT, &passphrase, KdfParams::FLOOR);
    for _ in 0..rounds(20, 2_000) {
        let typed = slipped();
        let refused = unlocker.open_with_passphrase(ACCOUNT, &Passphrase::new(&typed)).err();
        assert_eq!(refused, Some(SealError::Open), "{typed:?}");
    }
    assert!(unlocker.open_with_passphrase(ACCOUNT, &passphrase).is_ok());
}

#[test]
fn one_bit_is_enough_to_stay_closed() {
    let plain = "nine slow herons over the mill pond";
    let unlocker = sealed_cheaply(plain);
    for bit in 0..plain.len() * 7 {
        let mut typed = plain.as_bytes().to_vec();
        typed[bit / 7] ^= 1 << (bit % 7);
        let typed = String::from_utf8(typed).unwrap();
        assert_eq!(guess(&unlocker, &typed), Err(SealError::Open), "bit {bit}");
    }
}

#[test]
fn the_same_letters_open_however_they_are_composed() {
    for right in [RIGHT, "Żółw i źdźbło", "Ångström Ꞓ", "\u{d55c}\u{ae00} 각", "ạ̈ quiet ǭ"] {
        let unlocker = sealed_cheaply(right);
        let (composed, decomposed): (String, String) = (right.nfc().collect(), right.nfd().collect());
        assert_eq!((guess(&unlocker, &composed), guess(&unlocker, &decomposed)), (Ok(()), Ok(())), "{right}");
    }
}

#[test]
fn each_of_a_thousand_letters_counts() {
    let long: Vec<char> = RIGHT.chars().cycle().take(1_000).collect();
    let unlocker = sealed_cheaply(&long.iter().collect::<String>());
    for at in 0..long.len() {
        let mut typed = long.clone();
        typed[at] = 'Ω';
        assert!(guess(&unlocker, &typed.into_iter().collect::<String>()).is_err(), "letter {at}");
    }
    assert!(guess(&unlocker, &long[..999].iter().collect::<String>()).is_err());
}

/// Each place, each word that could stand in it: one in 256 passes the words' own check, and none opens.
#[test]
fn one_wrong_word_of_twenty_four_opens_nothing() {
    let (words, secret) = (RecoveryWords::make(), AccountSecret::make());
    let unlocker = Unlocker::by_recovery(&secret, ACCOUNT, &words);
    let (right, mut plausible) = (words.words(), 0);
    let places = rounds(4, 24);
    for at in (0..24).step_by(24 / places) {
        for other in bip39::Language::English.word_list().iter().filter(|word| **word != right[at]) {
            let mut typed = right;
            typed[at] = other;
            match RecoveryWords::parse(&typed.join(" ")) {
                Err(fault) => assert_eq!(fault, SealError::Words(WordsFault::Checksum)),
                Ok(read) => {
                    plausible += 1;
                    assert_eq!(unlocker.open_with_recovery(ACCOUNT, &read).err(), Some(SealError::Open));
                }
            }
        }
    }
    assert!(plausible > places, "{plausible} of them looked right");
}

/// How surely two kinds of guess are told apart by the time they take: Welch's t over the quicker nine tenths of
/// measurements taken in random order (after Reparaz, Balasch and Verbauwhede, "dude, is my code constant time?").
fn told_apart(count: usize, door: &dyn Fn(&str) -> bool, kinds: [&str; 2]) -> f64 {
    let mut taken: Vec<(usize, f64)> = (0..count)
        .map(|_| {
            let kind = below(2);
            let begun = Instant::now();
            black_box(door(black_box(kinds[kind])));
            (kind, begun.elapsed().as_nanos() as f64)
        })
        .collect();
    taken.sort_by(|one, other| one.1.total_cmp(&other.1));
    taken.truncate(count * 9 / 10);
    let [one, other] = [0, 1].map(|kind| {
        let times: Vec<f64> = taken.iter().filter(|it| it.0 == kind).map(|it| it.1).collect();
        let (many, mean) = (times.len() as f64, times.iter().sum::<f64>() / times.len() as f64);
        let variance = times.iter().map(|time| (time - mean).powi(2)).sum::<f64>() / (many - 1.0);
        (mean, variance / many)
    });
    (one.0 - other.0) / (one.1 + other.1).sqrt()
}

/// The figure of the same work, above which two kinds of guess count as told apart.
const TOLD_APART: f64 = 4.5;
const FIRST_LETTER: &str = "Xrüße vom Fluss, quiet herons";
const LAST_LETTER: &str = "Grüße vom Fluss, quiet heronX";

#[test]
fn how_wrong_a_guess_is_does_not_show_in_the_time_it_takes() {
    let unlocker = sealed_cheaply(RIGHT);
    let door = |typed: &str| guess(&unlocker, typed).is_ok();
    // Whatever else the machine does falls on both kinds alike, yet may look like a difference once; not three times.
    let tries: Vec<f64> =
        (0..3).map(|_| told_apart(rounds(3_000, 60_000), &door, [FIRST_LETTER, LAST_LETTER]).abs()).collect();
    assert!(tries.iter().any(|t| *t < TOLD_APART), "t = {tries:?}");
}

/// The negative control: a door that looks at the letters before it stretches, and stops at the first wrong one.
#[test]
fn a_door_that_answers_sooner_is_noticed() {
    let unlocker = sealed_cheaply(RIGHT);
    let hasty = |typed: &str| typed.starts_with("Grüße") && guess(&unlocker, typed).is_ok();
    let t = told_apart(rounds(3_000, 60_000), &hasty, [FIRST_LETTER, LAST_LETTER]);
    assert!(t.abs() > TOLD_APART, "t = {t}");
}
