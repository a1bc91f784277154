//! The axis of time: how far it reaches, and the dates that stand below it, each a midnight on the person's own wall.

use hearken_core::Timestamp;
use jiff::{ToSpan, civil::Date};

use super::Plot;
use crate::zone::Clock;

const DAY: i64 = 86_400_000;

/// The time that is shown. Ends after it begins.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Span {
    pub(super) start: Timestamp,
    pub(super) end: Timestamp,
    /// Now; what lies behind it has not come yet.
    pub(super) now: Timestamp,
}

impl Span {
    /// From the first point (or where it is asked to begin) to now or the last point, with a little air. `None` when
    /// nothing was said.
    pub(super) fn of(plot: &Plot, clock: &Clock) -> Option<Self> {
        let points = || plot.lines.iter().flat_map(|line| &line.points).filter(|point| point.level.is_some());
        let times = || points().map(|point| point.when.at.as_millis());
        let (first, last, now) = (times().min()?, times().max()?, clock.now().at.as_millis());
        let (first, last) = (plot.from.map_or(first, |from| from.as_millis().min(first)), last.max(now));
        let air = (last.saturating_sub(first) / 40).max(DAY / 2);
        let start = if plot.from.is_some() { first } else { first.saturating_sub(air) };
        let stamp = Timestamp::from_millis;
        Some(Self { start: stamp(start), end: stamp(last.saturating_add(air)), now: stamp(now) })
    }

    /// The time that holds both.
    pub(super) fn with(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end), now: self.now }
    }

    /// Where a time lies between start (0) and end (1).
    pub(super) fn share(self, at: Timestamp) -> f64 {
        let (start, end) = (self.start.as_millis() as f64, self.end.as_millis() as f64);
        ((at.as_millis() as f64 - start) / (end - start).max(1.0)).clamp(0.0, 1.0)
    }

    pub(super) fn holds(self, at: Timestamp) -> bool {
        (self.start..=self.end).contains(&at)
    }
}

/// A date below the axis.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Tick {
    pub(super) at: Timestamp,
    pub(super) label: String,
}

/// How far the dates stand apart.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Step {
    Days(i32),
    Months(i32),
}

/// Steps that people count in, the shortest first.
const STEPS: [Step; 16] = [
    Step::Days(1),
    Step::Days(2),
    Step::Days(7),
    Step::Days(14),
    Step::Months(1),
    Step::Months(2),
    Step::Months(3),
    Step::Months(6),
    Step::Months(12),
    Step::Months(24),
    Step::Months(60),
    Step::Months(120),
    Step::Months(600),
    Step::Months(1_200),
    Step::Months(12_000),
    Step::Months(120_000),
];

impl Step {
    fn days(self) -> i64 {
        match self {
            Self::Days(days) => i64::from(days),
            Self::Months(months) => i64::from(months) * 30,
        }
    }

    /// The last date of this step that is not after the day: every second day, Mondays, the first of a month.
    fn at_or_before(self, day: Date) -> Option<Date> {
        match self {
            Self::Days(1 | 2) => Some(day),
            Self::Days(_) => day.checked_sub(i64::from(day.weekday().to_monday_zero_offset()).days()).ok(),
            Self::Months(months) => {
                let month = i32::from(day.year()) * 12 + i32::from(day.month()) - 1;
                let month = month - month.rem_euclid(months);
                let year = i16::try_from(month.div_euclid(12)).ok()?;
                Date::new(year, i8::try_from(month.rem_euclid(12) + 1).ok()?, 1).ok()
            }
        }
    }

    fn after(self, day: Date) -> Option<Date> {
        match self {
            Self::Days(days) => day.checked_add(days.days()).ok(),
            Self::Months(months) => day.checked_add(months.months()).ok(),
        }
    }

    fn label(self, day: Date) -> String {
        let form = match self {
            Self::Days(_) => "%-d %b",
            Self::Months(1..12) => "%b %Y",
            Self::Months(_) => "%Y",
        };
        day.strftime(form).to_string()
    }
}

/// The dates below the axis, at most `most`.
pub(super) fn ticks(span: Span, clock: &Clock, most: usize) -> Vec<Tick> {
    let days = span.end.as_millis().saturating_sub(span.start.as_millis()) / DAY;
    let fits = |step: &Step| days / step.days() < i64::try_from(most).unwrap_or(i64::MAX);
    let step = STEPS.into_iter().find(fits).unwrap_or(STEPS[STEPS.len() - 1]);
    let first = step.at_or_before(clock.when(span.start).date());
    let dates = std::iter::successors(first, |&day| step.after(day));
    let ticks = dates.filter_map(|day| Some(Tick { at: clock.midnight(day)?, label: step.label(day) }));
    ticks.skip_while(|tick| tick.at < span.start).take_while(|tick| tick.at <= span.end).take(most).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::plot::tests::clock;

    fn labels(first: &str, last: &str, most: usize) -> Vec<String> {
        let clock = clock();
        let at = |day: &str| clock.midnight(day.parse().unwrap()).unwrap();
        let span = Span { start: at(first), end: at(last), now: at(last) };
        ticks(span, &clock, most).into_iter().map(|tick| tick.label).collect()
    }

    #[test]
    fn dates_stand_at_days_mondays_months_and_years_as_the_time_grows() {
        assert_eq!(labels("2026-11-20", "2026-11-22", 4), ["20 Nov", "21 Nov", "22 Nov"]);
        assert_eq!(labels("2026-11-04", "2026-11-25", 4), ["9 Nov", "16 Nov", "23 Nov"]);
        assert_eq!(labels("2026-08-24", "2026-11-23", 4), ["Sep 2026", "Oct 2026", "Nov 2026"]);
        assert_eq!(labels("2021-11-24", "2026-11-24", 8), ["2022", "2023", "2024", "2025", "2026"]);
        assert_eq!(labels("2025-11-24", "2026-11-24", 4), ["Jan 2026", "Jul 2026"]);
        assert_eq!(labels("0026-11-24", "2026-11-24", 4), ["1000", "2000"]);
    }

    #[test]
    fn a_date_stands_at_midnight_on_the_wall_on_both_sides_of_a_clock_change() {
        let clock = clock();
        let span = Span {
            start: clock.midnight("2026-10-01".parse().unwrap()).unwrap(),
            end: clock.midnight("2026-11-30".parse().unwrap()).unwrap(),
            now: clock.now().at,
        };
        for tick in ticks(span, &clock, 8) {
            assert_eq!(clock.when(tick.at).local().time().to_string(), "00:00:00", "{}", tick.label);
        }
    }

    #[test]
    fn the_ends_of_time_still_have_a_span() {
        let [start, end] = [i64::MIN, i64::MAX].map(Timestamp::from_millis);
        let span = Span { start, end, now: Timestamp::from_millis(0) };
        assert!(ticks(span, &clock(), 4).len() <= 4);
        assert!((span.share(Timestamp::from_millis(0)) - 0.5).abs() < 0.01);
    }
}
