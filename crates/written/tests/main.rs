//! Whatever is written reads back, from either format, and whatever bytes there are, reading them is safe.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops, and says where")]

mod any;
mod frozen;

use std::collections::{BTreeMap, BTreeSet};

use hearken_core::{Extra, Record};
use hearken_written::{
    archived, extra_from_map, from_json, map_from_extra, pack, to_json, unpack, v1::KINDS,
};
use proptest::{collection::vec, prelude::*, strategy::ValueTree, test_runner::TestRunner};
use rmpv::Value;

/// Unknown fields have names that no shape of ours uses.
fn extra() -> impl Strategy<Value = Extra> {
    let value = prop_oneof![any::<i64>().prop_map(Value::from), ".{0,8}".prop_map(Value::from)];
    let fields = prop::collection::btree_map("x_[a-z]{1,6}", value, 0..3);
    fields.prop_map(|fields: BTreeMap<String, Value>| extra_from_map(&fields))
}

fn record() -> impl Strategy<Value = Record> {
    any::record(extra())
}

proptest! {
    #[test]
    fn whatever_is_packed_unpacks_to_the_same(record in record()) {
        let packed = pack(&record).unwrap();
        let read = unpack(packed.kind, packed.version, &packed.what).unwrap().unwrap();
        prop_assert_eq!(&read, &record);
        prop_assert_eq!(pack(&read).unwrap().what, packed.what);
    }

    #[test]
    fn whatever_is_json_reads_to_the_same(record in record()) {
        let (json, extra) = to_json(&record).unwrap();
        let read = from_json(json.kind, json.version, json.what.clone(), extra).unwrap().unwrap();
        prop_assert_eq!(&read, &*archived(&record));
        prop_assert_eq!(to_json(&read).unwrap().0.what, json.what);
    }

    #[test]
    fn no_bytes_make_unpacking_panic(kind in prop::sample::select(KINDS), bytes in vec(any::<u8>(), 0..200)) {
        let _ = unpack(kind, 1, &bytes);
    }

    #[test]
    fn no_change_of_packed_bytes_makes_unpacking_panic(
        record in record(),
        changes in vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
    ) {
        let mut packed = pack(&record).unwrap();
        for (at, byte) in changes {
            let at = at.index(packed.what.len());
            packed.what[at] = byte;
        }
        if let Some(Ok(read)) = unpack(packed.kind, packed.version, &packed.what) {
            // What can be read can be written.
            pack(&read).unwrap();
        }
    }
}

#[test]
fn other_kinds_and_versions_have_no_shape_here() {
    assert!(unpack("dream", 1, &[0x80]).is_none());
    assert!(unpack("part", 2, &[0x80]).is_none());
    assert!(from_json("journal", 1, serde_json::json!({}), Extra::default()).is_none());
}

#[test]
fn no_unknown_fields_are_no_bytes_and_rubbish_is_no_fields() {
    assert_eq!(extra_from_map(&BTreeMap::new()).0, Vec::<u8>::new());
    assert_eq!(map_from_extra(&Extra(vec![0xc1])), BTreeMap::new());
}

#[test]
fn names_that_are_not_known_are_carried_along_in_the_log_and_passed_over_in_json() {
    let new = b"\x83\xa4name\xa1x\xa4role\xa5exile\xa3new\x07";
    let read = unpack("part", 1, new).unwrap().unwrap();
    assert_eq!(pack(&read).unwrap().what, new);
    let json = serde_json::json!({ "name": "x", "role": "exile", "new": 7 });
    let read = from_json("part", 1, json, Extra::default()).unwrap().unwrap();
    assert_eq!(to_json(&read).unwrap().0.what, serde_json::json!({ "name": "x", "role": "exile" }));
}

#[test]
fn every_kind_has_its_place_in_the_description_of_the_archive() {
    let document = include_str!("../../../docs/archive-format.md");
    for kind in KINDS {
        assert!(document.contains(&format!("\n### `{kind}`\n")), "{kind}");
    }
}

#[test]
fn every_kind_is_frozen_and_is_among_any_record() {
    let frozen: BTreeSet<_> = frozen::vectors().iter().map(|(_, record)| record.kind().id()).collect();
    assert_eq!(frozen, KINDS.iter().copied().collect());
    let mut runner = TestRunner::deterministic();
    let any: BTreeSet<_> =
        (0..2_000).map(|_| record().new_tree(&mut runner).unwrap().current().kind().id()).collect();
    assert_eq!(any, frozen);
}
