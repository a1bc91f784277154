//! What may be said of a score over time, in sentences of the content. What moved is said; why is never said.

use hearken_content::{ChangeWords, fill, library};
use hearken_core::{
    When,
    measure_plan::due::BASELINES_APART,
    statistics::{self, Dated, Direction, Outcome, Overlap, Threshold},
};
use hearken_measures::{Better, Scale, Total};

use super::series::{Scored, days_between};

/// What the scores before and since the start of treatment come to.
pub(super) struct Change {
    /// What the others are compared with: the mean of those before, or the first score there is.
    pub(super) start: Option<f64>,
    /// The scores before the first session, and those since, by days from the first of all.
    pub(super) before: Vec<Dated>,
    pub(super) since: Vec<Dated>,
    /// The newest score that can be compared.
    pub(super) newest: Option<f64>,
    /// The day that it counts for; others may have come since.
    pub(super) newest_on: Option<When>,
    /// How the days after stand to the days before, where there are enough of both.
    pub(super) overlap: Option<Overlap>,
    /// What became of it.
    pub(super) outcome: Option<Outcome>,
    pub(super) sentences: Vec<String>,
}

impl Change {
    /// Of the scores of a scale, the oldest first; treatment began at `began`, if it did.
    pub(super) fn of(scale: &Scale, all: &[Scored<'_>], began: Option<&When>) -> Self {
        let compared: Vec<_> =
            all.iter().filter_map(|one| Some((one.when(), number(one.compared()?)))).collect();
        let first = compared.first().map(|(when, _)| (*when).clone()).unwrap_or_default();
        let is_before = |when: &When| began.is_none_or(|began| when.at < began.at);
        let dated = |of: bool| {
            let phase = compared.iter().filter(|(when, _)| is_before(when) == of);
            phase.map(|(when, value)| (number(days_between(&first, when)), *value)).collect::<Vec<_>>()
        };
        let (before, since) = (dated(true), dated(false));
        // Without treatment there is nothing before it: the first score is the start of all others.
        let start = began.and_then(|_| statistics::baseline(&before, f64::from(BASELINES_APART)));
        let start = start.or_else(|| compared.first().map(|(_, value)| *value));
        // Once treatment began, what is compared with the start is from since then.
        let newest = match began {
            Some(_) => since.last().filter(|_| compared.len() > 1).map(|(_, value)| *value),
            None => compared.last().filter(|_| compared.len() > 1).map(|(_, value)| *value),
        };
        let newest_on = compared.iter().rfind(|(when, _)| began.is_none() || !is_before(when));
        let newest_on = newest_on.filter(|_| newest.is_some()).map(|(when, _)| (*when).clone());
        let direction = scale.better.map(direction);
        let phases = direction.filter(|_| began.is_some());
        let overlap = phases.and_then(|it| Overlap::of(&values(&before), &values(&since), it));
        let outcome = outcome(scale, start, newest, direction);
        let mut change =
            Self { start, before, since, newest, newest_on, overlap, outcome, sentences: Vec::new() };
        change.sentences = change.said(scale, all, began);
        change
    }

    fn said(&self, scale: &Scale, all: &[Scored<'_>], began: Option<&When>) -> Vec<String> {
        let words = &library().measure_words.change;
        let mut said = Vec::new();
        if let Some(last) = all.last() {
            said.extend(of_one(words, last));
        }
        if let Some(apart) =
            all.last().filter(|last| last.points().is_some() && all.len() > 1).and_then(|last| last.apart)
        {
            said.push(fill(&words.newest_apart, &[("remark", apart.word())]));
        }
        match (self.start, self.newest) {
            (Some(start), Some(newest)) => said.extend(self.moved(words, scale, start, newest)),
            (Some(_), None) if all.len() == 1 && began.is_none() => said.push(words.first.clone()),
            _ => {}
        }
        match &self.overlap {
            Some(overlap) => said.push(fill(
                &words.pairs,
                &[
                    ("better", &overlap.pairs.better.to_string()),
                    ("pairs", &overlap.pairs.total().to_string()),
                ],
            )),
            None if !self.before.is_empty() && !self.since.is_empty() => said.push(words.few.clone()),
            None => {}
        }
        if self.newest.is_some() {
            said.push(words.always.clone());
        }
        said
    }

    fn moved(&self, words: &ChangeWords, scale: &Scale, start: f64, newest: f64) -> Vec<String> {
        let moved = newest - start;
        let points = points(moved.abs());
        let usual = scale.reliable.as_ref().map(|reliable| reliable.points.to_string()).unwrap_or_default();
        let filled = |text: &str| fill(text, &[("points", &points), ("usual", &usual)]);
        let mut said = Vec::new();
        match self.outcome {
            None if moved == 0.0 => said.push(words.same.clone()),
            // No threshold was published: what people feel is said, where that is known.
            None => {
                let felt = scale.felt.as_ref().filter(|felt| moved.abs() >= number(felt.at));
                return felt
                    .map(|felt| fill(&words.felt, &[("points", &felt.at.to_string())]))
                    .into_iter()
                    .collect();
            }
            Some(Outcome::Unchanged) if moved == 0.0 => said.push(words.same.clone()),
            Some(Outcome::Unchanged) => said.push(filled(&words.within)),
            Some(_) => said.push(filled(if moved < 0.0 { &words.fell } else { &words.rose })),
        }
        if self.outcome == Some(Outcome::Deteriorated) {
            said.push(words.worse.clone());
        }
        let direction = scale.better.map(direction);
        let case = scale.case.map(number);
        if let (Some(direction), Some(case)) = (direction, case) {
            let percent = scale.response_percent.filter(|_| start >= case);
            if let Some(percent) = percent
                && statistics::response(start, newest, direction, number(percent)) == Some(true)
            {
                said.push(fill(&words.response, &[("points", &percent.to_string())]));
            }
            if let Some(below) = scale.remission_below
                && statistics::remission(start, newest, direction, number(below), case) == Some(true)
            {
                said.push(fill(&words.remission, &[("points", &below.to_string())]));
            }
        }
        said
    }
}

/// What is said of one score by itself.
pub(super) fn of_one(words: &ChangeWords, one: &Scored<'_>) -> Option<String> {
    match one.total {
        Total::NotEnough { answered, of } => {
            Some(fill(&words.not_enough, &[("answered", &answered.to_string()), ("of", &of.to_string())]))
        }
        Total::Of { filled: true, .. } => Some(words.filled.clone()),
        Total::Of { .. } => None,
    }
}

fn outcome(
    scale: &Scale,
    start: Option<f64>,
    newest: Option<f64>,
    direction: Option<Direction>,
) -> Option<Outcome> {
    let least = number(scale.reliable.as_ref()?.points);
    Some(Outcome::of(start?, newest?, direction?, Threshold::AtLeast(least), None))
}

pub(super) const fn direction(better: Better) -> Direction {
    match better {
        Better::Lower => Direction::Lower,
        Better::Higher => Direction::Higher,
    }
}

/// A whole number of points or days, as the statistics take it.
#[expect(clippy::cast_precision_loss, reason = "points and days are small")]
pub(super) fn number(whole: i64) -> f64 {
    whole as f64
}

/// Points as they are said: whole, or with a half where two were averaged.
pub(super) fn points(points: f64) -> String {
    let rounded = (points * 10.0).round() / 10.0;
    if rounded.fract() == 0.0 { format!("{rounded:.0}") } else { format!("{rounded:.1}") }
}

/// The scores of a phase without their days.
pub(super) fn values(phase: &[Dated]) -> Vec<f64> {
    phase.iter().map(|(_, value)| *value).collect()
}
