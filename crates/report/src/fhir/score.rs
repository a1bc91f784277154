//! `Observation`: what a finished response adds up to, and what its answers say together.

use hearken_core::responses::Response;
use hearken_measures::{Outcome, Scale, Total};
use serde_json::{Value, json};

use super::{
    UCUM,
    resource::{absent, category, date_time, loinc, ours, reference, sensitive},
};
use crate::measured::Measured;

/// Every total, and the outcome if there is one. A total that is withheld here is withheld there.
pub(super) fn of(measured: &Measured<'_>, response: &Response, person: &str, answered: &str) -> Vec<Value> {
    let Some(scored) = measured.scored(response) else { return Vec::new() };
    let observed = |fields: Value| {
        let mut observation = json!({
            "resourceType": "Observation",
            "status": "final",
            "category": category("survey"),
            "subject": reference(person),
            "effectiveDateTime": date_time(&response.when),
            "derivedFrom": [reference(answered)],
        });
        if let (Some(all), Value::Object(fields)) = (observation.as_object_mut(), fields) {
            all.extend(fields);
        }
        sensitive(observation)
    };
    let totals = scored.totals.iter().map(|(scale, total)| total_of(measured, scale, *total));
    let outcome = scored.outcome.map(|outcome| outcome_of(measured, outcome));
    totals.chain(outcome).map(observed).collect()
}

fn total_of(measured: &Measured<'_>, scale: &Scale, total: Total) -> Value {
    let local = ours(&measured.local_code(&scale.id));
    let codings: Vec<_> = scale.loinc.iter().map(|code| loinc(code)).chain([local]).collect();
    let code = json!({ "coding": codings, "text": format!("{}: {}", measured.form.title, scale.name) });
    let Total::Of { points, filled } = total else {
        return json!({ "code": code, "dataAbsentReason": absent("Not enough items were answered.") });
    };
    // A name of the range only where the questionnaire has one; the PCL-5 has none.
    let band = scale.band(points).map(|band| json!([{ "text": band.name }]));
    let method = filled.then(|| {
        json!({
            "coding": [ours("prorated")],
            "text": "The mean of the items that were answered stands in for one that was not.",
        })
    });
    json!({ "code": code, "valueQuantity": points_of(points), "interpretation": band, "method": method })
}

/// So many points.
pub(super) fn points_of(points: i64) -> Value {
    json!({ "value": points, "unit": "score", "system": UCUM, "code": "{score}" })
}

/// What answers say together, under a code of ours; under one of LOINC too, where the outcome has one.
fn outcome_of(measured: &Measured<'_>, outcome: &Outcome) -> Value {
    let local = ours(&measured.local_code("result"));
    let codings: Vec<_> = measured.result.map(loinc).into_iter().chain([local]).collect();
    let elsewhere = measured.result_answers.iter().find(|(id, _)| *id == outcome.id);
    let values: Vec<_> = elsewhere
        .map(|(_, code)| loinc(code))
        .into_iter()
        .chain([ours(&measured.local_code(&outcome.id))])
        .collect();
    json!({
        "code": { "coding": codings, "text": format!("{}: result", measured.form.title) },
        "valueCodeableConcept": { "coding": values, "text": outcome.name },
    })
}
