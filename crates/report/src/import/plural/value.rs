//! What other programs write where a text, an id, a colour, a moment or a list is meant.

use jiff::{SignedDuration, civil, tz::TimeZone};
use serde_json::{Map, Value};

/// The fields of one record.
pub(crate) type Fields = Map<String, Value>;

/// Bytes that an id of another program may have; a longer one is none.
const ID_BYTES: usize = 200;

/// The text of a field, unless it is blank or no text.
pub(crate) fn text<'a>(fields: &'a Fields, name: &str) -> Option<&'a str> {
    fields.get(name)?.as_str().filter(|text| !text.trim().is_empty())
}

/// The list in a field; empty when there is none.
pub(crate) fn list<'a>(fields: &'a Fields, name: &str) -> &'a [Value] {
    fields.get(name).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// Takes a text out of a record, unless it is blank or no text: what stays behind was not understood.
pub(crate) fn take_text(fields: &mut Fields, name: &str) -> Option<String> {
    match fields.get(name)? {
        Value::String(text) if text.trim().is_empty() => {
            fields.remove(name);
            None
        }
        Value::Null => {
            fields.remove(name);
            None
        }
        Value::String(_) => match fields.remove(name) {
            Some(Value::String(text)) => Some(text),
            _ => None,
        },
        _ => None,
    }
}

/// An id: a text, a whole number, or a database's `{"$oid": …}`. Never a number with a fraction, which may have lost
/// its last digits on the way.
pub(crate) fn id(value: &Value) -> Option<String> {
    let id = match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) if number.is_u64() || number.is_i64() => number.to_string(),
        Value::Object(fields) => return fields.get("$oid").filter(|oid| oid.is_string()).and_then(id),
        _ => return None,
    };
    (!id.is_empty() && id.len() <= ID_BYTES).then_some(id)
}

/// What a field says of a colour.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Colour {
    /// Nothing.
    None,
    /// A colour, as `#rrggbb`.
    Is(String),
    /// Something that is no colour.
    NotOne,
}

/// Reads a colour: six digits, three doubled, or eight with the opacity first, with or without `#`.
pub(crate) fn colour(value: Option<&Value>) -> Colour {
    let written = match value {
        None | Some(Value::Null) => return Colour::None,
        Some(Value::String(text)) if text.trim().is_empty() => return Colour::None,
        Some(Value::String(text)) => text.trim().to_ascii_lowercase(),
        Some(_) => return Colour::NotOne,
    };
    let digits = written.strip_prefix('#').unwrap_or(&written);
    if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Colour::NotOne;
    }
    match digits.len() {
        3 => {
            Colour::Is(std::iter::once('#').chain(digits.chars().flat_map(|digit| [digit, digit])).collect())
        }
        6 => Colour::Is(format!("#{digits}")),
        8 => Colour::Is(format!("#{}", &digits[2..])),
        _ => Colour::NotOne,
    }
}

/// A moment: milliseconds since 1970 as a number or in words, ISO 8601 with or without zone (without is UTC), or a
/// database's seconds and nanoseconds.
pub(crate) fn instant(value: &Value) -> Option<jiff::Timestamp> {
    match value {
        Value::Number(number) => number.as_i64().map_or_else(|| of_float(number.as_f64()?), of_millis),
        Value::String(text) => of_text(text.trim()),
        Value::Object(fields) => {
            if let Some(inner) = ["__time__", "$date", "value"].iter().find_map(|name| fields.get(*name)) {
                return if inner.is_object() { None } else { instant(inner) };
            }
            let number =
                |names: [&str; 2]| names.iter().find_map(|name| fields.get(*name)).and_then(Value::as_i64);
            let nanos = number(["_nanoseconds", "nanoseconds"]).unwrap_or(0);
            jiff::Timestamp::new(number(["_seconds", "seconds"])?, i32::try_from(nanos).ok()?).ok()
        }
        _ => None,
    }
}

fn of_millis(millis: i64) -> Option<jiff::Timestamp> {
    jiff::Timestamp::from_millisecond(millis).ok()
}

fn of_float(millis: f64) -> Option<jiff::Timestamp> {
    let since = SignedDuration::try_from_secs_f64(millis / 1000.0).ok()?;
    jiff::Timestamp::UNIX_EPOCH.checked_add(since).ok()
}

fn of_text(text: &str) -> Option<jiff::Timestamp> {
    if let Ok(millis) = text.parse::<i64>() {
        return of_millis(millis);
    }
    if let Ok(at) = text.parse::<jiff::Timestamp>() {
        return Some(at);
    }
    if text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
        return text.parse().ok().and_then(of_float);
    }
    let local = text.parse::<civil::DateTime>().ok()?;
    TimeZone::UTC.to_timestamp(local).ok()
}

/// The records of a collection, with the key of each where the collection is a map, and how many things in it are no
/// records. A record may be wrapped: `{id, exists, content}`.
pub(crate) fn records(collection: Value) -> (Vec<(Option<String>, Fields)>, u64) {
    let (mut records, mut others) = (Vec::new(), 0);
    let mut put = |key: Option<String>, value: Value| match value {
        Value::Object(fields) => records.push((key, unwrapped(fields))),
        _ => others += 1,
    };
    match collection {
        Value::Array(list) => list.into_iter().for_each(|value| put(None, value)),
        Value::Object(map) => map.into_iter().for_each(|(key, value)| put(Some(key), value)),
        Value::Null => {}
        _ => others += 1,
    }
    (records, others)
}

fn unwrapped(mut fields: Fields) -> Fields {
    match fields.remove("content") {
        Some(Value::Object(mut content)) => {
            if let Some(id) = fields.remove("id") {
                content.entry("id").or_insert(id);
            }
            content
        }
        Some(other) => {
            fields.insert("content".to_owned(), other);
            fields
        }
        None => fields,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn colours_come_in_many_spellings_and_eight_digits_have_the_opacity_first() {
        let is = |hex: &str| Colour::Is(hex.to_owned());
        for (written, read) in [
            (json!("88AACC"), is("#88aacc")),
            (json!("#88aacc"), is("#88aacc")),
            (json!("#fa0"), is("#ffaa00")),
            (json!("#ff112233"), is("#112233")),
            (json!(""), Colour::None),
            (json!(null), Colour::None),
            (json!(16_711_680), Colour::NotOne),
            (json!("blue"), Colour::NotOne),
            (json!("#88aacé"), Colour::NotOne),
        ] {
            assert_eq!(colour(Some(&written)), read, "{written}");
        }
    }

    #[test]
    fn moments_come_in_many_spellings() {
        let at: jiff::Timestamp = "2026-01-02T10:00:00.5Z".parse().unwrap();
        let millis = at.as_millisecond();
        for written in [
            json!(millis),
            json!(millis.to_string()),
            json!(format!("{millis}.0")),
            json!("2026-01-02T10:00:00.5Z"),
            json!("2026-01-02T11:00:00.5+01:00"),
            json!("2026-01-02T10:00:00.500000"),
            json!({"_seconds": millis / 1000, "_nanoseconds": 500_000_000}),
            json!({"seconds": millis / 1000, "nanoseconds": 500_000_000}),
            json!({"__time__": "2026-01-02T10:00:00.500Z"}),
        ] {
            assert_eq!(instant(&written), Some(at), "{written}");
        }
        let float = instant(&json!(1.5e12 + 0.25)).unwrap();
        assert_eq!(float.as_millisecond(), 1_500_000_000_000);
    }

    #[test]
    fn what_is_no_moment_is_none() {
        for written in [
            json!(null),
            json!("soon"),
            json!(""),
            json!(true),
            json!(1e300),
            json!(i64::MAX),
            json!({"seconds": "x"}),
            json!({"seconds": 1, "nanoseconds": 99_999_999_999_i64}),
            json!({"__time__": {"__time__": 1}}),
        ] {
            assert_eq!(instant(&written), None, "{written}");
        }
    }

    #[test]
    fn ids_are_texts_or_whole_numbers_and_keep_every_digit() {
        assert_eq!(id(&json!(9_007_199_254_740_993_u64)).as_deref(), Some("9007199254740993"));
        assert_eq!(id(&json!({"$oid": "5f"})).as_deref(), Some("5f"));
        assert_eq!(id(&json!(" a ")).as_deref(), Some("a"));
        for none in
            [json!(1.5), json!(1e30), json!(""), json!(null), json!({"$oid": {"$oid": "a"}}), json!(["a"])]
        {
            assert_eq!(id(&none), None, "{none}");
        }
        assert_eq!(id(&json!("x".repeat(201))), None);
    }
}
