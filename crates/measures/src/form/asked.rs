//! Which items are asked, given what was answered so far (`enableWhen`).
//!
//! A disabled item disables what is below it, and its answers count nowhere. Of several answers one is enough. With no
//! answer yet nothing is equal, less or more; only *not equal* and *does not exist* hold, as FHIR R4 words it.

use std::collections::HashMap;

use hearken_core::responses::{Answer, Given};

use super::{Form, Item, layout::Layout};

/// When an item is asked.
#[derive(Debug, Clone, PartialEq)]
pub struct Enable {
    /// Whether all of the conditions have to hold, or one.
    pub all: EnableAll,
    /// The conditions; never empty.
    pub when: Vec<EnableWhen>,
}

/// How many conditions have to hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EnableAll {
    /// Each of them.
    All,
    /// At least one.
    Any,
}

/// One condition on the answer to another item.
#[derive(Debug, Clone, PartialEq)]
pub struct EnableWhen {
    /// That item's name.
    pub question: String,
    /// How it is compared.
    pub compare: Compare,
}

/// How an answer is compared.
#[derive(Debug, Clone, PartialEq)]
pub enum Compare {
    /// Whether there is an answer at all.
    Exists(bool),
    /// At least one answer is this.
    Is(Answer),
    /// No answer is this.
    IsNot(Answer),
    /// At least one answer is larger than this number; or as large, if `or_same`.
    More {
        /// The number.
        than: f64,
        /// Whether the same is enough.
        or_same: bool,
    },
    /// At least one answer is smaller.
    Less {
        /// The number.
        than: f64,
        /// Whether the same is enough.
        or_same: bool,
    },
}

impl Form {
    /// The items that are asked now, in their order; groups and words between them too.
    pub fn asked<'f>(&'f self, given: &[Given]) -> impl Iterator<Item = &'f Item> + use<'f> {
        // Most forms ask everything always; they are scored by the thousand.
        let asked: Vec<&Item> = if self.all_items().all(|item| item.enable.is_none()) {
            self.all_items().collect()
        } else {
            Looking::at(self, given).asked()
        };
        asked.into_iter()
    }

    /// The questions that are asked now and that a person answers, in their order.
    pub fn questions<'f>(&'f self, given: &[Given]) -> impl Iterator<Item = &'f Item> + use<'f> {
        self.asked(given).filter(|item| item.kind.is_question() && !item.computed)
    }

    /// What was given to items that are asked; nothing else counts.
    pub fn counted<'g>(&self, given: &'g [Given]) -> impl Iterator<Item = &'g Given> {
        let asked = Names::of(self.questions(given).map(|item| item.link_id.as_str()));
        given.iter().filter(move |one| asked.contain(&one.item))
    }
}

/// Names to look others up in. A form has few; sorting them takes less than hashing them.
pub(crate) struct Names<'a>(Vec<&'a str>);

impl<'a> Names<'a> {
    pub(crate) fn of(names: impl Iterator<Item = &'a str>) -> Self {
        let mut names: Vec<&str> = names.collect();
        names.sort_unstable();
        Self(names)
    }

    pub(crate) fn contain(&self, name: &str) -> bool {
        self.0.binary_search(&name).is_ok()
    }
}

/// One look at a form with what was given so far: every item is decided once.
struct Looking<'f, 'g> {
    layout: Layout<'f>,
    given: HashMap<&'g str, Vec<&'g Answer>>,
    /// Whether each item is asked, as far as that is decided.
    decided: Vec<Option<bool>>,
}

impl<'f, 'g> Looking<'f, 'g> {
    fn at(form: &'f Form, given: &'g [Given]) -> Self {
        let mut answers: HashMap<&str, Vec<&Answer>> = HashMap::new();
        for one in given.iter().filter(|one| one.answer != Answer::Skipped) {
            answers.entry(&one.item).or_default().push(&one.answer);
        }
        let layout = Layout::of(form);
        let decided = vec![None; layout.items.len()];
        Self { layout, given: answers, decided }
    }

    fn asked(mut self) -> Vec<&'f Item> {
        let mut begun = vec![false; self.layout.items.len()];
        (0..self.layout.items.len()).for_each(|at| self.decide(at, &mut begun));
        let items = self.layout.items.iter().zip(&self.decided);
        items.filter(|(_, asked)| **asked == Some(true)).map(|(item, _)| *item).collect()
    }

    /// Decides an item after everything that it depends on. A chain may be as long as the form, so this does not recurse.
    fn decide(&mut self, at: usize, begun: &mut [bool]) {
        let mut waiting = vec![at];
        while let Some(&next) = waiting.last() {
            if self.decided[next].is_none() && !begun[next] {
                begun[next] = true;
                waiting.extend(self.layout.depends_on(next).filter(|other| !begun[*other]));
                continue;
            }
            if self.decided[next].is_none() {
                self.decided[next] = Some(self.is_asked(next));
            }
            waiting.pop();
        }
    }

    /// Whether an item is asked: the one around it is, and its own condition holds.
    fn is_asked(&self, at: usize) -> bool {
        if self.layout.parent(at).is_some_and(|parent| self.decided[parent] != Some(true)) {
            return false;
        }
        let item = self.layout.items[at];
        let Some(enable) = &item.enable else { return true };
        let mut holds = enable.when.iter().map(|when| self.holds(when));
        match enable.all {
            EnableAll::All => holds.all(|holds| holds),
            EnableAll::Any => holds.any(|holds| holds),
        }
    }

    /// An answer of an item that is itself not asked is none.
    fn holds(&self, when: &EnableWhen) -> bool {
        let other = self.layout.at(&when.question).filter(|other| self.decided[*other] == Some(true));
        let answers = other.and_then(|_| self.given.get(when.question.as_str()));
        let answers = answers.map(Vec::as_slice).unwrap_or_default();
        when.compare.holds(other.map(|other| self.layout.items[other]), answers)
    }
}

impl Compare {
    /// Whether it holds for the answers to an item.
    fn holds(&self, item: Option<&Item>, answers: &[&Answer]) -> bool {
        let is = |wanted: &Answer| {
            answers.iter().any(|answer| item.is_some_and(|item| item.is_same(answer, wanted)))
        };
        let mut numbers = answers.iter().filter_map(|answer| number(answer));
        match self {
            Self::Exists(there) => answers.is_empty() != *there,
            Self::Is(wanted) => is(wanted),
            Self::IsNot(wanted) => !is(wanted),
            Self::More { than, or_same } => numbers.any(|it| it > *than || (*or_same && it >= *than)),
            Self::Less { than, or_same } => numbers.any(|it| it < *than || (*or_same && it <= *than)),
        }
    }
}

impl Item {
    /// Whether an answer is the one that a condition names. Codes are the same by system and code; words beside them say
    /// nothing.
    fn is_same(&self, answer: &Answer, wanted: &Answer) -> bool {
        match wanted {
            Answer::Code { system, code } => self
                .choice_of(answer)
                .is_some_and(|choice| choice.coding.system == *system && choice.coding.code == *code),
            Answer::Decimal(_) | Answer::Number(_) => {
                number(answer).is_some_and(|it| number(wanted) == Some(it))
            }
            _ => answer == wanted,
        }
    }
}

/// The number that an answer is.
pub(super) fn number(answer: &Answer) -> Option<f64> {
    match answer {
        #[expect(clippy::cast_precision_loss, reason = "answers of questionnaires are small")]
        Answer::Number(number) => Some(*number as f64),
        Answer::Decimal(digits) => digits.parse().ok(),
        _ => None,
    }
}
