//! A run of an exercise as it is written.

use hearken_core::{
    Timestamp,
    exercises::{Answer, AnswerValue, Run, RunState},
};
use hearken_written::{Unknown, extra_from_map, map_from_extra};
use serde::{Deserialize, Serialize};
use serde_bytes::ByteArray;

use super::{id, when::WhenV1};
use crate::stored::NotAPayload;

/// See [`Run`].
#[derive(Serialize, Deserialize)]
pub struct RunV1 {
    guide: String,
    guide_version: u32,
    begun: WhenV1,
    /// Present while the run is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    screen: Option<String>,
    /// Present once it is finished.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    finished: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    entry: Option<ByteArray<16>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    part: Option<ByteArray<16>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    other_part: Option<ByteArray<16>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    parent: Option<ByteArray<16>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    therapist: Option<String>,
    #[serde(default)]
    answers: Vec<AnswerV1>,
    #[serde(flatten)]
    unknown: Unknown,
}

#[derive(Serialize, Deserialize)]
struct AnswerV1 {
    screen: String,
    value: ValueV1,
    said: i64,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    others: Vec<ValueV1>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum ValueV1 {
    Done,
    Skipped,
    Words(String),
    Chosen { options: Vec<String>, other: String },
    Part(ByteArray<16>),
    Picture { words: String, colour: Option<String>, shape: Option<String>, age: String },
    Body { places: Vec<String>, words: String },
    OwnQuestions(Vec<(String, String)>),
    Levels(Vec<(String, u8)>),
    Parts(Vec<ByteArray<16>>),
    Drawing { picture: Option<ByteArray<16>>, words: String },
}

impl From<&Run> for RunV1 {
    fn from(run: &Run) -> Self {
        let (screen, finished, entry) = match &run.state {
            RunState::Open { screen } => (Some(screen.clone()), None, None),
            RunState::Finished { at, entry } => (None, Some(at.as_millis()), *entry),
        };
        Self {
            guide: run.guide.clone(),
            guide_version: run.guide_version,
            begun: (&run.begun).into(),
            screen,
            finished,
            entry: entry.map(id::to),
            part: run.part.map(id::to),
            other_part: run.other_part.map(id::to),
            parent: run.parent.map(id::to),
            therapist: run.therapist.clone(),
            answers: run.answers.iter().map(AnswerV1::from).collect(),
            unknown: map_from_extra(&run.extra),
        }
    }
}

impl TryFrom<RunV1> for Run {
    type Error = NotAPayload;

    fn try_from(run: RunV1) -> Result<Self, NotAPayload> {
        let state = match (run.finished, run.screen) {
            (Some(at), _) => {
                RunState::Finished { at: Timestamp::from_millis(at), entry: run.entry.map(id::from) }
            }
            (None, Some(screen)) => RunState::Open { screen },
            (None, None) => return Err(NotAPayload),
        };
        Ok(Self {
            guide: run.guide,
            guide_version: run.guide_version,
            begun: run.begun.into(),
            state,
            part: run.part.map(id::from),
            other_part: run.other_part.map(id::from),
            parent: run.parent.map(id::from),
            therapist: run.therapist,
            answers: run.answers.into_iter().map(Answer::from).collect(),
            extra: extra_from_map(&run.unknown),
        })
    }
}

impl From<&Answer> for AnswerV1 {
    fn from(answer: &Answer) -> Self {
        Self {
            screen: answer.screen.clone(),
            value: (&answer.value).into(),
            said: answer.said.as_millis(),
            others: answer.others.iter().map(ValueV1::from).collect(),
        }
    }
}

impl From<AnswerV1> for Answer {
    fn from(answer: AnswerV1) -> Self {
        Self {
            screen: answer.screen,
            value: answer.value.into(),
            said: Timestamp::from_millis(answer.said),
            others: answer.others.into_iter().map(AnswerValue::from).collect(),
        }
    }
}

impl From<&AnswerValue> for ValueV1 {
    fn from(value: &AnswerValue) -> Self {
        match value.clone() {
            AnswerValue::Done => Self::Done,
            AnswerValue::Skipped => Self::Skipped,
            AnswerValue::Words(words) => Self::Words(words),
            AnswerValue::Chosen { options, other } => Self::Chosen { options, other },
            AnswerValue::Part(part) => Self::Part(id::to(part)),
            AnswerValue::Picture { words, colour, shape, age } => Self::Picture { words, colour, shape, age },
            AnswerValue::Body { places, words } => Self::Body { places, words },
            AnswerValue::OwnQuestions(pairs) => Self::OwnQuestions(pairs),
            AnswerValue::Levels(levels) => Self::Levels(levels),
            AnswerValue::Parts(parts) => Self::Parts(parts.into_iter().map(id::to).collect()),
            AnswerValue::Drawing { picture, words } => Self::Drawing { picture: picture.map(id::to), words },
        }
    }
}

impl From<ValueV1> for AnswerValue {
    fn from(value: ValueV1) -> Self {
        match value {
            ValueV1::Done => Self::Done,
            ValueV1::Skipped => Self::Skipped,
            ValueV1::Words(words) => Self::Words(words),
            ValueV1::Chosen { options, other } => Self::Chosen { options, other },
            ValueV1::Part(part) => Self::Part(id::from(part)),
            ValueV1::Picture { words, colour, shape, age } => Self::Picture { words, colour, shape, age },
            ValueV1::Body { places, words } => Self::Body { places, words },
            ValueV1::OwnQuestions(pairs) => Self::OwnQuestions(pairs),
            ValueV1::Levels(levels) => Self::Levels(levels),
            ValueV1::Parts(parts) => Self::Parts(parts.into_iter().map(id::from).collect()),
            ValueV1::Drawing { picture, words } => Self::Drawing { picture: picture.map(id::from), words },
        }
    }
}
