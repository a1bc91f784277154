//! The one real clock.

use std::time::{Duration, Instant};

use hearken_core::{Timestamp, When};
use hearken_vault::Clock;
use jiff::tz::TimeZone;

/// The machine's clock.
pub(crate) struct SystemClock {
    started: Instant,
}

impl SystemClock {
    pub(crate) fn start() -> Self {
        Self { started: Instant::now() }
    }
}

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the clock that everything else is handed")]
    fn now(&self) -> Timestamp {
        Timestamp::from_millis(jiff::Timestamp::now().as_millisecond())
    }

    fn monotonic(&self) -> Duration {
        self.started.elapsed()
    }
}

/// An instant as the wall clock of this machine shows it.
pub(crate) fn here(at: Timestamp) -> When {
    shown_in(&TimeZone::system(), at)
}

fn shown_in(zone: &TimeZone, at: Timestamp) -> When {
    let instant = jiff::Timestamp::from_millisecond(at.as_millis()).unwrap_or_default();
    let minutes = zone.to_offset(instant).seconds() / 60;
    let offset = i16::try_from(minutes).unwrap_or(0);
    When { zone: zone.iana_name().map(str::to_owned), ..When::new(at, offset) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Zones, and the first day after which their next two changes are looked at.
    const ZONES: [(&str, &str); 6] = [
        ("Europe/Berlin", "2026-01-01T00:00:00Z"),
        ("Europe/Dublin", "2026-01-01T00:00:00Z"),
        ("America/New_York", "2026-01-01T00:00:00Z"),
        ("America/St_Johns", "2026-01-01T00:00:00Z"),
        ("Australia/Lord_Howe", "2026-01-01T00:00:00Z"),
        // Two changes, of which the second leaves out the 30th of December.
        ("Pacific/Apia", "2011-09-01T00:00:00Z"),
    ];

    /// T14: over the hour, half hour or day that a zone skips or repeats, the instant stays itself, and what the wall
    /// showed is kept beside it.
    #[test]
    fn what_the_wall_showed_is_right_on_both_sides_of_every_change() {
        for (name, from) in ZONES {
            let (zone, from) = (TimeZone::get(name).unwrap(), from.parse().unwrap());
            let changes: Vec<_> = zone.following(from).take(2).map(|change| change.timestamp()).collect();
            for change in changes {
                let shown = |minutes: i64| {
                    let at = Timestamp::from_millis(change.as_millisecond() + minutes * 60_000);
                    (at, shown_in(&zone, at))
                };
                for (at, when) in (-1_500..1_500).map(shown) {
                    let expected =
                        zone.to_datetime(jiff::Timestamp::from_millisecond(at.as_millis()).unwrap());
                    assert_eq!((when.at, when.local()), (at, expected), "{name}");
                    assert_eq!(when.zone.as_deref(), Some(name));
                }
                let (before, after) = (shown(-1).1, shown(0).1);
                assert_ne!(before.offset_minutes, after.offset_minutes, "{name} changes there");
                assert_eq!(after.at.seconds_since(before.at), 60, "{name}: a minute is a minute");
                assert_eq!(before.at.seconds_since(after.at), 0, "{name}: and never less than none");
            }
        }
    }

    /// The harness above compares with what the zones are known to have done.
    #[test]
    fn lord_howe_moves_by_half_an_hour_and_apia_left_a_day_out() {
        let shown = |zone: &str, at: &str| {
            let at = at.parse::<jiff::Timestamp>().unwrap().as_millisecond();
            shown_in(&TimeZone::get(zone).unwrap(), Timestamp::from_millis(at)).local().to_string()
        };
        assert_eq!(shown("Australia/Lord_Howe", "2026-10-03T15:29:00Z"), "2026-10-04T01:59:00");
        assert_eq!(shown("Australia/Lord_Howe", "2026-10-03T15:30:00Z"), "2026-10-04T02:30:00");
        assert_eq!(shown("Pacific/Apia", "2011-12-30T09:59:00Z"), "2011-12-29T23:59:00");
        assert_eq!(shown("Pacific/Apia", "2011-12-30T10:00:00Z"), "2011-12-31T00:00:00");
    }
}
