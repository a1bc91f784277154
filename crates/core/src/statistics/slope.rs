//! How steep a line of values is, and the overlap of two phases once the slope of the first is taken out.

use super::{Dated, Direction, FEWEST_POINTS, overlap::Pairs};

/// The most points a slope is taken over, as it looks at all pairs of them: every day of five years.
pub const MOST_POINTS: usize = 2_000;

/// The fewest values before from which a slope may be taken out.
const FEWEST_TO_CORRECT: usize = 5;

/// Values nearer than this share of the largest are the same, once numbers were subtracted that computers round.
const ROUNDING: f64 = 1e-10;

/// The slope after Theil and Sen: the median of (y_j − y_i) / (x_j − x_i) over all pairs that lie on different days.
///
/// Sen 1968, JASA 63:1379-1389. One wild value hardly moves it. It takes for granted a straight line over real days, and
/// changes nothing about the points: where they bend, it says how steep they are on the whole.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Slope {
    /// Points a day.
    pub per_day: f64,
    /// The height of the line on day 0, in points: the median of y − slope·x.
    pub intercept: f64,
    /// The pairs of points it comes from.
    pub pairs: usize,
}

impl Slope {
    /// Of points in any order. `None` with fewer than [`FEWEST_POINTS`], all on one day, or more than [`MOST_POINTS`].
    pub fn of(points: &[Dated]) -> Option<Self> {
        if !(FEWEST_POINTS..=MOST_POINTS).contains(&points.len()) {
            return None;
        }
        let mut slopes = Vec::with_capacity(points.len() * (points.len() - 1) / 2);
        for (n, (day, value)) in points.iter().enumerate() {
            let others = points[n + 1..].iter().filter(|(other, _)| other != day);
            slopes.extend(others.map(|(other, then)| (then - value) / (other - day)));
        }
        let per_day = median(&mut slopes)?;
        let mut heights: Vec<f64> = points.iter().map(|(day, value)| value - per_day * day).collect();
        Some(Self { per_day, intercept: median(&mut heights)?, pairs: slopes.len() })
    }
}

/// The middle value, or the mean of the two in the middle; `None` of nothing, and where one is not finite.
pub fn median(values: &mut [f64]) -> Option<f64> {
    if values.is_empty() || !super::all_finite(values) {
        return None;
    }
    let (half, even) = (values.len() / 2, values.len().is_multiple_of(2));
    let (lower, middle, _) = values.select_nth_unstable_by(half, f64::total_cmp);
    let below = lower.iter().copied().reduce(f64::max).filter(|_| even);
    Some(below.map_or(*middle, |below| f64::midpoint(below, *middle)))
}

/// Tau of two phases after the slope of the first was taken out of both (baseline-corrected Tau, Tau-BC).
///
/// Tarlow 2017, doi:10.1177/0145445516676750. From −1 to 1, without a unit. It takes for granted that the slope from before
/// would have gone on just so. No interval: the usual one does not know that the slope was itself a guess.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Corrected {
    /// Better less worse, of all pairs.
    pub tau: f64,
    /// The pairs, without the slope.
    pub pairs: Pairs,
    /// The slope that was taken out, in points a day.
    pub per_day: f64,
}

/// [`Corrected`] of two phases; `None` with fewer than five points before or [`FEWEST_POINTS`] after, or where no slope can
/// be had.
pub fn corrected_tau(before: &[Dated], after: &[Dated], direction: Direction) -> Option<Corrected> {
    if before.len() < FEWEST_TO_CORRECT || after.len() < FEWEST_POINTS {
        return None;
    }
    let per_day = Slope::of(before)?.per_day;
    let first = before.first()?.0;
    let without = |(day, value): &Dated| direction.upward(value - per_day * (day - first));
    let left = |phase: &[Dated]| phase.iter().map(without).collect::<Vec<f64>>();
    let size = |(day, value): &Dated| value.abs() + (per_day * (day - first)).abs();
    let width = ROUNDING * before.iter().chain(after).map(size).fold(0.0, f64::max);
    let (before, after) = (left(before), left(after));
    if !(width.is_finite() && super::all_finite(&before) && super::all_finite(&after)) {
        return None;
    }
    let pairs = Pairs::of(&before, &after, width);
    Some(Corrected { tau: pairs.tau(), pairs, per_day })
}
