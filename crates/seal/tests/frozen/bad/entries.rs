//! Entries and drafts: good bytes in the wrong place, and broken bytes.

use hearken_seal::{EntryPlace, Link, VaultKey};

use super::{OTHER, flipped, refused, with};
use crate::{vector::Vector, world::World};

/// Good entries, sealed with another key.
pub(super) fn of_another_key(world: &World) -> Vec<Vector> {
    let (key, place, text) = (world.key(), world.place(), world.bytes("text"));
    let elsewhere = EntryPlace { vault: OTHER, ..place };
    let foreign = VaultKey::make(OTHER, key.epoch());
    let twin = VaultKey::make(place.vault, key.epoch());
    let later = VaultKey::make(place.vault, key.epoch() + 1).seal_entry(&place, text);
    let mut relabelled = later.clone();
    relabelled[2..6].copy_from_slice(&key.epoch().to_be_bytes());
    let things = [
        ("entry_of_another_vault", foreign.seal_entry(&elsewhere, text)),
        ("entry_of_another_key", twin.seal_entry(&place, text)),
        ("entry_of_another_epoch", later),
        ("entry_of_another_epoch_relabelled", relabelled),
    ];
    refused("Open", things)
}

/// Good entries, sealed with the right key for another place.
pub(super) fn misplaced(world: &World) -> Vec<Vector> {
    let (key, place, text) = (world.key(), world.place(), world.bytes("text"));
    let other_seq = EntryPlace { seq: place.seq + 1, ..place };
    let other_rev = EntryPlace { rev: place.rev + 1, ..place };
    let other_record = EntryPlace { record: OTHER, ..place };
    let other_link = EntryPlace { previous: &Link::genesis(OTHER), ..place };
    let things = [
        ("entry_other_seq", key.seal_entry(&other_seq, text)),
        ("entry_other_rev", key.seal_entry(&other_rev, text)),
        ("entry_other_record", key.seal_entry(&other_record, text)),
        ("entry_other_previous_link", key.seal_entry(&other_link, text)),
        ("entry_that_is_a_draft", world.bytes("draft").into()),
        ("entry_that_is_a_draft_of_that_id", key.seal_draft(place.record, text)),
    ];
    refused("Open", things)
}

/// The good entry, with its bytes changed.
pub(super) fn broken(world: &World) -> Vec<Vector> {
    let good = world.bytes("entry");
    let end = good.len();
    let mut swapped = good.to_vec();
    swapped[18..50].rotate_left(16);
    let open = [
        ("entry_bit_flipped_in_tag", flipped(good, end - 1)),
        ("entry_bit_flipped_in_text", flipped(good, 18)),
        ("entry_bit_flipped_in_padding", flipped(good, end - 17)),
        ("entry_bit_flipped_in_nonce", flipped(good, 6)),
        ("entry_epoch_changed", flipped(good, 5)),
        ("entry_blocks_swapped", swapped),
        ("entry_without_its_tag", good[..end - 16].into()),
        ("entry_without_its_last_byte", good[..end - 1].into()),
        ("entry_with_a_byte_behind", [good, &[0]].concat()),
    ];
    let malformed = [
        ("entry_truncated_to_header", good[..18].into()),
        ("entry_truncated_in_nonce", good[..12].into()),
        ("entry_truncated_in_epoch", good[..4].into()),
        ("entry_truncated_to_one_byte", good[..1].into()),
        ("entry_empty", Vec::new()),
        ("entry_format_zero", with(good, 0, 0)),
        ("entry_of_a_later_format", with(good, 0, 2)),
    ];
    let unknown =
        [("entry_unknown_algorithm", with(good, 1, 9)), ("entry_algorithm_of_wraps", with(good, 1, 2))];
    [refused("Open", open), refused("Malformed", malformed), refused("UnknownAlgorithm", unknown)].concat()
}

pub(super) fn drafts(world: &World) -> Vec<Vector> {
    let (key, good, text) = (world.key(), world.bytes("draft"), world.bytes("text"));
    let id = world.id("draft_id");
    let elsewhere = VaultKey::make(OTHER, key.epoch());
    let as_record = EntryPlace { record: id, ..world.place() };
    let open = [
        ("draft_other_id", key.seal_draft(OTHER, text)),
        ("draft_of_another_vault", elsewhere.seal_draft(id, text)),
        ("draft_that_is_an_entry", world.bytes("entry").into()),
        ("draft_that_is_an_entry_of_that_id", key.seal_entry(&as_record, text)),
        ("draft_bit_flipped_in_text", flipped(good, 30)),
        ("draft_epoch_changed", flipped(good, 5)),
    ];
    let malformed = [("draft_truncated_to_header", good[..18].into())];
    let unknown = [("draft_unknown_algorithm", with(good, 1, 0))];
    [refused("Open", open), refused("Malformed", malformed), refused("UnknownAlgorithm", unknown)].concat()
}
