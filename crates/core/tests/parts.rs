//! Keeping parts.

use hearken_core::{
    NewRevision, Refusal,
    bonds::{self, Bond, BondKind},
    limits::TEXT_BYTES,
    parts::{self, Part, Permission, Role, Stays},
    pictures::{self, Picture, PictureKind},
    readings::Reading,
    undo,
};

use crate::person::{Day, Person, id, writing};

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

fn says(name: &str, fears: &str) -> Part {
    Part { fears: fears.to_owned(), ..Part::named(name).unwrap() }
}

/// The Planner and the Critic, of whom the second turned out to be the first.
fn merged() -> Person {
    let mut person = Person::default();
    person.describes(id(1), says("The Planner", "falling"));
    person.describes(id(2), says("The Critic", "being seen"));
    let planned = parts::merge(&person.notebook, id(2), id(1)).unwrap();
    person.saves(planned);
    person
}

#[test]
fn a_part_that_was_merged_and_taken_out_again_leaves_both_as_they_were() {
    let mut person = merged();
    assert_eq!(person.notebook.part(id(1)).unwrap().fears, "falling\n\nbeing seen");
    let planned = parts::unmerge(&person.notebook, id(2)).unwrap();
    person.saves(planned);
    assert_eq!(person.notebook.part(id(1)), Some(&says("The Planner", "falling")));
    assert_eq!(person.notebook.part(id(2)), Some(&says("The Critic", "being seen")));
    assert_eq!(parts::unmerge(&person.notebook, id(2)), Err(Refusal::NothingToUndo));
}

#[test]
fn what_was_added_after_a_merge_stays_when_the_merge_is_undone() {
    let mut person = merged();
    let later = Part { gifts: "care".to_owned(), ..person.notebook.part(id(1)).unwrap().clone() };
    person.describes(id(1), later.clone());
    let planned = parts::unmerge(&person.notebook, id(2)).unwrap();
    person.saves(planned);
    assert_eq!(person.notebook.part(id(1)), Some(&later));
    assert_eq!(person.notebook.part(id(2)), Some(&says("The Critic", "being seen")));
}

#[test]
fn two_descriptions_become_one_or_both_as_one() {
    let two = || {
        let mut person = Person::default();
        person.describes(id(1), Part::named("The Planner").unwrap());
        for fears in ["falling", "being seen"] {
            let planned = parts::keep(&person.notebook, id(1), 1, says("The Planner", fears)).unwrap();
            person.saves([planned]);
        }
        person
    };
    for (stays, fears) in
        [(Stays::One(2), "falling"), (Stays::One(3), "being seen"), (Stays::All, "being seen\n\nfalling")]
    {
        let mut person = two();
        let planned = parts::settle(&person.notebook, id(1), stays).unwrap();
        person.saves([planned]);
        assert_eq!(person.notebook.part(id(1)).unwrap().fears, fears);
        assert!(person.notebook.also_standing(id(1)).is_empty(), "{stays:?}");
        assert_eq!(parts::settle(&person.notebook, id(1), stays), Err(Refusal::NothingToUndo));
    }
    assert_eq!(parts::settle(&two().notebook, id(1), Stays::One(9)), Err(Refusal::NotHere));
}

/// A part of which two windows say other things: revision 2 all that protects, revision 3 nothing of it.
fn guarded_in_one_of_two() -> Person {
    let mut person = Person::default();
    person.describes(id(1), Part::named("The Little One").unwrap());
    let guarded = Part {
        urge_to_harm: true,
        hidden: true,
        role: Role::Exile,
        permission: Permission::Refused,
        private: "mine".to_owned(),
        ..says("The Little One", "falling")
    };
    for part in [guarded, Part { role: Role::Manager, ..says("The Little One", "being seen") }] {
        let planned = parts::keep(&person.notebook, id(1), 1, part).unwrap();
        person.saves([planned]);
    }
    person
}

fn kept_of_it(stays: Stays) -> Part {
    let mut person = guarded_in_one_of_two();
    let planned = parts::settle(&person.notebook, id(1), stays).unwrap();
    person.saves([planned]);
    assert!(person.notebook.also_standing(id(1)).is_empty());
    person.notebook.part(id(1)).unwrap().clone()
}

#[test]
fn k2_whichever_description_is_kept_an_urge_to_harm_and_what_is_private_stay() {
    for stays in [Stays::One(2), Stays::One(3), Stays::All] {
        let part = kept_of_it(stays);
        assert!(part.urge_to_harm && part.hidden && part.private == "mine", "{stays:?}");
    }
    assert_eq!(kept_of_it(Stays::One(3)).fears, "being seen", "what it says is what was chosen");
}

#[test]
fn u1_whichever_description_is_kept_an_exile_stays_one_and_a_no_stays_a_no() {
    for stays in [Stays::One(2), Stays::One(3), Stays::All] {
        let part = kept_of_it(stays);
        assert_eq!((part.role, part.permission), (Role::Exile, Permission::Refused), "{stays:?}");
    }
}

#[test]
fn taking_an_earlier_description_up_again_loses_nothing_that_came_between() {
    let mut person = Person::default();
    for fears in ["falling", "being seen", "being late"] {
        person.describes(id(1), says("The Planner", fears));
    }
    let planned = undo::take_up_from(&person.notebook, id(1), 2, 1).unwrap();
    assert_eq!(planned, NewRevision::edit(id(1), 2, says("The Planner", "falling").into()));
    person.saves([planned]);
    let beside = person.notebook.also_standing(id(1));
    assert_eq!(beside.len(), 1, "what another window kept stands beside it");
    assert_eq!(undo::take_up_from(&person.notebook, id(1), 1, 1), Err(Refusal::NothingToUndo));
    assert_eq!(undo::take_up_from(&person.notebook, id(1), 1, 9), Err(Refusal::NotHere));
}

#[test]
fn what_names_a_part_is_found_newest_first_and_follows_every_change() {
    let mut person = Person::default();
    person.meets(id(1), "The Planner").unwrap();
    person.meets(id(2), "The Critic").unwrap();
    for n in 3..=5 {
        let mut entry = writing(id(n), 0, "It spoke.");
        entry.parts = vec![id(1)];
        entry.when = Day(i64::from(10 - n)).noon();
        person.keeps(entry).unwrap();
    }
    person.saves(
        [Reading::of(Some(id(1)), Day(6).noon())].map(|reading| NewRevision::first(id(6), reading.into())),
    );
    let bond = Bond::new(id(2), BondKind::Fears, id(1));
    let planned = bonds::keep(&person.notebook, id(7), 0, bond).unwrap();
    person.saves([planned]);
    let named = |person: &Person, part| -> Vec<_> {
        person.notebook.mentions_of(part, None).map(|(_, record)| record).collect()
    };
    assert_eq!(named(&person, id(1)), [id(3), id(6), id(4), id(5), id(7)]);
    assert_eq!(named(&person, id(2)), [id(7)]);
    let from = (Day(6).noon().at, id(6));
    assert_eq!(person.notebook.mentions_of(id(1), Some(from)).count(), 3, "what stands there is left out");
    person.writes(id(3), 1, "It was another.").unwrap();
    person.erases(id(100), id(4)).unwrap();
    assert_eq!(named(&person, id(1)), [id(6), id(5), id(7)]);
}

#[test]
fn what_names_a_part_in_one_of_two_texts_that_stand_is_in_its_story_until_another_is_chosen() {
    let mut person = Person::default();
    person.meets(id(1), "The Planner").unwrap();
    person.meets(id(2), "The Critic").unwrap();
    person.writes(id(3), 0, "begun").unwrap();
    for (part, day) in [(1, 1), (2, 5)] {
        let mut window = writing(id(3), 1, "It spoke.");
        (window.parts, window.when) = (vec![id(part)], Day(day).noon());
        person.keeps(window).unwrap();
    }
    let named = |person: &Person, part| person.notebook.mentions_of(id(part), None).collect::<Vec<_>>();
    let once = [(Day(5).noon().at, id(3))];
    assert_eq!((named(&person, 1), named(&person, 2)), (once.to_vec(), once.to_vec()));
    let mut settling = writing(id(3), 3, "It spoke.");
    (settling.parts, settling.settles, settling.when) = (vec![id(2)], vec![2], Day(6).noon());
    person.keeps(settling).unwrap();
    assert_eq!((named(&person, 1), named(&person, 2)), (vec![], vec![(Day(6).noon().at, id(3))]));
    person.notebook.take_back(id(3));
    assert_eq!((named(&person, 1), named(&person, 2)), (once.to_vec(), once.to_vec()));
    person.erases(id(100), id(3)).unwrap();
    assert_eq!((named(&person, 1), named(&person, 2)), (vec![], vec![]));
}

#[test]
fn what_a_part_said_while_it_was_one_with_another_stays_with_it() {
    let mut person = merged();
    let told = Part { needs: "to be asked".to_owned(), ..person.notebook.part(id(2)).unwrap().clone() };
    person.describes(id(2), told);
    let planned = parts::unmerge(&person.notebook, id(2)).unwrap();
    person.saves(planned);
    let apart = Part { needs: "to be asked".to_owned(), ..says("The Critic", "being seen") };
    assert_eq!(person.notebook.part(id(2)), Some(&apart));
    assert_eq!(
        person.notebook.part(id(1)),
        Some(&says("The Planner", "falling")),
        "the other says what it said"
    );
}

#[test]
fn u1_u3_of_two_that_are_one_an_exile_stays_one_and_a_no_holds() {
    use Permission::{Granted, NotAsked, Partial, Refused, Withdrawn};
    let both = |one: Part, other: Part| {
        let mut person = Person::default();
        person.describes(id(1), one.clone());
        person.describes(id(2), other);
        let planned = parts::merge(&person.notebook, id(2), id(1)).unwrap();
        person.saves(planned);
        let both = person.notebook.part(id(1)).unwrap().clone();
        let planned = parts::unmerge(&person.notebook, id(2)).unwrap();
        person.saves(planned);
        assert_eq!(person.notebook.part(id(1)), Some(&one), "apart again, each is as it was");
        both
    };
    let named = |role, permission| Part { role, permission, ..says("The Planner", "falling") };
    for (one, other, becomes) in [
        (Role::Manager, Role::Exile, Role::Exile),
        (Role::Exile, Role::Manager, Role::Exile),
        (Role::NotYetKnown, Role::Firefighter, Role::Firefighter),
        (Role::Manager, Role::Firefighter, Role::Manager),
    ] {
        let other = Part { fears: "being seen".to_owned(), ..named(other, NotAsked) };
        assert_eq!(both(named(one, NotAsked), other).role, becomes);
    }
    for (one, other, becomes) in [
        (Granted, Refused, Refused),
        (NotAsked, Withdrawn, Withdrawn),
        (Refused, Granted, Refused),
        (Granted, Partial, Partial),
        (NotAsked, Granted, NotAsked),
    ] {
        let other = Part { fears: "being seen".to_owned(), ..named(Role::Manager, other) };
        assert_eq!(both(named(Role::Manager, one), other).permission, becomes);
    }
}

#[test]
fn a_picture_that_two_parts_share_goes_with_neither_alone() {
    let mut person = merged();
    let planned = parts::unmerge(&person.notebook, id(2)).unwrap();
    person.saves(planned);
    let picture = || Picture {
        kind: PictureKind::Png,
        width: 1,
        height: 1,
        bytes: vec![1],
        extra: hearken_core::Extra::default(),
    };
    for (part, record) in [(2, 7), (2, 8)] {
        let planned = pictures::give(&person.notebook, id(part), id(record), picture()).unwrap();
        person.saves(planned);
    }
    let planned = parts::merge(&person.notebook, id(2), id(1)).unwrap();
    person.saves(planned);
    assert_eq!(pictures::all_of(&person.notebook, id(2)), [id(7)], "the newest went along");
    person.erases(id(99), id(2)).unwrap();
    assert!(person.notebook.get::<Picture>(id(8)).is_some() && person.notebook.was_erased(id(7)));
    assert_eq!(pictures::all_of(&person.notebook, id(1)), [id(8)]);
}

#[test]
fn k2_u1_what_protects_holds_whichever_window_said_it_and_whoever_the_part_turned_out_to_be() {
    let mut person = Person::default();
    person.describes(id(1), says("The Planner", "falling"));
    let strict = Part { urge_to_harm: true, role: Role::Exile, ..says("The Planner", "falling") };
    person.describes(id(1), strict);
    let beside = parts::keep(&person.notebook, id(1), 1, says("The Planner", "being late")).unwrap();
    person.saves([beside]);
    person.describes(id(2), says("The Critic", "being seen"));
    let holds = |person: &Person, part| {
        parts::carries_urge(&person.notebook, part) && parts::is_exile(&person.notebook, part)
    };
    assert!(holds(&person, id(1)) && !holds(&person, id(2)));
    let planned = parts::merge(&person.notebook, id(2), id(1)).unwrap();
    person.saves(planned);
    assert!(holds(&person, id(2)));
}
