//! The one real clock.

use std::time::{Duration, Instant};

use hearken_core::{Timestamp, When};
use hearken_vault::Clock;

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
    let zone = jiff::tz::TimeZone::system();
    let instant = jiff::Timestamp::from_millisecond(at.as_millis()).unwrap_or_default();
    let minutes = zone.to_offset(instant).seconds() / 60;
    let offset = i16::try_from(minutes).unwrap_or(0);
    When { zone: zone.iana_name().map(str::to_owned), ..When::new(at, offset) }
}
