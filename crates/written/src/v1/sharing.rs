//! Sharing: who a space is shared with and what is shown there, and what stands in a space.

use hearken_core::{
    Extra, RecordId, Timestamp, When,
    sharing::{
        GivenPage, Grant, Invitation, KeyMovedOn, Manner, Member, PrivateNote, Role, Said, Seen, SharedBand,
        SharedCourse, SharedField, SharedPage, SharedPoint, Space, Subject,
    },
};
use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{
    id,
    simple::{Day, Id, by_name, bytes, each, is_false, maybe, named, when},
};
use crate::extra;

/// See [`Space`].
#[derive(Serialize, Deserialize)]
#[serde(remote = "Space")]
pub(super) struct SpaceV1 {
    called: String,
    #[serde(with = "role")]
    role: Role,
    #[serde(default, skip_serializing_if = "is_false")]
    mine: bool,
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        serialize_with = "maybe::serialize::<InvitationV1, _, _>",
        deserialize_with = "maybe::deserialize::<InvitationV1, _, _>"
    )]
    invitation: Option<Invitation>,
    #[serde(default, skip_serializing_if = "is_false")]
    confirmed: bool,
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        serialize_with = "maybe::serialize::<Millis, _, _>",
        deserialize_with = "maybe::deserialize::<Millis, _, _>"
    )]
    compared: Option<Timestamp>,
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        serialize_with = "maybe::serialize::<Millis, _, _>",
        deserialize_with = "maybe::deserialize::<Millis, _, _>"
    )]
    ended: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "is_false")]
    gone: bool,
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        serialize_with = "each::serialize::<Id, _, _, _>",
        deserialize_with = "each::deserialize::<Id, _, _>"
    )]
    put_aside: Vec<RecordId>,
    #[serde(flatten, with = "extra")]
    extra: Extra,
}

/// See [`Invitation`]. In the log alone.
#[derive(Serialize, Deserialize)]
struct InvitationV1 {
    link: String,
    code: String,
    ends: Millis,
}

impl From<Invitation> for InvitationV1 {
    fn from(Invitation { link, code, ends }: Invitation) -> Self {
        Self { link, code, ends: ends.into() }
    }
}

impl From<InvitationV1> for Invitation {
    fn from(InvitationV1 { link, code, ends }: InvitationV1) -> Self {
        Self { link, code, ends: ends.into() }
    }
}

/// An instant, as milliseconds since the epoch.
#[derive(Serialize, Deserialize)]
struct Millis(i64);

impl From<Timestamp> for Millis {
    fn from(at: Timestamp) -> Self {
        Self(at.as_millis())
    }
}

impl From<Millis> for Timestamp {
    fn from(at: Millis) -> Self {
        Self::from_millis(at.0)
    }
}

/// See [`Grant`].
#[derive(Serialize, Deserialize)]
#[serde(remote = "Grant")]
pub(super) struct GrantV1 {
    #[serde(with = "id")]
    space: RecordId,
    #[serde(with = "subject")]
    subject: Subject,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    fields: Vec<String>,
    #[serde(default, skip_serializing_if = "is_false")]
    whole: bool,
    #[serde(default, skip_serializing_if = "is_false")]
    keeps_up: bool,
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        serialize_with = "maybe::serialize::<Day, _, _>",
        deserialize_with = "maybe::deserialize::<Day, _, _>"
    )]
    until: Option<Date>,
    #[serde(with = "id")]
    page: RecordId,
    #[serde(default, skip_serializing_if = "is_false")]
    paused: bool,
    #[serde(default, skip_serializing_if = "is_false")]
    stopped: bool,
    #[serde(flatten, with = "extra")]
    extra: Extra,
}

mod subject {
    use super::{Deserializer, Serializer, Subject, named};

    pub(super) fn serialize<S: Serializer>(subject: &Subject, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&subject.id())
    }

    pub(super) fn deserialize<'a, D: Deserializer<'a>>(from: D) -> Result<Subject, D::Error> {
        named(from, Subject::from_id)
    }
}

/// See [`PrivateNote`].
#[derive(Serialize, Deserialize)]
#[serde(remote = "PrivateNote")]
pub(super) struct PrivateNoteV1 {
    #[serde(with = "id")]
    space: RecordId,
    words: String,
    #[serde(flatten, with = "extra")]
    extra: Extra,
}

/// See [`GivenPage`].
#[derive(Serialize, Deserialize)]
#[serde(remote = "GivenPage")]
pub(super) struct GivenPageV1 {
    to: String,
    #[serde(with = "subject")]
    subject: Subject,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    fields: Vec<String>,
    #[serde(with = "when")]
    when: When,
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        serialize_with = "maybe::serialize::<Day, _, _>",
        deserialize_with = "maybe::deserialize::<Day, _, _>"
    )]
    until: Option<Date>,
    #[serde(flatten, with = "extra")]
    extra: Extra,
}

/// See [`Member`].
#[derive(Serialize, Deserialize)]
#[serde(remote = "Member")]
pub(super) struct MemberV1 {
    called: String,
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        serialize_with = "maybe::serialize::<Named, _, _>",
        deserialize_with = "maybe::deserialize::<Named, _, _>"
    )]
    role: Option<Role>,
    #[serde(default, skip_serializing_if = "is_false")]
    left: bool,
    #[serde(flatten, with = "extra")]
    extra: Extra,
}

/// A role as a thing of its own.
#[derive(Serialize, Deserialize)]
struct Named(#[serde(with = "role")] Role);

impl From<Role> for Named {
    fn from(role: Role) -> Self {
        Self(role)
    }
}

impl From<Named> for Role {
    fn from(named: Named) -> Self {
        named.0
    }
}

/// See [`SharedPage`].
#[derive(Serialize, Deserialize)]
#[serde(remote = "SharedPage")]
pub(super) struct SharedPageV1 {
    #[serde(with = "id")]
    by: RecordId,
    kind: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    title: String,
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        serialize_with = "each::serialize::<SharedFieldV1, _, _, _>",
        deserialize_with = "each::deserialize::<SharedFieldV1, _, _>"
    )]
    fields: Vec<SharedField>,
    #[serde(default, skip_serializing_if = "is_false")]
    keeps_up: bool,
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        serialize_with = "maybe::serialize::<Day, _, _>",
        deserialize_with = "maybe::deserialize::<Day, _, _>"
    )]
    until: Option<Date>,
    #[serde(flatten, with = "extra")]
    extra: Extra,
}

/// See [`SharedField`].
#[derive(Serialize, Deserialize)]
struct SharedFieldV1 {
    key: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    name: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    course: Option<SharedCourseV1>,
}

impl From<SharedField> for SharedFieldV1 {
    fn from(SharedField { key, name, text, course }: SharedField) -> Self {
        Self { key, name, text, course: course.map(Into::into) }
    }
}

impl From<SharedFieldV1> for SharedField {
    fn from(SharedFieldV1 { key, name, text, course }: SharedFieldV1) -> Self {
        Self { key, name, text, course: course.map(Into::into) }
    }
}

/// See [`SharedCourse`].
#[derive(Serialize, Deserialize)]
struct SharedCourseV1 {
    highest: u8,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    bands: Vec<SharedBandV1>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    points: Vec<SharedPointV1>,
}

impl From<SharedCourse> for SharedCourseV1 {
    fn from(SharedCourse { highest, bands, points }: SharedCourse) -> Self {
        Self {
            highest,
            bands: bands.into_iter().map(Into::into).collect(),
            points: points.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<SharedCourseV1> for SharedCourse {
    fn from(SharedCourseV1 { highest, bands, points }: SharedCourseV1) -> Self {
        Self {
            highest,
            bands: bands.into_iter().map(Into::into).collect(),
            points: points.into_iter().map(Into::into).collect(),
        }
    }
}

/// See [`SharedBand`].
#[derive(Serialize, Deserialize)]
struct SharedBandV1 {
    from: u32,
    to: u32,
    name: String,
}

impl From<SharedBand> for SharedBandV1 {
    fn from(SharedBand { from, to, name }: SharedBand) -> Self {
        Self { from, to, name }
    }
}

impl From<SharedBandV1> for SharedBand {
    fn from(SharedBandV1 { from, to, name }: SharedBandV1) -> Self {
        Self { from, to, name }
    }
}

/// See [`SharedPoint`].
#[derive(Serialize, Deserialize)]
struct SharedPointV1 {
    #[serde(with = "when")]
    when: When,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    level: Option<u8>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    remark: String,
}

impl From<SharedPoint> for SharedPointV1 {
    fn from(SharedPoint { when, level, remark }: SharedPoint) -> Self {
        Self { when, level, remark }
    }
}

impl From<SharedPointV1> for SharedPoint {
    fn from(SharedPointV1 { when, level, remark }: SharedPointV1) -> Self {
        Self { when, level, remark }
    }
}

/// See [`Said`].
#[derive(Serialize, Deserialize)]
#[serde(remote = "Said")]
pub(super) struct SaidV1 {
    #[serde(with = "id")]
    by: RecordId,
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        serialize_with = "maybe::serialize::<Id, _, _>",
        deserialize_with = "maybe::deserialize::<Id, _, _>"
    )]
    about: Option<RecordId>,
    #[serde(with = "manner")]
    manner: Manner,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    words: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    to_do: String,
    #[serde(flatten, with = "extra")]
    extra: Extra,
}

/// See [`Seen`].
#[derive(Serialize, Deserialize)]
#[serde(remote = "Seen")]
pub(super) struct SeenV1 {
    #[serde(with = "id")]
    by: RecordId,
    #[serde(with = "id")]
    what: RecordId,
    rev: u32,
    #[serde(with = "when")]
    when: When,
    #[serde(flatten, with = "extra")]
    extra: Extra,
}

/// See [`KeyMovedOn`].
#[derive(Serialize, Deserialize)]
#[serde(remote = "KeyMovedOn")]
pub(super) struct KeyMovedOnV1 {
    epoch: u32,
    #[serde(with = "bytes")]
    commitment: Vec<u8>,
    #[serde(flatten, with = "extra")]
    extra: Extra,
}

by_name! {
    role: Role;
    manner: Manner;
}
