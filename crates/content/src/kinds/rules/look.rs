//! Holding the rules against what is known: everything that fired, and everything that is still open.

use std::cmp::Reverse;

use super::facts::{Facts, Limits};
use super::trigger::{Looking, Verdict};
use super::{Action, Instead, Role, Rule, RuleWords, Safety, Stage};

/// What came of looking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Looked<'a> {
    /// Every rule that fired, the strongest first and then by id; those that were released, too.
    pub fired: Vec<Fired<'a>>,
    /// What rules of this stage would still have to know, each once.
    pub unanswered: Vec<Missing>,
}

/// A rule that fired.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fired<'a> {
    /// The rule.
    pub rule: &'a Rule,
    /// What it asks for now: the strongest of its actions that applies.
    pub action: Action,
    /// The response of the measures' notes that it begins, `S0` to `S3`.
    pub response: Option<&'a str>,
    /// The release that lifts it.
    pub released: Option<Release>,
    words: RuleWords,
}

/// Something that a rule would have to know.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Missing {
    /// The answer to the question with this id.
    Question(String),
    /// The number with this id.
    Number(String),
    /// How the medicine is given.
    Route,
    /// Where.
    Setting,
}

/// That a prescriber released a STOP or ASK.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Release {
    /// The id of the one rule it is for.
    pub rule: String,
    /// The strongest action it is for, as the rule stood then. It does not lift a stronger one.
    pub action: Action,
    /// Who gave it. Only a prescriber can.
    pub by: Role,
    /// Their name.
    pub name: String,
    /// When, in seconds since 1970.
    pub at: Option<i64>,
    /// Why.
    pub reason: String,
    /// Whether it was given on paper or by word, and typed by the person from that.
    pub on_paper: bool,
}

impl Looked<'_> {
    /// The strongest action of what fired and was not released. `None` clears nobody.
    #[must_use]
    pub fn strongest(&self) -> Option<Action> {
        self.fired.iter().filter(|fired| fired.released.is_none()).map(|fired| fired.action).max()
    }
}

impl Fired<'_> {
    /// What this role reads, or nothing if it does not see the rule.
    #[must_use]
    pub fn words_for(&self, role: Role) -> Option<&str> {
        if !self.rule.sees.contains(&role) {
            return None;
        }
        match role {
            Role::Client => self.words.person.as_deref(),
            Role::Sitter => self.words.sitter.as_deref(),
            Role::Coach | Role::Therapist | Role::Prescriber | Role::Practice => {
                self.words.clinician.as_deref()
            }
        }
    }
}

impl Release {
    /// Whether it lifts this action of a rule: a STOP or ASK of that very rule, and only if it is whole.
    #[must_use]
    pub fn lifts(&self, rule: &Rule, action: Action) -> bool {
        let whole = self.by == Role::Prescriber
            && self.at.is_some()
            && !self.name.trim().is_empty()
            && !self.reason.trim().is_empty();
        let liftable = matches!(action, Action::Ask | Action::Stop) && !rule.never_lifted;
        whole && liftable && self.rule == rule.id && action <= self.action
    }
}

impl Safety {
    /// Holds the rules of a stage against what is known.
    #[must_use]
    pub fn look(&self, stage: Stage, facts: &Facts, limits: &Limits, releases: &[Release]) -> Looked<'_> {
        let at = Looking { safety: self, facts, limits };
        let mut looked = Looked { fired: Vec::new(), unanswered: Vec::new() };
        for rule in self.rules.rules.iter().filter(|rule| rule.when.contains(&stage)) {
            let (fired, missing) = one(rule, &at, releases);
            looked.fired.extend(fired);
            for missing in missing {
                if !looked.unanswered.contains(&missing) {
                    looked.unanswered.push(missing);
                }
            }
        }
        looked.fired.sort_by_key(|fired| Reverse(fired.action));
        looked
    }
}

/// One rule: with which of its actions it fired, and what could still change that to a stronger one.
fn one<'a>(rule: &'a Rule, at: &Looking<'_>, releases: &[Release]) -> (Option<Fired<'a>>, Vec<Missing>) {
    let mut missing = Vec::new();
    let mut strongest: Option<(Action, Option<&Instead>)> = None;
    let own = [(rule.action, &rule.fires_on, None)];
    let others = rule.instead.iter().map(|one| (one.action, &one.fires_on, Some(one)));
    for (action, trigger, instead) in own.into_iter().chain(others) {
        match trigger.verdict(rule.unsure, at) {
            Verdict::Fires if strongest.is_none_or(|(so_far, _)| so_far < action) => {
                strongest = Some((action, instead));
            }
            Verdict::Fires | Verdict::Not => {}
            Verdict::Open(more) => missing.extend(more.into_iter().map(|one| (action, one))),
        }
    }
    let reached = strongest.map(|(action, _)| action);
    let stronger = missing.into_iter().filter(|(action, _)| Some(*action) > reached);
    let missing = stronger.map(|(_, missing)| missing).collect();
    (strongest.map(|(action, instead)| fired(rule, action, instead, at.limits, releases)), missing)
}

fn fired<'a>(
    rule: &'a Rule,
    action: Action,
    instead: Option<&'a Instead>,
    limits: &Limits,
    releases: &[Release],
) -> Fired<'a> {
    let said = |pick: fn(&RuleWords) -> Option<&String>| {
        let words = instead.and_then(|one| pick(&one.words)).or_else(|| pick(&rule.words));
        words.map(|text| limits.fill(text))
    };
    let response = instead.and_then(|one| one.response.as_deref()).or(rule.response.as_deref());
    Fired {
        rule,
        action,
        response,
        released: releases.iter().find(|release| release.lifts(rule, action)).cloned(),
        words: RuleWords {
            person: said(|words| words.person.as_ref()),
            sitter: said(|words| words.sitter.as_ref()),
            clinician: said(|words| words.clinician.as_ref()),
        },
    }
}
