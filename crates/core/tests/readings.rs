//! A check-in: several readings at once, each of which can be mended later.

use hearken_core::{
    RecordId, Refusal,
    parts::Part,
    readings::{self, Reading, Scale},
};
use proptest::prelude::*;

use crate::person::{Day, Person, id};

fn reading(about: Option<RecordId>, day: i64, guard: u8) -> Reading {
    Reading { levels: vec![(Scale::Guard, guard)], ..Reading::of(about, Day(day).noon()) }
}

#[test]
fn an_edit_mends_the_levels_and_leaves_the_part_alone() {
    let mut person = Person::default();
    person.meets(id(1), "The Planner").unwrap();
    let planned = readings::check_in(&person.notebook, vec![(id(9), reading(Some(id(1)), 1, 8))]).unwrap();
    person.saves(planned);
    let edit = readings::edit(&person.notebook, id(9), 1, reading(None, 2, 5)).unwrap();
    person.saves([edit]);
    let mended = person.notebook.get::<Reading>(id(9)).unwrap();
    assert_eq!((mended.about, mended.level(&Scale::Guard)), (Some(id(1)), Some(5)));
    let nothing = Reading { levels: Vec::new(), ..reading(None, 2, 5) };
    assert_eq!(readings::edit(&person.notebook, id(9), 2, nothing).unwrap_err(), Refusal::Empty);
    let beyond = readings::edit(&person.notebook, id(9), 2, reading(None, 2, 11)).unwrap_err();
    assert_eq!(beyond, Refusal::OutOfRange { highest: 10 });
    assert_eq!(
        readings::edit(&person.notebook, id(1), 1, reading(None, 2, 5)).unwrap_err(),
        Refusal::NotHere
    );
}

#[test]
fn a_check_in_writes_over_nothing_of_another_kind() {
    let mut person = Person::default();
    person.meets(id(1), "The Planner").unwrap();
    let over = readings::check_in(&person.notebook, vec![(id(1), reading(None, 1, 5))]);
    assert_eq!(over.unwrap_err(), Refusal::OtherKind);
}

#[test]
fn the_same_parts_as_last_time_are_those_of_the_newest_check_in() {
    let mut person = Person::default();
    for n in 1..=3 {
        person.meets(id(n), "A part").unwrap();
    }
    for (day, parts) in [(1, &[1, 2][..]), (2, &[1, 3]), (1, &[2])] {
        let all = parts.iter().map(|&n| {
            let about = Some(id(n));
            (readings::reading_id(id(day as u8 * 16), about), reading(about, day, 4))
        });
        let planned = readings::check_in(&person.notebook, all.collect()).unwrap();
        person.saves(planned);
    }
    assert_eq!(readings::last_parts(&person.notebook, false), [id(1), id(3)]);
    person.describes(id(3), Part { hidden: true, ..Part::named("A part").unwrap() });
    assert_eq!(readings::last_parts(&person.notebook, false), [id(1)], "what was hidden since is not named");
    assert_eq!(readings::last_parts(&person.notebook, true), [id(1), id(3)]);
}

proptest! {
    #[test]
    fn each_part_of_a_check_in_has_an_id_of_its_own_and_the_same_one_on_a_retry(
        check_in: [u8; 16],
        parts in prop::collection::hash_set(any::<[u8; 7]>(), 1..20),
    ) {
        let check_in = RecordId::from_bytes(check_in);
        let part = |random: [u8; 7]| {
            let mut bytes = [7; 16];
            bytes[9..].copy_from_slice(&random);
            Some(RecordId::from_bytes(bytes))
        };
        let ids: Vec<_> = parts.iter().map(|&random| readings::reading_id(check_in, part(random))).collect();
        let again: Vec<_> = parts.iter().map(|&random| readings::reading_id(check_in, part(random))).collect();
        prop_assert_eq!(&ids, &again);
        prop_assert!((1..ids.len()).all(|n| !ids[..n].contains(&ids[n])));
        prop_assert!(ids.iter().all(|id| id.bytes()[..9] == check_in.bytes()[..9]));
    }
}

/// Scales of parts, and two that only a newer program knows.
fn scale(n: usize) -> Scale {
    let others = ["pace", "warmth"].map(|name| Scale::Other(name.to_owned()));
    Scale::OF_PARTS.into_iter().chain(others).nth(n).unwrap()
}

proptest! {
    #[test]
    fn the_newest_levels_are_those_that_each_scale_has_by_itself(
        rated in prop::collection::vec((0..9_i64, prop::collection::vec((0..6_usize, 0..=10_u8), 1..4)), 1..12),
        mended in prop::collection::vec((0..12_usize, 0..6_usize, 0..=10_u8), 0..4),
        asked in prop::collection::vec(0..6_usize, 0..7),
        until in 0..10_i64,
    ) {
        let mut person = Person::default();
        person.meets(id(1), "The Planner").unwrap();
        for (n, (day, levels)) in rated.iter().enumerate() {
            let levels = levels.iter().map(|&(n, level)| (scale(n), level)).collect();
            let reading = Reading { levels, ..Reading::of(Some(id(1)), Day(*day).noon()) };
            let record = id(100 + u8::try_from(n).unwrap());
            let planned = readings::check_in(&person.notebook, vec![(record, reading)]).unwrap();
            person.saves(planned);
        }
        for (n, of, level) in mended {
            let record = id(100 + u8::try_from(n % rated.len()).unwrap());
            let (rev, before) = person.notebook.get_with_rev::<Reading>(record).unwrap();
            let reading = Reading { levels: vec![(scale(of), level)], ..before.clone() };
            let planned = readings::edit(&person.notebook, record, rev, reading).unwrap();
            person.saves([planned]);
        }
        let scales: Vec<Scale> = asked.into_iter().map(scale).collect();
        for view in [person.notebook.view(), person.notebook.as_of(Day(until).noon().at)] {
            let alone: Vec<_> =
                scales.iter().map(|scale| view.level(Some(id(1)), scale).map(|(_, level)| level)).collect();
            prop_assert_eq!(view.levels(Some(id(1)), &scales), alone);
        }
    }
}
