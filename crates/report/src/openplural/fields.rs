//! Fields: the texts of a part that the format has no place for, and those of the person's own.

use std::collections::HashSet;

use hearken_core::parts::{OwnField, OwnValue, Part};
use serde_json::{Value, json};

use super::{EXTENSION, file::OutFile};
use crate::import::text::digest_of;

/// The texts of a part that become fields, with what each is called for people.
const TEXTS: [(&str, &str); 17] = [
    ("look", "Look"),
    ("sensation", "What it is like in the body"),
    ("voice", "Things it says"),
    ("purpose", "Job"),
    ("since", "Since when"),
    ("feels", "Feelings"),
    ("desires", "What it wants"),
    ("beliefs", "Beliefs"),
    ("fears", "Fears"),
    ("burdens", "Burdens"),
    ("legacy_burdens", "Burdens from others"),
    ("gifts", "Gifts"),
    ("needs", "Needs"),
    ("trailheads", "Trailheads"),
    ("relates", "How it relates to anxiety or depression"),
    ("new_role", "New role"),
    ("new_role_changed", "What changed with it"),
];

/// The names of those texts in a part's written shape.
pub(super) fn texts() -> impl Iterator<Item = &'static str> {
    TEXTS.iter().map(|(name, _)| *name)
}

/// Writes the fields of one part. `defined` has the ids of the fields that are there already.
pub(super) fn write(
    part: &Part,
    own: &[&OwnField],
    member: &str,
    defined: &mut HashSet<String>,
    file: &mut OutFile,
) {
    for (name, words) in part.texts() {
        if let Some((_, title)) = TEXTS.iter().find(|(text, _)| *text == name).filter(|_| !words.is_empty()) {
            define(defined, name, title, "text", &[], Some(name), file);
            value(name, member, json!(words), file);
        }
    }
    if !part.body.is_empty() {
        define(defined, "body", "Where in the body", "text", &[], Some("body"), file);
        value("body", member, json!(part.body.join(", ")), file);
    }
    let mut used = HashSet::new();
    for field in own {
        let (kind, options, said) = of_own(&field.value);
        let mut id = format!("own-{}", digest_of(&[&field.name, kind, &options.join("\n")]));
        // A part may have two fields of the same name.
        while !used.insert(id.clone()) {
            id.push('+');
        }
        define(defined, &id, &field.name, kind, options, None, file);
        value(&id, member, said, file);
    }
}

fn of_own(value: &OwnValue) -> (&'static str, &[String], Value) {
    match value {
        OwnValue::Text(words) => ("text", &[], json!(words)),
        OwnValue::Number(typed) if typed.is_empty() => ("number", &[], Value::Null),
        // As it was typed: 0.50 is not 0.5.
        OwnValue::Number(typed) => ("number", &[], json!(typed)),
        OwnValue::Date(date) => ("date", &[], json!(date.map(|date| date.to_string()))),
        OwnValue::YesNo(said) => ("boolean", &[], json!(said)),
        OwnValue::Choice { options, chosen } => ("select", options, json!(chosen)),
    }
}

fn define(
    defined: &mut HashSet<String>,
    id: &str,
    name: &str,
    kind: &str,
    options: &[String],
    ours: Option<&str>,
    file: &mut OutFile,
) {
    if !defined.insert(id.to_owned()) {
        return;
    }
    let mut fields = super::kept::Fields::new();
    fields.insert("id".to_owned(), json!(id));
    fields.insert("name".to_owned(), json!(name));
    fields.insert("field_type".to_owned(), json!(kind));
    fields.insert("supports_markdown".to_owned(), json!(kind == "text"));
    fields.insert("sort_order".to_owned(), json!(defined.len()));
    if !options.is_empty() {
        fields.insert("options".to_owned(), json!(options));
    }
    if let Some(ours) = ours {
        fields.insert("extensions".to_owned(), json!({ EXTENSION: { "field": ours } }));
    }
    file.in_system(&mut fields);
    file.push("custom_fields", Value::Object(fields));
}

fn value(field: &str, member: &str, value: Value, file: &mut OutFile) {
    let mut fields = super::kept::Fields::new();
    fields.insert("id".to_owned(), json!(format!("{field} {member}")));
    fields.insert("field_id".to_owned(), json!(field));
    fields.insert("subject_type".to_owned(), json!("member"));
    fields.insert("subject_id".to_owned(), json!(member));
    fields.insert("value".to_owned(), value);
    file.in_system(&mut fields);
    file.push("custom_field_values", Value::Object(fields));
}
