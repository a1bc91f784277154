//! Every shape as bytes and as JSON that never change: they read as these literals and are written so again.
//!
//! With `HEARKEN_FREEZE` set the files are written instead: to be done only for what was never released.

mod journey;
mod measure_plan;
mod questionnaire;
mod responses;
mod sharing;

use std::{collections::BTreeMap, fs, path::PathBuf};

use hearken_core::{
    Extra, Record, RecordId, Timestamp, When,
    agreements::{Agreement, Kept, Look},
    bonds::{Bond, BondKind},
    breathing::{Answer, Breathing, Care, DaySaid, OwnBreath, Stage, Switch},
    decisions::{Choice, Decision, LookBack, Seat, Seating, Voice},
    groups::Group,
    journal::SourceRef,
    marks::{Mark, MarkKind},
    parts::{Blend, OwnField, OwnValue, Part, Permission, Role},
    pictures::{Picture, PictureKind},
    places::{Place, Point},
    plan::{PlanEntry, PlanStep, SafetyPlan},
    readings::{Quality, Reading, Scale},
    recordings::{Recording, SoundKind},
    showings::Showing,
    triggers::{Occurrence, Response, Trigger},
};
use hearken_written::{from_json, pack, to_json, unpack};
use jiff::civil::date;

fn id(n: u8) -> RecordId {
    RecordId::from_bytes([n; 16])
}

fn when() -> When {
    When {
        zone: Some("Europe/Helsinki".to_owned()),
        ..When::new(Timestamp::from_millis(1_772_355_600_000), 120)
    }
}

fn source() -> Option<SourceRef> {
    Some(SourceRef {
        app: "pluralkit".to_owned(),
        id: "members/abcde".to_owned(),
        kept: Some("{}".to_owned()),
    })
}

fn text(name: &str) -> String {
    format!("its {name}")
}

fn full_part() -> Part {
    let field = |name: &str, value| OwnField { name: name.to_owned(), value };
    Part {
        name: "The Planner".to_owned(),
        role: Role::Firefighter,
        manner: text("manner"),
        look: text("look"),
        colour: Some("#a0b0c0".to_owned()),
        shape: Some("circle".to_owned()),
        emoji: "🦉".to_owned(),
        picture: Some(id(2)),
        felt_age: text("felt age"),
        body: vec!["chest".to_owned(), "jaw".to_owned()],
        sensation: text("sensation"),
        voice: text("voice"),
        purpose: text("purpose"),
        since: text("since"),
        feels: text("feels"),
        desires: text("desires"),
        beliefs: text("beliefs"),
        fears: text("fears"),
        burdens: text("burdens"),
        legacy_burdens: text("legacy burdens"),
        gifts: text("gifts"),
        needs: text("needs"),
        trailheads: text("trailheads"),
        relates: text("relates"),
        new_role: text("new role"),
        new_role_changed: text("new role changed"),
        notes: text("notes"),
        private: text("private corner"),
        permission: Permission::Withdrawn,
        blend: Some(Blend::Partly),
        hidden: true,
        urge_to_harm: true,
        archived: true,
        merged_into: Some(id(3)),
        split_from: Some(id(4)),
        own_fields: vec![
            field("a text", OwnValue::Text("words".to_owned())),
            field("a number", OwnValue::Number("-1.5".to_owned())),
            field("a day", OwnValue::Date(Some(date(2026, 2, 28)))),
            field("no day", OwnValue::Date(None)),
            field("one of", OwnValue::Choice { options: vec!["tea".to_owned()], chosen: "tea".to_owned() }),
            field("yes or no", OwnValue::YesNo(Some(false))),
        ],
        source: source(),
        extra: Extra::default(),
    }
}

fn bond(kind: BondKind) -> Bond {
    Bond {
        over: text("over"),
        from_says: text("from says"),
        to_says: text("to says"),
        strength: Some(7),
        since: text("since"),
        ended: Some(when()),
        source: source(),
        ..Bond::new(id(2), kind, id(3))
    }
}

fn full_reading() -> Reading {
    let levels =
        vec![(Scale::Guard, 8), (Scale::Quality(Quality::Calm), 0), (Scale::Other("dread".to_owned()), 255)];
    Reading { levels, note: text("note"), during: Some(id(5)), ..Reading::of(Some(id(2)), when()) }
}

fn full_agreement() -> Agreement {
    Agreement {
        parts: vec![id(2), id(3)],
        what: text("what"),
        by_whom: text("by whom"),
        how_to_check: text("how to check"),
        made: when(),
        due: Some(date(2026, 12, 1)),
        looks: vec![
            Look { when: when(), kept: Kept::Partly, words: text("words") },
            Look { when: when(), kept: Kept::No, words: String::new() },
        ],
        ended: Some(when()),
        extra: Extra::default(),
    }
}

fn full_decision() -> Decision {
    let voice = Voice {
        option: 2,
        wants: text("wants"),
        fears: text("fears"),
        needs: text("needs"),
        strength: Some(10),
    };
    let seat = |seat, voices| Seat { part: id(2), seat, why: text("why"), standing: true, voices };
    Decision {
        question: text("question"),
        field: "money".to_owned(),
        options: vec![
            Choice { number: 1, name: "stay".to_owned() },
            Choice { number: 2, name: "go".to_owned() },
        ],
        seats: vec![seat(Seating::Leads, vec![voice]), seat(Seating::SitsOut, vec![])],
        self_sees: text("view from Self"),
        chosen: Some(2),
        choice: text("choice"),
        asked: when(),
        decided: Some(when()),
        look_back: Some(date(2027, 1, 31)),
        looked_back: vec![LookBack { when: when(), words: text("looking back") }],
        extra: Extra::default(),
    }
}

fn full_occurrence() -> Occurrence {
    Occurrence {
        trigger: id(6),
        when: when(),
        strength: Some(9),
        came: vec![id(2)],
        did: Some(Response::LedFromSelf),
        steady_after: Some(45),
        helped: text("helped"),
        words: text("words"),
        extra: Extra::default(),
    }
}

fn recording() -> Recording {
    Recording {
        run: id(2),
        screen: "letter".to_owned(),
        when: when(),
        kind: SoundKind::Webm,
        seconds: 12,
        bytes: vec![0x1a, 0x45, 0xdf, 0xa3],
        extra: Extra::default(),
    }
}

fn full_breathing() -> Breathing {
    Breathing {
        pattern: "extended_46".to_owned(),
        when: when(),
        planned: 300,
        done: Some(61),
        before: Some(7),
        after: Some(4),
        sign: Some("dizzy".to_owned()),
        words: text("words"),
        extra: Extra::default(),
    }
}

fn full_care() -> Care {
    Care {
        asked: Some(when()),
        answers: vec![("heart".to_owned(), Answer::Unsure), ("eyes".to_owned(), Answer::No)],
        day: Some(DaySaid { at: when(), stage: Stage::After, steady: true }),
        switches: vec![Switch { pattern: "box_4".to_owned(), at: when(), off: true }],
        extra: Extra::default(),
    }
}

/// Every vector by name, with what it says.
pub(crate) fn vectors() -> Vec<(&'static str, Record)> {
    let own = BondKind::Own { name: "teaches".to_owned(), inverse: "is taught by".to_owned() };
    let picture =
        Picture { kind: PictureKind::Png, width: 2, height: 1, bytes: vec![0, 255], extra: Extra::default() };
    let group = Group {
        name: text("name"),
        about: text("about"),
        colour: Some("#010203".to_owned()),
        parts: vec![id(2)],
        within: Some(id(7)),
        archived: true,
        source: source(),
        extra: Extra::default(),
    };
    let trigger = Trigger {
        name: text("name"),
        signs: text("signs"),
        parts: vec![id(2), id(3)],
        helps: text("helps"),
        archived: true,
        extra: Extra::default(),
    };
    let mark = Mark {
        kind: MarkKind::LifeEvent,
        name: text("name"),
        about: text("about"),
        archived: true,
        when: when(),
        extra: Extra::default(),
    };
    let own_breath =
        OwnBreath { name: text("name"), phases: [4000, 0, 6500, 1000], minutes: 5, extra: Extra::default() };
    let mut vectors = vec![
        ("part_named", Part { name: "x".to_owned(), ..Part::default() }.into()),
        ("part_full", full_part().into()),
        ("bond_short", Bond::new(id(2), BondKind::Protects, id(3)).into()),
        ("bond_full", bond(BondKind::Conflict).into()),
        ("bond_of_ones_own", bond(own).into()),
        ("place", Place { part: id(2), at: Point { x: -1000, y: 250 }, extra: Extra::default() }.into()),
        ("group_short", Group { name: "x".to_owned(), ..Group::default() }.into()),
        ("group_full", group.into()),
        ("picture", picture.into()),
        (
            "reading_of_self",
            Reading { levels: vec![(Scale::SelfEnergy, 5)], ..Reading::of(None, when()) }.into(),
        ),
        ("reading_full", full_reading().into()),
        ("agreement_short", Agreement { what: "x".to_owned(), ..Agreement::default() }.into()),
        ("agreement_full", full_agreement().into()),
        ("decision_short", Decision { question: "x".to_owned(), ..Decision::default() }.into()),
        ("decision_full", full_decision().into()),
        ("trigger_short", Trigger { name: "x".to_owned(), ..Trigger::default() }.into()),
        ("trigger_full", trigger.into()),
        ("occurrence_full", full_occurrence().into()),
        ("recording", recording().into()),
        ("mark_short", Mark::default().into()),
        ("mark_full", mark.into()),
        ("safety_plan_empty", SafetyPlan::default().into()),
        ("safety_plan_full", full_plan().into()),
        ("help_shown_open", Showing { rule: "K2".to_owned(), shown: when(), ..Showing::default() }.into()),
        (
            "help_shown_seen",
            Showing { rule: "K1".to_owned(), shown: when(), seen: Some(when()), ..Showing::default() }.into(),
        ),
        ("breathing_short", Breathing { pattern: "natural".to_owned(), ..Breathing::default() }.into()),
        ("breathing_full", full_breathing().into()),
        ("breath_care_short", Care::default().into()),
        ("breath_care_full", full_care().into()),
        ("own_breath", own_breath.into()),
    ];
    vectors.extend(journey::vectors());
    vectors.extend(responses::vectors());
    vectors.extend(measure_plan::vectors());
    vectors.extend(questionnaire::vectors());
    vectors.extend(sharing::vectors());
    vectors
}

fn full_plan() -> SafetyPlan {
    let entry = |words: &str, phone: &str| PlanEntry { words: words.to_owned(), phone: phone.to_owned() };
    let step = |id: &str, entries| PlanStep { id: id.to_owned(), entries };
    SafetyPlan {
        steps: vec![
            step("signs", vec![entry("its sign", "")]),
            step("ask", vec![entry("its person", "+44 20 7946 0958"), entry("", "112")]),
        ],
        looked: Some(date(2026, 3, 1)),
        extra: Extra::default(),
    }
}

/// Reads a file of `name = value` lines, or writes it.
fn frozen(file: &str, written: &BTreeMap<&str, String>) -> BTreeMap<String, String> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/vectors").join(file);
    if std::env::var_os("HEARKEN_FREEZE").is_some() {
        let lines: String = written.iter().map(|(name, value)| format!("{name} = {value}\n")).collect();
        fs::write(
            &path,
            format!("# Records as this program writes them. Frozen: see tests/frozen.rs.\n{lines}"),
        )
        .unwrap();
    }
    let file = fs::read_to_string(path).unwrap();
    let lines = file.lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| line.split_once(" = ").unwrap()).map(|(a, b)| (a.to_owned(), b.to_owned())).collect()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(hex: &str) -> Vec<u8> {
    (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap()).collect()
}

#[test]
fn every_packed_shape_reads_as_it_was_meant_and_is_written_so_again() {
    let vectors = vectors();
    let written = vectors.iter().map(|(name, record)| (*name, hex(&pack(record).unwrap().what))).collect();
    let frozen = frozen("packed.txt", &written);
    assert_eq!(frozen.len(), vectors.len());
    for (name, record) in &vectors {
        assert_eq!(frozen[*name], written[name], "{name}");
        let kind = pack(record).unwrap().kind;
        assert_eq!(unpack(kind, 1, &unhex(&frozen[*name])).unwrap().unwrap(), *record, "{name}");
    }
}

#[test]
fn every_json_shape_reads_as_it_was_meant_and_is_written_so_again() {
    let vectors = vectors();
    let written =
        vectors.iter().map(|(name, record)| (*name, to_json(record).unwrap().0.what.to_string())).collect();
    let frozen = frozen("json.txt", &written);
    assert_eq!(frozen.len(), vectors.len());
    for (name, record) in &vectors {
        assert_eq!(frozen[*name], written[name], "{name}");
        let (kind, json) = (to_json(record).unwrap().0.kind, serde_json::from_str(&frozen[*name]).unwrap());
        assert_eq!(from_json(kind, 1, json, Extra::default()).unwrap().unwrap(), *record, "{name}");
    }
}

/// Bytes that are refused, named for what is wrong with them.
#[test]
fn shapes_that_are_not_whole_are_refused() {
    let bad: [(&str, &str, &[u8]); 10] = [
        ("part without a role", "part", b"\x81\xa4name\xa1x"),
        ("part whose name is a number", "part", b"\x82\xa4name\x07\xa4role\xa5exile"),
        ("bond without an end", "bond", b"\x81\xa4kind\xa8protects"),
        (
            "place without a point",
            "place",
            b"\x81\xa4part\xc4\x10\x02\x02\x02\x02\x02\x02\x02\x02\x02\x02\x02\x02\x02\x02\x02\x02",
        ),
        (
            "picture of another kind",
            "picture",
            b"\x84\xa4kind\xaaimage/tiff\xa5width\x01\xa6height\x01\xa5bytes\xc4\x00",
        ),
        (
            "recording that is a page",
            "recording",
            b"\x86\xa3run\xc4\x10\x02\x02\x02\x02\x02\x02\x02\x02\x02\x02\x02\x02\x02\x02\x02\x02\xa6screen\xa1x\xa4when\x81\xa2at\x00\
              \xa4kind\xa9text/html\xa7seconds\x01\xa5bytes\xc4\x00",
        ),
        ("reading without a moment", "reading", b"\x80"),
        ("decision without a question", "decision", b"\x81\xa5asked\x81\xa2at\x00"),
        ("occurrence without its trigger", "occurrence", b"\x81\xa4when\x81\xa2at\x00"),
        ("mark that stands for nothing", "mark", b"\x82\xa4when\x81\xa2at\x00\xa4kind\xa3nil"),
    ];
    for (what, kind, bytes) in bad {
        assert!(unpack(kind, 1, bytes).unwrap().is_err(), "{what}");
    }
}
