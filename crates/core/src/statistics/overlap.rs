//! Two phases, each value of one beside each value of the other: how often the later is the better.

use super::{Direction, Interval, Z, phases};

/// Every value before beside every value after, counted: "on 9 of 10 comparisons".
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Pairs {
    /// Where the value after is the better one.
    pub better: u64,
    /// Where both are the same.
    pub tied: u64,
    /// Where the value after is the worse one.
    pub worse: u64,
}

impl Pairs {
    /// How many there are.
    pub fn total(self) -> u64 {
        self.better + self.tied + self.worse
    }

    /// Kendall's S between the phases (S_AB): better less worse.
    pub fn s(self) -> i64 {
        self.better.cast_signed() - self.worse.cast_signed()
    }

    /// (better + tied/2) / all.
    fn nap(self) -> f64 {
        (self.better as f64 + self.tied as f64 / 2.0) / self.total() as f64
    }

    /// 2 NAP − 1 = S / all.
    pub(super) fn tau(self) -> f64 {
        self.s() as f64 / self.total() as f64
    }

    /// Counts both phases, turned so that more is better. Values that lie `width` apart or less are the same.
    pub(super) fn of(before: &[f64], after: &[f64], width: f64) -> Self {
        let after = sorted(after);
        let each = before.iter().map(|value| beside(*value, &after, width));
        each.fold(Self::default(), |all, (below, tied, above)| Self {
            better: all.better + above,
            tied: all.tied + tied,
            worse: all.worse + below,
        })
    }
}

fn sorted(values: &[f64]) -> Vec<f64> {
    let mut values = values.to_vec();
    values.sort_by(f64::total_cmp);
    values
}

/// How many of the sorted `others` lie below a value, at it and above it.
fn beside(value: f64, others: &[f64], width: f64) -> (u64, u64, u64) {
    let below = others.partition_point(|other| *other < value - width);
    let not_above = others.partition_point(|other| *other <= value + width);
    (below as u64, (not_above - below) as u64, (others.len() - not_above) as u64)
}

/// Nonoverlap of all pairs (NAP), and Tau, of the values before and after something.
///
/// NAP = (better + tied/2) / all pairs, from 0 to 1, 0.5 being chance; Tau = 2 NAP − 1, from −1 to 1. Neither has a unit.
/// Parker & Vannest 2009, Behav Ther 40:357-367; Parker, Vannest & Davis 2011, Behav Modif 35:303-322. Errors and interval
/// take for granted that values are independent and alike within a phase. Ratings of a week hang together with those of
/// the week before, so the intervals are too narrow.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Overlap {
    /// The pairs that were counted.
    pub pairs: Pairs,
    /// The share of them on which the value after is the better one, ties counting half.
    pub nap: f64,
    /// The unbiased standard error of `nap` (Sen 1967; Mee 1990).
    pub se: f64,
    /// The standard error of `nap` if nothing but chance parted the phases.
    pub null_se: f64,
    /// Where `nap` lies with a confidence of 95 % (Newcombe 2006, method 5).
    pub interval: Interval,
}

impl Overlap {
    /// Of values in any order; `None` with fewer than [`super::FEWEST_POINTS`] in either phase.
    pub fn of(before: &[f64], after: &[f64], direction: Direction) -> Option<Self> {
        let (before, after) = phases(before, after, direction)?;
        let pairs = Pairs::of(&before, &after, 0.0);
        let nap = pairs.nap();
        let (m, n) = (before.len() as f64, after.len() as f64);
        Some(Self {
            pairs,
            nap,
            se: standard_error(&before, &after, pairs),
            null_se: ((m + n + 1.0) / (12.0 * m * n)).sqrt(),
            interval: newcombe(nap, m, n),
        })
    }

    /// 2 NAP − 1.
    pub fn tau(&self) -> f64 {
        self.pairs.tau()
    }

    /// Where Tau lies with a confidence of 95 %: the ends of NAP's interval, twice, less 1.
    pub fn tau_interval(&self) -> Interval {
        Interval { low: 2.0 * self.interval.low - 1.0, high: 2.0 * self.interval.high - 1.0 }
    }
}

/// √((NAP(1 − NAP) + n Q1 + m Q2 − 2 Q3) / ((m − 1)(n − 1))): Q1 is the variance of the shares of the values before, Q2
/// of those after, Q3 of the single pairs, all around NAP. At 0 and 1, where nothing varies, NAP(1 − NAP) is taken half a
/// pair further in, or the error would be 0.
fn standard_error(before: &[f64], after: &[f64], pairs: Pairs) -> f64 {
    let (m, n, nap) = (before.len() as f64, after.len() as f64, pairs.nap());
    let (before_sorted, after_sorted) = (sorted(before), sorted(after));
    let of_before = before.iter().map(|value| beside(*value, &after_sorted, 0.0));
    let of_after = after.iter().map(|value| beside(*value, &before_sorted, 0.0));
    let share = |better: u64, tied: u64, of: f64| (better as f64 + tied as f64 / 2.0) / of - nap;
    let q1: f64 = of_before.map(|(_, tied, above)| share(above, tied, n).powi(2)).sum::<f64>() / m;
    let q2: f64 = of_after.map(|(below, tied, _)| share(below, tied, m).powi(2)).sum::<f64>() / n;
    let of_pairs = [(pairs.better, 1.0), (pairs.tied, 0.5), (pairs.worse, 0.0)];
    let q3 = of_pairs.iter().map(|(many, q)| *many as f64 * (q - nap).powi(2)).sum::<f64>() / (m * n);
    let half_a_pair = 0.5 / (m * n);
    let inside = nap.clamp(half_a_pair, 1.0 - half_a_pair);
    let variance = inside * (1.0 - inside) + n * q1 + m * q2 - 2.0 * q3;
    // Rounding may put a variance of 0 a little below it.
    (variance.max(0.0) / ((m - 1.0) * (n - 1.0))).sqrt()
}

/// The two t, one on each side of NAP, at which (NAP − t)² = z²·h·t(1 − t)/(mn) · [1/h + (1 − t)/(2 − t) + t/(1 + t)],
/// h = (m + n)/2 − 1.
fn newcombe(nap: f64, m: f64, n: f64) -> Interval {
    let h = (m + n) / 2.0 - 1.0;
    let outside = |t: f64| {
        let spread = 1.0 / h + (1.0 - t) / (2.0 - t) + t / (1.0 + t);
        (nap - t).powi(2) > Z * Z * h * t * (1.0 - t) / (m * n) * spread
    };
    Interval { low: edge(nap, 0.0, outside), high: edge(nap, 1.0, outside) }
}

/// Where between a point inside and one outside the edge lies.
fn edge(mut inside: f64, mut outside: f64, is_outside: impl Fn(f64) -> bool) -> f64 {
    // A double has 53 binary digits.
    for _ in 0..60 {
        let middle = f64::midpoint(inside, outside);
        *(if is_outside(middle) { &mut outside } else { &mut inside }) = middle;
    }
    outside
}

/// Kendall's S within the values before, in the order of their time (S_AA): steps to the better less steps to the worse,
/// over all pairs.
pub fn s_within(before: &[f64], direction: Direction) -> i64 {
    let later =
        before.iter().enumerate().flat_map(|(n, early)| before[n + 1..].iter().map(move |it| (early, it)));
    let step = |early: f64, late: f64| i64::from(late > early) - i64::from(late < early);
    later.map(|(early, late)| step(direction.upward(*early), direction.upward(*late))).sum()
}

/// Tau-U: (S_AB − S_AA) / all pairs, without a unit. Values before in the order of their time.
///
/// **Never shown.** It can go beyond −1 and 1, cannot be compared between phases of different lengths, and has no standard
/// error. It is here so that a published figure can be checked; [`super::corrected_tau`] is what pages show.
/// Parker et al. 2011, Behav Ther 42:284-299.
pub fn tau_u(before: &[f64], after: &[f64], direction: Direction) -> Option<f64> {
    let (up_before, up_after) = phases(before, after, direction)?;
    let pairs = Pairs::of(&up_before, &up_after, 0.0);
    Some((pairs.s() - s_within(before, direction)) as f64 / pairs.total() as f64)
}

/// The smallest one-sided p that a permutation of so many points can have: 1 / C(before + after, before). With few points
/// no pattern, however clear, is rare.
pub fn smallest_p(before: usize, after: usize) -> f64 {
    let (fewer, more) = (before.min(after), before.max(after));
    let mut p = 1.0;
    for n in 1..=fewer {
        p *= n as f64 / (more as f64 + n as f64);
        if p == 0.0 {
            break;
        }
    }
    p
}
