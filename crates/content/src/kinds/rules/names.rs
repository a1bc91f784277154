//! The fixed names in rules: actions, stages, roles, and what "not sure" counts as.

use serde::{Deserialize, Serialize};

/// What a rule asks for, the weakest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Action {
    /// Something to know.
    Info,
    /// Show it, and have it acknowledged.
    Caution,
    /// The prescriber answers before a session can start.
    Ask,
    /// No session today.
    Stop,
    /// The emergency number, and stop.
    Emergency,
}

/// When a rule is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// When sessions are planned.
    Planning,
    /// In the days before a session.
    Before,
    /// On the day, before a start.
    Start,
    /// During it.
    During,
    /// After it.
    After,
}

/// Who sees a rule: the letters of the clinical notes in brackets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// The person (C).
    Client,
    /// Whoever sits with them (S).
    Sitter,
    /// Coach or guide (K).
    Coach,
    /// Therapist (T).
    Therapist,
    /// Prescriber (P).
    Prescriber,
    /// Practice admin (A).
    Practice,
}

/// What "not sure" counts as.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unsure {
    /// As a yes.
    Yes,
    /// As something the prescriber is asked (R50).
    #[default]
    Asked,
}

/// What a stop stops.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stops {
    /// The session.
    #[default]
    Session,
    /// The practice it is about; the session is not touched.
    ThatPractice,
}
