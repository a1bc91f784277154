//! A part as it is written.

use hearken_core::parts::{Part, Role};
use serde::{Deserialize, Serialize};

use crate::stored::extra::{Unknown, extra_from_map, map_from_extra};

/// See [`Part`].
#[derive(Serialize, Deserialize)]
pub struct PartV1 {
    name: String,
    role: String,
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
    #[serde(flatten)]
    unknown: Unknown,
}

impl From<&Part> for PartV1 {
    fn from(part: &Part) -> Self {
        let part = part.clone();
        Self {
            name: part.name,
            role: part.role.id().to_owned(),
            manner: part.manner,
            look: part.look,
            colour: part.colour,
            shape: part.shape,
            felt_age: part.felt_age,
            body: part.body,
            purpose: part.purpose,
            feels: part.feels,
            fears: part.fears,
            gifts: part.gifts,
            needs: part.needs,
            relates: part.relates,
            notes: part.notes,
            unknown: map_from_extra(&part.extra),
        }
    }
}

impl From<PartV1> for Part {
    fn from(part: PartV1) -> Self {
        Self {
            name: part.name,
            role: Role::from_id(&part.role).unwrap_or_default(),
            manner: part.manner,
            look: part.look,
            colour: part.colour,
            shape: part.shape,
            felt_age: part.felt_age,
            body: part.body,
            purpose: part.purpose,
            feels: part.feels,
            fears: part.fears,
            gifts: part.gifts,
            needs: part.needs,
            relates: part.relates,
            notes: part.notes,
            extra: extra_from_map(&part.unknown),
        }
    }
}
