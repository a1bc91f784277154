//! Questionnaires: the form as FHIR has it, and beside it what FHIR has no place for.
//!
//! `measures/ID.json` is the form, letter for letter (rule G1 of the clinical notes on measures); `measures/ID.toml` says
//! why it is asked, what its answers add up to, which answer brings up help, and under which terms it may be shown.

use hearken_measures::{Form, Scoring};
use serde::Deserialize;

use super::source::Source;

/// A questionnaire with its form, if there is one.
#[derive(Debug, Clone, PartialEq)]
pub struct Measure {
    /// What stands beside the form.
    pub file: MeasureFile,
    /// What is asked. None where somebody else has to supply the words; then it is not offered.
    pub form: Option<Form>,
    /// The same as its file has it, letter for letter; empty without a form.
    pub text: String,
}

/// What stands in `measures/ID.toml`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeasureFile {
    /// Stable name; also the name of both files.
    pub id: String,
    /// A plain word for what it is about.
    pub title: String,
    /// What clinicians call it.
    pub short: String,
    /// Lower comes first in lists.
    pub order: u32,
    /// Why it is asked, in one line.
    pub about: String,
    /// Who can read the answers, in one line.
    pub readers: String,
    /// The time that it asks about, in its own words.
    pub recall: String,
    /// That time in days, if it is one stretch of days (G4).
    pub recall_days: Option<u32>,
    /// Whose answers these are.
    pub who: AnsweredBy,
    /// Whether studies have shown that it measures what it says.
    pub validated: bool,
    /// What is said where they have not.
    pub unvalidated: Option<String>,
    /// About how long it takes.
    pub minutes: u32,
    /// What to know before it is chosen.
    pub caution: Option<String>,
    /// What is offered once it was answered.
    pub afterwards: Option<String>,
    /// Questions that are asked once more before they count as left open.
    #[serde(default)]
    pub ask_again: Vec<String>,
    /// Questions that name death or harm, and not the person's own: they need no safety answer.
    #[serde(default)]
    pub about_others: Vec<String>,
    /// Who supplies the words, where they cannot be shipped.
    pub text_from: Option<TextFrom>,
    /// The LOINC code of the panel, where the form cannot say it.
    pub panel: Option<String>,
    /// The LOINC code under which an outcome is reported.
    pub result: Option<ResultCode>,
    /// The piece to learn from that tells what programmes reported of it.
    pub reported: Option<String>,
    /// Under which terms its words may be shown.
    pub licence: Licence,
    /// What holds where somebody without training looks at another person.
    pub sitter: Option<SitterLimit>,
    /// What its answers add up to.
    #[serde(default)]
    pub scoring: Scoring,
    /// The numbers of the safety rules that its answers are.
    #[serde(default)]
    pub feeds: Vec<Feed>,
    /// What clinicians should know about it.
    #[serde(default)]
    pub notes: Vec<MeasureNote>,
    /// Where all of it comes from.
    pub sources: Vec<Source>,
}

/// Whose answers they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum AnsweredBy {
    /// Those of the person it is about.
    #[serde(rename = "self")]
    Oneself,
    /// Those of somebody who looks at that person.
    #[serde(rename = "observer")]
    Observer,
}

/// Who supplies words that cannot be shipped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TextFrom {
    /// A practice that may use them, in a content folder of its own.
    Practice,
}

/// The LOINC code of a result, and of what it can be.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResultCode {
    /// The code of the result.
    pub code: String,
    /// The answer code of each outcome that has one.
    #[serde(default)]
    pub answers: Vec<OutcomeCode>,
}

/// The LOINC answer code of an outcome.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutcomeCode {
    /// The id of the outcome.
    pub outcome: String,
    /// Its code.
    pub code: String,
}

/// Under which terms words may be shown.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Licence {
    /// Its name.
    pub name: String,
    /// What has to be shown beside the words.
    pub words: String,
}

/// What holds where somebody without training looks at another person.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SitterLimit {
    /// What they have to know.
    pub words: String,
    /// The values that they may choose.
    pub offers: Vec<i64>,
    /// What stands in place of all others.
    pub otherwise: String,
    /// The event of the safety rules that this is.
    pub event: String,
}

/// A number of the safety rules that answers are. Exactly one of the two says how.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Feed {
    /// The id of the number.
    pub number: String,
    /// The highest answer to these items.
    #[serde(default)]
    pub highest_of: Vec<String>,
    /// By how much the total of this scale is above the one before.
    pub rise_of: Option<String>,
}

/// Something that clinicians should know.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeasureNote {
    /// What.
    pub words: String,
    /// Numbers of the file's sources, counted from 1.
    pub sources: Vec<usize>,
}

impl Measure {
    /// Whether it can be asked at all.
    #[must_use]
    pub fn is_offered(&self) -> bool {
        self.form.is_some()
    }

    /// Its stable name.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.file.id
    }
}
