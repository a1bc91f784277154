//! The block of settings at the top of a Markdown file: YAML, TOML or JSON.
//!
//! Of YAML only what people write there is read, every value as the text it is: a `no` stays a "no". A block that
//! holds anything else is not guessed at; the caller keeps it as text.

use serde_json::Value as Json;

use super::yaml;
use crate::import::limits;

/// One setting.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Field {
    /// Its name, as it was written.
    pub(crate) key: String,
    /// Its value.
    pub(crate) value: Value,
    /// The lines it came from.
    pub(crate) raw: String,
}

/// The value of a setting.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Value {
    /// One text, quotes taken off.
    Text(String),
    /// Several texts.
    List(Vec<String>),
    /// Something with parts of its own: kept, not read.
    Nested,
}

/// What stands at the top of a file.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Top<'t> {
    /// No block; all of it is text.
    None,
    /// A block, and the text behind it.
    Read {
        /// The settings in their order.
        fields: Vec<Field>,
        /// The text.
        body: &'t str,
    },
    /// A block that could not be understood.
    NotUnderstood,
}

/// Looks for a block at the top of a file.
pub(crate) fn split(text: &str) -> Top<'_> {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    match first.trim_end() {
        "---" => fenced(rest, &["---", "..."], yaml::fields),
        "+++" => fenced(rest, &["+++"], toml_fields),
        ";;;" => fenced(rest, &[";;;"], json_fields),
        line if line.starts_with('{') => json_alone(text),
        _ => Top::None,
    }
}

fn fenced<'t>(rest: &'t str, fences: &[&str], read: fn(&str) -> Option<Vec<Field>>) -> Top<'t> {
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        if fences.contains(&line.trim_end()) {
            let (block, body) = (&rest[..at], &rest[at + line.len()..]);
            return read(block).map_or(Top::NotUnderstood, |fields| Top::Read { fields, body });
        }
        at += line.len();
    }
    // A fence that is never closed is a line across the page.
    Top::None
}

/// A JSON object without fences, up to its closing bracket.
fn json_alone(text: &str) -> Top<'_> {
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<Json>();
    let Some(Ok(Json::Object(_))) = values.next() else { return Top::None };
    let (block, body) = text.split_at(values.byte_offset());
    match json_fields(block) {
        Some(fields) => {
            Top::Read { fields, body: body.trim_start_matches([' ', '\r']).trim_start_matches('\n') }
        }
        None => Top::NotUnderstood,
    }
}

fn json_fields(block: &str) -> Option<Vec<Field>> {
    let Json::Object(object) = limits::json(block).ok()? else { return None };
    let field = |(key, value): (String, Json)| Field {
        raw: format!("{}: {value}", Json::String(key.clone())),
        key,
        value: match value {
            Json::Array(items) => {
                items.iter().map(json_text).collect::<Option<_>>().map_or(Value::Nested, Value::List)
            }
            other => json_text(&other).map_or(Value::Nested, Value::Text),
        },
    };
    Some(object.into_iter().map(field).collect())
}

fn json_text(value: &Json) -> Option<String> {
    match value {
        Json::String(text) => Some(text.clone()),
        Json::Object(_) | Json::Array(_) => None,
        other => Some(other.to_string()),
    }
}

fn toml_fields(block: &str) -> Option<Vec<Field>> {
    let table: toml::Table = limits::is_shallow(block).then(|| block.parse().ok())??;
    let field = |(key, value): (String, toml::Value)| Field {
        raw: format!("{key} = {value}"),
        key,
        value: match &value {
            toml::Value::Array(items) => {
                items.iter().map(toml_text).collect::<Option<_>>().map_or(Value::Nested, Value::List)
            }
            other => toml_text(other).map_or(Value::Nested, Value::Text),
        },
    };
    Some(table.into_iter().map(field).collect())
}

fn toml_text(value: &toml::Value) -> Option<String> {
    match value {
        toml::Value::String(text) => Some(text.clone()),
        toml::Value::Table(_) | toml::Value::Array(_) => None,
        other => Some(other.to_string()),
    }
}
