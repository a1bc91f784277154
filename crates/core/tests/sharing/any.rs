//! Whatever is shared, changed, paused, stopped and ended, in whatever order, with forms sent again.

use std::collections::HashSet;

use hearken_core::sharing::{Grant, SharedPage, Space, Subject, is_paused};
use jiff::civil::Date;
use proptest::{collection::vec, option, prelude::*, sample::select};

use super::{PART, SPACE, grant, sharing};
use crate::person::{Person, id};

/// One thing somebody does.
#[derive(Clone, Debug)]
enum Does {
    /// Shares a subject, or changes how it is shown: under the id of its form.
    Shares { form: u8, grant: Grant },
    /// Sends the form again that was sent so many acts ago.
    SendsAgain(prop::sample::Index),
    /// Stops the grant that stands in the record of a form.
    Stops(u8),
    /// Pauses all that is shown in a space.
    Pauses(u8),
    /// Goes on with it.
    GoesOn(u8, u8),
    /// Ends a space.
    Ends(u8),
}

fn day() -> impl Strategy<Value = Date> + Clone {
    (1_i8..=28).prop_map(|day| Date::constant(2026, 3, day))
}

fn shares() -> impl Strategy<Value = Does> {
    let subject = select(vec![Subject::Record(id(PART)), Subject::Map, Subject::Measure("phq-9".to_owned())]);
    let terms = (any::<[bool; 3]>(), vec(select(vec!["look", "fears"]), 0..2), option::of(day()));
    (10_u8..40, SPACE..SPACE + 2, subject, terms, 200_u8..255).prop_map(
        |(form, space, subject, ([keeps_up, paused, stopped], fields, until), page)| Does::Shares {
            form,
            grant: Grant {
                fields: fields.into_iter().map(ToOwned::to_owned).collect(),
                keeps_up,
                until,
                page: id(page),
                paused,
                stopped,
                ..grant(space, subject)
            },
        },
    )
}

fn does() -> impl Strategy<Value = Does> {
    prop_oneof![
        6 => shares(),
        3 => any::<prop::sample::Index>().prop_map(Does::SendsAgain),
        3 => (10_u8..40).prop_map(Does::Stops),
        2 => (SPACE..SPACE + 2).prop_map(Does::Pauses),
        2 => (SPACE..SPACE + 2, any::<u8>()).prop_map(|(space, page)| Does::GoesOn(space, page)),
        1 => (SPACE..SPACE + 2).prop_map(Does::Ends),
    ]
}

/// The records of the grants that are stopped.
fn stopped(person: &Person) -> HashSet<hearken_core::RecordId> {
    person.notebook.all::<Grant>().filter(|(_, grant)| grant.stopped).map(|(record, _)| record).collect()
}

fn is_on(person: &Person, space: u8) -> bool {
    person.notebook.get::<Space>(id(space)).is_some_and(Space::is_on)
}

/// The page of a grant in the space, which has the last day of it.
fn page_of(grant: &Grant) -> SharedPage {
    SharedPage {
        by: id(1),
        kind: "part".to_owned(),
        title: String::new(),
        fields: Vec::new(),
        keeps_up: grant.keeps_up,
        until: grant.until,
        extra: hearken_core::Extra::default(),
    }
}

proptest! {
    #[test]
    fn at_most_one_grant_of_a_thing_stands_in_a_space_and_what_was_stopped_stays_stopped(
        acts in vec(does(), 1..40),
        today in day(),
    ) {
        let mut person = sharing();
        person.opens(SPACE + 1);
        let mut sent: Vec<(u8, Grant)> = Vec::new();
        for (now, act) in (1..).zip(acts) {
            let before = stopped(&person);
            match act {
                Does::Shares { form, grant } => {
                    let _ = person.shares(form, grant.clone());
                    sent.push((form, grant));
                }
                Does::SendsAgain(which) if !sent.is_empty() => {
                    let (form, grant) = which.get(&sent).clone();
                    let _ = person.shares(form, grant);
                }
                Does::SendsAgain(_) => {}
                Does::Stops(form) if person.notebook.get::<Grant>(id(form)).is_some() => person.stops(id(form)),
                Does::Stops(_) => {}
                Does::Pauses(space) if is_on(&person, space) => {
                    person.pauses(space);
                    prop_assert!(person.shown(space, today).is_empty(), "something is shown in a pause");
                }
                Does::GoesOn(space, page) if is_on(&person, space) => {
                    person.goes_on(space, page);
                    prop_assert!(!is_paused(&person.notebook, id(space)));
                }
                Does::Pauses(_) | Does::GoesOn(..) => {}
                Does::Ends(space) => person.ends(space, now),
            }
            prop_assert!(before.is_subset(&stopped(&person)), "what was stopped came back");
            let standing = person.notebook.all::<Grant>().filter(|(_, grant)| !grant.stopped);
            let mut met = HashSet::new();
            for (record, grant) in standing {
                prop_assert!(met.insert((grant.space, grant.subject.clone())), "shown twice");
                prop_assert!(person.notebook.also_standing(record).is_empty());
                let on = grant.is_on(today);
                prop_assert_eq!(on, !grant.paused && page_of(grant).is_shown(today));
                prop_assert!(!on || person.notebook.get::<Space>(grant.space).unwrap().is_on());
            }
        }
    }

    #[test]
    fn a_grant_and_its_page_agree_on_every_day(until in option::of(day()), today in day()) {
        let grant = Grant { until, ..grant(SPACE, Subject::Map) };
        prop_assert_eq!(grant.is_on(today), page_of(&grant).is_shown(today));
        for off in [Grant { paused: true, ..grant.clone() }, Grant { stopped: true, ..grant }] {
            prop_assert!(!off.is_on(today));
        }
    }
}
