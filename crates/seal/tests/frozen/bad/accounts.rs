//! What is sealed to an account or to a session: wrapped vault keys, held words, the account secret itself.

use hearken_seal::{AccountSecret, SessionSecret, VaultKey};

use super::{OTHER, flipped, refused, with};
use crate::{vector::Vector, world::World};

/// Where an encapsulated key ends, and within it the X25519 part begins.
const ENCAPSULATED_END: usize = 2 + 1120;
const X25519: usize = 2 + 1088;

/// Good wraps, of another key or for somebody else.
pub(super) fn wraps(world: &World) -> Vec<Vector> {
    let (key, public) = (world.key(), world.secret().public());
    let (vault, epoch, account) = (key.vault(), key.epoch(), world.account());
    let stranger = AccountSecret::make().public();
    let of = |vault, epoch| VaultKey::make(vault, epoch).wrap_to(&public, account);
    let things = [
        ("wrap_for_another_account", key.wrap_to(&public, OTHER)),
        ("wrap_to_another_public_key", key.wrap_to(&stranger, account)),
        ("wrap_commitment_wrong", of(vault, epoch)),
        ("wrap_of_another_vault", of(OTHER, epoch)),
        ("wrap_of_another_epoch", of(vault, epoch + 1)),
        ("wrap_that_is_held_words", public.seal_held(account, vault, &[7; 32])),
    ];
    refused("Open", things)
}

/// The good wrap, with its bytes changed.
pub(super) fn broken_wraps(world: &World) -> Vec<Vector> {
    let good = world.bytes("wrap");
    let top_bit = ENCAPSULATED_END - 1;
    let open = [
        ("wrap_bit_flipped_in_ml_kem_part", flipped(good, 2)),
        ("wrap_bit_flipped_in_x25519_part", flipped(good, X25519)),
        // X25519 itself ignores this bit; X-Wing does not.
        ("wrap_top_bit_flipped_in_x25519_part", with(good, top_bit, good[top_bit] ^ 0x80)),
        ("wrap_bit_flipped_in_key", flipped(good, ENCAPSULATED_END)),
        ("wrap_bit_flipped_in_tag", flipped(good, good.len() - 1)),
        ("wrap_truncated_to_encapsulated_key", good[..ENCAPSULATED_END].into()),
    ];
    let malformed = [
        ("wrap_truncated_in_encapsulated_key", good[..1000].into()),
        ("wrap_of_a_later_format", with(good, 0, 2)),
    ];
    let unknown = [("wrap_unknown_algorithm", with(good, 1, 3))];
    [refused("Open", open), refused("Malformed", malformed), refused("UnknownAlgorithm", unknown)].concat()
}

pub(super) fn held(world: &World) -> Vec<Vector> {
    let (good, text, public) = (world.bytes("held"), world.bytes("text"), world.secret().public());
    let (account, ticket) = (world.account(), world.id("ticket"));
    let stranger = AccountSecret::make().public();
    let open = [
        ("held_other_ticket", public.seal_held(account, OTHER, text)),
        ("held_for_another_account", public.seal_held(OTHER, ticket, text)),
        ("held_to_another_public_key", stranger.seal_held(account, ticket, text)),
        ("held_that_is_a_wrap", world.bytes("wrap").into()),
        ("held_bit_flipped_in_encapsulated_key", flipped(good, 500)),
        ("held_bit_flipped_in_text", flipped(good, ENCAPSULATED_END)),
    ];
    let malformed = [("held_empty", Vec::new())];
    let unknown = [("held_unknown_algorithm", with(good, 1, 1))];
    [refused("Open", open), refused("Malformed", malformed), refused("UnknownAlgorithm", unknown)].concat()
}

pub(super) fn sessions(world: &World) -> Vec<Vector> {
    let (good, secret, account) = (world.bytes("session"), world.secret(), world.account());
    let open = [
        ("session_of_another_account", world.session().seal_account(secret, OTHER)),
        ("session_of_another_cookie", SessionSecret::make().seal_account(secret, account)),
        ("session_bit_flipped_in_tag", flipped(good, good.len() - 1)),
        ("session_bit_flipped_in_nonce", flipped(good, 2)),
    ];
    let malformed = [("session_truncated_to_header", good[..14].into())];
    let unknown = [("session_unknown_algorithm", with(good, 1, 2))];
    [refused("Open", open), refused("Malformed", malformed), refused("UnknownAlgorithm", unknown)].concat()
}
