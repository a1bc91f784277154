//! What the numbers of one person can carry: change, overlap of two phases, slope, a break in a line, a shrunken change.
//!
//! One person, nobody to compare with, nothing blinded; medicine, support and time come together. So everything here
//! describes how numbers moved, and nothing says why. The words for it, and what a figure takes for granted, stand in
//! the content.
//!
//! Handed in are finite numbers: values on a questionnaire's scale, and days as numbers (any day may be the zeroth).
//! What the points cannot carry is `None`. Nothing here is ever NaN, and nothing panics.

mod change;
mod interrupted;
mod normal;
mod older;
mod overlap;
mod shrunken;
mod slope;

pub use change::{
    Norms, Outcome, Reliability, Threshold, baseline, cut_off, expected_retest, remission, response,
};
pub use interrupted::{Interrupted, Shows};
pub use older::{ird, pand, pem, pnd};
pub use overlap::{Overlap, Pairs, s_within, smallest_p, tau_u};
pub use shrunken::Shrunken;
pub use slope::{Corrected, MOST_POINTS, Slope, corrected_tau, median};

/// The normal quantile that leaves 2.5 in a hundred on each side; of every 95 % figure here.
const Z: f64 = 1.96;

/// With fewer points than these in a phase, or on a line, only the points themselves say something.
pub const FEWEST_POINTS: usize = 3;

/// A day and the value on it.
pub type Dated = (f64, f64);

/// Which way of a scale is the better one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Direction {
    /// Fewer points are better, as with most questionnaires of complaints.
    Lower,
    /// More points are better, as with those of wellbeing.
    Higher,
}

impl Direction {
    /// How many points better `after` is than `before`; negative where it is worse.
    pub fn gain(self, before: f64, after: f64) -> f64 {
        match self {
            Self::Lower => before - after,
            Self::Higher => after - before,
        }
    }

    /// The value on a scale on which more is better.
    fn upward(self, value: f64) -> f64 {
        match self {
            Self::Lower => -value,
            Self::Higher => value,
        }
    }

    fn all_upward(self, values: &[f64]) -> Vec<f64> {
        values.iter().map(|value| self.upward(*value)).collect()
    }
}

/// The ends between which a figure lies with a confidence, or a probability, of 95 %.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// A number that can be shown.
fn finite(number: f64) -> Option<f64> {
    number.is_finite().then_some(number)
}

fn all_finite(values: &[f64]) -> bool {
    values.iter().all(|value| value.is_finite())
}

/// The two phases turned so that more is better, where each has points enough to be compared.
fn phases(before: &[f64], after: &[f64], direction: Direction) -> Option<(Vec<f64>, Vec<f64>)> {
    let enough = before.len() >= FEWEST_POINTS && after.len() >= FEWEST_POINTS;
    let whole = enough && all_finite(before) && all_finite(after);
    whole.then(|| (direction.all_upward(before), direction.all_upward(after)))
}
