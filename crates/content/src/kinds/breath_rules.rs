//! What is said and asked about breath: why none is fast (B1), the questions before a pause (B2), the day of a session
//! (B3), when to stop (B4), one's own way (B5), and the bounds of own patterns.

use serde::Deserialize;

use super::source::Source;

/// What the breath pages say besides the patterns.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BreathRules {
    /// Stable name; also the name of its file.
    pub id: String,
    /// The paragraphs, in order.
    #[serde(rename = "note")]
    pub notes: Vec<BreathNote>,
    /// What holds on the day of a session (B3).
    pub session_day: SessionDay,
    /// The questions before patterns that hold the breath (B2).
    pub questions: Questions,
    /// The test while a breath runs (B4).
    pub stop_test: BreathStop,
    /// Within which bounds somebody may make a pattern of their own.
    pub own: OwnBounds,
    /// Where they come from.
    pub sources: Vec<Source>,
}

/// One paragraph about breath.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BreathNote {
    /// Stable name, unique within the file.
    pub id: String,
    /// The rule it serves, for example `B1`.
    pub rule: Option<String>,
    /// Its heading.
    pub title: String,
    /// Its sentences.
    pub text: String,
}

impl BreathRules {
    /// A paragraph by id.
    #[must_use]
    pub fn note(&self, id: &str) -> Option<&BreathNote> {
        self.notes.iter().find(|note| note.id == id)
    }
}

/// What holds on the day of a session (B3).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SessionDay {
    /// The rule it serves.
    pub rule: String,
    /// Its heading.
    pub title: String,
    /// The patterns there are before the session.
    pub before: Vec<String>,
    /// Those after it; a paced one only when the person is steady.
    pub after: Vec<String>,
    /// So long after it was said, it holds.
    pub lasts_hours: u32,
    /// So long after it was said, being steady holds.
    pub steady_minutes: u32,
    /// The question.
    pub ask: String,
    /// Its answers.
    pub before_label: String,
    /// The second answer.
    pub during_label: String,
    /// The third answer.
    pub after_label: String,
    /// What must be so after a session: alert, seated, somebody there.
    pub steady: String,
    /// What is said before.
    pub before_text: String,
    /// What is said while the medicine works.
    pub during_text: String,
    /// What is said after.
    pub after_text: String,
    /// What is said of a pattern that does not fit the moment.
    pub not_now: String,
}

/// The questions before patterns that hold the breath (B2).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Questions {
    /// The rule it serves.
    pub rule: String,
    /// Their heading.
    pub title: String,
    /// Why they are asked, and who reads the answers.
    pub why: String,
    /// The question over all of them.
    pub intro: String,
    /// The answer that opens the patterns.
    pub none: String,
    /// The answer “no”.
    pub no: String,
    /// The answer “yes”.
    pub yes: String,
    /// The answer “not sure”.
    pub unsure: String,
    /// What is said when none of them is true.
    pub open: String,
    /// What is said otherwise.
    pub closed: String,
    /// What is said where an answer of a screening closes them.
    pub screened: String,
    /// What is said when the answers are old.
    pub again: String,
    /// After so many days they are asked again.
    pub again_after_days: u32,
    /// What is offered instead.
    pub instead: Vec<String>,
    /// The questions, in order.
    #[serde(rename = "ask")]
    pub asks: Vec<Ask>,
}

/// One question about health (B2).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ask {
    /// Stable name.
    pub id: String,
    /// What the person reads.
    pub label: String,
    /// Questions of the screening that ask for the same: a yes or a "not sure" there counts here too.
    #[serde(default)]
    pub also: Vec<String>,
}

impl Ask {
    /// The questions of the screening that ask for the same.
    pub fn screened_by(&self) -> impl Iterator<Item = &str> {
        self.also.iter().map(String::as_str)
    }
}

/// The test while a breath runs (B4).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BreathStop {
    /// The rule it serves.
    pub rule: String,
    /// What stands before the signs.
    pub question: String,
    /// What is said first when a minute has passed.
    pub minute_passed: String,
    /// And after more of them; `{minutes}` is filled in.
    pub minutes_passed: String,
    /// What is asked then, each minute.
    pub each_minute: String,
    /// What is said after a stop.
    pub stopped: String,
    /// What the link to grounding says.
    pub grounding: String,
    /// After so many stops a pattern is switched off.
    pub times: usize,
    /// What is said then.
    pub off_title: String,
    /// And below it.
    pub off_text: String,
    /// How it is switched on again.
    pub on_text: String,
    /// What must be ticked for that.
    pub on_tick: String,
    /// The signs, one tap each.
    #[serde(rename = "sign")]
    pub signs: Vec<Labelled>,
}

/// Something to tick or tap.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Labelled {
    /// Stable name.
    pub id: String,
    /// What the person reads.
    pub label: String,
}

/// Within which bounds somebody may make a pattern of their own.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnBounds {
    /// The shortest breath.
    pub cycle_least_ms: u32,
    /// The longest breath.
    pub cycle_most_ms: u32,
    /// The shortest breathing in or out.
    pub phase_least_ms: u32,
    /// The longest.
    pub phase_most_ms: u32,
    /// The longest pause.
    pub hold_most_ms: u32,
    /// The longest time.
    pub minutes_most: u32,
    /// The word for breathing in.
    pub cue_in: String,
    /// The word for a pause.
    pub cue_hold: String,
    /// The word for breathing out.
    pub cue_out: String,
    /// What is said of such a pattern.
    pub summary: String,
    /// What is said when the breath is too fast or too slow.
    pub said_pace: String,
    /// When breathing in or out is too short or too long.
    pub said_phase: String,
    /// When breathing out is the shorter one.
    pub said_out: String,
    /// When a pause is too long.
    pub said_hold: String,
    /// When there is a pause and the questions are not answered.
    pub said_gate: String,
    /// When the time is out of bounds.
    pub said_minutes: String,
}
