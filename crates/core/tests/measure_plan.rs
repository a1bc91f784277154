//! The measure plan: what it holds, what lands once, what two windows make of it, and a plan after one that was erased.

mod due;

use hearken_core::{
    Extra, NewRevision, Record, Refusal, Revision, Timestamp,
    measure_plan::{self, Asked, EVERY_DAYS, MEASURES, MeasurePlan, keep_plan},
    notebook::Prepared,
    undo,
};

use crate::person::{Person, id};

fn plan(measures: &[(&str, u16)]) -> MeasurePlan {
    let asked = |&(measure, every_days): &(&str, u16)| Asked { measure: measure.to_owned(), every_days };
    MeasurePlan { measures: measures.iter().map(asked).collect(), ..MeasurePlan::default() }
}

fn keeps(person: &mut Person, base: u32, measures: &[(&str, u16)]) -> usize {
    let planned = keep_plan(&person.notebook, base, plan(measures)).unwrap();
    let landed = planned.len();
    person.saves(planned);
    landed
}

fn asked(person: &Person) -> Vec<(String, u16)> {
    let standing = measure_plan::current(&person.notebook).measures.into_iter();
    standing.map(|asked| (asked.measure, asked.every_days)).collect()
}

fn owned(measures: &[(&str, u16)]) -> Vec<(String, u16)> {
    measures.iter().map(|&(measure, every)| (measure.to_owned(), every)).collect()
}

#[test]
fn a_notebook_without_a_plan_asks_for_nothing() {
    let mut person = Person::default();
    assert_eq!(measure_plan::current(&person.notebook), MeasurePlan::default());
    assert_eq!(keeps(&mut person, 0, &[]), 0, "a plan of nothing where there is none is nothing to keep");
}

#[test]
fn a_plan_is_kept_in_the_order_it_was_made_and_each_questionnaire_once() {
    let mut person = Person::default();
    keeps(&mut person, 0, &[(" phq-9 ", 14), ("pcl-5", 30), ("phq-9", 7)]);
    assert_eq!(asked(&person), owned(&[("phq-9", 14), ("pcl-5", 30)]));
    keeps(&mut person, 1, &[("pcl-5", 30), ("phq-9", 14)]);
    assert_eq!(asked(&person), owned(&[("pcl-5", 30), ("phq-9", 14)]));
    keeps(&mut person, 2, &[]);
    assert_eq!(asked(&person), []);
}

#[test]
fn an_interval_out_of_bounds_a_nameless_questionnaire_and_too_many_are_refused() {
    let person = Person::default();
    let keep = |plan| keep_plan(&person.notebook, 0, plan).map(|kept| kept.len());
    for every in [*EVERY_DAYS.start(), *EVERY_DAYS.end()] {
        assert_eq!(keep(plan(&[("phq-9", every)])), Ok(1));
    }
    for every in [0, 367, u16::MAX] {
        assert_eq!(keep(plan(&[("phq-9", every)])), Err(Refusal::NotANumber));
    }
    assert_eq!(keep(plan(&[(" ", 7)])), Err(Refusal::NoName));
    assert!(matches!(keep(plan(&[(&"x".repeat(401), 7)])), Err(Refusal::TooLong { .. })));
    let many = |n: usize| {
        let measures = (0..n).map(|n| Asked { measure: n.to_string(), every_days: 7 });
        MeasurePlan { measures: measures.collect(), ..MeasurePlan::default() }
    };
    assert_eq!(keep(many(MEASURES)), Ok(1));
    assert_eq!(keep(many(MEASURES + 1)), Err(Refusal::TooMany { limit: 50 }));
}

#[test]
fn a_plan_that_is_sent_again_lands_once_whatever_came_after_it() {
    let mut person = Person::default();
    assert_eq!(keeps(&mut person, 0, &[("phq-9", 14)]), 1);
    assert_eq!(keeps(&mut person, 0, &[("phq-9", 14)]), 0);
    keeps(&mut person, 1, &[]);
    assert_eq!(keeps(&mut person, 0, &[("phq-9", 14)]), 0);
    assert_eq!(asked(&person), []);
}

#[test]
fn what_another_window_changed_stays_beside_what_this_one_changes() {
    let mut person = Person::default();
    keeps(&mut person, 0, &[("a", 7), ("b", 7), ("c", 7), ("d", 7)]);
    // One window asks for b less often, takes c out and adds e.
    keeps(&mut person, 1, &[("a", 7), ("b", 14), ("d", 7), ("e", 1)]);
    // The other one started from the same plan: it asks for a less often, takes d out and adds f.
    keeps(&mut person, 1, &[("a", 30), ("b", 7), ("c", 7), ("f", 2)]);
    assert_eq!(asked(&person), owned(&[("a", 30), ("b", 14), ("f", 2), ("e", 1)]));
    assert_eq!(person.standing(measure_plan::id(&person.notebook)).len(), 1, "nothing is left to choose");
}

#[test]
fn of_a_questionnaire_that_two_windows_changed_the_later_word_holds() {
    let mut person = Person::default();
    keeps(&mut person, 0, &[("a", 7), ("b", 7)]);
    keeps(&mut person, 1, &[("a", 14), ("b", 14)]);
    keeps(&mut person, 1, &[("a", 30)]);
    assert_eq!(asked(&person), owned(&[("a", 30)]));
}

#[test]
fn two_windows_together_fill_a_plan_no_further_than_it_goes() {
    let mut person = Person::default();
    let half = |from: u8| -> MeasurePlan {
        let measures = (from..from + 30).map(|n| Asked { measure: n.to_string(), every_days: 7 });
        MeasurePlan { measures: measures.collect(), ..MeasurePlan::default() }
    };
    let one = keep_plan(&person.notebook, 0, half(0)).unwrap();
    person.saves(one);
    let other = keep_plan(&person.notebook, 0, half(30));
    assert_eq!(other, Err(Refusal::TooMany { limit: MEASURES }));
}

#[test]
fn what_a_newer_program_wrote_stays_through_a_change() {
    let mut person = Person::default();
    let extra = Extra(vec![1, 2, 3]);
    let newer = MeasurePlan { extra: extra.clone(), ..plan(&[("phq-9", 14)]) };
    let record = measure_plan::id(&person.notebook);
    person.saves([NewRevision::first(record, newer.into())]);
    keeps(&mut person, 1, &[("phq-9", 7)]);
    assert_eq!(measure_plan::current(&person.notebook).extra, extra);
}

#[test]
fn an_earlier_plan_can_be_taken_up_again() {
    let mut person = Person::default();
    keeps(&mut person, 0, &[("phq-9", 14)]);
    keeps(&mut person, 1, &[("phq-9", 7)]);
    let undone = undo::undo(&person.notebook, &[measure_plan::id(&person.notebook)]).unwrap();
    person.saves(undone);
    assert_eq!(asked(&person), owned(&[("phq-9", 14)]));
}

#[test]
fn after_a_plan_was_erased_another_can_be_made_and_erased() {
    let mut person = Person::default();
    for erasure in [100, 101] {
        keeps(&mut person, 0, &[("phq-9", 14)]);
        let gone = measure_plan::id(&person.notebook);
        person.erases(id(erasure), gone).unwrap();
        assert_eq!(asked(&person), []);
        assert_ne!(
            measure_plan::id(&person.notebook),
            gone,
            "what is erased does not come back under its id"
        );
        let late = keep_plan(&person.notebook, 1, plan(&[("phq-9", 7)]));
        assert_eq!(late, Err(Refusal::NotHere), "a window that still showed it brings nothing back");
    }
}

#[test]
fn no_word_of_a_plan_is_a_text_that_a_person_typed() {
    let record = Record::from(plan(&[("phq-9", 14)]));
    record.each_text(&mut |text| panic!("{text}"));
    assert!(!record.has_texts());
}

#[test]
fn a_plan_that_a_file_brings_from_another_device_replaces_nothing_and_is_one_with_it_once_kept() {
    let mut person = Person::default();
    keeps(&mut person, 0, &[("phq-9", 14), ("pcl-5", 30)]);
    let record = measure_plan::id(&person.notebook);
    let (rev, base, settles, saved) = (2, 0, Vec::new(), Timestamp::from_millis(1));
    let what = plan(&[("gad-7", 7), ("phq-9", 90)]).into();
    person.notebook.apply(Prepared::of(Revision { record, rev, base, settles, saved, what }));
    assert_eq!(
        asked(&person),
        owned(&[("phq-9", 14), ("pcl-5", 30), ("gad-7", 7)]),
        "older words are no later ones"
    );
    keeps(&mut person, 2, &[("pcl-5", 30), ("gad-7", 7)]);
    assert_eq!(asked(&person), owned(&[("pcl-5", 30), ("gad-7", 7)]), "what was seen and taken out is out");
    assert_eq!(person.standing(record), [3]);
}
