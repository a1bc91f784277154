//! The shapes of `notebook.json`, version 1, frozen. A change makes a `v2` beside this.
//!
//! Instants are milliseconds since 1970-01-01T00:00:00Z. Bytes are base64. What is empty or false may be left out.

use serde::{Deserialize, Serialize};

use super::v1_exercises::Exercise;

/// The whole file.
#[derive(Serialize, Deserialize)]
pub(super) struct File {
    pub(super) format: String,
    pub(super) version: u64,
    pub(super) made: When,
    pub(super) records: Vec<Record>,
}

/// One record with all its revisions, oldest first.
#[derive(Serialize, Deserialize)]
pub(super) struct Record {
    pub(super) id: String,
    pub(super) revisions: Vec<Revision>,
}

/// One save. `what` holds it; or `payload`, of kinds and versions of kinds that the writer did not know.
#[derive(Serialize, Deserialize)]
pub(super) struct Revision {
    pub(super) rev: u32,
    pub(super) base: u32,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) settles: Vec<u32>,
    pub(super) saved: i64,
    pub(super) kind: String,
    #[serde(default = "first", skip_serializing_if = "is_first")]
    pub(super) kind_version: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) what: Option<serde_json::Value>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) payload: Option<String>,
}

/// When something happened: the instant, and what the clock on the wall showed.
#[derive(Serialize, Deserialize)]
pub(super) struct When {
    pub(super) at: i64,
    pub(super) offset_minutes: i16,
    /// The same for people; not read back.
    #[serde(default)]
    pub(super) shown: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) zone: Option<String>,
    #[serde(default, skip_serializing_if = "is_false")]
    pub(super) all_day: bool,
    #[serde(default, skip_serializing_if = "is_false")]
    pub(super) zone_assumed: bool,
}

/// `kind` is `journal`.
#[derive(Serialize, Deserialize)]
pub(super) struct Journal {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) title: Option<String>,
    pub(super) body: String,
    pub(super) when: When,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) parts: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) tags: Vec<String>,
    #[serde(default, skip_serializing_if = "is_false")]
    pub(super) starred: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) run: Option<String>,
    #[serde(default, skip_serializing_if = "is_false")]
    pub(super) hidden: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) source: Option<Source>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(super) extra: String,
}

/// Where an entry came from.
#[derive(Serialize, Deserialize)]
pub(super) struct Source {
    pub(super) app: String,
    pub(super) id: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) kept: Option<String>,
}

/// `kind` is `settings`.
#[derive(Serialize, Deserialize)]
pub(super) struct Settings {
    pub(super) idle_minutes: u16,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) country: Option<String>,
    pub(super) read_aloud: bool,
    pub(super) breath_sound: bool,
    /// Left out while it is as it comes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) answer_seconds: Option<u16>,
    #[serde(default, skip_serializing_if = "is_false")]
    pub(super) no_chimes: bool,
    pub(super) invented: bool,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(super) extra: String,
}

/// `kind` is `erasure`: records that were taken out, by id.
#[derive(Serialize, Deserialize)]
pub(super) struct Erasure {
    pub(super) records: Vec<String>,
}

/// What a revision of a known kind holds.
pub(super) enum What {
    Journal(Journal),
    Exercise(Exercise),
    Settings(Settings),
    Erasure(Erasure),
}

pub(super) fn is_false(flag: &bool) -> bool {
    !flag
}

fn first() -> u32 {
    1
}

fn is_first(version: &u32) -> bool {
    *version == 1
}
