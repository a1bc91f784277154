//! What is due and noted in the office is what is published (R29, R30), and the monitoring form stays a draft (R34).

use std::collections::BTreeSet;

use crate::checks::Finding;
use crate::folder::{Filed, Folder};
use crate::kinds::journey::{Only, VisitWords};
use crate::kinds::monitoring_form::{Fills, FormField, MonitoringForm};

/// The readings of a visit, each with the limit that says when, and for whom it is.
const READINGS: [(&str, Option<&str>, Option<Only>); 3] = [
    ("before", None, None),
    ("middle", Some("middle-pressure"), Some(Only::Esketamine)),
    ("leaving", Some("watch-minutes"), Some(Only::Esketamine)),
];

/// What somebody is watched for until it is over (R29).
const EFFECTS: [&str; 3] = ["sedation", "dissociation", "respiratory-depression"];

/// What staff alone copy into the form, so that nothing here can suggest it.
const NEVER_FILLED: [&str; 2] = ["dose", "lot"];

/// Blood pressure is due before, at the limit for the middle and before leaving; what R29 waits for can be noted; the staff
/// decide; and every limit and number that is named exists.
pub(in crate::checks) fn what_is_due_in_the_office_is_published(folder: &Folder) -> Vec<Finding> {
    let mut found = Vec::new();
    for Filed { file, value: office } in &folder.offices {
        let readings = office.pressure.readings.iter();
        if !readings.clone().map(|one| (one.id.as_str(), one.at.as_deref(), one.only)).eq(READINGS) {
            found.push(Finding::new(
                file,
                "reading",
                format!("keep these readings and limits: {READINGS:?}"),
            ));
        }
        let late = readings
            .filter(|one| one.id == "middle")
            .all(|one| one.late.is_some() && one.said_from.is_some());
        if !late {
            found.push(Finding::new(
                file,
                "reading middle",
                "say until when it counts, and from when it is said (R30)",
            ));
        }
        if !office.effects.effects.iter().map(|one| one.id.as_str()).eq(EFFECTS) {
            found.push(Finding::new(file, "effect", format!("name exactly these: {}", EFFECTS.join(", "))));
        }
        if !office.decide.contains("staff decide") {
            found.push(Finding::new(file, "decide", "say: staff decide"));
        }
        found.extend(unknown(file, office, folder));
    }
    found
}

/// Limits and numbers of the safety rules that are named and are none.
fn unknown(file: &str, office: &VisitWords, folder: &Folder) -> Vec<Finding> {
    let rules = || folder.rules.iter().map(|filed| &filed.value);
    let is_limit = |id: &str| rules().any(|rules| rules.thresholds.iter().any(|limit| limit.id == id));
    let is_number = |id: &str| rules().any(|rules| rules.numbers.iter().any(|number| number.id == id));
    if folder.rules.is_empty() {
        return Vec::new();
    }
    let counted = || office.effects.effects.iter().filter_map(|effect| effect.counts_below.as_ref());
    let limits = office.pressure.readings.iter().flat_map(|one| one.at.iter().chain(&one.said_from));
    let limits = limits.chain(counted().map(|below| &below.limit));
    let limits = limits.filter(|id| !is_limit(id)).map(|id| format!("there is no threshold \"{id}\""));
    let numbers = office.breathing.measured.iter().chain(counted().map(|below| &below.of));
    let numbers = numbers.filter(|id| !is_number(id));
    let numbers = numbers.map(|id| format!("there is no number \"{id}\""));
    limits.chain(numbers).map(|message| Finding::new(file, "the whole file", message)).collect()
}

/// The form says that it is a draft which the practice submits itself; what fills its fields exists; its ids are its own; and
/// neither the dose nor the lot number is ever filled in.
pub(in crate::checks) fn the_form_is_a_draft(folder: &Folder) -> Vec<Finding> {
    let mut found = Vec::new();
    for Filed { file, value: form } in &folder.monitoring_forms {
        let needed = [
            ("draft", &form.draft, "This is a draft"),
            ("submit", &form.submit, "practice submits it itself"),
            ("due", &form.due, "{date}"),
        ];
        let unsaid = needed.into_iter().filter(|(_, text, words)| !text.contains(words));
        found.extend(unsaid.map(|(place, _, words)| Finding::new(file, place, format!("say: {words}"))));
        let mut ids = BTreeSet::new();
        for field in form.groups.iter().flat_map(|group| &group.fields) {
            let wrong = wrong_with(field, form, folder, !ids.insert(field.id.as_str()));
            found.extend(wrong.map(|message| Finding::new(file, format!("field {}", field.id), message)));
        }
        let missing = NEVER_FILLED.iter().filter(|id| !ids.contains(**id));
        found.extend(missing.map(|id| Finding::new(file, *id, "this field is needed; add it")));
    }
    found
}

/// The first thing that is wrong with a field.
fn wrong_with(field: &FormField, form: &MonitoringForm, folder: &Folder, again: bool) -> Option<String> {
    let is_version = |id: &String| form.versions.iter().any(|version| version.id == *id);
    if again {
        return Some("this id is used twice; rename one of them".to_owned());
    }
    if NEVER_FILLED.contains(&field.id.as_str()) && field.fills.is_some() {
        return Some("it is never filled in: the staff copy it from the label".to_owned());
    }
    if let Some(version) = field.version.as_ref().filter(|version| !is_version(version)) {
        return Some(format!("there is no version \"{version}\""));
    }
    let offices = || folder.offices.iter().map(|filed| &filed.value);
    let (there, name) = match field.fills.as_ref()? {
        Fills::Question(id) => {
            let has = |filed: &Filed<crate::Screening>| filed.value.question(id).is_some();
            (folder.screenings.is_empty() || folder.screenings.iter().any(has), id)
        }
        Fills::Reading(id) => {
            (offices().any(|office| office.pressure.readings.iter().any(|one| one.id == *id)), id)
        }
        Fills::Effect(id) => (offices().any(|office| office.effect(id).is_some()), id),
        Fills::Known(_) => return None,
    };
    (!there).then(|| format!("nothing called \"{name}\" can fill it"))
}
