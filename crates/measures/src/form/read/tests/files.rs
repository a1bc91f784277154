//! Files that hold no questionnaire, or one that is too large.

use super::{faults, read, read_file};
use crate::{Form, MOST_DEPTH, MOST_ITEMS, MOST_NOTES};

#[test]
fn five_thousand_items_are_read_and_one_more_is_not() {
    let many = |many: usize| {
        let items = (0..many).map(|at| format!(r#"{{"linkId": "{at}", "type": "string"}}"#));
        read(&items.collect::<Vec<_>>().join(","))
    };
    assert_eq!(many(MOST_ITEMS).map(|form| form.items.len()), Ok(MOST_ITEMS));
    assert_eq!(many(MOST_ITEMS + 1), Err(vec!["the file: it has more than 5000 items".to_owned()]));
}

/// So many items, each in the one before.
fn nested(many: usize) -> String {
    let open =
        (1..many).map(|at| format!(r#"{{"linkId": "{at}", "type": "group", "item": ["#)).collect::<String>();
    open + r#"{"linkId": "last", "type": "string"}"# + &"]}".repeat(many - 1)
}

#[test]
fn sixteen_items_may_lie_within_each_other_and_one_more_may_not() {
    assert!(read(&nested(MOST_DEPTH)).is_ok());
    assert_eq!(faults(&nested(MOST_DEPTH + 1)), ["16: items lie deeper than 16 within each other"]);
    assert_eq!(faults(&nested(40)).len(), 1);
}

#[test]
fn what_lies_too_deep_within_itself_is_refused_before_the_stack_is_full() {
    let deep = "line 1: it lies too deep within itself";
    assert_eq!(read_file(&"[".repeat(1_000_000)), Err(vec![deep.to_owned()]));
    assert_eq!(read_file(&"{\"item\":".repeat(100_000)), Err(vec![deep.to_owned()]));
    assert_eq!(faults(&nested(50_000)), [deep]);
}

#[test]
fn xml_and_ndjson_are_refused_by_a_sentence() {
    let xml = "the file: this is XML; only the JSON of FHIR is read";
    assert_eq!(read_file("\n<Questionnaire/>"), Err(vec![xml.to_owned()]));
    assert_eq!(read_file("\u{feff}<?xml?>"), Err(vec![xml.to_owned()]));
    let ndjson = "the file: this is NDJSON, a resource a line; only one resource or a Bundle is read";
    assert_eq!(read_file("{\"a\": 1}\n{\"b\": 2}\n"), Err(vec![ndjson.to_owned()]));
    assert_eq!(read_file("{\n\"a\": }"), Err(vec!["line 2: this is not JSON".to_owned()]));
    assert_eq!(read_file("[]"), Err(vec!["the file: a questionnaire is an object".to_owned()]));
    assert_eq!(
        read_file(r#"{"resourceType": "Patient"}"#).expect_err("it is refused"),
        ["the file: its resourceType is not Questionnaire", "the file: it asks nothing"]
    );
}

#[test]
fn a_bundle_gives_its_one_questionnaire() {
    let one =
        r#"{"resource": {"resourceType": "Questionnaire", "item": [{"linkId": "a", "type": "string"}]}}"#;
    let bundle = |entries: &str| format!(r#"{{"resourceType": "Bundle", "entry": [{entries}]}}"#);
    assert!(read_file(&bundle(one)).is_ok());
    let many = ["the file: this Bundle holds more than one Questionnaire".to_owned()];
    assert_eq!(read_file(&bundle(&format!("{one},{one}"))), Err(many.to_vec()));
    let none = ["the file: no Questionnaire is in this Bundle".to_owned()];
    assert_eq!(read_file(&bundle("")), Err(none.to_vec()));
}

#[test]
fn a_questionnaire_gives_its_own_text_and_nothing_of_the_bundle_around_it() {
    let one = r#"{ "resourceType":"Questionnaire",  "item":[{"linkId":"a","type":"string"}]}"#;
    let text = |file: &str| Form::read_with_text(file.as_bytes()).map(|(_, text)| text);
    assert_eq!(text(one).as_deref(), Ok(one));
    assert_eq!(text(&format!("\u{feff}{one}")).as_deref(), Ok(one));
    let bundle = format!(
        r#"{{"resourceType": "Bundle", "entry": [{{"resource": {{"resourceType": "Patient", "name": []}}}}, {{"resource": {one}}}]}}"#
    );
    let own = text(&bundle).expect("it is read");
    assert!(!own.contains("Patient") && text(&own).as_deref() == Ok(own.as_str()), "{own}");
}

#[test]
fn a_thousand_things_may_not_be_followed_and_with_more_it_is_refused_once() {
    let many = |many: usize| {
        let item = |at| format!(r#"{{"linkId": "{at}", "type": "string", "maxLength": 3}}"#);
        read(&(0..many).map(item).collect::<Vec<_>>().join(","))
    };
    assert_eq!(many(MOST_NOTES).map(|form| form.notes.len()), Ok(MOST_NOTES));
    assert_eq!(
        many(MOST_NOTES + 9),
        Err(vec!["the file: more than 1000 things in it are not followed".to_owned()])
    );
}
