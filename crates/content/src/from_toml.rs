//! From the text of a TOML file to what it holds.
//!
//! `toml` parses; what it found is handed to serde from here. Its own way of handing over does that too, and is compiled
//! three times for each shape, because any table might be asked for as a date or with its place. No content asks for
//! either, and code that runs once at the start still takes memory for as long as the program runs.

mod one_of;

use std::{fmt::Display, ops::Range};

use serde::{
    Deserializer,
    de::{
        DeserializeOwned, DeserializeSeed, Error, Expected, IntoDeserializer, MapAccess, SeqAccess,
        Unexpected, Visitor, value::CowStrDeserializer,
    },
};
use toml::{
    Spanned,
    de::{DeArray, DeInteger, DeString, DeTable, DeValue},
};

use one_of::One;

/// Why a text does not hold what it should, and where.
#[derive(Debug)]
pub(crate) struct Wrong {
    /// What is wrong.
    pub(crate) message: String,
    /// The first byte of what is wrong, where that is known.
    pub(crate) at: Option<usize>,
}

/// What the text of a TOML file holds.
pub(crate) fn from_toml<T: DeserializeOwned>(text: &str) -> Result<T, Wrong> {
    T::deserialize(whole(text)?)
}

fn whole(text: &str) -> Result<Value<'_>, Wrong> {
    match DeTable::parse(text) {
        Ok(table) => Ok(Value { span: table.span(), what: DeValue::Table(table.into_inner()) }),
        Err(fault) => {
            Err(Wrong { message: fault.message().to_owned(), at: fault.span().map(|span| span.start) })
        }
    }
}

impl Wrong {
    /// The innermost place that is known stays.
    fn within(mut self, span: &Range<usize>) -> Self {
        self.at.get_or_insert(span.start);
        self
    }
}

impl Display for Wrong {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Wrong {}

impl Error for Wrong {
    fn custom<M: Display>(message: M) -> Self {
        Self { message: message.to_string(), at: None }
    }
}

/// A value in the file, and where it stands.
struct Value<'de> {
    span: Range<usize>,
    what: DeValue<'de>,
}

impl<'de> From<Spanned<DeValue<'de>>> for Value<'de> {
    fn from(value: Spanned<DeValue<'de>>) -> Self {
        Self { span: value.span(), what: value.into_inner() }
    }
}

fn whole_number(number: &DeInteger<'_>) -> Result<i64, Wrong> {
    let fits = i64::from_str_radix(number.as_str(), number.radix());
    fits.map_err(|_| Wrong::custom(format_args!("the number {number} is too large")))
}

fn unexpected<'a>(value: &'a DeValue<'_>) -> Unexpected<'a> {
    match value {
        DeValue::String(text) => Unexpected::Str(text),
        DeValue::Integer(number) => {
            whole_number(number).map_or(Unexpected::Other("number"), Unexpected::Signed)
        }
        DeValue::Float(number) => {
            number.as_str().parse().map_or(Unexpected::Other("number"), Unexpected::Float)
        }
        DeValue::Boolean(truth) => Unexpected::Bool(*truth),
        DeValue::Datetime(_) => Unexpected::Other("date"),
        DeValue::Array(_) => Unexpected::Seq,
        DeValue::Table(_) => Unexpected::Map,
    }
}

impl Value<'_> {
    fn is_not(&self, expected: &dyn Expected) -> Wrong {
        Wrong::invalid_type(unexpected(&self.what), expected).within(&self.span)
    }
}

impl<'de> Deserializer<'de> for Value<'de> {
    type Error = Wrong;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        let Self { span, what } = self;
        let read = match what {
            DeValue::String(text) => visitor.visit_str(&text),
            DeValue::Integer(number) => whole_number(&number).and_then(|number| visitor.visit_i64(number)),
            DeValue::Float(ref number) => match number.as_str().parse() {
                Ok(number) => visitor.visit_f64(number),
                Err(_) => Err(Wrong::invalid_type(unexpected(&what), &visitor)),
            },
            DeValue::Boolean(truth) => visitor.visit_bool(truth),
            DeValue::Datetime(_) => Err(Wrong::invalid_type(unexpected(&what), &visitor)),
            DeValue::Array(array) => visitor.visit_seq(List(array.into_iter())),
            DeValue::Table(table) => visitor.visit_map(Fields { rest: table.into_iter(), value: None }),
        };
        read.map_err(|wrong| wrong.within(&span))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Wrong> {
        self.deserialize_map(visitor)
    }

    /// A table alone: read as anything else too, each shape would be compiled for lists and texts that it never is.
    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        match self.what {
            DeValue::Table(table) => visitor
                .visit_map(Fields { rest: table.into_iter(), value: None })
                .map_err(|wrong| wrong.within(&self.span)),
            _ => Err(self.is_not(&visitor)),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        match self.what {
            DeValue::Array(array) => {
                visitor.visit_seq(List(array.into_iter())).map_err(|wrong| wrong.within(&self.span))
            }
            _ => Err(self.is_not(&visitor)),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        match self.what {
            DeValue::String(text) => {
                visitor.visit_string(text.into_owned()).map_err(|wrong: Wrong| wrong.within(&self.span))
            }
            _ => Err(self.is_not(&visitor)),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Wrong> {
        let one = match self.what {
            DeValue::String(name) => One { name, span: self.span.clone(), holds: None },
            DeValue::Table(table) if table.len() == 1 => {
                let mut fields = table.into_iter();
                let (name, value) = fields.next().ok_or_else(|| Wrong::custom("an empty table"))?;
                One { span: name.span(), name: name.into_inner(), holds: Some(value.into()) }
            }
            _ => return Err(self.is_not(&"one name, or a table with one")),
        };
        visitor.visit_enum(one).map_err(|wrong| wrong.within(&self.span))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Wrong> {
        visitor.visit_newtype_struct(self)
    }

    serde::forward_to_deserialize_any! {
        bool u8 u16 u32 u64 u128 i8 i16 i32 i64 i128 f32 f64 char str bytes byte_buf unit unit_struct tuple tuple_struct
        identifier ignored_any
    }
}

/// The values of a list.
struct List<'de>(<DeArray<'de> as IntoIterator>::IntoIter);

impl<'de> SeqAccess<'de> for List<'de> {
    type Error = Wrong;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Wrong> {
        self.0.next().map(|value| seed.deserialize(Value::from(value))).transpose()
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.0.len())
    }
}

/// The fields of a table.
struct Fields<'de> {
    rest: <DeTable<'de> as IntoIterator>::IntoIter,
    /// What the name that was read last stands for.
    value: Option<Value<'de>>,
}

impl<'de> MapAccess<'de> for Fields<'de> {
    type Error = Wrong;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Wrong> {
        let Some((name, value)) = self.rest.next() else { return Ok(None) };
        self.value = Some(value.into());
        named(seed, name.span(), name.into_inner()).map(Some)
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, Wrong> {
        seed.deserialize(self.value.take().ok_or_else(|| Wrong::custom("a value without a name"))?)
    }
}

/// Reads a name: of a field, or of one way among several.
fn named<'de, S: DeserializeSeed<'de>>(
    seed: S,
    span: Range<usize>,
    name: DeString<'de>,
) -> Result<S::Value, Wrong> {
    let name: CowStrDeserializer<'de, Wrong> = name.into_deserializer();
    seed.deserialize(name).map_err(|wrong| wrong.within(&span))
}

#[cfg(test)]
mod tests;
