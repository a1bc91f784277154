//! What is shown to whom: once, on other terms, not for now, no more; and what is never shown.

use hearken_core::{
    NewRevision, Record, Refusal,
    agreements::Agreement,
    exercises::Run,
    journal::JournalEntry,
    limits::NAME_BYTES,
    parts::{Part, merge},
    sharing::{
        Grant, PAGE_FIELDS, PrivateNote, Role, Subject, begin, is_out_of_sight, share, show_on, stop,
        stop_all,
    },
};
use jiff::ToSpan;

use super::{PART, SPACE, grant, invitation, last_day, sharing};
use crate::person::{Day, Person, id};

fn part() -> Grant {
    grant(SPACE, Subject::Record(id(PART)))
}

#[test]
fn a_subject_is_written_by_a_name_and_read_from_it_alone() {
    for subject in [Subject::Record(id(7)), Subject::Map, Subject::Measure("phq-9".to_owned())] {
        assert_eq!(Subject::from_id(&subject.id()), Some(subject));
    }
    for nothing in ["", "map/", "measure", "measure/", "record", "record/7", "part/7", "Map"] {
        assert_eq!(Subject::from_id(nothing), None, "{nothing}");
    }
}

#[test]
fn what_is_shown_is_shown_until_the_last_day_and_on_it() {
    let mut person = sharing();
    person.shares(10, Grant { until: Some(last_day()), ..part() }).unwrap();
    let next = last_day().tomorrow().unwrap();
    assert_eq!(person.shown(SPACE, last_day().checked_sub(300.days()).unwrap()), [Subject::Record(id(PART))]);
    assert_eq!((person.shown(SPACE, last_day()).len(), person.shown(SPACE, next).len()), (1, 0));
}

#[test]
fn the_same_thing_is_shown_in_one_space_once_and_a_second_time_changes_the_first() {
    let mut person = sharing();
    let first = person.shares(10, part()).unwrap();
    let look = Grant { fields: vec!["look".to_owned()], keeps_up: true, page: id(201), ..part() };
    assert_eq!(person.shares(11, look).unwrap(), first);
    let (_, standing) = person.notebook.all::<Grant>().next().unwrap();
    assert_eq!((&standing.fields[..], standing.keeps_up), (&["look".to_owned()][..], true));
    assert_eq!(standing.page, id(200), "it stays on its page");
    assert_eq!(person.notebook.all::<Grant>().count(), 1);

    person.opens(SPACE + 1);
    person.shares(12, grant(SPACE + 1, Subject::Record(id(PART)))).unwrap();
    assert_eq!(person.notebook.all::<Grant>().count(), 2, "another space, another grant");
}

#[test]
fn what_is_sent_again_lands_once_and_brings_nothing_back_that_was_stopped() {
    let mut person = sharing();
    let here = person.shares(10, part()).unwrap();
    assert_eq!((person.shares(10, part()), person.rev(here)), (Ok(here), 1));
    person.stops(here);
    assert_eq!(person.shares(10, part()), Err(Refusal::OtherKind));
    assert_eq!(person.shares(10, Grant { keeps_up: true, ..part() }), Err(Refusal::OtherKind));
    assert!(person.shown(SPACE, last_day()).is_empty());
    assert_eq!(stop(&person.notebook, here), Ok(None), "stopped twice is stopped once");
    assert_ne!(person.shares(11, part()).unwrap(), here, "shown anew, it is another grant");
}

#[test]
fn what_was_changed_can_be_changed_back() {
    let mut person = sharing();
    let here = person.shares(10, part()).unwrap();
    person.shares(10, Grant { fields: vec!["look".to_owned()], ..part() }).unwrap();
    person.shares(10, part()).unwrap();
    assert_eq!(person.notebook.get::<Grant>(here).unwrap().fields, Vec::<String>::new());
}

#[test]
fn one_record_holds_one_grant_and_another_subject_does_not_take_its_place() {
    let mut person = sharing();
    person.shares(10, part()).unwrap();
    assert_eq!(person.shares(10, grant(SPACE, Subject::Map)), Err(Refusal::OtherKind));
    assert_eq!(
        person.shares(PART, grant(SPACE, Subject::Map)),
        Err(Refusal::OtherKind),
        "a part is no grant"
    );
}

#[test]
fn what_is_paused_is_not_shown_and_comes_back_on_another_page() {
    let mut person = sharing();
    let here = person.shares(10, part()).unwrap();
    person.shares(11, Grant { paused: true, page: id(201), ..part() }).unwrap();
    assert!(person.shown(SPACE, last_day()).is_empty());
    assert_eq!(person.notebook.get::<Grant>(here).unwrap().page, id(200));
    person.shares(12, Grant { page: id(202), ..part() }).unwrap();
    assert_eq!(person.shown(SPACE, last_day()).len(), 1);
    assert_eq!(person.notebook.get::<Grant>(here).unwrap().page, id(202), "the page before was taken out");
}

#[test]
fn sharing_never_begins_with_something_stopped() {
    let mut person = sharing();
    person.shares(10, Grant { stopped: true, ..part() }).unwrap();
    assert_eq!(person.shown(SPACE, last_day()).len(), 1);
}

#[test]
fn nothing_is_shown_in_a_space_that_is_not_open_yet_not_here_or_over() {
    let mut person = sharing();
    person.saves([begin(&person.notebook, id(50), "Bo", Role::Friend, invitation()).unwrap()]);
    assert_eq!(person.shares(10, grant(50, Subject::Map)), Err(Refusal::NotNow));
    assert_eq!(person.shares(10, grant(51, Subject::Map)), Err(Refusal::NotHere));
    assert_eq!(person.shares(10, grant(PART, Subject::Map)), Err(Refusal::NotHere));
    person.ends(SPACE, 5);
    assert_eq!(person.shares(10, part()), Err(Refusal::NotNow));
}

#[test]
fn ending_stops_all_of_one_space_and_nothing_of_another() {
    let mut person = sharing();
    person.opens(SPACE + 1);
    person.shares(10, part()).unwrap();
    person.shares(11, Grant { paused: true, ..grant(SPACE, Subject::Map) }).unwrap();
    person.shares(12, grant(SPACE + 1, Subject::Map)).unwrap();
    assert_eq!(stop_all(&person.notebook, id(SPACE)).len(), 2, "what is paused is stopped too");
    person.ends(SPACE, 5);
    assert!(person.shown(SPACE, last_day()).is_empty() && stop_all(&person.notebook, id(SPACE)).is_empty());
    assert_eq!(person.shown(SPACE + 1, last_day()), [Subject::Map]);
}

#[test]
fn a_hidden_part_a_private_entry_and_what_has_no_page_are_never_shown() {
    let mut person = sharing();
    person.describes(id(2), Part { name: "Quiet".to_owned(), hidden: true, ..Part::default() });
    person.writes(id(3), 0, "Only for me.").unwrap();
    let entry = JournalEntry { hidden: true, ..person.notebook.entry(id(3)).unwrap().clone() };
    person.saves([NewRevision::edit(id(3), 1, entry.into())]);
    let note = PrivateNote { space: id(SPACE), words: "x".to_owned(), extra: hearken_core::Extra::default() };
    person.saves([NewRevision::first(id(4), note.into())]);
    for record in [2, 3, 4, SPACE] {
        let planned = share(&person.notebook, id(10), grant(SPACE, Subject::Record(id(record))));
        assert_eq!(planned, Err(Refusal::NeverShown), "{record}");
    }
    assert_eq!(person.shares(10, grant(SPACE, Subject::Record(id(99)))), Err(Refusal::NotHere));
    person.erases(id(20), id(PART)).unwrap();
    assert_eq!(person.shares(10, part()), Err(Refusal::NotHere));
}

#[test]
fn what_has_a_page_may_be_shown_for_as_long_as_it_is_not_hidden() {
    let mut person = sharing();
    let run = Run::begin("meet-a-protector", 1, "situation", Day(1).noon(), None);
    let records: [(u8, Record, bool); 6] = [
        (31, Part::default().into(), true),
        (32, Part { hidden: true, ..Part::default() }.into(), false),
        (33, JournalEntry::default().into(), true),
        (34, JournalEntry { hidden: true, ..JournalEntry::default() }.into(), false),
        (35, Agreement::default().into(), true),
        (36, run.into(), true),
    ];
    for (record, what, may) in records {
        person.saves([NewRevision::first(id(record), what)]);
        let planned = share(&person.notebook, id(40), grant(SPACE, Subject::Record(id(record))));
        assert_eq!(planned.is_ok(), may, "{record}");
    }
}

#[test]
fn what_either_of_two_windows_hides_is_out_of_sight_and_so_is_what_turned_out_to_be_something_hidden() {
    let mut person = sharing();
    let part = |hidden| Part { hidden, ..Part::named("Wolf").unwrap() };
    person.saves([NewRevision::first(id(31), part(false).into())]);
    assert!(!is_out_of_sight(&person.notebook, id(31)));
    person.saves([NewRevision::edit(id(31), 1, part(true).into())]);
    person.saves([NewRevision::edit(id(31), 1, part(false).into())]);
    assert!(is_out_of_sight(&person.notebook, id(31)), "the other window knew nothing of it");

    person.saves([NewRevision::first(id(32), part(false).into())]);
    let merged = merge(&person.notebook, id(32), id(PART)).unwrap();
    person.saves(merged);
    assert!(!is_out_of_sight(&person.notebook, id(32)));
    let (rev, planner) = person.notebook.get_with_rev::<Part>(id(PART)).unwrap();
    let hidden = Part { hidden: true, ..planner.clone() };
    person.saves([NewRevision::edit(id(PART), rev, hidden.into())]);
    assert!(is_out_of_sight(&person.notebook, id(32)));
}

#[test]
fn what_was_stopped_or_changed_meanwhile_comes_on_no_other_page() {
    let mut person = sharing();
    let here = person.shares(10, part()).unwrap();
    let expected = person.notebook.get::<Grant>(here).unwrap().clone();
    let moved = show_on(&person.notebook, here, &expected, id(201)).unwrap();
    assert_eq!(moved, NewRevision::edit(here, 1, Grant { page: id(201), ..expected.clone() }.into()));
    let other = Grant { keeps_up: true, ..expected.clone() };
    assert_eq!(show_on(&person.notebook, here, &other, id(201)), None);
    person.stops(here);
    assert_eq!(show_on(&person.notebook, here, &expected, id(201)), None);
    let stopped = Grant { stopped: true, ..expected };
    assert_eq!(show_on(&person.notebook, here, &stopped, id(201)), None);
}

#[test]
fn a_questionnaire_without_a_name_too_many_fields_and_keys_too_long_are_refused() {
    let person = sharing();
    let measure = |id: &str| grant(SPACE, Subject::Measure(id.to_owned()));
    let shares = |person: &Person, grant| share(&person.notebook, id(10), grant).map(|_| ());
    assert_eq!(shares(&person, measure("phq-9")), Ok(()));
    assert_eq!(shares(&person, measure(" ")), Err(Refusal::NoName));
    let fields = |many| Grant { fields: vec!["look".to_owned(); many], ..part() };
    assert_eq!(shares(&person, fields(PAGE_FIELDS)), Ok(()));
    assert_eq!(shares(&person, fields(PAGE_FIELDS + 1)), Err(Refusal::TooMany { limit: PAGE_FIELDS }));
    let long = Grant { fields: vec!["x".repeat(NAME_BYTES + 1)], ..part() };
    assert!(matches!(shares(&person, long), Err(Refusal::TooLong { .. })));
}

#[test]
fn only_a_grant_that_is_here_can_be_stopped() {
    let person = sharing();
    for record in [id(99), id(PART)] {
        assert_eq!(stop(&person.notebook, record), Err(Refusal::NotHere));
    }
}
