//! The safety plan: the wordings it had, and a plan after one that was erased.

use hearken_core::{
    NewRevision, RecordId, Refusal,
    plan::{self, PlanEntry, PlanStep, SafetyPlan},
};
use jiff::civil::date;

use crate::person::{Person, id};

fn keeps(person: &mut Person, base: u32, step: &str, words: &[&str]) {
    let entries = words.iter().map(|&words| PlanEntry { words: words.to_owned(), ..PlanEntry::default() });
    let planned =
        plan::keep_step(&person.notebook, base, step, entries.collect(), date(2026, 11, 1)).unwrap();
    person.saves(planned);
}

fn words(person: &Person, step: &str) -> Vec<String> {
    plan::current(&person.notebook).step(step).iter().map(|entry| entry.words.clone()).collect()
}

#[test]
fn looking_at_a_plan_or_changing_another_step_makes_no_new_wording() {
    let mut person = Person::default();
    keeps(&mut person, 0, "ask", &["Ana"]);
    person.saves(plan::look(&person.notebook, date(2026, 11, 20)).unwrap());
    keeps(&mut person, 2, "address", &["12 Wharf Road"]);
    keeps(&mut person, 3, "ask", &["Ana", "Ben"]);
    let wordings = plan::wordings(&person.notebook, &["ask"]);
    assert_eq!(wordings.iter().map(|wording| wording.rev).collect::<Vec<_>>(), [1, 4]);
    assert_eq!(plan::wordings(&person.notebook, &["ask", "address"]).len(), 3);
    assert_eq!(wordings.first().unwrap().plan.step("ask").len(), 1, "the older one reads as it did");
}

#[test]
fn after_a_plan_was_erased_another_can_be_written_and_erased() {
    let mut person = Person::default();
    for erasure in [100, 101] {
        keeps(&mut person, 0, "ask", &["Ana"]);
        assert_eq!(words(&person, "ask"), ["Ana"]);
        let gone = plan::id(&person.notebook);
        person.erases(id(erasure), gone).unwrap();
        assert!(
            plan::current(&person.notebook).is_empty() && plan::wordings(&person.notebook, &[]).is_empty()
        );
        assert_ne!(plan::id(&person.notebook), gone, "what is erased does not come back under its id");
    }
    let none = plan::id(&person.notebook);
    assert_eq!(person.erases(id(102), none), Err(Refusal::NotHere));
}

/// What another device kept of the same plan, which came here with a file.
fn comes_from_elsewhere(person: &mut Person, step: &str, words: &[&str]) {
    let record = plan::id(&person.notebook);
    comes_under(person, record, step, words);
}

fn comes_under(person: &mut Person, record: RecordId, step: &str, words: &[&str]) {
    let entries = words.iter().map(|&words| PlanEntry { words: words.to_owned(), ..PlanEntry::default() });
    let step = PlanStep { id: step.to_owned(), entries: entries.collect() };
    let plan = SafetyPlan { steps: vec![step], ..SafetyPlan::default() };
    person.saves([NewRevision::edit(record, 0, plan.into())]);
}

#[test]
fn a_plan_that_two_devices_wrote_has_every_line_of_both_until_it_is_kept_again() {
    let mut person = Person::default();
    keeps(&mut person, 0, "ask", &["Ana", "Ben"]);
    comes_from_elsewhere(&mut person, "ask", &["Ben", "Cleo"]);
    comes_from_elsewhere(&mut person, "signs", &["no sleep"]);
    assert_eq!(words(&person, "signs"), ["no sleep"]);
    let mut all = words(&person, "ask");
    all.sort();
    assert_eq!(all, ["Ana", "Ben", "Cleo"]);
    let base = person.notebook.current(plan::id(&person.notebook)).unwrap().rev;
    keeps(&mut person, base, "ask", &["Cleo"]);
    assert_eq!(words(&person, "ask"), ["Cleo"], "what was seen and taken out is out");
    assert_eq!(words(&person, "signs"), ["no sleep"]);
    assert!(person.notebook.also_standing(plan::id(&person.notebook)).is_empty());
}

#[test]
fn a_plan_that_another_device_wrote_after_erasing_its_first_is_in_the_plan_and_becomes_one_with_it() {
    let mut person = Person::default();
    keeps(&mut person, 0, "ask", &["Ana"]);
    let own = plan::id(&person.notebook);
    let mut next = own.bytes();
    next[15] += 1;
    let theirs = RecordId::from_bytes(next);
    comes_under(&mut person, theirs, "ask", &["Cleo"]);
    assert_eq!(words(&person, "ask"), ["Ana", "Cleo"]);
    let base = person.rev(own);
    keeps(&mut person, base, "ask", &["Ana"]);
    assert_eq!(words(&person, "ask"), ["Ana"], "what was seen and taken out is out");
    assert!(person.notebook.get::<SafetyPlan>(theirs).unwrap().is_empty());
    assert_eq!((plan::all(&person.notebook).len(), plan::id(&person.notebook)), (2, own));
}
