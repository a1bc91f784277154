//! One way among several: a name alone, or a table with one name and what it holds.

use std::ops::Range;

use serde::{
    Deserializer,
    de::{DeserializeSeed, EnumAccess, Error, VariantAccess, Visitor},
};
use toml::de::{DeString, DeValue};

use super::{Value, Wrong, named};

/// One way among several, and what it holds, if it holds something.
pub(super) struct One<'de> {
    pub(super) name: DeString<'de>,
    pub(super) span: Range<usize>,
    pub(super) holds: Option<Value<'de>>,
}

impl<'de> EnumAccess<'de> for One<'de> {
    type Error = Wrong;
    type Variant = Holds<'de>;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Holds<'de>), Wrong> {
        Ok((named(seed, self.span, self.name)?, Holds(self.holds)))
    }
}

/// What one way among several holds.
pub(super) struct Holds<'de>(Option<Value<'de>>);

impl<'de> Holds<'de> {
    fn value(self) -> Result<Value<'de>, Wrong> {
        self.0.ok_or_else(|| {
            Wrong::custom("the name alone says too little; what it holds belongs into a table")
        })
    }
}

impl<'de> VariantAccess<'de> for Holds<'de> {
    type Error = Wrong;

    fn unit_variant(self) -> Result<(), Wrong> {
        match self.0 {
            // An empty table says no more than the name.
            Some(value) if !matches!(&value.what, DeValue::Table(table) if table.is_empty()) => {
                Err(value.is_not(&"a name alone"))
            }
            _ => Ok(()),
        }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Wrong> {
        seed.deserialize(self.value()?)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _len: usize, visitor: V) -> Result<V::Value, Wrong> {
        self.value()?.deserialize_seq(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Wrong> {
        self.value()?.deserialize_map(visitor)
    }
}
