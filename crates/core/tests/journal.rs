//! Keeping journal entries: edits, retries, two windows, and what is refused.

use hearken_core::{
    NewRevision, Record, Refusal,
    journal::{self, JournalEntry},
    limits::{NAME_BYTES, TEXT_BYTES, TIES},
};

use crate::person::{Day, Person, id, imported, writing};

#[test]
fn a_retried_new_entry_is_the_same_save_whenever_it_is_sent() {
    let mut person = Person::default();
    let mut first = writing(id(1), 0, "the same words");
    first.title = " A title ".to_owned();
    person.keeps(first.clone()).unwrap();
    let mut retry = first.clone();
    retry.when = Day(2).noon();
    let planned = journal::keep(&person.notebook, retry.clone()).unwrap();
    assert_eq!((planned.base, &planned.what), (0, &person.log[0].what), "the vault sees that it has landed");
    // Also when the entry was edited in between.
    person.writes(id(1), 1, "other words").unwrap();
    let mut edited = writing(id(1), 1, "other words");
    edited.title = "A title".to_owned();
    person.keeps(edited).unwrap();
    let planned = journal::keep(&person.notebook, retry).unwrap();
    assert_eq!((planned.base, &planned.what), (0, &person.log[0].what));
}

#[test]
fn a_new_entry_with_other_words_under_the_same_id_stands_beside_the_first() {
    let mut person = Person::default();
    person.writes(id(1), 0, "one window").unwrap();
    let mut other = writing(id(1), 0, "another window");
    other.when = Day(2).noon();
    person.keeps(other).unwrap();
    assert_eq!(person.standing(id(1)), [1, 2]);
    assert_eq!(person.notebook.entry(id(1)).unwrap().when, Day(2).noon());
}

#[test]
fn an_edit_can_move_an_entry_to_another_day() {
    let mut person = Person::default();
    person.writes(id(1), 0, "a line").unwrap();
    let mut moved = writing(id(1), 1, "a line");
    moved.when = Day(-400).noon();
    person.keeps(moved).unwrap();
    assert_eq!(person.notebook.entry(id(1)).unwrap().when, Day(-400).noon());
}

#[test]
fn two_windows_that_edit_the_same_text_both_stand_until_one_settles_them() {
    let mut person = Person::default();
    person.writes(id(1), 0, "begun").unwrap();
    for window in 1..=3 {
        person.writes(id(1), 1, &format!("window {window}")).unwrap();
    }
    assert_eq!(person.standing(id(1)), [2, 3, 4]);
    person.writes(id(1), 3, "window 2 goes on").unwrap();
    assert_eq!(person.standing(id(1)), [2, 4, 5]);
    let mut settling = writing(id(1), 5, "all of it");
    settling.settles = vec![2, 4];
    person.keeps(settling).unwrap();
    assert_eq!(person.standing(id(1)), [6]);
    assert_eq!(person.notebook.history(id(1)).len(), 6, "every text is still there");
}

#[test]
fn what_the_form_does_not_show_stays_as_it_was() {
    let mut person = Person::default();
    let before =
        JournalEntry { tags: vec!["sea".to_owned()], hidden: true, run: Some(id(9)), ..imported(1, "words") };
    person.saves([NewRevision::first(id(1), Record::Journal(before.clone()))]);
    person.writes(id(1), 1, "other words").unwrap();
    let after = person.notebook.entry(id(1)).unwrap();
    assert_eq!(*after, JournalEntry { body: "other words".into(), when: Day(1).noon(), ..before });
}

#[test]
fn what_cannot_be_kept_is_refused_and_nothing_else() {
    let mut person = Person::default();
    person.meets(id(7), "The Planner").unwrap();
    let keep = |change: fn(&mut journal::Writing)| {
        let mut writing = writing(id(1), 0, "words");
        change(&mut writing);
        journal::keep(&person.notebook, writing).map(|_| ())
    };
    assert_eq!(keep(|_| {}), Ok(()));
    assert_eq!(keep(|writing| writing.body = " \n\t\u{3000}".to_owned()), Err(Refusal::Empty));
    assert_eq!(keep(|writing| (writing.body, writing.title) = (String::new(), "a title".to_owned())), Ok(()));
    assert_eq!(keep(|writing| writing.body = "x".repeat(TEXT_BYTES)), Ok(()));
    let too_long = |bytes, limit| Err(Refusal::TooLong { bytes, limit });
    assert_eq!(
        keep(|writing| writing.body = "x".repeat(TEXT_BYTES + 1)),
        too_long(TEXT_BYTES + 1, TEXT_BYTES)
    );
    assert_eq!(keep(|writing| writing.title = "é".repeat(NAME_BYTES / 2)), Ok(()));
    assert_eq!(
        keep(|writing| writing.title = "x".repeat(NAME_BYTES + 1)),
        too_long(NAME_BYTES + 1, NAME_BYTES)
    );
    assert_eq!(keep(|writing| writing.parts = vec![id(7); TIES]), Ok(()));
    assert_eq!(keep(|writing| writing.parts = vec![id(7); TIES + 1]), Err(Refusal::TooMany { limit: TIES }));
    assert_eq!(keep(|writing| writing.parts = vec![id(8)]), Err(Refusal::NotHere));
    assert_eq!(keep(|writing| writing.base = 1), Err(Refusal::NotHere));
    assert_eq!(keep(|writing| writing.record = id(7)), Err(Refusal::OtherKind));
}
