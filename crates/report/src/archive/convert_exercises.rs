//! Runs of exercises to their written shape and back.

use hearken_core::{
    Timestamp,
    exercises::{Answer, AnswerValue, Run, RunState},
};

use super::{
    convert::{extra, optional_id, read_when, when},
    v1_exercises::{self as v1, State, Value},
};
use crate::base64;

/// A run in its written shape.
pub(super) fn to_written(run: &Run) -> v1::Exercise {
    let state = match &run.state {
        RunState::Open { screen } => State::Open { screen: screen.clone() },
        RunState::Finished { at, entry } => {
            State::Finished { at: at.as_millis(), entry: entry.map(|entry| entry.to_string()) }
        }
    };
    v1::Exercise {
        guide: run.guide.clone(),
        guide_version: run.guide_version,
        begun: when(&run.begun),
        state,
        part: run.part.map(|part| part.to_string()),
        other_part: run.other_part.map(|part| part.to_string()),
        parent: run.parent.map(|parent| parent.to_string()),
        therapist: run.therapist.clone(),
        answers: run.answers.iter().map(answer).collect(),
        extra: base64::encode(&run.extra.0),
    }
}

/// The run of a written shape; `None` if it is not whole.
pub(super) fn from_written(run: v1::Exercise) -> Option<Run> {
    let state = match run.state {
        State::Open { screen } => RunState::Open { screen },
        State::Finished { at, entry } => {
            RunState::Finished { at: Timestamp::from_millis(at), entry: optional_id(entry)? }
        }
    };
    Some(Run {
        guide: run.guide,
        guide_version: run.guide_version,
        begun: read_when(run.begun)?,
        state,
        part: optional_id(run.part)?,
        other_part: optional_id(run.other_part)?,
        parent: optional_id(run.parent)?,
        therapist: run.therapist,
        answers: run.answers.into_iter().map(read_answer).collect::<Option<_>>()?,
        extra: extra(&run.extra)?,
    })
}

fn answer(answer: &Answer) -> v1::Answer {
    v1::Answer {
        screen: answer.screen.clone(),
        said: answer.said.as_millis(),
        value: value(&answer.value),
        others: answer.others.iter().map(value).collect(),
    }
}

fn read_answer(answer: v1::Answer) -> Option<Answer> {
    Some(Answer {
        screen: answer.screen,
        value: read_value(answer.value)?,
        said: Timestamp::from_millis(answer.said),
        others: answer.others.into_iter().map(read_value).collect::<Option<_>>()?,
    })
}

fn value(value: &AnswerValue) -> Value {
    match value.clone() {
        AnswerValue::Done => Value::Done,
        AnswerValue::Skipped => Value::Skipped,
        AnswerValue::Words(words) => Value::Words { words },
        AnswerValue::Chosen { options, other } => Value::Chosen { options, other },
        AnswerValue::Part(part) => Value::Part { part: part.to_string() },
        AnswerValue::Picture { words, colour, shape, age } => Value::Picture { words, colour, shape, age },
        AnswerValue::Body { places, words } => Value::Body { places, words },
        AnswerValue::OwnQuestions(pairs) => Value::OwnQuestions { pairs },
        AnswerValue::Levels(levels) => Value::Levels { levels },
        AnswerValue::Drawing { picture, words } => {
            Value::Drawing { picture: picture.map(|picture| picture.to_string()), words }
        }
        AnswerValue::Parts(parts) => {
            Value::Parts { parts: parts.into_iter().map(|part| part.to_string()).collect() }
        }
    }
}

fn read_value(value: Value) -> Option<AnswerValue> {
    Some(match value {
        Value::Done => AnswerValue::Done,
        Value::Skipped => AnswerValue::Skipped,
        Value::Words { words } => AnswerValue::Words(words),
        Value::Chosen { options, other } => AnswerValue::Chosen { options, other },
        Value::Part { part } => AnswerValue::Part(part.parse().ok()?),
        Value::Picture { words, colour, shape, age } => AnswerValue::Picture { words, colour, shape, age },
        Value::Body { places, words } => AnswerValue::Body { places, words },
        Value::OwnQuestions { pairs } => AnswerValue::OwnQuestions(pairs),
        Value::Levels { levels } => AnswerValue::Levels(levels),
        Value::Drawing { picture, words } => AnswerValue::Drawing { picture: optional_id(picture)?, words },
        Value::Parts { parts } => {
            AnswerValue::Parts(parts.iter().map(|part| part.parse().ok()).collect::<Option<_>>()?)
        }
    })
}
