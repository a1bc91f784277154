//! A change, drawn towards none by as much as the questionnaire measures unsurely.

use super::{Interval, Z, finite, normal::below};

/// What a true change may be, after one observed change and a prior that true changes are normal around 0.
///
/// w = τ² / (τ² + S_diff²), mean = w·d, SD = √(τ²·S_diff² / (τ² + S_diff²)): the usual normal-normal formula. It takes for
/// granted normal errors and a prior that is said beside the figure. It takes away errors of measurement and nothing else:
/// not time, not hope, not that people begin when they are worst.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Shrunken {
    /// How much of the observed change stays, from 0 to 1.
    pub weight: f64,
    /// The mean of what the true change may be, in points.
    pub mean: f64,
    /// Its standard deviation, in points.
    pub sd: f64,
    /// Where it lies with a probability of 95 %.
    pub interval: Interval,
}

impl Shrunken {
    /// Of an observed `change`, the standard error of a difference ([`super::Reliability::s_diff`]) and the standard
    /// deviation `tau` of the prior, all in points; the latter two are more than 0.
    pub fn of(change: f64, s_diff: f64, tau: f64) -> Option<Self> {
        if !(s_diff > 0.0 && tau > 0.0) {
            return None;
        }
        let weight = finite(1.0 / (1.0 + (s_diff / tau).powi(2)))?;
        let (mean, sd) = (finite(weight * change)?, s_diff * weight.sqrt());
        let interval = Interval { low: finite(mean - Z * sd)?, high: finite(mean + Z * sd)? };
        (sd > 0.0).then_some(Self { weight, mean, sd, interval })
    }

    /// The probability that the true change is `points` or less (−5 asks for a fall of 5 or more).
    pub fn at_most(&self, points: f64) -> f64 {
        below((points - self.mean) / self.sd)
    }

    /// The probability that the true change is `points` or more.
    pub fn at_least(&self, points: f64) -> f64 {
        below((self.mean - points) / self.sd)
    }
}
