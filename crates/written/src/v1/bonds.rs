//! A bond between parts.

use hearken_core::{
    Extra, RecordId, When,
    bonds::{Bond, BondKind},
    journal::SourceRef,
};
use serde::{Deserialize, Serialize};

use super::{
    id,
    simple::{Moment, Source, maybe},
};
use crate::extra;

/// See [`Bond`].
#[derive(Serialize, Deserialize)]
#[serde(remote = "Bond")]
pub(super) struct BondV1 {
    #[serde(with = "id")]
    from: RecordId,
    #[serde(with = "id")]
    to: RecordId,
    #[serde(with = "BondKindV1")]
    kind: BondKind,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    over: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    from_says: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    to_says: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    strength: Option<u8>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    since: String,
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        serialize_with = "maybe::serialize::<Moment, _, _>",
        deserialize_with = "maybe::deserialize::<Moment, _, _>"
    )]
    ended: Option<When>,
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        serialize_with = "maybe::serialize::<Source, _, _>",
        deserialize_with = "maybe::deserialize::<Source, _, _>"
    )]
    source: Option<SourceRef>,
    #[serde(flatten, with = "extra")]
    extra: Extra,
}

/// A known kind by its name, or one of the person's own with both of its names.
#[derive(Serialize, Deserialize)]
#[serde(remote = "BondKind", rename_all = "kebab-case")]
enum BondKindV1 {
    Protects,
    Conflict,
    Allied,
    CaresFor,
    Fears,
    Own { name: String, inverse: String },
}
