//! What stands in a space: pages, words and looks, each by whoever it is by.

use hearken_core::{
    Extra, NewRevision, RecordId, Refusal,
    limits::{NAME_BYTES, TEXT_BYTES},
    sharing::{
        Authored, Manner, Member, PAGE_FIELDS, Role, Said, Seen, SharedField, SharedPage, publish, say, see,
        unseen,
    },
};

use super::last_day;
use crate::person::{Day, Person, id};

const ME: u8 = 1;
const THEM: u8 = 2;
const GONE: u8 = 3;
const PAGE: u8 = 9;

fn space() -> Person {
    let member = |role, left| Member { called: "x".to_owned(), role, left, extra: Extra::default() };
    let mut space = Person::default();
    for (n, member) in [
        (ME, member(None, false)),
        (THEM, member(Some(Role::Therapist), false)),
        (GONE, member(Some(Role::Friend), true)),
    ] {
        space.saves([NewRevision::first(id(n), member.into())]);
    }
    space
}

fn field(key: &str, text: &str) -> SharedField {
    SharedField { key: key.to_owned(), name: String::new(), text: text.to_owned(), course: None }
}

fn page(by: u8, text: &str) -> SharedPage {
    SharedPage {
        by: id(by),
        kind: "part".to_owned(),
        title: "The Planner".to_owned(),
        fields: vec![field("look", text)],
        keeps_up: true,
        until: None,
        extra: Extra::default(),
    }
}

fn publishes(space: &mut Person, page: SharedPage) -> Result<bool, Refusal> {
    let planned = publish(&space.notebook, id(PAGE), page)?;
    let any = planned.is_some();
    space.saves(planned);
    Ok(any)
}

fn said(by: u8, manner: Manner, words: &str, to_do: &str) -> Said {
    Said {
        by: id(by),
        about: None,
        manner,
        words: words.to_owned(),
        to_do: to_do.to_owned(),
        extra: Extra::default(),
    }
}

#[test]
fn names_of_roles_and_manners_lead_back_to_them() {
    for role in Role::ALL {
        assert_eq!(Role::from_id(role.id()), Some(role));
    }
    for manner in Manner::ALL {
        assert_eq!(Manner::from_id(manner.id()), Some(manner));
    }
    assert_eq!((Role::from_id("owner"), Manner::from_id("")), (None, None));
}

#[test]
fn a_page_is_written_when_it_changes_and_not_when_it_does_not() {
    let mut space = space();
    assert_eq!(publishes(&mut space, page(ME, "grey")), Ok(true));
    assert_eq!(publishes(&mut space, page(ME, "grey")), Ok(false));
    assert_eq!(publishes(&mut space, page(ME, "green")), Ok(true));
    assert_eq!(space.rev(id(PAGE)), 2);
    assert_eq!(space.notebook.get::<SharedPage>(id(PAGE)).unwrap().by(), id(ME));
}

#[test]
fn a_page_is_shown_until_its_last_day_and_on_it() {
    let until = SharedPage { until: Some(last_day()), ..page(ME, "x") };
    assert!(until.is_shown(last_day()) && !until.is_shown(last_day().tomorrow().unwrap()));
    assert!(page(ME, "x").is_shown(last_day()));
}

#[test]
fn nobody_writes_over_the_page_of_another_nor_after_they_left_nor_from_outside() {
    let mut space = space();
    publishes(&mut space, page(ME, "grey")).unwrap();
    assert_eq!(publishes(&mut space, page(THEM, "grey")), Err(Refusal::OtherKind));
    for nobody in [GONE, 99, PAGE] {
        assert_eq!(publish(&space.notebook, id(10), page(nobody, "x")), Err(Refusal::NotHere), "{nobody}");
    }
    assert_eq!(
        publish(&space.notebook, id(ME), page(ME, "x")),
        Err(Refusal::OtherKind),
        "a member is no page"
    );
}

#[test]
fn a_page_that_is_too_large_is_refused() {
    let space = space();
    let publishes = |page| publish(&space.notebook, id(PAGE), page).map(|_| ());
    let fields = |many| SharedPage { fields: vec![field("look", "x"); many], ..page(ME, "") };
    assert_eq!(publishes(fields(PAGE_FIELDS)), Ok(()));
    assert_eq!(publishes(fields(PAGE_FIELDS + 1)), Err(Refusal::TooMany { limit: PAGE_FIELDS }));
    assert!(matches!(publishes(page(ME, &"x".repeat(TEXT_BYTES + 1))), Err(Refusal::TooLong { .. })));
    let long = || "x".repeat(NAME_BYTES + 1);
    for page in [
        SharedPage { title: long(), ..page(ME, "") },
        SharedPage { kind: long(), ..page(ME, "") },
        SharedPage { fields: vec![field(&long(), "")], ..page(ME, "") },
        SharedPage { fields: vec![SharedField { name: long(), ..field("look", "") }], ..page(ME, "") },
    ] {
        assert!(matches!(publishes(page), Err(Refusal::TooLong { .. })));
    }
}

#[test]
fn words_are_said_by_members_about_what_is_there() {
    let mut space = space();
    publishes(&mut space, page(ME, "grey")).unwrap();
    let about = |about: u8| Said { about: Some(id(about)), ..said(THEM, Manner::Message, "Grey how?", "") };
    space.saves([say(&space.notebook, id(20), 0, about(PAGE)).unwrap()]);
    assert_eq!(space.notebook.get::<Said>(id(20)).unwrap().by(), id(THEM));
    assert_eq!(space.finds("grey"), [id(20), id(PAGE)]);
    for nothing in [ME, 99] {
        assert_eq!(say(&space.notebook, id(21), 0, about(nothing)), Err(Refusal::NotHere));
    }
    for nobody in [GONE, 99, PAGE] {
        let planned = say(&space.notebook, id(21), 0, said(nobody, Manner::Note, "x", ""));
        assert_eq!(planned, Err(Refusal::NotHere));
    }
}

#[test]
fn only_whoever_said_it_words_it_anew_also_after_the_page_was_taken_back() {
    let mut space = space();
    publishes(&mut space, page(ME, "grey")).unwrap();
    let about = |by, words: &str| Said { about: Some(id(PAGE)), ..said(by, Manner::Message, words, "") };
    space.saves([say(&space.notebook, id(20), 0, about(THEM, "Grey how?")).unwrap()]);
    for base in [0, 1] {
        assert_eq!(say(&space.notebook, id(20), base, about(ME, "x")), Err(Refusal::OtherKind));
    }
    space.erases(id(30), id(PAGE)).unwrap();
    let again = say(&space.notebook, id(20), 1, about(THEM, "How grey?")).unwrap();
    space.saves([again]);
    assert_eq!(space.notebook.get::<Said>(id(20)).unwrap().words, "How grey?");
    assert_eq!(
        say(&space.notebook, id(21), 0, about(THEM, "x")),
        Err(Refusal::NotHere),
        "nor is it taken up anew"
    );
    assert_eq!(say(&space.notebook, id(22), 1, about(THEM, "x")), Err(Refusal::NotHere));
}

#[test]
fn a_message_says_something_and_what_is_left_to_do_names_it() {
    let space = space();
    let says = |said| say(&space.notebook, id(20), 0, said).map(|_| ());
    for manner in [Manner::Message, Manner::Question, Manner::Note] {
        assert_eq!(says(said(ME, manner, " \n", "phq-9")), Err(Refusal::Empty));
        assert_eq!(says(said(ME, manner, "x", "")), Ok(()));
    }
    for manner in [Manner::Exercise, Manner::Measure] {
        assert_eq!(says(said(ME, manner, "x", "")), Err(Refusal::Empty));
        assert_eq!(says(said(ME, manner, "", "phq-9")), Ok(()));
    }
    let long = says(said(ME, Manner::Note, &"x".repeat(TEXT_BYTES + 1), ""));
    assert!(matches!(long, Err(Refusal::TooLong { .. })));
    let long = says(said(ME, Manner::Measure, "", &"x".repeat(NAME_BYTES + 1)));
    assert!(matches!(long, Err(Refusal::TooLong { .. })));
}

#[test]
fn a_look_is_noted_once_for_each_revision_each_person_and_each_day() {
    let mut space = space();
    let looks = |space: &mut Person, day: i64, record: u8, by: u8, what: RecordId, rev| {
        let seen = Seen { by: id(by), what, rev, when: Day(day).noon(), extra: Extra::default() };
        let planned = see(&space.notebook, id(record), seen);
        let any = planned.is_some();
        space.saves(planned);
        any
    };
    assert!(looks(&mut space, 1, 40, THEM, id(PAGE), 1) && !looks(&mut space, 1, 41, THEM, id(PAGE), 1));
    assert!(looks(&mut space, 1, 42, THEM, id(PAGE), 2) && looks(&mut space, 1, 43, ME, id(PAGE), 2));
    assert!(looks(&mut space, 1, 44, THEM, id(8), 1));
    assert!(looks(&mut space, 2, 45, THEM, id(PAGE), 1) && !looks(&mut space, 2, 46, THEM, id(PAGE), 1));
    assert_eq!(space.notebook.get::<Seen>(id(40)).unwrap().by(), id(THEM));
}

#[test]
fn what_the_other_shows_and_says_is_unseen_until_it_was_seen_as_it_stands() {
    let mut space = space();
    let tomorrow = last_day().tomorrow().unwrap();
    let waits = |space: &Person, me, today| unseen(&space.notebook, id(me), today).collect::<Vec<_>>();
    publishes(&mut space, SharedPage { until: Some(last_day()), ..page(ME, "grey") }).unwrap();
    space.saves([say(&space.notebook, id(30), 0, said(ME, Manner::Message, "x", "")).unwrap()]);
    assert_eq!(waits(&space, THEM, last_day()), [id(PAGE), id(30)]);
    assert_eq!(waits(&space, THEM, tomorrow), [id(30)], "what is not shown any more does not wait");
    assert_eq!(waits(&space, ME, last_day()), [], "one's own is nothing new");
    let looks = |space: &mut Person, record, by, what, rev| {
        let seen = Seen { by: id(by), what: id(what), rev, when: Day(1).noon(), extra: Extra::default() };
        let seen = see(&space.notebook, id(record), seen);
        space.saves(seen);
    };
    looks(&mut space, 40, GONE, PAGE, 1);
    assert_eq!(waits(&space, THEM, last_day()).len(), 2, "somebody else looked");
    looks(&mut space, 41, THEM, PAGE, 1);
    looks(&mut space, 42, THEM, 30, 1);
    assert_eq!(waits(&space, THEM, last_day()), []);
    publishes(&mut space, page(ME, "green")).unwrap();
    assert_eq!(waits(&space, THEM, last_day()), [id(PAGE)], "it was changed since");
}
