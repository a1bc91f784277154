//! Relationships, as bonds: those of the format's own module, and Sheaf's, which it keeps as an extension.

use std::collections::HashMap;

use hearken_core::{
    Extra, Record, RecordId,
    bonds::{Bond, BondKind},
};
use serde_json::{Value, json};

use super::{of_ours, take_ours};
use crate::import::{
    notes,
    plural::{
        harvest::{BOND, BondDraft, Harvest},
        value::{self, Fields, id, take_text, text},
    },
};

/// The end of a bond, before it is tied.
fn nobody() -> RecordId {
    RecordId::from_bytes([0; 16])
}

/// Reads both kinds. Types stay with the file only if nothing was made of them.
pub(super) fn read(file: &mut Fields, harvest: &mut Harvest) {
    if let Some(Value::Object(mut module)) = file.remove("relationships") {
        let types = kinds(module.remove("types").unwrap_or_default(), kind_of);
        let (edges, others) = value::records(module.remove("edges").unwrap_or_default());
        super::failed(&notes::NOT_A_RECORD, BOND, others, harvest);
        edges.into_iter().for_each(|(_, edge)| read_edge(edge, &types, harvest));
        if !module.is_empty() {
            file.insert("relationships".to_owned(), Value::Object(module));
        }
    }
    let sheaf = file.get_mut("extensions").and_then(|extensions| extensions.get_mut("sheaf"));
    let Some(Value::Object(sheaf)) = sheaf else { return };
    let types = kinds(sheaf.remove("relationship_types").unwrap_or_default(), kind_of_sheaf);
    let (edges, _) = value::records(sheaf.remove("member_relationships").unwrap_or_default());
    edges.into_iter().for_each(|(_, edge)| read_sheaf(edge, &types, harvest));
}

fn kinds(types: Value, kind: fn(&Fields) -> BondKind) -> HashMap<String, BondKind> {
    let (types, _) = value::records(types);
    types
        .into_iter()
        .filter_map(|(_, fields)| Some((fields.get("id").and_then(id)?, kind(&fields))))
        .collect()
}

fn kind_of(fields: &Fields) -> BondKind {
    let name = text(fields, "name").unwrap_or("is tied to").to_owned();
    let symmetric = fields.get("symmetric") == Some(&Value::Bool(true));
    let ours = of_ours(fields).and_then(|ours| text(ours, "kind")).and_then(BondKind::from_id);
    ours.or_else(|| known(&name, symmetric)).unwrap_or_else(|| {
        let inverse = if symmetric { None } else { text(fields, "inverse_name") };
        // Without a name for the other side it is still a bond with a direction.
        let inverse = inverse
            .map_or_else(|| if symmetric { String::new() } else { format!("({name})") }, str::to_owned);
        BondKind::Own { name, inverse }
    })
}

/// The kinds that everybody has, by the words that others use for them.
fn known(name: &str, symmetric: bool) -> Option<BondKind> {
    match (name.trim().to_lowercase().as_str(), symmetric) {
        ("protects" | "protector of", false) => Some(BondKind::Protects),
        ("cares for" | "caretaker of", false) => Some(BondKind::CaresFor),
        ("fears" | "is afraid of", false) => Some(BondKind::Fears),
        ("in conflict with" | "conflict", true) => Some(BondKind::Conflict),
        ("ally of" | "allied with" | "ally" | "allies", true) => Some(BondKind::Allied),
        _ => None,
    }
}

fn kind_of_sheaf(fields: &Fields) -> BondKind {
    let name =
        text(fields, "forward_label").or_else(|| text(fields, "name")).unwrap_or("is tied to").to_owned();
    let symmetric = text(fields, "symmetry") == Some("symmetric");
    let inverse = text(fields, "reverse_label").filter(|_| !symmetric).map(str::to_owned);
    known(&name, symmetric).unwrap_or_else(|| BondKind::Own {
        inverse: inverse.unwrap_or_else(|| if symmetric { String::new() } else { format!("({name})") }),
        name,
    })
}

fn read_edge(mut fields: Fields, types: &HashMap<String, BondKind>, harvest: &mut Harvest) {
    let ours = take_ours(&mut fields);
    // What was deleted is not shown. It is not brought back either.
    if fields.get("deleted_at").is_some_and(|at| !at.is_null()) {
        harvest.report().count(BOND).skipped += 1;
        return harvest.say(&notes::DELETED_THERE, BOND, 1);
    }
    let mut end = |name: &str| fields.remove(name).as_ref().and_then(id).unwrap_or_default();
    let (from, to) = (end("from_member_id"), end("to_member_id"));
    let kind = fields.get("type_id").and_then(id).and_then(|kind| types.get(&kind)).cloned();
    let kind = kind.unwrap_or_else(|| {
        harvest.say(&notes::DANGLING, BOND, 1);
        BondKind::Own { name: "is tied to".to_owned(), inverse: String::new() }
    });
    let mut bond = bond_of_ours(ours).unwrap_or_else(|| Bond::new(nobody(), BondKind::Allied, nobody()));
    bond.kind = kind;
    bond.over = take_text(&mut fields, "note").unwrap_or_default();
    if let Some(started) = take_text(&mut fields, "started_at").filter(|_| bond.since.is_empty()) {
        bond.since = started;
    }
    if let Some(at) =
        fields.remove("ended_at").as_ref().and_then(value::instant).filter(|_| bond.ended.is_none())
    {
        bond.ended = Some(crate::import::time::instant(at, &harvest.options.assumed_zone));
    }
    fields.remove("type_id");
    let own = fields.remove("id").as_ref().and_then(id).unwrap_or_else(|| format!("{from} {to}"));
    harvest.bond(BondDraft { id: own, from, to, bond, kept: fields });
}

/// The bond as we wrote it beside an edge.
fn bond_of_ours(ours: Fields) -> Option<Bond> {
    let mut shape = ours.get("bond")?.as_object()?.clone();
    let nobody = nobody().to_string();
    shape.insert("from".to_owned(), json!(nobody));
    shape.insert("to".to_owned(), json!(nobody));
    shape.insert("kind".to_owned(), json!("allied"));
    shape.remove("source");
    match hearken_written::from_json("bond", 1, Value::Object(shape), Extra::default()) {
        Some(Ok(Record::Bond(bond))) => Some(*bond),
        _ => None,
    }
}

fn read_sheaf(mut fields: Fields, types: &HashMap<String, BondKind>, harvest: &mut Harvest) {
    let mut end = |name: &str| fields.remove(name).as_ref().and_then(id).unwrap_or_default();
    let (from, to) = (end("source_id"), end("target_id"));
    let kind = fields.get("relationship_type_id").and_then(id).and_then(|kind| types.get(&kind)).cloned();
    let Some(mut kind) = kind else { return harvest.say(&notes::DANGLING, BOND, 1) };
    if let BondKind::Own { inverse, .. } = &mut kind
        && fields.get("mutual") == Some(&Value::Bool(true))
    {
        inverse.clear();
    }
    let own = fields.remove("id").as_ref().and_then(id).unwrap_or_else(|| format!("{from} {to}"));
    harvest.bond(BondDraft { id: own, from, to, bond: Bond::new(nobody(), kind, nobody()), kept: fields });
}
