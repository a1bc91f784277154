//! The written formats are frozen: what was sealed once opens for ever, and everything that is wrong is refused.
//!
//! `tests/vectors/good.txt` holds one sealed thing of each kind, with all that is needed to open it;
//! `tests/vectors/bad.txt` holds things that must be refused, named after what is wrong with them, under the error
//! they must be refused with. To freeze a *new* format, beside the old one:
//! `HEARKEN_FREEZE=good,bad cargo nextest run -p hearken-seal --test frozen` (only `bad` adds bad vectors for the
//! good ones there are). Never do it to make a failing test pass: people's notebooks are in the old bytes.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops, and says where")]

mod bad;
mod judge;
mod vector;
mod world;

use std::{collections::BTreeSet, env, fs, path::PathBuf};

use hearken_seal::{
    Digest, KdfParams, Link, Unlocker, challenge_id, open_page, passkey_id, passkey_salt, sealed_epoch,
};
use judge::judge;
use vector::Vector;
use world::World;

fn path(name: &str) -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "tests", "vectors", name].iter().collect()
}

fn frozen(name: &str) -> Vec<Vector> {
    vector::read(&fs::read_to_string(path(name)).unwrap())
}

/// Every complaint about these bad vectors, each beginning with the vector's name.
fn complaints(world: &World, vectors: &[Vector]) -> Vec<String> {
    vectors.iter().filter_map(|vector| judge(world, vector).err()).collect()
}

#[test]
fn everything_good_opens() {
    let world = World::new(frozen("good.txt"));
    let (key, text) = (world.key(), world.bytes("text"));
    let entry = key.open_entry(&world.place(), world.bytes("entry"));
    let draft = key.open_draft(world.id("draft_id"), world.bytes("draft"));
    let held = world.secret().open_held(world.account(), world.id("ticket"), world.bytes("held"));
    let (vault, token) = (world.id("vault"), world.feed_token());
    let feed = token.key().open(vault, world.bytes("feed"));
    let mail = world.mail_key().open(vault, world.bytes("mail"));
    let by_the_vault = key.feed_key(token.id_hash(), world.bytes("kept"));
    let kept = by_the_vault.and_then(|key| key.open(vault, world.bytes("feed")));
    let factor =
        world.secret().open_factor(world.account(), &world.array("passkey_id"), world.bytes("factor"));
    let page = open_page(&world.passphrase(), world.bytes("page"));
    let all = [
        ("entry", entry),
        ("draft", draft),
        ("held", held),
        ("feed", feed),
        ("kept", kept),
        ("mail", mail),
        ("factor", factor),
        ("page", page),
    ];
    for (name, opened) in all {
        assert_eq!(opened.ok().as_deref(), Some(text), "{name}");
    }
}

#[test]
fn everything_derived_is_what_it_was() {
    let world = World::new(frozen("good.txt"));
    assert_eq!(sealed_epoch(world.bytes("entry")), Ok(world.epoch()));
    assert_eq!(world.key().commitment(), world.bytes("commitment"));
    assert_eq!(world.secret().public().bytes(), world.bytes("public"));
    assert_eq!(world.session().id_hash(), world.bytes("session_id"));
    assert_eq!(*world.session().to_cookie(), world.text("cookie"));
    assert_eq!(world.step().id_hash(), world.bytes("step_id"));
    assert_eq!(*world.step().to_cookie(), world.text("step_cookie"));
    assert_eq!(passkey_salt(), world.bytes("passkey_salt"));
    assert_eq!(passkey_id(world.bytes("credential")), world.bytes("passkey_id"));
    assert_eq!(challenge_id(&[0xf2; 32]), world.bytes("challenge_id"));
    assert_eq!(world.feed_token().id_hash(), world.bytes("feed_id"));
    assert_eq!(*world.feed_token().to_text(), world.text("token"));
}

#[test]
fn every_way_in_opens_the_same_account() {
    let world = World::new(frozen("good.txt"));
    let by_passphrase = Unlocker::from_bytes(world.bytes("unlocker")).unwrap();
    assert_eq!(by_passphrase.kdf_params(), Some(KdfParams::FLOOR));
    let ways = [
        by_passphrase.open_with_passphrase(world.account(), &world.passphrase()),
        Unlocker::from_bytes(world.bytes("recovery"))
            .unwrap()
            .open_with_recovery(world.account(), &world.words()),
        world.session().open_account(world.bytes("session"), world.account()),
        Unlocker::from_bytes(world.bytes("passkey"))
            .unwrap()
            .open_with_passkey(world.account(), &world.passkey()),
        world.step().open_account(world.bytes("step"), world.account()),
    ];
    for way in ways {
        assert_eq!(way.ok().unwrap().public().bytes(), world.bytes("public"));
    }
}

#[test]
fn the_links_of_the_good_entry_are_the_frozen_ones() {
    let world = World::new(frozen("good.txt"));
    let place = world.place();
    let link = Link(world.array("previous"));
    let next = link.next(place.seq, place.record, place.rev, &Digest::of(world.bytes("entry")));
    assert_eq!(next.0, world.bytes("next"));
}

#[test]
fn every_bad_vector_is_refused() {
    let world = World::new(frozen("good.txt"));
    let vectors = frozen("bad.txt");
    assert!(vectors.len() >= 60, "{} bad vectors", vectors.len());
    assert_eq!(complaints(&world, &vectors), Vec::<String>::new());
}

/// The negative control: were a bad vector good after all, or refused for another reason, it would be noticed.
#[test]
fn a_good_thing_among_the_bad_ones_is_noticed() {
    let world = World::new(frozen("good.txt"));
    let kinds = [
        "entry", "draft", "held", "wrap", "session", "feed", "kept", "mail", "unlocker", "recovery", "words",
        "passkey", "factor", "step", "page",
    ];
    for kind in kinds {
        let planted = Vector::new("Open", &format!("{kind}_in_fact_good"), world.bytes(kind));
        let complaint = format!("{kind}_in_fact_good: was accepted");
        assert_eq!(complaints(&world, &[planted]), [complaint]);
    }
    let misfiled = Vector::new("Open", "entry_empty", &[]);
    assert_eq!(complaints(&world, &[misfiled]), ["entry_empty: refused as Malformed and not as Open"]);
}

#[test]
fn every_bad_vector_has_a_name_and_bytes_of_its_own() {
    let vectors = frozen("bad.txt");
    let names: BTreeSet<_> = vectors.iter().map(|vector| &vector.name).collect();
    assert_eq!(names.len(), vectors.len(), "names");
    // The same bytes may be tried as two kinds of thing, but not twice as one.
    let tries: BTreeSet<_> = vectors.iter().map(|vector| (vector.kind(), &vector.bytes)).collect();
    assert_eq!(tries.len(), vectors.len(), "bytes");
}

/// Makes a new world and everything that can be wrong in it, and judges that too: the frozen bytes are no fluke.
/// With `HEARKEN_FREEZE` set, it writes them down.
#[test]
fn a_fresh_world_keeps_the_same_promises() {
    let asked = env::var("HEARKEN_FREEZE").unwrap_or_default();
    let good = if asked == "bad" { frozen("good.txt") } else { world::fresh() };
    let world = World::new(good.clone());
    let bad = bad::everything_wrong_in(&world);
    assert_eq!(complaints(&world, &bad), Vec::<String>::new());
    if asked.contains("good") {
        fs::write(path("good.txt"), vector::write(&good)).unwrap();
    }
    if asked.contains("bad") {
        fs::write(path("bad.txt"), vector::write(&bad)).unwrap();
    }
    let names = |vectors: &[Vector]| vectors.iter().map(|vector| vector.name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&good), names(&frozen("good.txt")), "the frozen world has everything a new one has");
    assert_eq!(names(&bad), names(&frozen("bad.txt")), "every bad thing is frozen");
}
