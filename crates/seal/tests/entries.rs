//! Entries and drafts: they open in their own place, in no other.

use hearken_seal::{EntryPlace, Id, Link, SealError, VaultKey, padded_length, sealed_epoch};
use proptest::{collection::vec, prelude::*};

const VAULT: Id = [1; 16];

fn place(previous: &Link) -> EntryPlace<'_> {
    EntryPlace { vault: VAULT, seq: 7, record: [2; 16], rev: 3, previous }
}

#[test]
fn the_same_words_never_look_the_same() {
    let (key, previous) = (VaultKey::make(VAULT, 1), Link::genesis(VAULT));
    let seal = || key.seal_entry(&place(&previous), b"the same words");
    assert_ne!(seal()[18..], seal()[18..]);
}

#[test]
fn any_flipped_bit_of_an_entry_refuses() {
    let (key, previous) = (VaultKey::make(VAULT, 1), Link::genesis(VAULT));
    let sealed = key.seal_entry(&place(&previous), b"words");
    assert!(key.open_entry(&place(&previous), &sealed).is_ok());
    for bit in 0..sealed.len() * 8 {
        let mut changed = sealed.clone();
        changed[bit / 8] ^= 1 << (bit % 8);
        assert!(key.open_entry(&place(&previous), &changed).is_err(), "bit {bit}");
    }
}

#[test]
fn any_shortened_entry_refuses() {
    let (key, previous) = (VaultKey::make(VAULT, 1), Link::genesis(VAULT));
    let sealed = key.seal_entry(&place(&previous), b"words");
    for length in 0..sealed.len() {
        assert!(key.open_entry(&place(&previous), &sealed[..length]).is_err(), "{length} bytes");
    }
}

#[test]
fn lengths_say_little() {
    let (key, previous) = (VaultKey::make(VAULT, 1), Link::genesis(VAULT));
    let length = |words: usize| key.seal_entry(&place(&previous), &vec![b'x'; words]).len();
    assert_eq!(length(0), length(255));
    assert_eq!(length(0), 18 + 256 + 16);
    assert_eq!(length(5_000), 18 + padded_length(5_000) + 16);
    assert_eq!(length(5_000), length(5_050));
}

#[test]
#[should_panic(expected = "an entry is sealed with a key of its own vault")]
fn an_entry_of_another_vault_is_not_sealed_at_all() {
    let previous = Link::genesis(VAULT);
    VaultKey::make([9; 16], 1).seal_entry(&place(&previous), b"words");
}

#[test]
fn a_commitment_tells_keys_vaults_and_epochs_apart() {
    let key = VaultKey::make(VAULT, 1);
    assert_eq!(key.commitment(), key.commitment());
    assert_ne!(key.commitment(), VaultKey::make(VAULT, 1).commitment());
    assert_eq!((key.vault(), key.epoch()), (VAULT, 1));
}

#[test]
fn an_epoch_is_read_from_bytes_of_any_kind_without_a_panic() {
    let draft = VaultKey::make(VAULT, 0x0102_0304).seal_draft([5; 16], b"");
    assert_eq!(sealed_epoch(&draft), Ok(0x0102_0304));
    assert_eq!(sealed_epoch(&draft[..5]), Err(SealError::Malformed));
    assert_eq!(sealed_epoch(&[1, 8, 0, 0, 0, 0]), Err(SealError::UnknownAlgorithm(8)));
}

proptest! {
    #[test]
    fn what_was_sealed_opens_again(
        (vault, record, link) in any::<(Id, Id, [u8; 32])>(),
        (epoch, seq, rev) in any::<(u32, u64, u32)>(),
        text in vec(any::<u8>(), 0..3000),
    ) {
        let previous = Link(link);
        let place = EntryPlace { vault, seq, record, rev, previous: &previous };
        let key = VaultKey::make(vault, epoch);
        prop_assert_eq!(&key.open_entry(&place, &key.seal_entry(&place, &text)).ok().unwrap()[..], text.as_slice());
        prop_assert_eq!(&key.open_draft(record, &key.seal_draft(record, &text)).ok().unwrap()[..], text.as_slice());
    }

    #[test]
    fn an_entry_opens_in_its_own_place_only(
        sealed_at in any::<(u64, Id, u32, [u8; 32])>(),
        opened_at in any::<(u64, Id, u32, [u8; 32])>(),
        mask in 1_u8..15,
    ) {
        // Some of the four parts are the right ones; at least one is not.
        let part = |bit: u8| mask & bit == 0;
        let (seq, record, rev, link) = sealed_at;
        let (there, elsewhere) = (Link(link), Link(if part(8) { link } else { opened_at.3 }));
        let place = EntryPlace { vault: VAULT, seq, record, rev, previous: &there };
        let other = EntryPlace {
            vault: VAULT,
            seq: if part(1) { seq } else { opened_at.0 },
            record: if part(2) { record } else { opened_at.1 },
            rev: if part(4) { rev } else { opened_at.2 },
            previous: &elsewhere,
        };
        prop_assume!(place != other);
        let key = VaultKey::make(VAULT, 1);
        prop_assert_eq!(key.open_entry(&other, &key.seal_entry(&place, b"words")).err(), Some(SealError::Open));
    }

    #[test]
    fn bytes_from_anywhere_never_open_and_never_panic(bytes in vec(any::<u8>(), 0..600)) {
        let previous = Link::genesis(VAULT);
        let key = VaultKey::make(VAULT, 1);
        let with_good_head = [&[1, 1, 0, 0, 0, 1], bytes.as_slice()].concat();
        for bytes in [bytes, with_good_head] {
            prop_assert!(key.open_entry(&place(&previous), &bytes).is_err());
            prop_assert!(key.open_draft([2; 16], &bytes).is_err());
        }
    }
}
