//! What sets a rule off, and whether it does: yes, no, or not known yet.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::facts::{Answer, Behind, Facts, Limits, Route, Setting};
use super::look::Missing;
use super::{Rule, Safety, Unsure};

/// What sets a rule off.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Trigger {
    /// A yes to one of these questions.
    Yes(Vec<String>),
    /// A no to one of these questions.
    No(Vec<String>),
    /// One of these happened.
    Event(Vec<String>),
    /// None of these happened.
    NoEvent(Vec<String>),
    /// A number beside a limit.
    Number(Compare),
    /// Any answer is "not sure".
    AnyUnsure,
    /// The medicine is given in one of these ways.
    Route(Vec<Route>),
    /// The session is at one of these places.
    Setting(Vec<Setting>),
    /// One of these.
    Any(Vec<Trigger>),
    /// All of these.
    All(Vec<Trigger>),
}

/// A number beside a limit.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Compare {
    /// The id of the number.
    pub of: String,
    /// On which side of the limit.
    pub is: Is,
    /// The id of the limit.
    pub limit: String,
    /// The limit for people of an age; the first one holds where the age is not known.
    pub older: Option<String>,
    /// From which age on: the id of a limit.
    pub from_age: Option<String>,
}

/// On which side of a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Is {
    /// More than it.
    Above,
    /// It, or more.
    AtLeast,
    /// It.
    Equal,
    /// It, or less.
    AtMost,
    /// Less than it.
    Below,
}

/// Whether something is so.
pub(super) enum Verdict {
    Fires,
    Not,
    /// What is missing decides.
    Open(Vec<Missing>),
}

/// What triggers are held against.
pub(super) struct Looking<'a> {
    pub(super) safety: &'a Safety,
    pub(super) facts: &'a Facts,
    pub(super) limits: &'a Limits,
}

impl Rule {
    /// Whether it compares with that limit, counts by it, or names it in its words.
    pub(super) fn uses(&self, limit: &str) -> bool {
        let others = self.instead.iter();
        let triggers = std::iter::once(&self.fires_on).chain(others.clone().map(|one| &one.fires_on));
        let words = std::iter::once(&self.words).chain(others.map(|one| &one.words));
        let named = format!("{{{limit}}}");
        triggers.flat_map(Trigger::each).any(|trigger| trigger.compares_with(limit))
            || self.due.iter().chain(&self.recheck).chain(&self.released_after).any(|id| id == limit)
            || words
                .flat_map(|words| [&words.person, &words.sitter, &words.clinician])
                .any(|words| words.as_ref().is_some_and(|words| words.contains(&named)))
    }
}

impl Trigger {
    fn compares_with(&self, limit: &str) -> bool {
        let Self::Number(compare) = self else { return false };
        let further = [&compare.older, &compare.from_age];
        compare.limit == limit || further.into_iter().flatten().any(|id| id == limit)
    }

    pub(super) fn verdict(&self, unsure: Unsure, at: &Looking<'_>) -> Verdict {
        let facts = at.facts;
        match self {
            Self::Yes(ids) => any(ids.iter().map(|id| at.answered(id, Answer::Yes, unsure))),
            Self::No(ids) => any(ids.iter().map(|id| at.answered(id, Answer::No, unsure))),
            Self::Event(ids) => so(ids.iter().any(|id| facts.events.contains(id))),
            Self::NoEvent(ids) => so(!ids.iter().any(|id| facts.events.contains(id))),
            Self::Number(compare) => at.compared(compare),
            Self::AnyUnsure => so(facts.answers.values().any(|answer| *answer == Answer::Unsure)),
            Self::Route(ways) => {
                facts.route.map_or_else(|| open(Missing::Route), |way| so(ways.contains(&way)))
            }
            Self::Setting(places) => {
                facts.setting.map_or_else(|| open(Missing::Setting), |place| so(places.contains(&place)))
            }
            Self::Any(of) => any(of.iter().map(|one| one.verdict(unsure, at))),
            Self::All(of) => all(of.iter().map(|one| one.verdict(unsure, at))),
        }
    }

    /// The answers that set it off; `None` where something does of which no answer is known.
    pub(super) fn behind<'f>(&self, unsure: Unsure, at: &Looking<'f>) -> Option<Vec<&'f Behind>> {
        let mut behind = Vec::new();
        for one in self.each() {
            match one {
                Self::Yes(ids) => {
                    behind.extend(at.behind(ids, |id| at.answered(id, Answer::Yes, unsure), |_| true)?);
                }
                Self::No(ids) => {
                    behind.extend(at.behind(ids, |id| at.answered(id, Answer::No, unsure), |_| true)?);
                }
                Self::Event(ids) => {
                    behind.extend(at.behind(ids, |id| so(at.facts.events.contains(id)), |_| true)?);
                }
                Self::Number(compare) => {
                    let beyond = |value| at.is_beyond(compare, value);
                    let of = std::slice::from_ref(&compare.of);
                    behind.extend(at.behind(of, |_| at.compared(compare), beyond)?);
                }
                _ => {}
            }
        }
        Some(behind)
    }

    /// The questions whose answers speak for it, with those answers, where the record of the answer is known.
    pub(super) fn said<'f>(&self, unsure: Unsure, at: &Looking<'f>) -> BTreeMap<&'f str, Answer> {
        let facts = at.facts;
        let recorded = facts.answers.iter().filter(|(id, _)| facts.behind.contains_key(*id));
        let speaks = |id: &str, answer: Answer| {
            self.each().into_iter().any(|one| match one {
                Self::Yes(ids) => ids.iter().any(|one| one == id) && at.fires(id, Answer::Yes, unsure),
                Self::No(ids) => ids.iter().any(|one| one == id) && at.fires(id, Answer::No, unsure),
                Self::AnyUnsure => answer == Answer::Unsure,
                _ => false,
            })
        };
        let said = recorded.filter(|(id, answer)| speaks(id, **answer));
        said.map(|(id, answer)| (id.as_str(), *answer)).collect()
    }

    /// This trigger and all inside it.
    pub(crate) fn each(&self) -> Vec<&Self> {
        let inside = match self {
            Self::Any(of) | Self::All(of) => of.iter().flat_map(Self::each).collect(),
            _ => Vec::new(),
        };
        [self].into_iter().chain(inside).collect()
    }
}

impl<'a> Looking<'a> {
    /// The answers behind those of these that fire; `None` where one of them has none.
    fn behind(
        &self,
        ids: &[String],
        verdict: impl Fn(&str) -> Verdict,
        counts: impl Fn(f64) -> bool,
    ) -> Option<Vec<&'a Behind>> {
        let mut all = Vec::new();
        for id in ids.iter().filter(|id| matches!(verdict(id), Verdict::Fires)) {
            let before = all.len();
            let behind = self.facts.behind.get(id).into_iter().flatten();
            all.extend(behind.filter(|one| counts(one.value)));
            if all.len() == before {
                return None;
            }
        }
        Some(all)
    }
}

impl Looking<'_> {
    fn fires(&self, id: &str, answer: Answer, unsure: Unsure) -> bool {
        matches!(self.answered(id, answer, unsure), Verdict::Fires)
    }

    /// A question that is not asked at this place or for this route is not open; if it was answered, the answer counts.
    fn answered(&self, id: &str, fires: Answer, unsure: Unsure) -> Verdict {
        match self.facts.answers.get(id) {
            Some(Answer::Unsure) => so(unsure == Unsure::Yes),
            Some(answer) => so(*answer == fires),
            None => {
                let question = self.safety.screening.question(id);
                if question.is_some_and(|one| !one.is_asked(self.facts.route, self.facts.setting)) {
                    return Verdict::Not;
                }
                open(Missing::Question(id.to_owned()))
            }
        }
    }

    fn compared(&self, compare: &Compare) -> Verdict {
        let Some(value) = self.facts.known(&compare.of) else {
            return open(Missing::Number(compare.of.clone()));
        };
        so(self.is_beyond(compare, value))
    }

    /// Whether that value is on the side of the limit that fires.
    fn is_beyond(&self, compare: &Compare, value: f64) -> bool {
        let from = compare.from_age.as_deref().and_then(|id| self.limits.get(id));
        let is_older = from.zip(self.facts.known("age")).is_some_and(|(from, age)| age >= f64::from(from));
        let id = compare.older.as_deref().filter(|_| is_older).unwrap_or(&compare.limit);
        let Some(limit) = self.limits.get(id).map(f64::from) else { return false };
        match compare.is {
            Is::Above => value > limit,
            Is::AtLeast => value >= limit,
            Is::Equal => value.total_cmp(&limit).is_eq(),
            Is::AtMost => value <= limit,
            Is::Below => value < limit,
        }
    }
}

fn so(is: bool) -> Verdict {
    if is { Verdict::Fires } else { Verdict::Not }
}

fn open(missing: Missing) -> Verdict {
    Verdict::Open(vec![missing])
}

/// One that fires is enough; otherwise what is missing is still open.
fn any(verdicts: impl Iterator<Item = Verdict>) -> Verdict {
    let mut missing = Vec::new();
    for verdict in verdicts {
        match verdict {
            Verdict::Fires => return Verdict::Fires,
            Verdict::Not => {}
            Verdict::Open(more) => missing.extend(more),
        }
    }
    if missing.is_empty() { Verdict::Not } else { Verdict::Open(missing) }
}

/// One that does not fire settles it; otherwise what is missing is still open.
fn all(verdicts: impl Iterator<Item = Verdict>) -> Verdict {
    let mut missing = Vec::new();
    for verdict in verdicts {
        match verdict {
            Verdict::Fires => {}
            Verdict::Not => return Verdict::Not,
            Verdict::Open(more) => missing.extend(more),
        }
    }
    if missing.is_empty() { Verdict::Fires } else { Verdict::Open(missing) }
}
