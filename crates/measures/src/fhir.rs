//! FHIR's JSON as it comes from anybody: what it is recognised by, and what is refused before anything is read.

use serde_json::{Deserializer, Map, Value};

use crate::{Coding, Fault};

pub(crate) type Object = Map<String, Value>;

/// Where something stands that belongs to no item.
pub(crate) const THE_FILE: &str = "the file";

/// An extension that would change the meaning of what it stands on.
pub(crate) const MODIFIER: &str = "a modifierExtension may turn its meaning around, and is not supported";

/// The letters of a name from elsewhere that are said back.
const SHORT: usize = 60;

/// Reads JSON. How deep it lies within itself is bounded by the reader below, so whatever walks it may recurse.
pub(crate) fn json(bytes: &[u8]) -> Result<Value, Fault> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if bytes.trim_ascii_start().starts_with(b"<") {
        return Err(fault(THE_FILE, "this is XML; only the JSON of FHIR is read"));
    }
    serde_json::from_slice(bytes).map_err(|error| {
        if holds_several(bytes) {
            return fault(
                THE_FILE,
                "this is NDJSON, a resource a line; only one resource or a Bundle is read",
            );
        }
        let deep = error.to_string().starts_with("recursion limit");
        let why = if deep { "it lies too deep within itself" } else { "this is not JSON" };
        fault(&format!("line {}", error.line()), why)
    })
}

/// Whether one object follows another.
fn holds_several(bytes: &[u8]) -> bool {
    let values = Deserializer::from_slice(bytes).into_iter::<Value>();
    values.take(2).filter(|value| value.as_ref().is_ok_and(Value::is_object)).count() == 2
}

pub(crate) fn fault(place: &str, message: &str) -> Fault {
    Fault { place: place.to_owned(), message: message.to_owned() }
}

/// A name from elsewhere, no longer than a line.
pub(crate) fn short(name: &str) -> String {
    let mut letters = name.chars();
    let said: String = letters.by_ref().take(SHORT).collect();
    if letters.next().is_some() { said + "…" } else { said }
}

pub(crate) fn text<'a>(object: &'a Object, name: &str) -> &'a str {
    object.get(name).and_then(Value::as_str).unwrap_or_default()
}

pub(crate) fn flag(object: &Object, name: &str) -> bool {
    object.get(name).and_then(Value::as_bool).unwrap_or_default()
}

pub(crate) fn objects<'a>(object: &'a Object, name: &str) -> impl Iterator<Item = &'a Object> + use<'a> {
    object.get(name).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_object)
}

pub(crate) fn extensions(object: &Object) -> impl Iterator<Item = (&str, &Object)> {
    objects(object, "extension").filter_map(|extension| Some((extension.get("url")?.as_str()?, extension)))
}

pub(crate) fn coding(object: &Object) -> Coding {
    let of = |name| text(object, name).to_owned();
    Coding { system: of("system"), code: of("code"), display: of("display") }
}
