//! The treatment of the invented person: a programme, its sessions, and what belongs to each.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::demo::Moment;
use super::demo_parts::DemoLook;

/// A programme.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DemoProgramme {
    /// What the person calls it.
    pub name: String,
    /// `sublingual`, `im`, `iv`, `esketamine` or `other`.
    pub route: String,
    /// `home` or `office`.
    pub setting: String,
    /// Sessions planned, and days between two.
    pub planned: u16,
    /// Days between two of them.
    pub spacing_days: u16,
    /// When it was written down; it begins on that day.
    pub found: Moment,
    /// Who is there for it.
    #[serde(rename = "person")]
    pub people: Vec<DemoPerson>,
    /// The address for an ambulance. Nobody lives there.
    pub address: String,
    /// The two letters of its country.
    pub country: String,
    /// Medicines and allergies.
    #[serde(default)]
    pub medicines: String,
    /// Its sessions, the earliest first.
    #[serde(rename = "session")]
    pub sessions: Vec<DemoSession>,
}

/// Somebody who is there for it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DemoPerson {
    /// The id of a role in `journey/people.toml`.
    pub role: String,
    /// What they are called.
    pub name: String,
    /// A number that is nobody's.
    #[serde(default)]
    pub phone: String,
}

/// A session: one that is over, or one to come.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DemoSession {
    /// When it began, where it is over.
    pub began: Option<Moment>,
    /// How long it lasted.
    #[serde(default)]
    pub minutes: u32,
    /// Days from today to one that is to come, at ten o'clock.
    pub in_days: Option<u32>,
    /// Who sits with the person.
    #[serde(default)]
    pub sitter: String,
    /// Anything else.
    #[serde(default)]
    pub notes: String,
    /// Its intentions.
    #[serde(rename = "intention", default)]
    pub intentions: Vec<DemoIntention>,
    /// What was noted while it lasted.
    #[serde(rename = "moment", default)]
    pub moments: Vec<DemoNoted>,
    /// Small acts after it.
    #[serde(rename = "act", default)]
    pub acts: Vec<DemoAct>,
}

/// An intention.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DemoIntention {
    /// When it was set.
    pub when: Moment,
    /// In own words.
    pub words: String,
    /// Ids of the parts that want it.
    #[serde(default)]
    pub wanted_by: Vec<String>,
    /// Ids of the parts it is about.
    #[serde(default)]
    pub about: Vec<String>,
    /// What parts ask for first.
    #[serde(default)]
    pub conditions: String,
    /// What they are promised.
    #[serde(default)]
    pub promises: String,
    /// What came of it.
    #[serde(default)]
    pub came_of_it: String,
}

/// Something that was noted.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DemoNoted {
    /// Minutes since the session began.
    pub minute: u32,
    /// `part`, `words`, `vitals` or `look-in`.
    pub kind: String,
    /// Whether the sitter noted it.
    #[serde(default)]
    pub by_sitter: bool,
    /// Id of the part that came.
    pub part: Option<String>,
    /// In words.
    #[serde(default)]
    pub words: String,
    /// Numbers by their ids in `safety/rules.toml`.
    #[serde(default)]
    pub numbers: BTreeMap<String, i32>,
}

/// A small act.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DemoAct {
    /// When it was named; its day is the same.
    pub when: Moment,
    /// What.
    pub what: String,
    /// When in the day, and where.
    #[serde(default)]
    pub place: String,
    /// Id of the part that does it or helps.
    pub part: Option<String>,
    /// What may get in the way.
    #[serde(default)]
    pub obstacle: String,
    /// How it went, the oldest first.
    #[serde(default)]
    pub looks: Vec<DemoLook>,
}
