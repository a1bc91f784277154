//! What answers say together, and which of them bring up help at once.

use serde::Deserialize;

use crate::Condition;

/// Something that the answers say together, where it is no sum.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Outcome {
    /// Stable name.
    pub id: String,
    /// What it is called where clinicians read.
    pub name: String,
    /// What the person reads; nothing, where it is for clinicians alone.
    #[serde(default)]
    pub words: String,
    /// When it is so.
    pub when: Condition,
    /// Indices of its sources, from 1.
    pub sources: Vec<usize>,
}

/// An answer that brings up help, at once and before the form is complete (G3).
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct SafetyAnswer {
    /// Stable name.
    pub id: String,
    /// Which of the responses S0 to S3 it asks for.
    pub level: SafetyLevel,
    /// When it is so. Looked at after every answer.
    pub when: Condition,
    /// The event of the safety rules that it is.
    pub event: Option<String>,
    /// The number of the safety rules that the highest of these items' answers is.
    pub number: Option<String>,
    /// The questionnaire that is asked next.
    pub then: Option<String>,
    /// Indices of its sources, from 1.
    pub sources: Vec<usize>,
}

/// What an answer asks for (`measures`, section 13).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
pub enum SafetyLevel {
    /// In danger now: emergency number first.
    S0,
    /// Thoughts of death or of hurting oneself: help, and more questions next.
    S1,
    /// Someone else has to look before a session.
    S2,
    /// A supportive word, and the plan.
    S3,
}

impl SafetyLevel {
    /// Its name in the clinical notes.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::S0 => "S0",
            Self::S1 => "S1",
            Self::S2 => "S2",
            Self::S3 => "S3",
        }
    }
}
