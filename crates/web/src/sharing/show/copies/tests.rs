//! What never goes, whatever is ticked.

use hearken_content::library;
use hearken_core::{
    NewRevision, Notebook, Record, RecordId, Revision, Timestamp,
    agreements::Agreement,
    bonds::{Bond, BondKind},
    decisions::{Choice, Decision, Seat, Voice},
    exercises::{Answer, AnswerValue, Run},
    journal::JournalEntry,
    journey::{Intention, Moment, TreatmentSession},
    notebook::Prepared,
    parts::{OwnField, OwnValue, Part, Role},
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
    std::iter::once(copy.title()).chain(fields).collect::<Vec<_>>().join("\n")
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
    let intention = |wanted_by, about, words: &str| Intention {
        words: words.into(),
        wanted_by,
        about,
        ..Intention::new(id(9))
    };
    let agreement = |parts, what: &str| Agreement { what: what.into(), parts, ..Agreement::default() };
    let notebook = notebook(vec![
        (1, Part::named("The Planner").unwrap().into()),
        (2, hidden().into()),
        (3, bond.into()),
        (4, decision.into()),
        (5, intention(vec![id(1)], vec![], "To listen.").into()),
        (6, intention(vec![id(1)], vec![id(2)], SECRET).into()),
        (7, intention(vec![id(2)], vec![], SECRET).into()),
        (8, agreement(vec![id(1)], "An hour without plans.").into()),
        (10, agreement(vec![id(1), id(2)], SECRET).into()),
    ]);
    let map = of(library(), &notebook, &Subject::Map, &clock()).unwrap();
    for copy in [map, copy(&notebook, 4).unwrap(), copy(&notebook, 5).unwrap(), copy(&notebook, 8).unwrap()] {
        assert!(says(&copy).contains("The Planner"), "{}", copy.kind);
        assert!(!says(&copy).contains(SECRET), "{}", copy.kind);
    }
    for speaks_of_it in [6, 7, 10] {
        assert_eq!(copy(&notebook, speaks_of_it), None, "{speaks_of_it}");
    }
}

#[test]
fn a_session_goes_without_what_is_of_a_hidden_part() {
    let moment = |part, words: &str| Moment { part, words: words.into(), ..Moment::new(id(3)) };
    let intention = |about, words: &str| Intention { words: words.into(), about, ..Intention::new(id(3)) };
    let notebook = notebook(vec![
        (1, Part::named("The Planner").unwrap().into()),
        (2, hidden().into()),
        (3, TreatmentSession::new(id(9)).into()),
        (4, moment(Some(id(1)), "A warm room.").into()),
        (5, moment(Some(id(2)), SECRET).into()),
        (6, intention(vec![], "To listen.").into()),
        (7, intention(vec![id(2)], SECRET).into()),
    ]);
    let arc = says(&copy(&notebook, 3).unwrap());
    assert!(arc.contains("The Planner: A warm room.") && arc.contains("To listen."), "{arc}");
    assert!(!arc.contains(SECRET), "{arc}");
}

#[test]
fn a_title_says_nothing_that_is_not_ticked() {
    let decision = Decision {
        question: format!("{SECRET}?"),
        options: vec![Choice { number: 1, name: "Move".into() }],
        ..Decision::default()
    };
    let entry =
        JournalEntry { title: Some(SECRET.into()), body: "A quiet day.".into(), ..JournalEntry::default() };
    let notebook = notebook(vec![(1, decision.into()), (2, Record::Journal(entry))]);
    for (n, ticked, plain, names) in
        [(1, "options", "A decision", "question"), (2, "text", "An entry", "title")]
    {
        let whole = copy(&notebook, n).unwrap();
        assert!(whole.called.contains(SECRET), "whoever shows it knows it by that");
        assert_eq!(whole.clone().only(&[ticked.to_owned()]).title(), plain);
        assert!(whole.only(&[ticked.to_owned(), names.to_owned()]).title().contains(SECRET));
    }
}

#[test]
fn a_title_is_short_however_long_the_question_is() {
    let decision = Decision { question: "word \n".repeat(2_000), ..Decision::default() };
    let copy = copy(&notebook(vec![(1, decision.into())]), 1).unwrap();
    assert!(
        copy.title().len() < 400 && !copy.title().contains('\n') && copy.title().starts_with("word word")
    );
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

#[test]
fn a_field_of_ones_own_is_ticked_by_itself_whatever_it_is_called() {
    let own = |name: &str, text: &str| OwnField { name: name.into(), value: OwnValue::Text(text.into()) };
    let part = |own_fields| Part {
        role: Role::Manager,
        fears: "Silence.".into(),
        own_fields,
        ..Part::named("The Planner").unwrap()
    };
    let names =
        ["Role", "fears", "own-1/1-Role", "Mum (angry)", "Mum, angry", "☂", "☀", "A field", "A field"];
    let fields = names.iter().map(|name| own(name, &format!("{SECRET} {name}"))).collect();
    let notebook_of = |fields| notebook(vec![(1, part(fields).into())]);
    let whole = copy(&notebook_of(fields), 1).unwrap();
    assert_eq!(whole.fields.len(), 2 + names.len());
    for field in &whole.fields {
        let alone = whole.clone().only(std::slice::from_ref(&field.key));
        assert_eq!(alone.fields.iter().collect::<Vec<_>>(), [field]);
    }
    let one = copy(&notebook_of(vec![own("Song", "A waltz.")]), 1).unwrap();
    let song = one.fields.iter().find(|field| field.name == "Song").unwrap().key.clone();
    let two = copy(&notebook_of(vec![own("Song", "A waltz."), own("Song", SECRET)]), 1).unwrap();
    assert_eq!(two.only(&[song]).fields, [], "which of the two was meant is not known any more");
}
