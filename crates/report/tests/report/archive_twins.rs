//! The readable twins of parts, decisions, agreements and triggers: what a reader without any program finds.

use hearken_core::{
    Extra, Notebook, Record, RecordId, Revision, Timestamp, When,
    agreements::{Agreement, Kept, Look},
    bonds::{Bond, BondKind},
    decisions::{Choice, Decision, Seat, Seating, Voice},
    exercises::{Answer, AnswerValue, Run},
    notebook::Prepared,
    parts::{OwnField, OwnValue, Part},
    pictures::{Picture, PictureKind},
    readings::{Reading, Scale},
    recordings::{Recording, SoundKind},
    triggers::{Occurrence, Trigger},
};

use crate::archive::{export, files, id};

pub(crate) fn noon() -> When {
    When::new(Timestamp::from_millis(1_772_355_600_000), 60)
}

pub(crate) fn notebook(records: impl IntoIterator<Item = (RecordId, Record)>) -> Notebook {
    let mut notebook = Notebook::default();
    for (n, (record, what)) in (1..).zip(records) {
        let saved = Timestamp::from_millis(n);
        notebook.apply(Prepared::of(Revision { record, rev: 1, base: 0, settles: Vec::new(), saved, what }));
    }
    notebook
}

fn planner() -> Part {
    Part {
        desires: "an evening without surprises".to_owned(),
        private: "nobody may read this corner".to_owned(),
        own_fields: vec![OwnField { name: "Song".to_owned(), value: OwnValue::Text("a march".to_owned()) }],
        ..Part::named("The Planner").expect("a name")
    }
}

#[test]
fn a_run_says_what_was_drawn_and_said_aloud_and_under_which_id_it_is_kept() {
    let mut run = Run::begin("right-after", 2, "image", noon(), None);
    let drawn = |picture| AnswerValue::Drawing { picture: Some(id(picture)), words: String::new() };
    let said = Timestamp::from_millis(2);
    let (value, others) = (drawn(2), vec![drawn(3), drawn(9)]);
    run.answers = vec![Answer { screen: "image".to_owned(), value, said, others }];
    let picture =
        || Picture { kind: PictureKind::Png, width: 1, height: 1, bytes: vec![1], extra: Extra::default() };
    let note = |screen: &str, seconds| Recording {
        run: id(1),
        screen: screen.to_owned(),
        when: noon(),
        kind: SoundKind::Ogg,
        seconds,
        bytes: b"OggS".to_vec(),
        extra: Extra::default(),
    };
    let notebook = notebook([
        (id(1), run.into()),
        (id(2), picture().into()),
        (id(3), picture().into()),
        (id(4), note("image", 80).into()),
        (id(5), note("words", 0).into()),
    ]);
    let all = files(&export(&notebook));
    let (_, text) = all.iter().find(|(path, _)| path.starts_with("exercises/")).expect("a twin");
    let kept = |what: &str, n| format!("{what}, kept in notebook.json under {}.", id(n));
    let image = [kept("A drawing", 2), kept("A drawing", 3), kept("A voice note of 1 min 20 s", 4)];
    assert!(text.contains(&format!("## image\n\n{}", image.join("\n\n"))), "{text}");
    assert!(text.contains(&format!("## words\n\n{}", kept("A voice note", 5))), "{text}");
    assert!(!text.contains(&id(9).to_string()), "what was erased is not promised: {text}");
}

fn everything() -> Notebook {
    let reading = Reading { levels: vec![(Scale::Guard, 8)], ..Reading::of(Some(id(1)), noon()) };
    let bond = Bond { over: "rest or work".to_owned(), ..Bond::new(id(1), BondKind::Conflict, id(2)) };
    let seat = Seat {
        part: id(1),
        seat: Seating::Leads,
        why: "it knows the numbers".to_owned(),
        standing: false,
        voices: vec![Voice { option: 1, fears: "that we run out".to_owned(), ..Voice::default() }],
    };
    let decision = Decision {
        question: "Move house?".to_owned(),
        options: vec![Choice { number: 1, name: "stay".to_owned() }],
        seats: vec![seat],
        chosen: Some(1),
        asked: noon(),
        ..Decision::default()
    };
    let agreement = Agreement {
        parts: vec![id(1)],
        what: "Ten minutes each morning".to_owned(),
        made: noon(),
        looks: vec![Look { when: noon(), kept: Kept::Partly, words: "five, mostly".to_owned() }],
        ..Agreement::default()
    };
    let time = Occurrence {
        trigger: id(6),
        when: noon(),
        strength: Some(7),
        came: vec![id(2)],
        did: None,
        steady_after: Some(20),
        helped: String::new(),
        words: "the phone again".to_owned(),
        extra: Extra::default(),
    };
    notebook([
        (id(1), planner().into()),
        (id(2), Part::named("The Scroller").expect("a name").into()),
        (id(3), bond.into()),
        (id(4), reading.into()),
        (id(5), decision.into()),
        (id(6), Trigger { name: "A late call".to_owned(), ..Trigger::default() }.into()),
        (id(7), time.into()),
        (id(8), agreement.into()),
    ])
}

fn twin(name: &str) -> String {
    twin_of(&everything(), name)
}

/// One file of a notebook's archive.
pub(crate) fn twin_of(notebook: &Notebook, name: &str) -> String {
    let files = files(&export(notebook));
    let names: Vec<_> = files.iter().map(|(name, _)| name.clone()).collect();
    let found = files.into_iter().find(|(path, _)| path == name);
    found.unwrap_or_else(|| panic!("{name} in {names:?}")).1
}

#[test]
fn a_part_says_what_it_said_its_bonds_and_its_readings() {
    let twin = twin("parts/the-planner.md");
    for said in [
        "## desires\n\nan evening without surprises",
        "## Song\n\na march",
        "## bonds\n\n- conflict: The Scroller: rest or work",
        "| when | guard | trust | closeness | blended |\n| --- | --- | --- | --- | --- |\n\
         | 2026-03-01T10:00:00+01:00 | 8 |  |  |  |",
    ] {
        assert!(twin.contains(said), "{said}\n{twin}");
    }
}

#[test]
fn the_private_corner_is_in_no_twin_and_still_in_the_whole() {
    let files = files(&export(&everything()));
    for (name, text) in &files {
        assert_eq!(text.contains("nobody may read this corner"), name == "notebook.json", "{name}");
    }
}

#[test]
fn a_decision_says_who_sat_how_and_what_each_said() {
    let twin = twin("decisions/2026-03-01-1000-move-house.md");
    for said in [
        "## options\n\n- stay",
        "## The Planner\n\n(leads)\n\nit knows the numbers\n\n### stay\n\nfears: that we run out",
        "## the choice\n\nstay",
    ] {
        assert!(twin.contains(said), "{said}\n{twin}");
    }
}

#[test]
fn a_part_that_one_of_two_windows_hid_is_named_in_its_own_twin_and_in_no_other() {
    let mut notebook = everything();
    let part = |hidden| Part { hidden, ..planner() };
    for (rev, hidden) in [(2, true), (3, false)] {
        let (saved, what) = (Timestamp::from_millis(20), part(hidden).into());
        let revision = Revision { record: id(1), rev, base: 1, settles: Vec::new(), saved, what };
        notebook.apply(Prepared::of(revision));
    }
    let files = files(&export(&notebook));
    for (name, text) in files.iter().filter(|(name, _)| name != "notebook.json") {
        assert_eq!(text.contains("The Planner"), name.starts_with("parts/the-planner"), "{name}");
    }
    let of = |wanted: &str| &files.iter().find(|(name, _)| name == wanted).expect("a twin").1;
    let own = of("parts/the-planner.md");
    assert!(own.contains("hidden: true") && own.contains("- conflict: The Scroller"), "{own}");
    let decision = of("decisions/2026-03-01-1000-move-house.md");
    assert!(decision.contains("## a part that is kept out of sight\n\n(leads)"), "{decision}");
}

#[test]
fn agreements_and_triggers_say_how_it_went() {
    let agreement = twin("agreements/2026-03-01-1000-ten-minutes-each-morning.md");
    assert!(
        agreement.contains("## kept? 2026-03-01T10:00:00+01:00\n\npartly\n\nfive, mostly"),
        "{agreement}"
    );
    let trigger = twin("triggers/a-late-call.md");
    let time = "how strong, 0 to 10: 7\n\ncame: The Scroller\n\nsteady after 20 minutes\n\nthe phone again";
    assert!(trigger.contains(time), "{trigger}");
}

#[test]
fn a_file_puts_nothing_of_another_kind_in_the_place_of_what_is_here() {
    use hearken_core::journal::JournalEntry;
    use hearken_report::import::Format;

    use crate::common::{self, plan, read_bytes};

    let entry = || JournalEntry { body: "Not a part.".into(), when: noon(), ..JournalEntry::default() };
    let here = notebook([(id(1), planner().into())]);
    let file = export(&notebook([(id(1), entry().into()), (id(2), entry().into())]));
    let planned = plan(read_bytes(file, Format::Hearken, &common::options()).unwrap(), &here);
    assert_eq!(planned.report.count_of("other-kind"), 1);

    let turns = |rev, base, what| Revision {
        record: id(3),
        rev,
        base,
        settles: Vec::new(),
        saved: Timestamp::from_millis(i64::from(rev)),
        what,
    };
    let mut turning = Notebook::default();
    turning.apply(Prepared::of(turns(1, 0, planner().into())));
    turning.apply(Prepared::of(turns(2, 1, entry().into())));
    let file = read_bytes(export(&turning), Format::Hearken, &common::options()).unwrap();
    let planned = plan(file, &Notebook::default());
    assert_eq!(planned.report.count_of("other-kind"), 1, "nor anything that turns into something else");
}
