//! What belongs to a moment: readings, triggers and each time they happened, marks.

use hearken_core::{
    Extra, RecordId, When,
    marks::{Mark, MarkKind},
    readings::{Reading, Scale},
    triggers::{Occurrence, Response, Trigger},
};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{
    id,
    simple::{Id, each, is_false, maybe, named, when},
};
use crate::extra;

/// See [`Reading`].
#[derive(Serialize, Deserialize)]
#[serde(remote = "Reading")]
pub(super) struct ReadingV1 {
    #[serde(with = "when")]
    when: When,
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        serialize_with = "maybe::serialize::<Id, _, _>",
        deserialize_with = "maybe::deserialize::<Id, _, _>"
    )]
    about: Option<RecordId>,
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        serialize_with = "each::serialize::<Level, _, _, _>",
        deserialize_with = "each::deserialize::<Level, _, _>"
    )]
    levels: Vec<(Scale, u8)>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    note: String,
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        serialize_with = "maybe::serialize::<Id, _, _>",
        deserialize_with = "maybe::deserialize::<Id, _, _>"
    )]
    during: Option<RecordId>,
    #[serde(flatten, with = "extra")]
    extra: Extra,
}

/// A scale by its name, and the level on it.
#[derive(Serialize, Deserialize)]
struct Level(String, u8);

impl From<(Scale, u8)> for Level {
    fn from((scale, level): (Scale, u8)) -> Self {
        Self(scale.id().to_owned(), level)
    }
}

impl From<Level> for (Scale, u8) {
    fn from(Level(scale, level): Level) -> Self {
        (Scale::from_id(&scale), level)
    }
}

/// See [`Trigger`].
#[derive(Serialize, Deserialize)]
#[serde(remote = "Trigger")]
pub(super) struct TriggerV1 {
    name: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    signs: String,
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        serialize_with = "each::serialize::<Id, _, _, _>",
        deserialize_with = "each::deserialize::<Id, _, _>"
    )]
    parts: Vec<RecordId>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    helps: String,
    #[serde(default, skip_serializing_if = "is_false")]
    archived: bool,
    #[serde(flatten, with = "extra")]
    extra: Extra,
}

/// See [`Occurrence`].
#[derive(Serialize, Deserialize)]
#[serde(remote = "Occurrence")]
pub(super) struct OccurrenceV1 {
    #[serde(with = "id")]
    trigger: RecordId,
    #[serde(with = "when")]
    when: When,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    strength: Option<u8>,
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        serialize_with = "each::serialize::<Id, _, _, _>",
        deserialize_with = "each::deserialize::<Id, _, _>"
    )]
    came: Vec<RecordId>,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "response")]
    did: Option<Response>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    steady_after: Option<u32>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    helped: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    words: String,
    #[serde(flatten, with = "extra")]
    extra: Extra,
}

/// See [`Mark`].
#[derive(Serialize, Deserialize)]
#[serde(remote = "Mark")]
pub(super) struct MarkV1 {
    #[serde(with = "when")]
    when: When,
    #[serde(with = "mark_kind")]
    kind: MarkKind,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    name: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    about: String,
    #[serde(default, skip_serializing_if = "is_false")]
    archived: bool,
    #[serde(flatten, with = "extra")]
    extra: Extra,
}

mod response {
    use super::{Deserializer, Response, Serialize, Serializer, named};

    pub(super) fn serialize<S: Serializer>(did: &Option<Response>, to: S) -> Result<S::Ok, S::Error> {
        did.map(Response::id).serialize(to)
    }

    pub(super) fn deserialize<'a, D: Deserializer<'a>>(from: D) -> Result<Option<Response>, D::Error> {
        let lenient = !from.is_human_readable();
        named(from, |name| Response::from_id(name).map(Some).or(lenient.then_some(None)))
    }
}

mod mark_kind {
    use super::{Deserializer, MarkKind, Serializer, named};

    pub(super) fn serialize<S: Serializer>(kind: &MarkKind, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(kind.id())
    }

    pub(super) fn deserialize<'a, D: Deserializer<'a>>(from: D) -> Result<MarkKind, D::Error> {
        named(from, MarkKind::from_id)
    }
}
