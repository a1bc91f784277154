//! When help is shown, and what of it (rules K1 to K7), and the words in an entry that bring up a card (K6).

use serde::Deserialize;

use super::safety::Titled;
use super::source::Source;

/// The rules of showing help, and what the pages that follow them say.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Display {
    /// Stable name; also the name of its file.
    pub id: String,
    /// What the full screen of K1 says.
    pub first: FirstWords,
    /// What the card of K2 says.
    pub card: CardWords,
    /// What the card says instead where words in an entry brought it (K6).
    pub asks: Titled,
    /// What the list of times says.
    pub log: LogWords,
    /// The rules.
    #[serde(rename = "rule")]
    pub rules: Vec<DisplayRule>,
    /// Where they come from.
    pub sources: Vec<Source>,
}

/// One rule of showing help.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DisplayRule {
    /// `K1` to `K7`.
    pub id: String,
    /// What brings it up: ids of other rules, or words.
    pub triggers: Vec<String>,
    /// What is shown, in this order.
    pub shows: Vec<Shows>,
    /// What it keeps from going on.
    pub blocks: Blocks,
    /// Which times are noted. There is no way to note why.
    pub logs: Vec<Logs>,
}

/// Something that helps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shows {
    /// The emergency numbers of the country.
    Emergency,
    /// The first help line that can be called.
    CrisisLine,
    /// Whom the person named in their plan to tell.
    PlanPeople,
    /// The practice and other services of the plan.
    PracticeLine,
    /// The way to the whole plan.
    Plan,
    /// The way to a grounding exercise.
    Grounding,
    /// The way to all numbers.
    HelpNow,
    /// Where the person lives.
    Address,
    /// What they must not be given.
    Allergies,
    /// What they take.
    Medicines,
}

/// What a rule keeps from going on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Blocks {
    /// Everything, until one tap says that it was seen.
    UntilSeen,
    /// Beginning a session, and never leaving one.
    StartingASession,
    /// Nothing.
    Nothing,
}

/// A time that is noted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Logs {
    /// When it came up.
    Shown,
    /// When the person put it away.
    Seen,
}

/// What the full screen says.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FirstWords {
    /// Its heading.
    pub title: String,
    /// A line or two below it.
    pub text: String,
    /// Who reads, and what the notebook cannot do.
    pub nobody: String,
    /// Above the people of the plan.
    pub people: String,
    /// What the button says that puts it away.
    pub seen: String,
    /// What the link to all numbers says.
    pub all: String,
}

/// What the card says.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CardWords {
    /// Its heading.
    pub title: String,
    /// A line or two below it.
    pub text: String,
    /// Above the services of the plan.
    pub practice: String,
    /// What the link to the plan says.
    pub plan: String,
    /// What the button says that puts it away.
    pub seen: String,
}

/// What the list of times says.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LogWords {
    /// Its heading.
    pub title: String,
    /// What is kept, and what is not.
    pub text: String,
    /// What is said when it is empty.
    pub none: String,
    /// What the button says that erases it.
    pub erase: String,
}

impl Display {
    /// A rule by its id.
    #[must_use]
    pub fn rule(&self, id: &str) -> Option<&DisplayRule> {
        self.rules.iter().find(|rule| rule.id == id)
    }

    /// What a rule shows, in its order; nothing for a rule that is not there.
    #[must_use]
    pub fn shows(&self, id: &str) -> &[Shows] {
        self.rule(id).map_or(&[], |rule| &rule.shows)
    }
}

/// Words in an entry that bring up the card of K6.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Keywords {
    /// Stable name; also the name of its file.
    pub id: String,
    /// The rule it serves.
    pub rule: String,
    /// Words and phrases that bring it up.
    pub phrases: Vec<String>,
    /// Everyday expressions in which they do not count.
    pub harmless: Vec<String>,
    /// Where they come from.
    pub sources: Vec<Source>,
}
