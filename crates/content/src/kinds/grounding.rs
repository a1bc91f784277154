//! A grounding exercise: a short way back to the room one is in.

use serde::Deserialize;

use super::input::BreathInput;
use super::source::Source;

/// A short exercise of a few lines, done one after the other.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grounding {
    /// Stable name; also the name of its file.
    pub id: String,
    /// What the person reads.
    pub title: String,
    /// One sentence about what it is.
    pub summary: String,
    /// The shortest and the longest it takes, in minutes.
    pub minutes: [u32; 2],
    /// Who should leave it out, and why.
    pub caution: Option<String>,
    /// A question that is asked first; only a yes shows the steps.
    pub only_if: Option<String>,
    /// What to do, a line each. `{date}` stands for today's date in words.
    pub steps: Vec<String>,
    /// A breath to be followed beside the steps, by sight, word and tone.
    pub breath: Option<BreathInput>,
    /// Where it stands in lists: lower comes first.
    pub order: u32,
    /// Where it comes from.
    pub sources: Vec<Source>,
}
