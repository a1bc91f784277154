//! Responses to questionnaires: what is taken, what lands once and what never changes.

use hearken_core::{
    NewRevision, RecordId, Refusal, When,
    journey::{self, Programme, TreatmentSession},
    responses::{ANSWERS, Answer, Given, Response, ResponseState, keep_response},
    triggers::{self, Trigger},
};

use crate::person::{Day, Person, id};

const PROGRAMME: u8 = 3;
const SESSION: u8 = 4;
const TRIGGER: u8 = 5;
const RESPONSE: u8 = 50;

/// A response of the third day, with a number for the last item.
fn response(number: i64) -> Response {
    let mut response = Response::begun("phq-9", "1", "en", Day(3).noon());
    response.give("/1", vec![Answer::Number(2)]);
    response.give("/9", vec![Answer::Number(number)]);
    response
}

/// Somebody with a session and a trigger.
fn somebody() -> Person {
    let mut person = Person::default();
    let programme = journey::keep_programme(&person.notebook, id(PROGRAMME), 0, Programme::default());
    person.saves([programme.unwrap()]);
    let session = TreatmentSession { planned: Day(10).noon(), ..TreatmentSession::new(id(PROGRAMME)) };
    let session = journey::keep_session(&person.notebook, id(SESSION), 0, session);
    let trigger = Trigger { name: "A late call".to_owned(), ..Trigger::default() };
    let trigger = triggers::keep(&person.notebook, id(TRIGGER), 0, trigger);
    person.saves([session.unwrap(), trigger.unwrap()]);
    person
}

/// Saves it, unless the same landed before, as the vault does. How many were new.
fn keeps(person: &mut Person, record: u8, base: u32, response: Response) -> Result<usize, Refusal> {
    let new = keep_response(&person.notebook, id(record), base, response)?;
    let had = |new: &NewRevision| {
        let history = person.notebook.history(new.record).iter();
        history.into_iter().any(|kept| kept.base == new.base && kept.what == new.what)
    };
    if had(&new) {
        return Ok(0);
    }
    person.saves([new]);
    Ok(1)
}

fn held(person: &Person) -> &Response {
    person.notebook.get(id(RESPONSE)).unwrap()
}

#[test]
fn what_was_not_answered_is_not_there_and_what_was_skipped_is_no_number() {
    let mut response = response(0);
    response.give("/2", vec![Answer::Skipped]);
    assert_eq!((response.number("/9"), response.number("/2"), response.number("/3")), (Some(0), None, None));
    assert_eq!((response.answer("/2"), response.answer("/3")), (Some(&Answer::Skipped), None));
    assert_eq!(response.state, ResponseState::Open);
}

#[test]
fn an_answer_that_is_given_anew_stands_where_it_stood_and_none_take_it_out() {
    let items = |response: &Response| -> Vec<String> {
        response.answers.iter().map(|given| given.item.clone()).collect()
    };
    let mut response = response(1);
    let words = |words: &str| Answer::Text(words.to_owned());
    response.give("/1", vec![words("one"), words("two")]);
    assert_eq!(items(&response), ["/1", "/1", "/9"]);
    assert_eq!(response.all("/1").collect::<Vec<_>>(), [&words("one"), &words("two")]);
    response.give("/10", vec![Answer::Yes(false)]);
    response.give("/1", vec![words("three")]);
    assert_eq!(items(&response), ["/1", "/9", "/10"]);
    response.give("/9", Vec::new());
    assert_eq!(items(&response), ["/1", "/10"]);
}

#[test]
fn a_response_is_about_a_session_a_trigger_or_nothing() {
    let person = somebody();
    let keep = |about: Option<u8>| {
        let response = Response { about: about.map(id), ..response(0) };
        keep_response(&person.notebook, id(RESPONSE), 0, response).map(|_| ())
    };
    assert_eq!([None, Some(SESSION), Some(TRIGGER)].map(keep), [Ok(()), Ok(()), Ok(())]);
    assert_eq!([Some(PROGRAMME), Some(99)].map(keep), [Err(Refusal::NotHere), Err(Refusal::NotHere)]);
}

#[test]
fn what_is_too_long_too_much_or_nameless_is_refused() {
    let person = somebody();
    let keep = |response| keep_response(&person.notebook, id(RESPONSE), 0, response).unwrap_err();
    let given = |item: &str, answer| Given { item: item.to_owned(), answer };
    let one = |item: &str, answer| Response { answers: vec![given(item, answer)], ..response(0) };
    assert_eq!(keep(Response { measure: " ".to_owned(), ..response(0) }), Refusal::NoName);
    assert_eq!(keep(one("", Answer::Number(0))), Refusal::NoName);
    let many = vec![given("/1", Answer::Number(0)); ANSWERS + 1];
    assert_eq!(keep(Response { answers: many, ..response(0) }), Refusal::TooMany { limit: ANSWERS });
    let long = || "x".repeat((1 << 20) + 1);
    let code = Answer::Code { system: String::new(), code: long() };
    let endless = [
        Response { note: long(), ..response(0) },
        Response { version: long(), ..response(0) },
        Response { language: long(), ..response(0) },
        one("/1", Answer::Text(long())),
        one("/1", Answer::Decimal(long())),
        one("/1", Answer::Date(long())),
        one("/1", code),
        one(&long(), Answer::Skipped),
    ];
    assert!(endless.map(keep).iter().all(|refused| matches!(refused, Refusal::TooLong { .. })));
}

#[test]
fn only_a_response_that_is_here_is_changed() {
    let person = somebody();
    let keep = |record, base| keep_response(&person.notebook, id(record), base, response(0)).unwrap_err();
    assert_eq!((keep(RESPONSE, 1), keep(SESSION, 1)), (Refusal::NotHere, Refusal::OtherKind));
}

#[test]
fn a_response_that_is_sent_again_later_lands_once() {
    let mut person = somebody();
    let at = |day, number| Response { when: Day(day).noon(), ..response(number) };
    for (day, number, landed) in [(3, 1, 1), (4, 1, 0), (5, 2, 1), (6, 2, 0), (6, 1, 0)] {
        let kept = keeps(&mut person, RESPONSE, 0, at(day, number)).unwrap();
        assert_eq!(kept, landed, "{number} on {day}");
    }
    assert_eq!(held(&person).when, Day(5).noon());
    let chosen = Response { when: When { all_day: true, ..Day(1).noon() }, ..response(2) };
    assert_eq!(keeps(&mut person, RESPONSE, 0, chosen), Ok(1), "a day that somebody chose is meant");
}

#[test]
fn a_change_may_give_another_time_and_never_another_questionnaire() {
    let mut person = somebody();
    keeps(&mut person, RESPONSE, 0, response(1)).unwrap();
    let name = |name: &str| name.to_owned();
    for other in [
        Response { measure: name("gad-7"), ..response(1) },
        Response { version: name("2"), ..response(1) },
        Response { language: name("de"), ..response(1) },
    ] {
        assert_eq!(keeps(&mut person, RESPONSE, 1, other), Err(Refusal::OtherKind));
    }
    let finished = Response { state: ResponseState::Finished, ..response(1) };
    assert_eq!(keeps(&mut person, RESPONSE, 1, finished.clone()), Ok(1));
    assert_eq!(held(&person).when, Day(3).noon());
    let earlier = Response { when: Day(2).noon(), ..finished };
    assert_eq!(keeps(&mut person, RESPONSE, 2, earlier.clone()), Ok(1));
    assert_eq!(keeps(&mut person, RESPONSE, 2, earlier), Ok(0));
    assert_eq!(held(&person).when, Day(2).noon());
}

#[test]
fn two_windows_that_answer_differently_both_stand() {
    let mut person = somebody();
    for (base, number) in [(0, 0), (1, 1), (1, 2)] {
        keeps(&mut person, RESPONSE, base, response(number)).unwrap();
    }
    assert_eq!(person.standing(id(RESPONSE)), [2, 3]);
}

#[test]
fn responses_stand_in_the_order_of_their_own_time() {
    let mut person = somebody();
    for (record, measure, day) in [(51, "phq-9", 9), (52, "gad-7", 1), (53, "phq-9", 2)] {
        let response = Response::begun(measure, "1", "en", Day(day).noon());
        keeps(&mut person, record, 0, response).unwrap();
    }
    let all = person.notebook.responses().map(|(id, _)| id);
    assert_eq!(all.collect::<Vec<_>>(), [52, 53, 51].map(id));
    let of = person.notebook.responses_of("phq-9").map(|(id, _)| id);
    assert_eq!(of.collect::<Vec<_>>(), [53, 51].map(id));
}

#[test]
fn an_earlier_day_shows_a_response_as_it_stood() {
    let mut person = somebody();
    for (base, number) in [(0, 3), (1, 1)] {
        keeps(&mut person, RESPONSE, base, response(number)).unwrap();
    }
    let saved = person.notebook.history(id(RESPONSE))[0].saved;
    let stood = |at| {
        let responses = person.notebook.as_of(at).responses();
        responses.map(|(_, response)| response.number("/9")).collect::<Vec<_>>()
    };
    assert_eq!(stood(saved), [Some(3)]);
    assert_eq!(stood(saved.plus_seconds(-1)), []);
    assert_eq!(stood(saved.plus_seconds(60)), [Some(1)]);
}

#[test]
fn its_words_are_found_and_nothing_else_of_it() {
    let mut person = somebody();
    let mut worded = Response { note: "after a hard week".to_owned(), ..response(1) };
    worded.give("/other", vec![Answer::Text("lighthouse".to_owned())]);
    worded.give("/code", vec![Answer::Code { system: String::new(), code: "harbour".to_owned() }]);
    keeps(&mut person, RESPONSE, 0, worded).unwrap();
    assert_eq!((person.finds("week"), person.finds("lighthouse")), (vec![id(RESPONSE)], vec![id(RESPONSE)]));
    assert_eq!((person.finds("harbour"), person.finds("phq")), (vec![], vec![]));
}

fn gone_with(record: u8) -> Vec<u8> {
    let mut person = somebody();
    for (record, about) in [(50, None), (51, Some(SESSION)), (52, Some(TRIGGER))] {
        let response = Response { about: about.map(id), ..response(0) };
        keeps(&mut person, record, 0, response).unwrap();
    }
    person.erases(id(150), id(record)).unwrap();
    let gone = |record: &RecordId| person.notebook.was_erased(*record);
    [50, 51, 52].into_iter().filter(|&record| gone(&id(record))).collect()
}

#[test]
fn a_response_is_erased_alone_and_with_what_it_belongs_to() {
    assert_eq!(gone_with(50), [50]);
    assert_eq!(gone_with(SESSION), [51]);
    assert_eq!(gone_with(PROGRAMME), [51]);
    assert_eq!(gone_with(TRIGGER), [52]);
}

#[test]
fn what_was_erased_was_never_given() {
    let mut person = somebody();
    keeps(&mut person, RESPONSE, 0, response(3)).unwrap();
    person.erases(id(150), id(RESPONSE)).unwrap();
    assert_eq!(person.notebook.responses().count(), 0);
}

#[test]
fn each_state_has_its_name() {
    for state in ResponseState::ALL {
        assert_eq!(ResponseState::from_id(state.id()), Some(state));
    }
    assert_eq!(ResponseState::from_id("amended"), None);
}
