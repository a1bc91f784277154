//! What published examples are made of is read, and what of it is not followed is named item by item.
//!
//! The words are of our own making. What each form is built of stands in an example of HL7's Structured Data Capture (CC0,
//! `HL7/sdc`, `input/fsh/examples`) or of LHC-Forms (`LHNCBC/lforms`, `test/data/R4`); each test names which.

use hearken_core::responses::{Answer, Given};
use hearken_measures::Form;
use serde_json::{Value, json};

const FHIR: &str = "http://hl7.org/fhir/StructureDefinition";
const SDC: &str = "http://hl7.org/fhir/uv/sdc/StructureDefinition";
const NOT_ASKED: &str = "only a program would fill it in, so it is not asked";
const NOT_WORKED_OUT: &str = "calculatedExpression: what it comes to is not worked out here";

fn read(form: &Value) -> Result<Form, Vec<String>> {
    let said = |faults: Vec<hearken_measures::Fault>| faults.iter().map(ToString::to_string).collect();
    Form::read(form.to_string().as_bytes()).map_err(said)
}

fn loads(form: &Value) -> (Form, Vec<String>) {
    let form = read(form).expect("it is read");
    let notes = form.notes.iter().map(ToString::to_string).collect();
    (form, notes)
}

fn form(rest: Value) -> Value {
    let mut form = json!({"resourceType": "Questionnaire", "status": "active", "experimental": true,
        "url": "http://example.org/quiet", "title": "How quiet it is", "subjectType": ["Patient"]});
    if let (Some(form), Value::Object(rest)) = (form.as_object_mut(), rest) {
        form.extend(rest);
    }
    form
}

fn expression(url: &str, name: &str, expression: &str) -> Value {
    json!({"url": url, "valueExpression": {"name": name, "language": "text/fhirpath", "expression": expression}})
}

fn control(code: &str) -> Value {
    json!({"url": format!("{FHIR}/questionnaire-itemControl"), "valueCodeableConcept": {"coding": [
        {"system": "http://hl7.org/fhir/questionnaire-item-control", "code": code}], "text": code}})
}

fn asked(form: &Form) -> Vec<&str> {
    form.questions(&[]).map(|item| item.link_id.as_str()).collect()
}

/// `questionnaire-sdc-profile-example-PHQ9`: a contained value set, a group, a total by `weight()` of the type quantity.
#[test]
fn the_depression_example_of_sdc() {
    let weighed = |code: &str, display: &str, weight: u8| {
        json!({"code": code, "display": display, "extension": [
            {"url": format!("{FHIR}/itemWeight"), "valueDecimal": weight}]})
    };
    let question = |id: &str| json!({"linkId": id, "text": "Is it quiet?", "type": "choice", "answerValueSet": "#often"});
    let (form, notes) = loads(&form(json!({
        "extension": [
            {"url": format!("{FHIR}/rendering-styleSensitive"), "valueBoolean": true},
            {"url": format!("{FHIR}/artifact-versionAlgorithm"), "valueCoding": {"code": "semver"}}],
        "contained": [{"resourceType": "ValueSet", "id": "often", "status": "active", "compose": {"include": [
            {"system": "http://example.org/often", "concept": [weighed("never", "Never", 0), weighed("daily", "Every day", 3)]}]}}],
        "item": [{"linkId": "H1", "text": "Over the last week", "type": "group", "item": [
            question("H1/Q1"), question("H1/Q2"),
            {"linkId": "H1/TS", "text": "Total", "type": "quantity", "code": [{"system": "http://example.org", "code": "ts"}],
             "extension": [
                expression(&format!("{SDC}/sdc-questionnaire-calculatedExpression"), "score",
                    "%resource.item.where(linkId!='H1/TS').answer.value.weight().sum()"),
                {"url": format!("{FHIR}/questionnaire-unitOption"), "valueCoding": {"code": "1"}}]}]}],
    })));
    assert_eq!(asked(&form), ["H1/Q1", "H1/Q2"]);
    let daily = form.item("H1/Q1").and_then(|item| item.options.get(1));
    assert_eq!(daily.and_then(|choice| choice.whole()), Some(3));
    let not_followed = ["the file: artifact-versionAlgorithm is not followed".to_owned()].into_iter();
    let total = [NOT_WORKED_OUT, "questionnaire-unitOption is not followed", NOT_ASKED];
    let expected: Vec<String> = not_followed.chain(total.map(|why| format!("H1/TS: {why}"))).collect();
    assert_eq!(notes, expected);
}

/// `questionnaire-sdc-profile-example-weight-height-tracking-panel`: variables of the file, units, decimals, a rounded result.
#[test]
fn the_weight_and_height_example_of_sdc() {
    let unit =
        |code: &str| json!({"url": format!("{FHIR}/questionnaire-unit"), "valueCoding": {"code": code}});
    let (form, notes) = loads(&form(json!({
        "extension": [
            expression(&format!("{FHIR}/variable"), "length", "%resource.item.where(linkId='/1').answer.value"),
            {"url": format!("{SDC}/sdc-questionnaire-performerType"), "valueCode": "Practitioner"}],
        "item": [
            {"linkId": "/1", "text": "How long is the path?", "type": "decimal", "required": false,
             "extension": [unit("km"), {"url": format!("{SDC}/sdc-questionnaire-observationLinkPeriod"),
                "valueDuration": {"value": 1, "code": "a"}}]},
            {"linkId": "/2", "text": "How was the ground?", "type": "choice", "extension": [control("drop-down")],
             "answerOption": [{"valueCoding": {"code": "dry", "display": "Dry"}}, {"valueCoding": {"code": "wet"}}]},
            {"linkId": "/3", "text": "Squared", "type": "decimal", "extension": [unit("km2"),
                expression(&format!("{SDC}/sdc-questionnaire-calculatedExpression"), "", "(%length.power(2)).round(1)")]}],
    })));
    assert_eq!(asked(&form), ["/1", "/2"]);
    let expected = [
        "the file: variable: “length” is not worked out here",
        "the file: sdc-questionnaire-performerType is not followed",
        "/1: questionnaire-unit is not followed",
        "/1: sdc-questionnaire-observationLinkPeriod is not followed",
        "/3: questionnaire-unit is not followed",
        &format!("/3: {NOT_WORKED_OUT}"),
        &format!("/3: {NOT_ASKED}"),
    ];
    assert_eq!(notes, expected);
}

/// `questionnaire-sdc-profile-example-hunger-vital-signs`: a choice that is worked out, with a help text under it.
#[test]
fn the_vital_sign_example_of_sdc() {
    let option = |code: &str| json!({"valueCoding": {"system": "http://example.org", "code": code}});
    let (form, notes) = loads(&form(json!({
        "extension": [expression(&format!("{FHIR}/variable"), "codes", "'often'.combine('sometimes')")],
        "item": [
            {"linkId": "/1", "text": "Was it loud?", "type": "choice", "answerOption": [option("often"), option("never")]},
            {"linkId": "/2", "text": "Loud", "type": "choice", "readOnly": true,
             "answerOption": [option("yes"), option("no")],
             "extension": [control("drop-down"),
                expression(&format!("{FHIR}/variable"), "this", "%questionnaire.item.where(linkId = '/2')"),
                expression(&format!("{SDC}/sdc-questionnaire-calculatedExpression"), "", "iif(%codes.exists(), %this, {})")],
             "item": [{"linkId": "/2-help", "type": "display", "text": "More", "extension": [control("help")]}]}],
    })));
    assert_eq!(asked(&form), ["/1"]);
    let expected = [
        "the file: variable: “codes” is not worked out here",
        "/2: variable: “this” is not worked out here",
        &format!("/2: {NOT_WORKED_OUT}"),
        &format!("/2: {NOT_ASKED}"),
    ];
    assert_eq!(notes, expected);
}

/// `questionnaire-sdc-profile-example-item-weight` (a constraint with parts), `…-test-nested-groups` (groups that repeat) and
/// `…-test-initialvalue` (answers beforehand).
#[test]
fn constraints_groups_that_repeat_and_answers_beforehand_of_sdc() {
    let constraint = json!({"url": format!("{FHIR}/targetConstraint"), "extension": [
        {"url": "key", "valueId": "one"}, {"url": "severity", "valueCode": "warning"},
        {"url": "expression", "valueExpression": {"language": "text/fhirpath", "expression": "%resource.item.count() >= 3"}}]});
    let (form, notes) = loads(&form(json!({"item": [
        {"linkId": "1", "type": "group", "text": "One", "extension": [constraint], "item": [
            {"linkId": "1.1", "type": "group", "repeats": true, "item": [
                {"linkId": "1.1.1", "type": "string", "text": "Text box", "maxLength": 100}]},
            {"linkId": "1.2", "type": "boolean", "initial": [{"valueBoolean": true}]}]}]})));
    assert_eq!(asked(&form), ["1.1.1", "1.2"]);
    let expected = [
        "1: targetConstraint is not followed",
        "1.1: repeats: the group is asked once",
        "1.1.1: maxLength: answers may be longer",
        "1.2: initial: nothing is answered beforehand",
    ];
    assert_eq!(notes, expected);
}

/// `questionnaire-sdc-test-enableWhen`: what waits for others is asked after them; what is of a kind that is not asked is named.
#[test]
fn the_example_of_sdc_in_which_questions_wait() {
    let waits = |id: &str, operator: &str, (name, value): (&str, Value)| {
        json!({"linkId": id, "type": "string", "enableBehavior": "any",
            "enableWhen": [{"question": "several", "operator": operator, name: value}]})
    };
    let option = |code: &str| json!({"valueCoding": {"system": "http://example.org", "code": code}});
    let several = json!({"linkId": "several", "type": "choice", "repeats": true, "extension": [control("drop-down")],
        "answerOption": [option("1"), option("9")]});
    let other = waits("which", "=", ("answerCoding", json!({"system": "http://example.org", "code": "9"})));
    let (read_form, notes) = loads(&form(json!({"item": [several, other]})));
    assert_eq!(notes, [""; 0]);
    // Its codes count nothing, so they are kept as codes.
    let code = |code: &str| Given {
        item: "several".to_owned(),
        answer: Answer::Code { system: "http://example.org".to_owned(), code: code.to_owned() },
    };
    let after = |given: &[Given]| read_form.questions(given).any(|item| item.link_id == "which");
    assert!(!after(&[code("1")]) && after(&[code("1"), code("9")]));
    let elsewhere = json!({"linkId": "known", "type": "choice", "answerValueSet": "http://terminology.hl7.org/ValueSet/yes"});
    let clock = json!({"linkId": "clock", "type": "time"});
    let later = json!({"linkId": "later", "type": "string", "enableWhen": [
        {"question": "clock", "operator": ">", "answerTime": "11:11:11"}]});
    let expected = [
        "known: answerValueSet is not supported unless the value set is contained in the form",
        "known: its value set holds no codes",
        "clock: the type time is not supported",
        "later: enableWhen with “>” and this answer is not supported",
    ];
    let faults = read(&form(json!({"item": [elsewhere, clock, later]}))).expect_err("it is refused");
    assert!(faults.iter().all(|fault| expected.contains(&fault.as_str())), "{faults:?}");
    assert!([0, 2, 3].iter().all(|at| faults.iter().any(|fault| fault == expected[*at])), "{faults:?}");
}

/// LHC-Forms' `phq9.json`, `apgar-with-itemWeight-variable.json` and `q-with-minOccurs-maxOccurs.json`.
#[test]
fn the_examples_of_lhc_forms() {
    let option = |code: &str, weight: u8| {
        json!({"valueCoding": {"system": "http://example.org", "code": code}, "extension": [
            {"url": format!("{FHIR}/questionnaire-optionPrefix"), "valueString": weight.to_string()},
            {"url": format!("{FHIR}/ordinalValue"), "valueDecimal": weight}]})
    };
    let often =
        |name: &str, most: u8| json!({"url": format!("{FHIR}/questionnaire-{name}"), "valueInteger": most});
    let (form, notes) = loads(&form(json!({
        "meta": {"profile": [format!("{SDC}/sdc-questionnaire|3.5.0")]},
        "item": [
            {"linkId": "/44250-9", "type": "choice", "required": true, "text": "Is it quiet?",
             "extension": [often("minOccurs", 1), control("drop-down")],
             "answerOption": [option("never", 0), option("daily", 3)]},
            {"linkId": "/2", "type": "choice", "repeats": true, "extension": [often("minOccurs", 2), often("maxOccurs", 3)],
             "answerOption": [{"valueString": "Apple"}, {"valueString": "Pear"}]},
            {"linkId": "/3", "type": "decimal", "readOnly": true, "extension": [
                expression(&format!("{FHIR}/variable"), "a", "%questionnaire.item.answerOption"),
                expression(&format!("{FHIR}/questionnaire-calculatedExpression"), "", "iif(%a.exists(), %a, {})")]}],
    })));
    assert_eq!(asked(&form), ["/44250-9", "/2"]);
    let expected = [
        "/44250-9: questionnaire-minOccurs is not followed",
        "/2: questionnaire-minOccurs is not followed",
        "/2: questionnaire-maxOccurs is not followed",
        "/3: variable: “a” is not worked out here",
        &format!("/3: {NOT_WORKED_OUT}"),
        &format!("/3: {NOT_ASKED}"),
    ];
    assert_eq!(notes, expected);
}

/// LHC-Forms' `q-enableWhen-with-reference-loop.json`, `enableWhenOnCalculatedValueFromFHIRPath.json`,
/// `q-with-duplicate-variable-names-item-level.json`, `q-with-modifierExtension.json`, `enableWhenExpressionTest.json`.
#[test]
fn the_broken_examples_of_lhc_forms_are_refused_with_their_reasons() {
    let wait = |id: &str, on: &str| {
        json!({"linkId": id, "type": "string", "enableWhen": [
            {"question": on, "operator": "exists", "answerBoolean": true}]})
    };
    let variable = || expression(&format!("{FHIR}/variable"), "a", "1");
    let cases = [
        (json!([wait("1", "2"), wait("2", "1")]), "1: it waits for itself: 1 → 2 → 1"),
        (
            json!([{"linkId": "sum", "type": "integer", "extension": [
                expression(&format!("{SDC}/sdc-questionnaire-calculatedExpression"), "", "1")]}, wait("1", "sum")]),
            "1: it waits for “sum”, which only a program would fill in",
        ),
        (
            json!([{"linkId": "1", "type": "string", "extension": [variable(), variable()]}]),
            "1: the variable “a” stands there twice",
        ),
        (
            json!([{"linkId": "1", "type": "string", "modifierExtension": [{"url": "http://example.org/x"}]}]),
            "1: a modifierExtension may turn its meaning around, and is not supported",
        ),
        (
            json!([{"linkId": "1", "type": "string", "extension": [
                expression(&format!("{SDC}/sdc-questionnaire-enableWhenExpression"), "", "true")]}]),
            "1: sdc-questionnaire-enableWhenExpression is not supported",
        ),
    ];
    for (items, why) in cases {
        assert_eq!(read(&form(json!({"item": items}))), Err(vec![why.to_owned()]));
    }
}

/// An endless expression is never begun, however often answers are given.
#[test]
fn an_expression_that_never_ends_is_named_and_never_begun() {
    for endless in ["1.repeat($this + 1)", "descendants().repeat(descendants())", &"(".repeat(9_000)] {
        let (form, notes) = loads(&form(json!({"item": [
            {"linkId": "1", "type": "integer"},
            {"linkId": "sum", "type": "integer", "extension": [
                expression(&format!("{SDC}/sdc-questionnaire-calculatedExpression"), "", endless)]}]})));
        assert_eq!(asked(&form), ["1"]);
        assert_eq!(notes, [format!("sum: {NOT_WORKED_OUT}"), format!("sum: {NOT_ASKED}")]);
    }
}
