//! In the office: when blood pressure is due, what belongs to every visit, and what is noted with its beginning and end.

use serde::Deserialize;

use super::Only;
use crate::kinds::source::Source;

/// What stands in `journey/office.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VisitWords {
    /// Stable name; also the name of its file.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// For whom it is.
    pub lead: String,
    /// That the staff decide.
    pub decide: String,
    /// When blood pressure is due.
    pub pressure: PressureWords,
    /// What belongs to every visit besides.
    pub breathing: BreathingWords,
    /// What is noted with its beginning and its end.
    pub effects: EffectsWords,
    /// Where it comes from.
    pub sources: Vec<Source>,
}

/// When blood pressure is due.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PressureWords {
    /// Its heading.
    pub title: String,
    /// What is said where no further times are known for a route.
    pub others: String,
    /// The readings, in order.
    #[serde(rename = "reading")]
    pub readings: Vec<DueReading>,
    /// Numbers of the file's sources, counted from 1.
    pub sources: Vec<usize>,
}

/// A reading that is due at some time of a visit.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DueReading {
    /// `before`, `middle` or `leaving`.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// The limit that says how many minutes after the medicine it is due; before the medicine, if left out.
    pub at: Option<String>,
    /// A reading so many minutes earlier counts as this one.
    #[serde(default)]
    pub early: u16,
    /// A reading so many minutes later still does; any later one, if left out.
    pub late: Option<u16>,
    /// The limit from which on a missing one is said.
    pub said_from: Option<String>,
    /// When it applies; always, if left out.
    pub only: Option<Only>,
    /// The safety rules it serves.
    #[serde(default)]
    pub rules: Vec<String>,
    /// Numbers of the file's sources, counted from 1.
    pub sources: Vec<usize>,
}

/// How somebody breathes, looked at in every visit.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BreathingWords {
    /// Its heading.
    pub title: String,
    /// What is looked at.
    pub words: String,
    /// The numbers of the safety rules that say it.
    pub measured: Vec<String>,
    /// When it applies; always, if left out.
    pub only: Option<Only>,
    /// Numbers of the file's sources, counted from 1.
    pub sources: Vec<usize>,
}

/// What is noted with its beginning and its end.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EffectsWords {
    /// Its heading.
    pub title: String,
    /// How it is noted.
    pub lead: String,
    /// How long somebody is watched.
    pub until: String,
    /// What is said of one that has begun.
    pub open: String,
    /// What can be seen.
    #[serde(rename = "effect")]
    pub effects: Vec<EffectWords>,
    /// Numbers of the file's sources, counted from 1.
    pub sources: Vec<usize>,
}

/// Something that begins and ends in a visit.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EffectWords {
    /// Stable name: the number that a moment keeps, 1 while it is there and 0 when it is not.
    pub id: String,
    /// What it is called where clinicians read.
    pub title: String,
    /// The plain words beside it.
    pub plain: String,
    /// What else to know.
    pub note: Option<String>,
    /// A measured number that counts as this below a limit, as the note says.
    pub counts_below: Option<CountsBelow>,
    /// The safety rules it serves.
    #[serde(default)]
    pub rules: Vec<String>,
    /// Numbers of the file's sources, counted from 1.
    pub sources: Vec<usize>,
}

/// A number and the limit below which it counts.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CountsBelow {
    /// The id of the number.
    pub of: String,
    /// The id of the limit.
    pub limit: String,
}

impl VisitWords {
    /// The readings that a session in the office asks for, by its route.
    pub fn readings(&self, esketamine: bool) -> impl Iterator<Item = &DueReading> {
        let fits = move |reading: &&DueReading| reading.only.is_none_or(|only| only.fits(false, esketamine));
        self.pressure.readings.iter().filter(fits)
    }

    /// What can be seen, by its id.
    #[must_use]
    pub fn effect(&self, id: &str) -> Option<&EffectWords> {
        self.effects.effects.iter().find(|effect| effect.id == id)
    }
}
