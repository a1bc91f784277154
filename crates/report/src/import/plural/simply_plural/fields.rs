//! Fields that people made for their members: what each is called, and what kind it is.

use std::collections::HashMap;

use hearken_core::parts::OwnValue;
use serde_json::Value;

use super::take_id;
use crate::import::{
    notes,
    plural::{
        draft::PartDraft,
        harvest::Harvest,
        take_records,
        value::{self, Fields, text},
    },
};

/// The type of a date; every other type is kept in words, as it was typed.
const DATE: u64 = 2;

/// What one field is.
struct Definition {
    name: String,
    is_date: bool,
    private: bool,
    place: usize,
}

/// The fields there are, by their ids.
pub(super) struct Definitions(HashMap<String, Definition>);

impl Definitions {
    /// Takes the definitions out of the file: a collection, or in older accounts a map within the user.
    pub(super) fn take(file: &mut Fields, harvest: &mut Harvest) -> Self {
        let mut written = take_records(file, "customFields", "field", harvest);
        let (users, _) = value::records(file.get("users").cloned().unwrap_or_default());
        let in_user = users.into_iter().next().and_then(|(_, mut user)| user.remove("fields"));
        written.extend(value::records(in_user.unwrap_or_default()).0);
        written.sort_by_key(|(_, fields)| order(fields.get("order")));
        let mut definitions = HashMap::new();
        for (place, (key, mut fields)) in written.into_iter().enumerate() {
            let Some(id) = take_id(key, &mut fields) else { continue };
            let name = text(&fields, "name").unwrap_or("Field").to_owned();
            let is_date = fields.get("type").and_then(Value::as_u64) == Some(DATE);
            let buckets = value::list(&fields, "buckets");
            let private = fields.get("private") != Some(&Value::Bool(false)) && buckets.is_empty();
            definitions.entry(id).or_insert(Definition { name, is_date, private, place });
        }
        Self(definitions)
    }

    /// Gives a part what stands in its fields.
    pub(super) fn fill(&self, info: Fields, draft: &mut PartDraft, harvest: &mut Harvest) {
        let mut filled = Vec::new();
        for (id, value) in info {
            match (self.0.get(&id), value) {
                (_, Value::Null) => {}
                (_, Value::String(text)) if text.is_empty() => {}
                (Some(definition), Value::String(text)) => filled.push((definition, text)),
                (None, Value::String(text)) => {
                    harvest.preserved(&notes::FIELD_WITHOUT_NAME, "field", 1);
                    let others = draft.kept.entry("info").or_insert_with(|| Value::Object(Fields::new()));
                    others[id.as_str()] = Value::String(text);
                }
                _ => super::super::failed(&notes::NOT_A_TEXT, "field", 1, harvest),
            }
        }
        filled.sort_by_key(|(definition, _)| definition.place);
        for (definition, text) in filled {
            let date = Some(&text).filter(|_| definition.is_date).filter(|text| text.len() == 10);
            let date = date.and_then(|text| text.parse().ok());
            let value = date.map_or_else(|| OwnValue::Text(text), |date| OwnValue::Date(Some(date)));
            draft.own(&definition.name, value, definition.private, harvest.report());
        }
    }
}

/// Numbers come first, then ranks as texts.
fn order(value: Option<&Value>) -> (u8, i64, String) {
    match value {
        Some(Value::Number(number)) => (0, number.as_i64().unwrap_or(i64::MAX), String::new()),
        Some(Value::String(rank)) => (1, 0, rank.clone()),
        _ => (2, 0, String::new()),
    }
}
