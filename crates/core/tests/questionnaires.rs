//! Questionnaires that somebody added: once each, never reworded, taken away and brought back.

use hearken_core::{
    RecordId, Refusal,
    limits::TEXT_BYTES,
    questionnaires::{QUESTIONNAIRES, Questionnaire, add, measure_id, record_of, take_away, with_text},
};

use crate::person::Person;

fn id(n: u8) -> RecordId {
    RecordId::from_bytes([n; 16])
}

fn added(person: &mut Person, n: u8, text: &str) -> Result<usize, Refusal> {
    let plans = add(&person.notebook, id(n), "Quiet", text.to_owned())?;
    let many = plans.len();
    person.saves(plans);
    Ok(many)
}

fn asked(person: &Person) -> Vec<RecordId> {
    person.notebook.all::<Questionnaire>().filter(|(_, it)| !it.away).map(|(id, _)| id).collect()
}

#[test]
fn the_same_text_is_here_once_and_comes_back_after_it_was_taken_away() {
    let mut person = Person::default();
    assert_eq!((added(&mut person, 1, "{}"), added(&mut person, 2, "{}")), (Ok(1), Ok(0)));
    assert_eq!(asked(&person), [id(1)]);
    let away = take_away(&person.notebook, id(1)).unwrap();
    person.saves(away);
    assert!(asked(&person).is_empty() && take_away(&person.notebook, id(1)).unwrap().is_empty());
    assert_eq!(with_text(&person.notebook, "{}"), Some(id(1)), "its words can still be read");
    assert_eq!(added(&mut person, 3, "{}"), Ok(1));
    assert_eq!(asked(&person), [id(1)]);
}

#[test]
fn another_text_is_another_questionnaire() {
    let mut person = Person::default();
    added(&mut person, 1, "{}").unwrap();
    added(&mut person, 2, "{ }").unwrap();
    assert_eq!(asked(&person), [id(1), id(2)]);
}

#[test]
fn fifty_are_asked_and_one_more_is_not() {
    let mut person = Person::default();
    for n in 0..u8::try_from(QUESTIONNAIRES).unwrap() {
        added(&mut person, n + 1, &n.to_string()).unwrap();
    }
    let full = Err(Refusal::TooMany { limit: QUESTIONNAIRES });
    assert_eq!(added(&mut person, 200, "one more"), full);
    assert_eq!(added(&mut person, 200, "7"), Ok(0), "one that is here stays");
    let away = take_away(&person.notebook, id(1)).unwrap();
    person.saves(away);
    assert_eq!(added(&mut person, 200, "one more"), Ok(1));
    assert_eq!(added(&mut person, 200, "0"), full, "nor does one come back");
}

#[test]
fn what_is_too_long_or_has_no_name_is_refused() {
    let mut person = Person::default();
    let long = "x".repeat(TEXT_BYTES + 1);
    assert!(matches!(added(&mut person, 1, &long), Err(Refusal::TooLong { .. })));
    assert_eq!(add(&person.notebook, id(1), " ", "{}".to_owned()), Err(Refusal::NoName));
    assert_eq!(take_away(&person.notebook, id(1)), Err(Refusal::NotHere));
}

#[test]
fn responses_name_it_by_its_record() {
    assert_eq!(record_of(&measure_id(id(7))), Some(id(7)));
    assert!(["phq-9", "added-", "added-7", ""].iter().all(|name| record_of(name).is_none()));
}
