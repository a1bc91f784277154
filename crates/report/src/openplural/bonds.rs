//! Bonds, as relationships: a type for each kind, an edge for each bond.

use std::collections::BTreeMap;

use hearken_core::{
    Record,
    bonds::{Bond, BondKind},
};
use serde_json::{Value, json};

use super::{
    EXTENSION,
    file::{OutFile, put_ours, put_text, shape, utc},
    kept::{self, Fields},
    members::fields_of,
};
use crate::import::text::digest_of;

/// Fields of a bond that stand elsewhere in the edge.
const ELSEWHERE: [&str; 6] = ["from", "to", "kind", "over", "source", "extra"];

/// Writes every bond between parts that go out.
pub(super) fn write(file: &mut OutFile) {
    let (mut types, mut edges, mut left) = (BTreeMap::new(), Vec::new(), 0);
    let view = file.notebook.view();
    for (record, bond) in file.notebook.all::<Bond>() {
        let ends = [bond.from, bond.to].map(|end| file.id_of(view.resolve(end)).cloned());
        let [Some(from), Some(to)] = ends else {
            left += 1;
            continue;
        };
        let (mut fields, _) = kept::begin(bond.source.as_ref());
        let kind = type_of(&bond.kind);
        fields.insert("id".to_owned(), json!(kept::id_of(bond.source.as_ref(), &record.to_string())));
        file.in_system(&mut fields);
        fields.insert("from_member_id".to_owned(), json!(from));
        fields.insert("to_member_id".to_owned(), json!(to));
        fields.insert("type_id".to_owned(), kind["id"].clone());
        put_text(&mut fields, "note", &bond.over);
        if bond.since.parse::<jiff::civil::Date>().is_ok() {
            put_text(&mut fields, "started_at", &bond.since);
        }
        if let Some(ended) = &bond.ended {
            fields.insert("ended_at".to_owned(), json!(utc(ended)));
        }
        kept::add_source(&mut fields, bond.source.as_ref(), file.choice.private);
        let ours = shape(&Record::Bond(Box::new(bond.clone())), &ELSEWHERE);
        put_ours(
            &mut fields,
            if ours.is_empty() { ours } else { fields_of(&[("bond", Value::Object(ours))]) },
        );
        types.entry(kind["id"].to_string()).or_insert(kind);
        edges.push(Value::Object(fields));
    }
    file.told.bonds = edges.len() as u64;
    let types: Vec<Value> = types
        .into_values()
        .map(|mut kind| {
            file.in_system(&mut kind);
            Value::Object(kind)
        })
        .collect();
    file.module("relationships", json!({ "types": types, "edges": edges }));
    file.leave_out(left, "bonds of parts that stay here");
}

fn type_of(kind: &BondKind) -> Fields {
    let (name, inverse) = match kind {
        BondKind::Protects => ("protects", Some("protected by")),
        BondKind::Conflict => ("in conflict with", None),
        BondKind::Allied => ("ally of", None),
        BondKind::CaresFor => ("cares for", Some("cared for by")),
        BondKind::Fears => ("fears", Some("feared by")),
        BondKind::Own { name, inverse } => {
            (name.as_str(), Some(inverse.as_str()).filter(|it| !it.is_empty()))
        }
    };
    let id = match kind {
        BondKind::Own { .. } => format!("own-{}", digest_of(&[name, inverse.unwrap_or_default()])),
        known => known.id().to_owned(),
    };
    let mut fields = fields_of(&[
        ("id", json!(id)),
        ("name", json!(name)),
        ("inverse_name", json!(inverse)),
        ("symmetric", json!(kind.is_symmetric())),
    ]);
    if BondKind::from_id(kind.id()).is_some() {
        fields.insert("extensions".to_owned(), json!({ EXTENSION: { "kind": kind.id() } }));
    }
    fields
}
