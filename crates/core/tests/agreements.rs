//! Agreements that two devices kept at the same time.

use hearken_core::{
    NewRevision,
    agreements::{self, Agreement, Kept, Look},
};

use crate::person::{Day, Person, id};

fn look(day: i64, kept: Kept) -> Look {
    Look { when: Day(day).noon(), kept, words: format!("on day {day}") }
}

#[test]
fn settling_an_agreement_keeps_how_it_went_wherever_that_was_said() {
    let mut person = Person::default();
    let agreed = |what: &str, looks: &[Look]| Agreement {
        what: what.to_owned(),
        looks: looks.to_vec(),
        ..Agreement::default()
    };
    let (first, here, there) = (look(1, Kept::Yes), look(5, Kept::No), look(3, Kept::Partly));
    person.saves([NewRevision::first(id(1), agreed("rest", std::slice::from_ref(&first)).into())]);
    for (what, looked) in [("rest at nine", &there), ("rest at ten", &here)] {
        let kept = agreed(what, &[first.clone(), looked.clone()]);
        person.saves([NewRevision::edit(id(1), 1, kept.into())]);
    }
    assert_eq!(person.standing(id(1)), [2, 3]);
    person.saves(agreements::settle(&person.notebook, id(1)).unwrap());
    assert_eq!(person.notebook.get(id(1)), Some(&agreed("rest at ten", &[first, there, here])));
    assert_eq!(person.standing(id(1)), [4]);
    assert_eq!(agreements::settle(&person.notebook, id(1)), Ok(Vec::new()), "asked twice, it lands once");
}
