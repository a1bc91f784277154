//! What answers add up to. A missing answer is never a 0 (G2), and a total that the answers cannot carry is not shown.

use std::borrow::Cow;

use hearken_core::responses::{Answer, Given};

use crate::{Band, Form, Item, Outcome, SafetyAnswer, Scale, Scoring, form::Names};

/// What a sum came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Total {
    /// So many points.
    Of {
        /// The sum.
        points: i64,
        /// Whether a mean stands in for a missing answer.
        filled: bool,
    },
    /// Too few items were answered.
    NotEnough {
        /// So many were.
        answered: usize,
        /// Out of so many.
        of: usize,
    },
}

/// Everything that the answers to one questionnaire say.
#[derive(Debug, Clone, PartialEq)]
pub struct Scored<'a> {
    /// Each sum, the main one first.
    pub totals: Vec<(&'a Scale, Total)>,
    /// What the answers say together.
    pub outcome: Option<&'a Outcome>,
    /// What holds of them, as information for clinicians.
    pub symptoms: Vec<&'a Outcome>,
    /// The answers that bring up help, the strongest first.
    pub safety: Vec<&'a SafetyAnswer>,
    /// The questions that are asked and were not answered, by their `linkId`.
    pub open: Vec<&'a str>,
}

impl Total {
    /// The points, if there are any.
    #[must_use]
    pub const fn points(self) -> Option<i64> {
        if let Self::Of { points, .. } = self { Some(points) } else { None }
    }
}

impl Scale {
    /// The points of the answers that are there, and nothing in place of those that are not. More answers only add to it.
    #[must_use]
    pub fn given(&self, given: &[Given]) -> i64 {
        let sum: i128 = self.numbers(given).iter().sum();
        i64::try_from(sum * i128::from(self.times)).unwrap_or(i64::MAX)
    }

    /// The numbers of its items. An item with two different numbers has none: which of them was meant is not known.
    fn numbers(&self, given: &[Given]) -> Vec<i128> {
        let number = |item: &String| {
            let mut numbers =
                given.iter().filter(|one| one.item == *item).filter_map(|one| match one.answer {
                    Answer::Number(number) => Some(number),
                    _ => None,
                });
            let first = numbers.next()?;
            numbers.all(|other| other == first).then_some(i128::from(first))
        };
        self.items.iter().filter_map(number).collect()
    }

    /// What these answers add up to.
    #[must_use]
    pub fn total(&self, given: &[Given]) -> Total {
        if self.zero.as_ref().is_some_and(|zero| zero.holds(given, &[])) {
            return Total::Of { points: self.lowest, filled: false };
        }
        let numbers = self.numbers(given);
        let (of, answered) = (self.items.len(), numbers.len());
        let most = self.missing.map_or(0, |missing| missing.most);
        if answered == 0 || of - answered > most {
            return Total::NotEnough { answered, of };
        }
        let sum: i128 = numbers.iter().sum();
        let filled = answered < of;
        let sum = if filled { filled_by_mean(sum, answered, of) } else { sum };
        let points = sum * i128::from(self.times);
        // Only numbers that no questionnaire has come near this.
        let end = if points < 0 { i64::MIN } else { i64::MAX };
        Total::Of { points: i64::try_from(points).unwrap_or(end), filled }
    }
}

/// `of × sum / answered`, a half rounded upward.
fn filled_by_mean(sum: i128, answered: usize, of: usize) -> i128 {
    let (answered, of) = (i128::try_from(answered).unwrap_or(1), i128::try_from(of).unwrap_or(1));
    (2 * of * sum + answered).div_euclid(2 * answered)
}

impl Scoring {
    /// What these answers say. Answers of questions that are not asked count nowhere.
    #[must_use]
    pub fn score<'a>(&'a self, form: &'a Form, given: &[Given]) -> Scored<'a> {
        let asked: Vec<&Item> = form.questions(given).collect();
        let names = Names::of(asked.iter().map(|item| item.link_id.as_str()));
        let counts = |one: &&Given| names.contain(&one.item);
        let counted: Cow<'_, [Given]> = if given.iter().all(|one| counts(&one)) {
            given.into()
        } else {
            given.iter().filter(counts).cloned().collect()
        };
        let holds = |outcome: &&Outcome| outcome.when.holds(&counted, &self.scales);
        Scored {
            totals: self.scales.iter().map(|scale| (scale, scale.total(&counted))).collect(),
            outcome: self.outcomes.iter().find(holds),
            symptoms: self.symptoms.iter().filter(holds).collect(),
            safety: self.fired(&counted),
            open: open_among(asked.into_iter(), given),
        }
    }

    /// The answers that bring up help, the strongest first. To be asked after every answer (G3).
    #[must_use]
    pub fn fired(&self, given: &[Given]) -> Vec<&SafetyAnswer> {
        let mut fired: Vec<_> =
            self.safety.iter().filter(|answer| answer.when.holds(given, &self.scales)).collect();
        fired.sort_by_key(|answer| answer.level);
        fired
    }
}

impl Form {
    /// The questions that are asked, count as required, and were neither answered nor left open on purpose.
    #[must_use]
    pub fn open<'a>(&'a self, given: &[Given]) -> Vec<&'a str> {
        open_among(self.questions(given), given)
    }
}

/// Those of some questions that are required and that nothing was said to.
fn open_among<'f>(asked: impl Iterator<Item = &'f Item>, given: &[Given]) -> Vec<&'f str> {
    let said = Names::of(given.iter().map(|one| one.item.as_str()));
    let open = asked.filter(|item| item.required && !said.contain(&item.link_id));
    open.map(|item| item.link_id.as_str()).collect()
}

impl Scored<'_> {
    /// Whether every question that is asked was answered.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.open.is_empty()
    }

    /// The main sum with its scale.
    #[must_use]
    pub fn main(&self) -> Option<(&Scale, Total)> {
        self.totals.first().copied()
    }

    /// What the main sum is called.
    #[must_use]
    pub fn band(&self) -> Option<&Band> {
        let (scale, total) = self.totals.first()?;
        scale.band(total.points()?)
    }
}
