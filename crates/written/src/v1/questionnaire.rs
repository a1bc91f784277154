//! Questionnaires that somebody added.

use hearken_core::{Extra, questionnaires::Questionnaire};
use serde::{Deserialize, Serialize};

use crate::extra;

/// See [`Questionnaire`].
#[derive(Serialize, Deserialize)]
#[serde(remote = "Questionnaire")]
pub(super) struct QuestionnaireV1 {
    title: String,
    text: String,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    away: bool,
    #[serde(flatten, with = "extra")]
    extra: Extra,
}
