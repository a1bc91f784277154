//! The ways in: the right passphrase or the right words open the account, nothing else does.

use hearken_seal::{
    AccountSecret, Id, KdfParams, Passphrase, RecoveryWords, SealError, Unlocker, Way, WordsFault,
};
use proptest::{collection::vec, prelude::*, sample::Index};

const ACCOUNT: Id = [1; 16];

fn sealed_by(passphrase: &str) -> (AccountSecret, Unlocker) {
    let secret = AccountSecret::make();
    let unlocker = Unlocker::by_passphrase(&secret, ACCOUNT, &Passphrase::new(passphrase), KdfParams::FLOOR);
    (secret, unlocker)
}

fn opens(unlocker: &Unlocker, passphrase: &str) -> bool {
    unlocker.open_with_passphrase(ACCOUNT, &Passphrase::new(passphrase)).is_ok()
}

#[test]
fn the_right_passphrase_gives_the_account_back() {
    let (secret, unlocker) = sealed_by("four quiet rivers meet");
    let read = Unlocker::from_bytes(&unlocker.bytes()).ok().unwrap();
    let opened = read.open_with_passphrase(ACCOUNT, &Passphrase::new("four quiet rivers meet")).ok().unwrap();
    assert!(opened.public() == secret.public());
    assert_eq!((read.way(), read.kdf_params()), (Way::Passphrase, Some(KdfParams::FLOOR)));
}

#[test]
fn a_wrong_passphrase_opens_nothing() {
    let (_, unlocker) = sealed_by("four quiet rivers meet");
    for wrong in [
        "",
        "four quiet rivers meet ",
        " four quiet rivers meet",
        "Four quiet rivers meet",
        "four quiet rivers meeu",
    ] {
        let refused = unlocker.open_with_passphrase(ACCOUNT, &Passphrase::new(wrong)).err();
        assert_eq!(refused, Some(SealError::Open), "{wrong:?}");
    }
}

#[test]
fn the_standard_stretching_works_and_is_written_down() {
    let (secret, passphrase) = (AccountSecret::make(), Passphrase::new("four quiet rivers meet"));
    let unlocker = Unlocker::by_passphrase(&secret, ACCOUNT, &passphrase, KdfParams::STANDARD);
    assert_eq!(unlocker.kdf_params(), Some(KdfParams::STANDARD));
    assert!(unlocker.open_with_passphrase(ACCOUNT, &passphrase).is_ok());
}

#[test]
fn less_stretching_than_the_floor_cannot_be_asked_for() {
    let none = KdfParams { memory_kib: 0, passes: 0, lanes: 0 };
    let passphrase = Passphrase::new("four quiet rivers meet");
    let unlocker = Unlocker::by_passphrase(&AccountSecret::make(), ACCOUNT, &passphrase, none);
    assert_eq!(unlocker.kdf_params(), Some(KdfParams::FLOOR));
    assert!(unlocker.open_with_passphrase(ACCOUNT, &passphrase).is_ok());
}

#[test]
fn a_passphrase_of_a_thousand_letters_counts_to_its_last_letter() {
    let long = "ü".repeat(999);
    let (_, unlocker) = sealed_by(&format!("{long}a"));
    assert!(opens(&unlocker, &format!("{long}a")));
    assert!(!opens(&unlocker, &format!("{long}b")));
    assert!(!opens(&unlocker, &long));
}

#[test]
fn the_same_words_open_from_every_keyboard() {
    let (_, unlocker) = sealed_by("Grüße vom Fluss");
    assert!(opens(&unlocker, "Gru\u{308}ße\u{a0}vom\u{2003}Fluss"));
    assert!(!opens(&unlocker, "Grusse vom Fluss"));
}

#[test]
fn damage_is_told_apart_from_a_wrong_passphrase() {
    let (_, unlocker) = sealed_by("four quiet rivers meet");
    for bit in 0..unlocker.bytes().len() * 8 {
        let mut rotten = unlocker.bytes();
        rotten[bit / 8] ^= 1 << (bit % 8);
        assert_eq!(Unlocker::from_bytes(&rotten).err(), Some(SealError::Malformed), "bit {bit}");
    }
}

#[test]
fn each_way_in_opens_only_its_own_way() {
    let words = RecoveryWords::make();
    let (secret, by_passphrase) = sealed_by("four quiet rivers meet");
    let by_words = Unlocker::by_recovery(&secret, ACCOUNT, &words);
    assert_eq!((by_words.way(), by_words.kdf_params()), (Way::Recovery, None));
    assert!(by_words.open_with_recovery(ACCOUNT, &words).ok().unwrap().public() == secret.public());
    assert_eq!(by_passphrase.open_with_recovery(ACCOUNT, &words).err(), Some(SealError::Open));
    let passphrase = Passphrase::new(&words.words().join(" "));
    assert_eq!(by_words.open_with_passphrase(ACCOUNT, &passphrase).err(), Some(SealError::Open));
}

#[test]
fn words_are_read_as_people_write_them() {
    let words = RecoveryWords::make();
    let list = words.words();
    let numbered: Vec<_> = list.iter().enumerate().map(|(at, word)| format!("{}. {word}", at + 1)).collect();
    let tight: Vec<_> = list.iter().enumerate().map(|(at, word)| format!("{})\t{word},", at + 1)).collect();
    let short: Vec<_> = list.iter().map(|word| &word[..word.len().min(4)]).collect();
    let written = [
        list.join(" "),
        format!("  {}\r\n", list.join("\r\n")),
        list.join(",").to_uppercase(),
        list.join("; "),
        numbered.join("\n"),
        numbered.join(" ").replace(". ", "."),
        tight.join("  "),
        short.join(" "),
        list.join("\u{3000}"),
    ];
    for typed in &written {
        assert_eq!(RecoveryWords::parse(typed).ok().unwrap().words(), list);
    }
}

#[test]
fn a_fault_in_the_words_says_where_it_is() {
    let fault = |typed: &str| RecoveryWords::parse(typed).err();
    let good = format!("{}art", "abandon ".repeat(23));
    assert!(fault(&good).is_none());
    assert_eq!(fault(""), Some(SealError::Words(WordsFault::Count(0))));
    assert_eq!(fault("abandon art"), Some(SealError::Words(WordsFault::Count(2))));
    assert_eq!(fault(&format!("{good} art")), Some(SealError::Words(WordsFault::Count(25))));
    assert_eq!(fault(&"abandon ".repeat(24)), Some(SealError::Words(WordsFault::Checksum)));
    let unknown = |position, suggestion| Some(SealError::Words(WordsFault::Unknown { position, suggestion }));
    assert_eq!(fault(&good.replacen("abandon", "abandno", 1)), unknown(1, Some("abandon")));
    assert_eq!(fault(&good.replacen("art", "überall", 1)), unknown(24, None));
    assert_eq!(fault(&good.replacen(" art", " aba", 1)), unknown(24, None), "three letters are not enough");
}

proptest! {
    #[test]
    fn words_survive_being_written_down(_ in 0..1) {
        let words = RecoveryWords::make();
        let unlocker = Unlocker::by_recovery(&AccountSecret::make(), ACCOUNT, &words);
        let read = RecoveryWords::parse(&words.words().join(" ")).ok().unwrap();
        prop_assert!(unlocker.open_with_recovery(ACCOUNT, &read).is_ok());
    }

    #[test]
    fn one_changed_word_opens_nothing(at in 0..24_usize, from in any::<Index>()) {
        let (words, others) = (RecoveryWords::make(), RecoveryWords::make());
        let unlocker = Unlocker::by_recovery(&AccountSecret::make(), ACCOUNT, &words);
        let mut changed = words.words();
        let replacement = others.words()[from.index(24)];
        prop_assume!(changed[at] != replacement);
        changed[at] = replacement;
        let read = RecoveryWords::parse(&changed.join(" "));
        let opened = read.and_then(|words| unlocker.open_with_recovery(ACCOUNT, &words));
        let refused = [Some(SealError::Words(WordsFault::Checksum)), Some(SealError::Open)];
        prop_assert!(refused.contains(&opened.err()));
    }

    #[test]
    fn any_text_at_all_can_be_typed_as_words(typed in any::<String>(), many in vec("\\PC{1,9}", 24)) {
        prop_assert!(RecoveryWords::parse(&typed).is_err());
        prop_assert!(RecoveryWords::parse(&many.join(" ")).is_err());
    }

    #[test]
    fn any_bytes_at_all_can_be_read_as_an_unlocker(bytes in vec(any::<u8>(), 100..140)) {
        prop_assert_eq!(Unlocker::from_bytes(&bytes).err(), Some(SealError::Malformed));
    }
}
