//! What a response loses on its way in: what may ask for help is never lost without a word, and nothing large is looked through.

use std::time::{Duration, Instant};

use hearken_measures::{Answers, FilledIn, Form, MOST_OPTIONS, Scoring};

/// One question that asks for help, one that does not, one that takes several, and one that waits for the second.
const FORM: &str = r#"{"resourceType": "Questionnaire", "url": "urn:test:form", "version": "1", "item": [
    {"linkId": "help", "type": "integer"}, {"linkId": "other", "type": "integer"},
    {"linkId": "more", "type": "integer",
        "enableWhen": [{"question": "other", "operator": "=", "answerInteger": 1}]},
    {"linkId": "several", "type": "open-choice", "repeats": true, "answerOption": [{"valueString": "x"}]}]}"#;

const SCORING: &str = r#"{"safety": [{"id": "a", "level": "S1", "sources": [],
    "when": {"count": {"items": ["help", "more"], "value": 1, "least": 1}}}]}"#;

fn scoring() -> Scoring {
    serde_json::from_str(SCORING).expect("it is read")
}

fn answers(items: &str) -> Answers {
    let json =
        format!(r#"{{"resourceType": "QuestionnaireResponse", "status": "completed", "item": [{items}]}}"#);
    let filled = FilledIn::read(json.as_bytes()).expect("it is read").remove(0).expect("it is read");
    filled.answers(&Form::read(FORM.as_bytes()).expect("it is read"), &scoring())
}

fn one(item: &str, value: &str) -> String {
    format!(r#"{{"linkId": "{item}", "answer": [{{"value{value}}}]}}"#)
}

/// Whether it hides what may ask for help, and whether nothing is missing.
fn is(items: &[String]) -> (bool, bool) {
    let answers = answers(&items.join(","));
    (answers.hides_safety(&scoring()), answers.is_whole())
}

#[test]
fn what_may_ask_for_help_is_named_where_it_was_not_read() {
    let help = one("help", r#"Integer": 1"#);
    let other = |number: &str| one("other", &format!(r#"Integer": {number}"#));
    assert_eq!(is(&[help.clone(), other("0")]), (false, true));
    assert_eq!(is(&[one("help", r#"String": "often""#), other("0")]), (true, false));
    assert_eq!(is(&[help.clone(), one("other", r#"String": "often""#)]), (false, false));
    let twice = r#"{"linkId": "help", "answer": [{"valueInteger": 1}, {"valueInteger": 2}]}"#.to_owned();
    assert_eq!(is(&[twice, other("0")]), (true, false));
    let changed = r#"{"linkId": "group", "modifierExtension": [], "item": [{"linkId": "help"}]}"#.to_owned();
    assert_eq!(is(&[changed, other("0")]), (true, false));
    let nameless = r#"{"answer": [{"valueInteger": 2}]}"#.to_owned();
    assert_eq!(is(&[nameless, other("0")]), (true, false));
}

#[test]
fn what_waits_for_an_answer_that_was_not_read_is_not_passed_over() {
    let more = |number: &str| one("more", &format!(r#"Integer": {number}"#));
    let other = |number: &str| one("other", &format!(r#"Integer": {number}"#));
    assert_eq!(is(&[other("1"), more("1")]), (false, true));
    assert_eq!(is(&[other("0"), more("0")]), (false, true), "a no to what was not asked is none");
    assert_eq!(is(&[other("0"), more("1")]), (true, false));
    assert_eq!(is(&[one("other", r#"String": "yes""#), more("0")]), (true, false));
    assert_eq!(is(&[more("0")]), (true, false));
}

#[test]
fn what_is_not_in_the_form_counts_only_where_something_of_it_is_missing() {
    let strange = one("strange", r#"Integer": 1"#);
    let whole = [
        one("help", r#"Integer": 0"#),
        one("other", r#"Integer": 0"#),
        one("several", r#"String": "x""#),
        strange.clone(),
    ];
    assert_eq!(is(&whole), (false, true));
    assert_eq!(is(&whole[1..]), (false, false));
}

#[test]
fn more_answers_than_an_item_can_have_are_refused_before_they_are_looked_through() {
    let many = |many: usize| {
        let values: Vec<_> = (0..many).map(|at| format!(r#"{{"valueString": "{at}"}}"#)).collect();
        answers(&format!(r#"{{"linkId": "several", "answer": [{}]}}"#, values.join(",")))
    };
    assert_eq!(many(MOST_OPTIONS).given.len(), MOST_OPTIONS);
    let began = Instant::now();
    let hostile = many(200_000);
    assert_eq!(hostile.problems[0].to_string(), "several: it has more than 200 answers, so none counts");
    assert!(hostile.given.is_empty() && !hostile.is_whole());
    assert!(began.elapsed() < Duration::from_secs(20));
}

#[test]
fn a_form_is_the_same_as_another_by_each_of_its_names() {
    let form = |head: &str| {
        let json = format!(
            r#"{{"resourceType": "Questionnaire", {head}, "item": [{{"linkId": "1", "type": "string"}}]}}"#
        );
        Form::read(json.as_bytes()).expect("it is read")
    };
    let ours = form(
        r#""url": "http://loinc.org/q/44249-1", "code": [{"system": "http://loinc.org", "code": "44249-1"}]"#,
    );
    for same in [
        r#""url": "http://loinc.org/q/44249-1/""#,
        r#""url": "https://loinc.org/44249-1""#,
        r#""url": "loinc.org/q/44249-1""#,
        r#""url": "https://www.loinc.org/44249-1/""#,
        r#""url": "http://x.org", "code": [{"system": "http://loinc.org", "code": "44249-1"}]"#,
        r#""code": [{"system": "https://loinc.org/", "code": "44249-1"}]"#,
    ] {
        assert!(form(same).is_same_as(&ours) && ours.is_same_as(&form(same)), "{same}");
    }
    for other in [r#""url": """#, r#""url": "http://x.org/44249-1""#, r#""url": "http://loinc.org/44249-10""#]
    {
        assert!(!form(other).is_same_as(&ours), "{other}");
    }
    assert!(!form(r#""url": """#).is_same_as(&form(r#""url": """#)), "without a name nothing is the same");
}
