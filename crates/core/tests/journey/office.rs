//! In the office: which reading is due when, which one counts, what is open until it is over, and the form that was submitted.

use hearken_core::{
    Refusal,
    journey::{
        DueAt, Moment, MomentKind, Seen, Standing, Watcher, mark, note_moment, pressure_due, seen, tick,
    },
};

use super::*;

/// As the content has it for esketamine.
const BEFORE: DueAt = DueAt { at: None, early: 0, late: None, said_from: None };
const MIDDLE: DueAt = DueAt { at: Some(40), early: 10, late: Some(20), said_from: Some(50) };
const LEAVING: DueAt = DueAt { at: Some(120), early: 30, late: None, said_from: None };

/// The medicine is taken this many minutes after the session began.
const TAKEN: i64 = 10;

fn with_medicine() -> Person {
    let mut person = in_session();
    let begun = journey::begin(&person.notebook, id(SESSION), &minute(TAKEN)).unwrap();
    person.lands(begun);
    person
}

fn notes(person: &mut Person, record: u8, at: &When, numbers: &[(&str, i32)]) {
    let moment = Moment {
        kind: MomentKind::Vitals,
        when: at.clone(),
        by: Watcher::Staff,
        numbers: numbers.iter().map(|(name, value)| ((*name).to_owned(), *value)).collect(),
        ..Moment::new(id(SESSION))
    };
    let planned = note_moment(&person.notebook, id(record), moment).unwrap();
    assert_eq!(person.lands(planned), 1);
}

/// A reading that many minutes after the medicine.
fn reads(person: &mut Person, record: u8, after: i64) {
    notes(person, record, &minute(TAKEN + after), &[("systolic", 128), ("diastolic", 82)]);
}

/// How it stands that many minutes after the medicine.
fn stands(person: &Person, due: &DueAt, after: i64) -> Standing {
    pressure_due(&person.notebook, id(SESSION), due, &minute(TAKEN + after)).unwrap()
}

#[test]
fn r30_the_reading_in_the_middle_is_due_at_its_time_and_said_to_be_missing_from_the_limit_on() {
    let person = with_medicine();
    let stood = [0, 39, 40, 49, 50, 60, 61].map(|after| stands(&person, &MIDDLE, after));
    let (to_come, due, not_yet, passed) =
        (Standing::ToCome, Standing::Due, Standing::NotYet, Standing::Passed);
    assert_eq!(stood, [to_come, to_come, due, due, not_yet, not_yet, passed]);
    let nothing_taken = in_session();
    assert_eq!(stands(&nothing_taken, &MIDDLE, 500), to_come, "its time is counted from the medicine");
}

#[test]
fn r30_only_a_whole_reading_within_its_time_counts_and_the_nearest_one_is_it() {
    let mut person = with_medicine();
    reads(&mut person, 60, 29);
    reads(&mut person, 61, 61);
    notes(&mut person, 62, &minute(TAKEN + 40), &[("systolic", 128)]);
    assert_eq!(stands(&person, &MIDDLE, 55), Standing::NotYet);
    reads(&mut person, 63, 60);
    assert_eq!(stands(&person, &MIDDLE, 61), Standing::Taken(id(63)), "late, and taken");
    reads(&mut person, 64, 30);
    reads(&mut person, 65, 42);
    assert_eq!(stands(&person, &MIDDLE, 61), Standing::Taken(id(65)));
}

#[test]
fn r19_the_last_reading_of_the_day_before_the_medicine_is_the_one_before_it() {
    let mut person = with_a_session();
    let stands_at =
        |person: &Person, at: i64| pressure_due(&person.notebook, id(SESSION), &BEFORE, &minute(at)).unwrap();
    notes(&mut person, 60, &Day(9).noon(), &[("systolic", 120), ("diastolic", 80)]);
    assert_eq!(stands_at(&person, -60), Standing::Due, "yesterday does not count");
    notes(&mut person, 61, &minute(-60), &[("systolic", 150), ("diastolic", 95)]);
    notes(&mut person, 62, &minute(-50), &[("systolic", 138), ("diastolic", 85)]);
    assert_eq!(stands_at(&person, -40), Standing::Taken(id(62)));
    for next in [State::Preparing, State::Ready, State::InSession] {
        goes(&mut person, next, &minute(0));
    }
    let begun = journey::begin(&person.notebook, id(SESSION), &minute(TAKEN)).unwrap();
    person.lands(begun);
    reads(&mut person, 63, 5);
    assert_eq!(
        stands_at(&person, 300),
        Standing::Taken(id(62)),
        "what came after the medicine is another one"
    );
    assert_eq!(stands(&with_medicine(), &BEFORE, 0), Standing::Passed);
}

#[test]
fn r29_the_reading_before_leaving_is_the_last_one_and_is_due_until_the_session_is_over() {
    let mut person = with_medicine();
    let stood = [119, 120, 600].map(|after| stands(&person, &LEAVING, after));
    assert_eq!(stood, [Standing::ToCome, Standing::Due, Standing::Due]);
    reads(&mut person, 60, 89);
    assert_eq!(stands(&person, &LEAVING, 130), Standing::Due, "too early to be the one before leaving");
    reads(&mut person, 61, 95);
    reads(&mut person, 62, 140);
    assert_eq!(stands(&person, &LEAVING, 150), Standing::Taken(id(62)));
    let mut over = with_medicine();
    goes(&mut over, State::Recovering, &minute(TAKEN + 125));
    assert_eq!(stands(&over, &LEAVING, 130), Standing::Passed);
}

#[test]
fn r29_what_began_is_open_until_it_is_noted_as_over_and_again_when_it_comes_back() {
    let mut person = with_medicine();
    let at = |after: i64| minute(TAKEN + after);
    assert_eq!(seen(&person.notebook, id(SESSION), "sedation"), Seen::default());
    notes(&mut person, 60, &at(5), &[("sedation", 0), ("dissociation", 0)]);
    let never = seen(&person.notebook, id(SESSION), "sedation");
    assert_eq!(never, Seen { began: None, over: None, never: Some(&at(5)) });
    notes(&mut person, 61, &at(20), &[("sedation", 1)]);
    assert!(seen(&person.notebook, id(SESSION), "sedation").is_open());
    notes(&mut person, 62, &at(70), &[("sedation", 0)]);
    let over = seen(&person.notebook, id(SESSION), "sedation");
    assert_eq!(over, Seen { began: Some(&at(20)), over: Some(&at(70)), never: None });
    notes(&mut person, 63, &at(80), &[("sedation", 0)]);
    assert_eq!(seen(&person.notebook, id(SESSION), "sedation").over, Some(&at(70)));
    notes(&mut person, 64, &at(90), &[("sedation", 1)]);
    let again = seen(&person.notebook, id(SESSION), "sedation");
    assert!(again.is_open() && again.began == Some(&at(20)));
    assert!(!seen(&person.notebook, id(SESSION), "dissociation").is_open());
}

#[test]
fn r34_the_form_is_marked_on_a_day_that_can_change_and_be_taken_back() {
    let mut person = with_medicine();
    let form = "monitoring-form-submitted";
    let ticked =
        tick(&person.notebook, id(SESSION), 0, &["room".to_owned()], &["room".to_owned()], &minute(1));
    person.lands(ticked.unwrap());
    for (day, landed) in [(11, 1), (11, 0), (12, 1)] {
        let planned = mark(&person.notebook, id(SESSION), form, Some(Day(day).noon())).unwrap();
        assert_eq!(person.lands(planned), landed);
    }
    let on: Vec<_> = session(&person).ticks.iter().map(|tick| (tick.item.as_str(), tick.at.date())).collect();
    assert_eq!(on, [("room", minute(1).date()), (form, Day(12).noon().date())]);
    let back = mark(&person.notebook, id(SESSION), form, None).unwrap();
    person.lands(back);
    assert!(!session(&person).is_done(form) && session(&person).is_done("room"));
    assert_eq!(mark(&person.notebook, id(PROGRAMME), form, None), Err(Refusal::NotHere));
}
