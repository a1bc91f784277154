//! What is taken of a response, and what is named.

use hearken_core::responses::{Answer, Given};

use super::FilledIn;
use crate::{Form, Scoring};

const FORM: &str = r#"{"resourceType": "Questionnaire", "url": "http://loinc.org/q/44249-1", "version": "1",
    "code": [{"system": "http://loinc.org", "code": "44249-1"}], "item": [
    {"linkId": "stem", "type": "group", "item": [
      {"linkId": "/44250-9", "type": "choice", "code": [{"system": "http://loinc.org", "code": "44250-9"}],
        "answerOption": [OPTIONS]},
      {"linkId": "/44255-8", "type": "choice", "code": [{"system": "http://loinc.org", "code": "44255-8"}],
        "answerOption": [OPTIONS]}]},
    {"linkId": "more", "type": "string",
      "enableWhen": [{"question": "/44250-9", "operator": "=", "answerCoding": {"system": "l", "code": "C1"}}]},
    {"linkId": "several", "type": "open-choice", "repeats": true, "answerOption": [OPTIONS, {"valueString": "x"}]},
    {"linkId": "day", "type": "date"}, {"linkId": "point", "type": "decimal"}, {"linkId": "yes", "type": "boolean"},
    {"linkId": "whole", "type": "integer"}, {"linkId": "sum", "type": "integer", "readOnly": true}]}"#;

fn form() -> Form {
    let option = |code: usize| {
        format!(
            r#"{{"extension": [{{"url": "http://hl7.org/fhir/StructureDefinition/ordinalValue", "valueDecimal": {code}}}],
                "valueCoding": {{"system": "l", "code": "C{code}", "display": "so {code}"}}}}"#
        )
    };
    let json = FORM.replace("OPTIONS", &format!("{}, {}", option(0), option(1)));
    Form::read(json.as_bytes()).expect("it is read")
}

fn response(head: &str, items: &str) -> String {
    format!(r#"{{"resourceType": "QuestionnaireResponse", "status": "completed", {head} "item": [{items}]}}"#)
}

fn read(json: &str) -> Vec<Result<FilledIn, String>> {
    let read = FilledIn::read(json.as_bytes()).expect("it is a file of responses");
    read.into_iter().map(|one| one.map_err(|fault| fault.to_string())).collect()
}

/// What is taken of the only response, as `item=answer`, and what is named.
fn taken(items: &str) -> (Vec<String>, Vec<String>) {
    of(&response("", items))
}

fn of(json: &str) -> (Vec<String>, Vec<String>) {
    let read = read(json).remove(0).expect("it is taken");
    let answers = read.answers(&form(), &Scoring::default());
    let said = |Given { item, answer }: &Given| match answer {
        Answer::Number(number) => format!("{item}={number}"),
        Answer::Decimal(it) | Answer::Text(it) | Answer::Date(it) => format!("{item}={it}"),
        other => format!("{item}={other:?}"),
    };
    let problems = answers.problems.iter().map(ToString::to_string).collect();
    (answers.given.iter().map(said).collect(), problems)
}

fn coded(item: &str, coding: &str) -> String {
    format!(r#"{{"linkId": "{item}", "answer": [{{"valueCoding": {{{coding}}}}}]}}"#)
}

fn one(item: &str, value: &str) -> String {
    format!(r#"{{"linkId": "{item}", "answer": [{{{value}}}]}}"#)
}

#[test]
fn an_answer_counts_what_the_form_says_whatever_the_file_says() {
    let foreign = r#""system": "l", "code": "C1", "display": "something else",
        "extension": [{"url": "http://hl7.org/fhir/StructureDefinition/ordinalValue", "valueDecimal": 99}]"#;
    assert_eq!(taken(&coded("/44250-9", foreign)), (vec!["/44250-9=1".to_owned()], Vec::new()));
}

#[test]
fn an_answer_outside_the_options_is_named_and_not_taken() {
    for coding in [r#""system": "l", "code": "C7""#, r#""code": "C1""#, r#""system": "m", "code": "C1""#, ""]
    {
        let (given, problems) = taken(&coded("/44250-9", coding));
        assert_eq!(problems, ["/44250-9: its answer is none of the options, and does not count"], "{coding}");
        assert!(given.is_empty());
    }
    let (given, problems) = taken(&one("whole", r#""valueInteger": 2.5"#));
    assert_eq!(problems, ["whole: its answer is of another kind than the question, and does not count"]);
    assert!(given.is_empty());
}

#[test]
fn an_answer_is_found_wherever_it_lies() {
    let nested = format!(
        r#"{{"linkId": "elsewhere", "item": [{{"linkId": "/44249-1/44250-9", "answer": [
            {{"valueCoding": {{"system": "l", "code": "C1"}}, "item": [{}]}}], "item": [{}]}}]}}"#,
        one("more", r#""valueString": "words""#),
        coded("/44255-8", r#""system": "l", "code": "C0""#),
    );
    let (given, problems) = taken(&nested);
    assert_eq!(given, ["/44250-9=1", "more=words", "/44255-8=0"]);
    assert!(problems.is_empty(), "{problems:?}");
}

#[test]
fn each_kind_of_answer_is_taken_as_it_is_kept() {
    let items = [
        one("day", r#""valueDate": "2026-02""#),
        one("point", r#""valueDecimal": 2.5"#),
        one("yes", r#""valueBoolean": false"#),
        one("whole", r#""valueInteger": 3"#),
        r#"{"linkId": "several", "answer": [{"valueString": "x"}, {"valueString": "my own"},
            {"valueCoding": {"display": "mine too"}}, {"valueString": "x"}]}"#
            .to_owned(),
    ];
    let (given, problems) = taken(&items.join(","));
    let expected = [
        "day=2026-02",
        "point=2.5",
        "yes=Yes(false)",
        "whole=3",
        "several=x",
        "several=my own",
        "several=mine too",
    ];
    assert_eq!(given, expected);
    assert!(problems.is_empty(), "{problems:?}");
    for date in ["26", "2026-13", "2026-00-01", "2026-1-1", "2026-01-01T00:00:00Z", "-026-01-01"] {
        assert!(taken(&one("day", &format!(r#""valueDate": "{date}""#))).0.is_empty(), "{date}");
    }
}

#[test]
fn two_answers_where_one_is_asked_are_none() {
    let twice = [
        coded("/44250-9", r#""system": "l", "code": "C0""#),
        coded("/44250-9", r#""system": "l", "code": "C1""#),
    ];
    let (given, problems) = taken(&twice.join(","));
    assert_eq!(problems, ["/44250-9: it takes one answer and has several, so none counts"]);
    assert!(given.is_empty());
    let same = [twice[1].clone(), coded("/44250-9", r#""system": "l", "code": "C1", "display": "so""#)];
    assert_eq!(taken(&same.join(",")), (vec!["/44250-9=1".to_owned()], Vec::new()));
    let (given, problems) =
        taken(r#"{"linkId": "whole", "answer": [{"valueInteger": 1, "valueString": "1"}]}"#);
    assert_eq!((given.len(), problems), (0, vec!["whole: one of its answers has two values".to_owned()]));
}

#[test]
fn totals_are_passed_over_and_what_is_not_in_the_form_is_named() {
    let items = [
        one("sum", r#""valueInteger": 27"#),
        one("stem", r#""valueString": "x""#),
        one("q", r#""valueInteger": 1"#),
    ];
    let (given, problems) = taken(&items.join(","));
    assert!(given.is_empty());
    assert_eq!(problems, ["stem: this takes no answer", "q: it is not in this questionnaire"]);
}

#[test]
fn an_answer_to_what_is_not_asked_is_named_and_not_taken() {
    let items =
        [coded("/44250-9", r#""system": "l", "code": "C0""#), one("more", r#""valueString": "secret""#)];
    let (given, problems) = taken(&items.join(","));
    assert_eq!(given, ["/44250-9=0"]);
    assert_eq!(problems, ["more: it is not asked after these answers, and does not count"]);
}

#[test]
fn another_version_is_named() {
    let with = |canonical: &str| of(&response(&format!(r#""questionnaire": "{canonical}","#), "")).1;
    let other = ["the file: it answers version 2, and version 1 is known here"];
    assert_eq!(with("http://loinc.org/q/44249-1|2"), other);
    assert!(with("http://loinc.org/q/44249-1|1").is_empty());
    assert!(with("http://loinc.org/q/44249-1").is_empty());
}

#[test]
fn what_was_entered_in_error_or_may_mean_something_else_is_refused_and_the_rest_is_read() {
    let error = response("", "").replace("completed", "entered-in-error");
    let modified = response(r#""modifierExtension": [{"url": "x"}],"#, "");
    let fine = response("", "");
    let bundle = |entries: &[&String]| {
        let entries: Vec<String> = entries.iter().map(|it| format!(r#"{{"resource": {it}}}"#)).collect();
        format!(r#"{{"resourceType": "Bundle", "entry": [{}]}}"#, entries.join(","))
    };
    let patient = r#"{"resourceType": "Patient"}"#.to_owned();
    let inner = bundle(&[&modified, &fine]);
    let found = read(&bundle(&[&error, &patient, &fine, &inner]));
    let said: Vec<_> =
        found.iter().map(|one| one.as_ref().map(|it| it.place.as_str()).map_err(String::as_str)).collect();
    let expected = [
        Err("entry 1: it was entered in error, as it says itself"),
        Ok("entry 3"),
        Err("entry 4, entry 1: a modifierExtension may turn its meaning around, and is not supported"),
        Ok("entry 4, entry 2"),
    ];
    assert_eq!(said, expected);
    // A list of a response and a Bundle is what LHC-Forms gives when it extracts observations.
    assert_eq!(read(&format!("[{fine}, {}]", bundle(&[&patient]))).len(), 1);
}

#[test]
fn a_file_without_a_response_is_refused_by_a_sentence() {
    let why = |json: &str| FilledIn::read(json.as_bytes()).expect_err("it is refused").to_string();
    assert_eq!(why(r#"{"resourceType": "Patient"}"#), "the file: no QuestionnaireResponse is in it");
    assert_eq!(why("7"), "the file: no QuestionnaireResponse is in it");
    assert_eq!(why("<a/>"), "the file: this is XML; only the JSON of FHIR is read");
    assert_eq!(
        why("{}\n{}"),
        "the file: this is NDJSON, a resource a line; only one resource or a Bundle is read"
    );
    assert_eq!(why(&"[".repeat(9_999)), "line 1: it lies too deep within itself");
    let many = vec!["{}"; 20_001].join(",");
    assert_eq!(why(&format!("[{many}]")), "the file: it holds more than 20000 resources");
}

#[test]
fn a_form_is_found_by_its_address_or_panel_or_items() {
    let scoring = Scoring::default();
    let ours = form();
    let mut panel = form();
    panel.url = "http://example.org/ours".to_owned();
    let mut other = form();
    other.url = "http://example.org/other".to_owned();
    other.codes.clear();
    other.items.truncate(1);
    other.items[0].items.truncate(1);
    let find = |forms: &[&Form], canonical: &str, items: &str| {
        let filled = read(&response(&format!(r#""questionnaire": "{canonical}","#), items))
            .remove(0)
            .expect("it is read");
        let forms: Vec<_> = forms.iter().map(|form| (*form, &scoring)).collect();
        filled.form_among(&forms).map_err(|fault| fault.message)
    };
    assert_eq!(find(&[&other, &ours], "http://loinc.org/q/44249-1|9", ""), Ok(1));
    assert_eq!(find(&[&other, &panel], "http://loinc.org/q/44249-1", ""), Ok(1));
    assert_eq!(find(&[&other, &panel], "https://loinc.org/44249-1/", ""), Ok(1));
    let first = coded("/44250-9", r#""code": "x""#);
    assert_eq!(find(&[&panel, &other], "Questionnaire/123", &first), Ok(1));
    let strange = format!("{first}, {}", one("strange", r#""valueInteger": 1"#));
    let none = Err("it answers no questionnaire that is known here".to_owned());
    assert_eq!(find(&[&panel, &other], "", &strange), none);
    assert_eq!(find(&[&panel, &other], "", ""), none);
    assert_eq!(find(&[], "http://loinc.org/q/44249-1", &first), none);
    let twice = Err("it could answer more than one questionnaire".to_owned());
    assert_eq!(find(&[&other, &other], "", &first), twice);
    assert_eq!(find(&[&panel, &panel], "http://loinc.org/q/44249-1", ""), twice);
}
