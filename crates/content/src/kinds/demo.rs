//! The notebook of an invented person, to look around in. Its days are counted back from today.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{
    demo_care::{DemoAnswered, DemoBreathing, DemoPlan},
    demo_journey::DemoProgramme,
    demo_parts::{DemoAgreement, DemoBond, DemoChange, DemoDecision, DemoMark, DemoReading, DemoTrigger},
    part_field::PartField,
};

/// Three months of an invented person.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Demo {
    /// Stable name; also the name of its file.
    pub id: String,
    /// The invented person's name.
    pub name: String,
    /// Says on every page that this person is invented.
    pub notice: String,
    /// The parts the person knows.
    #[serde(rename = "part")]
    pub parts: Vec<DemoPart>,
    /// Runs of guides, the oldest first.
    #[serde(rename = "run")]
    pub runs: Vec<DemoRun>,
    /// Journal entries, the oldest first.
    #[serde(rename = "entry")]
    pub entries: Vec<DemoEntry>,
    /// New roles.
    #[serde(rename = "change", default)]
    pub changes: Vec<DemoChange>,
    /// How parts relate.
    #[serde(rename = "bond", default)]
    pub bonds: Vec<DemoBond>,
    /// Readings.
    #[serde(rename = "reading", default)]
    pub readings: Vec<DemoReading>,
    /// Days worth finding again.
    #[serde(rename = "mark", default)]
    pub marks: Vec<DemoMark>,
    /// Agreements with parts.
    #[serde(rename = "agreement", default)]
    pub agreements: Vec<DemoAgreement>,
    /// Councils.
    #[serde(rename = "decision", default)]
    pub decisions: Vec<DemoDecision>,
    /// Situations that set parts off.
    #[serde(rename = "trigger", default)]
    pub triggers: Vec<DemoTrigger>,
    /// Times of breathing to a count.
    #[serde(rename = "breathing", default)]
    pub breathings: Vec<DemoBreathing>,
    /// Questionnaires that were answered.
    #[serde(rename = "answered", default)]
    pub answered: Vec<DemoAnswered>,
    /// The safety plan.
    pub plan: Option<DemoPlan>,
    /// The treatment.
    pub programme: Option<DemoProgramme>,
}

/// A moment, told as days before today and the time on that day.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Moment {
    /// 0 is today, 1 yesterday.
    pub days_ago: u32,
    /// Local time as HH:MM.
    pub time: String,
}

/// A part of the invented person.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DemoPart {
    /// Name that runs and entries refer to.
    pub id: String,
    /// The id of a role in the word list.
    pub role: String,
    /// When it was first written down.
    pub found: Moment,
    /// What is known of it, in the words a person reads; the name is always there.
    pub fields: BTreeMap<PartField, String>,
}

/// A run of a guide, finished or open.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DemoRun {
    /// Name that entries refer to.
    pub id: String,
    /// The guide's id.
    pub guide: String,
    /// The guide's version.
    pub version: u32,
    /// The part that was met, in a guide that meets one.
    pub part: Option<String>,
    /// When it was begun.
    pub begun: Moment,
    /// When it was finished; an open run has none.
    pub finished: Option<Moment>,
    /// The screen it stands at; a finished run has none.
    pub at: Option<String>,
    /// Answers by screen id.
    pub answers: BTreeMap<String, DemoAnswer>,
}

/// An answer; its kind is that of the screen's input.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum DemoAnswer {
    /// Own words.
    Text(String),
    /// Ids of what was picked: options, body places or words of feeling toward.
    Picked(Vec<String>),
    /// The part that was met, with the id of its manner.
    Part {
        /// Id of the part.
        id: String,
        /// Id of its manner, if it is one of the list.
        manner: Option<String>,
        /// Its manner in own words.
        own: Option<String>,
    },
    /// How it was pictured.
    Picture {
        /// In words.
        look: String,
        /// Id of a colour.
        colour: String,
        /// Id of a shape.
        shape: String,
        /// The age it feels.
        age: String,
    },
    /// Questions of one's own with their answers.
    Questions(Vec<DemoQuestion>),
    /// Levels by the ids of their scales.
    Levels(BTreeMap<String, u8>),
    /// Ids of parts that were here.
    Parts(Vec<String>),
}

/// A question of one's own.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DemoQuestion {
    /// What was asked.
    pub question: String,
    /// What the part answered.
    pub answer: String,
}

/// A journal entry.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DemoEntry {
    /// Unique name.
    pub id: String,
    /// When it was written.
    pub written: Moment,
    /// Ids of the parts it is tied to.
    #[serde(default)]
    pub parts: Vec<String>,
    /// The run it points to.
    pub run: Option<String>,
    /// What was written.
    pub text: String,
}
