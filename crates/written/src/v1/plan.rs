//! The safety plan, and the times help came up by itself.

use hearken_core::{
    Extra, When,
    plan::{PlanEntry, PlanStep, SafetyPlan},
    showings::Showing,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::simple::{Day, Moment, each, maybe, when};
use crate::extra;

/// See [`SafetyPlan`].
#[derive(Serialize, Deserialize)]
#[serde(remote = "SafetyPlan")]
pub(super) struct SafetyPlanV1 {
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        serialize_with = "each::serialize::<StepV1, _, _, _>",
        deserialize_with = "each::deserialize::<StepV1, _, _>"
    )]
    steps: Vec<PlanStep>,
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        serialize_with = "maybe::serialize::<Day, _, _>",
        deserialize_with = "maybe::deserialize::<Day, _, _>"
    )]
    looked: Option<Date>,
    #[serde(flatten, with = "extra")]
    extra: Extra,
}

/// See [`PlanStep`].
#[derive(Serialize, Deserialize)]
struct StepV1 {
    id: String,
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        serialize_with = "each::serialize::<EntryV1, _, _, _>",
        deserialize_with = "each::deserialize::<EntryV1, _, _>"
    )]
    entries: Vec<PlanEntry>,
}

impl From<PlanStep> for StepV1 {
    fn from(PlanStep { id, entries }: PlanStep) -> Self {
        Self { id, entries }
    }
}

impl From<StepV1> for PlanStep {
    fn from(StepV1 { id, entries }: StepV1) -> Self {
        Self { id, entries }
    }
}

/// See [`PlanEntry`].
#[derive(Serialize, Deserialize)]
struct EntryV1 {
    words: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    phone: String,
}

impl From<PlanEntry> for EntryV1 {
    fn from(PlanEntry { words, phone }: PlanEntry) -> Self {
        Self { words, phone }
    }
}

impl From<EntryV1> for PlanEntry {
    fn from(EntryV1 { words, phone }: EntryV1) -> Self {
        Self { words, phone }
    }
}

/// See [`Showing`].
#[derive(Serialize, Deserialize)]
#[serde(remote = "Showing")]
pub(super) struct ShowingV1 {
    rule: String,
    #[serde(with = "when")]
    shown: When,
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        serialize_with = "maybe::serialize::<Moment, _, _>",
        deserialize_with = "maybe::deserialize::<Moment, _, _>"
    )]
    seen: Option<When>,
    #[serde(flatten, with = "extra")]
    extra: Extra,
}
