//! A clock that stands still until a test moves it.

use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, AtomicU64, Ordering},
    },
    time::Duration,
};

use hearken_core::{Timestamp, When};
use hearken_vault::Clock;

/// Midnight of the first day of every test: 2026-03-01, UTC.
const FIRST: i64 = 1_772_323_200_000;

/// A day of a test, counted from 1.
#[derive(Clone, Copy)]
pub(crate) struct Day(pub(crate) i64);

impl Day {
    /// That hour of the day.
    pub(crate) fn at(self, hour: i64) -> When {
        When::new(Timestamp::from_millis(FIRST + ((self.0 - 1) * 24 + hour) * 3_600_000), 0)
    }
}

/// A wall clock and a steady one, moved together or apart.
pub(crate) struct HandClock {
    wall: AtomicI64,
    steady: AtomicU64,
}

impl HandClock {
    /// Nine in the morning of the first day; the process has just begun.
    pub(crate) fn new() -> Arc<Self> {
        Self::showing(Day(1).at(9).at)
    }

    fn showing(now: Timestamp) -> Arc<Self> {
        Arc::new(Self { wall: AtomicI64::new(now.as_millis()), steady: AtomicU64::new(0) })
    }

    /// The clock of a process that begins now: the wall shows the same, the steady one starts over.
    pub(crate) fn of_a_new_process(&self) -> Arc<Self> {
        Self::showing(self.now())
    }

    /// Time goes by.
    pub(crate) fn pass(&self, time: Duration) {
        let millis = i64::try_from(time.as_millis()).expect("tests take no ages");
        self.wall.fetch_add(millis, Ordering::SeqCst);
        self.steady.fetch_add(millis.unsigned_abs(), Ordering::SeqCst);
    }

    /// Somebody sets the wall clock, forward or back; the steady one does not notice.
    pub(crate) fn set_wall(&self, by_seconds: i64) {
        self.wall.fetch_add(by_seconds * 1000, Ordering::SeqCst);
    }
}

impl Clock for HandClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_millis(self.wall.load(Ordering::SeqCst))
    }

    fn monotonic(&self) -> Duration {
        Duration::from_millis(self.steady.load(Ordering::SeqCst))
    }
}
