//! Reads a FHIR R4 `Questionnaire` from JSON that may come from anybody. All faults are named at once, each with its item;
//! what is not supported is a fault too, because half a questionnaire is none.

mod codes;
mod enable;
mod invariants;
mod loops;
mod named;
#[cfg(test)]
mod tests;

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::{Fault, Form, Item, ItemKind, MOST_DEPTH, MOST_ITEMS, MOST_NAME, MOST_NOTES};
use crate::fhir::{Object, THE_FILE, coding, fault, flag, json, objects, short, text};

impl Form {
    /// Reads one questionnaire: the resource itself, or a Bundle that holds one.
    ///
    /// # Errors
    /// Everything that is wrong or not supported, in the order of the items.
    pub fn read(bytes: &[u8]) -> Result<Self, Vec<Fault>> {
        let value = json(bytes).map_err(|fault| vec![fault])?;
        let root = questionnaire(&value).map_err(|fault| vec![fault])?;
        let mut reading = Reading::default();
        let form = reading.form(root);
        reading.check_what_is_waited_for(&form);
        let Reading { faults, notes, .. } = reading;
        if faults.is_empty() { Ok(Self { notes, ..form }) } else { Err(faults) }
    }
}

impl Form {
    /// Reads one questionnaire as [`Form::read`] does, and gives its own JSON too: letter for letter, or what a Bundle has of it.
    ///
    /// # Errors
    /// As [`Form::read`].
    pub fn read_with_text(bytes: &[u8]) -> Result<(Self, String), Vec<Fault>> {
        let form = Self::read(bytes)?;
        let value = json(bytes).map_err(|fault| vec![fault])?;
        let root = questionnaire(&value).map_err(|fault| vec![fault])?;
        let whole = value.as_object().is_some_and(|all| std::ptr::eq(all, root));
        let own = std::str::from_utf8(bytes).ok().filter(|_| whole);
        let text = own.map(|own| own.trim_start_matches('\u{feff}').to_owned());
        Ok((form, text.unwrap_or_else(|| Value::Object(root.clone()).to_string())))
    }
}

/// The one questionnaire that a file holds.
fn questionnaire(value: &Value) -> Result<&Object, Fault> {
    let Some(root) = value.as_object() else {
        return Err(fault(THE_FILE, "a questionnaire is an object"));
    };
    if text(root, "resourceType") != "Bundle" {
        return Ok(root);
    }
    let resources = objects(root, "entry").filter_map(|entry| entry.get("resource")?.as_object());
    let mut forms = resources.filter(|resource| text(resource, "resourceType") == "Questionnaire");
    match (forms.next(), forms.next()) {
        (Some(form), None) => Ok(form),
        (None, _) => Err(fault(THE_FILE, "no Questionnaire is in this Bundle")),
        (Some(_), Some(_)) => Err(fault(THE_FILE, "this Bundle holds more than one Questionnaire")),
    }
}

/// What was seen on the way.
#[derive(Default)]
struct Reading<'j> {
    faults: Vec<Fault>,
    notes: Vec<Fault>,
    noted: HashSet<Fault>,
    items: usize,
    /// How often each `linkId` was seen.
    seen: HashMap<&'j str, usize>,
    /// The value sets that the form brings along, by their id.
    value_sets: HashMap<&'j str, &'j Object>,
    too_deep: bool,
}

impl<'j> Reading<'j> {
    fn fault(&mut self, place: &str, message: &str) {
        self.faults.push(fault(place, message));
    }

    /// Something that is not followed, said once where it stands.
    fn note(&mut self, place: &str, message: &str) {
        let note = fault(place, message);
        // As many again would be looked through with every page that asks it.
        if self.noted.len() > MOST_NOTES || !self.noted.insert(note.clone()) {
            return;
        }
        if self.noted.len() > MOST_NOTES {
            self.fault(THE_FILE, &format!("more than {MOST_NOTES} things in it are not followed"));
        } else {
            self.notes.push(note);
        }
    }

    /// A text; a fault, if it is something else.
    fn text(&mut self, place: &str, object: &'j Object, name: &str) -> &'j str {
        if object.get(name).is_some_and(|value| !value.is_string()) {
            self.fault(place, &format!("its {name} is no text"));
        }
        text(object, name)
    }

    /// A yes or no; a fault, if it is something else. A question would be asked or left out by mistake.
    fn flag(&mut self, place: &str, object: &Object, name: &str) -> bool {
        if object.get(name).is_some_and(|value| !value.is_boolean()) {
            self.fault(place, &format!("its {name} is neither true nor false"));
        }
        flag(object, name)
    }

    /// A list of objects; a fault, if it is something else. Whatever lies in it would be lost without a word.
    fn objects(
        &mut self,
        place: &str,
        object: &'j Object,
        name: &str,
    ) -> impl Iterator<Item = &'j Object> + use<'j> {
        let is_list = |value: &Value| value.as_array().is_some_and(|list| list.iter().all(Value::is_object));
        if object.get(name).is_some_and(|value| !is_list(value)) {
            self.fault(place, &format!("its {name} is no list of objects"));
        }
        objects(object, name)
    }

    fn form(&mut self, root: &'j Object) -> Form {
        if text(root, "resourceType") != "Questionnaire" {
            self.fault(THE_FILE, "its resourceType is not Questionnaire");
        }
        self.name_what_is_not_supported(THE_FILE, root);
        let contained = objects(root, "contained").filter(|one| text(one, "resourceType") == "ValueSet");
        self.value_sets = contained.map(|set| (text(set, "id"), set)).collect();
        let mut said = |name: &str| self.text(THE_FILE, root, name).to_owned();
        let (url, version, name) = (said("url"), said("version"), said("name"));
        let (title, language, copyright) = (said("title"), said("language"), said("copyright"));
        let codes = self.objects(THE_FILE, root, "code").map(coding).collect();
        let items = self.items(THE_FILE, root, 0);
        if self.items == 0 {
            self.fault(THE_FILE, "it asks nothing");
        }
        Form { url, version, name, title, language, copyright, codes, items, notes: Vec::new() }
    }

    fn items(&mut self, place: &str, parent: &'j Object, depth: usize) -> Vec<Item> {
        let mut below = self.objects(place, parent, "item").peekable();
        if depth >= MOST_DEPTH && below.peek().is_some() {
            if !self.too_deep {
                self.fault(place, &format!("items lie deeper than {MOST_DEPTH} within each other"));
            }
            self.too_deep = true;
            return Vec::new();
        }
        let mut items = Vec::new();
        for object in below {
            self.items += 1;
            if self.items > MOST_ITEMS {
                if self.items == MOST_ITEMS + 1 {
                    self.fault(THE_FILE, &format!("it has more than {MOST_ITEMS} items"));
                }
                break;
            }
            items.extend(self.item(object, depth));
        }
        items
    }

    fn item(&mut self, object: &'j Object, depth: usize) -> Option<Item> {
        let place = self.place(object);
        self.name_what_is_not_supported(&place, object);
        let kind = self.kind(&place, object);
        if let Some(kind) = kind {
            self.note_what_is_not_done(&place, kind, object);
        }
        let items = self.items(&place, object, depth + 1);
        let kind = kind?;
        self.check_invariants(&place, kind, object, &items);
        let computed = self.flag(&place, object, "readOnly") || named::is_computed(object);
        Some(Item {
            link_id: text(object, "linkId").to_owned(),
            prefix: self.text(&place, object, "prefix").to_owned(),
            text: self.text(&place, object, "text").to_owned(),
            kind,
            required: self.flag(&place, object, "required"),
            repeats: self.flag(&place, object, "repeats"),
            computed,
            enable: self.enable(&place, object),
            options: self.options(&place, kind, object),
            codes: self.objects(&place, object, "code").map(coding).collect(),
            items,
        })
    }

    /// What an item is called in a fault. Its `linkId` has to be there, once.
    fn place(&mut self, object: &'j Object) -> String {
        let link_id = text(object, "linkId");
        if link_id.trim().is_empty() {
            let place = format!("item {}", self.items);
            self.fault(&place, "it has no linkId");
            return place;
        }
        let place = short(link_id);
        if link_id.chars().count() > MOST_NAME {
            self.fault(&place, &format!("its linkId is longer than {MOST_NAME} letters"));
        }
        let times = self.seen.entry(link_id).or_default();
        *times += 1;
        if *times == 2 {
            self.fault(&place, "its linkId stands there twice");
        }
        place
    }

    fn kind(&mut self, place: &str, object: &'j Object) -> Option<ItemKind> {
        let name = self.text(place, object, "type");
        let kind = ItemKind::named(name);
        if kind.is_none() && named::is_calculated(object) && CALCULATED_ONLY.contains(&name) {
            // Nobody answers it and nothing works it out, so how it would be answered says nothing.
            return Some(ItemKind::Decimal);
        }
        if kind.is_none() {
            let message = match name {
                "" => "it has no type".to_owned(),
                "coding" | "answerConstraint" => format!("the type {name} is of a later FHIR; this reads R4"),
                _ => format!("the type {} is not supported", short(name)),
            };
            self.fault(place, &message);
        }
        kind
    }
}

/// Types that are not asked, and in which totals are given.
const CALCULATED_ONLY: [&str; 4] = ["quantity", "dateTime", "time", "url"];

impl ItemKind {
    /// The kind that FHIR calls so, if it is one that is asked here.
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "group" => Self::Group,
            "display" => Self::Display,
            "boolean" => Self::Boolean,
            "decimal" => Self::Decimal,
            "integer" => Self::Integer,
            "date" => Self::Date,
            "string" => Self::String,
            "text" => Self::Text,
            "choice" => Self::Choice,
            "open-choice" => Self::OpenChoice,
            _ => return None,
        })
    }
}
