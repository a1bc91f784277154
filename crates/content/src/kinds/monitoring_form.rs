//! The fields of the monitoring form after a visit with esketamine, in its versions: for a draft that a practice copies from.

use serde::Deserialize;

use crate::kinds::source::Source;

/// What stands in `safety/monitoring-form.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MonitoringForm {
    /// Stable name; also the name of its file.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// That it is a draft.
    pub draft: String,
    /// That the practice submits it itself, and where.
    pub submit: String,
    /// Where in the world it is asked for.
    pub region: String,
    /// By which day; `{date}` is filled in.
    pub due: String,
    /// What stands in a field of which nothing is known.
    pub open: String,
    /// What stands where nobody said whether something was seen.
    pub unsaid: String,
    /// What a session keeps once it was submitted.
    pub tick: String,
    /// The versions, the current one first.
    #[serde(rename = "version")]
    pub versions: Vec<FormVersion>,
    /// The fields below their headings, in the order of the form.
    #[serde(rename = "group")]
    pub groups: Vec<FormGroup>,
    /// Where it comes from.
    pub sources: Vec<Source>,
}

/// A version of the form.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormVersion {
    /// Stable name.
    pub id: String,
    /// What it is called.
    pub label: String,
}

/// Fields below one heading.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormGroup {
    /// Stable name.
    pub id: String,
    /// The heading.
    pub title: String,
    /// The fields.
    #[serde(rename = "field")]
    pub fields: Vec<FormField>,
    /// Numbers of the file's sources, counted from 1.
    pub sources: Vec<usize>,
}

/// One field.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormField {
    /// Stable name.
    pub id: String,
    /// What the form calls it.
    pub label: String,
    /// A line below it, for whoever copies.
    pub note: Option<String>,
    /// The one version that has it; all, if left out.
    pub version: Option<String>,
    /// What of it may be known; it stays open, if left out.
    pub fills: Option<Fills>,
}

/// What a field is filled from, where that is known.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Fills {
    /// The answer to a question of the screening.
    Question(String),
    /// A reading of blood pressure that is due in a visit.
    Reading(String),
    /// Something that was noted with its beginning and its end.
    Effect(String),
    /// What the session and its programme say.
    Known(KnownOfVisit),
}

/// What a session and its programme say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum KnownOfVisit {
    /// The day of the treatment.
    TreatmentDate,
    /// Minutes from the medicine to the end.
    TotalMinutes,
    /// The same, where they are fewer than the least time of watching.
    ReadyMinutes,
    /// The name of the prescriber.
    PrescriberName,
    /// Their telephone.
    PrescriberPhone,
    /// The name of the practice.
    PracticeName,
    /// The address where the sessions are.
    Address,
}

impl MonitoringForm {
    /// A version by its id; the current one, where there is no such version.
    #[must_use]
    pub fn version(&self, id: &str) -> Option<&FormVersion> {
        self.versions.iter().find(|version| version.id == id).or_else(|| self.versions.first())
    }
}

impl FormField {
    /// Whether that version of the form has it.
    #[must_use]
    pub fn is_in(&self, version: &str) -> bool {
        self.version.as_deref().is_none_or(|only| only == version)
    }
}
