//! Runs of exercises: answers from one window and from several, meeting a part, ending.

use hearken_core::{
    Refusal, Timestamp,
    exercises::{self, AnswerValue, RunState},
    journal::JournalEntry,
    limits::{OWN_QUESTIONS, TEXT_BYTES, TIES},
    parts::Part,
};

use crate::person::{Day, Person, answering, id};

const RUN: u8 = 1;
const PART: u8 = 2;
const ENTRY: u8 = 3;

fn words(text: &str) -> AnswerValue {
    AnswerValue::Words(text.to_owned())
}

/// Somebody at the first screen of an exercise.
fn at_the_beginning() -> Person {
    let mut person = Person::default();
    person.begins(id(RUN));
    person
}

/// Somebody who has said who protects them.
fn who_met_somebody() -> Person {
    let mut person = at_the_beginning();
    let who = answering(id(RUN), 1, "who", AnswerValue::Done);
    let planned =
        exercises::meet(&person.notebook, who, id(PART), Some(Part::named("The Planner").unwrap())).unwrap();
    person.saves(planned);
    person
}

fn said(person: &Person, screen: &str) -> (AnswerValue, Vec<AnswerValue>) {
    let answer = person.notebook.run(id(RUN)).unwrap().answer(screen).expect("it was answered");
    (answer.value.clone(), answer.others.clone())
}

fn finished(person: &Person, body: &str) -> Result<Vec<hearken_core::NewRevision>, Refusal> {
    let entry = JournalEntry { body: body.into(), when: Day(1).noon(), ..JournalEntry::default() };
    exercises::finish(&person.notebook, id(RUN), Timestamp::from_millis(9), id(ENTRY), entry)
}

#[test]
fn an_answer_is_kept_and_the_run_waits_at_the_next_screen() {
    let mut person = at_the_beginning();
    let mut first = answering(id(RUN), 1, "situation", words("a full inbox"));
    first.next = Some("who".to_owned());
    let planned = exercises::answer(&person.notebook, first, |_| panic!("no part is known yet")).unwrap();
    person.saves(planned);
    let run = person.notebook.run(id(RUN)).unwrap();
    assert_eq!(run.state, RunState::Open { screen: "who".to_owned() });
    assert_eq!(said(&person, "situation"), (words("a full inbox"), vec![]));
    assert_eq!(person.standing(id(RUN)), [2]);
}

#[test]
fn an_answer_that_is_typed_on_replaces_itself_and_keeps_its_place() {
    let mut person = at_the_beginning();
    for (seen, text) in [(1, "a"), (2, "a full"), (3, "a full inbox")] {
        person.answers(id(RUN), seen, "situation", text).unwrap();
    }
    person.answers(id(RUN), 4, "who", "somebody").unwrap();
    person.answers(id(RUN), 5, "situation", "a very full inbox").unwrap();
    assert_eq!(said(&person, "situation"), (words("a very full inbox"), vec![]));
    let order: Vec<_> =
        person.notebook.run(id(RUN)).unwrap().answers.iter().map(|a| a.screen.clone()).collect();
    assert_eq!(order, ["situation", "who"]);
}

#[test]
fn what_another_window_answered_is_kept_beside_it() {
    let mut person = at_the_beginning();
    person.answers(id(RUN), 1, "situation", "said here").unwrap();
    person.answers(id(RUN), 1, "situation", "said there").unwrap();
    assert_eq!(said(&person, "situation"), (words("said there"), vec![words("said here")]));
    // The same words twice, an empty answer, and another screen are nothing to keep beside.
    person.answers(id(RUN), 1, "situation", "said there").unwrap();
    person.answers(id(RUN), 1, "who", "somebody").unwrap();
    assert_eq!(said(&person, "situation"), (words("said there"), vec![words("said here")]));
    assert_eq!(said(&person, "who"), (words("somebody"), vec![]));
}

#[test]
fn an_answer_about_the_part_is_told_to_the_part() {
    let mut person = who_met_somebody();
    person.answers(id(RUN), 2, "afraid", "that nothing gets done").unwrap();
    assert_eq!(person.notebook.part(id(PART)).unwrap().fears, "that nothing gets done");
    assert_eq!(person.rev(id(PART)), 2);
    person.answers(id(RUN), 3, "afraid", "that nothing gets done").unwrap();
    assert_eq!(person.rev(id(PART)), 2, "what says nothing new makes no revision of the part");
}

#[test]
fn a_part_that_is_met_is_new_or_known() {
    let mut person = who_met_somebody();
    assert_eq!(person.notebook.run(id(RUN)).unwrap().part, Some(id(PART)));
    assert_eq!(said(&person, "who"), (AnswerValue::Part(id(PART)), vec![]));
    let again =
        |part| exercises::meet(&person.notebook, answering(id(RUN), 2, "who", AnswerValue::Done), part, None);
    assert_eq!(again(id(PART)).unwrap().len(), 1, "a known part is not made again");
    assert_eq!(again(id(99)), Err(Refusal::NotHere));
    let nameless = answering(id(RUN), 2, "who", AnswerValue::Done);
    let nameless = exercises::meet(&person.notebook, nameless, id(98), Some(Part::default()));
    assert_eq!(nameless, Err(Refusal::NoName));
    person.meets(id(4), "The Critic").unwrap();
    let other = answering(id(RUN), 1, "who", AnswerValue::Done);
    let planned = exercises::meet(&person.notebook, other, id(4), None).unwrap();
    person.saves(planned);
    assert_eq!(said(&person, "who"), (AnswerValue::Part(id(4)), vec![AnswerValue::Part(id(PART))]));
}

#[test]
fn going_back_is_free_and_staying_makes_no_revision() {
    let mut person = at_the_beginning();
    assert_eq!(exercises::go_to(&person.notebook, id(RUN), "situation"), Ok(vec![]));
    let planned = exercises::go_to(&person.notebook, id(RUN), "close-your-eyes").unwrap();
    person.saves(planned);
    let state = RunState::Open { screen: "close-your-eyes".to_owned() };
    assert_eq!(person.notebook.run(id(RUN)).unwrap().state, state);
}

#[test]
fn a_run_that_ends_leaves_an_entry_that_points_to_it() {
    let mut person = who_met_somebody();
    person.saves(finished(&person, "what it said").unwrap());
    let run = person.notebook.run(id(RUN)).unwrap();
    assert_eq!(run.state, RunState::Finished { at: Timestamp::from_millis(9), entry: Some(id(ENTRY)) });
    let entry = person.notebook.entry(id(ENTRY)).unwrap();
    assert_eq!(
        (entry.run, &entry.parts, entry.body.as_str()),
        (Some(id(RUN)), &vec![id(PART)], "what it said")
    );
}

#[test]
fn a_run_without_a_word_leaves_no_entry() {
    let mut person = at_the_beginning();
    person.saves(finished(&person, " \n").unwrap());
    assert!(!person.notebook.run(id(RUN)).unwrap().is_open());
    assert_eq!(person.notebook.journal_len(), 0);
}

#[test]
fn a_finished_run_takes_nothing_any_more() {
    let mut person = who_met_somebody();
    person.saves(finished(&person, "what it said").unwrap());
    let now = || answering(id(RUN), 3, "afraid", words("too late"));
    assert_eq!(exercises::answer(&person.notebook, now(), |_| {}), Err(Refusal::Finished));
    assert_eq!(exercises::meet(&person.notebook, now(), id(PART), None), Err(Refusal::Finished));
    assert_eq!(exercises::go_to(&person.notebook, id(RUN), "who"), Err(Refusal::Finished));
    assert_eq!(finished(&person, "again"), Err(Refusal::Finished));
}

#[test]
fn what_is_no_run_takes_no_answers() {
    let mut person = at_the_beginning();
    person.writes(id(9), 0, "an entry").unwrap();
    let to = |run| exercises::answer(&person.notebook, answering(run, 1, "situation", words("x")), |_| {});
    assert_eq!(to(id(9)), Err(Refusal::OtherKind));
    assert_eq!(to(id(8)), Err(Refusal::NotHere));
}

#[test]
fn answers_that_do_not_fit_are_refused() {
    let person = at_the_beginning();
    let answer = |value| {
        exercises::answer(&person.notebook, answering(id(RUN), 1, "situation", value), |_| {}).map(|_| ())
    };
    let long = "x".repeat(TEXT_BYTES + 1);
    let too_long = Err(Refusal::TooLong { bytes: TEXT_BYTES + 1, limit: TEXT_BYTES });
    let questions = |many| AnswerValue::OwnQuestions(vec![("why".to_owned(), "because".to_owned()); many]);
    assert_eq!(answer(AnswerValue::Words(long.clone())), too_long);
    assert_eq!(answer(AnswerValue::Chosen { options: vec![], other: long.clone() }), too_long);
    assert_eq!(answer(AnswerValue::OwnQuestions(vec![("why".to_owned(), long)])), too_long);
    assert_eq!(answer(questions(OWN_QUESTIONS)), Ok(()));
    assert_eq!(answer(questions(OWN_QUESTIONS + 1)), Err(Refusal::TooMany { limit: OWN_QUESTIONS }));
    let places = AnswerValue::Body { places: vec!["chest".to_owned(); TIES + 1], words: String::new() };
    assert_eq!(answer(places), Err(Refusal::TooMany { limit: TIES }));
}
