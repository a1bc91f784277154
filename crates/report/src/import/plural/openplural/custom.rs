//! Fields that people made for their members, and the fields of ours that the format has no place for.

use std::collections::HashMap;

use hearken_core::parts::OwnValue;
use serde_json::Value;

use super::{of_ours, privacy, roles::retain};
use crate::import::{
    notes,
    plural::{
        draft::PartDraft,
        harvest::Harvest,
        value::{Fields, id, list, text},
    },
};

/// What one field is.
struct Definition {
    name: String,
    kind: String,
    options: Vec<String>,
    private: bool,
    /// Which text of a part it is, when we wrote it.
    ours: Option<String>,
}

/// What stands in the fields of all members.
#[derive(Default)]
pub(super) struct Custom {
    definitions: HashMap<String, Definition>,
    values: HashMap<String, Vec<(String, Value)>>,
}

/// Takes definitions and the members' values out of the file. Values of a system, and of fields that are not there,
/// stay.
pub(super) fn take(file: &mut Fields, harvest: &mut Harvest) -> Custom {
    let mut custom = Custom::default();
    for definition in list(file, "custom_fields").iter().filter_map(Value::as_object) {
        if let Some(id) = definition.get("id").and_then(id) {
            custom.definitions.entry(id).or_insert_with(|| Definition::of(definition));
        }
    }
    let mut missing = 0;
    let Custom { definitions, values } = &mut custom;
    retain(file, "custom_field_values", |value| {
        let either = |names: [&str; 2]| names.iter().find_map(|name| value.get(*name).and_then(id));
        let is_member = matches!(text(value, "subject_type"), None | Some("member"));
        let (field, member) = (either(["field_id", "custom_field_id"]), either(["subject_id", "member_id"]));
        let (Some(field), Some(member), true) = (field, member, is_member) else { return true };
        if !definitions.contains_key(&field) {
            missing += 1;
            return true;
        }
        values.entry(member).or_default().push((field, value.get("value").cloned().unwrap_or_default()));
        false
    });
    file.remove("custom_fields");
    harvest.preserved(&notes::FIELD_WITHOUT_NAME, "field", missing);
    custom
}

impl Definition {
    fn of(fields: &Fields) -> Self {
        let options = match fields.get("options") {
            Some(Value::Array(list)) => list.iter().filter_map(option).collect(),
            Some(Value::Object(map)) => {
                map.iter().filter_map(|(key, value)| option(value).or_else(|| Some(key.clone()))).collect()
            }
            _ => Vec::new(),
        };
        Self {
            name: text(fields, "name").unwrap_or("Field").to_owned(),
            kind: text(fields, "field_type").unwrap_or("json").to_owned(),
            options,
            private: privacy::hides_field(fields),
            ours: of_ours(fields).and_then(|ours| text(ours, "field")).map(str::to_owned),
        }
    }

    /// The value by the field's type; a value of another type is kept in words.
    fn value(&self, value: Value) -> Option<OwnValue> {
        let kept = match (self.kind.as_str(), value) {
            ("date", Value::Null) => OwnValue::Date(None),
            ("boolean", Value::Null) => OwnValue::YesNo(None),
            ("number", Value::Null) => OwnValue::Number(String::new()),
            (_, Value::Null) => return None,
            ("boolean", Value::Bool(yes)) => OwnValue::YesNo(Some(yes)),
            ("number", Value::Number(number)) => OwnValue::Number(number.to_string()),
            ("number", Value::String(typed)) if is_number(&typed) => OwnValue::Number(typed),
            ("select", Value::String(chosen)) if self.options.len() <= hearken_core::limits::TIES => {
                OwnValue::Choice { options: self.options.clone(), chosen }
            }
            ("date", Value::String(written)) => match written.parse() {
                Ok(date) if written.len() == 10 => OwnValue::Date(Some(date)),
                _ => OwnValue::Text(written),
            },
            (_, Value::String(words)) => OwnValue::Text(words),
            ("multiselect", Value::Array(list)) => {
                OwnValue::Text(list.iter().filter_map(option).collect::<Vec<_>>().join(", "))
            }
            (_, other) => OwnValue::Text(other.to_string()),
        };
        Some(kept)
    }
}

/// An option may be a text, or an object that names it.
fn option(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Object(fields) => {
            ["label", "name", "value"].iter().find_map(|name| text(fields, name)).map(str::to_owned)
        }
        _ => None,
    }
}

fn is_number(typed: &str) -> bool {
    typed.len() <= 40 && typed.parse::<f64>().is_ok_and(f64::is_finite)
}

impl Custom {
    /// The texts of a part that we once wrote as fields, by their names here.
    pub(super) fn take_texts(&mut self, member: &str) -> Fields {
        let mut texts = Fields::new();
        if let Some(values) = self.values.get_mut(member) {
            values.retain(|(field, value)| {
                let ours = self.definitions.get(field).and_then(|definition| definition.ours.clone());
                let is_ours = ours.is_some();
                texts.extend(ours.map(|name| (name, value.clone())));
                !is_ours
            });
        }
        texts
    }

    /// Gives a part what stands in its fields.
    pub(super) fn fill(&mut self, member: &str, draft: &mut PartDraft, harvest: &mut Harvest) {
        for (field, value) in self.values.remove(member).unwrap_or_default() {
            let Some(definition) = self.definitions.get(&field) else { continue };
            if let Some(value) = definition.value(value) {
                draft.own(&definition.name, value, definition.private, harvest.report());
            }
        }
    }

    /// How many values belong to nobody who is here.
    pub(super) fn left(&self) -> u64 {
        self.values.values().map(|values| values.len() as u64).sum()
    }
}
