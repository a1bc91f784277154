//! Pausing all that is shown to one person, and going on.

use hearken_core::{
    Refusal,
    sharing::{Grant, Subject, chosen_at, go_on, is_paused, pause, put_aside},
};

use super::{PART, SPACE, grant, last_day, sharing};
use crate::person::id;

#[test]
fn a_pause_hides_all_of_one_space_and_going_on_shows_it_on_other_pages() {
    let mut person = sharing();
    person.opens(SPACE + 1);
    let part = person.shares(10, grant(SPACE, Subject::Record(id(PART)))).unwrap();
    person.shares(11, Grant { page: id(201), ..grant(SPACE, Subject::Map) }).unwrap();
    person.shares(12, grant(SPACE + 1, Subject::Map)).unwrap();
    assert!(!is_paused(&person.notebook, id(SPACE)));
    person.pauses(SPACE);
    assert!(is_paused(&person.notebook, id(SPACE)) && !is_paused(&person.notebook, id(SPACE + 1)));
    assert_eq!((person.shown(SPACE, last_day()).len(), person.shown(SPACE + 1, last_day()).len()), (0, 1));
    assert_eq!(pause(&person.notebook, id(SPACE)), Ok(Vec::new()), "twice is once");
    person.goes_on(SPACE, 210);
    assert_eq!((person.shown(SPACE, last_day()).len(), is_paused(&person.notebook, id(SPACE))), (2, false));
    let page = person.notebook.get::<Grant>(part).unwrap().page;
    assert!(page == id(211) || page == id(212), "the page before was taken out");
    assert_eq!(go_on(&person.notebook, id(SPACE), || id(1)), Ok(Vec::new()));
}

#[test]
fn what_was_stopped_does_not_come_back_with_the_rest() {
    let mut person = sharing();
    let stopped = person.shares(10, grant(SPACE, Subject::Record(id(PART)))).unwrap();
    person.shares(11, grant(SPACE, Subject::Map)).unwrap();
    person.pauses(SPACE);
    person.stops(stopped);
    person.goes_on(SPACE, 210);
    assert_eq!(person.shown(SPACE, last_day()), [Subject::Map]);
}

#[test]
fn a_pause_and_its_end_choose_nothing_and_sharing_again_does() {
    let mut person = sharing();
    let here = person.shares(10, grant(SPACE, Subject::Map)).unwrap();
    let saved = |person: &crate::person::Person, rev| person.notebook.revision(here, rev).unwrap().saved;
    person.pauses(SPACE);
    person.goes_on(SPACE, 210);
    assert_eq!(chosen_at(&person.notebook, here), Some(saved(&person, 1)));
    let again = Grant { fields: vec!["parts".to_owned()], ..grant(SPACE, Subject::Map) };
    person.shares(11, again).unwrap();
    assert_eq!(person.rev(here), 4);
    assert_eq!(chosen_at(&person.notebook, here), Some(saved(&person, 4)));
    assert_eq!(chosen_at(&person.notebook, id(PART)), None, "a part is no grant");
}

#[test]
fn a_space_that_is_over_or_not_here_is_not_paused() {
    let mut person = sharing();
    person.shares(10, grant(SPACE, Subject::Map)).unwrap();
    assert_eq!(pause(&person.notebook, id(99)), Err(Refusal::NotHere));
    person.ends(SPACE, 5);
    assert_eq!(pause(&person.notebook, id(SPACE)), Err(Refusal::NotNow));
}

#[test]
fn what_is_put_aside_is_put_aside_once() {
    let mut person = sharing();
    for times in [1, 0] {
        let planned = put_aside(&person.notebook, id(SPACE), id(7)).unwrap();
        assert_eq!(planned.iter().count(), times);
        person.saves(planned);
    }
    assert_eq!(person.space(SPACE).put_aside, [id(7)]);
    assert_eq!(put_aside(&person.notebook, id(99), id(7)), Err(Refusal::NotHere));
}
