//! An interrupted time series: a line before something, a line after it, and how far and how steeply the two part.

use super::{Dated, finite};

/// The fewest points on each side for a jump of the level.
const FEWEST_FOR_LEVEL: usize = 5;
/// The fewest points on each side for a change of slope.
const FEWEST_FOR_SLOPE: usize = 8;

/// Which of its figures the points can carry.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shows {
    /// The jump of the level alone: five points or more on each side.
    Level,
    /// The jump, and the change of slope: eight or more on each side.
    LevelAndSlope,
}

/// y = b0 + b1·t + b2·D + b3·P by least squares; t is the day, D is 1 from the first point after on, and **P is the days
/// since that first point, where it is 0**. With P = 1 there b2 would be the jump one step before: the same fit and another
/// number (Wang 2025, doi:10.1186/s12874-025-02556-8).
///
/// Wagner 2002, J Clin Pharm Ther 27:299-309; Bernal 2017, doi:10.1093/ije/dyw098. It takes for granted straight lines,
/// independent errors of the same size, and that the line from before would have gone on. Least squares, as series are
/// short (Turner 2021); without an interval, as every one would be too narrow.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Interrupted {
    /// b0: the line before at day 0, in points.
    pub start: f64,
    /// b1: the slope before, in points a day.
    pub per_day: f64,
    /// b2: the jump at the first point after, in points.
    pub level: f64,
    /// b3: the slope after less the slope before, in points a day. Shown only where `shows` says so.
    pub slope: f64,
    /// What of it may be shown.
    pub shows: Shows,
}

impl Interrupted {
    /// Of two phases, each in any order. `None` with fewer than five points in either, a phase all on one day, or a point
    /// before that is later than one after.
    pub fn of(before: &[Dated], after: &[Dated]) -> Option<Self> {
        let fewest = before.len().min(after.len());
        let shows = match fewest {
            ..FEWEST_FOR_LEVEL => return None,
            FEWEST_FOR_LEVEL..FEWEST_FOR_SLOPE => Shows::Level,
            _ => Shows::LevelAndSlope,
        };
        let last = before.iter().map(|(day, _)| *day).reduce(f64::max)?;
        let first = after.iter().map(|(day, _)| *day).reduce(f64::min)?;
        // D and P are 0 before, and free after: the four normal equations fall apart into those of two lines. So each is
        // fitted by itself, around its own mean, where nothing cancels out.
        let (then, now) = (Line::through(before)?, Line::through(after)?);
        let fitted = Self {
            start: finite(then.at(0.0))?,
            per_day: then.per_day,
            level: finite(now.at(first) - then.at(first))?,
            slope: finite(now.per_day - then.per_day)?,
            shows,
        };
        (last <= first).then_some(fitted)
    }
}

/// A line of least squares, held at its middle.
#[derive(Clone, Copy)]
struct Line {
    day: f64,
    value: f64,
    per_day: f64,
}

impl Line {
    fn through(points: &[Dated]) -> Option<Self> {
        let many = points.len() as f64;
        let from = points.iter().map(|(day, _)| *day).reduce(f64::min)?;
        // Days are counted from the first, so that a day long after the zeroth loses no digits.
        let day = points.iter().map(|(day, _)| day - from).sum::<f64>() / many;
        let value = points.iter().map(|(_, value)| value).sum::<f64>() / many;
        let away = |at: &Dated| (at.0 - from - day, at.1 - value);
        let spread: f64 = points.iter().map(|at| away(at).0.powi(2)).sum();
        let together: f64 = points.iter().map(|at| away(at).0 * away(at).1).sum();
        // On one day alone the spread is 0 and the quotient not a number.
        Some(Self { day: finite(from + day)?, value: finite(value)?, per_day: finite(together / spread)? })
    }

    fn at(self, day: f64) -> f64 {
        self.value + self.per_day * (day - self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_wild_value_turns_a_line_of_least_squares_around() {
        let points = [(1.0, 18.0), (2.0, 17.0), (3.0, 14.0), (4.0, 13.0), (5.0, 9.0), (6.0, 30.0)];
        let per_day = Line::through(&points).map(|line| line.per_day).unwrap();
        assert!((per_day - 1.0).abs() < 1e-12);
    }

    #[test]
    fn no_line_goes_through_points_of_one_day() {
        assert!(Line::through(&[(4.0, 1.0), (4.0, 2.0), (4.0, 3.0)]).is_none());
        assert!(Line::through(&[]).is_none());
    }
}
