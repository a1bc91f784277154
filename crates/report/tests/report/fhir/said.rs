//! What stands in a bundle, and what never does.

use hearken_core::{
    When,
    responses::{Answer, ResponseState},
};
use hearken_report::fhir;
use serde_json::{Value, json};

use super::{
    all, bytes_from,
    golden::{NEVER, TYPED, notebook_of_a_year, response},
    measured, written,
};
use crate::{
    archive::id,
    archive_twins::{noon, notebook},
};

/// The response and the observations that one response becomes.
fn alone(response: hearken_core::responses::Response) -> (Value, Vec<Value>) {
    let bundle = written(&notebook([(id(1), response.into())])).bundle;
    let observations = all(&bundle, "Observation").into_iter().cloned().collect();
    (all(&bundle, "QuestionnaireResponse")[0].clone(), observations)
}

#[test]
fn nobody_is_named_and_nothing_is_said_that_is_no_answer() {
    let written = written(&notebook_of_a_year());
    let text = written.text();
    for never in NEVER {
        assert!(!text.contains(never), "{never}");
    }
    let patient = all(&written.bundle, "Patient")[0];
    let mut fields: Vec<_> = patient.as_object().unwrap().keys().map(String::as_str).collect();
    fields.sort_unstable();
    assert_eq!(fields, ["identifier", "meta", "resourceType"]);
    let codes = &patient["meta"]["security"];
    assert_eq!([&codes[0]["code"], &codes[1]["code"]], ["PSEUDED", "R"]);
    assert!(!text.contains("\"note\"") && !text.contains("\"name\": [") && !text.contains("\"div\""));
    for response in all(&written.bundle, "QuestionnaireResponse") {
        assert!(response["subject"].as_object().unwrap().keys().eq(["reference"]));
    }
}

#[test]
fn words_that_were_typed_stand_in_the_answer_alone() {
    let bundle = written(&notebook_of_a_year()).bundle;
    fn places(value: &Value, name: &str, found: &mut Vec<String>) {
        match value {
            Value::String(words) if words.contains(TYPED) => found.push(name.to_owned()),
            Value::Array(all) => all.iter().for_each(|one| places(one, name, found)),
            Value::Object(fields) => fields.iter().for_each(|(name, value)| places(value, name, found)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    places(&bundle, "", &mut found);
    assert!(!found.is_empty() && found.iter().all(|name| name == "valueString"), "{found:?}");
}

#[test]
fn two_exports_have_no_id_in_common() {
    let notebook = notebook_of_a_year();
    let ids = |seed| -> Vec<String> {
        let text = fhir::write(&notebook, &measured(), &noon(), &mut bytes_from(seed)).text();
        text.split("urn:uuid:").skip(1).map(|rest| rest[..36].to_owned()).collect()
    };
    let (one, other) = (ids(1), ids(2));
    assert!(one.len() > 20 && one.iter().all(|id| !other.contains(id)));
    assert!(one.iter().all(|id| id.as_bytes()[14] == b'4' && !id.starts_with("00000000")), "random ones");
}

#[test]
fn a_questionnaire_is_the_file_as_it_is_and_only_where_it_was_answered() {
    let bundle = written(&notebook([(id(1), response("suds", ResponseState::Open, &[]).into())])).bundle;
    let forms = all(&bundle, "Questionnaire");
    let text = measured().iter().find(|it| it.id == "suds").unwrap().text;
    assert_eq!(forms, [&serde_json::from_str::<Value>(text).unwrap()]);
}

#[test]
fn a_response_is_nested_as_its_form_and_says_codes_of_loinc() {
    let (response, _) = alone(response("phq-9", ResponseState::Finished, &[1, 2]));
    assert_eq!(response["questionnaire"], "http://loinc.org/q/44249-1|1");
    assert_eq!(response["status"], "completed");
    assert_eq!(response["authored"], "2026-03-01T10:00:00+01:00");
    assert_eq!(response["author"], response["subject"]);
    assert!(response["subject"].get("display").is_none());
    let group = &response["item"][0];
    assert_eq!(group["linkId"], "stem");
    let answers: Vec<_> = group["item"].as_array().unwrap().iter().map(|it| &it["answer"]).collect();
    assert_eq!(answers.len(), 2, "what was not answered is not there");
    assert_eq!(answers[0][0]["valueCoding"]["code"], "LA6569-3");
    assert_eq!(answers[0][0]["valueCoding"]["extension"][0]["valueDecimal"], 1);
}

#[test]
fn each_state_has_its_status_and_a_total_only_once_it_is_finished() {
    for (state, status) in ResponseState::ALL.into_iter().zip(["in-progress", "completed", "stopped"]) {
        let (response, observations) = alone(response("phq-9", state, &[1; 9]));
        assert_eq!(response["status"], status);
        assert_eq!(observations.is_empty(), state != ResponseState::Finished);
    }
}

#[test]
fn answers_of_questions_that_are_not_asked_and_those_left_open_are_left_out() {
    let mut all_no = response("asq", ResponseState::Finished, &[1, 1, 1, 1, 0]);
    all_no.give("asq-3", vec![Answer::Skipped]);
    let (response, observations) = alone(all_no);
    let items = response["item"].as_array().unwrap();
    let ids: Vec<_> = items.iter().map(|it| it["linkId"].as_str().unwrap()).collect();
    assert_eq!(ids, ["asq-1", "asq-2", "asq-4"]);
    assert_eq!(observations[0]["valueCodeableConcept"]["coding"][0]["code"], "asq-refused");
}

#[test]
fn an_outcome_has_the_code_of_loinc_and_a_value_of_ours() {
    let (_, observations) = alone(response("asq", ResponseState::Finished, &[0, 1, 1, 1, 0]));
    let [outcome] = &observations[..] else { panic!("one outcome and no total: {observations:?}") };
    assert_eq!(outcome["code"]["coding"][0], json!({ "system": "http://loinc.org", "code": "93374-7" }));
    let value = json!([{ "system": "urn:hearken:measures", "code": "asq-acute" }]);
    assert_eq!(outcome["valueCodeableConcept"]["coding"], value);
}

#[test]
fn a_total_has_its_code_its_unit_and_what_it_is_made_of() {
    let bundle =
        written(&notebook([(id(1), response("phq-9", ResponseState::Finished, &[1; 9]).into())])).bundle;
    let total = all(&bundle, "Observation")[0];
    assert_eq!(total["code"]["coding"][0], json!({ "system": "http://loinc.org", "code": "44261-6" }));
    let value =
        json!({ "value": 9, "unit": "score", "system": "http://unitsofmeasure.org", "code": "{score}" });
    assert_eq!(total["valueQuantity"], value);
    assert_eq!(total["interpretation"][0]["text"], "mild");
    let made_of = total["derivedFrom"][0]["reference"].as_str();
    let entries = bundle["entry"].as_array().unwrap();
    let response =
        entries.iter().find(|it| it["resource"]["resourceType"] == "QuestionnaireResponse").unwrap();
    assert_eq!(made_of, response["fullUrl"].as_str());
}

#[test]
fn a_total_that_is_withheld_has_a_reason_and_no_value() {
    let (_, observations) = alone(response("phq-9", ResponseState::Finished, &[1, 1, 1]));
    assert!(observations[0].get("valueQuantity").is_none());
    assert_eq!(observations[0]["dataAbsentReason"]["coding"][0]["code"], "not-performed");
    let (_, observations) = alone(response("phq-9", ResponseState::Finished, &[1; 7]));
    assert_eq!(observations[0]["valueQuantity"]["value"], 9);
    assert_eq!(observations[0]["method"]["coding"][0]["code"], "prorated");
}

#[test]
fn every_scale_of_the_pcl_5_is_there_under_codes_of_ours_and_none_has_a_band() {
    let (_, observations) = alone(response("pcl-5", ResponseState::Finished, &[3; 20]));
    let codes: Vec<_> = observations.iter().map(|it| it["code"]["coding"].clone()).collect();
    let ours = |code: &str| json!([{ "system": "urn:hearken:measures", "code": code }]);
    assert_eq!(codes, ["pcl-5-total", "pcl-5-b", "pcl-5-c", "pcl-5-d", "pcl-5-e"].map(ours));
    assert!(observations.iter().all(|it| it.get("interpretation").is_none()));
}

#[test]
fn what_stands_below_a_question_goes_with_its_answer_and_a_sum_is_nobodys_answer() {
    let mut own = response("own", ResponseState::Finished, &[]);
    own.give("words", vec![Answer::Text("it\u{0} was".to_owned()), Answer::Text("twice".to_owned())]);
    own.give("words-again", vec![Answer::Yes(true)]);
    let a = Answer::Code { system: "urn:test".to_owned(), code: "a".to_owned() };
    own.give("which", vec![a, Answer::Text("B".to_owned()), Answer::Text("my own".to_owned())]);
    own.give("since", vec![Answer::Date("2026-11".to_owned())]);
    own.give("much", vec![Answer::Decimal("1.5".to_owned())]);
    own.give("sum", vec![Answer::Decimal("9".to_owned())]);
    let (response, _) = alone(own);
    let item = |link_id: &str, text: &str, answer: Value| json!({ "linkId": link_id, "text": text, "answer": answer });
    let again = item("words-again", "Again?", json!([{ "valueBoolean": true }]));
    let a = json!({ "valueCoding": { "system": "urn:test", "code": "a", "display": "A" } });
    let expected = json!([
        item("words", "What was it?", json!([{ "valueString": "it was", "item": [again] }])),
        item("which", "Which?", json!([a, { "valueString": "B" }, { "valueString": "my own" }])),
        item("since", "Since when?", json!([{ "valueDate": "2026-11" }])),
        item("much", "How much?", json!([{ "valueDecimal": 1.5 }])),
    ]);
    assert_eq!(response["item"], expected);
}

#[test]
fn an_observer_is_not_taken_for_the_person() {
    let (response, _) = alone(response("moaas", ResponseState::Finished, &[1]));
    assert!(response.get("author").is_none() && response.get("source").is_none());
}

#[test]
fn a_whole_day_is_a_day_and_an_offset_that_fhir_cannot_say_is_turned() {
    let at = |when: When| {
        let (response, _) = alone(hearken_core::responses::Response {
            when,
            ..response("suds", ResponseState::Finished, &[3])
        });
        response["authored"].as_str().unwrap().to_owned()
    };
    assert_eq!(at(When { all_day: true, ..noon() }), "2026-03-01");
    assert_eq!(at(When { offset_minutes: -15 * 60, ..noon() }), "2026-03-01T09:00:00+00:00");
    assert_eq!(at(When { offset_minutes: -210, ..noon() }), "2026-03-01T05:30:00-03:30");
}

#[test]
fn vital_signs_have_the_codes_of_the_profile_and_the_units_of_ucum() {
    let bundle = written(&notebook_of_a_year()).bundle;
    let of = |code: &str| -> Vec<&Value> {
        let has = |it: &&Value| it["code"]["coding"].as_array().unwrap().iter().any(|it| it["code"] == code);
        all(&bundle, "Observation").into_iter().filter(has).collect()
    };
    let pressures = of("85354-9");
    assert_eq!(pressures.len(), 2);
    assert!(pressures[0].get("valueQuantity").is_none(), "the panel has no value of its own");
    assert_eq!(pressures[0]["component"][0]["valueQuantity"]["code"], "mm[Hg]");
    assert_eq!(pressures[0]["component"][1]["valueQuantity"]["value"], 82);
    assert!(pressures[1]["component"][1].get("valueQuantity").is_none(), "half of it was not taken");
    assert_eq!(pressures[1]["component"][1]["dataAbsentReason"]["coding"][0]["code"], "not-performed");
    assert_eq!(of("8867-4")[0]["valueQuantity"]["code"], "/min");
    assert_eq!(of("9279-1")[0]["valueQuantity"]["value"], 14);
    assert_eq!(of("2708-6"), of("59408-5"), "both codings on one");
    assert_eq!(of("8867-4")[0]["method"]["coding"][0]["code"], "by-oneself");
}

#[test]
fn who_was_not_woken_is_rated_1_or_less_because_nobody_caused_pain() {
    let bundle = written(&notebook_of_a_year()).bundle;
    let looks: Vec<_> =
        all(&bundle, "Observation").into_iter().filter(|it| it["code"]["text"] == "MOAA/S").collect();
    assert_eq!(looks[0]["valueQuantity"].get("comparator"), None);
    assert_eq!(looks[1]["valueQuantity"]["comparator"], "<=");
}

#[test]
fn a_response_in_words_that_are_not_here_any_more_is_counted_and_left_out() {
    let written = written(&notebook_of_a_year());
    assert_eq!(written.left_out, 1);
    assert_eq!(
        all(&written.bundle, "QuestionnaireResponse").len(),
        usize::try_from(written.responses).unwrap()
    );
    let observations = all(&written.bundle, "Observation").len();
    assert_eq!(observations, usize::try_from(written.scores + written.vitals).unwrap());
}
