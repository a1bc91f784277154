//! What is read of a questionnaire, and every reason for which one is refused.

mod choices;
mod files;
mod waiting;

use super::*;

fn read(items: &str) -> Result<Form, Vec<String>> {
    let json =
        format!("{{\"resourceType\": \"Questionnaire\", \"status\": \"active\", \"item\": [{items}]}}");
    read_file(&json)
}

fn read_file(json: &str) -> Result<Form, Vec<String>> {
    Form::read(json.as_bytes()).map_err(|faults| faults.iter().map(ToString::to_string).collect())
}

fn faults(items: &str) -> Vec<String> {
    read(items).expect_err("it is refused")
}

fn form(items: &str) -> Form {
    read(items).expect("it is read")
}

#[test]
fn every_type_that_is_asked_is_read() {
    let of = |name: &str| match name {
        "group" => r#", "item": [{"linkId": "under", "type": "string"}]"#,
        "choice" | "open-choice" => r#", "answerOption": [{"valueString": "one"}]"#,
        _ => "",
    };
    for name in [
        "group",
        "display",
        "boolean",
        "decimal",
        "integer",
        "date",
        "string",
        "text",
        "choice",
        "open-choice",
    ] {
        let form = form(&format!("{{\"linkId\": \"a\", \"type\": \"{name}\"{}}}", of(name)));
        assert_eq!(form.items[0].link_id, "a", "{name}");
    }
}

#[test]
fn every_other_type_is_refused_by_its_name() {
    for name in ["dateTime", "time", "url", "attachment", "reference", "quantity", "question", "dance"] {
        let found = faults(&format!("{{\"linkId\": \"a\", \"type\": \"{name}\"}}"));
        assert_eq!(found, [format!("a: the type {name} is not supported")]);
    }
    assert_eq!(faults(r#"{"linkId": "a"}"#), ["a: it has no type"]);
    assert_eq!(faults(r#"{"linkId": "a", "type": 7}"#), ["a: its type is no text", "a: it has no type"]);
}

#[test]
fn fields_of_a_later_fhir_are_named() {
    let found = faults(
        r#"{"linkId": "a", "type": "coding", "answerConstraint": "optionsOnly"},
           {"linkId": "b", "type": "string", "disabledDisplay": "hidden"}"#,
    );
    let later = "is of a later FHIR; this reads R4";
    let expected = [
        format!("a: answerConstraint {later}"),
        format!("a: the type coding {later}"),
        format!("b: disabledDisplay {later}"),
    ];
    assert_eq!(found, expected);
}

#[test]
fn a_name_stands_once_over_the_whole_form() {
    let found = faults(
        r#"{"linkId": "a", "type": "group", "item": [{"linkId": "b", "type": "string"}]},
           {"linkId": "b", "type": "string"}, {"linkId": "b", "type": "string"}"#,
    );
    assert_eq!(found, ["b: its linkId stands there twice"]);
    assert_eq!(faults(r#"{"type": "string"}, {"linkId": " ", "type": "string"}"#).len(), 2);
    let long = "x".repeat(256);
    let found = faults(&format!("{{\"linkId\": \"{long}\", \"type\": \"string\"}}"));
    assert!(found[0].ends_with("…: its linkId is longer than 255 letters"), "{found:?}");
}

#[test]
fn hostile_html_is_words_like_any_other() {
    let hostile = r#"<img src=x onerror=\"alert(1)\"><script>steal()</script>&lt;"#;
    let form = form(&format!(
        r#"{{"linkId": "<b>", "type": "choice", "prefix": "<i>", "text": "{hostile}",
            "_text": {{"extension": [{{"url": "http://hl7.org/fhir/StructureDefinition/rendering-xhtml",
                "valueString": "<script>x</script>"}}]}},
            "answerOption": [{{"valueString": "{hostile}"}}]}}"#
    ));
    let plain = hostile.replace("\\\"", "\"");
    assert_eq!((form.items[0].text.as_str(), form.items[0].prefix.as_str()), (plain.as_str(), "<i>"));
    assert_eq!(form.items[0].options[0].label, plain);
}

#[test]
fn extensions_that_would_fetch_or_change_what_is_asked_are_named_at_each_item() {
    for name in ["answerExpression", "enableWhenExpression", "questionnaireAdaptive"] {
        let url = format!("http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-{name}");
        let found =
            faults(&format!(r#"{{"linkId": "a", "type": "string", "extension": [{{"url": "{url}"}}]}}"#));
        assert_eq!(found, [format!("a: sdc-questionnaire-{name} is not supported")]);
    }
    let found = faults(&variable("text/fhirpath", &"1+".repeat(5_001)));
    assert_eq!(found, ["a: an expression is longer than 10000 letters"]);
}

fn variable(language: &str, expression: &str) -> String {
    let url = "http://hl7.org/fhir/StructureDefinition/variable";
    let one = format!(
        r#"{{"url": "{url}", "valueExpression": {{"name": "n", "language": "{language}", "expression": "{expression}"}}}}"#
    );
    format!(r#"{{"linkId": "a", "type": "string", "extension": [{one}]}}"#)
}

fn notes(items: &str) -> Vec<String> {
    form(items).notes.iter().map(ToString::to_string).collect()
}

#[test]
fn what_would_only_be_worked_out_filled_in_or_held_to_is_a_note_and_the_question_is_asked() {
    for language in ["text/fhirpath", "text/cql", "application/x-fhir-query"] {
        assert_eq!(notes(&variable(language, "1 + 1")), ["a: variable: “n” is not worked out here"]);
    }
    for name in ["launchContext", "initialExpression", "sourceQueries", "my own"] {
        let found = notes(&format!(
            r#"{{"linkId": "a", "type": "string", "extension": [{{"url": "http://x.org/{name}"}}]}}"#
        ));
        assert_eq!(found, [format!("a: {name} is not followed")]);
    }
    let cases = [
        (r#""type": "string", "initial": [{"valueString": "x"}]"#, "initial: nothing is answered beforehand"),
        (
            r#""type": "choice", "answerOption": [{"valueString": "x", "initialSelected": true}]"#,
            "initial: nothing is answered beforehand",
        ),
        (r#""type": "string", "maxLength": 3"#, "maxLength: answers may be longer"),
        (
            r#""type": "group", "repeats": true, "item": [{"linkId": "b", "type": "string"}]"#,
            "repeats: the group is asked once",
        ),
        (r#""type": "string", "readOnly": true"#, "only a program would fill it in, so it is not asked"),
    ];
    for (item, why) in cases {
        assert_eq!(notes(&format!(r#"{{"linkId": "a", {item}}}"#)), [format!("a: {why}")]);
    }
    let looks =
        r#""extension": [{"url": "http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl"}]"#;
    assert_eq!(notes(&format!(r#"{{"linkId": "a", "type": "string", {looks}}}"#)), [""; 0]);
}

#[test]
fn nothing_waits_for_what_only_a_program_would_fill_in() {
    let found = faults(
        r#"{"linkId": "a", "type": "integer", "readOnly": true},
           {"linkId": "b", "type": "string",
            "enableWhen": [{"question": "a", "operator": ">", "answerInteger": 4}]}"#,
    );
    assert_eq!(found, ["b: it waits for “a”, which only a program would fill in"]);
}

#[test]
fn what_an_expression_says_or_nobody_sees_is_filled_in_by_a_program() {
    let with = |extension: &str| {
        form(&format!(r#"{{"linkId": "a", "type": "decimal", "extension": [{{{extension}}}]}}"#)).items[0]
            .computed
    };
    let expression = r#""valueExpression": {"language": "text/fhirpath", "expression": "1"}"#;
    for url in [
        "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression",
        "http://hl7.org/fhir/StructureDefinition/questionnaire-calculatedExpression",
    ] {
        assert!(with(&format!(r#""url": "{url}", {expression}"#)), "{url}");
    }
    let hidden = r#""url": "http://hl7.org/fhir/StructureDefinition/questionnaire-hidden", "valueBoolean""#;
    assert_eq!([with(&format!("{hidden}: true")), with(&format!("{hidden}: false"))], [true, false]);
    assert!(form(r#"{"linkId": "a", "type": "decimal", "readOnly": true}"#).items[0].computed);
}

#[test]
fn what_may_turn_a_meaning_around_is_refused() {
    let found = faults(r#"{"linkId": "a", "type": "string", "modifierExtension": [{"url": "x"}]}"#);
    assert_eq!(found, ["a: a modifierExtension may turn its meaning around, and is not supported"]);
}

#[test]
fn the_invariants_of_r4_are_held() {
    let option = r#""answerOption": [{"valueString": "x"}]"#;
    let cases = [
        (r#""type": "group""#.to_owned(), "a group holds at least one item"),
        (
            r#""type": "display", "item": [{"linkId": "b", "type": "string"}]"#.to_owned(),
            "a display holds no item",
        ),
        (r#""type": "display", "code": [{"code": "x"}]"#.to_owned(), "a display has no code"),
        (r#""type": "display", "required": true"#.to_owned(), "a display has no required"),
        (r#""type": "display", "repeats": true"#.to_owned(), "a display has no repeats"),
        (r#""type": "display", "readOnly": true"#.to_owned(), "a display has no readOnly"),
        (r#""type": "display", "initial": [{"valueString": "x"}]"#.to_owned(), "a display has no initial"),
        (r#""type": "choice""#.to_owned(), "it has nothing to choose from"),
        (
            format!(r#""type": "choice", {option}, "initial": [{{"valueString": "x"}}]"#),
            "it has both answerOption and initial",
        ),
        (format!(r#""type": "boolean", {option}"#), "options of this type are not supported"),
        (
            r#""type": "string", "initial": [{"valueString": "x"}, {"valueString": "y"}]"#.to_owned(),
            "it has more than one initial and does not repeat",
        ),
        (
            r#""type": "choice", "answerOption": [{}]"#.to_owned(),
            "one of its options says nothing, or is of a kind that is not supported",
        ),
        (
            r#""type": "choice", "answerOption": [{"valueString": "x"}, {"valueString": "x"}]"#.to_owned(),
            "one of its options stands there twice",
        ),
    ];
    for (item, why) in cases {
        assert_eq!(faults(&format!(r#"{{"linkId": "a", {item}}}"#)), [format!("a: {why}")], "{item}");
    }
}

#[test]
fn what_has_the_wrong_shape_is_never_passed_over_in_silence() {
    let cases = [
        (r#""enableWhen": {"question": "a"}"#, "its enableWhen is no list of objects"),
        (r#""item": {"linkId": "b", "type": "string"}"#, "its item is no list of objects"),
        (r#""item": ["b"]"#, "its item is no list of objects"),
        (r#""required": "true""#, "its required is neither true nor false"),
        (r#""repeats": 1"#, "its repeats is neither true nor false"),
        (r#""text": ["x"]"#, "its text is no text"),
    ];
    for (field, why) in cases {
        let found = faults(&format!(r#"{{"linkId": "a", "type": "string", {field}}}"#));
        assert_eq!(found, [format!("a: {why}")]);
    }
}
