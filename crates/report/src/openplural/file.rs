//! The file as it grows: its arrays, its systems, and what it says about what it leaves out.

use std::collections::{BTreeMap, HashMap, HashSet};

use hearken_core::{Kind, Notebook, RecordId, When, groups::Group, parts::Part, sharing::is_out_of_sight};
use serde_json::{Value, json};

use super::{
    Choice, EXTENSION, Out, VERSION, VERSION_KEYS,
    kept::{self, Fields, extend},
};

/// Every array that a file has, filled or not: some programs refuse a file without one of them.
const ARRAYS: [&str; 13] = [
    "systems",
    "members",
    "groups",
    "group_memberships",
    "taxonomy_terms",
    "taxonomy_assignments",
    "custom_fields",
    "custom_field_values",
    "front_periods",
    "front_events",
    "front_comments",
    "notes",
    "assets",
];

/// What a notebook holds that this format has no place for.
const ELSEWHERE: [Kind; 26] = [
    Kind::Reading,
    Kind::Agreement,
    Kind::Decision,
    Kind::Trigger,
    Kind::Occurrence,
    Kind::Mark,
    Kind::SafetyPlan,
    Kind::Showing,
    Kind::Breathing,
    Kind::OwnBreath,
    Kind::Place,
    Kind::Programme,
    Kind::TreatmentSession,
    Kind::Screening,
    Kind::Release,
    Kind::Intention,
    Kind::Moment,
    Kind::SmallAct,
    Kind::Response,
    Kind::MeasurePlan,
    Kind::Questionnaire,
    Kind::Space,
    Kind::Grant,
    Kind::PrivateNote,
    Kind::GivenPage,
    Kind::Exercise,
];

/// The system of everything that names no other.
const NOTEBOOK: &str = "notebook";

/// A file on its way out.
pub(super) struct OutFile<'a> {
    pub(super) notebook: &'a Notebook,
    pub(super) choice: Choice,
    /// The parts that go out, with their ids there, in the order they were met.
    pub(super) parts: Vec<(RecordId, String)>,
    pub(super) told: Out,
    ids: HashMap<RecordId, String>,
    json: Fields,
    rest: Vec<Fields>,
    systems: HashSet<String>,
    named: HashSet<String>,
    needs_notebook: bool,
}

impl<'a> OutFile<'a> {
    pub(super) fn new(notebook: &'a Notebook, choice: Choice, made: &When) -> Self {
        let mut json = Fields::new();
        VERSION_KEYS.iter().for_each(|key| drop(json.insert((*key).to_owned(), json!(VERSION))));
        let producer =
            json!({ "app": "Hearken", "app_id": EXTENSION, "app_version": env!("CARGO_PKG_VERSION") });
        json.insert("producer".to_owned(), producer);
        json.insert("exported_at".to_owned(), json!(utc(made)));
        let modules = ["members", "groups", "taxonomy", "custom_fields", "relationships", "notes", "assets"];
        json.insert("capabilities".to_owned(), json!({ "modules": modules }));
        ARRAYS.iter().for_each(|name| drop(json.insert((*name).to_owned(), json!([]))));
        let mut file = Self {
            notebook,
            choice,
            parts: Vec::new(),
            told: Out::default(),
            ids: HashMap::new(),
            json,
            rest: Vec::new(),
            systems: HashSet::new(),
            named: HashSet::new(),
            needs_notebook: false,
        };
        file.choose_parts();
        file.write_systems();
        file
    }

    /// Which parts go out. One that turned out to be another lives on in that one.
    fn choose_parts(&mut self) {
        let met = self.notebook.parts().filter(|(_, part)| part.merged_into.is_none());
        let goes_out =
            |&(record, _): &(RecordId, &Part)| self.choice.hidden || !is_out_of_sight(self.notebook, record);
        let (out, hidden): (Vec<_>, Vec<_>) = met.partition(goes_out);
        for (record, part) in out {
            let id = self.unique(kept::id_of(part.source.as_ref(), &record.to_string()), record);
            self.ids.insert(record, id.clone());
            self.parts.push((record, id));
        }
        self.leave_out(hidden.len() as u64, "hidden parts");
        self.told.parts = self.parts.len() as u64;
    }

    /// Two files may have used the same id: the second keeps its own.
    fn unique(&mut self, id: String, record: RecordId) -> String {
        if self.named.insert(id.clone()) { id } else { record.to_string() }
    }

    /// Archived groups hold what other files said of their systems.
    fn write_systems(&mut self) {
        for (_, group) in self.notebook.all::<Group>().filter(|(_, group)| is_system(group)) {
            let (mut fields, _) = kept::begin(group.source.as_ref());
            if let Some(Value::Object(rest)) = fields.remove("file") {
                self.rest.push(rest);
            }
            let id = kept::id_of(group.source.as_ref(), "");
            if id.is_empty() || group.source.as_ref().is_some_and(|source| source.app != "openplural") {
                continue;
            }
            fields.insert("id".to_owned(), json!(id));
            fields.insert("name".to_owned(), json!(group.name));
            put_text(&mut fields, "description", &group.about);
            self.systems.insert(id);
            self.push("systems", Value::Object(fields));
        }
    }

    /// A part's id in this file; `None` if it stays here.
    pub(super) fn id_of(&self, part: RecordId) -> Option<&String> {
        self.ids.get(&part)
    }

    /// Says to which system a record belongs: what it said itself, if that system is there.
    pub(super) fn in_system(&mut self, fields: &mut Fields) {
        let said = fields.get("system_id").and_then(Value::as_str).filter(|id| self.systems.contains(*id));
        if said.is_none() {
            self.needs_notebook = true;
            fields.insert("system_id".to_owned(), json!(NOTEBOOK));
        }
    }

    /// Adds a record to an array.
    pub(super) fn push(&mut self, array: &str, value: Value) {
        if let Some(Value::Array(list)) = self.json.get_mut(array) {
            list.push(value);
        }
    }

    /// Adds a module.
    pub(super) fn module(&mut self, name: &str, value: Value) {
        self.json.insert(name.to_owned(), value);
    }

    /// Counts something that stays here.
    pub(super) fn leave_out(&mut self, count: u64, what: &'static str) {
        if count > 0 {
            self.told.left_out.push((count, what));
        }
    }

    /// The whole file.
    pub(super) fn finish(mut self) -> (Value, Out) {
        if self.needs_notebook && !self.systems.contains(NOTEBOOK) {
            let system =
                json!({ "id": NOTEBOOK, "name": "Notebook", "privacy": { "visibility": "private" } });
            self.push("systems", system);
        }
        let hidden = self.told.left_out.iter().any(|(_, what)| *what == "hidden parts");
        for rest in std::mem::take(&mut self.rest) {
            // It may name or speak of parts that stay here.
            if hidden {
                self.leave_out(1, "files of other programs, kept unread")
            } else {
                self.put_rest(rest)
            }
        }
        self.count_elsewhere();
        let warnings: Vec<Value> = self.told.left_out.iter().map(warning).collect();
        self.json.insert("warnings".to_owned(), Value::Array(warnings));
        (Value::Object(self.json), self.told)
    }

    /// What another file had besides goes back to its place.
    fn put_rest(&mut self, rest: Fields) {
        for (name, value) in rest {
            match (self.json.get_mut(&name), value) {
                (Some(Value::Array(list)), Value::Array(more)) => list.extend(more),
                (Some(Value::Object(fields)), Value::Object(more)) => {
                    for (name, value) in more {
                        fields.entry(name).or_insert(value);
                    }
                }
                (None, value) => drop(self.json.insert(name, value)),
                _ => {}
            }
        }
    }

    fn count_elsewhere(&mut self) {
        let counts: BTreeMap<_, _> =
            ELSEWHERE.iter().map(|kind| (kind.id(), self.notebook.of_kind(*kind).len() as u64)).collect();
        counts.into_iter().for_each(|(kind, count)| self.leave_out(count, kind));
    }
}

/// Whether a group only holds what another file said of its system.
pub(super) fn is_system(group: &Group) -> bool {
    group.source.as_ref().is_some_and(|source| source.id.starts_with("systems/"))
}

/// Adds a text unless it is empty.
pub(super) fn put_text(fields: &mut Fields, name: &str, text: &str) {
    if !text.is_empty() {
        fields.insert(name.to_owned(), json!(text));
    }
}

/// A record of ours as JSON, without the fields that stand elsewhere.
pub(super) fn shape(record: &hearken_core::Record, elsewhere: &[&str]) -> Fields {
    let shape = hearken_written::to_json(record).map(|(written, _)| written.what);
    let Some(Value::Object(mut fields)) = shape else { return Fields::new() };
    elsewhere.iter().for_each(|name| drop(fields.remove(*name)));
    fields
}

/// Puts our own fields beside those of the format.
pub(super) fn put_ours(fields: &mut Fields, ours: Fields) {
    if !ours.is_empty() {
        extend(fields, EXTENSION, Value::Object(ours));
    }
}

/// A moment as the format has it.
pub(super) fn utc(when: &When) -> String {
    let at = jiff::Timestamp::from_millisecond(when.at.as_millis()).unwrap_or_default();
    at.to_string()
}

fn warning((count, what): &(u64, &'static str)) -> Value {
    let code = if *what == "hidden parts" || *what == "private corners" {
        "left_out_private"
    } else {
        "module_not_supported"
    };
    json!({ "level": "warning", "code": code, "message": format!("Left out: {what}."), "count": count })
}

/// Whether a part has anything to hold back.
pub(super) fn has_private(part: &Part) -> bool {
    !part.private.is_empty()
}
