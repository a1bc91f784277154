//! Holding the rules against what is known: everything that fired, and everything that is still open.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use super::facts::{Answer, Behind, Facts, Limits};
use super::trigger::{Looking, Trigger, Verdict};
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
    /// Whether a release could lift it now.
    pub can_be_released: bool,
    /// The records of the answers that a release given now is for, each with since when it says so, in milliseconds since
    /// 1970; none where no answer is behind it.
    pub answers: BTreeMap<String, i64>,
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

/// That a prescriber released a STOP or ASK, or an emergency that is not of today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Release {
    /// The record it stands in.
    pub record: String,
    /// The id of the one rule it is for.
    pub rule: String,
    /// The strongest action it is for, as the rule stood then. It does not lift a stronger one.
    pub action: Action,
    /// Who gave it. Only a prescriber can.
    pub by: Role,
    /// Their name.
    pub name: String,
    /// When, in milliseconds since 1970.
    pub at: Option<i64>,
    /// When it was given and recorded, the earlier of the two, in milliseconds since 1970. It is for nothing that was said
    /// later.
    pub recorded: i64,
    /// The records of the answers it is for; none where it is for the session alone.
    pub answers: BTreeSet<String>,
    /// What was answered when it was given and is still answered so, by the id of the question.
    pub known: BTreeMap<String, Answer>,
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

impl Fired<'_> {
    /// What is said while a session lasts: on a sitter's device what a sitter sees, and nothing else.
    #[must_use]
    pub fn words_while_it_lasts(&self, on_sitters: bool) -> Option<&str> {
        let (sitters, persons) = (self.words_for(Role::Sitter), self.words_for(Role::Client));
        match (on_sitters, self.rule.speaks_to_the_person()) {
            (true, _) => sitters,
            (false, true) => persons.or(sitters),
            (false, false) => sitters.or(persons),
        }
    }
}

/// What stands behind a rule that fired.
struct Grounds<'f> {
    /// The answers that it is held to; `None` where it is held to none, or to one that is not known.
    held: Option<Vec<&'f Behind>>,
    /// Every question whose answer speaks for it, with that answer, where a record is known for it.
    said: BTreeMap<&'f str, Answer>,
    /// Those records.
    records: Vec<&'f Behind>,
}

impl<'f> Grounds<'f> {
    fn of(rule: &Rule, trigger: &Trigger, at: &Looking<'f>) -> Self {
        if rule.held_to_answers {
            let held = trigger.behind(rule.unsure, at);
            return Self { records: held.clone().unwrap_or_default(), held, said: BTreeMap::new() };
        }
        // Also what speaks for a weaker action: with the stronger one gone, the release still holds for it.
        let triggers = [&rule.fires_on].into_iter().chain(rule.instead.iter().map(|one| &one.fires_on));
        let said: BTreeMap<_, _> = triggers.flat_map(|one| one.said(rule.unsure, at)).collect();
        let records = said.keys().filter_map(|question| at.facts.behind.get(*question)).flatten().collect();
        Self { held: None, said, records }
    }

    fn held(&self) -> Option<&[&'f Behind]> {
        self.held.as_deref()
    }
}

impl Release {
    /// Whether it lifts what fired, on these grounds: that very rule, and only if it is whole.
    fn lifts(&self, rule: &Rule, action: Action, grounds: &Grounds<'_>) -> bool {
        let whole = self.by == Role::Prescriber
            && self.at.is_some()
            && !self.name.trim().is_empty()
            && !self.reason.trim().is_empty();
        whole && self.rule == rule.id && action <= self.action && self.is_for(rule, action, grounds)
    }

    /// Whether it was given for what fired: for a rule that is held to answers, for every one of them; for every other, if
    /// nothing speaks for it that was not known then. One without answers is of an older program, or for a rule that no
    /// answer is behind: it is no word about an emergency, nor about what was said after it.
    fn is_for(&self, rule: &Rule, action: Action, grounds: &Grounds<'_>) -> bool {
        if !rule.held_to_answers {
            return grounds.said.iter().all(|(question, said)| self.known.get(*question) == Some(said));
        }
        let older = self.answers.is_empty() && action < Action::Emergency;
        let named = |one: &&Behind| older || self.answers.contains(&one.answer);
        let holds = |one: &&Behind| one.since <= self.recorded && named(one);
        grounds.held().map_or(older, |behind| behind.iter().all(holds))
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
    let mut strongest: Option<(Action, &Trigger, Option<&Instead>)> = None;
    let own = [(rule.action, &rule.fires_on, None)];
    let others = rule.instead.iter().map(|one| (one.action, &one.fires_on, Some(one)));
    for (action, trigger, instead) in own.into_iter().chain(others) {
        match trigger.verdict(rule.unsure, at) {
            Verdict::Fires if strongest.is_none_or(|(so_far, ..)| so_far < action) => {
                strongest = Some((action, trigger, instead));
            }
            Verdict::Fires | Verdict::Not => {}
            Verdict::Open(more) => missing.extend(more.into_iter().map(|one| (action, one))),
        }
    }
    let reached = strongest.map(|(action, ..)| action);
    let stronger = missing.into_iter().filter(|(action, _)| Some(*action) > reached);
    let missing = stronger.map(|(_, missing)| missing).collect();
    let fired = |(action, trigger, instead): (Action, &Trigger, Option<&'a Instead>)| {
        fired(rule, action, instead, &Grounds::of(rule, trigger, at), at.limits, releases)
    };
    (strongest.map(fired), missing)
}

fn fired<'a>(
    rule: &'a Rule,
    action: Action,
    instead: Option<&'a Instead>,
    grounds: &Grounds<'_>,
    limits: &Limits,
    releases: &[Release],
) -> Fired<'a> {
    let said = |pick: fn(&RuleWords) -> Option<&String>| {
        let words = instead.and_then(|one| pick(&one.words)).or_else(|| pick(&rule.words));
        words.map(|text| limits.fill(text))
    };
    let response = instead.and_then(|one| one.response.as_deref()).or(rule.response.as_deref());
    let can_be_released = can_be_released(rule, action, grounds.held(), limits);
    let mut releases = releases.iter().filter(|_| can_be_released);
    Fired {
        rule,
        action,
        response,
        released: releases.find(|release| release.lifts(rule, action, grounds)).cloned(),
        can_be_released,
        answers: newest(&grounds.records),
        words: RuleWords {
            person: said(|words| words.person.as_ref()),
            sitter: said(|words| words.sitter.as_ref()),
            clinician: said(|words| words.clinician.as_ref()),
        },
    }
}

/// The records of those answers, each with when it came to say so last.
fn newest(behind: &[&Behind]) -> BTreeMap<String, i64> {
    let mut newest = BTreeMap::new();
    for one in behind {
        let since = newest.entry(one.answer.clone()).or_insert(one.since);
        *since = one.since.max(*since);
    }
    newest
}

/// Whether a release could lift it: a STOP or ASK, or an emergency none of whose answers is of today.
fn can_be_released(rule: &Rule, action: Action, behind: Option<&[&Behind]>, limits: &Limits) -> bool {
    let after = rule.released_after.as_deref().and_then(|id| limits.get(id)).map(f64::from);
    let is_old = |after: f64| behind.is_some_and(|behind| behind.iter().all(|one| one.hours >= after));
    match action {
        Action::Ask | Action::Stop => !rule.never_lifted,
        Action::Emergency => !rule.never_lifted && after.is_some_and(is_old),
        Action::Info | Action::Caution => false,
    }
}
