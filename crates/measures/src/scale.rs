//! How answers add up, and what a sum is called. Data beside a form: FHIR has no place for it.

use serde::Deserialize;

use crate::{Condition, Course, Outcome, SafetyAnswer};

/// Everything that is made of the answers to one questionnaire.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Scoring {
    /// The sums, the main one first. A profile without a sum has none.
    #[serde(rename = "scale")]
    pub scales: Vec<Scale>,
    /// What the answers say together, where that is no sum: the first that holds.
    #[serde(rename = "outcome")]
    pub outcomes: Vec<Outcome>,
    /// What is told clinicians as information, each that holds.
    #[serde(rename = "symptoms")]
    pub symptoms: Vec<Outcome>,
    /// The answers that bring up help, the strongest first.
    #[serde(rename = "safety")]
    pub safety: Vec<SafetyAnswer>,
    /// What totals say one after the other.
    #[serde(rename = "course")]
    pub courses: Vec<Course>,
}

/// A sum of items.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Scale {
    /// Stable name.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// The items that are added, by their `linkId`.
    pub items: Vec<String>,
    /// What the sum is multiplied with.
    #[serde(default = "once")]
    pub times: i64,
    /// The lowest sum there is, after multiplying.
    pub lowest: i64,
    /// The highest.
    pub highest: i64,
    /// Which direction is the better one, if one is.
    pub better: Option<Better>,
    /// What is done when an answer is missing; without it, one missing answer means no total.
    pub missing: Option<Missing>,
    /// When this holds, none of its items is asked and the sum is the lowest there is (PC-PTSD-5 without an event).
    pub zero: Option<Condition>,
    /// The LOINC code of the total, where one was verified.
    pub loinc: Option<String>,
    /// Ranges with a name, from the lowest up, without gaps; none where none were derived (PCL-5).
    #[serde(default, rename = "band")]
    pub bands: Vec<Band>,
    /// Values from which a screen counts as positive: upward, or downward where more points are the better direction. The first
    /// is the one to go by.
    #[serde(default, rename = "cut")]
    pub cuts: Vec<Cut>,
    /// How large a change is more than chance would make.
    pub reliable: Option<Reliable>,
    /// From so many points on people usually feel a difference.
    pub felt: Option<Cut>,
    /// Response: a fall by so many percent of the first score.
    pub response_percent: Option<i64>,
    /// Remission: below this value, when the first score was at least that of `case`.
    pub remission_below: Option<i64>,
    /// From this first score on, remission and response are spoken of.
    pub case: Option<i64>,
    /// Indices of its sources in the list of the measure, from 1.
    #[serde(default)]
    pub sources: Vec<usize>,
}

/// Which direction is the better one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Better {
    /// Fewer points.
    Lower,
    /// More points.
    Higher,
}

/// What is done when answers are missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Missing {
    /// So many may be; with more there is no total.
    pub most: usize,
    /// What stands in for them.
    pub fill: Fill,
}

/// What stands in for a missing answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fill {
    /// The mean of the answers that are there; the whole sum is rounded, a half upward.
    Mean,
}

/// A range of sums with a name.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Band {
    /// The lowest sum in it.
    pub from: i64,
    /// The highest sum in it.
    pub to: i64,
    /// What it is called.
    pub name: String,
}

/// A value from which something counts.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Cut {
    /// The value.
    pub at: i64,
    /// What it means.
    pub words: String,
    /// Indices of its sources, from 1.
    pub sources: Vec<usize>,
}

/// How large a change is more than chance would make (reliable change).
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Reliable {
    /// So many points.
    pub points: i64,
    /// The standard deviation it was computed from, where it was.
    pub sd: Option<f64>,
    /// The reliability it was computed from, where it was.
    pub r: Option<f64>,
    /// What to know about it.
    pub note: Option<String>,
    /// Indices of its sources, from 1.
    pub sources: Vec<usize>,
}

fn once() -> i64 {
    1
}

impl Scale {
    /// The name of the range that a sum falls into.
    #[must_use]
    pub fn band(&self, points: i64) -> Option<&Band> {
        self.bands.iter().find(|band| (band.from..=band.to).contains(&points))
    }
}
