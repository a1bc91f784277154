//! What can be chosen and what it counts.

use super::{faults, form, read, read_file};
use crate::MOST_OPTIONS;

#[test]
fn two_hundred_options_are_read_and_one_more_is_not() {
    let many = |many: usize| {
        let options =
            (0..many).map(|at| format!(r#"{{"valueString": "{at}"}}"#)).collect::<Vec<_>>().join(",");
        read(&format!(r#"{{"linkId": "a", "type": "choice", "answerOption": [{options}]}}"#))
    };
    assert_eq!(many(MOST_OPTIONS).map(|form| form.items[0].options.len()), Ok(MOST_OPTIONS));
    assert_eq!(many(MOST_OPTIONS + 1), Err(vec!["a: it has more than 200 options".to_owned()]));
    assert_eq!(many(100_000), Err(vec!["a: it has more than 200 options".to_owned()]));
}

#[test]
fn what_a_choice_counts_may_stand_on_it_or_in_its_code_under_all_its_names() {
    for name in [
        "ordinalValue",
        "itemWeight",
        "questionnaire-ordinalValue",
        "valueset-ordinalValue",
        "iso21090-CO-value",
    ] {
        let counts = format!(
            r#""extension": [{{"url": "http://hl7.org/fhir/StructureDefinition/{name}", "valueDecimal": 2}}]"#
        );
        let form = form(&format!(
            r#"{{"linkId": "a", "type": "choice", "answerOption": [
                {{{counts}, "valueCoding": {{"system": "s", "code": "on"}}}},
                {{"valueCoding": {{"system": "s", "code": "in", {counts}}}}},
                {{"valueCoding": {{"system": "s", "code": "nothing"}}}}]}}"#
        ));
        let values: Vec<_> = form.items[0].options.iter().map(|option| option.value).collect();
        assert_eq!(values, [Some(2.0), Some(2.0), None], "{name}");
    }
}

#[test]
fn codes_of_a_value_set_within_the_form_are_options() {
    let with = |set: &str| {
        read_file(&format!(
            r##"{{"resourceType": "Questionnaire", "contained": [{{"resourceType": "ValueSet", "id": "v", {set}}}],
                "item": [{{"linkId": "a", "type": "choice", "answerValueSet": "#v"}}]}}"##
        ))
    };
    let counts = r#""extension": [{"url": "http://hl7.org/fhir/StructureDefinition/ordinalValue", "valueDecimal": 1}]"#;
    for set in [
        format!(
            r#""compose": {{"include": [{{"system": "s", "concept": [{{"code": "c", "display": "One", {counts}}}]}}]}}"#
        ),
        format!(
            r#""expansion": {{"contains": [{{"system": "s", "code": "c", "display": "One", {counts}}}]}}"#
        ),
    ] {
        let form = with(&set).expect("it is read");
        let option = &form.items[0].options[0];
        let read =
            (option.coding.system.as_str(), option.coding.code.as_str(), option.label.as_str(), option.value);
        assert_eq!(read, ("s", "c", "One", Some(1.0)));
    }
    let open = with(r#""compose": {"include": [{"system": "s"}]}"#);
    let expected = ["a: its value set does not list its codes one by one", "a: its value set holds no codes"];
    assert_eq!(open.expect_err("it is refused"), expected);
}

#[test]
fn a_value_set_elsewhere_is_named_and_never_fetched() {
    for set in ["http://example.org/ValueSet/x", "#not-there"] {
        let found = faults(&format!(r#"{{"linkId": "a", "type": "choice", "answerValueSet": "{set}"}}"#));
        assert_eq!(
            found,
            ["a: answerValueSet is not supported unless the value set is contained in the form"]
        );
    }
}
