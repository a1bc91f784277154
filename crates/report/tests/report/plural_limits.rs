//! Inner systems of any size and shape: bounded, said, and never a panic.

use std::{fmt::Write, time::Instant};

use hearken_core::Notebook;
use hearken_report::{
    fuzz,
    import::{Format, ImportError, Take, recognise},
};
use proptest::{collection::vec, prelude::*, sample::select};
use serde_json::{Value, json};

use crate::{
    common::{Folder, carry_out, plan, read_bytes},
    plural::{ALL, bring_in, brought_in, group, sample, taking},
};

const FORMATS: [Format; 3] = [Format::PluralKit, Format::SimplyPlural, Format::OpenPlural];

#[test]
fn ten_thousand_parts_come_in_within_seconds_and_only_once() {
    let members: Vec<Value> = (0..10_000)
        .map(|n| json!({"id": format!("m{n}"), "name": "Same name", "description": "Words. ".repeat(20)}))
        .collect();
    let ids: Vec<String> = (0..10_000).map(|n| format!("m{n}")).collect();
    let file = json!({"version": 2, "members": members, "switches": [], "groups": [{"id": "g", "name": "All", "members": ids}]});
    let begun = Instant::now();
    let (mut notebook, report) = brought_in(&file, Format::PluralKit, Take::USUAL);
    assert_eq!((report.of("part").imported, group(&notebook, "All").1.parts.len()), (10_000, 10_000));
    assert_eq!(bring_in(&file, Format::PluralKit, Take::USUAL, &mut notebook).of("part").imported, 0);
    assert!(begun.elapsed().as_secs() < 20, "unoptimised and on a busy machine; {:?}", begun.elapsed());
}

#[test]
fn the_largest_history_is_kept_and_one_that_is_larger_is_said() {
    let switches = |count: usize| {
        let all: Vec<Value> = (0..count)
            .map(|n| json!({"timestamp": 1_767_344_400_000_i64 + n as i64, "members": []}))
            .collect();
        json!({"version": 2, "members": [], "switches": all})
    };
    let (_, kept) = brought_in(&switches(100_000), Format::PluralKit, Take::USUAL);
    assert_eq!((kept.of("front").preserved_only, kept.count_of("too-much-to-keep")), (100_000, 0));
    let (_, dropped) = brought_in(&switches(250_000), Format::PluralKit, Take::USUAL);
    assert_eq!(dropped.count_of("too-much-to-keep"), 1);
}

#[test]
fn what_is_nested_too_deep_is_refused_before_it_is_read() {
    let deep = format!(r#"{{"switches": [], "members": {}{}}}"#, "[".repeat(70), "]".repeat(70));
    for format in FORMATS {
        assert!(matches!(read_bytes(&deep, format, &taking(ALL)), Err(ImportError::TooLarge)));
    }
    assert!(matches!(recognise(&Folder::new().put("x", &deep)), Err(ImportError::TooLarge)));
}

#[test]
fn more_than_a_hundred_megabytes_are_refused_before_they_are_read() {
    let huge = vec![b' '; (100 << 20) + 1];
    assert!(matches!(read_bytes(huge, Format::SimplyPlural, &taking(ALL)), Err(ImportError::TooLarge)));
}

#[test]
fn bytes_in_memory_are_read_as_a_file_is() {
    let file = sample("simply-plural.json").to_string();
    assert!(matches!(recognise(file.as_bytes()), Ok(Format::SimplyPlural)));
    let import =
        hearken_report::import::read(file.as_bytes(), Format::SimplyPlural, &taking(ALL), &mut |_, _| {});
    assert_eq!(
        import.expect("an export").found,
        read_bytes(&file, Format::SimplyPlural, &taking(ALL)).expect("an export").found
    );
}

#[test]
fn cut_off_and_foreign_bytes_are_refused_with_a_sentence() {
    for format in FORMATS {
        assert!(matches!(read_bytes(r#"{"members": ["#, format, &taking(ALL)), Err(ImportError::Damaged)));
        assert!(matches!(
            read_bytes(b"{\"members\": \"\xFF\"}", format, &taking(ALL)),
            Err(ImportError::NotText)
        ));
        assert!(matches!(read_bytes("[]", format, &taking(ALL)), Err(ImportError::OtherFormat)));
    }
    let marked = format!("\u{FEFF}{}", sample("pluralkit.json"));
    assert!(
        read_bytes(marked, Format::PluralKit, &taking(ALL)).is_ok(),
        "a mark at the beginning is no harm"
    );
}

#[test]
fn a_chain_of_groups_deeper_than_groups_may_be_is_cut() {
    let mut groups = String::new();
    for n in 0..200 {
        write!(groups, r#"{{"_id": "g{n}", "name": "G{n}", "parent": "g{}"}},"#, n + 1).expect("a text");
    }
    let file: Value =
        serde_json::from_str(&format!(r#"{{"members": [], "groups": [{}]}}"#, groups.trim_end_matches(',')))
            .expect("JSON");
    let (notebook, report) = brought_in(&file, Format::SimplyPlural, Take::USUAL);
    assert!(report.count_of("group-at-top-level") > 100);
    assert!(group(&notebook, "G190").1.within.is_some() && group(&notebook, "G0").1.within.is_none());
}

#[test]
fn fields_that_come_twice_and_texts_that_are_too_long_are_said() {
    let twice = r#"{"switches": [], "members": [{"id": "a", "name": "One", "name": "Two"}]}"#;
    let import = read_bytes(twice, Format::PluralKit, &taking(ALL)).expect("an export");
    assert_eq!(import.report.count_of("field-twice"), 1);
    let long = json!({"switches": [], "members": [{"id": "a", "name": "A", "description": "x".repeat((1 << 20) + 1)}]});
    let (_, report) = brought_in(&long, Format::PluralKit, ALL);
    assert_eq!((report.of("field").failed, report.of("part").degraded), (1, 1));
}

fn seeds() -> Vec<String> {
    ["pluralkit.json", "simply-plural.json", "openplural.json"].map(|name| sample(name).to_string()).to_vec()
}

/// Puts another value somewhere into a JSON value.
fn spoil(value: &mut Value, path: &[prop::sample::Index], with: &Value) {
    let Some((at, rest)) = path.split_first() else { return *value = with.clone() };
    match value {
        Value::Array(list) if !list.is_empty() => {
            let at = at.index(list.len());
            spoil(&mut list[at], rest, with);
        }
        Value::Object(fields) if !fields.is_empty() => {
            let at = at.index(fields.len());
            if let Some(inner) = fields.values_mut().nth(at) {
                spoil(inner, rest, with);
            }
        }
        other => *other = with.clone(),
    }
}

fn odd() -> impl Strategy<Value = Value> {
    select(vec![
        json!(null),
        json!(true),
        json!(-1),
        json!(1e308),
        json!(u64::MAX),
        json!(""),
        json!("m1"),
        json!("\u{202e}\u{0}\u{FFFC}"),
        json!("9999-99-99"),
        json!("private"),
        json!([]),
        json!([[]]),
        json!({}),
        json!({"id": {"$oid": 1}}),
        json!({"_seconds": i64::MAX}),
    ])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn no_spoiled_value_makes_a_reader_panic_and_what_it_gives_comes_in_once(
        seed in 0..3_usize,
        changes in vec((vec(any::<prop::sample::Index>(), 0..6), odd()), 1..5),
    ) {
        let mut file: Value = serde_json::from_str(&seeds()[seed]).expect("JSON");
        for (path, with) in changes {
            spoil(&mut file, &path, &with);
        }
        if let Ok(import) = read_bytes(file.to_string(), FORMATS[seed], &taking(ALL)) {
            let mut notebook = Notebook::default();
            carry_out(plan(import, &notebook), &mut notebook);
            let again = read_bytes(file.to_string(), FORMATS[seed], &taking(ALL)).expect("as before");
            let again = plan(again, &notebook);
            prop_assert!(again.revisions.is_empty(), "{:?}", again.revisions);
        }
    }

    #[test]
    fn no_spoiled_bytes_make_a_reader_panic(
        seed in select(seeds()),
        changes in vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
    ) {
        let mut bytes = seed.into_bytes();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        fuzz::plural(&bytes);
    }
}
