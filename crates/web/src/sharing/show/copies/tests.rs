//! What never goes, whatever is ticked.

use hearken_content::library;
use hearken_core::{
    NewRevision, Notebook, Record, RecordId, Revision, Timestamp,
    bonds::{Bond, BondKind},
    decisions::{Choice, Decision, Seat, Voice},
    exercises::{Answer, AnswerValue, Run},
    journal::JournalEntry,
    journey::Intention,
    notebook::Prepared,
    parts::Part,
    sharing::Subject,
};

use super::{Copy, of};
use crate::zone::Clock;

/// Stands in whatever must not go.
const SECRET: &str = "the word that must not go";

fn clock() -> Clock {
    Clock::of(&axum::http::HeaderMap::new(), Timestamp::from_millis(1_772_355_600_000), 60)
}

fn id(n: u8) -> RecordId {
    RecordId::from_bytes([n; 16])
}

fn notebook(records: Vec<(u8, Record)>) -> Notebook {
    let mut notebook = Notebook::default();
    for (n, what) in records {
        let NewRevision { record, base, settles, what } = NewRevision::first(id(n), what);
        let saved = Timestamp::from_millis(1_772_355_600_000);
        notebook.apply(Prepared::of(Revision { record, rev: 1, base, settles, saved, what }));
    }
    notebook
}

fn copy(notebook: &Notebook, n: u8) -> Option<Copy> {
    of(library(), notebook, &Subject::Record(id(n)), &clock())
}

fn says(copy: &Copy) -> String {
    let fields = copy.fields.iter().map(|field| format!("{} {} {}", field.key, field.name, field.text));
    std::iter::once(copy.title.clone()).chain(fields).collect::<Vec<_>>().join("\n")
}

fn hidden() -> Part {
    Part { hidden: true, ..Part::named(SECRET).unwrap() }
}

#[test]
fn a_part_goes_without_its_private_corner_and_a_hidden_one_not_at_all() {
    let part = Part {
        purpose: "To keep the kitchen quiet.".into(),
        private: SECRET.into(),
        ..Part::named("The Planner").unwrap()
    };
    let notebook = notebook(vec![(1, part.into()), (2, hidden().into())]);
    let planner = copy(&notebook, 1).unwrap();
    assert!(says(&planner).contains("To keep the kitchen quiet.") && !says(&planner).contains(SECRET));
    assert_eq!(copy(&notebook, 2), None);
}

#[test]
fn an_entry_that_is_kept_for_oneself_does_not_go() {
    let entry = |hidden| JournalEntry { body: "A quiet day.".into(), hidden, ..JournalEntry::default() };
    let notebook = notebook(vec![(1, Record::Journal(entry(false))), (2, Record::Journal(entry(true)))]);
    assert!(says(&copy(&notebook, 1).unwrap()).contains("A quiet day."));
    assert_eq!(copy(&notebook, 2), None);
}

#[test]
fn a_run_that_speaks_of_a_hidden_part_does_not_go() {
    let said = Timestamp::from_millis(0);
    let answer = |value| Answer { screen: "who".into(), value, said, others: Vec::new() };
    let with = |answers| Run {
        answers,
        ..Run::begin("meet-a-protector", 1, "who", hearken_core::When::default(), None)
    };
    let words = || answer(AnswerValue::Words("To keep watch.".into()));
    let notebook = notebook(vec![
        (1, hidden().into()),
        (2, with(vec![words()]).into()),
        (3, with(vec![words(), answer(AnswerValue::Part(id(1)))]).into()),
        (4, with(vec![words(), answer(AnswerValue::Parts(vec![id(1)]))]).into()),
    ]);
    assert!(says(&copy(&notebook, 2).unwrap()).contains("To keep watch."));
    assert_eq!((copy(&notebook, 3), copy(&notebook, 4)), (None, None));
}

#[test]
fn hidden_parts_are_named_in_no_map_decision_or_intention() {
    let bond = Bond::new(id(1), BondKind::Protects, id(2));
    let seat = |part, wants: &str| Seat {
        voices: vec![Voice { option: 1, wants: wants.into(), ..Voice::default() }],
        ..Seat::of(part)
    };
    let decision = Decision {
        question: "To move?".into(),
        options: vec![Choice { number: 1, name: "Move".into() }],
        seats: vec![seat(id(1), "To stay."), seat(id(2), SECRET)],
        ..Decision::default()
    };
    let intention = Intention {
        words: "To listen.".into(),
        wanted_by: vec![id(1), id(2)],
        about: vec![id(2)],
        ..Intention::new(id(9))
    };
    let notebook = notebook(vec![
        (1, Part::named("The Planner").unwrap().into()),
        (2, hidden().into()),
        (3, bond.into()),
        (4, decision.into()),
        (5, intention.into()),
    ]);
    let map = of(library(), &notebook, &Subject::Map, &clock()).unwrap();
    for copy in [map, copy(&notebook, 4).unwrap(), copy(&notebook, 5).unwrap()] {
        assert!(says(&copy).contains("The Planner"), "{}", copy.kind);
        assert!(!says(&copy).contains(SECRET), "{}", copy.kind);
    }
}

#[test]
fn only_what_was_ticked_goes() {
    let part = Part {
        purpose: "To keep the kitchen quiet.".into(),
        fears: SECRET.into(),
        ..Part::named("The Planner").unwrap()
    };
    let notebook = notebook(vec![(1, part.into())]);
    let whole = copy(&notebook, 1).unwrap();
    let purpose = whole.fields.iter().find(|field| field.text.contains("kitchen")).unwrap().key.clone();
    let ticked = whole.clone().only(&[purpose]);
    assert_eq!(ticked.fields.len(), 1);
    assert!(!says(&ticked).contains(SECRET) && says(&whole).contains(SECRET));
}

#[test]
fn every_field_has_a_key_of_its_own() {
    let mut part = Part::named("The Planner").unwrap();
    for text in [&mut part.purpose, &mut part.fears, &mut part.needs, &mut part.look, &mut part.notes] {
        *text = "something".into();
    }
    let notebook = notebook(vec![(1, part.into())]);
    let mut keys: Vec<_> = copy(&notebook, 1).unwrap().fields.into_iter().map(|field| field.key).collect();
    let all = keys.len();
    keys.sort();
    keys.dedup();
    assert_eq!(keys.len(), all);
}
