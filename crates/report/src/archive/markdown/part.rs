//! A part: what is known of it, its bonds, and how its readings went.

use std::fmt::Write;

use hearken_core::{
    Notebook, RecordId, Revision,
    bonds::{Bond, BondKind},
    parts::Part,
    readings::Scale,
    sharing::is_out_of_sight,
};
use serde_json::json;

use super::front::{Front, section};

pub(super) fn text(revision: &Revision, part: &Part, notebook: &Notebook) -> String {
    let mut front = Front::new(revision, "part");
    front.line("title", &json!(part.name));
    front.line("role", &json!(part.role.id()));
    let short = [
        ("manner", Some(&part.manner)),
        ("emoji", Some(&part.emoji)),
        ("age", Some(&part.felt_age)),
        ("colour", part.colour.as_ref()),
        ("shape", part.shape.as_ref()),
    ];
    for (key, text) in short {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            front.line(key, &json!(text));
        }
    }
    if !part.body.is_empty() {
        front.line("body", &json!(part.body));
    }
    front.line("permission", &json!(part.permission.id()));
    if let Some(blend) = part.blend {
        front.line("blended", &json!(blend.id()));
    }
    let hidden = is_out_of_sight(notebook, revision.record);
    for (key, said) in [("hidden", hidden), ("archived", part.archived)] {
        if said {
            front.line(key, &json!(true));
        }
    }
    if let Some(other) = part.merged_into.and_then(|id| notebook.part(id)) {
        front.line("turned_out_to_be", &json!(other.name));
    }
    front.finish(&sections(revision.record, part, notebook).join("\n\n"))
}

fn sections(id: RecordId, part: &Part, notebook: &Notebook) -> Vec<String> {
    // The age stands at the top already.
    let texts =
        part.texts().into_iter().filter(|(name, text)| *name != "felt_age" && !text.trim().is_empty());
    let own = part.own_fields.iter().map(|field| (field.name.as_str(), field.shown()));
    let own = own.filter(|(_, shown)| !shown.trim().is_empty());
    let mut sections: Vec<String> =
        texts.map(|(name, text)| section(&name.replace('_', " "), text)).collect();
    sections.extend(own.map(|(name, shown)| section(&name.replace('\n', " "), &shown)));
    let bonds: Vec<String> = notebook
        .view()
        .bonds()
        .filter_map(|(_, bond, from, to)| line(id, bond, from, to, notebook))
        .collect();
    if !bonds.is_empty() {
        sections.push(section("bonds", &bonds.join("\n")));
    }
    sections.extend(readings(id, notebook));
    sections
}

/// A bond as a line of one of its ends; `None` if it is neither. A part that is kept out of sight is named by such a one alone.
fn line(part: RecordId, bond: &Bond, from: RecordId, to: RecordId, notebook: &Notebook) -> Option<String> {
    let other = if part == from { to } else { from };
    let kind = match &bond.kind {
        BondKind::Own { name, inverse } if part == to && !inverse.is_empty() => inverse.clone(),
        BondKind::Own { name, .. } => name.clone(),
        kind if part == to && !kind.is_symmetric() => format!("{} (the other way)", kind.id()),
        kind => kind.id().to_owned(),
    };
    let over = if bond.over.trim().is_empty() { String::new() } else { format!(": {}", bond.over.trim()) };
    let is_named = is_out_of_sight(notebook, part) || !is_out_of_sight(notebook, other);
    let name = &notebook.part(other).filter(|_| is_named)?.name;
    (part == from || part == to).then(|| format!("- {kind}: {name}{over}"))
}

/// The readings as a table; `None` if there are none.
fn readings(id: RecordId, notebook: &Notebook) -> Option<String> {
    let mut table = String::new();
    for (_, reading) in notebook.readings_of(Some(id), None) {
        let level = |scale| reading.level(&scale).map_or(String::new(), |level: u8| level.to_string());
        let levels = Scale::OF_PARTS.map(level).join(" | ");
        let _ = writeln!(table, "| {} | {levels} |", reading.when.shown());
    }
    let head = Scale::OF_PARTS.map(|scale| scale.id().to_owned()).join(" | ");
    let rule = "| --- ".repeat(Scale::OF_PARTS.len() + 1);
    (!table.is_empty()).then(|| section("readings", &format!("| when | {head} |\n{rule}|\n{table}")))
}
