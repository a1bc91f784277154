//! When a questionnaire is due: each rule with its numbers, and what has to hold for any days.

mod any;

use hearken_core::measure_plan::due::{Days, Due, Why, due};
use jiff::{ToSpan, civil::Date, civil::date};

/// So many days after the first of March 2026.
fn day(n: i32) -> Date {
    date(2026, 3, 1) + n.days()
}

fn days(all: &[i32]) -> Vec<Date> {
    all.iter().map(|&n| day(n)).collect()
}

fn is(why: Why, since: i32) -> Option<Due> {
    Some(Due { why, since: day(since) })
}

/// Somebody's days, each as so many days after the first of March.
#[derive(Clone, Copy)]
struct Story<'a> {
    finished: &'a [i32],
    sessions: &'a [i32],
    next: Option<i32>,
    every: u16,
    recall: Option<u32>,
}

/// Somebody who is asked every two weeks, and looks back over two weeks.
const FORTNIGHTLY: Story<'static> =
    Story { finished: &[], sessions: &[], next: None, every: 14, recall: Some(14) };

impl Story<'_> {
    fn on(&self, today: i32) -> Option<Due> {
        let (finished, sessions) = (days(self.finished), days(self.sessions));
        let known = Days { finished: &finished, sessions: &sessions, next_session: self.next.map(day) };
        due(&known, self.every, self.recall, day(today))
    }

    /// The days on which it is due, of the first hundred.
    fn due_on(&self) -> Vec<i32> {
        (0..100).filter(|&today| self.on(today).is_some()).collect()
    }
}

#[test]
fn measures_14_what_was_never_finished_is_due_as_the_first_baseline() {
    for sessions in [&[][..], &[3]] {
        let story = Story { sessions, next: Some(6), ..FORTNIGHTLY };
        assert_eq!(story.on(5), is(Why::FirstBaseline, 5));
    }
}

#[test]
fn outcomes_6_the_second_baseline_is_due_from_the_seventh_day_on_though_the_recall_overlaps() {
    let story = Story { finished: &[0], ..FORTNIGHTLY };
    assert_eq!(story.due_on(), Vec::from_iter(7..100));
    assert_eq!(story.on(30), is(Why::SecondBaseline, 7));
}

#[test]
fn outcomes_6_what_lies_within_seven_days_is_one_baseline() {
    let twice = Story { finished: &[0, 0], ..FORTNIGHTLY };
    assert_eq!(twice.on(7), is(Why::SecondBaseline, 7));
    let early = Story { finished: &[0, 6], ..FORTNIGHTLY };
    assert_eq!((early.on(12), early.on(13)), (None, is(Why::SecondBaseline, 13)));
}

#[test]
fn outcomes_6_two_baselines_seven_days_apart_are_enough_until_treatment_begins() {
    let story = Story { finished: &[0, 7], next: Some(50), ..FORTNIGHTLY };
    assert_eq!(story.due_on(), []);
}

#[test]
fn outcomes_6_no_second_baseline_is_due_once_treatment_began() {
    let story = Story { finished: &[0], sessions: &[8], ..FORTNIGHTLY };
    assert_eq!((story.on(8), story.on(21)), (None, None));
}

#[test]
fn measures_14_it_is_due_every_so_many_days_from_the_first_session_on() {
    let mut story = Story { finished: &[0, 7], sessions: &[10, 13], ..FORTNIGHTLY };
    assert_eq!((story.on(10), story.on(23), story.on(24)), (None, None, is(Why::Interval, 24)));
    story.finished = &[0, 7, 24];
    assert_eq!((story.on(37), story.on(38)), (None, is(Why::Interval, 38)));
}

#[test]
fn measures_14_what_was_missed_stays_due_since_its_first_day() {
    let story = Story { finished: &[0, 7], sessions: &[10], ..FORTNIGHTLY };
    assert_eq!(story.on(90), is(Why::Interval, 24));
}

#[test]
fn measures_14_what_was_answered_late_is_next_due_by_the_days_of_the_first_session() {
    let story = Story { finished: &[0, 7, 28], sessions: &[10], every: 7, recall: Some(1), ..FORTNIGHTLY };
    assert_eq!((story.on(30), story.on(31)), (None, is(Why::Interval, 31)));
}

#[test]
fn g4_nothing_is_due_while_the_last_answers_still_cover_these_days() {
    let story = Story { finished: &[0, 20], sessions: &[10], next: Some(26), ..FORTNIGHTLY };
    assert_eq!((story.on(24), story.on(33), story.on(34)), (None, None, is(Why::Interval, 34)));
}

#[test]
fn g4_before_a_session_it_is_due_two_days_ahead_where_the_recall_is_over() {
    let story = Story { finished: &[0, 9], sessions: &[10], next: Some(24), every: 30, ..FORTNIGHTLY };
    assert_eq!(story.on(22), None, "the last answers speak of these days");
    assert_eq!((story.on(23), story.on(24)), (is(Why::BeforeSession, 23), is(Why::BeforeSession, 23)));
    assert_eq!(story.on(25), None, "the day has passed");
    let later = Story { next: Some(30), ..story };
    assert_eq!((later.on(27), later.on(28)), (None, is(Why::BeforeSession, 28)));
}

#[test]
fn a_session_asks_once_for_what_looks_back_over_no_days() {
    let story = Story { finished: &[0, 28], sessions: &[10], next: Some(30), every: 90, recall: None };
    assert_eq!(story.due_on(), []);
    let before = Story { finished: &[0, 27], ..story };
    assert_eq!(before.due_on(), [28, 29, 30]);
}

#[test]
fn measures_14_before_the_first_session_the_baselines_are_what_is_asked() {
    let story = Story { finished: &[0, 7], next: Some(60), ..FORTNIGHTLY };
    assert_eq!(story.on(59), None);
}

#[test]
fn what_was_due_first_is_the_reason() {
    let story = Story { finished: &[0, 7], sessions: &[10], ..FORTNIGHTLY };
    let by = |next| Story { next: Some(next), ..story }.on(25);
    assert_eq!(by(25), is(Why::BeforeSession, 23));
    assert_eq!(by(26), is(Why::BeforeSession, 24), "of the same day, the session is the reason");
    assert_eq!(by(27), is(Why::Interval, 24));
}

#[test]
fn a_clock_that_was_set_back_asks_nothing_anew() {
    let baseline = Story { finished: &[20], ..FORTNIGHTLY };
    let begun = Story { finished: &[20], sessions: &[0], next: Some(15), ..FORTNIGHTLY };
    assert_eq!((baseline.on(15), begun.on(15)), (None, None));
}

#[test]
fn measures_14_without_any_treatment_it_is_asked_so_many_days_after_the_last_time() {
    let story = Story { finished: &[0, 7], ..FORTNIGHTLY };
    assert_eq!((story.on(20), story.on(21)), (None, is(Why::Interval, 21)));
    let monthly = Story { finished: &[0, 7], every: 30, ..FORTNIGHTLY };
    assert_eq!((monthly.on(36), monthly.on(37)), (None, is(Why::Interval, 37)));
}
