//! One change of one score: is it more than the questionnaire varies by itself, and where does it end.

use super::{Dated, Direction, Z, finite};

/// How exactly a questionnaire measures: its standard deviation among people, and its reliability.
///
/// Jacobson & Truax 1991, doi:10.1037/0022-006X.59.1.12. It takes for granted that every person and every height of the
/// score is measured with the same error, and that errors are normal and independent. Criticised by Maassen 2004 and
/// Temkin 2004. With a retest reliability it asks "could this be noise?"; an alpha gives smaller thresholds.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Reliability {
    sd: f64,
    r: f64,
}

impl Reliability {
    /// `sd` in points, more than 0; `r` from 0 to below 1.
    pub fn new(sd: f64, r: f64) -> Option<Self> {
        let it = Self { sd, r };
        let sound = (0.0..1.0).contains(&r) && it.s_diff() > 0.0 && it.threshold().is_finite();
        sound.then_some(it)
    }

    /// The standard error of one measurement, in points: SD·√(1 − r).
    pub fn sem(self) -> f64 {
        self.sd * (1.0 - self.r).sqrt()
    }

    /// The standard error of a difference of two measurements, in points: √2·SEM (Christensen & Mendoza 1986).
    pub fn s_diff(self) -> f64 {
        2.0_f64.sqrt() * self.sem()
    }

    /// The reliable change index, without a unit: (after − before) / S_diff. Its sign is that of the change in points,
    /// whichever way is better.
    pub fn rc(self, before: f64, after: f64) -> Option<f64> {
        finite((after - before) / self.s_diff())
    }

    /// How far a score has to move to be reliable, in points: 1.96·S_diff. A change has to be **more** than that.
    pub fn threshold(self) -> f64 {
        Z * self.s_diff()
    }
}

/// From where on a change counts as reliable, in points.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Threshold {
    /// More than so many, as a computed one is meant ([`Reliability::threshold`]).
    MoreThan(f64),
    /// So many or more, as published whole numbers are meant.
    AtLeast(f64),
}

impl Threshold {
    fn is_passed(self, points: f64) -> bool {
        points > 0.0
            && match self {
                Self::MoreThan(least) => points > least,
                Self::AtLeast(least) => points >= least,
            }
    }
}

/// What became of a score. All four are shown, the last as readily as the first.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// Reliably better, and from one side of the cut-off to the other.
    Recovered,
    /// Reliably better.
    Improved,
    /// Moved less than the questionnaire varies by itself, or not at all.
    Unchanged,
    /// Reliably worse.
    Deteriorated,
}

impl Outcome {
    /// Of two scores in points. `cut` is the cut-off c of [`cut_off`], or a published one; who was on its better side
    /// from the beginning has nothing to recover from and can improve. A score **at** the cut-off has not passed it.
    ///
    /// Jacobson & Truax 1991, doi:10.1037/0022-006X.59.1.12. It takes for granted what [`Reliability`] does.
    pub fn of(before: f64, after: f64, direction: Direction, threshold: Threshold, cut: Option<f64>) -> Self {
        let gain = direction.gain(before, after);
        let past = |score: f64, cut: f64| direction.gain(cut, score) > 0.0;
        let crossed = cut.is_some_and(|cut| past(after, cut) && !past(before, cut));
        match (threshold.is_passed(gain), threshold.is_passed(-gain)) {
            (true, _) if crossed => Self::Recovered,
            (true, _) => Self::Improved,
            (_, true) => Self::Deteriorated,
            _ => Self::Unchanged,
        }
    }
}

/// Mean and standard deviation of a group of people, in points.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Norms {
    /// The mean.
    pub mean: f64,
    /// The standard deviation; not negative.
    pub sd: f64,
}

/// The cut-off c between two groups, in points: (SD0·M1 + SD1·M0) / (SD0 + SD1), 1 being those in treatment and 0 the
/// others.
///
/// Jacobson & Truax 1991, doi:10.1037/0022-006X.59.1.12. It takes for granted that scores are normal in both groups.
pub fn cut_off(clinical: Norms, others: Norms) -> Option<f64> {
    let sound = clinical.sd >= 0.0 && others.sd >= 0.0;
    let between = (others.sd * clinical.mean + clinical.sd * others.mean) / (others.sd + clinical.sd);
    finite(between).filter(|_| sound)
}

/// Whether a score fell by so many percent of the baseline or more (response; McInnes 2022 and Hull 2022 count from 50).
///
/// It takes for granted a scale that begins at 0 and on which lower is better; elsewhere, and from a baseline of 0, a share
/// means nothing: `None`.
pub fn response(before: f64, after: f64, direction: Direction, percent: f64) -> Option<bool> {
    (direction == Direction::Lower && before > 0.0).then_some(after <= before * (1.0 - percent / 100.0))
}

/// Whether a score is now below `below`, where the baseline was at `from` or above it; `None` where it was not, as the
/// definition does not speak of those (McInnes 2022, Hull 2022), and on scales on which higher is better.
pub fn remission(before: f64, after: f64, direction: Direction, below: f64, from: f64) -> Option<bool> {
    (direction == Direction::Lower && before >= from).then_some(after < below)
}

/// What a person who scored `score` would be expected to score again with nothing done, in points: M + r(x − M).
///
/// Barnett 2005, doi:10.1093/ije/dyh299. It takes for granted that `mean` is that of the people they come from, and `r`
/// (0 to 1) the retest correlation among them.
pub fn expected_retest(score: f64, mean: f64, r: f64) -> Option<f64> {
    finite(mean + r * (score - mean)).filter(|_| (0.0..=1.0).contains(&r))
}

/// The baseline: the mean of what was measured before, in points, where the first and the last lie `apart` days apart or
/// more. People begin when they are worst, so that one measurement alone would make any time look like a help.
pub fn baseline(before: &[Dated], apart: f64) -> Option<f64> {
    let days = || before.iter().map(|(day, _)| *day);
    let (first, last) = (days().reduce(f64::min)?, days().reduce(f64::max)?);
    let sum: f64 = before.iter().map(|(_, value)| value).sum();
    finite(sum / before.len() as f64).filter(|_| before.len() > 1 && last - first >= apart)
}
