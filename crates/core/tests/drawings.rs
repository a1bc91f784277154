//! Drawings: the answer of a screen as a picture, gone with its run.

use hearken_core::{
    Extra, Record, Refusal, Timestamp, drawings, erasure,
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

fn draws(person: &mut Person, picture: Picture) {
    let at = (id(RUN), "situation");
    let now = Timestamp::from_millis(5);
    person.saves(drawings::draw(&person.notebook, at, id(2), picture, now).unwrap());
}

#[test]
fn a_drawing_goes_on_as_the_same_picture_beside_its_words() {
    let mut person = begun();
    draws(&mut person, picture(1));
    let both = AnswerValue::Drawing { picture: Some(id(2)), words: "a shore".to_owned() };
    let rev = person.notebook.current(id(RUN)).unwrap().rev;
    let words = answering(id(RUN), rev, "situation", both.clone());
    person.saves(exercises::answer(&person.notebook, words, |_| {}).unwrap());
    draws(&mut person, picture(2));
    let answer = person.notebook.run(id(RUN)).unwrap().answer("situation").unwrap();
    assert_eq!((&answer.value, answer.others.len()), (&both, 0));
    assert_eq!(person.notebook.get_with_rev::<Picture>(id(2)).unwrap().0, 2);
}

#[test]
fn a_drawing_that_is_too_large_or_under_the_name_of_something_else_is_refused() {
    let person = begun();
    let draw = |record, bytes| {
        let at = (id(RUN), "situation");
        drawings::draw(&person.notebook, at, id(record), picture(bytes), Timestamp::from_millis(5))
    };
    assert!(matches!(draw(3, PICTURE_BYTES + 1), Err(Refusal::TooLong { .. })));
    assert_eq!(draw(RUN, 1), Err(Refusal::OtherKind));
}

#[test]
fn what_was_drawn_in_a_run_is_erased_with_it() {
    let mut person = begun();
    draws(&mut person, picture(1));
    assert_eq!(drawings::all_of(&person.notebook, id(RUN)), [id(2)]);
    let whole = erasure::erase(&person.notebook, id(51), id(RUN)).unwrap();
    let Record::Erasure(gone) = &whole.what else { panic!("an erasure") };
    assert_eq!(gone.records, [id(RUN), id(2)]);
}
