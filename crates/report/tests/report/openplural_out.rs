//! OpenPlural, out, and back in.

use hearken_core::{
    Notebook, Record, RecordId, Revision, Timestamp, When,
    bonds::{Bond, BondKind},
    groups::Group,
    journal::JournalEntry,
    notebook::Prepared,
    parts::{Blend, OwnField, OwnValue, Part, Permission, Role},
    pictures::{Picture, PictureKind},
};
use hearken_report::{
    import::{Format, Take},
    openplural::{self, Choice},
};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::plural::{bring_in, brought_in, part, sample};

const EVERYTHING: Choice = Choice { hidden: true, private: true, journal: true };

fn id(number: u8) -> RecordId {
    RecordId::from_bytes([number; 16])
}

fn out(notebook: &Notebook, choice: Choice) -> Value {
    let mut bytes = Vec::new();
    openplural::write(notebook, choice, &When::default(), &mut bytes).expect("memory takes everything");
    serde_json::from_slice(&bytes).expect("JSON")
}

fn notebook_of(records: Vec<(RecordId, Record)>) -> Notebook {
    let mut notebook = Notebook::default();
    for (record, what) in records {
        let saved = Timestamp::from_millis(1_790_000_000_000);
        let revision = Revision { record, rev: 1, base: 0, settles: Vec::new(), saved, what };
        notebook.apply(Prepared::of(revision));
    }
    notebook
}

fn text(words: &str) -> String {
    words.to_owned()
}

/// A part with something in every field.
fn full() -> Part {
    let own = |name: &str, value| OwnField { name: text(name), value };
    Part {
        name: text("Planner"),
        role: Role::Manager,
        manner: text("anxious"),
        look: text("tall"),
        colour: Some(text("#112233")),
        shape: Some(text("square")),
        emoji: text("🗓"),
        felt_age: text("nine"),
        body: vec![text("chest"), text("jaw")],
        sensation: text("tight"),
        voice: text("“Not yet.”"),
        purpose: text("Plans.\n\nAnd plans."),
        since: text("school"),
        feels: text("worry"),
        desires: text("rest"),
        beliefs: text("it is never enough"),
        fears: text("chaos"),
        burdens: text("shame"),
        legacy_burdens: text("a grandmother's fear"),
        gifts: text("care"),
        needs: text("to be seen"),
        trailheads: text("Sundays"),
        relates: text("keeps me awake"),
        new_role: text("gardener"),
        new_role_changed: text("more air"),
        notes: text("<b>notes</b>"),
        private: text("only mine"),
        permission: Permission::Partial,
        blend: Some(Blend::Partly),
        urge_to_harm: true,
        archived: false,
        own_fields: vec![
            own(
                "Tea",
                OwnValue::Choice { options: vec![text("green"), text("black")], chosen: text("green") },
            ),
            own("Since then", OwnValue::Number(text("0.50"))),
            own("Pronouns", OwnValue::Text(text("they"))),
            own("Birthday", OwnValue::Text(text("29 February"))),
            own("Steady", OwnValue::YesNo(Some(false))),
            own("Same", OwnValue::Text(text("one"))),
            own("Same", OwnValue::Text(text("two"))),
            own("Day", OwnValue::Date(None)),
        ],
        picture: Some(id(9)),
        ..Part::default()
    }
}

fn whole() -> Notebook {
    let hidden = Part { name: text("Ash"), role: Role::Exile, hidden: true, ..Part::default() };
    let other = Part { name: text("Spark"), role: Role::Firefighter, archived: true, ..Part::default() };
    let picture = Picture {
        kind: PictureKind::Png,
        width: 2,
        height: 3,
        bytes: b"picture".to_vec(),
        extra: hearken_core::Extra::default(),
    };
    let mut conflict = Bond::new(id(1), BondKind::Conflict, id(3));
    conflict.over = text("the weekend");
    conflict.from_says = text("work");
    conflict.strength = Some(7);
    conflict.since = text("spring");
    conflict.ended = Some(When::new(Timestamp::from_millis(1_780_000_000_000), 120));
    let own = BondKind::Own { name: text("teaches"), inverse: text("is taught by") };
    let entry = JournalEntry {
        title: Some(text("A day")),
        body: "Words.".into(),
        when: When::new(Timestamp::from_millis(1_785_000_000_000), 60),
        parts: vec![id(1), id(3)],
        tags: vec![text("t")],
        starred: true,
        ..JournalEntry::default()
    };
    let outer = Group { name: text("House"), parts: vec![id(1), id(2)], ..Group::default() };
    let inner = Group { name: text("Room"), within: Some(id(20)), archived: true, ..Group::default() };
    notebook_of(vec![
        (id(9), picture.into()),
        (id(1), full().into()),
        (id(2), hidden.into()),
        (id(3), other.into()),
        (id(10), conflict.into()),
        (id(11), Bond::new(id(1), own, id(3)).into()),
        (id(12), Bond::new(id(1), BondKind::Protects, id(2)).into()),
        (id(20), outer.into()),
        (id(21), inner.into()),
        (id(30), Record::Journal(entry)),
    ])
}

#[test]
fn out_and_in_and_out_again_is_the_same_file() {
    let first = out(&whole(), EVERYTHING);
    let (copy, report) = brought_in(&first, Format::OpenPlural, Take::USUAL);
    assert_eq!(out(&copy, EVERYTHING), first);
    assert_eq!((report.of("part").imported, report.of("bond").imported), (3, 3));
    let (_, planner) = part(&copy, "Planner");
    let expected = Part {
        picture: None,
        source: planner.source.clone(),
        own_fields: planner.own_fields.clone(),
        ..full()
    };
    assert_eq!(*planner, expected, "every field is where it was; its picture waits beside it");
    let mut fields = full().own_fields;
    fields.sort_by_key(|field| (field.name.clone(), field.shown()));
    let mut read = planner.own_fields.clone();
    read.sort_by_key(|field| (field.name.clone(), field.shown()));
    assert_eq!(read, fields);
}

#[test]
fn our_own_file_brought_into_its_own_notebook_doubles_nothing() {
    let mut notebook = whole();
    let before = notebook.records().count();
    let report = bring_in(&out(&notebook, EVERYTHING), Format::OpenPlural, Take::USUAL, &mut notebook);
    assert_eq!(notebook.records().count(), before + 1, "only what is said of the whole");
    assert_eq!((report.of("part").imported, report.of("part").skipped), (0, 3));
}

#[test]
fn hidden_parts_and_private_corners_stay_here_unless_asked_for() {
    let quiet = out(&whole(), Choice::default());
    let said = quiet.to_string();
    for word in ["Ash", "only mine", "Words.", &id(2).to_string()] {
        assert!(!said.contains(word), "{word}");
    }
    let warned: Vec<_> = quiet["warnings"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|w| (w["message"].clone(), w["count"].clone()))
        .collect();
    for (message, count) in
        [("Left out: hidden parts.", 1), ("Left out: private corners.", 1), ("Left out: journal entries.", 1)]
    {
        assert!(warned.contains(&(json!(message), json!(count))), "{message}");
    }
    assert_eq!(quiet["relationships"]["edges"].as_array().map(Vec::len), Some(2));
    assert_eq!(quiet["group_memberships"].as_array().map(Vec::len), Some(1));
    assert!(out(&whole(), EVERYTHING).to_string().contains("only mine"));
}

#[test]
fn what_one_of_two_windows_hid_stays_here_unless_asked_for() {
    let mut notebook = whole();
    for (rev, hidden) in [(2, true), (3, false)] {
        let (record, base, settles, saved) = (id(1), 1, Vec::new(), Timestamp::from_millis(20));
        let what = Part { hidden, ..full() }.into();
        notebook.apply(Prepared::of(Revision { record, rev, base, settles, saved, what }));
    }
    let name = full().name;
    assert!(!out(&notebook, Choice::default()).to_string().contains(&name));
    assert!(out(&notebook, EVERYTHING).to_string().contains(&name));
}

#[test]
fn every_record_has_an_id_and_a_system_and_every_array_is_there() {
    let file = out(&whole(), EVERYTHING);
    assert_eq!((&file["pluralport_version"], &file["openplural_version"]), (&json!("0.1"), &json!("0.1")));
    for name in [
        "systems",
        "members",
        "groups",
        "group_memberships",
        "taxonomy_terms",
        "taxonomy_assignments",
        "custom_fields",
        "custom_field_values",
        "front_periods",
        "front_events",
        "front_comments",
        "notes",
        "assets",
    ] {
        let list = file[name].as_array().unwrap_or_else(|| panic!("no {name}"));
        for record in list {
            assert!(record["id"].is_string(), "{name}: {record}");
            assert!(name == "systems" || record["system_id"] == "notebook", "{name}: {record}");
        }
    }
    for record in ["types", "edges"]
        .map(|name| file["relationships"][name].as_array().expect("a list").clone())
        .concat()
    {
        assert!(record["id"].is_string() && record["system_id"] == "notebook", "{record}");
    }
    assert_eq!(file["systems"][0]["privacy"]["visibility"], "private");
    assert_eq!(file["assets"][0]["sha256"].as_str().map(str::len), Some(64));
    assert_eq!(file["exported_at"], "1970-01-01T00:00:00Z");
    assert_eq!(out(&Notebook::default(), Choice::default())["members"], json!([]));
}

#[test]
fn what_another_program_wrote_is_written_out_again() {
    let (notebook, _) = brought_in(&sample("openplural.json"), Format::OpenPlural, Take::USUAL);
    let file = out(&notebook, EVERYTHING);
    let keeper =
        file["members"].as_array().expect("a list").iter().find(|m| m["id"] == "m1").expect("it is there");
    assert_eq!(keeper["extensions"]["sheaf"]["shelf"], 3);
    assert_eq!(
        (&keeper["source_refs"][0]["app"], &keeper["proxy_tags"][0]["prefix"]),
        (&json!("pluralkit"), &json!("k:"))
    );
    assert_eq!(file["systems"][0]["extensions"]["sheaf"]["colour_of_day"], "blue");
    assert_eq!(
        (&file["chat"]["messages"][0]["body"], &file["something_new"]["a"]),
        (&json!("kept whole"), &json!(1))
    );
    assert_eq!(file["front_periods"].as_array().map(Vec::len), Some(2));
    let again = brought_in(&file, Format::OpenPlural, Take::USUAL).0;
    assert_eq!(out(&again, EVERYTHING), file, "and again");
    // Where a hidden part stays here, what may speak of it stays too.
    assert!(!out(&notebook, Choice::default()).to_string().contains("kept whole"));
}

#[test]
fn parts_from_elsewhere_say_so_and_their_leavings_go_out_only_when_asked_for() {
    let (notebook, _) = brought_in(&sample("pluralkit.json"), Format::PluralKit, Take::USUAL);
    let quiet = out(&notebook, Choice::default());
    assert_eq!(quiet["members"][0]["source_refs"][0]["app"], "pluralkit");
    assert!(!quiet.to_string().contains("w:"));
    let all = out(&notebook, EVERYTHING);
    assert_eq!(all["members"][0]["extensions"]["pluralkit"]["proxy_tags"][0]["prefix"], "w:");
}

#[test]
fn the_same_notebook_gives_the_same_bytes() {
    assert_eq!(out(&whole(), EVERYTHING).to_string(), out(&whole(), EVERYTHING).to_string());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn any_notebook_goes_out_and_what_came_in_once_stays_the_same(notebook in crate::arbitrary::notebook()) {
        let read = |file: &Value| brought_in(file, Format::OpenPlural, Take::USUAL).0;
        let once = out(&read(&out(&notebook, EVERYTHING)), EVERYTHING);
        let twice = out(&read(&once), EVERYTHING);
        prop_assert_eq!(without_warnings(twice), without_warnings(once));
    }
}

fn without_warnings(mut file: Value) -> Value {
    file["warnings"] = Value::Null;
    file
}
