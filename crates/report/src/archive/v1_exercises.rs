//! The shapes of exercises in `notebook.json`, version 1, frozen.

use serde::{Deserialize, Serialize};

use super::v1::When;

/// `kind` is `exercise`: one run of a guide.
#[derive(Serialize, Deserialize)]
pub(super) struct Exercise {
    pub(super) guide: String,
    pub(super) guide_version: u32,
    pub(super) begun: When,
    pub(super) state: State,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) part: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) other_part: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) parent: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) therapist: Option<String>,
    pub(super) answers: Vec<Answer>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(super) extra: String,
}

/// Where a run stands.
#[derive(Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "kebab-case")]
pub(super) enum State {
    Open {
        screen: String,
    },
    Finished {
        at: i64,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        entry: Option<String>,
    },
}

/// What was answered on one screen.
#[derive(Serialize, Deserialize)]
pub(super) struct Answer {
    pub(super) screen: String,
    pub(super) said: i64,
    pub(super) value: Value,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) others: Vec<Value>,
}

/// An answer by the kind of question.
#[derive(Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "kebab-case")]
pub(super) enum Value {
    Done,
    Skipped,
    Words { words: String },
    Chosen { options: Vec<String>, other: String },
    Part { part: String },
    Picture { words: String, colour: Option<String>, shape: Option<String>, age: String },
    Body { places: Vec<String>, words: String },
    OwnQuestions { pairs: Vec<(String, String)> },
    Levels { levels: Vec<(String, u8)> },
    Parts { parts: Vec<String> },
    Drawing { picture: Option<String>, words: String },
}
