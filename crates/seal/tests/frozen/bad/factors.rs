//! Passkeys, what is kept about them, and what waits for a second step: of others, for other purposes, or changed.

use hearken_seal::{AccountSecret, Digest, PasskeySecret, StepSecret, Unlocker};

use super::{OTHER, flipped, refused, with};
use crate::{vector::Vector, world::World};

/// Where an unlocker's parts begin.
const LANES: usize = 10;
const SALT: usize = 14;
const SEED: usize = 42;
const CHECKSUM: usize = 90;

pub(super) fn unlockers(world: &World) -> Vec<Vector> {
    let (good, account) = (world.bytes("passkey"), world.account());
    let sealed = |account, given: [u8; 32]| {
        let given = PasskeySecret::from_bytes(&given).unwrap();
        Unlocker::by_passkey(world.secret(), account, &given).bytes()
    };
    let resummed = |mut bytes: Vec<u8>| {
        let checksum = Digest::of(&bytes[..CHECKSUM]).0;
        bytes[CHECKSUM..].copy_from_slice(&checksum);
        bytes
    };
    let open = [
        ("passkey_of_another_account", sealed(OTHER, world.array("passkey_secret"))),
        ("passkey_of_another_passkey", sealed(account, [1; 32])),
        ("passkey_salt_changed", resummed(flipped(good, SALT))),
        ("passkey_seed_changed", resummed(flipped(good, SEED))),
        ("passkey_kdf_added", resummed(with(good, LANES + 3, 1))),
        ("passkey_that_is_for_recovery_words", world.bytes("recovery").into()),
        ("passkey_that_is_made_one_of_recovery_words", resummed(with(good, 1, 2))),
    ];
    let malformed =
        [("passkey_bit_rotten", flipped(good, SEED)), ("passkey_truncated", good[..CHECKSUM].into())];
    [refused("Open", open), refused("Malformed", malformed)].concat()
}

pub(super) fn factors(world: &World) -> Vec<Vector> {
    let (good, text, secret) = (world.bytes("factor"), world.bytes("text"), world.secret());
    let (account, id) = (world.account(), world.array("passkey_id"));
    let open = [
        ("factor_of_another_account", secret.seal_factor(OTHER, &id, text)),
        ("factor_of_another_secret", AccountSecret::make().seal_factor(account, &id, text)),
        ("factor_of_another_passkey", secret.seal_factor(account, &[0x77; 32], text)),
        ("factor_bit_flipped_in_text", flipped(good, 20)),
        ("factor_that_is_a_session", world.bytes("session").into()),
    ];
    let malformed = [("factor_empty", Vec::new()), ("factor_truncated_to_header", good[..14].into())];
    let unknown = [("factor_unknown_algorithm", with(good, 1, 2))];
    [refused("Open", open), refused("Malformed", malformed), refused("UnknownAlgorithm", unknown)].concat()
}

pub(super) fn steps(world: &World) -> Vec<Vector> {
    let (good, secret, account) = (world.bytes("step"), world.secret(), world.account());
    let open = [
        ("step_of_another_account", world.step().seal_account(secret, OTHER)),
        ("step_of_another_cookie", StepSecret::make().seal_account(secret, account)),
        ("step_bit_flipped_in_tag", flipped(good, good.len() - 1)),
        ("step_that_is_a_session", world.bytes("session").into()),
    ];
    let malformed = [("step_truncated_to_header", good[..14].into())];
    let unknown = [("step_unknown_algorithm", with(good, 1, 2))];
    [refused("Open", open), refused("Malformed", malformed), refused("UnknownAlgorithm", unknown)].concat()
}
