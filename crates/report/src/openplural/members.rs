//! Parts, as members.

use std::collections::{BTreeSet, HashSet};

use hearken_core::{
    Record, RecordId,
    parts::{OwnField, OwnValue, Part, Role},
    pictures::Picture,
};
use hearken_seal::Digest;
use serde_json::{Value, json};

use super::{
    fields,
    file::{OutFile, has_private, put_ours, put_text, shape},
    kept::{self, Fields},
};
use crate::{
    base64,
    import::{BIRTHDAY, month_and_day},
};

/// Fields of a part that stand elsewhere in the file, or that mean nothing outside of this notebook.
const ELSEWHERE: [&str; 13] = [
    "name",
    "role",
    "notes",
    "felt_age",
    "colour",
    "archived",
    "picture",
    "merged_into",
    "split_from",
    "source",
    "own_fields",
    "extra",
    "private",
];

/// Writes every part that goes out.
pub(super) fn write(file: &mut OutFile) {
    let (mut defined, mut roles, mut private) = (HashSet::new(), BTreeSet::new(), 0);
    for (record, id) in file.parts.clone() {
        let Some(part) = file.notebook.part(record) else { continue };
        write_one(record, part, &id, &mut defined, file);
        if part.role != Role::NotYetKnown {
            roles.insert(role_name(part.role));
            assign(part.role, &id, file);
        }
        private += u64::from(has_private(part) && !file.choice.private);
    }
    for name in roles {
        let mut term =
            fields_of(&[("id", json!(role_id(name))), ("kind", json!("role")), ("name", json!(name))]);
        file.in_system(&mut term);
        file.push("taxonomy_terms", Value::Object(term));
    }
    file.leave_out(private, "private corners");
}

fn write_one(record: RecordId, part: &Part, id: &str, defined: &mut HashSet<String>, file: &mut OutFile) {
    let (mut fields, asset) = kept::begin(part.source.as_ref());
    fields.insert("id".to_owned(), json!(id));
    file.in_system(&mut fields);
    fields.insert("name".to_owned(), json!(part.name));
    put_text(&mut fields, "description", &part.notes);
    put_text(&mut fields, "age", &part.felt_age);
    if let Some(colour) = &part.colour {
        fields.insert("color".to_owned(), json!(colour));
    }
    fields.insert("archived".to_owned(), json!(part.archived));
    // Nothing of a notebook is meant for anybody until its person says so.
    fields.entry("privacy").or_insert_with(|| json!({ "visibility": "private" }));
    if let Some(first) = file.notebook.history(record).first() {
        let met = jiff::Timestamp::from_millisecond(first.saved.as_millis()).unwrap_or_default();
        fields.entry("created_at").or_insert_with(|| json!(met.to_string()));
    }
    kept::add_source(&mut fields, part.source.as_ref(), file.choice.private);
    let own: Vec<&OwnField> =
        part.own_fields.iter().filter(|field| !put_standard(field, &mut fields)).collect();
    put_picture(part, asset, &mut fields, file);
    let mut ours = shape(&Record::Part(Box::new(part.clone())), &ELSEWHERE);
    fields::texts().for_each(|name| drop(ours.remove(name)));
    if file.choice.private && has_private(part) {
        ours.insert("private".to_owned(), json!(part.private));
    }
    put_ours(&mut fields, fields_of(&[("part", Value::Object(ours))]));
    file.push("members", Value::Object(fields));
    fields::write(part, &own, id, defined, file);
}

/// Some fields of one's own have a place in the format: pronouns, birthday, display name.
fn put_standard(field: &OwnField, fields: &mut Fields) -> bool {
    let standard = match (field.name.as_str(), &field.value) {
        ("Pronouns", OwnValue::Text(words)) if !words.trim().is_empty() => ("pronouns", json!(words)),
        ("Display name", OwnValue::Text(words)) if !words.trim().is_empty() => ("display_name", json!(words)),
        (BIRTHDAY, OwnValue::Date(Some(date))) if date.year() > 4 => {
            ("birthday", json!({ "value": date.to_string(), "precision": "day", "year_visible": true }))
        }
        (BIRTHDAY, OwnValue::Text(words)) => match month_and_day(words) {
            Some(day) => {
                ("birthday", json!({ "value": day, "precision": "month_day", "year_visible": false }))
            }
            None => return false,
        },
        _ => return false,
    };
    // A second one of the same name stays a field of one's own.
    let free = !fields.contains_key(standard.0);
    if free {
        fields.insert(standard.0.to_owned(), standard.1);
    }
    free
}

fn put_picture(part: &Part, asset: Option<Value>, fields: &mut Fields, file: &mut OutFile) {
    let picture = part.picture.and_then(|id| Some((id, file.notebook.get::<Picture>(id)?)));
    let Some((record, picture)) = picture else {
        return asset.into_iter().for_each(|asset| file.push("assets", asset));
    };
    let Digest(digest) = Digest::of(&picture.bytes);
    let sha256: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    let id = fields
        .get("avatar_asset_id")
        .and_then(Value::as_str)
        .map_or_else(|| record.to_string(), str::to_owned);
    let mut asset = fields_of(&[
        ("id", json!(id)),
        ("kind", json!("image")),
        ("mime_type", json!(picture.kind.media_type())),
        ("width", json!(picture.width)),
        ("height", json!(picture.height)),
        ("size_bytes", json!(picture.bytes.len())),
        ("sha256", json!(sha256)),
        ("data_base64", json!(base64::encode(&picture.bytes))),
    ]);
    file.in_system(&mut asset);
    fields.insert("avatar_asset_id".to_owned(), json!(id));
    file.push("assets", Value::Object(asset));
}

fn assign(role: Role, member: &str, file: &mut OutFile) {
    let mut assignment = fields_of(&[
        ("id", json!(format!("{} {member}", role_id(role_name(role))))),
        ("term_id", json!(role_id(role_name(role)))),
        ("subject_type", json!("member")),
        ("subject_id", json!(member)),
        ("scope", json!("profile")),
    ]);
    file.in_system(&mut assignment);
    file.push("taxonomy_assignments", Value::Object(assignment));
}

fn role_name(role: Role) -> &'static str {
    match role {
        Role::Manager => "Manager",
        Role::Firefighter => "Firefighter",
        Role::Exile => "Exile",
        Role::NotYetKnown => "Not yet known",
    }
}

fn role_id(name: &str) -> String {
    format!("role-{}", name.to_lowercase())
}

pub(super) fn fields_of(fields: &[(&str, Value)]) -> Fields {
    fields.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect()
}
