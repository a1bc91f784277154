//! What the pages of questionnaires say: how they are answered, what a change may be called, and what comes up at once.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::safety::Titled;
use super::source::Source;

/// What stands in `words/measures.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeasureWords {
    /// Stable name; also the name of its file.
    pub id: String,
    /// What the pages say around the questions.
    pub page: MeasurePageWords,
    /// What may be said of a score and of a change.
    pub change: ChangeWords,
    /// What comes up at once, by the response it is: `S0` to `S3`.
    pub help: BTreeMap<String, Titled>,
    /// What is asked next, and who hears of it.
    pub next: NextWords,
    /// Which questionnaires somebody is asked, and why one is due.
    pub due: DueWords,
    /// The numbers behind a course.
    pub how: HowWords,
    /// One page to print.
    pub report: ReportWords,
    /// A questionnaire that somebody adds from a file.
    pub added: AddedWords,
    /// Where it comes from.
    pub sources: Vec<Source>,
}

/// What the pages say around the questions.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeasurePageWords {
    /// What all of this is.
    pub lead: String,
    /// Who can read the answers.
    pub readers: String,
    /// What will stand there once something was answered.
    pub empty: String,
    /// What is said once when answers are open; `{count}`.
    pub open: String,
    /// The button at the end.
    pub finish: String,
    /// The button that leaves it unfinished for good.
    pub stop: String,
    /// The way back into one that was begun.
    pub resume: String,
    /// What is said when the last one is too near; `{days}`, `{recall}`.
    pub early: String,
}

/// What may be said of a score and of a change. Never a cause.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each is a sentence that says what it is for")]
pub struct ChangeWords {
    pub fell: String,
    pub rose: String,
    pub within: String,
    pub same: String,
    pub worse: String,
    pub felt: String,
    pub response: String,
    pub remission: String,
    pub first: String,
    pub always: String,
    pub not_enough: String,
    pub filled: String,
    pub newest_apart: String,
    pub other_version: String,
    pub pairs: String,
    pub few: String,
}

/// What is asked next, and who hears of it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NextWords {
    /// The button that leads to the questions that come next.
    pub ask: String,
    /// Why they are asked.
    pub why: String,
    /// That nobody is told by itself.
    pub nobody: String,
    /// What puts the card away.
    pub seen: String,
}

/// Which questionnaires somebody is asked, and why one is due.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each is a sentence that says what it is for")]
pub struct DueWords {
    pub title: String,
    pub lead: String,
    pub asked: String,
    pub every: String,
    pub keep: String,
    pub card: String,
    pub first: String,
    pub second: String,
    pub session: String,
    pub interval: String,
}

/// The numbers behind a course: what each is, and what it takes for granted.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each is a statistic that says what it is")]
pub struct HowWords {
    pub title: String,
    pub lead: String,
    pub prior: u8,
    pub reliable: Titled,
    pub pairs: Titled,
    pub slope: Titled,
    pub corrected: Titled,
    pub series: Titled,
    pub shrunken: Titled,
}

/// One page to print: for oneself, and for a clinician.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each is a heading or a sentence that says what it is for")]
pub struct ReportWords {
    pub own: String,
    pub clinician: String,
    pub lead: String,
    pub nobody: String,
    pub empty: String,
    pub safety: String,
    pub safety_lead: String,
    pub sessions: String,
    pub print: String,
}

/// A questionnaire that somebody adds from a file.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each is a heading or a sentence that says what it is for")]
pub struct AddedWords {
    pub title: String,
    pub lead: String,
    pub file: String,
    pub asks: String,
    pub becomes: String,
    pub answers: String,
    pub safety: String,
    pub not_followed: String,
    pub all_followed: String,
    pub refused: String,
    pub refused_then: String,
    pub here: String,
    pub alike: String,
    pub alike_codes: String,
    pub same: String,
    pub unchecked: String,
    pub short: String,
    pub from: String,
    pub terms: String,
    pub no_title: String,
    pub keep: String,
    pub away: String,
    pub away_help: String,
}
