//! How often a feed may be fetched: calendars look now and then, and whoever asks without end gets no answer for a while.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use hearken_vault::FeedId;

/// A feed: so many fetches at once, and one more each half minute. The busiest calendars look every few minutes.
const OF_A_FEED: Limit = Limit { at_once: 20, every: Duration::from_secs(30) };

/// All tokens together that were not found before: nobody needs many, and each costs a look into the store.
const OF_STRANGERS: Limit = Limit { at_once: 60, every: Duration::from_secs(1) };

struct Limit {
    at_once: u32,
    every: Duration,
}

/// When what was taken so far will have been earned back.
#[derive(Clone, Copy, Default)]
struct Taken(Duration);

impl Taken {
    fn take(&mut self, limit: &Limit, now: Duration) -> bool {
        let from = self.0.max(now);
        let lets_in = from + limit.every - now <= limit.every * limit.at_once;
        if lets_in {
            self.0 = from + limit.every;
        }
        lets_in
    }
}

#[derive(Default)]
struct Counts {
    strangers: Taken,
    feeds: HashMap<FeedId, Taken>,
}

/// Counts fetches, in memory alone. Knows feeds by the hash of their token.
#[derive(Default)]
pub(crate) struct Throttle(Mutex<Counts>);

impl Throttle {
    /// Whether somebody with this token may look now. `now` is a clock that never goes back.
    pub(super) fn lets_in(&self, feed: FeedId, now: Duration) -> bool {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match counts.feeds.get_mut(&feed) {
            Some(taken) => taken.take(&OF_A_FEED, now),
            None => counts.strangers.take(&OF_STRANGERS, now),
        }
    }

    /// Remembers that the token is one of ours: from now on strangers do not stand in its way.
    pub(super) fn found(&self, feed: FeedId) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).feeds.entry(feed).or_default();
    }

    /// Forgets a token that is nobody's, or nobody's any more.
    pub(super) fn not_found(&self, feed: FeedId) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).feeds.remove(&feed);
    }
}

#[cfg(test)]
mod tests {
    use hearken_seal::FeedToken;

    use super::*;

    fn feed() -> FeedId {
        FeedId::of(&FeedToken::make())
    }

    /// How many get in one after another, at the same moment.
    fn let_in(throttle: &Throttle, feed: impl Fn() -> FeedId, at: u64) -> usize {
        (0..1_000).filter(|_| throttle.lets_in(feed(), Duration::from_secs(at))).count()
    }

    #[test]
    fn a_feed_is_fetched_twenty_times_at_once_and_then_each_half_minute() {
        let (throttle, ours) = (Throttle::default(), feed());
        throttle.found(ours);
        let fetched = |at| let_in(&throttle, || ours, at);
        assert_eq!([0, 29, 30, 59, 60, 120].map(fetched), [20, 0, 1, 0, 1, 2]);
        assert_eq!(fetched(100_000), 20, "what was not used is not saved up without end");
    }

    #[test]
    fn strangers_do_not_stand_in_the_way_of_a_feed_nor_one_feed_in_that_of_another() {
        let (throttle, ours, other) = (Throttle::default(), feed(), feed());
        throttle.found(ours);
        throttle.found(other);
        assert_eq!(let_in(&throttle, feed, 0), 60);
        assert_eq!((let_in(&throttle, || ours, 0), let_in(&throttle, || other, 0)), (20, 20));
        assert_eq!(let_in(&throttle, feed, 10), 10);
    }

    #[test]
    fn a_feed_that_has_ended_is_a_stranger_and_nothing_is_remembered_of_one() {
        let (throttle, ours) = (Throttle::default(), feed());
        throttle.found(ours);
        throttle.not_found(ours);
        assert_eq!(let_in(&throttle, || ours, 0), 60);
        assert!(throttle.0.lock().unwrap().feeds.is_empty());
    }
}
