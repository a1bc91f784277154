//! Every shape that is written, as bytes that never change: they decode to these literals and are written so again.

use std::collections::BTreeSet;

use hearken_core::{
    NewRevision, Record, RecordId, Revision, Timestamp, When,
    erasure::Erasure,
    exercises::{Answer, AnswerValue, Run, RunState},
    journal::{JournalEntry, SourceRef},
    parts::{Part, Role},
    settings::{Settings, WAITS_FOR_ME},
};
use hearken_vault::stored::{decode, encode};

const FILE: &str = include_str!("../vectors/good.txt");

fn id(n: u8) -> RecordId {
    RecordId::from_bytes([n; 16])
}

fn revision(what: Record) -> Revision {
    let saved = Timestamp::from_millis(1_772_355_600_000);
    Revision { record: id(1), rev: 1, base: 0, settles: vec![], saved, what }
}

fn journal() -> JournalEntry {
    JournalEntry {
        body: "a line".into(),
        when: When::new(Timestamp::from_millis(-5), 120),
        ..JournalEntry::default()
    }
}

fn run(state: RunState, answers: Vec<AnswerValue>) -> Record {
    let answer = |(n, value): (usize, AnswerValue)| Answer {
        screen: format!("screen-{n}"),
        value,
        said: Timestamp::from_millis(n as i64),
        others: if n == 0 { vec![AnswerValue::Words("said elsewhere".to_owned())] } else { vec![] },
    };
    let begun = When::new(Timestamp::from_millis(1), 0);
    Record::from(Run {
        state,
        part: Some(id(2)),
        parent: Some(id(3)),
        answers: answers.into_iter().enumerate().map(answer).collect(),
        ..Run::begin("meet-a-protector", 3, "situation", begun, None)
    })
}

fn every_answer() -> Vec<AnswerValue> {
    let words = || "words".to_owned();
    vec![
        AnswerValue::Words("ein Möwenschrei 🕊".to_owned()),
        AnswerValue::Done,
        AnswerValue::Skipped,
        AnswerValue::Chosen { options: vec!["curious".to_owned(), "calm".to_owned()], other: words() },
        AnswerValue::Part(id(2)),
        AnswerValue::Picture {
            words: words(),
            colour: Some("#102030".to_owned()),
            shape: None,
            age: "seven".to_owned(),
        },
        AnswerValue::Body { places: vec!["chest".to_owned()], words: words() },
        AnswerValue::OwnQuestions(vec![("why".to_owned(), "because".to_owned())]),
    ]
}

/// With a therapist in the room: levels, and parts that were here.
fn run_with_a_therapist() -> Record {
    let begun = When::new(Timestamp::from_millis(1), 0);
    let levels = AnswerValue::Levels(vec![("guard".to_owned(), 0), ("blended".to_owned(), 10)]);
    let answer = |(screen, value): (&str, AnswerValue)| Answer {
        screen: screen.to_owned(),
        value,
        said: Timestamp::from_millis(3),
        others: vec![],
    };
    let answers = [("here", AnswerValue::Parts(vec![id(2), id(3)])), ("levels", levels)];
    Record::from(Run {
        therapist: Some("MAPLE".to_owned()),
        answers: answers.into_iter().map(answer).collect(),
        ..Run::begin("with-therapist", 1, "here", begun, None)
    })
}

fn drawn() -> Record {
    let drawn = |picture| AnswerValue::Drawing { picture, words: "a grey shore".to_owned() };
    run(RunState::Open { screen: "who".to_owned() }, vec![drawn(Some(id(6))), drawn(None)])
}

fn full_part() -> Part {
    let text = |name: &str| format!("its {name}");
    Part {
        name: "The Planner".to_owned(),
        role: Role::Manager,
        manner: text("manner"),
        look: text("look"),
        colour: Some("#a0b0c0".to_owned()),
        shape: Some("circle".to_owned()),
        felt_age: text("felt age"),
        body: vec!["chest".to_owned(), "jaw".to_owned()],
        purpose: text("purpose"),
        feels: text("feels"),
        fears: text("fears"),
        gifts: text("gifts"),
        needs: text("needs"),
        relates: text("relates"),
        notes: text("notes"),
        ..Part::default()
    }
}

fn full_journal() -> JournalEntry {
    let when = When {
        zone: Some("Europe/Helsinki".to_owned()),
        all_day: true,
        zone_assumed: true,
        ..When::new(Timestamp::from_millis(1_772_323_200_000), -660)
    };
    JournalEntry {
        title: Some("Sunday".to_owned()),
        body: "two\r\nlines and a 🕊 ".into(),
        when,
        parts: vec![id(2), id(3)],
        tags: vec!["sea".to_owned()],
        starred: true,
        run: Some(id(4)),
        hidden: true,
        source: Some(
            SourceRef { app: "jrnl".to_owned(), id: "17".to_owned(), kept: Some("{}".to_owned()) }.into(),
        ),
        ..JournalEntry::default()
    }
}

/// Every vector by name, with what it says.
pub(super) fn vectors() -> Vec<(&'static str, Revision)> {
    let open = || RunState::Open { screen: "who".to_owned() };
    let finished = |entry| RunState::Finished { at: Timestamp::from_millis(9), entry };
    let settings = Settings {
        idle_minutes: 240,
        country: Some("FI".to_owned()),
        read_aloud: true,
        breath_sound: false,
        invented: true,
        ..Settings::default()
    };
    let hands_free = Settings { answer_seconds: WAITS_FOR_ME, chimes: false, ..Settings::default() };
    let mut edited = revision(Record::Journal(journal()));
    (edited.base, edited.settles, edited.saved) = (70_000, vec![2, 300], Timestamp::from_millis(i64::MIN));
    vec![
        ("journal_short", revision(Record::Journal(journal()))),
        ("journal_full", revision(Record::Journal(full_journal()))),
        ("journal_edited_and_settled", edited),
        ("part_named", revision(Part::named("The Planner").unwrap().into())),
        ("part_full", revision(full_part().into())),
        ("part_firefighter", revision(Part { role: Role::Firefighter, ..Part::named("x").unwrap() }.into())),
        ("part_exile", revision(Part { role: Role::Exile, ..Part::named("x").unwrap() }.into())),
        ("exercise_begun", revision(run(open(), vec![]))),
        ("exercise_every_answer", revision(run(open(), every_answer()))),
        ("exercise_finished", revision(run(finished(Some(id(5))), every_answer()[..1].to_vec()))),
        ("exercise_finished_without_a_word", revision(run(finished(None), vec![]))),
        ("exercise_with_a_therapist", revision(run_with_a_therapist())),
        ("settings_default", revision(Record::Settings(Settings::default()))),
        ("settings_full", revision(Record::Settings(settings))),
        ("settings_hands_free", revision(Record::Settings(hands_free))),
        ("exercise_drawn", revision(drawn())),
        ("erasure_of_two", revision(Record::Erasure(Erasure { records: vec![id(2), id(3)] }))),
    ]
}

/// The bytes that a revision is written as.
pub(super) fn written(revision: &Revision) -> Vec<u8> {
    let Revision { record, base, settles, saved, what, .. } = revision.clone();
    encode(&NewRevision { record, base, settles, what }, saved)
}

#[test]
fn every_frozen_shape_reads_as_it_was_meant_and_is_written_so_again() {
    let file = super::read(FILE);
    for (name, revision) in vectors() {
        let frozen = file.get(name).unwrap_or_else(|| panic!("{name} is frozen"));
        assert_eq!(decode(revision.record, revision.rev, frozen).unwrap(), revision, "{name}");
        assert_eq!(written(&revision), *frozen, "{name}");
    }
}

#[test]
fn no_frozen_shape_is_left_unread() {
    let known: BTreeSet<_> = vectors().into_iter().map(|(name, _)| name.to_owned()).collect();
    assert_eq!(super::read(FILE).into_keys().collect::<BTreeSet<_>>(), known);
}

#[test]
fn a_payload_explains_itself() {
    let frozen = &super::read(FILE)["journal_short"];
    let value: rmpv::Value = rmpv::decode::read_value(&mut &frozen[..]).unwrap();
    let names: Vec<_> =
        value.as_map().unwrap().iter().map(|(name, _)| name.as_str().unwrap().to_owned()).collect();
    assert_eq!(names, ["kind", "v", "saved", "base", "data"]);
}

/// How the file is made.
#[test]
fn the_good_vectors_are_what_is_written() {
    let vectors: Vec<_> = vectors().iter().map(|(name, revision)| (*name, written(revision))).collect();
    super::is_frozen("good.txt", "Payloads as this program writes them.", &vectors);
}
