//! Spaces: begun, joined, open once the other is in, over for good; and notes about the other.

use hearken_core::{
    Refusal,
    limits::{NAME_BYTES, TEXT_BYTES},
    sharing::{
        INVITATION_DAYS, Invitation, PrivateNote, Role, Space, begin, compare, confirm, end, join, keep_note,
        note_gone,
    },
};

use super::{SPACE, at, invitation, sharing};
use crate::person::{Person, id};

#[test]
fn an_invitation_is_for_a_week() {
    assert_eq!(INVITATION_DAYS, 7);
}

#[test]
fn a_space_is_open_once_the_other_is_in_and_the_invitation_is_gone_then() {
    let mut person = Person::default();
    let planned = begin(&person.notebook, id(SPACE), " Ada ", Role::Coach, invitation()).unwrap();
    person.saves([planned]);
    let begun = person.space(SPACE).clone();
    assert_eq!((begun.called.as_str(), begun.role, begun.mine), ("Ada", Role::Coach, true));
    assert_eq!((begun.invitation.clone(), begun.is_on()), (Some(invitation()), false));
    let planned = confirm(&person.notebook, id(SPACE)).unwrap();
    person.saves(planned);
    assert!(person.space(SPACE).is_on() && person.space(SPACE).invitation.is_none());
    assert_eq!(confirm(&person.notebook, id(SPACE)), Ok(None), "twice is once");
}

#[test]
fn whoever_was_invited_keeps_the_invitation_until_they_are_let_in() {
    let mut person = Person::default();
    person.saves([join(&person.notebook, id(SPACE), "Bo", Role::Friend, invitation()).unwrap()]);
    let joined = person.space(SPACE);
    assert_eq!((joined.mine, &joined.invitation, joined.is_on()), (false, &Some(invitation()), false));
    let planned = confirm(&person.notebook, id(SPACE)).unwrap();
    person.saves(planned);
    assert!(person.space(SPACE).is_on() && person.space(SPACE).invitation.is_none());
}

#[test]
fn a_space_whose_other_is_gone_is_not_on_until_they_are_there_after_all() {
    let mut person = Person::default();
    person.saves([join(&person.notebook, id(SPACE), "Bo", Role::Friend, invitation()).unwrap()]);
    let planned = confirm(&person.notebook, id(SPACE)).unwrap();
    person.saves(planned);
    let planned = note_gone(&person.notebook, id(SPACE), true).unwrap();
    person.saves(planned);
    assert!(!person.space(SPACE).is_on() && person.space(SPACE).confirmed);
    assert_eq!(note_gone(&person.notebook, id(SPACE), true), Ok(None), "twice is once");
    let planned = note_gone(&person.notebook, id(SPACE), false).unwrap();
    person.saves(planned);
    assert!(person.space(SPACE).is_on());
}

#[test]
fn a_space_that_is_begun_or_joined_again_lands_once_and_never_undoes_what_came_since() {
    let mut person = Person::default();
    let first = begin(&person.notebook, id(SPACE), "Ada", Role::Coach, invitation()).unwrap();
    person.saves([first.clone()]);
    assert_eq!(begin(&person.notebook, id(SPACE), "Ada", Role::Coach, invitation()), Ok(first));
    let other = Invitation { link: "another".to_owned(), ..invitation() };
    let refused = Err(Refusal::OtherKind);
    assert_eq!(begin(&person.notebook, id(SPACE), "Ada", Role::Coach, other), refused);
    assert_eq!(join(&person.notebook, id(SPACE), "Ada", Role::Coach, invitation()), refused);
    let planned = confirm(&person.notebook, id(SPACE)).unwrap();
    person.saves(planned);
    assert_eq!(begin(&person.notebook, id(SPACE), "Ada", Role::Coach, invitation()), refused);
    person.meets(id(1), "The Planner").unwrap();
    assert_eq!(
        join(&person.notebook, id(1), "Ada", Role::Coach, invitation()),
        refused,
        "a part is no space"
    );
}

#[test]
fn somebody_of_no_name_or_of_a_name_too_long_is_refused() {
    let person = Person::default();
    let long = "x".repeat(NAME_BYTES + 1);
    for (called, refusal) in [
        (" ", Refusal::NoName),
        (long.as_str(), Refusal::TooLong { bytes: NAME_BYTES + 1, limit: NAME_BYTES }),
    ] {
        assert_eq!(begin(&person.notebook, id(1), called, Role::Friend, invitation()), Err(refusal.clone()));
        assert_eq!(join(&person.notebook, id(1), called, Role::Friend, invitation()), Err(refusal));
    }
}

#[test]
fn the_six_words_were_compared_when_that_was_first_said() {
    let mut person = sharing();
    for now in [5, 9] {
        let planned = compare(&person.notebook, id(SPACE), at(now)).unwrap();
        assert_eq!(planned.is_some(), now == 5);
        person.saves(planned);
    }
    assert_eq!(person.space(SPACE).compared, Some(at(5)));
}

#[test]
fn a_space_that_is_over_stays_over_and_lets_nobody_in() {
    let mut person = Person::default();
    person.saves([begin(&person.notebook, id(SPACE), "Ada", Role::Coach, invitation()).unwrap()]);
    for now in [5, 9] {
        let planned = end(&person.notebook, id(SPACE), at(now)).unwrap();
        assert_eq!(planned.is_some(), now == 5);
        person.saves(planned);
    }
    let over: &Space = person.space(SPACE);
    assert_eq!((over.ended, &over.invitation, over.is_on()), (Some(at(5)), &None, false));
    assert_eq!(confirm(&person.notebook, id(SPACE)), Err(Refusal::NotNow));
    assert_eq!(compare(&person.notebook, id(SPACE), at(10)), Err(Refusal::NotNow));
}

#[test]
fn a_space_that_is_not_here_can_be_neither_opened_compared_nor_ended() {
    let mut person = Person::default();
    person.meets(id(1), "The Planner").unwrap();
    for record in [id(1), id(2)] {
        assert_eq!(confirm(&person.notebook, record), Err(Refusal::NotHere));
        assert_eq!(compare(&person.notebook, record, at(1)), Err(Refusal::NotHere));
        assert_eq!(end(&person.notebook, record, at(1)), Err(Refusal::NotHere));
    }
}

#[test]
fn a_note_about_somebody_is_kept_reworded_and_found_by_its_words() {
    let mut person = sharing();
    let keep = |person: &Person, base, words: &str| {
        keep_note(&person.notebook, id(9), base, id(SPACE), words.to_owned())
    };
    person.saves([keep(&person, 0, "She listens.").unwrap()]);
    person.saves([keep(&person, 1, "She listens by the harbour.").unwrap()]);
    let note: &PrivateNote = person.notebook.get(id(9)).unwrap();
    assert_eq!((note.space, note.words.as_str()), (id(SPACE), "She listens by the harbour."));
    assert_eq!(person.finds("harbour"), [id(9)]);
    assert_eq!(person.finds("ada"), [id(SPACE)], "and so is who they are");
}

#[test]
fn a_note_of_no_words_too_many_or_about_nobody_is_refused() {
    let mut person = sharing();
    let keep = |person: &Person, record, base, space, words: &str| {
        keep_note(&person.notebook, id(record), base, id(space), words.to_owned()).map(|_| ())
    };
    assert_eq!(keep(&person, 9, 0, SPACE, " \n"), Err(Refusal::Empty));
    assert_eq!(keep(&person, 9, 0, 99, "x"), Err(Refusal::NotHere));
    assert_eq!(keep(&person, 9, 1, SPACE, "x"), Err(Refusal::NotHere), "there is none to reword");
    assert_eq!(keep(&person, 1, 0, SPACE, "x"), Err(Refusal::OtherKind));
    let long = Err(Refusal::TooLong { bytes: TEXT_BYTES + 1, limit: TEXT_BYTES });
    assert_eq!(keep(&person, 9, 0, SPACE, &"x".repeat(TEXT_BYTES + 1)), long);
    person.ends(SPACE, 5);
    assert_eq!(keep(&person, 9, 0, SPACE, "x"), Ok(()), "what one thinks goes on when a space is over");
}
