//! Turns what a file says about time into a [`When`].

use std::time::SystemTime;

use hearken_core::{Timestamp, When};
use jiff::{
    civil::{Date, DateTime, Time, date},
    tz::TimeZone,
};

/// The furthest east or west that a written offset may be, in minutes.
pub(crate) const OFFSET_MINUTES: i16 = 1_440;

/// What a wall clock in `zone` showed. Of a time that it showed twice, the first is taken.
pub(crate) fn wall(local: DateTime, zone: &TimeZone) -> When {
    let offset = match zone.to_ambiguous_timestamp(local).compatible() {
        Ok(instant) => zone.to_offset(instant),
        Err(_) => jiff::tz::Offset::UTC,
    };
    let mut when = at_offset(local, minutes(offset));
    when.zone = zone.iana_name().map(str::to_owned);
    when
}

/// A whole day in `zone`.
pub(crate) fn day(day: Date, zone: &TimeZone) -> When {
    let mut when = wall(day.at(0, 0, 0, 0), zone);
    when.all_day = true;
    when
}

/// An instant, seen in `zone`.
pub(crate) fn instant(at: jiff::Timestamp, zone: &TimeZone) -> When {
    let mut when = When::new(Timestamp::from_millis(at.as_millisecond()), minutes(zone.to_offset(at)));
    when.zone = zone.iana_name().map(str::to_owned);
    when
}

/// What a wall clock showed that was `offset_minutes` ahead of UTC.
///
/// The instant is made so that [`When::local`] shows exactly `local` again, old offsets with seconds included.
pub(crate) fn at_offset(local: DateTime, offset_minutes: i16) -> When {
    let epoch = date(1970, 1, 1).at(0, 0, 0, 0);
    let millis = local.duration_since(epoch).as_millis();
    let millis = i64::try_from(millis).expect("years −9999 to 9999 fit into 64 bits of milliseconds");
    When::new(Timestamp::from_millis(millis - i64::from(offset_minutes) * 60_000), offset_minutes)
}

/// The time a file carries, which copying may have changed.
pub(crate) fn of_file(modified: SystemTime, zone: &TimeZone) -> When {
    let at = jiff::Timestamp::try_from(modified).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    When { zone_assumed: true, ..instant(at, zone) }
}

/// A date as somebody wrote it, with as much of the time as they wrote.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Written {
    /// The day.
    pub(crate) date: Date,
    /// The time of day, if one was written.
    pub(crate) time: Option<Time>,
    /// Minutes ahead of UTC, if they were written.
    pub(crate) offset: Option<i16>,
}

impl Written {
    /// The moment meant. Where no offset was written, `zone` is assumed, and the result says so.
    pub(crate) fn when(self, zone: &TimeZone) -> When {
        match (self.time, self.offset) {
            (Some(time), Some(offset)) => at_offset(self.date.to_datetime(time), offset),
            (Some(time), None) => When { zone_assumed: true, ..wall(self.date.to_datetime(time), zone) },
            (None, _) => When { zone_assumed: true, ..day(self.date, zone) },
        }
    }
}

fn minutes(offset: jiff::tz::Offset) -> i16 {
    let minutes = i16::try_from(offset.seconds() / 60).expect("offsets are within 26 hours");
    minutes.clamp(-OFFSET_MINUTES, OFFSET_MINUTES)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn berlin() -> TimeZone {
        TimeZone::get("Europe/Berlin").expect("in the bundled database")
    }

    #[test]
    fn the_wall_clock_shows_again_what_was_written() {
        for local in [
            date(1850, 5, 1).at(0, 0, 0, 0),
            date(2026, 3, 29).at(2, 30, 0, 0),
            date(2026, 7, 1).at(9, 7, 5, 0),
        ] {
            assert_eq!(wall(local, &berlin()).local(), local);
        }
    }

    #[test]
    fn a_day_is_its_local_midnight() {
        let when = day(date(2026, 3, 1), &berlin());
        assert!(when.all_day);
        assert_eq!(when.at, Timestamp::from_millis(1_772_319_600_000)); // 2026-02-28T23:00Z
    }
}
