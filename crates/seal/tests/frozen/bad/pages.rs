//! Pages that must not open.

use hearken_seal::{Passphrase, seal_page};

use super::{flipped, refused, with};
use crate::{vector::Vector, world::World};

/// Where each piece begins.
const ROUNDS: usize = 2;
const SALT: usize = 6;
const NONCE: usize = 22;

pub(super) fn pages(world: &World) -> Vec<Vector> {
    let (good, text) = (world.bytes("page"), world.bytes("text"));
    let open = [
        ("page_of_another_passphrase", seal_page(&Passphrase::new("lantern otter drizzle sofa"), text)),
        ("page_rounds_changed", flipped(good, SALT - 1)),
        ("page_bit_flipped_in_salt", flipped(good, SALT)),
        ("page_bit_flipped_in_nonce", flipped(good, NONCE)),
        ("page_bit_flipped_in_text", flipped(good, NONCE + 12)),
        ("page_bit_flipped_in_tag", flipped(good, good.len() - 1)),
    ];
    let malformed = [
        ("page_truncated_in_rounds", good[..SALT - 1].into()),
        ("page_truncated_in_salt", good[..NONCE - 1].into()),
        ("page_truncated_in_nonce", good[..NONCE + 11].into()),
        ("page_of_a_later_format", with(good, 0, 2)),
    ];
    let algorithm = [("page_unknown_algorithm", with(good, 1, 1))];
    let weak = [("page_rounds_lowered", with(good, ROUNDS + 1, 8))];
    let costly = [("page_rounds_raised", with(good, ROUNDS, 1))];
    [
        refused("Open", open),
        refused("Malformed", malformed),
        refused("UnknownAlgorithm", algorithm),
        refused("KdfTooWeak", weak),
        refused("KdfTooCostly", costly),
    ]
    .concat()
}
