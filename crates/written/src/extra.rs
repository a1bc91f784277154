//! Fields that a newer program wrote: read as they are, carried through the domain unread, written back.

use std::collections::BTreeMap;

use hearken_core::Extra;
use rmpv::Value;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Unknown fields of one record, by name.
pub type Unknown = BTreeMap<String, Value>;

/// Packs unknown fields for their way through the domain. None pack to no bytes.
pub fn extra_from_map(unknown: &Unknown) -> Extra {
    if unknown.is_empty() {
        return Extra::default();
    }
    Extra(rmp_serde::to_vec_named(unknown).expect("a map of plain values always packs"))
}

/// Unpacks them again. Bytes that are no such map (no program of ours writes any) give no fields.
pub fn map_from_extra(extra: &Extra) -> Unknown {
    rmp_serde::from_slice(&extra.0).unwrap_or_default()
}

/// For `#[serde(flatten, with = "extra")]`.
pub(crate) fn serialize<S: Serializer>(extra: &Extra, to: S) -> Result<S::Ok, S::Error> {
    map_from_extra(extra).serialize(to)
}

/// For `#[serde(flatten, with = "extra")]`.
pub(crate) fn deserialize<'a, D: Deserializer<'a>>(from: D) -> Result<Extra, D::Error> {
    Unknown::deserialize(from).map(|unknown| extra_from_map(&unknown))
}
