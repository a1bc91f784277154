//! For whoever sits with the person: what they agree to, the card, how awake somebody is, and when it is over.

use serde::Deserialize;

use super::Only;
use crate::kinds::source::Source;

/// The words for whoever sits with the person, and for the end of a session in the office.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SitterWords {
    /// Stable name; also the name of its file.
    pub id: String,
    /// What the sitter agrees to.
    pub agreement: AgreementWords,
    /// The card: what to do and what not.
    pub card: SitterCardWords,
    /// When to call for help. Part of the card.
    pub emergency: EmergencyWords,
    /// How the person answers when they are called.
    pub responsiveness: ResponsivenessWords,
    /// What has to be so before a session at home is ended.
    pub recovery: RecoveryWords,
    /// What has to be so before somebody leaves the office.
    pub office: OfficeWords,
    /// Where it comes from.
    pub sources: Vec<Source>,
}

/// A line with a name: something to agree to, to know, or to tick.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Point {
    /// Stable name. What can be ticked has one that is unique in the whole journey.
    pub id: String,
    /// The line.
    pub words: String,
    /// When it applies; always, if left out.
    pub only: Option<Only>,
    /// The safety rules it serves.
    #[serde(default)]
    pub rules: Vec<String>,
    /// Numbers of the file's sources, counted from 1.
    pub sources: Vec<usize>,
}

/// What the sitter agrees to.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgreementWords {
    /// Its heading.
    pub title: String,
    /// What is asked of them.
    pub lead: String,
    /// What the button says that agrees.
    pub agree: String,
    /// What the other one says.
    pub decline: String,
    /// What they agree to.
    #[serde(rename = "point")]
    pub points: Vec<Point>,
}

/// The card for the sitter.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SitterCardWords {
    /// Its heading.
    pub title: String,
    /// A line below it.
    pub lead: String,
    /// Minutes from one look-in to the next.
    pub look_in_minutes: u16,
    /// What a look-in is.
    pub look_in: String,
    /// What is said when one was missed.
    pub missed: String,
    /// What to do and what not, in sections.
    #[serde(rename = "section")]
    pub sections: Vec<CardSection>,
    /// Numbers of the file's sources for the look-in, counted from 1.
    pub sources: Vec<usize>,
}

/// Some lines of the card that belong together.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CardSection {
    /// `before`, `while` or `not`.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// The lines.
    #[serde(rename = "line")]
    pub lines: Vec<Point>,
}

/// When to call for help.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EmergencyWords {
    /// Its heading.
    pub title: String,
    /// Whom to call first.
    pub first: String,
    /// What to say, and what to do then.
    pub next: String,
    /// The signs.
    #[serde(rename = "sign")]
    pub signs: Vec<Point>,
}

/// How the person answers when they are called.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResponsivenessWords {
    /// Its heading.
    pub title: String,
    /// How to find out.
    pub ask: String,
    /// That nobody causes pain.
    pub no_pain: String,
    /// Which numbering the scores follow: other variants number it differently, and no two are compared.
    pub variant: String,
    /// The buttons, from fully awake down.
    #[serde(rename = "button")]
    pub buttons: Vec<ResponsivenessButton>,
}

/// One way in which the person answers.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResponsivenessButton {
    /// Stable name.
    pub id: String,
    /// The score, 5 to 1. Nobody causes pain, so 1 says that shaking did not wake them; whether the scale would say 1 or 0 nobody
    /// tried.
    pub score: u8,
    /// What the button says.
    pub label: String,
    /// What is said after a tap.
    pub next: String,
    /// The safety rule that it sets off, if any.
    pub rule: Option<String>,
    /// Minutes until one looks again; the usual look-in if left out.
    pub recheck_minutes: Option<u16>,
    /// Numbers of the file's sources, counted from 1.
    pub sources: Vec<usize>,
}

/// What has to be so before a session at home is ended.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecoveryWords {
    /// Its heading.
    pub title: String,
    /// How the list works.
    pub lead: String,
    /// That no clock ends a session.
    pub clock: String,
    /// What the button says once all is ticked.
    pub end: String,
    /// What has to be so.
    #[serde(rename = "item")]
    pub items: Vec<Point>,
    /// Numbers of the file's sources, counted from 1.
    pub sources: Vec<usize>,
}

/// What has to be so before somebody leaves the office.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfficeWords {
    /// Its heading.
    pub title: String,
    /// For whom it is.
    pub lead: String,
    /// That the staff decide.
    pub decide: String,
    /// What has to be so.
    #[serde(rename = "item")]
    pub items: Vec<Point>,
    /// Numbers of the file's sources, counted from 1.
    pub sources: Vec<usize>,
}

impl Point {
    /// Whether it applies to a session in that setting and by that route.
    #[must_use]
    pub fn fits(&self, at_home: bool, esketamine: bool) -> bool {
        self.only.is_none_or(|only| only.fits(at_home, esketamine))
    }
}

impl ResponsivenessWords {
    /// The button of a score; 0 is the same as 1.
    #[must_use]
    pub fn button(&self, score: u8) -> Option<&ResponsivenessButton> {
        self.buttons.iter().find(|button| button.score == score.max(1))
    }
}
