//! What was measured as one FHIR R4 `Bundle`: questionnaires, responses, totals, and vital signs of sessions.
//!
//! There is no name in it, and nothing but answers of what somebody typed: parts, the journal, guides and decisions have no place
//! in FHIR. Every id is new each time, so that two exports cannot be laid side by side by their ids. `docs/fhir.md` says
//! what goes where, what is left out, and why.

mod resource;
mod response;
mod score;
mod vitals;

use hearken_core::{
    Notebook, RecordId, When,
    journey::{Moment, TreatmentSession},
};
use serde_json::{Value, json};

use crate::measured::{Measured, responses};
use resource::{date_time, pruned, sensitive};

/// The code system of what has no verified code elsewhere.
pub(crate) const OURS: &str = "urn:hearken:measures";
const LOINC: &str = "http://loinc.org";
const UCUM: &str = "http://unitsofmeasure.org";

/// Where ids come from: sixteen random bytes, new each time.
pub type Random<'r> = &'r mut dyn FnMut() -> [u8; 16];

/// A bundle, and what is in it.
#[derive(Clone, PartialEq, Debug)]
pub struct Written {
    /// The bundle.
    pub bundle: Value,
    /// Responses to questionnaires.
    pub responses: u64,
    /// Totals and outcomes of them.
    pub scores: u64,
    /// Vital signs, each reading of each one.
    pub vitals: u64,
    /// Responses that are left out, because the words that were answered are not here any more.
    pub left_out: u64,
}

impl Written {
    /// The bundle as it stands in a file.
    pub fn text(&self) -> String {
        format!("{:#}\n", self.bundle)
    }
}

/// What is written, as it grows.
struct Writing<'r> {
    random: Random<'r>,
    /// The address of the person within the bundle.
    person: String,
    entries: Vec<Value>,
}

/// Writes what was measured. `made` is when; the ids are made of what `random` gives.
pub fn write(notebook: &Notebook, measured: &[Measured<'_>], made: &When, random: Random<'_>) -> Written {
    let mut writing = Writing { random, person: String::new(), entries: Vec::new() };
    writing.person();
    let mut written = Written { bundle: Value::Null, responses: 0, scores: 0, vitals: 0, left_out: 0 };
    let known: Vec<_> = responses(notebook, measured).filter_map(|(_, known)| known).collect();
    for one in measured.iter().filter(|one| known.iter().any(|known| known.id == one.id)) {
        writing.add(&serde_json::from_str(one.text).unwrap_or_default());
    }
    for (response, known) in responses(notebook, measured) {
        let Some(known) = known else {
            written.left_out += 1;
            continue;
        };
        written.responses += 1;
        let answered = writing.add(&response::of(known, response, &writing.person));
        for score in score::of(known, response, &writing.person, &answered) {
            written.scores += 1;
            writing.add(&score);
        }
    }
    for moment in moments(notebook) {
        for vital in vitals::of(moment, &writing.person) {
            written.vitals += 1;
            writing.add(&vital);
        }
    }
    written.bundle = writing.bundle(made);
    written
}

/// The moments of sessions that are there, oldest first.
fn moments(notebook: &Notebook) -> Vec<&Moment> {
    let of_session = |moment: &Moment| notebook.get::<TreatmentSession>(moment.session).is_some();
    let mut moments: Vec<_> = notebook.all::<Moment>().filter(|(_, it)| of_session(it)).collect();
    moments.sort_by_key(|(id, moment)| (moment.when.at, *id));
    moments.into_iter().map(|(_, moment)| moment).collect()
}

impl Writing<'_> {
    /// The person: nobody by name. A receiver can tell that all of this is of one person, and nothing else of them.
    fn person(&mut self) {
        let identifier = self.address();
        let system = "urn:ietf:rfc:3986";
        self.person = self.add(&sensitive(
            json!({ "resourceType": "Patient", "identifier": [{ "system": system, "value": identifier }] }),
        ));
    }

    /// Adds a resource, and gives its address within the bundle.
    fn add(&mut self, resource: &Value) -> String {
        let address = self.address();
        let entry = json!({ "fullUrl": address, "resource": resource });
        self.entries.extend(pruned(&entry));
        address
    }

    /// A new address that tells nothing.
    fn address(&mut self) -> String {
        let mut bytes = (self.random)();
        // The marks of a random UUID (version 4).
        bytes[6] = (bytes[6] & 0x0f) | 0x40;
        bytes[8] = (bytes[8] & 0x3f) | 0x80;
        format!("urn:uuid:{}", RecordId::from_bytes(bytes))
    }

    fn bundle(self, made: &When) -> Value {
        let bundle = json!({
            "resourceType": "Bundle",
            "type": "collection",
            "timestamp": date_time(made),
            "entry": self.entries,
        });
        pruned(&sensitive(bundle)).unwrap_or_default()
    }
}
