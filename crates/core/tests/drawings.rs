//! Drawings: the answer of a screen as a picture; two windows lose nothing, and what was drawn can go alone or with its run.

use hearken_core::{
    Extra, Record, RecordId, Refusal, Timestamp,
    drawings::{self, Drawing},
    erasure,
    exercises::{self, AnswerValue},
    pictures::{PICTURE_BYTES, Picture, PictureKind},
};

use crate::person::{Person, answering, id};

const RUN: u8 = 1;

fn picture(bytes: usize) -> Picture {
    let bytes = vec![1; bytes];
    Picture { kind: PictureKind::Png, width: 1, height: 1, bytes, extra: Extra::default() }
}

fn begun() -> Person {
    let mut person = Person::default();
    person.begins(id(RUN));
    person
}

fn rev(person: &Person) -> u32 {
    person.notebook.current(id(RUN)).unwrap().rev
}

/// A window that showed revision `seen` draws its picture.
fn draws(person: &mut Person, seen: u32, record: u8, bytes: usize) {
    let planned = drawings::draw(&person.notebook, at(seen, record), picture(bytes)).unwrap();
    person.saves(planned);
}

fn at(seen: u32, record: u8) -> Drawing {
    let now = Timestamp::from_millis(5);
    Drawing { run: id(RUN), seen, screen: "situation".to_owned(), picture: id(record), now }
}

fn says(person: &mut Person, seen: u32, value: AnswerValue) {
    let words = answering(id(RUN), seen, "situation", value);
    person.saves(exercises::answer(&person.notebook, words, |_| {}).unwrap());
}

fn drawn(picture: u8, words: &str) -> AnswerValue {
    AnswerValue::Drawing { picture: Some(id(picture)), words: words.to_owned() }
}

fn standing(person: &Person) -> Vec<RecordId> {
    drawings::standing(&person.notebook, person.notebook.run(id(RUN)).unwrap(), "situation")
}

#[test]
fn a_drawing_goes_on_as_the_same_picture_beside_its_words() {
    let mut person = begun();
    draws(&mut person, 1, 2, 1);
    let both = drawn(2, "a shore");
    let seen = rev(&person);
    says(&mut person, seen, both.clone());
    let seen = rev(&person);
    draws(&mut person, seen, 2, 2);
    let answer = person.notebook.run(id(RUN)).unwrap().answer("situation").unwrap();
    assert_eq!((&answer.value, answer.others.len()), (&both, 0));
    assert_eq!(person.notebook.get_with_rev::<Picture>(id(2)).unwrap().0, 2);
    assert_eq!(drawings::draw(&person.notebook, at(seen, 2), picture(2)), Ok(Vec::new()), "sent twice");
}

#[test]
fn two_windows_that_draw_on_one_screen_keep_both() {
    let mut person = begun();
    draws(&mut person, 1, 2, 1);
    let first = rev(&person);
    draws(&mut person, 1, 3, 1);
    assert_eq!(standing(&person), [id(3), id(2)]);
    draws(&mut person, first, 2, 2);
    assert_eq!(standing(&person), [id(2), id(3)], "each drawing stands once, whoever drew last");
    let seen = rev(&person);
    says(&mut person, seen, drawn(2, "a shore"));
    assert_eq!(standing(&person), [id(2), id(3)]);
}

#[test]
fn words_of_another_window_stay_beside_a_drawing() {
    let mut person = begun();
    let words = AnswerValue::Drawing { picture: None, words: "a shore".to_owned() };
    says(&mut person, 1, words.clone());
    draws(&mut person, 1, 2, 1);
    let answer = person.notebook.run(id(RUN)).unwrap().answer("situation").unwrap();
    assert_eq!((&answer.value, answer.others.as_slice()), (&drawn(2, ""), [words].as_slice()));
}

#[test]
fn a_drawing_takes_the_place_of_what_it_was_drawn_over() {
    let mut person = begun();
    draws(&mut person, 1, 2, 1);
    let seen = rev(&person);
    draws(&mut person, seen, 3, 2);
    assert_eq!(standing(&person), [id(3)]);
    assert_eq!(drawings::place_of(&person.notebook, id(2)), Some((id(RUN), "situation".to_owned())));
    let alone = erasure::erase(&person.notebook, id(51), id(3)).unwrap();
    let Record::Erasure(gone) = &alone.what else { panic!("an erasure") };
    assert_eq!(gone.records, [id(2), id(3)], "what lies below goes too");
}

#[test]
fn one_of_two_drawings_is_erased_alone() {
    let mut person = begun();
    draws(&mut person, 1, 2, 1);
    draws(&mut person, 1, 3, 1);
    person.erases(id(50), id(3)).unwrap();
    assert_eq!(standing(&person), [id(2)]);
    assert!(person.notebook.run(id(RUN)).is_some() && person.notebook.was_erased(id(3)));
}

#[test]
fn a_drawing_that_is_too_large_or_under_the_name_of_something_else_is_refused() {
    let person = begun();
    let draw = |record, bytes| drawings::draw(&person.notebook, at(1, record), picture(bytes));
    assert!(matches!(draw(3, PICTURE_BYTES + 1), Err(Refusal::TooLong { .. })));
    assert_eq!(draw(RUN, 1), Err(Refusal::OtherKind));
}

#[test]
fn what_was_drawn_in_a_run_is_erased_with_it() {
    let mut person = begun();
    draws(&mut person, 1, 2, 1);
    draws(&mut person, 1, 3, 1);
    assert_eq!(drawings::all_of(&person.notebook, id(RUN)), [id(2), id(3)]);
    let whole = erasure::erase(&person.notebook, id(51), id(RUN)).unwrap();
    let Record::Erasure(gone) = &whole.what else { panic!("an erasure") };
    assert_eq!(gone.records, [id(RUN), id(2), id(3)]);
}
