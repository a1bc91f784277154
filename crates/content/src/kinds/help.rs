//! Help lines, a file a country, and the sentences of the page that shows them.

use serde::Deserialize;

use super::source::{Source, Tag};

/// Everything the page "Help now" needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HelpLines {
    /// The page's own sentences.
    pub words: HelpWords,
    pub(crate) countries: Vec<Country>,
    pub(crate) international: Country,
}

/// The help lines of one country.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Country {
    /// ISO 3166-1 alpha-2, in capitals; its lower case is the name of the file. `ZZ` means unknown.
    pub code: String,
    /// Its name in English.
    pub name: String,
    /// The day of the notes these numbers were taken from, as YYYY-MM-DD.
    pub verified_on: String,
    /// Where the numbers come from.
    pub sources: Vec<Source>,
    /// Emergency numbers: always shown first.
    #[serde(default)]
    pub emergency: Vec<Number>,
    /// Lines to call or write to.
    #[serde(rename = "line", default)]
    pub lines: Vec<Line>,
    /// Services that are not emergency services; shown last and said to be so.
    #[serde(rename = "extra", default)]
    pub extras: Vec<Line>,
}

/// One service.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// Its own name, in its own language.
    pub name: String,
    /// When it answers, if the notes say so.
    pub hours: Option<String>,
    /// A line more.
    pub note: Option<String>,
    /// Numbers to call.
    #[serde(rename = "number", default)]
    pub numbers: Vec<Number>,
    /// Other ways to reach it.
    #[serde(rename = "reach", default)]
    pub reaches: Vec<Reach>,
}

/// A number to call.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Number {
    /// What it is for, where there are several.
    pub label: Option<String>,
    /// As people write it.
    pub number: String,
    /// As a phone dials it: digits, perhaps with `+` before them.
    pub tel: String,
    /// How well it is attested.
    pub tag: Tag,
    /// True where the notes doubt it: the page shows "please check".
    #[serde(default)]
    pub check: bool,
    /// What to do after dialling, or what is doubted.
    pub note: Option<String>,
}

/// A way to reach a service without calling.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reach {
    /// By which means.
    pub by: ReachBy,
    /// Where to write to, as people write it.
    pub to: String,
    /// The digits of a text message's or chat's number.
    pub tel: Option<String>,
    /// The word to send first.
    pub say: Option<String>,
    /// The address of a page, beginning with `https://`. Only ever a link, never loaded.
    pub link: Option<String>,
    /// How well it is attested.
    pub tag: Tag,
    /// True where the notes doubt it.
    #[serde(default)]
    pub check: bool,
    /// For whom it is, or what is doubted.
    pub note: Option<String>,
}

/// By which means a service is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReachBy {
    /// A text message.
    Text,
    /// A chat in the browser.
    Chat,
    /// WhatsApp.
    Whatsapp,
    /// A page with more.
    Page,
}

/// The sentences of the page "Help now".
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HelpWords {
    /// Stable name; also the name of its file.
    pub id: String,
    /// What the button on every page says (rule K4).
    pub button: String,
    /// The page's heading.
    pub title: String,
    /// The sentence under it.
    pub intro: String,
    /// Above the emergency numbers.
    pub emergency: String,
    /// Above the lines.
    pub lines: String,
    /// Above the services that are not emergency services.
    pub extras: String,
    /// That these are not emergency services.
    pub extras_note: String,
    /// Asks for the country, once (rule K7).
    pub choose: String,
    /// What is said when the country is not known or not listed (rule K7).
    pub unknown: String,
    /// Beside a number that is doubted.
    pub check: String,
    /// About the day the numbers were compared; `{date}` stands for it.
    pub verified: String,
    /// Added when that day is longer ago than `old_after_days`.
    pub old: String,
    /// After how many days numbers count as old.
    pub old_after_days: u32,
    /// That nobody watches what is written here.
    pub nobody_reads: String,
    /// Where the lists come from.
    pub sources: Vec<Source>,
}

impl HelpLines {
    /// Every country, by name. The file for unknown countries is not among them.
    pub fn countries(&self) -> impl Iterator<Item = &Country> {
        self.countries.iter()
    }

    /// A country by its two letters, in capitals or not.
    #[must_use]
    pub fn country(&self, code: &str) -> Option<&Country> {
        self.countries.iter().find(|country| country.code.eq_ignore_ascii_case(code))
    }

    /// What is shown for a country that is not known or not listed.
    #[must_use]
    pub fn international(&self) -> &Country {
        &self.international
    }
}
