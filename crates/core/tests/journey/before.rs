//! What is said before a session: screenings, releases, intentions.

use hearken_core::{
    Refusal,
    journey::{
        Answered, Intention, Release, Said, Screening, intentions_of, keep_intention, keep_release,
        keep_screening, newest_screening, releases_of,
    },
    parts::Part,
};

use super::*;

fn screening(about: u8, asked: &str, said: Said, when: When) -> Screening {
    let answers = vec![Answered { question: "heart".to_owned(), said, words: "once".to_owned() }];
    Screening { asked: asked.to_owned(), when, answers, ..Screening::new(id(about)) }
}

#[test]
fn a_question_that_was_not_answered_is_no_answer() {
    let screening = screening(SESSION, "before-each", Said::Unsure, minute(0));
    assert_eq!(screening.said("heart"), Some(Said::Unsure));
    assert_eq!(screening.said("ride"), None);
}

#[test]
fn a_screening_is_about_a_programme_or_a_session_and_nothing_else() {
    let person = with_a_session();
    let keep = |about| {
        let screening = screening(about, "once", Said::No, minute(0));
        keep_screening(&person.notebook, id(50), 0, screening).map(|_| ())
    };
    assert_eq!([PROGRAMME, SESSION].map(keep), [Ok(()), Ok(())]);
    assert_eq!([PLANNER, 99].map(keep), [Err(Refusal::NotHere), Err(Refusal::NotHere)]);
}

#[test]
fn a_screening_without_an_answer_or_with_a_nameless_question_is_refused() {
    let person = with_a_session();
    let keep = |screening| keep_screening(&person.notebook, id(50), 0, screening).unwrap_err();
    assert_eq!(keep(Screening::new(id(SESSION))), Refusal::Empty);
    let mut nameless = screening(SESSION, "once", Said::No, minute(0));
    nameless.answers[0].question.clear();
    assert_eq!(keep(nameless), Refusal::NoName);
    let mut endless = screening(SESSION, "once", Said::No, minute(0));
    endless.answers = vec![endless.answers[0].clone(); 501];
    assert_eq!(keep(endless), Refusal::TooMany { limit: 500 });
}

#[test]
fn another_number_alone_is_another_answer_with_its_own_time() {
    let mut person = with_a_session();
    let aged = |age, at| Screening {
        numbers: vec![("age".to_owned(), age)],
        ..screening(PROGRAMME, "once", Said::No, minute(at))
    };
    for (age, at, landed) in [(40, 0, 1), (17, 5, 1), (17, 9, 0)] {
        let said = keep_screening(&person.notebook, id(50), 0, aged(age, at)).unwrap();
        assert_eq!(person.lands([said]), landed, "{age} at {at}");
    }
    let (_, newest) = newest_screening(&person.notebook, id(PROGRAMME), "once").unwrap();
    assert_eq!((&newest.numbers[0].1, &newest.when), (&17, &minute(5)));
}

#[test]
fn a_screening_that_is_sent_again_later_lands_once() {
    let mut person = with_a_session();
    for (at, landed) in [(0, 1), (2, 0)] {
        let again = screening(SESSION, "on-the-day", Said::No, minute(at));
        assert_eq!(person.lands([keep_screening(&person.notebook, id(50), 0, again).unwrap()]), landed);
    }
    let changed = screening(SESSION, "on-the-day", Said::Yes, minute(5));
    assert_eq!(person.lands([keep_screening(&person.notebook, id(50), 1, changed).unwrap()]), 1);
    let (_, newest) = newest_screening(&person.notebook, id(SESSION), "on-the-day").unwrap();
    assert_eq!((newest.said("heart"), &newest.when), (Some(Said::Yes), &minute(5)));
}

#[test]
fn the_newest_screening_of_its_sort_counts_by_its_own_time() {
    let mut person = with_a_session();
    for (record, asked, at) in [(50, "before-each", 30), (51, "before-each", 10), (52, "once", 40)] {
        let screening = screening(SESSION, asked, Said::No, minute(at));
        person.lands([keep_screening(&person.notebook, id(record), 0, screening).unwrap()]);
    }
    let newest = |asked| newest_screening(&person.notebook, id(SESSION), asked).map(|(id, _)| id);
    assert_eq!([newest("before-each"), newest("once"), newest("never")], [Some(id(50)), Some(id(52)), None]);
}

fn release() -> Release {
    Release {
        rule: "R12".to_owned(),
        by: "Dr Ade".to_owned(),
        when: minute(-60),
        reason: "Seen on Monday.".to_owned(),
        on_paper: true,
        ..Release::new(id(SESSION))
    }
}

#[test]
fn a_release_without_a_name_a_reason_or_a_rule_is_none() {
    let person = with_a_session();
    let keep = |release| keep_release(&person.notebook, id(50), 0, release).unwrap_err();
    assert_eq!(keep(Release { by: "  ".to_owned(), ..release() }), Refusal::NoName);
    assert_eq!(keep(Release { rule: String::new(), ..release() }), Refusal::NoName);
    assert_eq!(keep(Release { reason: "\n ".to_owned(), ..release() }), Refusal::Empty);
    assert_eq!(keep(Release { session: id(PROGRAMME), ..release() }), Refusal::NotHere);
}

#[test]
fn a_release_is_for_its_session_alone() {
    let mut person = with_a_session();
    plans(&mut person, id(40), 0, plan(24));
    for landed in [1, 0] {
        assert_eq!(person.lands([keep_release(&person.notebook, id(50), 0, release()).unwrap()]), landed);
    }
    assert_eq!(releases_of(&person.notebook, id(SESSION)).count(), 1);
    assert_eq!(releases_of(&person.notebook, id(40)).count(), 0);
}

fn intention() -> Intention {
    Intention {
        words: "To be with what is tired.".to_owned(),
        wanted_by: vec![id(PLANNER)],
        ..Intention::new(id(SESSION))
    }
}

#[test]
fn an_intention_has_words_a_session_and_parts_that_are_or_were_here() {
    let mut person = with_a_session();
    let keep = |person: &Person, it| keep_intention(&person.notebook, id(50), 0, it);
    let empty = Intention { words: " ".to_owned(), ..intention() };
    assert_eq!(keep(&person, empty), Err(Refusal::Empty));
    assert_eq!(keep(&person, Intention { session: id(PLANNER), ..intention() }), Err(Refusal::NotHere));
    assert_eq!(keep(&person, Intention { about: vec![id(99)], ..intention() }), Err(Refusal::NotHere));
    let crowd = Intention { about: vec![id(PLANNER); 101], ..intention() };
    assert_eq!(keep(&person, crowd), Err(Refusal::TooMany { limit: 100 }));
    person.lands([keep(&person, intention()).unwrap()]);
    person.erases(id(150), id(PLANNER)).unwrap();
    let later = Intention { came_of_it: "It slept.".to_owned(), ..intention() };
    person.lands([keep_intention(&person.notebook, id(50), 1, later).unwrap()]);
    let kept: Vec<_> =
        intentions_of(&person.notebook, id(SESSION)).map(|(_, it)| it.came_of_it.as_str()).collect();
    assert_eq!(kept, ["It slept."]);
}

#[test]
fn two_windows_that_word_an_intention_differently_both_stand() {
    let mut person = with_a_session();
    person.lands([keep_intention(&person.notebook, id(50), 0, intention()).unwrap()]);
    for words in ["To rest.", "To listen."] {
        let worded = Intention { words: words.to_owned(), ..intention() };
        person.lands([keep_intention(&person.notebook, id(50), 1, worded).unwrap()]);
    }
    assert_eq!(person.standing(id(50)), [2, 3]);
}

#[test]
fn what_another_window_says_of_an_intention_stays_beside_what_an_older_one_changes() {
    let mut person = with_a_session();
    person.lands([keep_intention(&person.notebook, id(50), 0, intention()).unwrap()]);
    let slept = Intention { came_of_it: "It slept.".to_owned(), ..intention() };
    let asks = Intention { conditions: "A slow evening.".to_owned(), ..intention() };
    for said in [slept.clone(), asks.clone(), asks] {
        person.lands([keep_intention(&person.notebook, id(50), 1, said).unwrap()]);
    }
    let both = Intention { conditions: "A slow evening.".to_owned(), ..slept };
    assert_eq!(person.notebook.get(id(50)), Some(&both));
    assert_eq!(person.standing(id(50)), [3]);
}

#[test]
fn an_intention_is_in_the_story_of_each_part_it_names() {
    let mut person = with_a_session();
    person.meets(id(20), "The Scroller").unwrap();
    let both = Intention { about: vec![id(20)], ..intention() };
    person.lands([keep_intention(&person.notebook, id(50), 0, both).unwrap()]);
    for part in [PLANNER, 20] {
        assert!(person.notebook.get::<Part>(id(part)).is_some());
        let named: Vec<_> = person.notebook.mentions_of(id(part), None).map(|(_, id)| id).collect();
        assert_eq!(named, [id(50)]);
    }
}
