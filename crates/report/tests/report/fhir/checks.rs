//! What no validator at hand looks for, looked for here; each with a bundle in which it is found.

use std::collections::{HashMap, HashSet};

use serde_json::{Value, json};

use super::{all, golden, written};

/// Every fault in a bundle.
pub(super) fn faults(bundle: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    empty(bundle, "bundle", &mut faults);
    addresses(bundle, &mut faults);
    for form in all(bundle, "Questionnaire") {
        let mut items = Vec::new();
        flatten(&form["item"], "", &mut items);
        twice(&items, &mut faults);
        let unclear = |item: &Value| list(&item["enableWhen"]).len() > 1 && item["enableBehavior"].is_null();
        if items.iter().any(|(_, item)| unclear(item)) {
            faults.push("two enableWhen and nothing that says how they go together".to_owned());
        }
    }
    for response in all(bundle, "QuestionnaireResponse") {
        answers(bundle, response, &mut faults);
    }
    for observation in all(bundle, "Observation") {
        observed(observation, &mut faults);
    }
    faults
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// Nothing is empty, no time lacks its offset, no narrative is there to hold a script.
fn empty(value: &Value, name: &str, faults: &mut Vec<String>) {
    let is_time = |words: &str| words.len() > 10 && words.as_bytes().get(10) == Some(&b'T');
    match value {
        Value::Null => faults.push(format!("null: {name}")),
        Value::String(words) if words.trim().is_empty() => faults.push(format!("empty words: {name}")),
        Value::String(words)
            if (name.ends_with("DateTime") || name == "authored" || name == "timestamp")
                && is_time(words)
                && !(words.len() == 25 && matches!(words.as_bytes()[19], b'+' | b'-')) =>
        {
            faults.push(format!("a time without seconds or offset: {words}"));
        }
        Value::Array(all) => {
            if all.is_empty() {
                faults.push(format!("[]: {name}"));
            }
            all.iter().for_each(|one| empty(one, name, faults));
        }
        Value::Object(fields) => {
            if fields.is_empty() {
                faults.push(format!("{{}}: {name}"));
            }
            if fields.contains_key("div") {
                faults.push(format!("a narrative: {name}"));
            }
            fields.iter().for_each(|(name, value)| empty(value, name, faults));
        }
        _ => {}
    }
}

/// Addresses are unique, and every reference leads to one of them.
fn addresses(bundle: &Value, faults: &mut Vec<String>) {
    let known: Vec<_> = list(&bundle["entry"]).iter().filter_map(|entry| entry["fullUrl"].as_str()).collect();
    let unique: HashSet<_> = known.iter().copied().collect();
    if unique.len() != list(&bundle["entry"]).len() || !known.iter().all(|it| it.starts_with("urn:uuid:")) {
        faults.push("addresses are not unique".to_owned());
    }
    let text = bundle.to_string();
    for reference in text.split("\"reference\":\"").skip(1).filter_map(|rest| rest.split('"').next()) {
        if !unique.contains(reference) {
            faults.push(format!("leads nowhere: {reference}"));
        }
    }
}

/// Every item with the path of items around it.
fn flatten<'a>(items: &'a Value, path: &str, into: &mut Vec<(String, &'a Value)>) {
    for item in list(items) {
        let path = format!("{path}>{}", item["linkId"].as_str().unwrap_or_default());
        into.push((path.clone(), item));
        flatten(&item["item"], &path, into);
        list(&item["answer"]).iter().for_each(|answer| flatten(&answer["item"], &path, into));
    }
}

fn twice(items: &[(String, &Value)], faults: &mut Vec<String>) {
    let mut seen = HashSet::new();
    let again = items.iter().filter(|(_, item)| !seen.insert(item["linkId"].as_str()));
    faults.extend(again.map(|(path, _)| format!("twice: {path}")));
}

/// Items stand where the form has them and in its order, and every answer is one that can be chosen.
fn answers(bundle: &Value, response: &Value, faults: &mut Vec<String>) {
    let names = |form: &Value| {
        let [url, version] = ["url", "version"].map(|name| form[name].as_str().unwrap_or_default());
        format!("{url}|{version}") == response["questionnaire"].as_str().unwrap_or_default()
    };
    let Some(form) = all(bundle, "Questionnaire").into_iter().find(|form| names(form)) else {
        faults.push("the questionnaire is not in the bundle".to_owned());
        return;
    };
    let (mut asked, mut answered) = (Vec::new(), Vec::new());
    flatten(&form["item"], "", &mut asked);
    flatten(&response["item"], "", &mut answered);
    twice(&answered, faults);
    let places: HashMap<&str, usize> =
        asked.iter().enumerate().map(|(nth, (path, _))| (path.as_str(), nth)).collect();
    let mut before = None;
    for (path, item) in &answered {
        let Some(&nth) = places.get(path.as_str()) else {
            faults.push(format!("not in the form: {path}"));
            continue;
        };
        if before.is_some_and(|before| before > nth) {
            faults.push(format!("in another order: {path}"));
        }
        before = Some(nth);
        let options = list(&asked[nth].1["answerOption"]);
        let open = asked[nth].1["type"] == "open-choice";
        for answer in list(&item["answer"]) {
            if !options.is_empty() && !open && !options.iter().any(|option| chosen(option, answer)) {
                faults.push(format!("no option: {path} {answer}"));
            }
        }
    }
}

fn chosen(option: &Value, answer: &Value) -> bool {
    let code = |of: &Value| (of["valueCoding"]["system"].clone(), of["valueCoding"]["code"].clone());
    match option.get("valueCoding") {
        Some(_) => code(option) == code(answer),
        None => ["valueInteger", "valueString", "valueDate"]
            .iter()
            .any(|name| option.get(name).is_some() && option.get(name) == answer.get(name)),
    }
}

/// Units are codes of UCUM, and no component says what the observation says itself (obs-6, obs-7).
fn observed(observation: &Value, faults: &mut Vec<String>) {
    let parts = list(&observation["component"]);
    for one in std::iter::once(observation).chain(parts) {
        let quantity = &one["valueQuantity"];
        let whole = ["value", "unit", "system", "code"].iter().all(|name| quantity.get(name).is_some());
        let known = ["mm[Hg]", "/min", "%", "{score}"].iter().any(|code| quantity["code"] == *code);
        let is_one = whole && known;
        if !quantity.is_null() && !is_one {
            faults.push(format!("not a unit of UCUM: {quantity}"));
        }
        let has_value = one.as_object().is_some_and(|it| it.keys().any(|name| name.starts_with("value")));
        if has_value && one.get("dataAbsentReason").is_some() {
            faults.push("a value, and a reason why there is none".to_owned());
        }
    }
    let codes = |of: &Value| -> Vec<String> {
        list(&of["code"]["coding"]).iter().map(|coding| coding["code"].to_string()).collect()
    };
    let own = codes(observation);
    if parts.iter().any(|part| codes(part).iter().any(|code| own.contains(code))) {
        faults.push("a component with the code of the whole".to_owned());
    }
    if observation["subject"].is_null() || observation["effectiveDateTime"].is_null() {
        faults.push("an observation of nobody, or at no time".to_owned());
    }
}

#[test]
fn the_bundle_has_no_fault_that_validators_miss() {
    assert_eq!(faults(&written(&golden::notebook_of_a_year()).bundle), Vec::<String>::new());
}

/// A change that spoils a bundle, and what is said of it then.
type Spoils = (&'static str, fn(&mut Value));

/// Changes every resource of a kind.
fn spoiled(bundle: &mut Value, kind: &str, change: impl Fn(&mut Value)) {
    for entry in bundle["entry"].as_array_mut().expect("it has entries") {
        if entry["resource"]["resourceType"] == kind {
            change(&mut entry["resource"]);
        }
    }
}

const SPOILS: [Spoils; 12] = [
    ("twice", |bundle| {
        spoiled(bundle, "Questionnaire", |form| {
            let item = form["item"][0].clone();
            form["item"].as_array_mut().expect("items").push(item);
        });
    }),
    ("two enableWhen", |bundle| {
        spoiled(bundle, "Questionnaire", |form| form["item"][0]["enableWhen"] = json!([{}, {}]));
    }),
    ("[]", |bundle| bundle["entry"][0]["resource"]["name"] = json!([])),
    ("null", |bundle| bundle["entry"][0]["resource"]["name"] = Value::Null),
    ("leads nowhere", |bundle| {
        spoiled(bundle, "Observation", |it| it["subject"]["reference"] = json!("urn:uuid:0"));
    }),
    ("no option", |bundle| {
        spoiled(bundle, "QuestionnaireResponse", |response| {
            if response["item"].is_null() {
                return;
            }
            let group = &mut response["item"][0];
            let item = if group["item"].is_null() { group } else { &mut group["item"][0] };
            item["answer"] = json!([{ "valueCoding": { "system": "http://loinc.org", "code": "LA1-1" } }]);
        });
    }),
    ("not in the form", |bundle| {
        spoiled(bundle, "QuestionnaireResponse", |response| {
            if !response["item"].is_null() {
                response["item"][0]["linkId"] = json!("other");
            }
        });
    }),
    ("a narrative", |bundle| bundle["entry"][0]["resource"]["text"] = json!({ "div": "<script>" })),
    ("not a unit", |bundle| {
        spoiled(bundle, "Observation", |it| {
            if !it["component"].is_null() {
                it["component"][0]["valueQuantity"]["code"] = json!("mmHg");
            }
        });
    }),
    ("code of the whole", |bundle| {
        spoiled(bundle, "Observation", |it| {
            if !it["component"].is_null() {
                it["component"][0]["code"] = it["code"].clone();
            }
        });
    }),
    ("without seconds or offset", |bundle| {
        spoiled(bundle, "Observation", |it| it["effectiveDateTime"] = json!("2026-03-01T10:40:00"));
    }),
    ("addresses", |bundle| bundle["entry"][1]["fullUrl"] = bundle["entry"][0]["fullUrl"].clone()),
];

#[test]
fn each_fault_is_found_where_it_is_planted() {
    for (said, spoil) in SPOILS {
        let mut bundle = written(&golden::notebook_of_a_year()).bundle;
        spoil(&mut bundle);
        let found = faults(&bundle);
        assert!(found.iter().any(|fault| fault.contains(said)), "{said}: {found:?}");
    }
}
