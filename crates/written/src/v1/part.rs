//! A part.

use hearken_core::{
    Extra, RecordId,
    journal::SourceRef,
    parts::{Blend, OwnField, OwnValue, Part, Permission, Role},
};
use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::simple::{Day, Id, Source, each, is_false, maybe, named};
use crate::extra;

/// See [`Part`]. In the log a role, permission or blending that only a newer program knows is read as not yet known: the
/// part itself must stay readable.
#[derive(Serialize, Deserialize)]
#[serde(remote = "Part")]
pub(super) struct PartV1 {
    name: String,
    #[serde(with = "role")]
    role: Role,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    manner: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    look: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    colour: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    shape: Option<String>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    felt_age: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    body: Vec<String>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    purpose: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    feels: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    fears: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    gifts: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    needs: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    relates: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    notes: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    emoji: String,
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        serialize_with = "maybe::serialize::<Id, _, _>",
        deserialize_with = "maybe::deserialize::<Id, _, _>"
    )]
    picture: Option<RecordId>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    sensation: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    voice: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    since: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    desires: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    beliefs: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    burdens: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    legacy_burdens: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    trailheads: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    new_role: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    new_role_changed: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    private: String,
    #[serde(default, skip_serializing_if = "is_not_asked", with = "permission")]
    permission: Permission,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "blend")]
    blend: Option<Blend>,
    #[serde(default, skip_serializing_if = "is_false")]
    hidden: bool,
    #[serde(default, skip_serializing_if = "is_false")]
    urge_to_harm: bool,
    #[serde(default, skip_serializing_if = "is_false")]
    archived: bool,
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        serialize_with = "maybe::serialize::<Id, _, _>",
        deserialize_with = "maybe::deserialize::<Id, _, _>"
    )]
    merged_into: Option<RecordId>,
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        serialize_with = "maybe::serialize::<Id, _, _>",
        deserialize_with = "maybe::deserialize::<Id, _, _>"
    )]
    split_from: Option<RecordId>,
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        serialize_with = "each::serialize::<OwnFieldV1, _, _, _>",
        deserialize_with = "each::deserialize::<OwnFieldV1, _, _>"
    )]
    own_fields: Vec<OwnField>,
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

fn is_not_asked(permission: &Permission) -> bool {
    *permission == Permission::NotAsked
}

/// A field of one's own: what stands in it is in the one place that its type names.
#[derive(Serialize, Deserialize)]
struct OwnFieldV1 {
    name: String,
    value: OwnValueV1,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum OwnValueV1 {
    Text(String),
    Number(String),
    Date(Option<Day>),
    Choice { options: Vec<String>, chosen: String },
    YesNo(Option<bool>),
}

impl From<OwnField> for OwnFieldV1 {
    fn from(OwnField { name, value }: OwnField) -> Self {
        let value = match value {
            OwnValue::Text(text) => OwnValueV1::Text(text),
            OwnValue::Number(typed) => OwnValueV1::Number(typed),
            OwnValue::Date(date) => OwnValueV1::Date(date.map(Day::from)),
            OwnValue::Choice { options, chosen } => OwnValueV1::Choice { options, chosen },
            OwnValue::YesNo(said) => OwnValueV1::YesNo(said),
        };
        Self { name, value }
    }
}

impl From<OwnFieldV1> for OwnField {
    fn from(OwnFieldV1 { name, value }: OwnFieldV1) -> Self {
        let value = match value {
            OwnValueV1::Text(text) => OwnValue::Text(text),
            OwnValueV1::Number(typed) => OwnValue::Number(typed),
            OwnValueV1::Date(day) => OwnValue::Date(day.map(Date::from)),
            OwnValueV1::Choice { options, chosen } => OwnValue::Choice { options, chosen },
            OwnValueV1::YesNo(said) => OwnValue::YesNo(said),
        };
        Self { name, value }
    }
}

mod role {
    use super::{Deserializer, Role, Serializer, named};

    pub(super) fn serialize<S: Serializer>(role: &Role, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(role.id())
    }

    pub(super) fn deserialize<'a, D: Deserializer<'a>>(from: D) -> Result<Role, D::Error> {
        let lenient = !from.is_human_readable();
        named(from, |name| Role::from_id(name).or(lenient.then(Role::default)))
    }
}

mod permission {
    use super::{Deserializer, Permission, Serializer, named};

    pub(super) fn serialize<S: Serializer>(state: &Permission, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(state.id())
    }

    pub(super) fn deserialize<'a, D: Deserializer<'a>>(from: D) -> Result<Permission, D::Error> {
        let lenient = !from.is_human_readable();
        named(from, |name| Permission::from_id(name).or(lenient.then(Permission::default)))
    }
}

mod blend {
    use super::{Blend, Deserializer, Serialize, Serializer, named};

    pub(super) fn serialize<S: Serializer>(state: &Option<Blend>, to: S) -> Result<S::Ok, S::Error> {
        state.map(Blend::id).serialize(to)
    }

    pub(super) fn deserialize<'a, D: Deserializer<'a>>(from: D) -> Result<Option<Blend>, D::Error> {
        let lenient = !from.is_human_readable();
        named(from, |name| Blend::from_id(name).map(Some).or(lenient.then_some(None)))
    }
}
