//! What holds for every resource: nothing empty in it, times with seconds and an offset, and how private it is.

use hearken_core::When;
use serde_json::{Value, json};

use super::{LOINC, OURS};

/// A value without nulls and without empty words, lists and objects, which FHIR does not have; `None` if nothing is left.
pub(super) fn pruned(value: &Value) -> Option<Value> {
    match value {
        Value::Null => None,
        Value::String(words) => (!words.is_empty()).then(|| value.clone()),
        Value::Array(all) => {
            let all: Vec<_> = all.iter().filter_map(pruned).collect();
            (!all.is_empty()).then_some(Value::Array(all))
        }
        Value::Object(fields) => {
            let fields = fields.iter().filter_map(|(name, value)| Some((name.clone(), pruned(value)?)));
            let fields: serde_json::Map<_, _> = fields.collect();
            (!fields.is_empty()).then_some(Value::Object(fields))
        }
        Value::Bool(_) | Value::Number(_) => Some(value.clone()),
    }
}

/// A resource of a person, marked as restricted, and as one that goes under no name.
pub(super) fn sensitive(mut resource: Value) -> Value {
    resource["meta"] = json!({ "security": [
        { "system": "http://terminology.hl7.org/CodeSystem/v3-ObservationValue", "code": "PSEUDED" },
        { "system": "http://terminology.hl7.org/CodeSystem/v3-Confidentiality", "code": "R" },
    ] });
    resource
}

/// A time as FHIR has it: the day alone, or all of it with seconds and offset. `None` for years that it cannot say.
pub(super) fn date_time(when: &When) -> Option<String> {
    // An offset of more than 14 hours is none that FHIR can say; the instant is the same.
    let sayable = when.all_day || when.offset_minutes.unsigned_abs() <= 14 * 60;
    let when = if sayable { when.clone() } else { When::new(when.at, 0) };
    let local = when.local();
    if local.year() < 1 {
        return None;
    }
    if when.all_day {
        return Some(local.date().to_string());
    }
    let (sign, minutes) =
        (if when.offset_minutes < 0 { '-' } else { '+' }, when.offset_minutes.unsigned_abs());
    let time = format!("{:02}:{:02}:{:02}", local.hour(), local.minute(), local.second());
    Some(format!("{}T{time}{sign}{:02}:{:02}", local.date(), minutes / 60, minutes % 60))
}

/// A reference to something in the same bundle; never with a word beside it.
pub(super) fn reference(address: &str) -> Value {
    json!({ "reference": address })
}

/// A code of LOINC.
pub(super) fn loinc(code: &str) -> Value {
    json!({ "system": LOINC, "code": code })
}

/// A code of ours.
pub(super) fn ours(code: &str) -> Value {
    json!({ "system": OURS, "code": code })
}

/// The category of an observation.
pub(super) fn category(code: &str) -> Value {
    json!([{ "coding": [
        { "system": "http://terminology.hl7.org/CodeSystem/observation-category", "code": code },
    ] }])
}

/// Why there is no value.
pub(super) fn absent(why: &str) -> Value {
    json!({
        "coding": [
            { "system": "http://terminology.hl7.org/CodeSystem/data-absent-reason", "code": "not-performed" },
        ],
        "text": why,
    })
}
