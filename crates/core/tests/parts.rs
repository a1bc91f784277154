//! Keeping parts.

use hearken_core::{
    Refusal,
    limits::TEXT_BYTES,
    parts::{self, Part, Role},
};

use crate::person::{Person, id};

#[test]
fn parts_are_in_the_order_they_were_met() {
    let mut person = Person::default();
    for (n, name) in [(3, "The Planner"), (1, "The Critic"), (2, "The Clown")] {
        person.meets(id(n), name).unwrap();
    }
    person.saves([
        parts::keep(&person.notebook, id(3), 1, Part::named("The Planner, renamed").unwrap()).unwrap()
    ]);
    let names: Vec<_> = person.notebook.parts().map(|(_, part)| part.name.as_str()).collect();
    assert_eq!(names, ["The Planner, renamed", "The Critic", "The Clown"]);
}

#[test]
fn a_part_needs_a_name_and_texts_that_fit() {
    let mut person = Person::default();
    person.writes(id(9), 0, "not a part").unwrap();
    let keep = |record, base, part| parts::keep(&person.notebook, record, base, part).map(|_| ());
    let named = || Part::named("  The Planner ").unwrap();
    assert_eq!(named().name, "The Planner");
    assert_eq!(keep(id(1), 0, Part::default()), Err(Refusal::NoName));
    assert_eq!(keep(id(1), 0, named()), Ok(()));
    assert_eq!(keep(id(1), 1, named()), Err(Refusal::NotHere));
    assert_eq!(keep(id(9), 0, named()), Err(Refusal::OtherKind));
    let long = Part { relates: "x".repeat(TEXT_BYTES + 1), ..named() };
    assert_eq!(keep(id(1), 0, long), Err(Refusal::TooLong { bytes: TEXT_BYTES + 1, limit: TEXT_BYTES }));
}

#[test]
fn every_role_is_found_by_its_name_and_no_other_is() {
    assert!(Role::ALL.into_iter().all(|role| Role::from_id(role.id()) == Some(role)));
    assert_eq!(Role::from_id("Manager"), None);
}
