//! Reads dates as people and programs write them. Strict: a text that only looks like a date is none.

mod cursor;

use jiff::civil::Time;

use super::time::Written;
use cursor::Cursor;

/// A date that was read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Reading {
    /// There is one way to read it.
    One(Written),
    /// Both numbers could be the month, as in `05/06/2026`.
    Either {
        /// Read with the day first.
        day_first: Written,
        /// Read with the month first.
        month_first: Written,
    },
}

impl Reading {
    /// The date, once it is known whether days come first; `None` if that matters and is not known.
    pub(crate) fn settle(self, day_first: Option<bool>) -> Option<Written> {
        match (self, day_first) {
            (Self::One(written), _) => Some(written),
            (Self::Either { day_first, .. }, Some(true)) => Some(day_first),
            (Self::Either { month_first, .. }, Some(false)) => Some(month_first),
            (Self::Either { .. }, None) => None,
        }
    }
}

/// Which number of a numeric date was over twelve, and so the day: `Some(true)` the first.
pub(crate) fn order_shown(text: &str) -> Option<bool> {
    let mut cursor = Cursor::at(text.trim_start());
    let (first, _) = cursor.number(1, 2)?;
    cursor.any(&['/', '.', '-'])?;
    let (second, _) = cursor.number(1, 2)?;
    match (first > 12, second > 12) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    }
}

/// Reads a text that is a date and nothing else.
pub(crate) fn whole(text: &str) -> Option<Reading> {
    let (reading, rest) = prefix(text.trim())?;
    rest.is_empty().then_some(reading)
}

/// Reads a text that is a time of day and nothing else.
pub(crate) fn time_alone(text: &str) -> Option<Time> {
    let mut cursor = Cursor::at(text.trim());
    let time = cursor.time()?;
    cursor.rest.is_empty().then_some(time)
}

/// Reads the date that a text begins with, and gives what follows it.
pub(crate) fn prefix(text: &str) -> Option<(Reading, &str)> {
    let mut cursor = Cursor::at(text);
    cursor.optionally(Cursor::weekday);
    let (one, other) = cursor.date()?;
    if cursor.rest.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let (time, offset) =
        cursor.optionally(Cursor::time_of_day).map_or((None, None), |(time, offset)| (Some(time), offset));
    let written = |date| Written { date, time, offset };
    let reading = match other {
        Some(other) => Reading::Either { day_first: written(one), month_first: written(other) },
        None => Reading::One(written(one)),
    };
    Some((reading, cursor.rest))
}
