//! What may be offered when (B2, B3), when a pattern is switched off (B4), and within which bounds own ones lie.

use hearken_core::{
    NewRevision, RecordId, Refusal,
    breathing::{
        self, Answer, Beyond, Bounds, Breathing, Care, DayRule, DaySaid, Fit, OwnBreath, Stage, Switch, fits,
    },
    journey::{self, Answered, Programme, Said, Screening, State, TreatmentSession},
    marks::{self, Mark},
};
use proptest::prelude::*;

use crate::person::{Day, Person, id};

const NAMES: [&str; 3] = ["slow", "longer", "natural"];

fn named(names: &[&str]) -> Vec<String> {
    names.iter().map(|&name| name.to_owned()).collect()
}

fn stopped(person: &mut Person, n: u8, day: i64) {
    let sign = Some("dizzy".to_owned());
    let one = Breathing { pattern: "slow".to_owned(), when: Day(day).noon(), sign, ..Breathing::default() };
    let planned = breathing::keep(&person.notebook, id(n), 0, one, 2).unwrap();
    person.saves(planned);
}

#[test]
fn b4_the_second_stop_switches_a_pattern_off_and_after_switching_it_on_two_more_do() {
    let mut person = Person::default();
    stopped(&mut person, 1, 1);
    assert!(!breathing::care(&person.notebook).is_off("slow"));
    stopped(&mut person, 2, 2);
    let mut care = breathing::care(&person.notebook);
    assert!(care.is_off("slow") && !care.is_off("longer"));
    care.switches.push(Switch { pattern: "slow".to_owned(), at: Day(3).noon(), off: false });
    let on = breathing::set(&person.notebook, care).unwrap();
    person.saves([on]);
    stopped(&mut person, 3, 4);
    assert!(!breathing::care(&person.notebook).is_off("slow"));
    stopped(&mut person, 4, 5);
    assert!(breathing::care(&person.notebook).is_off("slow"));
}

#[test]
fn b4_mending_what_was_kept_is_no_second_stop() {
    let mut person = Person::default();
    stopped(&mut person, 1, 1);
    let kept = person.notebook.get::<Breathing>(id(1)).unwrap().clone();
    let planned = breathing::keep(&person.notebook, id(1), 1, kept, 2).unwrap();
    assert_eq!(planned.len(), 1);
}

#[test]
fn b4_mending_an_old_breathing_does_not_switch_its_pattern_off_again() {
    let mut person = Person::default();
    stopped(&mut person, 1, 1);
    stopped(&mut person, 2, 2);
    let mut care = breathing::care(&person.notebook);
    care.switches.push(Switch { pattern: "slow".to_owned(), at: Day(3).noon(), off: false });
    let on = breathing::set(&person.notebook, care).unwrap();
    person.saves([on]);
    stopped(&mut person, 3, 4);
    let old = person.notebook.get::<Breathing>(id(1)).unwrap().clone();
    let mended = Breathing { words: "It was hot.".to_owned(), ..old };
    assert_eq!(breathing::keep(&person.notebook, id(1), 1, mended.clone(), 2).unwrap().len(), 1);
    let without = Breathing { pattern: "slow".to_owned(), when: Day(5).noon(), ..Breathing::default() };
    let planned = breathing::keep(&person.notebook, id(4), 0, without.clone(), 2).unwrap();
    person.saves(planned);
    let sign = Breathing { sign: Some("dizzy".to_owned()), ..without };
    assert_eq!(breathing::keep(&person.notebook, id(4), 1, sign, 2).unwrap().len(), 2, "a new sign counts");
}

#[test]
fn b2_what_a_screening_said_last_closes_the_holds() {
    let mut person = Person::default();
    person.saves([journey::keep_programme(&person.notebook, id(1), 0, Programme::default()).unwrap()]);
    let mut n = 10;
    let mut says = |person: &mut Person, question: &str, said, day| {
        n += 1;
        let answers = vec![Answered { question: question.to_owned(), said, words: String::new() }];
        let screening = Screening { when: Day(day).noon(), answers, ..Screening::new(id(1)) };
        person.saves([journey::keep_screening(&person.notebook, id(n), 0, screening).unwrap()]);
        breathing::is_screened(&person.notebook, ["pregnant", "lungs"])
    };
    assert!(!says(&mut person, "liver", Said::Yes, 1), "no pattern asks for the liver");
    assert!(!says(&mut person, "lungs", Said::No, 2));
    assert!(says(&mut person, "lungs", Said::Unsure, 4));
    assert!(says(&mut person, "lungs", Said::No, 3), "an older answer that came late");
    assert!(!says(&mut person, "lungs", Said::No, 5));
    assert!(says(&mut person, "pregnant", Said::Yes, 6));
}

#[test]
fn b2_holds_open_only_when_every_question_was_answered_with_no_and_not_long_ago() {
    let care = |answers: &[(&str, Answer)]| Care {
        asked: Some(Day(1).noon()),
        answers: answers.iter().map(|&(id, answer)| (id.to_owned(), answer)).collect(),
        ..Care::default()
    };
    let opens = |care: &Care, day| care.opens_holds(["heart", "eyes"], &Day(day).noon(), 30);
    let clear = care(&[("heart", Answer::No), ("eyes", Answer::No)]);
    assert!(opens(&clear, 30) && !opens(&clear, 31));
    for answer in [Answer::Yes, Answer::Unsure] {
        assert!(!opens(&care(&[("heart", Answer::No), ("eyes", answer)]), 1));
    }
    assert!(!opens(&care(&[("heart", Answer::No)]), 1), "a question that came later is asked first");
    assert!(!opens(&Care { asked: None, ..clear }, 1));
}

/// What another device kept, which came here with a file: it is numbered on behind what is here.
fn comes_from_elsewhere(person: &mut Person, care: Care) {
    person.saves([NewRevision::edit(RecordId::from_bytes(breathing::CARE), 0, care.into())]);
}

fn answered(day: i64, answers: &[(&str, Answer)]) -> Care {
    let answers = answers.iter().map(|&(id, answer)| (id.to_owned(), answer)).collect();
    Care { asked: Some(Day(day).noon()), answers, ..Care::default() }
}

#[test]
fn b2_an_old_no_that_a_file_brings_overrules_no_yes_and_answers_count_from_the_older_day() {
    let mut person = Person::default();
    let here = answered(20, &[("heart", Answer::Yes), ("eyes", Answer::No), ("birth", Answer::Unsure)]);
    person.saves([breathing::set(&person.notebook, here).unwrap()]);
    let there = [("heart", Answer::No), ("eyes", Answer::Unsure), ("birth", Answer::No)];
    comes_from_elsewhere(&mut person, answered(2, &there));
    let stricter = [("heart", Answer::Yes), ("eyes", Answer::Unsure), ("birth", Answer::Unsure)];
    assert_eq!(breathing::care(&person.notebook), answered(2, &stricter));
    let anew = answered(21, &[("heart", Answer::No)]);
    person.saves([breathing::set(&person.notebook, anew.clone()).unwrap()]);
    assert_eq!(breathing::care(&person.notebook), anew, "answered anew, that is what counts");
}

#[test]
fn b4_a_pattern_that_was_switched_off_stays_off_whatever_an_older_file_says() {
    let switch = |day: i64, off| Switch { pattern: "slow".to_owned(), at: Day(day).noon(), off };
    let mut person = Person::default();
    let here = Care { switches: vec![switch(1, true), switch(3, false), switch(8, true)], ..Care::default() };
    person.saves([breathing::set(&person.notebook, here).unwrap()]);
    for older in
        [Care::default(), Care { switches: vec![switch(1, true), switch(4, false)], ..Care::default() }]
    {
        comes_from_elsewhere(&mut person, older);
        assert!(breathing::care(&person.notebook).is_off("slow"));
    }
    let days: Vec<_> =
        breathing::care(&person.notebook).switches.iter().map(|it| it.at.date().day()).collect();
    assert!(days.is_sorted() && days.len() == 4, "each switch once, in its time");
}

#[test]
fn b3_of_the_day_of_a_session_the_newest_word_holds() {
    let said = |hour: i64, stage| {
        let at = hearken_core::When::new(Day(1).noon().at.plus_seconds(hour * 3_600), 0);
        Care { day: Some(DaySaid { at, stage, steady: false }), ..Care::default() }
    };
    let mut person = Person::default();
    person.saves([breathing::set(&person.notebook, said(2, Stage::During)).unwrap()]);
    comes_from_elsewhere(&mut person, said(0, Stage::Before));
    assert_eq!(breathing::care(&person.notebook).day.map(|said| said.stage), Some(Stage::During));
}

#[test]
fn b3_what_fits_before_while_and_after() {
    let (before, after) = (named(&NAMES), named(&["longer", "natural"]));
    let rule = DayRule { before: &before, after: &after, lasts_hours: 24, steady_minutes: 60 };
    let fit = |pattern: &str, holds, stage| {
        fits(&Care::default(), pattern, (holds, pattern != "natural"), true, stage, &rule)
    };
    let at = |stage, steady| Some(Some((stage, steady)));
    assert_eq!(fit("box", true, None), Fit::Yes);
    assert_eq!((fit("slow", false, Some(None)), fit("natural", false, Some(None))), (Fit::NotNow, Fit::Yes));
    assert_eq!(fit("slow", false, at(Stage::Before, false)), Fit::Yes);
    assert_eq!(fit("box", true, at(Stage::Before, true)), Fit::NotNow);
    for pattern in NAMES {
        assert_eq!(fit(pattern, false, at(Stage::During, true)), Fit::NotNow);
    }
    assert_eq!(fit("slow", false, at(Stage::After, true)), Fit::NotNow);
    assert_eq!(fit("longer", false, at(Stage::After, true)), Fit::Yes);
    assert_eq!(fit("longer", false, at(Stage::After, false)), Fit::NotNow);
    assert_eq!(fit("natural", false, at(Stage::After, false)), Fit::Yes);
}

#[test]
fn b3_a_marked_session_asks_where_in_the_day_and_the_effect_outlasts_midnight() {
    let mut person = Person::default();
    let lists = named(&NAMES);
    let rule = DayRule { before: &lists, after: &lists, lasts_hours: 24, steady_minutes: 60 };
    let stage = |person: &Person, when: &hearken_core::When| breathing::stage(&person.notebook, when, &rule);
    assert_eq!(stage(&person, &Day(1).noon()), None);
    let mark =
        marks::keep(&person.notebook, id(1), 0, Mark { when: Day(1).noon(), ..Mark::default() }).unwrap();
    person.saves([mark]);
    assert_eq!((stage(&person, &Day(1).noon()), stage(&person, &Day(2).noon())), (Some(None), None));
    let says = |person: &mut Person, stage, steady| {
        let day = Some(DaySaid { at: Day(1).noon(), stage, steady });
        let set = breathing::set(&person.notebook, Care { day, ..Care::default() }).unwrap();
        person.saves([set]);
    };
    let later = |hours: i64| hearken_core::When::new(Day(1).noon().at.plus_seconds(hours * 3_600), 0);
    says(&mut person, Stage::During, false);
    assert_eq!(stage(&person, &later(14)), Some(Some((Stage::During, false))));
    assert_eq!(stage(&person, &later(24)), None);
    says(&mut person, Stage::Before, false);
    assert_eq!(stage(&person, &later(14)), None);
    says(&mut person, Stage::After, true);
    assert_eq!(stage(&person, &Day(1).noon()), Some(Some((Stage::After, true))));
    assert_eq!(stage(&person, &later(1)), Some(Some((Stage::After, false))));
}

/// A session of the journey on the first day, from noon on, that ended so many hours later.
fn with_a_session_that_lasted(hours: i64) -> Person {
    let mut person = Person::default();
    person.saves([journey::keep_programme(&person.notebook, id(1), 0, Programme::default()).unwrap()]);
    let plan = TreatmentSession { planned: Day(1).noon(), ..TreatmentSession::new(id(1)) };
    person.saves([journey::keep_session(&person.notebook, id(2), 0, plan).unwrap()]);
    for next in [State::Preparing, State::Ready, State::InSession] {
        let went = journey::go(&person.notebook, id(2), next, &Day(1).noon()).unwrap();
        person.saves(went);
    }
    let ended = journey::go(&person.notebook, id(2), State::Recovering, &hours_later(hours)).unwrap();
    person.saves(ended);
    person
}

fn hours_later(hours: i64) -> hearken_core::When {
    hearken_core::When::new(Day(1).noon().at.plus_seconds(hours * 3_600), 0)
}

#[test]
fn b3_a_before_of_the_morning_is_over_once_the_session_is() {
    let lists = named(&NAMES);
    let rule = DayRule { before: &lists, after: &lists, lasts_hours: 24, steady_minutes: 60 };
    let mut person = with_a_session_that_lasted(3);
    let mut says = |at: i64, stage, steady| {
        let day = Some(DaySaid { at: hours_later(at), stage, steady });
        let set = breathing::set(&person.notebook, Care { day, ..Care::default() }).unwrap();
        person.saves([set]);
        breathing::stage(&person.notebook, &hours_later(4), &rule)
    };
    assert_eq!(says(-4, Stage::Before, true), Some(Some((Stage::After, false))));
    assert_eq!(says(1, Stage::During, false), Some(Some((Stage::After, false))));
    assert_eq!(
        says(4, Stage::After, true),
        Some(Some((Stage::After, true))),
        "what was said since then holds"
    );
}

#[test]
fn b3_the_hours_after_a_session_go_on_past_midnight() {
    let lists = named(&NAMES);
    let rule = DayRule { before: &lists, after: &lists, lasts_hours: 24, steady_minutes: 60 };
    let person = with_a_session_that_lasted(11);
    let stage = |hours| breathing::stage(&person.notebook, &hours_later(hours), &rule);
    assert_eq!(stage(12), Some(Some((Stage::After, false))));
    assert_eq!(stage(34), Some(Some((Stage::After, false))));
    assert_eq!(stage(35), None);
}

fn bounds(holds_open: bool) -> Bounds {
    Bounds { cycle: (8_600, 16_000), phase: (3_000, 7_500), hold: 4_000, minutes: 10, holds_open }
}

#[test]
fn b1_each_bound_of_an_own_pattern_is_named() {
    let beyond = |phases, minutes, open| {
        OwnBreath { name: "x".to_owned(), phases, minutes, ..OwnBreath::default() }.beyond(&bounds(open))
    };
    assert_eq!(beyond([4_000, 0, 6_000, 0], 5, false), None);
    assert_eq!(beyond([4_000, 1_000, 6_000, 0], 5, false), Some(Beyond::Gate));
    assert_eq!(beyond([4_000, 1_000, 6_000, 0], 5, true), None);
    assert_eq!(beyond([4_000, 5_000, 6_000, 0], 5, true), Some(Beyond::Hold));
    assert_eq!(beyond([1_000, 0, 6_000, 0], 5, false), Some(Beyond::Phase));
    assert_eq!(beyond([6_000, 0, 4_000, 0], 5, false), Some(Beyond::Out));
    assert_eq!(beyond([3_000, 0, 3_000, 0], 5, false), Some(Beyond::Pace));
    assert_eq!(beyond([4_000, 0, 6_000, 0], 11, false), Some(Beyond::Minutes));
    let person = Person::default();
    let nameless = OwnBreath { phases: [4_000, 0, 6_000, 0], minutes: 5, ..OwnBreath::default() };
    let refused = breathing::keep_own(&person.notebook, id(1), 0, nameless, &bounds(true));
    assert_eq!(refused.unwrap_err(), Refusal::NoName);
}

proptest! {
    #[test]
    fn b1_no_own_pattern_is_ever_faster_than_seven_a_minute(phases: [u16; 4], open: bool) {
        let phases = phases.map(u32::from);
        let own = OwnBreath { phases, minutes: 5, ..OwnBreath::default() };
        if own.beyond(&bounds(open)).is_none() {
            prop_assert!(phases.iter().sum::<u32>() >= 8_571 && phases[2] >= phases[0]);
            prop_assert!(open || !own.holds());
        }
    }
}
