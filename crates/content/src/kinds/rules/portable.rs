//! The rules of one stage as a device holds them, for when it cannot ask: triggers with their limits filled in, and the
//! words for whoever sits with the person.
//!
//! The device's own look at them (`session_rules.js`) is held against [`Safety::look`] by a table that both read.

use serde::Serialize;

use super::facts::{Limits, Route, Setting};
use super::trigger::{Compare, Is, Trigger};
use super::{Action, Rule, RuleWords, Safety, Stage, Unsure};

/// A rule, ready to be looked at anywhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PortableRule {
    /// `R01` to `R52`.
    pub id: String,
    /// Whether "not sure" counts as a yes.
    pub unsure_is_yes: bool,
    /// Whether no release lifts it.
    pub never_lifted: bool,
    /// Its actions; of those that fire the strongest counts, of equals the first.
    pub ways: Vec<PortableWay>,
}

/// One action of a rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PortableWay {
    /// What it asks for.
    pub action: Action,
    /// What sets it off.
    pub fires_on: PortableTrigger,
    /// What is said on the person's own device; nothing where neither person nor sitter sees it.
    pub words: Option<String>,
    /// What is said on a sitter's; nothing where no sitter sees it.
    pub to_sitter: Option<String>,
}

/// A [`Trigger`] with the limits of the place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PortableTrigger {
    /// A yes to one of these questions.
    Yes(Vec<String>),
    /// A no to one of these questions.
    No(Vec<String>),
    /// One of these happened.
    Event(Vec<String>),
    /// None of these happened.
    NoEvent(Vec<String>),
    /// A number beside a limit.
    Number(PortableCompare),
    /// Any answer is "not sure".
    AnyUnsure,
    /// The medicine is given in one of these ways.
    Route(Vec<Route>),
    /// The session is at one of these places.
    Setting(Vec<Setting>),
    /// One of these.
    Any(Vec<PortableTrigger>),
    /// All of these.
    All(Vec<PortableTrigger>),
}

/// A number beside a limit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PortableCompare {
    /// The id of the number.
    pub of: String,
    /// On which side of the limit.
    pub is: Is,
    /// The limit; nothing where there is none, and then it never fires.
    pub limit: Option<i32>,
    /// The limit from an age on, and that age.
    pub older: Option<(i32, i32)>,
}

impl Rule {
    /// Whether it is about what somebody said of themselves: their own device speaks to them then, also while a session
    /// lasts. Whatever else is told in a session is told to whoever looks after them.
    pub(super) const fn speaks_to_the_person(&self) -> bool {
        self.response.is_some()
    }

    /// The events that set it off.
    pub fn events(&self) -> impl Iterator<Item = &str> {
        let triggers = [&self.fires_on].into_iter().chain(self.instead.iter().map(|one| &one.fires_on));
        triggers
            .flat_map(Trigger::each)
            .flat_map(|one| match one {
                Trigger::Event(ids) => ids.as_slice(),
                _ => &[],
            })
            .map(String::as_str)
    }

    /// Whether the answer to that question is looked at.
    #[must_use]
    pub fn asks(&self, question: &str) -> bool {
        let triggers = [&self.fires_on].into_iter().chain(self.instead.iter().map(|one| &one.fires_on));
        triggers.flat_map(Trigger::each).any(|one| match one {
            Trigger::Yes(ids) | Trigger::No(ids) => ids.iter().any(|id| id == question),
            _ => false,
        })
    }
}

impl Safety {
    /// The rules of a stage, for a device.
    #[must_use]
    pub fn portable(&self, stage: Stage) -> Vec<PortableRule> {
        let limits = self.limits();
        let of_stage = self.rules.rules.iter().filter(|rule| rule.when.contains(&stage));
        of_stage.map(|rule| portable(rule, &limits)).collect()
    }
}

fn portable(rule: &Rule, limits: &Limits) -> PortableRule {
    let way = |action, trigger, own: Option<&RuleWords>| {
        let pick = |pick: fn(&RuleWords) -> Option<&String>| own.and_then(pick).or_else(|| pick(&rule.words));
        let seen = |role, words: Option<&String>| {
            words.filter(|_| rule.sees.contains(&role)).map(|words| limits.fill(words))
        };
        let to_sitter = seen(super::Role::Sitter, pick(|words| words.sitter.as_ref()));
        let persons = seen(super::Role::Client, pick(|words| words.person.as_ref()));
        let sitters = to_sitter.clone();
        let words = if rule.speaks_to_the_person() { persons.or(sitters) } else { sitters.or(persons) };
        PortableWay { action, fires_on: with_limits(trigger, limits), words, to_sitter }
    };
    let own = [way(rule.action, &rule.fires_on, None)];
    let others = rule.instead.iter().map(|one| way(one.action, &one.fires_on, Some(&one.words)));
    PortableRule {
        id: rule.id.clone(),
        unsure_is_yes: rule.unsure == Unsure::Yes,
        never_lifted: rule.never_lifted,
        ways: own.into_iter().chain(others).collect(),
    }
}

fn with_limits(trigger: &Trigger, limits: &Limits) -> PortableTrigger {
    let inside = |of: &[Trigger]| of.iter().map(|one| with_limits(one, limits)).collect();
    match trigger {
        Trigger::Yes(ids) => PortableTrigger::Yes(ids.clone()),
        Trigger::No(ids) => PortableTrigger::No(ids.clone()),
        Trigger::Event(ids) => PortableTrigger::Event(ids.clone()),
        Trigger::NoEvent(ids) => PortableTrigger::NoEvent(ids.clone()),
        Trigger::Number(compare) => PortableTrigger::Number(compared(compare, limits)),
        Trigger::AnyUnsure => PortableTrigger::AnyUnsure,
        Trigger::Route(ways) => PortableTrigger::Route(ways.clone()),
        Trigger::Setting(places) => PortableTrigger::Setting(places.clone()),
        Trigger::Any(of) => PortableTrigger::Any(inside(of)),
        Trigger::All(of) => PortableTrigger::All(inside(of)),
    }
}

fn compared(compare: &Compare, limits: &Limits) -> PortableCompare {
    let limit = |id: &Option<String>| id.as_deref().and_then(|id| limits.get(id));
    PortableCompare {
        of: compare.of.clone(),
        is: compare.is,
        limit: limits.get(&compare.limit),
        older: limit(&compare.older).zip(limit(&compare.from_age)),
    }
}
