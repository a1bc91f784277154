//! `QuestionnaireResponse`: the answers, nested exactly as the form nests its questions.

use hearken_core::responses::{Answer, Response, ResponseState};
use hearken_measures::{Choice, Item, ItemKind};
use serde_json::{Value, json};

use super::resource::{date_time, reference, sensitive};
use crate::measured::Measured;

const ORDINAL: &str = "http://hl7.org/fhir/StructureDefinition/ordinalValue";

/// A response. What was written beside it stays out.
pub(super) fn of(measured: &Measured<'_>, response: &Response, person: &str) -> Value {
    let asked = measured.form.asked(&response.answers).map(|item| item.link_id.as_str()).collect();
    let answered = Answered { response, asked };
    let by = measured.by_oneself.then(|| reference(person));
    sensitive(json!({
        "resourceType": "QuestionnaireResponse",
        "questionnaire": canonical(&measured.form.url, &measured.form.version),
        "status": status(response.state),
        "subject": reference(person),
        "authored": date_time(&response.when),
        "author": by,
        "source": by,
        "item": answered.items(&measured.form.items),
    }))
}

/// The address of a form with its version; nothing for a form from elsewhere that has none.
fn canonical(url: &str, version: &str) -> Option<String> {
    let versioned = || if version.is_empty() { url.to_owned() } else { format!("{url}|{version}") };
    (!url.is_empty()).then(versioned)
}

const fn status(state: ResponseState) -> &'static str {
    match state {
        ResponseState::Open => "in-progress",
        ResponseState::Finished => "completed",
        ResponseState::Stopped => "stopped",
    }
}

/// What was answered, and which items are asked at all.
struct Answered<'a> {
    response: &'a Response,
    asked: Vec<&'a str>,
}

impl Answered<'_> {
    fn items(&self, items: &[Item]) -> Vec<Value> {
        items.iter().filter_map(|item| self.item(item)).collect()
    }

    /// An item, if it is asked and something was answered to it or below it.
    fn item(&self, item: &Item) -> Option<Value> {
        if !self.asked.contains(&item.link_id.as_str()) {
            return None;
        }
        let mut answers = self.answers(item);
        let mut below = self.items(&item.items);
        if let Some(first) = answers.first_mut() {
            // Below a question stands what belongs to its answer (qrs-1).
            first["item"] = Value::Array(std::mem::take(&mut below));
        }
        let says_something = !answers.is_empty() || !below.is_empty();
        says_something
            .then(|| json!({ "linkId": item.link_id, "text": item.text, "answer": answers, "item": below }))
    }

    /// What was answered. What was left open on purpose is not here, and neither is what is no answer to this question.
    fn answers(&self, item: &Item) -> Vec<Value> {
        if !item.kind.is_question() || item.computed {
            return Vec::new();
        }
        let given = self.response.all(&item.link_id).filter(|answer| item.takes(answer));
        let values = given.filter_map(|answer| value(item, answer));
        values.take(if item.repeats { usize::MAX } else { 1 }).collect()
    }
}

/// An answer as the kind of item wants it; `None` for one that FHIR cannot say.
fn value(item: &Item, answer: &Answer) -> Option<Value> {
    if let Some(choice) = item.choice_of(answer)
        && !choice.coding.code.is_empty()
    {
        return Some(json!({ "valueCoding": coding(choice) }));
    }
    match answer {
        Answer::Number(number) => Some(json!({ "valueInteger": i32::try_from(*number).ok()? })),
        Answer::Decimal(digits) => Some(json!({ "valueDecimal": digits.parse::<f64>().ok()? })),
        Answer::Yes(yes) => Some(json!({ "valueBoolean": yes })),
        Answer::Date(day) => Some(json!({ "valueDate": day })),
        Answer::Text(words) => {
            let words: String =
                words.chars().filter(|it| !it.is_control() || "\t\r\n".contains(*it)).collect();
            let says_something = !words.trim().is_empty() && item.kind != ItemKind::Boolean;
            says_something.then(|| json!({ "valueString": words }))
        }
        Answer::Code { .. } | Answer::Skipped => None,
    }
}

/// A choice with its code, its words in the form, and what it counts.
fn coding(choice: &Choice) -> Value {
    let counts = choice.whole().map(|value| json!([{ "url": ORDINAL, "valueDecimal": value }]));
    json!({
        "extension": counts,
        "system": choice.coding.system,
        "code": choice.coding.code,
        "display": choice.coding.display,
    })
}
