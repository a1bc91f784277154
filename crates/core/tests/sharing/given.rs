//! What was given away as a page: noted once, of what may be shown alone, and erased like anything else.

use hearken_core::{
    Extra, NewRevision, Refusal, Timestamp, When,
    journal::JournalEntry,
    limits::NAME_BYTES,
    parts::Part,
    sharing::{GivenPage, PAGE_FIELDS, Subject, give_page},
};

use super::{PART, last_day, sharing};
use crate::person::{Person, id};

fn page() -> GivenPage {
    GivenPage {
        to: " Cleo by the harbour ".to_owned(),
        subject: Subject::Record(id(PART)),
        fields: vec!["look".to_owned()],
        when: When::new(Timestamp::from_millis(1_772_355_600_000), 60),
        until: Some(last_day()),
        extra: Extra::default(),
    }
}

fn gives(person: &mut Person, page: GivenPage) -> Result<bool, Refusal> {
    let planned = give_page(&person.notebook, id(10), page)?;
    let writes = planned.is_some();
    person.saves(planned);
    Ok(writes)
}

#[test]
fn what_was_given_is_noted_found_by_whom_it_was_for_and_asked_for_again_it_is_the_same() {
    let mut person = sharing();
    assert_eq!(gives(&mut person, page()), Ok(true));
    let later = When::new(Timestamp::from_millis(1_772_355_700_000), 60);
    assert_eq!(gives(&mut person, GivenPage { when: later, ..page() }), Ok(false));
    let kept: &GivenPage = person.notebook.get(id(10)).unwrap();
    assert_eq!((kept.to.as_str(), &kept.when), ("Cleo by the harbour", &page().when));
    assert_eq!(person.finds("harbour"), [id(10)]);
    let other = GivenPage { fields: vec!["fears".to_owned()], ..page() };
    assert_eq!(gives(&mut person, other), Err(Refusal::OtherKind), "another page is another record");
}

#[test]
fn an_erased_note_of_it_does_not_come_back_by_itself() {
    let mut person = sharing();
    gives(&mut person, page()).unwrap();
    person.erases(id(11), id(10)).unwrap();
    assert_eq!(gives(&mut person, page()), Err(Refusal::NotHere));
}

#[test]
fn what_is_never_shown_or_not_here_or_for_nobody_is_not_given() {
    let mut person = sharing();
    person.describes(id(40), Part { hidden: true, ..Part::named("The Watcher").unwrap() });
    let private = JournalEntry { hidden: true, body: "x".into(), ..JournalEntry::default() };
    person.saves([NewRevision::first(id(41), private.into())]);
    for hidden in [40, 41] {
        let of_it = GivenPage { subject: Subject::Record(id(hidden)), ..page() };
        assert_eq!(gives(&mut person, of_it), Err(Refusal::NeverShown));
    }
    let of_nothing = GivenPage { subject: Subject::Record(id(99)), ..page() };
    assert_eq!(gives(&mut person, of_nothing), Err(Refusal::NotHere));
    assert_eq!(gives(&mut person, GivenPage { to: " ".to_owned(), ..page() }), Err(Refusal::NoName));
    assert_eq!(gives(&mut person, GivenPage { fields: Vec::new(), ..page() }), Err(Refusal::Empty));
    let many = GivenPage { fields: vec![String::new(); PAGE_FIELDS + 1], ..page() };
    assert_eq!(gives(&mut person, many), Err(Refusal::TooMany { limit: PAGE_FIELDS }));
    let long = GivenPage { to: "x".repeat(NAME_BYTES + 1), ..page() };
    assert!(matches!(gives(&mut person, long), Err(Refusal::TooLong { .. })));
}
