//! A check-in: several readings at once, each of which can be mended later.

use hearken_core::{
    RecordId, Refusal,
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
    assert_eq!(readings::last_parts(&person.notebook), [id(1), id(3)]);
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
