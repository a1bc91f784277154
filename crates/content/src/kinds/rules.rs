//! The safety rules R01 to R52 as data: what sets each off, what it asks for, who sees it, and in which words.
//!
//! How a page uses them:
//!
//! ```
//! use hearken_content::{Action, Answer, Facts, Stage, Role, library};
//!
//! let safety = &library().safety;
//! let mut facts = Facts::default();
//! facts.answer("aneurysm", Answer::Unsure).number("systolic", 138.0);
//! let looked = safety.look(Stage::Before, &facts, &safety.limits(), &[]);
//! assert_eq!(looked.strongest(), Some(Action::Stop));
//! assert_eq!(looked.fired[0].rule.id, "R01");
//! assert!(looked.fired[0].words_for(Role::Client).is_some());
//! assert!(!looked.unanswered.is_empty(), "what nobody said is listed, and never taken for a no");
//! ```
//!
//! - [`Safety::look`] takes a [`Stage`] (only the rules of that stage are looked at), the [`Facts`], the [`Limits`]
//!   (`safety.limits()`: the defaults, with what a practice set in `safety/limits.toml`), and the [`Release`]s on record.
//! - [`Looked::fired`] has *every* rule that fired, the strongest first, released ones too; [`Looked::strongest`] leaves
//!   out what was released. `None` means that no rule fired. It never means that anybody may go ahead: show
//!   `safety.screening.result.none`, whose words say so.
//! - [`Looked::unanswered`] has what a rule would still have to know. A session is not ready while it is not empty.
//! - [`Fired::words_for`] gives each role its words, with the limits filled in; `None` for who does not see the rule.
//! - Events are what was noticed; not to have noticed one is no open question. Everything else that is not given is open.
//! - The latest reading counts. A rule with `recheck` says after how many minutes another one is taken.

use serde::Deserialize;

use super::screening::Screening;
use super::source::Tag;

mod facts;
mod look;
mod names;
mod portable;
mod trigger;

pub use facts::{Answer, Behind, Facts, Limits, Route, Setting};
pub use look::{Fired, Looked, Missing, Release};
pub use names::{Action, Role, Stage, Stops, Unsure};
pub use portable::{PortableCompare, PortableRule, PortableTrigger, PortableWay};
pub use trigger::{Compare, Is, Trigger};

/// The rules and the questions that feed them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Safety {
    /// The rules, with the limits they use.
    pub rules: Rules,
    /// The questions that feed them.
    pub screening: Screening,
    /// What a practice set in place of a default.
    pub own_limits: Vec<OwnLimit>,
}

/// What stands in `safety/rules.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    /// Stable name; also the name of its file.
    pub id: String,
    /// The limits that rules compare with and that words name.
    #[serde(rename = "threshold")]
    pub thresholds: Vec<Threshold>,
    /// What can be measured or counted.
    #[serde(rename = "number")]
    pub numbers: Vec<Named>,
    /// What can happen or be noticed.
    #[serde(rename = "event")]
    pub events: Vec<Named>,
    /// The rules, R01 first.
    #[serde(rename = "rule")]
    pub rules: Vec<Rule>,
    /// Where they come from.
    pub sources: Vec<NamedSource>,
}

/// A limit with its default.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Threshold {
    /// Stable name.
    pub id: String,
    /// What it is, for whoever sets it.
    pub name: String,
    /// What holds unless a practice sets another.
    pub default: i32,
    /// Its unit, as UCUM writes it.
    pub unit: String,
    /// The least that a practice may set.
    pub least: i32,
    /// The most that a practice may set; equal to `least` where it is not theirs to set.
    pub most: i32,
    /// What else is published about it.
    pub note: Option<String>,
    /// Ids of its sources.
    pub sources: Vec<String>,
}

/// A number or an event, by its name.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Named {
    /// Stable name.
    pub id: String,
    /// What a person reads.
    pub label: String,
    /// The unit of a number, as UCUM writes it.
    pub unit: Option<String>,
    /// The least and the most that a reading can be; outside it, it is asked back.
    pub plausible: Option<[i32; 2]>,
}

/// A source that rules and questions name by its id.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NamedSource {
    /// Stable name.
    pub id: String,
    /// The work, study or note, written so that a clinician can find it.
    pub text: String,
    /// How well it is attested.
    pub tag: Tag,
    /// Its digital object identifier, without an address before it.
    pub doi: Option<String>,
}

/// One rule.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// `R01` to `R52`.
    pub id: String,
    /// A few words that name it, in lists.
    pub title: String,
    /// What it asks for.
    pub action: Action,
    /// When it is looked at.
    pub when: Vec<Stage>,
    /// Who sees it.
    pub sees: Vec<Role>,
    /// What sets it off.
    pub fires_on: Trigger,
    /// What "not sure" counts as.
    #[serde(default)]
    pub unsure: Unsure,
    /// What it asks for instead, where something more is known.
    #[serde(default)]
    pub instead: Vec<Instead>,
    /// The words for each who sees it.
    pub words: RuleWords,
    /// Whether an answer of the prescriber holds until something changes, also for later sessions.
    #[serde(default)]
    pub once_per_change: bool,
    /// What a stop stops.
    #[serde(default)]
    pub stops: Stops,
    /// Whether no release lifts it.
    #[serde(default)]
    pub never_lifted: bool,
    /// Whether a release holds for the very answers that it was given for, in whatever session, and for no others.
    #[serde(default)]
    pub held_to_answers: bool,
    /// The limit that says after how many hours a release can lift it although it is an emergency.
    pub released_after: Option<String>,
    /// The limit that says when what it asks for is due.
    pub due: Option<String>,
    /// The limits that say after how long to measure again: one, or the earliest and the latest.
    #[serde(default)]
    pub recheck: Vec<String>,
    /// The response of the measures' notes that it begins, `S0` to `S3`.
    pub response: Option<String>,
    /// Ids of its sources.
    pub sources: Vec<String>,
}

/// Another action of a rule, which its own trigger sets off.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Instead {
    /// What it asks for.
    pub action: Action,
    /// What sets it off.
    pub fires_on: Trigger,
    /// The words that differ from those of the rule.
    #[serde(default)]
    pub words: RuleWords,
    /// The response that it begins instead.
    pub response: Option<String>,
}

/// What is said to whom.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleWords {
    /// To the person.
    pub person: Option<String>,
    /// To whoever sits with them.
    pub sitter: Option<String>,
    /// To coach, therapist, prescriber and practice.
    pub clinician: Option<String>,
}

/// What stands in a practice's own `safety/limits.toml`: nothing else of the rules can be changed.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnLimits {
    /// Stable name; also the name of its file.
    pub id: String,
    /// The limits that are set.
    #[serde(rename = "limit")]
    pub limits: Vec<OwnLimit>,
    /// Who decided it, or where it comes from.
    pub sources: Vec<super::source::Source>,
}

/// A limit that a practice set.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnLimit {
    /// The id of the threshold.
    pub id: String,
    /// What holds instead of the default.
    pub value: i32,
}

impl Safety {
    /// A rule by its id.
    #[must_use]
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules.rules.iter().find(|rule| rule.id == id)
    }

    /// The limits in use: the defaults, and what the practice set in their place.
    #[must_use]
    pub fn limits(&self) -> Limits {
        let defaults = self.rules.thresholds.iter().map(|one| (one.id.clone(), one.default));
        Limits(defaults.chain(self.own_limits.iter().map(|one| (one.id.clone(), one.value))).collect())
    }

    /// The rules that compare with a limit or name it in their words, in their order.
    pub fn using<'a>(&'a self, limit: &'a str) -> impl Iterator<Item = &'a Rule> {
        self.rules.rules.iter().filter(move |rule| rule.uses(limit))
    }

    /// A source by its id.
    #[must_use]
    pub fn source(&self, id: &str) -> Option<&NamedSource> {
        self.rules.sources.iter().find(|source| source.id == id)
    }
}
