//! Instants, and the days people mean by them.

use jiff::civil;

/// Milliseconds since 1970-01-01T00:00:00Z. May be negative.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Timestamp(i64);

impl Timestamp {
    /// The instant that many milliseconds after the epoch.
    pub const fn from_millis(millis: i64) -> Self {
        Self(millis)
    }

    /// Milliseconds since the epoch.
    pub const fn as_millis(self) -> i64 {
        self.0
    }

    /// This instant moved by `seconds`, which may be negative.
    #[must_use]
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds.saturating_mul(1000)))
    }

    /// Whole seconds from `earlier` to `self`; zero when a clock was set back in between.
    pub const fn seconds_since(self, earlier: Self) -> u64 {
        let millis = self.0.saturating_sub(earlier.0);
        if millis > 0 { (millis / 1000) as u64 } else { 0 }
    }
}

/// When something happened, as the person would say it: an instant, and what the clock on the wall showed.
///
/// The offset is kept beside the instant so that a day stays that day wherever, and under whatever later time-zone
/// law, it is looked at again. Order in the log never depends on it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct When {
    /// The instant.
    pub at: Timestamp,
    /// Minutes east of UTC that the wall clock showed then (−1,440 to 1,440).
    pub offset_minutes: i16,
    /// The IANA zone, when it is known.
    pub zone: Option<String>,
    /// True when only the day is meant; `at` is then that day's local midnight.
    pub all_day: bool,
    /// True when the zone was assumed, not said (an imported file without one).
    pub zone_assumed: bool,
}

impl When {
    /// An instant seen from a place `offset_minutes` east of UTC.
    pub fn new(at: Timestamp, offset_minutes: i16) -> Self {
        Self { at, offset_minutes, ..Self::default() }
    }

    /// What calendar and wall clock showed. Instants outside years −9999 to 9999 show the nearest end.
    pub fn local(&self) -> civil::DateTime {
        let millis = self.at.as_millis().saturating_add(i64::from(self.offset_minutes) * 60_000);
        let epoch = civil::date(1970, 1, 1).at(0, 0, 0, 0);
        epoch.saturating_add(jiff::SignedDuration::from_millis(millis))
    }

    /// The moment as people and programs read it: local time with its offset, or the day alone.
    pub fn shown(&self) -> String {
        let local = self.local();
        if self.all_day {
            return local.date().to_string();
        }
        let minutes = self.offset_minutes.unsigned_abs();
        let sign = if self.offset_minutes < 0 { '-' } else { '+' };
        format!("{local}{sign}{:02}:{:02}", minutes / 60, minutes % 60)
    }

    /// The day, as the person lived it.
    pub fn date(&self) -> civil::Date {
        self.local().date()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_late_evening_in_berlin_is_that_day_and_not_the_next() {
        let when = When::new(Timestamp::from_millis(1_772_404_200_000), 60); // 2026-03-01T22:30Z
        assert_eq!(when.local(), civil::date(2026, 3, 1).at(23, 30, 0, 0));
    }

    #[test]
    fn far_instants_do_not_overflow() {
        for millis in [i64::MIN, i64::MAX] {
            let _ = When::new(Timestamp::from_millis(millis), 840).local();
        }
    }

    #[test]
    fn a_clock_set_back_gives_no_negative_duration() {
        assert_eq!(Timestamp::from_millis(0).seconds_since(Timestamp::from_millis(86_400_000)), 0);
    }
}
