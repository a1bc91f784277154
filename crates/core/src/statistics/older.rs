//! Older measures of overlap. **Never shown**: they look at a few extreme values and not at all pairs, and what they tend to
//! depends on how many points there are. Here so that what a paper or another program says can be checked.

use super::{Direction, phases};

/// The share of values after that are better than the best before (PND; Scruggs, Mastropieri & Casto 1987).
pub fn pnd(before: &[f64], after: &[f64], direction: Direction) -> Option<f64> {
    let (before, after) = phases(before, after, direction)?;
    let best = before.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let beyond = after.iter().filter(|value| **value > best).count();
    Some(beyond as f64 / after.len() as f64)
}

/// The share of values after that are better than the median before, those at it counting half (PEM; Ma 2006).
pub fn pem(before: &[f64], after: &[f64], direction: Direction) -> Option<f64> {
    let (mut before, after) = phases(before, after, direction)?;
    let median = super::slope::median(&mut before)?;
    let of = |value: &f64| f64::from(u8::from(*value > median)) + f64::from(u8::from(*value == median)) / 2.0;
    Some(after.iter().map(of).sum::<f64>() / after.len() as f64)
}

/// The share of all values that can stay so that the phases no longer overlap (PAND; as Parker, Vannest & Davis 2011,
/// Behav Modif 35:303-322, define it).
pub fn pand(before: &[f64], after: &[f64], direction: Direction) -> Option<f64> {
    let (before, after) = phases(before, after, direction)?;
    // Some line parts what stays: below it values before, above it values after. Every value is tried as the line, once
    // on this side and once on that.
    let stay = |line: f64, at_line: bool| {
        let low = before.iter().filter(|value| **value < line || at_line && **value == line).count();
        let high = after.iter().filter(|value| **value > line || !at_line && **value == line).count();
        low + high
    };
    let lines = before.iter().chain(&after);
    let most = lines.flat_map(|line| [stay(*line, true), stay(*line, false)]).max()?;
    Some(most as f64 / (before.len() + after.len()) as f64)
}

/// The robust improvement rate difference (IRD): 1 − (m + n)² / (2mn) · (1 − PAND). Parker, Vannest & Davis 2011.
pub fn ird(before: &[f64], after: &[f64], direction: Direction) -> Option<f64> {
    let (m, n) = (before.len() as f64, after.len() as f64);
    let kept = pand(before, after, direction)?;
    Some(1.0 - (m + n).powi(2) / (2.0 * m * n) * (1.0 - kept))
}
