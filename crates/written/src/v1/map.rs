//! What lies on the map beside parts and bonds: places, groups, pictures.

use hearken_core::{
    Extra, RecordId,
    groups::Group,
    journal::SourceRef,
    pictures::{Picture, PictureKind},
    places::{Place, Point},
};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{
    id,
    simple::{Id, Source, bytes, each, is_false, maybe, named},
};
use crate::extra;

/// See [`Place`].
#[derive(Serialize, Deserialize)]
#[serde(remote = "Place")]
pub(super) struct PlaceV1 {
    #[serde(with = "id")]
    part: RecordId,
    #[serde(with = "PointV1")]
    at: Point,
    #[serde(flatten, with = "extra")]
    extra: Extra,
}

/// See [`Point`].
#[derive(Serialize, Deserialize)]
#[serde(remote = "Point")]
struct PointV1 {
    x: i32,
    y: i32,
}

/// See [`Group`].
#[derive(Serialize, Deserialize)]
#[serde(remote = "Group")]
pub(super) struct GroupV1 {
    name: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    about: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    colour: Option<String>,
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        serialize_with = "each::serialize::<Id, _, _, _>",
        deserialize_with = "each::deserialize::<Id, _, _>"
    )]
    parts: Vec<RecordId>,
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        serialize_with = "maybe::serialize::<Id, _, _>",
        deserialize_with = "maybe::deserialize::<Id, _, _>"
    )]
    within: Option<RecordId>,
    #[serde(default, skip_serializing_if = "is_false")]
    archived: bool,
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

/// See [`Picture`].
#[derive(Serialize, Deserialize)]
#[serde(remote = "Picture")]
pub(super) struct PictureV1 {
    #[serde(with = "media_type")]
    kind: PictureKind,
    width: u32,
    height: u32,
    #[serde(with = "bytes")]
    bytes: Vec<u8>,
    #[serde(flatten, with = "extra")]
    extra: Extra,
}

mod media_type {
    use super::{Deserializer, PictureKind, Serializer, named};

    pub(super) fn serialize<S: Serializer>(kind: &PictureKind, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(kind.media_type())
    }

    pub(super) fn deserialize<'a, D: Deserializer<'a>>(from: D) -> Result<PictureKind, D::Error> {
        named(from, PictureKind::from_media_type)
    }
}
