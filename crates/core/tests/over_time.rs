//! Looking back and comparing: as of a day is the fold up to it; a comparison is empty with itself and the same from
//! both sides; what was merged and undone is as it was.

use hearken_core::{
    Record, RecordId, Revision, Timestamp,
    bonds::{self, Bond, BondKind},
    compare::{About, Aspect, Difference, Said, compare},
    parts::{self, Part, Role},
    readings::{self, Reading, Scale},
    undo,
};
use proptest::prelude::*;

use crate::{
    fold::history,
    person::{Day, Person, folded, id},
};

fn time(seconds: i64) -> Timestamp {
    Timestamp::from_millis(seconds * 1000)
}

/// Everything a view shows.
fn shown(view: &hearken_core::View<'_>) -> String {
    let parts: Vec<_> = view.all::<Part>().collect();
    let bonds: Vec<_> = view.bonds().collect();
    let places: Vec<_> = parts.iter().map(|&(id, _)| view.place(id)).collect();
    let resolved: Vec<_> = parts.iter().map(|&(id, _)| view.resolve(id)).collect();
    format!("{parts:?} {bonds:?} {places:?} {resolved:?}")
}

proptest! {
    #[test]
    fn as_of_a_time_is_the_fold_up_to_that_time(person in history(), at in 0..45_i64) {
        let until = |revision: &&Revision| revision.saved <= time(at) || matches!(revision.what, Record::Erasure(_));
        // What was erased later is gone from every day, so the fold is of what is left.
        let left = |revision: &&Revision| !person.notebook.was_erased(revision.record);
        let log: Vec<_> = person.log.iter().filter(until).filter(left).cloned().collect();
        let stood = folded(&log);
        prop_assert_eq!(shown(&person.notebook.as_of(time(at))), shown(&stood.view()));
    }

    #[test]
    fn as_of_the_end_is_now(person in history()) {
        let end = Timestamp::from_millis(i64::MAX);
        prop_assert_eq!(shown(&person.notebook.as_of(end)), shown(&person.notebook.view()));
    }

    #[test]
    fn nothing_differs_from_itself(person in history(), at in 0..45_i64) {
        let view = person.notebook.as_of(time(at));
        prop_assert_eq!(compare(&view, &view, true), Vec::<Difference>::new());
    }

    #[test]
    fn a_comparison_is_the_same_from_both_sides(person in history(), a in 0..45_i64, b in 0..45_i64) {
        let (one, other) = (person.notebook.as_of(time(a)), person.notebook.as_of(time(b)));
        let mirrored: Vec<_> = compare(&other, &one, true).into_iter().map(Difference::mirrored).collect();
        prop_assert_eq!(compare(&one, &other, true), mirrored);
    }

    #[test]
    fn what_was_merged_and_undone_is_as_it_was(person in history(), n in 0..6_u8, into in 0..6_u8) {
        let mut person = person;
        let before = shown(&person.notebook.view());
        if let Ok(planned) = parts::merge(&person.notebook, id(40 + n), id(40 + into)) {
            let records: Vec<RecordId> = planned.iter().map(|save| save.record).collect();
            person.saves(planned);
            let undone = undo::undo(&person.notebook, &records).unwrap();
            person.saves(undone);
        }
        prop_assert_eq!(shown(&person.notebook.view()), before);
    }
}

fn two_protectors() -> Person {
    let mut person = Person::default();
    person.meets(id(1), "The Planner").unwrap();
    person.meets(id(2), "The Scroller").unwrap();
    person
}

fn rate(person: &mut Person, record: u8, part: RecordId, day: i64, level: u8) {
    let reading = Reading { levels: vec![(Scale::Guard, level)], ..Reading::of(Some(part), Day(day).noon()) };
    let planned = readings::check_in(&person.notebook, vec![(id(record), reading)]).unwrap();
    person.saves(planned);
}

#[test]
fn a_comparison_says_who_softened_who_is_new_and_what_no_longer_holds() {
    let mut person = two_protectors();
    let bond = Bond { over: "rest or work".to_owned(), ..Bond::new(id(1), BondKind::Conflict, id(2)) };
    let planned = bonds::keep(&person.notebook, id(9), 0, bond).unwrap();
    person.saves([planned]);
    rate(&mut person, 10, id(1), 1, 8);
    let before = Day(1).noon().at;
    // The days of readings are far later than these seconds, so the log is cut by a view of both.
    let then = person.notebook.as_of(before);
    assert_eq!(then.level(Some(id(1)), &Scale::Guard), Some((before, 8)));
    rate(&mut person, 11, id(1), 20, 5);
    person.describes(id(1), Part { role: Role::Manager, ..Part::named("The Planner").unwrap() });
    person.meets(id(3), "A tightness").unwrap();
    let ended = bonds::end(&person.notebook, id(9), Day(20).noon()).unwrap();
    person.saves([ended]);
    let (one, other) = (person.notebook.as_of(time(4)), person.notebook.view());
    let differences = compare(&one, &other, false);
    let level = |level| Some(Said::Level(level));
    let words = |words: &str| Some(Said::Words(words.to_owned()));
    let difference = |about, what, before, after| Difference { about, what, before, after };
    assert_eq!(
        differences,
        [
            difference(
                About::Part(id(1)),
                Aspect::Role,
                Some(Said::Id("not-yet-known")),
                Some(Said::Id("manager"))
            ),
            difference(About::Part(id(1)), Aspect::Level(Scale::Guard), None, level(5)),
            difference(About::Part(id(3)), Aspect::Presence, None, words("A tightness")),
            difference(About::Bond(id(9)), Aspect::Presence, Some(Said::Here), None),
        ]
    );
}

#[test]
fn a_reading_counts_from_the_day_it_is_of() {
    let mut person = two_protectors();
    rate(&mut person, 10, id(1), 20, 5);
    rate(&mut person, 11, id(1), 10, 9);
    let level = |day: i64| person.notebook.as_of(Day(day).noon().at).level(Some(id(1)), &Scale::Guard);
    assert_eq!(level(9), None);
    assert_eq!(level(10).map(|(_, level)| level), Some(9));
    assert_eq!(level(30).map(|(_, level)| level), Some(5));
}

#[test]
fn bonds_of_a_part_that_turned_out_to_be_another_are_that_ones() {
    let mut person = two_protectors();
    person.meets(id(3), "The Other Planner").unwrap();
    let planned = bonds::keep(&person.notebook, id(9), 0, Bond::new(id(3), BondKind::Fears, id(2))).unwrap();
    person.saves([planned]);
    let merged = parts::merge(&person.notebook, id(3), id(1)).unwrap();
    person.saves(merged);
    let ends: Vec<_> = person.notebook.view().bonds().map(|(_, _, from, to)| (from, to)).collect();
    assert_eq!(ends, [(id(1), id(2))]);
    assert!(person.notebook.history(id(3)).len() == 2, "both histories are kept");
}

#[test]
fn what_was_hidden_since_is_named_on_no_day_unless_it_is_asked_for() {
    use hearken_core::map::{Map, Shown};
    let mut person = Person::default();
    person.describes(id(1), Part::named("The Shadow").unwrap());
    let then = time(person.log.len() as i64);
    let now = Part { hidden: true, role: Role::Manager, ..Part::named("The Shadow").unwrap() };
    person.describes(id(1), now);
    let (before, after) = (person.notebook.as_of(then), person.notebook.view());
    assert!(compare(&before, &after, false).is_empty());
    assert!(!compare(&before, &after, true).is_empty());
    assert!(Map::of(&before, Shown::default()).spots.is_empty());
    assert_eq!(Map::of(&before, Shown { hidden: true, ..Shown::default() }).spots.len(), 1);
}

#[test]
fn what_one_of_two_windows_hid_is_named_neither_now_nor_on_a_day_before() {
    let mut person = two_protectors();
    let then = time(person.log.len() as i64);
    for hidden in [true, false] {
        let beside = Part { hidden, ..Part::named("The Planner").unwrap() };
        person.saves([parts::keep(&person.notebook, id(1), 1, beside).unwrap()]);
    }
    let listed: Vec<_> = person.notebook.listed_parts().map(|(id, _)| id).collect();
    assert_eq!(listed, [id(2)], "the newer window knew nothing of it");
    for view in [person.notebook.view(), person.notebook.as_of(then)] {
        let (planner, scroller) = (view.get::<Part>(id(1)).unwrap(), view.get::<Part>(id(2)).unwrap());
        assert!(!view.shows(id(1), planner) && view.shows(id(2), scroller));
    }
}
