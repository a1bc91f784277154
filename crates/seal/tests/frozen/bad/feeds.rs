//! What is sealed for a feed: what it says, and its key as the vault keeps it; and what the server seals for itself.

use hearken_seal::{FeedToken, MailKey, VaultKey};

use super::{OTHER, flipped, refused, with};
use crate::{vector::Vector, world::World};

pub(super) fn feeds(world: &World) -> Vec<Vector> {
    let (good, text, vault) = (world.bytes("feed"), world.bytes("text"), world.id("vault"));
    let open = [
        ("feed_of_another_token", FeedToken::make().key().seal(vault, text)),
        ("feed_of_another_vault", world.feed_token().key().seal(OTHER, text)),
        ("feed_bit_flipped_in_nonce", flipped(good, 2)),
        ("feed_bit_flipped_in_text", flipped(good, 14)),
        ("feed_bit_flipped_in_tag", flipped(good, good.len() - 1)),
        ("feed_that_is_a_session", world.bytes("session").into()),
    ];
    let malformed =
        [("feed_truncated_to_header", good[..14].into()), ("feed_of_a_later_format", with(good, 0, 2))];
    let unknown = [("feed_unknown_algorithm", with(good, 1, 2))];
    [refused("Open", open), refused("Malformed", malformed), refused("UnknownAlgorithm", unknown)].concat()
}

pub(super) fn kept(world: &World) -> Vec<Vector> {
    let (good, key, feed) = (world.bytes("kept"), world.key(), world.feed_token().key());
    let of = |vault, epoch| VaultKey::make(vault, epoch).keep_feed_key(&feed);
    let open = [
        ("kept_for_another_feed", key.keep_feed_key(&FeedToken::make().key())),
        ("kept_by_another_key", of(key.vault(), key.epoch())),
        ("kept_by_another_vault", of(OTHER, key.epoch())),
        ("kept_in_another_epoch", of(key.vault(), key.epoch() + 1)),
        ("kept_epoch_changed", flipped(good, 5)),
        ("kept_bit_flipped_in_key", flipped(good, 18)),
        ("kept_that_is_a_draft", world.bytes("draft").into()),
    ];
    let malformed = [("kept_truncated_in_epoch", good[..4].into())];
    let unknown = [("kept_unknown_algorithm", with(good, 1, 2))];
    [refused("Open", open), refused("Malformed", malformed), refused("UnknownAlgorithm", unknown)].concat()
}

pub(super) fn mail(world: &World) -> Vec<Vector> {
    let (good, text, vault) = (world.bytes("mail"), world.bytes("text"), world.id("vault"));
    let open = [
        ("mail_of_another_key", MailKey::make().seal(vault, text)),
        ("mail_of_another_vault", world.mail_key().seal(OTHER, text)),
        ("mail_bit_flipped_in_tag", flipped(good, good.len() - 1)),
        ("mail_that_is_a_feed", world.bytes("feed").into()),
    ];
    let malformed = [("mail_truncated_to_header", good[..14].into())];
    let unknown = [("mail_unknown_algorithm", with(good, 1, 2))];
    [refused("Open", open), refused("Malformed", malformed), refused("UnknownAlgorithm", unknown)].concat()
}
