//! The FHIR bundle: what stands in it and where, what never does, and that no bundle has a fault that validators miss.

mod checks;
mod comes_in;
mod comes_in_kept;
mod generated;
pub(crate) mod golden;
mod said;

use std::sync::OnceLock;

use hearken_content::library;
use hearken_core::Notebook;
use hearken_measures::{Form, Scoring};
use hearken_report::{
    fhir::{self, Written},
    measured::Measured,
};
use serde_json::Value;

use crate::archive_twins::noon;

/// A questionnaire of nobody, with the kinds of questions that those that are shipped do not have.
const OWN: &str = r#"{"resourceType": "Questionnaire", "url": "urn:test:own", "version": "1", "language": "en",
    "name": "Own", "title": "Own", "status": "active", "item": [
    {"linkId": "words", "type": "text", "text": "What was it?",
        "item": [{"linkId": "words-again", "type": "boolean", "text": "Again?"}]},
    {"linkId": "which", "type": "open-choice", "repeats": true, "text": "Which?", "answerOption": [
        {"valueCoding": {"system": "urn:test", "code": "a", "display": "A"}}, {"valueString": "B"}]},
    {"linkId": "since", "type": "date", "text": "Since when?"},
    {"linkId": "much", "type": "decimal", "text": "How much?"},
    {"linkId": "sum", "type": "decimal", "readOnly": true, "text": "Sum"}]}"#;

/// Every questionnaire that is shipped with its words, and the one of nobody.
pub(crate) fn measured() -> Vec<Measured<'static>> {
    let one = |measure: &'static hearken_content::Measure| {
        let result = measure.file.result.as_ref();
        let answers = result.into_iter().flat_map(|result| &result.answers);
        Some(Measured {
            id: measure.id(),
            form: measure.form.as_ref()?,
            text: &measure.text,
            scoring: &measure.file.scoring,
            by_oneself: measure.file.who == hearken_content::AnsweredBy::Oneself,
            asked: true,
            result: result.map(|result| result.code.as_str()),
            result_answers: answers.map(|it| (it.outcome.as_str(), it.code.as_str())).collect(),
        })
    };
    static READ: OnceLock<(Form, Scoring)> = OnceLock::new();
    let (form, scoring) =
        READ.get_or_init(|| (Form::read(OWN.as_bytes()).expect("it is one"), Scoring::default()));
    let own = Measured {
        id: "own",
        form,
        text: OWN,
        scoring,
        by_oneself: true,
        asked: true,
        result: None,
        result_answers: Vec::new(),
    };
    library().measures.iter().filter_map(one).chain([own]).collect()
}

/// Bytes that look random and are the same in every run; another `seed`, other bytes.
fn bytes_from(seed: u64) -> impl FnMut() -> [u8; 16] {
    let mut state = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut next = move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        state.rotate_left(29).to_le_bytes()
    };
    move || {
        let mut bytes = [0; 16];
        bytes[..8].copy_from_slice(&next());
        bytes[8..].copy_from_slice(&next());
        bytes
    }
}

fn written(notebook: &Notebook) -> Written {
    fhir::write(notebook, &measured(), &noon(), &mut bytes_from(7))
}

/// The resources of a kind, in their order.
fn all<'a>(bundle: &'a Value, kind: &str) -> Vec<&'a Value> {
    let entries = bundle["entry"].as_array().expect("it has entries");
    entries.iter().map(|entry| &entry["resource"]).filter(|it| it["resourceType"] == kind).collect()
}
