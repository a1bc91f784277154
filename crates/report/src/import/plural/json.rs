//! JSON whose fields may come twice: the last one counts, as everywhere, but it is said.

use std::{cell::Cell, fmt};

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use crate::import::{ImportError, limits};

/// The value, and how many fields came a second time in the same record.
pub(crate) fn read(text: &str) -> Result<(Value, u64), ImportError> {
    if text.len() as u64 > limits::FILE_BYTES || !limits::is_shallow(text) {
        return Err(ImportError::TooLarge);
    }
    let twice = Cell::new(0);
    let mut json = serde_json::Deserializer::from_str(text);
    let value = Counting(&twice).deserialize(&mut json).map_err(|_| ImportError::Damaged)?;
    json.end().map_err(|_| ImportError::Damaged)?;
    Ok((value, twice.get()))
}

struct Counting<'a>(&'a Cell<u64>);

impl<'de> DeserializeSeed<'de> for Counting<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Counting<'_> {
    type Value = Value;

    fn expecting(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str("JSON")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_string<E: Error>(self, value: String) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = list.next_element_seed(Counting(self.0))? {
            values.push(value);
        }
        Ok(Value::Array(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut fields = Map::new();
        while let Some(name) = map.next_key::<String>()? {
            if fields.insert(name, map.next_value_seed(Counting(self.0))?).is_some() {
                self.0.set(self.0.get() + 1);
            }
        }
        Ok(Value::Object(fields))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_that_comes_twice_is_counted_and_the_last_one_counts() {
        let (value, twice) = read(r#"{"a": 1, "b": [{"a": 1, "a": 2}], "a": null}"#).unwrap();
        assert_eq!((value["b"][0]["a"].as_i64(), twice), (Some(2), 2));
    }

    #[test]
    fn half_a_value_and_a_value_with_something_behind_it_are_damaged() {
        for text in [r#"{"a": "#, "{} {}", ""] {
            assert!(matches!(read(text), Err(ImportError::Damaged)), "{text}");
        }
    }
}
