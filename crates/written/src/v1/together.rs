//! What parts and person work out together: agreements and decisions.

use hearken_core::{
    Extra, RecordId, When,
    agreements::{Agreement, Kept, Look},
    decisions::{Choice, Decision, LookBack, Seat, Seating, Voice},
};
use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::simple::{Day, Id, Moment, each, is_false, maybe, named, when};
use crate::extra;

/// See [`Agreement`].
#[derive(Serialize, Deserialize)]
#[serde(remote = "Agreement")]
pub(super) struct AgreementV1 {
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        serialize_with = "each::serialize::<Id, _, _, _>",
        deserialize_with = "each::deserialize::<Id, _, _>"
    )]
    parts: Vec<RecordId>,
    what: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    by_whom: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    how_to_check: String,
    #[serde(with = "when")]
    made: When,
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        serialize_with = "maybe::serialize::<Day, _, _>",
        deserialize_with = "maybe::deserialize::<Day, _, _>"
    )]
    due: Option<Date>,
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        serialize_with = "each::serialize::<LookV1, _, _, _>",
        deserialize_with = "each::deserialize::<LookV1, _, _>"
    )]
    looks: Vec<Look>,
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        serialize_with = "maybe::serialize::<Moment, _, _>",
        deserialize_with = "maybe::deserialize::<Moment, _, _>"
    )]
    ended: Option<When>,
    #[serde(flatten, with = "extra")]
    extra: Extra,
}

/// See [`Look`].
#[derive(Serialize, Deserialize)]
pub(super) struct LookV1 {
    #[serde(with = "when")]
    when: When,
    #[serde(with = "kept")]
    kept: Kept,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    words: String,
}

impl From<Look> for LookV1 {
    fn from(Look { when, kept, words }: Look) -> Self {
        Self { when, kept, words }
    }
}

impl From<LookV1> for Look {
    fn from(LookV1 { when, kept, words }: LookV1) -> Self {
        Self { when, kept, words }
    }
}

/// See [`Decision`].
#[derive(Serialize, Deserialize)]
#[serde(remote = "Decision")]
pub(super) struct DecisionV1 {
    question: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    field: String,
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        serialize_with = "each::serialize::<ChoiceV1, _, _, _>",
        deserialize_with = "each::deserialize::<ChoiceV1, _, _>"
    )]
    options: Vec<Choice>,
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        serialize_with = "each::serialize::<SeatV1, _, _, _>",
        deserialize_with = "each::deserialize::<SeatV1, _, _>"
    )]
    seats: Vec<Seat>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    self_sees: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    chosen: Option<u16>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    choice: String,
    #[serde(with = "when")]
    asked: When,
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        serialize_with = "maybe::serialize::<Moment, _, _>",
        deserialize_with = "maybe::deserialize::<Moment, _, _>"
    )]
    decided: Option<When>,
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        serialize_with = "maybe::serialize::<Day, _, _>",
        deserialize_with = "maybe::deserialize::<Day, _, _>"
    )]
    look_back: Option<Date>,
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        serialize_with = "each::serialize::<LookBackV1, _, _, _>",
        deserialize_with = "each::deserialize::<LookBackV1, _, _>"
    )]
    looked_back: Vec<LookBack>,
    #[serde(flatten, with = "extra")]
    extra: Extra,
}

/// See [`Choice`].
#[derive(Serialize, Deserialize)]
struct ChoiceV1 {
    number: u16,
    name: String,
}

impl From<Choice> for ChoiceV1 {
    fn from(Choice { number, name }: Choice) -> Self {
        Self { number, name }
    }
}

impl From<ChoiceV1> for Choice {
    fn from(ChoiceV1 { number, name }: ChoiceV1) -> Self {
        Self { number, name }
    }
}

/// See [`Seat`].
#[derive(Serialize, Deserialize)]
struct SeatV1 {
    part: Id,
    #[serde(with = "seating")]
    seat: Seating,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    why: String,
    #[serde(default, skip_serializing_if = "is_false")]
    standing: bool,
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        serialize_with = "each::serialize::<VoiceV1, _, _, _>",
        deserialize_with = "each::deserialize::<VoiceV1, _, _>"
    )]
    voices: Vec<Voice>,
}

impl From<Seat> for SeatV1 {
    fn from(Seat { part, seat, why, standing, voices }: Seat) -> Self {
        Self { part: part.into(), seat, why, standing, voices }
    }
}

impl From<SeatV1> for Seat {
    fn from(SeatV1 { part, seat, why, standing, voices }: SeatV1) -> Self {
        Self { part: part.into(), seat, why, standing, voices }
    }
}

/// See [`Voice`].
#[derive(Serialize, Deserialize)]
struct VoiceV1 {
    option: u16,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    wants: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    fears: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    needs: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    strength: Option<u8>,
}

impl From<Voice> for VoiceV1 {
    fn from(Voice { option, wants, fears, needs, strength }: Voice) -> Self {
        Self { option, wants, fears, needs, strength }
    }
}

impl From<VoiceV1> for Voice {
    fn from(VoiceV1 { option, wants, fears, needs, strength }: VoiceV1) -> Self {
        Self { option, wants, fears, needs, strength }
    }
}

/// See [`LookBack`].
#[derive(Serialize, Deserialize)]
struct LookBackV1 {
    #[serde(with = "when")]
    when: When,
    words: String,
}

impl From<LookBack> for LookBackV1 {
    fn from(LookBack { when, words }: LookBack) -> Self {
        Self { when, words }
    }
}

impl From<LookBackV1> for LookBack {
    fn from(LookBackV1 { when, words }: LookBackV1) -> Self {
        Self { when, words }
    }
}

mod kept {
    use super::{Deserializer, Kept, Serializer, named};

    pub(super) fn serialize<S: Serializer>(kept: &Kept, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(kept.id())
    }

    pub(super) fn deserialize<'a, D: Deserializer<'a>>(from: D) -> Result<Kept, D::Error> {
        named(from, Kept::from_id)
    }
}

mod seating {
    use super::{Deserializer, Seating, Serializer, named};

    pub(super) fn serialize<S: Serializer>(seat: &Seating, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(seat.id())
    }

    pub(super) fn deserialize<'a, D: Deserializer<'a>>(from: D) -> Result<Seating, D::Error> {
        named(from, Seating::from_id)
    }
}
