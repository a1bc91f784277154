//! Small acts, what is found of a journey, and what goes when something of it is erased.

use hearken_core::{
    Record, Refusal,
    agreements::{Kept, Look},
    journey::{
        Answered, Intention, Moment, MomentKind, Release, Said, Screening, SmallAct, acts_of, keep_act,
        keep_intention, keep_moment, keep_release, keep_screening, look_at_act,
    },
};
use jiff::civil::{Date, date};

use super::*;

const ACT: u8 = 80;

/// The day after the session.
const NEXT: Date = date(1970, 1, 12);

fn act(what: &str) -> SmallAct {
    SmallAct { what: what.to_owned(), day: Some(NEXT), part: Some(id(PLANNER)), ..SmallAct::new(id(SESSION)) }
}

fn with_an_act() -> Person {
    let mut person = in_session();
    keeps(&mut person, 0, act("Ten minutes on the bench"));
    person
}

fn keeps(person: &mut Person, base: u32, act: SmallAct) -> usize {
    let planned = keep_act(&person.notebook, id(ACT), base, act).unwrap();
    person.lands([planned])
}

fn looks(person: &mut Person, seen: usize, words: &str, next: Option<Date>) -> usize {
    let look = Look { when: Day(11).noon(), kept: Kept::Partly, words: words.to_owned() };
    let planned = look_at_act(&person.notebook, id(ACT), seen, look, next).unwrap();
    person.lands(planned)
}

fn held(person: &Person) -> &SmallAct {
    person.notebook.get(id(ACT)).unwrap()
}

#[test]
fn a_small_act_says_what_and_comes_from_a_session() {
    let person = in_session();
    let keep = |act| keep_act(&person.notebook, id(ACT), 0, act).map(|_| ());
    assert_eq!(keep(act(" ")), Err(Refusal::Empty));
    assert_eq!(keep(SmallAct { session: id(PROGRAMME), ..act("x") }), Err(Refusal::NotHere));
    assert_eq!(keep(SmallAct { part: Some(id(99)), ..act("x") }), Err(Refusal::NotHere));
    assert_eq!(keep(act("x")), Ok(()));
    let gone = Look { when: Day(12).noon(), kept: Kept::Yes, words: String::new() };
    assert_eq!(look_at_act(&person.notebook, id(ACT), 0, gone, None), Err(Refusal::NotHere));
}

#[test]
fn an_act_waits_from_its_day_on_until_somebody_looks() {
    let mut person = with_an_act();
    assert!(!held(&person).is_due(NEXT.yesterday().unwrap()));
    assert!(held(&person).is_due(NEXT) && held(&person).is_due(NEXT.tomorrow().unwrap()));
    looks(&mut person, 0, "It rained.", Some(NEXT.tomorrow().unwrap()));
    assert!(!held(&person).is_due(NEXT));
    assert!(held(&person).is_due(NEXT.tomorrow().unwrap()));
    looks(&mut person, 1, "Five minutes.", None);
    assert!(!held(&person).is_due(date(1999, 1, 1)), "no day, nothing waits");
}

#[test]
fn a_look_that_is_sent_twice_lands_once_and_the_same_look_on_another_day_lands_too() {
    let mut person = with_an_act();
    assert_eq!(looks(&mut person, 0, "It rained.", None), 1);
    assert_eq!(looks(&mut person, 0, "It rained.", None), 0);
    assert_eq!(looks(&mut person, 1, "It rained.", None), 1);
    assert_eq!(held(&person).looks.len(), 2);
}

#[test]
fn an_act_that_is_reworded_keeps_how_it_went() {
    let mut person = with_an_act();
    looks(&mut person, 0, "It rained.", Some(NEXT));
    keeps(&mut person, 1, act("Five minutes on the bench"));
    assert_eq!((held(&person).looks.len(), held(&person).what.as_str()), (1, "Five minutes on the bench"));
    assert_eq!(person.standing(id(ACT)), [3], "that somebody looked is no other wording");
    assert_eq!(keeps(&mut person, 0, act("Ten minutes on the bench")), 0, "sent again");
}

#[test]
fn two_windows_that_reword_an_act_both_stand() {
    let mut person = with_an_act();
    keeps(&mut person, 1, act("Five minutes"));
    keeps(&mut person, 1, act("At the window instead"));
    assert_eq!(person.standing(id(ACT)), [2, 3]);
    assert_eq!(acts_of(&person.notebook, id(SESSION)).count(), 1);
}

/// A session with one of everything, each with words of its own.
fn with_everything() -> Person {
    let mut person = with_an_act();
    let notebook = &person.notebook;
    let word = |words: &str| words.to_owned();
    let answers = vec![Answered { question: word("heart"), said: Said::Yes, words: word("palpitations") }];
    let screening = |about| Screening { answers: answers.clone(), ..Screening::new(id(about)) };
    let release =
        Release { rule: word("R12"), by: word("Ade"), reason: word("seen"), ..Release::new(id(SESSION)) };
    let intention = Intention { words: word("tenderness"), ..Intention::new(id(SESSION)) };
    let moment = Moment { kind: MomentKind::Words, words: word("lighthouse"), ..Moment::new(id(SESSION)) };
    let planned = [
        keep_screening(notebook, id(50), 0, screening(PROGRAMME)),
        keep_screening(notebook, id(51), 0, screening(SESSION)),
        keep_release(notebook, id(52), 0, release),
        keep_intention(notebook, id(53), 0, intention),
        keep_moment(notebook, id(54), 0, moment),
    ];
    person.lands(planned.map(Result::unwrap));
    person
}

#[test]
fn every_word_of_a_journey_is_found() {
    let person = with_everything();
    for (typed, found) in [
        ("palpitations", vec![id(51), id(50)]),
        ("ade", vec![id(52)]),
        ("tenderness", vec![id(53)]),
        ("lighthouse", vec![id(54)]),
        ("bench", vec![id(ACT)]),
    ] {
        assert_eq!(person.finds(typed), found, "{typed}");
    }
}

fn gone_with(record: u8) -> Vec<RecordId> {
    let mut person = with_everything();
    person.erases(id(150), id(record)).unwrap();
    let Record::Erasure(erasure) = &person.notebook.current(id(150)).unwrap().what else { panic!() };
    erasure.records.clone()
}

#[test]
fn with_a_session_goes_what_was_said_noted_and_made_of_it() {
    assert_eq!(gone_with(SESSION), [SESSION, 51, 52, 53, 54, ACT].map(id));
}

#[test]
fn with_a_programme_go_its_sessions_and_its_own_screening() {
    assert_eq!(gone_with(PROGRAMME), [PROGRAMME, SESSION, 50, 51, 52, 53, 54, ACT].map(id));
}

#[test]
fn with_a_part_goes_nothing_of_a_session() {
    assert_eq!(gone_with(PLANNER), [id(PLANNER)]);
    assert_eq!(gone_with(53), [id(53)]);
}
