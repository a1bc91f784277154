//! Answers that another program wrote: FHIR R4 `QuestionnaireResponse`, from JSON that may come from anybody.
//!
//! Only what somebody answered is taken. What each answer counts, totals and whether a form is complete are made anew: files
//! say all three wrongly. What cannot be taken is named with its place, without a word of the answer.

mod answers;
mod matching;
mod names;
#[cfg(test)]
mod tests;

use serde_json::{Map, Value};

pub use answers::Answers;

use crate::{
    Fault, MOST_ITEMS,
    fhir::{MODIFIER, Object, THE_FILE, fault, json, objects, short, text},
};

/// The most resources of one file (`interop`, section 7.4 (P)).
pub const MOST_ENTRIES: usize = 20_000;

/// Whose codes the forms that are known best have.
const LOINC: &str = "http://loinc.org";

/// The states of a response that R4 has.
const STATES: [&str; 5] = ["in-progress", "completed", "amended", "entered-in-error", "stopped"];

/// A questionnaire that was filled in elsewhere, not yet held against a form.
#[derive(Debug, Clone, PartialEq)]
pub struct FilledIn {
    /// Where it stands in its file.
    pub place: String,
    /// The canonical address of its form, without the version; empty, if it does not say.
    pub questionnaire: String,
    /// The version of its form; empty, if it does not say.
    pub version: String,
    /// Its state, as it was written. Whether anything is missing is another question.
    pub status: String,
    /// When it was answered, as it was written.
    pub authored: String,
    /// Whose answers they are, as it was written; empty, if it does not say.
    pub subject: String,
    /// What was answered, in the order of the file.
    replies: Vec<Reply>,
    /// What was wrong before any form was looked at.
    problems: Vec<Fault>,
    /// The items of which something was lost by that; an empty name, where it is not known which.
    lost: Vec<String>,
}

/// What was answered to one item.
#[derive(Debug, Clone, PartialEq)]
struct Reply {
    link_id: String,
    /// Each `value[x]` by its name.
    values: Vec<(String, Value)>,
}

impl FilledIn {
    /// Reads everything that was filled in from a file: one response, a Bundle of anything, or a list of both.
    ///
    /// # Errors
    /// That the file cannot be read, or holds none. A response that is refused is an error in the list; the others are read.
    pub fn read(bytes: &[u8]) -> Result<Vec<Result<Self, Fault>>, Fault> {
        let value = json(bytes)?;
        let mut found = Vec::new();
        let mut waiting = vec![(String::new(), &value)];
        let mut many = 0;
        while let Some((place, value)) = waiting.pop() {
            many += 1;
            if many > MOST_ENTRIES {
                return Err(fault(THE_FILE, &format!("it holds more than {MOST_ENTRIES} resources")));
            }
            match value {
                Value::Array(list) if place.is_empty() => waiting.extend(numbered(&place, list.iter())),
                Value::Object(object) => match text(object, "resourceType") {
                    "QuestionnaireResponse" => found.push(Self::response(&place, object)),
                    "Bundle" => {
                        let resources = objects(object, "entry").filter_map(|entry| entry.get("resource"));
                        waiting.extend(numbered(&place, resources));
                    }
                    _ => {}
                },
                _ => {}
            }
        }
        if found.is_empty() { Err(fault(THE_FILE, "no QuestionnaireResponse is in it")) } else { Ok(found) }
    }

    fn response(place: &str, object: &Object) -> Result<Self, Fault> {
        let place = if place.is_empty() { THE_FILE } else { place };
        let status = text(object, "status");
        if status == "entered-in-error" {
            return Err(fault(place, "it was entered in error, as it says itself"));
        }
        if object.contains_key("modifierExtension") {
            return Err(fault(place, MODIFIER));
        }
        let canonical = text(object, "questionnaire");
        let (questionnaire, version) = canonical.split_once('|').unwrap_or((canonical, ""));
        let mut read = Self {
            place: place.to_owned(),
            questionnaire: questionnaire.to_owned(),
            version: version.to_owned(),
            status: status.to_owned(),
            authored: text(object, "authored").to_owned(),
            subject: subject(object),
            replies: Vec::new(),
            problems: Vec::new(),
            lost: Vec::new(),
        };
        if !STATES.contains(&status) {
            read.problem(place, "its status is none that FHIR has");
        }
        read.items(place, object);
        if read.replies.len() > MOST_ITEMS {
            return Err(fault(place, &format!("it answers more than {MOST_ITEMS} items")));
        }
        Ok(read)
    }

    fn problem(&mut self, place: &str, message: &str) {
        self.problems.push(fault(place, message));
    }

    /// Something of an item is not read; of which one, may not be known.
    fn loses(&mut self, link_id: &str, place: &str, message: &str) {
        self.lost.push(link_id.to_owned());
        self.problem(place, message);
    }

    /// Walks items, and those below items and answers. How deep they lie is bounded by the reader of the JSON.
    fn items(&mut self, place: &str, parent: &Object) {
        self.check_list("", place, parent, "item");
        for object in objects(parent, "item") {
            let link_id = text(object, "linkId");
            let place = if link_id.is_empty() { place.to_owned() } else { short(link_id) };
            if link_id.is_empty() {
                self.loses("", &place, "one of its items has no linkId");
            }
            if object.contains_key("modifierExtension") {
                self.loses(link_id, &place, MODIFIER);
                self.loses_below(object);
                continue;
            }
            self.check_list(link_id, &place, object, "answer");
            let mut values = Vec::new();
            for answer in objects(object, "answer") {
                values.extend(self.value(link_id, &place, answer));
            }
            if !values.is_empty() && !link_id.is_empty() {
                self.replies.push(Reply { link_id: link_id.to_owned(), values });
            }
            objects(object, "answer").for_each(|answer| self.items(&place, answer));
            self.items(&place, object);
        }
    }

    /// Every item below one that is passed over is lost with it.
    fn loses_below(&mut self, parent: &Object) {
        for object in objects(parent, "item") {
            self.lost.push(text(object, "linkId").to_owned());
            self.loses_below(object);
        }
        objects(parent, "answer").for_each(|answer| self.loses_below(answer));
    }

    /// The one `value[x]` of an answer; none, where it holds only items or says why there is none.
    fn value(&mut self, link_id: &str, place: &str, answer: &Object) -> Option<(String, Value)> {
        if answer.contains_key("modifierExtension") {
            self.loses(link_id, place, MODIFIER);
            return None;
        }
        let mut values = answer.iter().filter(|(name, _)| name.starts_with("value"));
        let (name, value) = values.next()?;
        if values.next().is_some() {
            self.loses(link_id, place, "one of its answers has two values");
            return None;
        }
        Some((name.clone(), without_scores(value)))
    }

    fn check_list(&mut self, link_id: &str, place: &str, object: &Object, name: &str) {
        let is_list = |value: &Value| value.as_array().is_some_and(|list| list.iter().all(Value::is_object));
        if object.get(name).is_some_and(|value| !is_list(value)) {
            self.loses(link_id, place, &format!("its {name} is no list of objects"));
        }
    }
}

/// Whose answers they are: by a reference, else by an identifier.
fn subject(object: &Object) -> String {
    let Some(subject) = object.get("subject").and_then(Value::as_object) else { return String::new() };
    let by_reference = text(subject, "reference");
    if !by_reference.is_empty() {
        return by_reference.to_owned();
    }
    let identifier = subject.get("identifier").and_then(Value::as_object);
    identifier.map(|it| format!("{}|{}", text(it, "system"), text(it, "value"))).unwrap_or_default()
}

/// The entries of a list with their places, the first one last.
fn numbered<'v>(place: &str, list: impl Iterator<Item = &'v Value>) -> Vec<(String, &'v Value)> {
    let of = |at: usize| {
        let entry = format!("entry {at}");
        if place.is_empty() { entry } else { format!("{place}, {entry}") }
    };
    let mut entries: Vec<_> = list.enumerate().map(|(at, value)| (of(at + 1), value)).collect();
    entries.reverse();
    entries
}

/// What was answered without anything that it claims to count: an extension may say 99 of what the form says is 1.
fn without_scores(value: &Value) -> Value {
    let Value::Object(object) = value else { return value.clone() };
    let kept = object.iter().filter(|(name, value)| *name != "extension" && !value.is_array());
    Value::Object(kept.map(|(name, value)| (name.clone(), value.clone())).collect::<Map<_, _>>())
}
