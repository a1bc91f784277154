//! Sessions: plans, states, ticks, days.

use hearken_core::{
    Refusal,
    journey::{
        ENDED_ANOTHER_WAY, Moment, State, TreatmentSession, begin, day_of, end_another_way, go, keep_session,
        latest_before, note_moment, sessions_of, take_back_beginning, tick,
    },
    marks::{self, Mark, MarkKind},
    settling,
};

use super::*;

/// Each state, and where it leads, in a table of its own.
const WAYS: [(State, &[State]); 8] = [
    (State::Planned, &[State::Preparing, State::Cancelled]),
    (State::Preparing, &[State::Planned, State::Ready, State::Cancelled]),
    (State::Ready, &[State::Preparing, State::InSession, State::Cancelled]),
    (State::InSession, &[State::Recovering]),
    (State::Recovering, &[State::Integrating]),
    (State::Integrating, &[State::Closed]),
    (State::Closed, &[State::Integrating]),
    (State::Cancelled, &[State::Planned]),
];

/// A session that stands there, whichever way it came.
fn standing_at(state: State) -> Person {
    let mut person = with_a_session();
    let session = TreatmentSession { state, ..session(&person).clone() };
    person.saves([NewRevision::edit(id(SESSION), 1, session.into())]);
    person
}

#[test]
fn of_all_pairs_of_states_only_the_ways_that_there_are_can_be_gone() {
    for (from, ways) in WAYS {
        for next in State::ALL {
            let person = standing_at(from);
            let asked = go(&person.notebook, id(SESSION), next, &minute(1));
            match asked {
                Ok(planned) if from == next => assert_eq!(planned, [], "{from:?} stays"),
                Ok(planned) => {
                    assert!(ways.contains(&next), "{from:?} to {next:?}");
                    assert_eq!(planned.len(), 1);
                }
                Err(refusal) => {
                    assert_eq!(refusal, Refusal::NotNow);
                    assert!(!ways.contains(&next), "{from:?} to {next:?}");
                }
            }
        }
    }
    let before: Vec<_> = State::ALL.into_iter().filter(|state| state.is_before()).collect();
    assert_eq!(before, [State::Planned, State::Preparing, State::Ready]);
}

#[test]
fn a_session_that_has_begun_is_over_only_by_recovering() {
    let mut person = in_session();
    assert_eq!(session(&person).began, Some(minute(0)));
    assert_eq!(
        go(&person.notebook, id(SESSION), State::Cancelled, &minute(5)),
        Err(Refusal::NotNow),
        "what has begun cannot be called off"
    );
    goes(&mut person, State::Recovering, &minute(120));
    assert_eq!(session(&person).ended, Some(minute(120)));
}

#[test]
fn a_session_that_two_devices_start_has_begun_once_and_first_time_holds() {
    let mut person = in_session();
    assert_eq!(goes(&mut person, State::InSession, &minute(3)), 0);
    assert_eq!(session(&person).began, Some(minute(0)));
    goes(&mut person, State::Recovering, &minute(120));
    assert_eq!(goes(&mut person, State::Recovering, &minute(130)), 0);
    assert_eq!(session(&person).ended, Some(minute(120)));
}

#[test]
fn a_session_that_is_taken_up_again_keeps_when_it_was() {
    let mut person = in_session();
    for (next, at) in [
        (State::Recovering, 120),
        (State::Integrating, 300),
        (State::Closed, 9000),
        (State::Integrating, 9001),
        (State::Closed, 9002),
    ] {
        assert_eq!(goes(&mut person, next, &minute(at)), 1);
    }
    let held = session(&person);
    assert_eq!((&held.began, &held.ended), (&Some(minute(0)), &Some(minute(120))));
}

#[test]
fn a_session_that_ended_another_way_is_over_once_and_nothing_but_that_is_ticked() {
    let mut person = with_a_session();
    assert_eq!(end_another_way(&person.notebook, id(SESSION), &minute(5)), Err(Refusal::NotNow));
    person = in_session();
    for at in [50, 55] {
        let planned = end_another_way(&person.notebook, id(SESSION), &minute(at)).unwrap();
        person.lands(planned);
    }
    let held = session(&person);
    assert_eq!((held.state, &held.ended), (State::Recovering, &Some(minute(50))));
    assert!(held.ended_another_way());
    assert_eq!(held.ticks.iter().map(|tick| tick.item.as_str()).collect::<Vec<_>>(), [ENDED_ANOTHER_WAY]);
}

#[test]
fn a_beginning_is_taken_back_only_where_nothing_was_taken_and_nothing_noted() {
    let mut person = in_session();
    for landed in [1, 0] {
        let planned = take_back_beginning(&person.notebook, id(SESSION)).unwrap();
        assert_eq!(person.lands(planned), landed);
    }
    assert_eq!((session(&person).state, &session(&person).began), (State::Ready, &None));
    goes(&mut person, State::InSession, &minute(60));
    assert_eq!(session(&person).began, Some(minute(60)));

    let mut taken = in_session();
    let planned = begin(&taken.notebook, id(SESSION), &minute(5)).unwrap();
    taken.lands(planned);
    let mut noted = in_session();
    let planned = note_moment(&noted.notebook, id(60), Moment::new(id(SESSION))).unwrap();
    noted.lands(planned);
    for person in [taken, noted, with_a_session()] {
        assert_eq!(take_back_beginning(&person.notebook, id(SESSION)), Err(Refusal::NotNow));
    }
}

#[test]
fn the_first_tap_of_the_medicine_holds_and_there_is_none_before_the_session() {
    let early = with_a_session();
    assert_eq!(begin(&early.notebook, id(SESSION), &minute(0)), Err(Refusal::NotNow));
    let mut person = in_session();
    for (at, landed) in [(5, 1), (9, 0)] {
        let planned = begin(&person.notebook, id(SESSION), &minute(at)).unwrap();
        assert_eq!(person.lands(planned), landed);
    }
    assert_eq!(session(&person).medicine, Some(minute(5)));
    assert_eq!(begin(&person.notebook, id(99), &minute(0)), Err(Refusal::NotHere));
}

#[test]
fn a_session_needs_a_programme() {
    let person = Person::default();
    assert_eq!(keep_session(&person.notebook, id(SESSION), 0, plan(10)), Err(Refusal::NotHere));
    let person = in_a_programme();
    assert_eq!(
        keep_session(&person.notebook, id(SESSION), 1, plan(10)),
        Err(Refusal::NotHere),
        "there is nothing to edit"
    );
    assert_eq!(keep_session(&person.notebook, id(PLANNER), 0, plan(10)), Err(Refusal::OtherKind));
}

#[test]
fn a_plan_that_is_sent_again_lands_once_however_far_the_session_has_gone() {
    let mut person = in_session();
    plans(&mut person, id(SESSION), 0, plan(10));
    assert_eq!(person.rev(id(SESSION)), 4);
    let with_ride = || TreatmentSession { ride: "a taxi".to_owned(), ..plan(10) };
    plans(&mut person, id(SESSION), 1, with_ride());
    goes(&mut person, State::Recovering, &minute(120));
    plans(&mut person, id(SESSION), 1, with_ride());
    assert_eq!((person.rev(id(SESSION)), person.standing(id(SESSION))), (6, vec![6]));
}

#[test]
fn an_edit_of_the_plan_leaves_where_the_session_stands() {
    let mut person = in_session();
    let claimed = TreatmentSession {
        state: State::Closed,
        ended: Some(minute(1)),
        ride: "a taxi".to_owned(),
        ..plan(10)
    };
    plans(&mut person, id(SESSION), 1, claimed);
    let held = session(&person);
    assert_eq!((held.state, &held.began, &held.ended), (State::InSession, &Some(minute(0)), &None));
    assert_eq!(held.ride, "a taxi");
    assert_eq!(person.standing(id(SESSION)), [5], "that it began meanwhile is no other plan");
}

#[test]
fn two_windows_that_change_the_plan_both_stand_and_the_session_stays_begun() {
    let mut person = with_a_session();
    plans(&mut person, id(SESSION), 1, TreatmentSession { ride: "a taxi".to_owned(), ..plan(10) });
    goes(&mut person, State::Preparing, &minute(-60));
    plans(&mut person, id(SESSION), 1, TreatmentSession { ride: "my sister".to_owned(), ..plan(10) });
    assert_eq!((session(&person).ride.as_str(), session(&person).state), ("my sister", State::Preparing));
    assert_eq!(person.standing(id(SESSION)), [3, 4]);
    let settled = settling::settle(&person.notebook, id(SESSION)).unwrap();
    person.saves(settled);
    assert_eq!(person.standing(id(SESSION)), [5]);
}

fn ticks(person: &mut Person, seen: u32, shown: &[&str], done: &[&str], at: &When) -> usize {
    let own = |items: &[&str]| items.iter().map(|&item| item.to_owned()).collect::<Vec<_>>();
    let planned = tick(&person.notebook, id(SESSION), seen, &own(shown), &own(done), at).unwrap();
    person.lands(planned)
}

fn ticked(person: &Person) -> Vec<(&str, i64)> {
    let minutes = |at: &When| (at.at.as_millis() - minute(0).at.as_millis()) / 60_000;
    session(person).ticks.iter().map(|tick| (tick.item.as_str(), minutes(&tick.at))).collect()
}

#[test]
fn what_was_ticked_before_keeps_its_day() {
    let mut person = with_a_session();
    ticks(&mut person, 1, &["room", "ride"], &["room"], &minute(1));
    ticks(&mut person, 2, &["room", "ride"], &["room", "ride"], &minute(2));
    assert_eq!(ticked(&person), [("room", 1), ("ride", 2)]);
    assert!(session(&person).is_done("room") && !session(&person).is_done("sitter"));
    ticks(&mut person, 3, &["room"], &[], &minute(3));
    assert_eq!(ticked(&person), [("ride", 2)], "what the form did not show stays");
}

#[test]
fn ticks_that_are_sent_twice_land_once() {
    let mut person = with_a_session();
    for landed in [1, 0] {
        assert_eq!(ticks(&mut person, 1, &["room"], &["room"], &minute(1)), landed);
    }
    assert_eq!(ticks(&mut person, 2, &["room"], &["room", "never shown"], &minute(2)), 0);
}

#[test]
fn what_another_window_ticked_stays_ticked() {
    let mut person = with_a_session();
    ticks(&mut person, 1, &["room", "ride"], &["room"], &minute(1));
    ticks(&mut person, 1, &["room", "ride"], &["ride"], &minute(2));
    assert_eq!(ticked(&person), [("room", 1), ("ride", 2)]);
    assert_eq!(person.standing(id(SESSION)), [3]);
}

#[test]
fn sessions_come_in_the_order_of_their_days_and_the_last_that_took_place_is_found() {
    let mut person = in_session();
    plans(&mut person, id(40), 0, plan(24));
    plans(&mut person, id(41), 0, plan(2));
    let order: Vec<_> = sessions_of(&person.notebook, id(PROGRAMME)).into_iter().map(|(id, _)| id).collect();
    assert_eq!(order, [id(41), id(SESSION), id(40)]);
    let last = |at| latest_before(&person.notebook, at).map(|(id, _)| id);
    assert_eq!(last(minute(-1).at), None);
    assert_eq!(last(minute(0).at), Some(id(SESSION)));
    assert_eq!(last(at(i64::MAX)), Some(id(SESSION)), "a plan did not take place");
}

#[test]
fn b3_the_day_of_a_session_is_the_one_it_is_planned_for_until_it_is_called_off() {
    let mut person = with_a_session();
    let on = |person: &Person, day: i64| day_of(&person.notebook, Day(day).noon().date()).count();
    assert_eq!([9, 10, 11].map(|day| on(&person, day)), [0, 1, 0]);
    goes(&mut person, State::Cancelled, &minute(-60));
    assert_eq!(on(&person, 10), 0);
}

#[test]
fn b3_a_session_that_lasts_past_midnight_is_on_both_days() {
    let mut person = with_a_session();
    let on = |person: &Person, day: i64| day_of(&person.notebook, Day(day).noon().date()).count();
    let late = 11 * 60;
    for next in [State::Preparing, State::Ready, State::InSession] {
        goes(&mut person, next, &minute(late));
    }
    assert_eq!([9, 10, 11].map(|day| on(&person, day)), [0, 1, 1], "nobody has ended it yet");
    goes(&mut person, State::Recovering, &minute(late + 120));
    assert_eq!([9, 10, 11, 12].map(|day| on(&person, day)), [0, 1, 1, 0]);
}

#[test]
fn b3_a_session_that_ends_before_it_began_is_still_on_its_day() {
    let mut person = in_session();
    goes(&mut person, State::Recovering, &minute(-24 * 60));
    assert_eq!(day_of(&person.notebook, Day(10).noon().date()).count(), 1);
}

#[test]
fn a_session_that_is_over_is_a_marked_day_and_one_to_come_under_way_or_called_off_is_not() {
    for state in State::ALL {
        let person = standing_at(state);
        let days = marks::shown(&person.notebook);
        let over = matches!(state, State::Recovering | State::Integrating | State::Closed);
        assert_eq!(days.len(), usize::from(over), "{state:?}");
        assert!(days.iter().all(|day| day.session == Some(id(SESSION)) && day.kind == MarkKind::Session));
    }
}

#[test]
fn a_session_whose_day_somebody_marked_goes_by_that_mark_alone() {
    let mut person = standing_at(State::Closed);
    let when = Day(10).noon();
    let mark = |kind| Mark { kind, when: when.clone(), name: "The first".to_owned(), ..Mark::default() };
    person.saves([marks::keep(&person.notebook, id(60), 0, mark(MarkKind::Medicine)).unwrap()]);
    assert_eq!(marks::shown(&person.notebook).len(), 2, "a medicine is another thing");
    person.saves([marks::keep(&person.notebook, id(61), 0, mark(MarkKind::Session)).unwrap()]);
    let days = marks::shown(&person.notebook);
    assert!(days.len() == 2 && days.iter().all(|day| day.session.is_none() && day.name == "The first"));
    let away = Mark { archived: true, ..mark(MarkKind::Session) };
    person.saves([marks::keep(&person.notebook, id(61), 1, away).unwrap()]);
    assert!(marks::shown(&person.notebook).iter().any(|day| day.session.is_some()));
}
