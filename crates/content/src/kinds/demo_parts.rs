//! What the invented person keeps about their parts beside the journal: bonds, readings, agreements and the like.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::demo::Moment;

/// A part that took a new role.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DemoChange {
    /// Id of the part.
    pub part: String,
    /// When.
    pub when: Moment,
    /// The new role, in own words.
    pub new_role: String,
    /// What changed with it.
    pub changed: String,
}

/// How two parts relate.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DemoBond {
    /// Id of the part it goes out from.
    pub from: String,
    /// Id of the part it goes to.
    pub to: String,
    /// `protects`, `conflict`, `allied`, `cares-for` or `fears`.
    pub kind: String,
    /// When it was written down.
    pub found: Moment,
    /// What it is about.
    #[serde(default)]
    pub over: String,
    /// What each side says of it.
    #[serde(default)]
    pub from_says: String,
    /// The other side.
    #[serde(default)]
    pub to_says: String,
}

/// What was rated at one moment.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DemoReading {
    /// When.
    pub when: Moment,
    /// Id of the part; none for Self.
    pub about: Option<String>,
    /// Levels from 0 to 10 by the name of the scale: `guard`, `trust`, `self-energy` and the like.
    pub levels: BTreeMap<String, u8>,
}

/// A day worth finding again.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DemoMark {
    /// When.
    pub when: Moment,
    /// `session`, `medicine` or `life-event`.
    pub kind: String,
    /// What it is called.
    pub name: String,
}

/// An agreement with parts.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DemoAgreement {
    /// Ids of the parts.
    pub parts: Vec<String>,
    /// When it was made.
    pub made: Moment,
    /// What was agreed.
    pub what: String,
    /// By whom.
    pub by_whom: String,
    /// How both will know.
    pub how_to_check: String,
    /// How it went, the oldest first.
    #[serde(default)]
    pub looks: Vec<DemoLook>,
    /// Days before today of the next look.
    pub due_days_ago: Option<u32>,
}

/// How an agreement went.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DemoLook {
    /// When.
    pub when: Moment,
    /// `yes`, `partly` or `no`.
    pub kept: String,
    /// In own words.
    pub words: String,
}

/// A council.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DemoDecision {
    /// The question.
    pub question: String,
    /// The field of life.
    pub field: String,
    /// The options.
    pub options: Vec<String>,
    /// The parts at the table.
    pub seats: Vec<DemoSeat>,
    /// What Self sees when all were heard.
    pub self_sees: String,
    /// The chosen option, counted from 1.
    pub chosen: u16,
    /// When it was asked.
    pub asked: Moment,
    /// When it was decided.
    pub decided: Moment,
    /// Days before today of the looking back.
    pub look_back_days_ago: u32,
}

/// A part at the table.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DemoSeat {
    /// Id of the part.
    pub part: String,
    /// `advises`, `leads` or `sits-out`.
    pub seat: String,
    /// Why.
    #[serde(default)]
    pub why: String,
    /// What it says, by option.
    #[serde(default)]
    pub voices: Vec<DemoVoice>,
}

/// What a part says of one option.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DemoVoice {
    /// The option, counted from 1.
    pub option: u16,
    /// What it wants.
    #[serde(default)]
    pub wants: String,
    /// What it fears.
    #[serde(default)]
    pub fears: String,
    /// What it needs.
    #[serde(default)]
    pub needs: String,
    /// How strongly, 0 to 10.
    pub strength: Option<u8>,
}

/// A situation that sets parts off.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DemoTrigger {
    /// The situation.
    pub name: String,
    /// How it announces itself.
    pub signs: String,
    /// Ids of the parts it calls, in order.
    pub parts: Vec<String>,
    /// What helps.
    pub helps: String,
    /// When it was written down.
    pub found: Moment,
    /// Each time it happened, the oldest first.
    pub times: Vec<DemoTime>,
}

/// One time it happened.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DemoTime {
    /// When.
    pub when: Moment,
    /// How strong, 0 to 10.
    pub strength: u8,
    /// Ids of the parts that came.
    pub came: Vec<String>,
    /// `reacted`, `paused` or `led-from-self`.
    pub did: String,
    /// Minutes until steady.
    pub steady_after: u32,
    /// What helped.
    #[serde(default)]
    pub helped: String,
}
