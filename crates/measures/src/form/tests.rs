//! Which items are asked after which answers.

use std::time::{Duration, Instant};

use hearken_core::responses::{Answer, Given};

use super::*;

fn form(items: &str) -> Form {
    let json = format!("{{\"resourceType\": \"Questionnaire\", \"item\": [{items}]}}");
    Form::read(json.as_bytes()).expect("it is read")
}

fn given(item: &str, answer: Answer) -> Given {
    Given { item: item.to_owned(), answer }
}

fn asked(form: &Form, given: &[Given]) -> Vec<String> {
    form.asked(given).map(|item| item.link_id.clone()).collect()
}

/// Whether `b` is asked, which waits for `a` of this type.
fn waits(kind: &str, condition: &str, answers: &[Answer]) -> bool {
    let form = form(&format!(
        r#"{{"linkId": "a", {kind}}},
           {{"linkId": "b", "type": "string", "enableWhen": [{{"question": "a", {condition}}}]}}"#
    ));
    let answers: Vec<_> = answers.iter().map(|answer| given("a", answer.clone())).collect();
    asked(&form, &answers).contains(&"b".to_owned())
}

const CHOICE: &str = r#""type": "choice", "repeats": true, "answerOption": [
    {"valueCoding": {"system": "s", "code": "1", "display": "One"}},
    {"valueCoding": {"system": "s", "code": "2"}}, {"valueCoding": {"system": "other", "code": "1"}}]"#;

fn code(system: &str, code: &str) -> Answer {
    Answer::Code { system: system.to_owned(), code: code.to_owned() }
}

#[test]
fn an_item_is_asked_once_what_it_waits_for_was_answered_so() {
    let form = form(
        r#"{"linkId": "a", "type": "boolean"},
           {"linkId": "b", "type": "group", "enableWhen": [{"question": "a", "operator": "=", "answerBoolean": true}],
            "item": [{"linkId": "c", "type": "integer"}]},
           {"linkId": "d", "type": "string", "enableWhen": [{"question": "c", "operator": ">=", "answerInteger": 3}]}"#,
    );
    assert_eq!(asked(&form, &[]), ["a"]);
    let yes = given("a", Answer::Yes(true));
    assert_eq!(asked(&form, std::slice::from_ref(&yes)), ["a", "b", "c"]);
    let three = given("c", Answer::Number(3));
    assert_eq!(asked(&form, &[yes, three.clone()]), ["a", "b", "c", "d"]);
    // What lies in a group that is not asked was not answered, whatever was given.
    assert_eq!(asked(&form, std::slice::from_ref(&three)), ["a"]);
    assert_eq!(form.counted(&[three]).count(), 0);
}

#[test]
fn with_no_answer_only_not_equal_and_does_not_exist_hold() {
    let whole = r#""type": "integer""#;
    for operator in ["=", "<", ">", "<=", ">="] {
        assert!(
            !waits(whole, &format!(r#""operator": "{operator}", "answerInteger": 0"#), &[]),
            "{operator}"
        );
    }
    for given in [&[][..], &[Answer::Skipped]] {
        assert!(waits(whole, r#""operator": "!=", "answerInteger": 0"#, given));
        assert!(waits(whole, r#""operator": "exists", "answerBoolean": false"#, given));
        assert!(!waits(whole, r#""operator": "exists", "answerBoolean": true"#, given));
    }
}

#[test]
fn of_several_answers_one_is_enough_and_not_equal_means_none_is() {
    let both = [code("s", "1"), code("s", "2")];
    let two = r#""answerCoding": {"system": "s", "code": "2"}"#;
    assert!(waits(CHOICE, &format!(r#""operator": "=", {two}"#), &both));
    assert!(!waits(CHOICE, &format!(r#""operator": "!=", {two}"#), &both));
    assert!(waits(CHOICE, &format!(r#""operator": "!=", {two}"#), &both[..1]));
}

#[test]
fn codes_are_the_same_by_system_and_code_whatever_is_displayed() {
    let one = r#""operator": "=", "answerCoding": {"system": "s", "code": "1", "display": "Something else"}"#;
    assert!(waits(CHOICE, one, &[code("s", "1")]));
    assert!(!waits(CHOICE, one, &[code("other", "1")]));
    assert!(!waits(CHOICE, r#""operator": "=", "answerCoding": {"code": "1"}"#, &[code("s", "1")]));
}

#[test]
fn numbers_are_compared_as_numbers() {
    let point = r#""type": "decimal""#;
    let answer = |digits: &str| [Answer::Decimal(digits.to_owned())];
    assert!(waits(point, r#""operator": "=", "answerDecimal": 2.5"#, &answer("2.50")));
    assert!(waits(point, r#""operator": "=", "answerInteger": 2"#, &answer("2.0")));
    assert!(waits(point, r#""operator": "<", "answerDecimal": 10"#, &answer("9.5")));
    assert!(!waits(point, r#""operator": "<", "answerDecimal": 10"#, &answer("10")));
    assert!(waits(point, r#""operator": "<=", "answerDecimal": 10"#, &answer("10")));
    assert!(!waits(point, r#""operator": ">", "answerDecimal": 1"#, &answer("nothing")));
}

#[test]
fn of_several_conditions_all_have_to_hold_or_one() {
    let with = |behavior: &str| {
        form(&format!(
            r#"{{"linkId": "a", "type": "boolean"}}, {{"linkId": "b", "type": "boolean"}},
               {{"linkId": "c", "type": "string", "enableBehavior": "{behavior}", "enableWhen": [
                {{"question": "a", "operator": "=", "answerBoolean": true}},
                {{"question": "b", "operator": "=", "answerBoolean": true}}]}}"#
        ))
    };
    let (one, both) =
        ([given("a", Answer::Yes(true))], ["a", "b"].map(|item| given(item, Answer::Yes(true))));
    assert_eq!([asked(&with("all"), &one).len(), asked(&with("all"), &both).len()], [2, 3]);
    assert_eq!([asked(&with("any"), &[]).len(), asked(&with("any"), &one).len()], [2, 3]);
}

#[test]
fn a_chain_as_long_as_a_form_may_be_is_followed_to_its_end_in_little_time() {
    let many = MOST_ITEMS;
    let item = |at: usize| {
        let waits =
            format!(r#", "enableWhen": [{{"question": "{}", "operator": "=", "answerInteger": 1}}]"#, at + 1);
        let waits = if at + 1 == many { String::new() } else { waits };
        format!(r#"{{"linkId": "{at}", "type": "integer"{waits}}}"#)
    };
    let form = form(&(0..many).map(item).collect::<Vec<_>>().join(","));
    let mut answers: Vec<_> = (0..many).map(|at| given(&at.to_string(), Answer::Number(1))).collect();
    let begun = Instant::now();
    assert_eq!(form.asked(&answers).count(), many);
    assert_eq!(form.counted(&answers).count(), many);
    // With the last answer gone, nothing in front of it is asked any more but the one that waited for it.
    answers.pop();
    assert_eq!(asked(&form, &answers), ["4999"]);
    assert!(begun.elapsed() < Duration::from_secs(2), "{:?}", begun.elapsed());
}
