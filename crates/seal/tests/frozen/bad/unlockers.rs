//! Ways in that must stay shut: other people's, damaged ones, and those that somebody weakened.

use hearken_seal::{Digest, Id, KdfParams, Passphrase, RecoveryWords, Unlocker};

use super::{OTHER, flipped, refused, with};
use crate::{vector::Vector, world::World};

/// Where the parts of an unlocker begin.
const MEMORY: usize = 2;
const PASSES: usize = 6;
const LANES: usize = 10;
const SALT: usize = 14;
const NONCE: usize = 30;
const SEED: usize = 42;
const CHECKSUM: usize = 90;

pub(super) fn by_passphrase(world: &World) -> Vec<Vector> {
    let (good, right) = (world.bytes("unlocker"), world.text("passphrase"));
    let sealed = |account: Id, passphrase: &str| {
        let passphrase = Passphrase::new(passphrase);
        Unlocker::by_passphrase(world.secret(), account, &passphrase, KdfParams::FLOOR).bytes()
    };
    let open = [
        ("unlocker_of_another_account", sealed(OTHER, right)),
        ("unlocker_of_another_passphrase", sealed(world.account(), right.trim_end())),
        ("unlocker_salt_changed", resummed(flipped(good, SALT))),
        ("unlocker_nonce_changed", resummed(flipped(good, NONCE))),
        ("unlocker_seed_changed", resummed(flipped(good, SEED))),
        ("unlocker_that_is_for_recovery_words", world.bytes("recovery").into()),
    ];
    let malformed = [
        ("unlocker_checksum_wrong", flipped(good, CHECKSUM)),
        ("unlocker_bit_rotten", flipped(good, SEED)),
        ("unlocker_truncated", good[..CHECKSUM].into()),
        ("unlocker_with_a_byte_behind", [good, &[0]].concat()),
        ("unlocker_of_a_later_format", resummed(with(good, 0, 2))),
    ];
    let unknown = [("unlocker_way_unknown", resummed(with(good, 1, 3)))];
    [refused("Open", open), refused("Malformed", malformed), refused("UnknownAlgorithm", unknown)].concat()
}

pub(super) fn by_recovery(world: &World) -> Vec<Vector> {
    let (good, words) = (world.bytes("recovery"), world.words());
    let sealed =
        |account: Id, words: &RecoveryWords| Unlocker::by_recovery(world.secret(), account, words).bytes();
    let open = [
        ("recovery_of_another_account", sealed(OTHER, &words)),
        ("recovery_of_other_words", sealed(world.account(), &RecoveryWords::make())),
        ("recovery_salt_changed", resummed(flipped(good, SALT))),
        ("recovery_kdf_added", resummed(with(good, LANES + 3, 1))),
        ("recovery_that_is_for_a_passphrase", world.bytes("unlocker").into()),
    ];
    let malformed = [("recovery_bit_rotten", flipped(good, NONCE))];
    [refused("Open", open), refused("Malformed", malformed)].concat()
}

/// Unlockers whose stretching somebody changed, checksum and all.
pub(super) fn tampered_parameters(world: &World) -> Vec<Vector> {
    let good = world.bytes("unlocker");
    let number = |at: usize, value: u32| {
        let mut bytes = good.to_vec();
        bytes[at..at + 4].copy_from_slice(&value.to_be_bytes());
        resummed(bytes)
    };
    let open = [
        ("unlocker_kdf_memory_changed", number(MEMORY, 20 * 1024)),
        ("unlocker_kdf_passes_changed", number(PASSES, 3)),
        ("unlocker_kdf_lanes_changed", number(LANES, 2)),
    ];
    let weak = [
        ("unlocker_kdf_lowered", number(MEMORY, 8)),
        ("unlocker_kdf_passes_lowered", number(PASSES, 1)),
        ("unlocker_kdf_lanes_zero", number(LANES, 0)),
    ];
    let costly = [
        ("unlocker_kdf_raised", number(MEMORY, u32::MAX)),
        ("unlocker_kdf_passes_raised", number(PASSES, 1_000_000)),
        ("unlocker_kdf_lanes_raised", number(LANES, 5)),
    ];
    [refused("Open", open), refused("KdfTooWeak", weak), refused("KdfTooCostly", costly)].concat()
}

/// Recovery words as somebody might mistype them.
pub(super) fn words(world: &World) -> Vec<Vector> {
    let good = world.text("words");
    let without_last = good.rsplit_once(' ').unwrap().0;
    let unreadable = [
        ("words_one_wrong", good.replacen("cage", "cake", 1).into()),
        ("words_two_swapped", good.replacen("letter advice", "advice letter", 1).into()),
        ("words_one_unknown", good.replacen("cage", "hearken", 1).into()),
        ("words_one_missing", without_last.into()),
        ("words_one_too_many", format!("{good} bless").into()),
        ("words_empty", Vec::new()),
    ];
    let open = [("words_of_somebody_else", format!("{}art", "abandon ".repeat(23)).into())];
    [refused("Words", unreadable), refused("Open", open)].concat()
}

/// With the checksum made right again, as a forger would.
fn resummed(mut bytes: Vec<u8>) -> Vec<u8> {
    let checksum = Digest::of(&bytes[..CHECKSUM]).0;
    bytes[CHECKSUM..].copy_from_slice(&checksum);
    bytes
}
