//! A breath pattern: phases in milliseconds, so that a clock can follow it without drift.

use serde::Deserialize;

use super::source::Source;

/// A paced way to breathe. A pattern without phases is natural breathing: nothing to follow.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BreathPattern {
    /// Stable name; also the name of its file.
    pub id: String,
    /// What the person reads.
    pub name: String,
    /// One sentence about what it is and whom it suits.
    pub summary: String,
    /// True for the one pattern that is offered first.
    #[serde(default)]
    pub default: bool,
    /// Minutes that are offered first.
    pub minutes: u32,
    /// The longest that is offered, in minutes.
    pub minutes_most: u32,
    /// What to say while it runs.
    pub instruction: String,
    /// More to know, a sentence each.
    #[serde(default)]
    pub notes: Vec<String>,
    /// The phases of one breath, in order.
    #[serde(rename = "phase", default)]
    pub phases: Vec<Phase>,
    /// Where it comes from.
    pub sources: Vec<Source>,
}

/// One phase of a breath.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phase {
    /// What to do.
    pub kind: PhaseKind,
    /// How long, in milliseconds.
    pub ms: u32,
    /// The word shown and read aloud.
    pub cue: String,
}

/// What to do in a phase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PhaseKind {
    /// Breathe in.
    In,
    /// Keep the breath. No pattern that everybody may use has this (rules B1 and B2).
    Hold,
    /// Breathe out.
    Out,
}

impl BreathPattern {
    /// The length of one breath in milliseconds; 0 for natural breathing.
    #[must_use]
    pub fn cycle_ms(&self) -> u32 {
        self.phases.iter().map(|phase| phase.ms).sum()
    }

    /// Breaths a minute; `None` for natural breathing.
    #[must_use]
    pub fn breaths_per_minute(&self) -> Option<f64> {
        let cycle = self.cycle_ms();
        (cycle > 0).then(|| 60_000.0 / f64::from(cycle))
    }
}
