//! What to expect in time, by route: published ranges as data. And the phases of the page during a session.

use serde::Deserialize;

use crate::kinds::source::Source;

/// What to expect in time.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpectWords {
    /// Stable name; also the name of its file.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// What the ranges are.
    pub lead: String,
    /// That they say nothing of the person.
    pub never: String,
    /// What may come back later.
    pub recur: String,
    /// Numbers of the file's sources for that, counted from 1.
    pub recur_sources: Vec<usize>,
    /// That the clock never says how somebody is.
    pub clock: String,
    /// What ends a session, and what does not.
    pub ends: String,
    /// Numbers of the file's sources for the phases and for these two sentences, counted from 1.
    pub phase_sources: Vec<usize>,
    /// Every route, in the order they are offered.
    #[serde(rename = "route")]
    pub routes: Vec<RouteWords>,
    /// The phases of the page during a session, in their order.
    #[serde(rename = "phase")]
    pub phases: Vec<PhaseWords>,
    /// Where it comes from.
    pub sources: Vec<Source>,
}

/// What is published of one route.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RouteWords {
    /// Its name in programmes: `sublingual`, `im`, `iv`, `esketamine`, `other`.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// The ranges, in the order of a session. Empty where nothing is published.
    #[serde(default, rename = "time")]
    pub times: Vec<ExpectedTime>,
    /// What else many people notice.
    #[serde(default, rename = "notice")]
    pub notices: Vec<Noticed>,
    /// Minutes of observation at the least, after the last spray.
    pub observation: Option<u16>,
    /// When one leaves.
    pub leave: Option<String>,
    /// Numbers of the file's sources for that, counted from 1.
    #[serde(default)]
    pub leave_sources: Vec<usize>,
    /// What is said where nothing is published.
    pub unknown: Option<String>,
    /// Numbers of the file's sources for that, counted from 1.
    #[serde(default)]
    pub unknown_sources: Vec<usize>,
}

/// One range of minutes.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpectedTime {
    /// `onset`, `peak`, `main-end` or `steady`.
    pub id: String,
    /// What it is called in a table.
    pub label: String,
    /// The fewest minutes, where the source says them.
    pub from: Option<u16>,
    /// The most minutes, where the source says them.
    pub to: Option<u16>,
    /// What the minutes are counted from.
    pub counted_from: CountedFrom,
    /// The range as a sentence about many people.
    pub words: String,
    /// Numbers of the file's sources, counted from 1.
    pub sources: Vec<usize>,
}

/// What minutes are counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CountedFrom {
    /// When the medicine was taken.
    Start,
    /// When it was strongest.
    Peak,
    /// When the infusion ended.
    InfusionEnd,
}

/// What many people notice.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Noticed {
    /// Stable name, unique within the route.
    pub id: String,
    /// The sentence.
    pub words: String,
    /// Numbers of the file's sources, counted from 1.
    pub sources: Vec<usize>,
}

/// A phase of the page during a session, by the minutes since the start was tapped.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PhaseWords {
    /// Stable name.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// From which minute.
    pub from: u16,
    /// To which minute, not counting it.
    pub to: u16,
    /// A quiet line.
    pub words: String,
}

impl ExpectWords {
    /// What is published of a route.
    #[must_use]
    pub fn route(&self, id: &str) -> Option<&RouteWords> {
        self.routes.iter().find(|route| route.id == id)
    }

    /// The phase so many minutes after the start. The last one stays until the session is ended: no clock ends it.
    #[must_use]
    pub fn phase_at(&self, minutes: u32) -> Option<&PhaseWords> {
        self.phases.iter().find(|phase| minutes < u32::from(phase.to)).or(self.phases.last())
    }
}
