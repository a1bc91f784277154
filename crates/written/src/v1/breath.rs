//! Breathing: each time, what was said of health and day, and own patterns.

use hearken_core::{
    Extra, When,
    breathing::{Answer, Breathing, Care, DaySaid, OwnBreath, Stage, Switch},
};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::simple::{Moment, each, is_false, maybe, named, when};
use crate::extra;

/// See [`Breathing`].
#[derive(Serialize, Deserialize)]
#[serde(remote = "Breathing")]
pub(super) struct BreathingV1 {
    pattern: String,
    #[serde(with = "when")]
    when: When,
    planned: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    done: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    before: Option<u8>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    after: Option<u8>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sign: Option<String>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    words: String,
    #[serde(flatten, with = "extra")]
    extra: Extra,
}

/// See [`OwnBreath`].
#[derive(Serialize, Deserialize)]
#[serde(remote = "OwnBreath")]
pub(super) struct OwnBreathV1 {
    name: String,
    phases: [u32; 4],
    minutes: u32,
    #[serde(flatten, with = "extra")]
    extra: Extra,
}

/// See [`Care`].
#[derive(Serialize, Deserialize)]
#[serde(remote = "Care")]
pub(super) struct CareV1 {
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        serialize_with = "maybe::serialize::<Moment, _, _>",
        deserialize_with = "maybe::deserialize::<Moment, _, _>"
    )]
    asked: Option<When>,
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        serialize_with = "each::serialize::<Answered, _, _, _>",
        deserialize_with = "each::deserialize::<Answered, _, _>"
    )]
    answers: Vec<(String, Answer)>,
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        serialize_with = "maybe::serialize::<DayV1, _, _>",
        deserialize_with = "maybe::deserialize::<DayV1, _, _>"
    )]
    day: Option<DaySaid>,
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        serialize_with = "each::serialize::<SwitchV1, _, _, _>",
        deserialize_with = "each::deserialize::<SwitchV1, _, _>"
    )]
    switches: Vec<Switch>,
    #[serde(flatten, with = "extra")]
    extra: Extra,
}

/// A question by its id, and its answer.
#[derive(Serialize, Deserialize)]
struct Answered(String, #[serde(with = "answer")] Answer);

impl From<(String, Answer)> for Answered {
    fn from((question, answer): (String, Answer)) -> Self {
        Self(question, answer)
    }
}

impl From<Answered> for (String, Answer) {
    fn from(Answered(question, answer): Answered) -> Self {
        (question, answer)
    }
}

/// See [`DaySaid`].
#[derive(Serialize, Deserialize)]
struct DayV1 {
    #[serde(with = "when")]
    at: When,
    #[serde(with = "stage")]
    stage: Stage,
    #[serde(default, skip_serializing_if = "is_false")]
    steady: bool,
}

impl From<DaySaid> for DayV1 {
    fn from(DaySaid { at, stage, steady }: DaySaid) -> Self {
        Self { at, stage, steady }
    }
}

impl From<DayV1> for DaySaid {
    fn from(DayV1 { at, stage, steady }: DayV1) -> Self {
        Self { at, stage, steady }
    }
}

/// See [`Switch`].
#[derive(Serialize, Deserialize)]
struct SwitchV1 {
    pattern: String,
    #[serde(with = "when")]
    at: When,
    #[serde(default, skip_serializing_if = "is_false")]
    off: bool,
}

impl From<Switch> for SwitchV1 {
    fn from(Switch { pattern, at, off }: Switch) -> Self {
        Self { pattern, at, off }
    }
}

impl From<SwitchV1> for Switch {
    fn from(SwitchV1 { pattern, at, off }: SwitchV1) -> Self {
        Self { pattern, at, off }
    }
}

mod answer {
    use super::{Answer, Deserializer, Serializer, named};

    pub(super) fn serialize<S: Serializer>(answer: &Answer, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(answer.id())
    }

    pub(super) fn deserialize<'a, D: Deserializer<'a>>(from: D) -> Result<Answer, D::Error> {
        named(from, Answer::from_id)
    }
}

mod stage {
    use super::{Deserializer, Serializer, Stage, named};

    pub(super) fn serialize<S: Serializer>(stage: &Stage, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(stage.id())
    }

    pub(super) fn deserialize<'a, D: Deserializer<'a>>(from: D) -> Result<Stage, D::Error> {
        named(from, Stage::from_id)
    }
}
