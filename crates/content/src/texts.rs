//! Finds every text of a content file that a person reads, whatever kind of file it is.
//!
//! It walks the parsed TOML, not the typed kinds, so a new key is looked at without anybody thinking of it.

use toml::{Table, Value};

use crate::library::embedded;

/// One text, with the names of the things around it.
pub(crate) struct Text<'a> {
    /// For example `step ask, screen purpose, prompt`.
    pub(crate) place: String,
    /// The key it stands under.
    pub(crate) key: &'a str,
    /// The text.
    pub(crate) text: &'a str,
}

/// Keys whose strings are names, numbers or addresses for the program.
const NAMES: &[&str] = &[
    "about",
    "about_others",
    "action",
    "agreement",
    "anchor",
    "another_part",
    "answered",
    "ask_again",
    "asked",
    "at",
    "better",
    "blocks",
    "bond",
    "by",
    "code",
    "counted_from",
    "does",
    "doi",
    "due",
    "event",
    "field",
    "gate",
    "grounding",
    "group",
    "guide",
    "guides",
    "harmless",
    "hex",
    "highest_of",
    "holds",
    "id",
    "input",
    "kind",
    "leads_to",
    "leaves",
    "level",
    "limit",
    "link",
    "logs",
    "loinc",
    "measure",
    "measured",
    "measures",
    "meet_with",
    "number",
    "of",
    "only",
    "panel",
    "part",
    "parts",
    "pattern",
    "phrases",
    "picked",
    "piece",
    "recheck",
    "related",
    "released_after",
    "reported",
    "response",
    "reviewed",
    "rise_of",
    "role",
    "routes",
    "rule",
    "rules",
    "run",
    "said_from",
    "scales",
    "sees",
    "settings",
    "shows",
    "size",
    "stop_test",
    "stops",
    "tag",
    "tel",
    "text_from",
    "then",
    "tick",
    "time",
    "topics",
    "triggers",
    "unit",
    "values",
    "variant",
    "verified_on",
    "version",
    "when",
    "who",
    "young_rule",
];

/// Every text of a file that a person reads.
pub(crate) fn of_file(table: &Table) -> Vec<Text<'_>> {
    let mut found = Vec::new();
    walk_table(table, "", &mut found);
    found
}

/// Every text of the built-in content that a person reads: the file, the place in it, the text.
pub fn for_people() -> Vec<(&'static str, String, String)> {
    let parsed = embedded().filter_map(|(path, text)| Some((path, text.parse::<Table>().ok()?)));
    let of_one = |(path, table): (&'static str, Table)| {
        let texts = of_file(&table).into_iter();
        texts.map(|text| (path, text.place, text.text.to_owned())).collect::<Vec<_>>()
    };
    parsed.flat_map(of_one).collect()
}

/// Sources are for clinicians and keep the wording of the works they name; what a rule fires on, what fills a field and
/// what answers add up to are names alone.
fn walk_table<'a>(table: &'a Table, around: &str, found: &mut Vec<Text<'a>>) {
    let is_text = |key: &str| match key {
        "sources" | "fires_on" | "fills" | "when" => false,
        "items" | "missing" => !around.starts_with("scoring"),
        _ => true,
    };
    for (key, value) in table.iter().filter(|(key, _)| is_text(key)) {
        walk(key, value, inside(around, key), found);
    }
}

fn walk<'a>(key: &'a str, value: &'a Value, place: String, found: &mut Vec<Text<'a>>) {
    match value {
        // What a measure is about is a sentence, what a screen is about is a name.
        Value::String(_) if NAMES.contains(&key) && place != "about" => {}
        Value::String(text) => found.push(Text { place, key, text }),
        Value::Table(table) => walk_table(table, &place, found),
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                walk(key, item, format!("{place} {}", name_of(item, index)), found);
            }
        }
        _ => {}
    }
}

/// The id of a thing in a list, or its number counted from 1.
fn name_of(item: &Value, index: usize) -> String {
    let id = item.get("id").and_then(Value::as_str);
    id.map_or_else(|| (index + 1).to_string(), str::to_owned)
}

fn inside(around: &str, name: &str) -> String {
    if around.is_empty() { name.to_owned() } else { format!("{around}, {name}") }
}
