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
    /// The rule whose questions come first; every pattern that holds the breath has one (B2).
    pub gate: Option<String>,
    /// So many breaths at most, however long the time is.
    pub cycles_most: Option<u32>,
    /// The phases of one breath, in order.
    #[serde(rename = "phase", default)]
    pub phases: Vec<Phase>,
    /// Gentler ways to do the same.
    #[serde(rename = "way", default)]
    pub ways: Vec<BreathWay>,
    /// Where it comes from.
    pub sources: Vec<Source>,
}

/// The same pattern, scaled down or without its pauses.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BreathWay {
    /// Stable name, unique in the pattern.
    pub id: String,
    /// What the person reads.
    pub name: String,
    /// The phases of one breath, in order.
    #[serde(rename = "phase")]
    pub phases: Vec<Phase>,
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
    /// A second, short breath in on top of the first.
    TopUp,
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

    /// Whether the breath is held, in it or in one of its ways.
    #[must_use]
    pub fn holds(&self) -> bool {
        let ways = self.ways.iter().flat_map(|way| &way.phases);
        self.phases.iter().chain(ways).any(|phase| phase.kind == PhaseKind::Hold)
    }

    /// The pattern done in one of its gentler ways; as it is when there is no such way.
    #[must_use]
    pub fn in_way(&self, way: &str) -> Self {
        let found = self.ways.iter().find(|known| known.id == way);
        Self { phases: found.map_or(&self.phases, |way| &way.phases).clone(), ..self.clone() }
    }

    /// How long it lasts at most when so many minutes are wanted, in seconds.
    #[must_use]
    pub fn seconds(&self, minutes: u32) -> u32 {
        let wanted = minutes.clamp(1, self.minutes_most) * 60;
        self.cycles_most.map_or(wanted, |most| wanted.min(most * self.cycle_ms() / 1000))
    }

    /// Breaths a minute; `None` for natural breathing.
    #[must_use]
    pub fn breaths_per_minute(&self) -> Option<f64> {
        let cycle = self.cycle_ms();
        (cycle > 0).then(|| 60_000.0 / f64::from(cycle))
    }
}
