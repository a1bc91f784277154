//! `Observation`: vital signs that were noted while a session lasted, and how somebody answered.
//!
//! A moment says numbers by name; each that FHIR has a code for becomes an observation, and words of a moment stay out.

use hearken_core::journey::{Moment, Watcher};
use serde_json::{Value, json};

use super::{
    UCUM,
    resource::{absent, category, date_time, loinc, ours, reference, sensitive},
    score::points_of,
};
use crate::measured::{MOAAS, NOT_WOKEN};

/// The code of how somebody answers: that of the total of the same questionnaire.
const MOAAS_CODE: &str = "moaas-score";

/// A number of moments that is one observation.
struct Vital {
    name: &'static str,
    codes: &'static [&'static str],
    text: &'static str,
    unit: &'static str,
    ucum: &'static str,
}

const VITALS: [Vital; 3] = [
    Vital { name: "pulse", codes: &["8867-4"], text: "Heart rate", unit: "beats/minute", ucum: "/min" },
    Vital {
        name: "breaths",
        codes: &["9279-1"],
        text: "Respiratory rate",
        unit: "breaths/minute",
        ucum: "/min",
    },
    // The first is what the profile of R4 asks for, the second says that it was measured from outside.
    Vital { name: "oxygen", codes: &["2708-6", "59408-5"], text: "Oxygen saturation", unit: "%", ucum: "%" },
];

const PRESSURES: [Vital; 2] = [
    Vital {
        name: "systolic",
        codes: &["8480-6"],
        text: "Systolic blood pressure",
        unit: "mmHg",
        ucum: "mm[Hg]",
    },
    Vital {
        name: "diastolic",
        codes: &["8462-4"],
        text: "Diastolic blood pressure",
        unit: "mmHg",
        ucum: "mm[Hg]",
    },
];

/// Every observation that a moment holds.
pub(super) fn of(moment: &Moment, person: &str) -> Vec<Value> {
    let single = VITALS.iter().filter_map(|vital| {
        let value = moment.number(vital.name)?;
        Some(json!({ "category": category("vital-signs"), "code": vital.code(), "valueQuantity": vital.quantity(value) }))
    });
    let (by, by_whom) = match moment.by {
        Watcher::Person => ("by-oneself", "Noted by the person"),
        Watcher::Sitter => ("by-sitter", "Noted by whoever sat with the person"),
        Watcher::Staff => ("by-staff", "Noted by staff"),
    };
    let observed = |mut observation: Value| {
        observation["resourceType"] = json!("Observation");
        observation["status"] = json!("final");
        observation["subject"] = reference(person);
        observation["effectiveDateTime"] = json!(date_time(&moment.when));
        observation["method"] = json!({ "coding": [ours(by)], "text": by_whom });
        sensitive(observation)
    };
    pressure(moment).into_iter().chain(single).chain(answers(moment)).map(observed).collect()
}

/// Both pressures as one, without a value of its own; the one that is missing says so.
fn pressure(moment: &Moment) -> Option<Value> {
    let taken = PRESSURES.iter().any(|vital| moment.number(vital.name).is_some());
    let half = |vital: &Vital| match moment.number(vital.name) {
        Some(value) => json!({ "code": vital.code(), "valueQuantity": vital.quantity(value) }),
        None => json!({ "code": vital.code(), "dataAbsentReason": absent("Not noted.") }),
    };
    taken.then(|| {
        json!({
            "category": category("vital-signs"),
            "code": { "coding": [loinc("85354-9")], "text": "Blood pressure" },
            "component": PRESSURES.each_ref().map(half),
        })
    })
}

/// How somebody answered, under a code of ours: none elsewhere was verified.
fn answers(moment: &Moment) -> Option<Value> {
    let score = moment.number(MOAAS)?;
    let mut value = points_of(i64::from(score));
    if score == NOT_WOKEN {
        value["comparator"] = json!("<=");
    }
    Some(json!({
        "category": category("survey"),
        "code": { "coding": [ours(MOAAS_CODE)], "text": "MOAA/S" },
        "valueQuantity": value,
    }))
}

impl Vital {
    fn code(&self) -> Value {
        let codings: Vec<_> = self.codes.iter().map(|code| loinc(code)).collect();
        json!({ "coding": codings, "text": self.text })
    }

    fn quantity(&self, value: i32) -> Value {
        json!({ "value": value, "unit": self.unit, "system": UCUM, "code": self.ucum })
    }
}
