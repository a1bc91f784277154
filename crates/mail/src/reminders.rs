//! When a person is to be reminded: bare times, which of them are done, and when to try again.

use hearken_core::Timestamp;
use serde::{Deserialize, Serialize};

/// So many times are kept ahead. Whoever does not open the notebook before they are over is reminded no more.
pub const MOST_TIMES: usize = 50;

/// So often one reminder is tried.
const MOST_TRIES: u32 = 10;

/// The first pause after a mail that could not be sent; each is twice as long as the one before.
const FIRST_PAUSE_SECONDS: i64 = 60;

/// The pause before the last try.
const LONGEST_PAUSE_SECONDS: i64 = FIRST_PAUSE_SECONDS << (MOST_TRIES - 2);

const DAY_MILLIS: i64 = 86_400_000;

const VERSION: u8 = 1;

/// Where and when somebody wants to be reminded. Written sealed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Reminders {
    version: u8,
    /// Where to.
    pub address: String,
    /// The hour of the day, on the person's wall.
    pub hour: u8,
    /// In milliseconds, in order.
    times: Vec<i64>,
    /// Up to here all is done.
    done: i64,
    tries: u32,
    /// Not before this.
    next: i64,
}

impl Reminders {
    /// Reminders for this address, from now on.
    pub fn new(address: &str, hour: u8, now: Timestamp) -> Self {
        let done = now.as_millis();
        Self {
            version: VERSION,
            address: address.to_owned(),
            hour,
            times: Vec::new(),
            done,
            tries: 0,
            next: 0,
        }
    }

    /// Takes the times that are ahead in place of those it had. What is due and was not sent yet stays due.
    pub fn set_times(&mut self, times: impl IntoIterator<Item = Timestamp>, now: Timestamp) {
        let now = now.as_millis();
        self.times.retain(|time| *time <= now && *time > self.done);
        let mut ahead: Vec<_> =
            times.into_iter().map(Timestamp::as_millis).filter(|time| *time > now).collect();
        ahead.sort_unstable();
        ahead.dedup();
        self.times.extend(ahead.into_iter().take(MOST_TIMES));
    }

    /// Whether a mail is to be sent now: one, however many times have come.
    pub fn is_due(&self, now: Timestamp) -> bool {
        let now = now.as_millis();
        now >= self.next && self.times.iter().any(|time| *time <= now && *time > self.done)
    }

    /// Whatever was due is done.
    pub(crate) fn done(&mut self, now: Timestamp) {
        self.done = self.done.max(now.as_millis());
        self.times.retain(|time| *time > self.done);
        (self.tries, self.next) = (0, 0);
    }

    /// The mail server did not take what was noted as done: it is due again, after a pause. Nothing of this happens to
    /// reminders that were turned on anew meanwhile. Whether it did.
    pub(crate) fn go_back_to(&mut self, before: Self, now: Timestamp) -> bool {
        if self.address != before.address || self.done != before.done.max(now.as_millis()) {
            return false;
        }
        self.times.extend(before.times.iter().filter(|time| **time <= now.as_millis()));
        self.times.sort_unstable();
        (self.done, self.tries, self.next) = (before.done, before.tries, before.next);
        true
    }

    /// It could not be sent. It is tried again after a pause; whether there were so many tries that it is not.
    pub(crate) fn failed(&mut self, now: Timestamp) -> bool {
        self.tries += 1;
        let over = self.tries >= MOST_TRIES;
        if over {
            self.done(now);
        } else {
            let pause = FIRST_PAUSE_SECONDS << (self.tries - 1);
            self.next = now.plus_seconds(pause).as_millis();
        }
        over
    }

    /// A clock that ran ahead was put right: what was done on days that are still to come is not done, and no pause is longer
    /// than the longest.
    pub(crate) fn put_right(&mut self, now: Timestamp) {
        if self.done > now.as_millis().saturating_add(DAY_MILLIS) {
            self.done = now.as_millis();
        }
        if self.next > now.plus_seconds(LONGEST_PAUSE_SECONDS).as_millis() {
            self.next = 0;
        }
    }

    /// Whether nothing is tried now, because it failed a moment ago.
    pub(crate) fn pauses(&self, now: Timestamp) -> bool {
        now.as_millis() < self.next
    }

    /// That time, or the end of the pause.
    pub(crate) fn after_pause(&self, at: Timestamp) -> Timestamp {
        at.max(Timestamp::from_millis(self.next))
    }

    /// When this is looked at next: when it is due, or a whole number of days before that. So the hour shows, and no day.
    pub(crate) fn look(&self, now: Timestamp) -> Timestamp {
        let due = self.times.iter().find(|time| **time > self.done).map(|time| (*time).max(self.next));
        let ahead = due.map_or(DAY_MILLIS, |due| due - now.as_millis());
        let soon = if ahead > DAY_MILLIS { (ahead - 1) % DAY_MILLIS + 1 } else { ahead.max(0) };
        Timestamp::from_millis(now.as_millis().saturating_add(soon))
    }

    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("times hold nothing that cannot be written")
    }

    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok().filter(|read: &Self| read.version == VERSION)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(minutes: i64) -> Timestamp {
        Timestamp::from_millis(minutes * 60_000)
    }

    fn due_at(times: &[i64]) -> Reminders {
        let mut reminders = Reminders::new("a@b.example", 9, at(0));
        reminders.set_times(times.iter().map(|time| at(*time)), at(0));
        reminders
    }

    #[test]
    fn many_times_that_came_while_the_program_was_down_are_one_mail() {
        let mut reminders = due_at(&[10, 20, 30, 500]);
        assert!(!reminders.is_due(at(9)) && reminders.is_due(at(10)));
        reminders.done(at(100));
        assert!(!reminders.is_due(at(499)), "the three of them are done");
        assert!(reminders.is_due(at(500)));
    }

    #[test]
    fn the_pauses_double_to_four_hours_and_a_quarter_and_then_it_is_let_go() {
        let mut reminders = due_at(&[10, 100_000]);
        let (mut now, mut pauses) = (10, Vec::new());
        while reminders.is_due(at(now)) {
            reminders.failed(at(now));
            let pause = (0..1_000).find(|pause| reminders.is_due(at(now + pause)));
            let Some(pause) = pause else { break };
            pauses.push(pause);
            now += pause;
        }
        assert_eq!(pauses, [1, 2, 4, 8, 16, 32, 64, 128, 256]);
        assert!(reminders.is_due(at(100_000)), "the next one is another");
    }

    #[test]
    fn it_is_looked_at_once_a_day_at_the_same_minute_and_then_when_it_is_due() {
        let (day, due) = (24 * 60, 10 * 24 * 60 + 70);
        let reminders = due_at(&[due, due + 3 * day]);
        let (mut now, mut looks) = (0, Vec::new());
        while now < due {
            now = reminders.look(at(now)).as_millis() / 60_000;
            looks.push(now);
        }
        assert_eq!(looks, (0..=10).map(|days| days * day + 70).collect::<Vec<_>>());
        assert_eq!(due_at(&[]).look(at(5)), at(5 + day), "and where nothing waits");
    }

    #[test]
    fn new_times_keep_what_is_due_and_bring_nothing_of_the_past() {
        let mut reminders = due_at(&[10, 50]);
        reminders.set_times([at(5), at(90), at(80), at(90)], at(20));
        assert_eq!(reminders.times, [10, 80, 90].map(|minutes| minutes * 60_000));
        reminders.done(at(20));
        reminders.set_times([at(10)], at(30));
        assert!(!reminders.is_due(at(1_000)), "what is done stays done");
        reminders.set_times((0..200).map(|minute| at(100 + minute)), at(30));
        assert_eq!(reminders.times.len(), MOST_TIMES);
    }

    #[test]
    fn a_clock_that_ran_ahead_silences_nothing_once_it_is_put_right() {
        let (day, years) = (24 * 60, 10 * 365 * 24 * 60);
        let mut reminders = due_at(&[10, years]);
        reminders.done(at(years - 1));
        reminders.set_times([at(20), at(30)], at(15));
        assert!(!reminders.is_due(at(40)), "all of it was done in years to come");
        reminders.put_right(at(15));
        assert!(!reminders.is_due(at(19)) && reminders.is_due(at(20)));
        reminders.failed(at(years));
        reminders.put_right(at(20));
        assert!(reminders.is_due(at(20)), "nor does a pause of then");

        let mut usual = due_at(&[10, 20, 5 * day]);
        usual.done(at(10));
        let done = usual.clone();
        usual.put_right(at(10 - day));
        assert_eq!(usual, done, "a day is no sign of a clock that ran ahead");
        (0..9).for_each(|_| assert!(!usual.failed(at(20))));
        let pauses = usual.clone();
        usual.put_right(at(20));
        assert_eq!(usual, pauses, "nor is the longest pause");
    }

    #[test]
    fn the_written_form_is_frozen() {
        let written =
            r#"{"version":1,"address":"a@b.example","hour":9,"times":[600000],"done":0,"tries":0,"next":0}"#;
        assert_eq!(String::from_utf8(due_at(&[10]).to_bytes()).unwrap(), written);
        assert_eq!(Reminders::from_bytes(written.as_bytes()), Some(due_at(&[10])));
        assert_eq!(Reminders::from_bytes(written.replace(":1,\"address", ":2,\"address").as_bytes()), None);
    }

    proptest! {
        /// Whatever is set, fails or succeeds in whatever order: no time is ever sent twice.
        #[test]
        fn no_time_is_sent_twice(steps in prop::collection::vec((0i64..50, prop::collection::vec(0i64..2_000, 0..5), any::<bool>()), 1..60)) {
            let (mut reminders, mut now, mut sent) = (due_at(&[]), 0, Vec::new());
            for (later, times, works) in steps {
                now += later;
                reminders.set_times(times.into_iter().map(at), at(now));
                if reminders.is_due(at(now)) {
                    if works {
                        let due = reminders.times.iter().filter(|time| **time <= at(now).as_millis());
                        sent.extend(due.copied());
                        reminders.done(at(now));
                        prop_assert!(!reminders.is_due(at(now)));
                    } else {
                        reminders.failed(at(now));
                    }
                }
            }
            let many = sent.len();
            sent.sort_unstable();
            sent.dedup();
            prop_assert_eq!(sent.len(), many);
        }
    }
}
