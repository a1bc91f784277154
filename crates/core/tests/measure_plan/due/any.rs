//! What holds for any days, near and at the ends of the calendar.

use hearken_core::measure_plan::due::{BASELINES_APART, Days, Due, Why, due};
use jiff::{ToSpan, civil::Date};
use proptest::{collection::vec, option, prelude::*};

use super::day;

/// Most lie within some months of each other, some anywhere.
fn any_day() -> impl Strategy<Value = Date> + Clone {
    let from_the_start = |n: i32| Date::MIN.saturating_add(n.days());
    prop_oneof![
        12 => (-100..100_i32).prop_map(day),
        1 => (0..7_304_484_i32).prop_map(from_the_start),
        1 => prop_oneof![Just(Date::MIN), Just(Date::MAX)],
    ]
}

#[derive(Clone, Debug)]
struct Known {
    finished: Vec<Date>,
    sessions: Vec<Date>,
    next: Option<Date>,
    every: u16,
    recall: Option<u32>,
}

impl Known {
    fn on(&self, today: Date) -> Option<Due> {
        let days = Days { finished: &self.finished, sessions: &self.sessions, next_session: self.next };
        due(&days, self.every, self.recall, today)
    }

    fn last(&self) -> Option<Date> {
        self.finished.iter().max().copied()
    }

    /// How many days ago it was finished last; below 0 where that lies ahead.
    fn age(&self, today: Date) -> i64 {
        self.last().map_or(i64::MAX, |last| i64::from((today - last).get_days()))
    }
}

prop_compose! {
    fn known()(
        finished in vec(any_day(), 0..5),
        sessions in vec(any_day(), 0..4),
        next in option::of(any_day()),
        every in prop_oneof![8 => 1..60_u16, 1 => any::<u16>()],
        recall in option::of(prop_oneof![8 => 0..40_u32, 1 => any::<u32>()]),
    ) -> Known {
        Known { finished, sessions, next, every, recall }
    }
}

/// The rules once more, day by day, as they are written down.
fn as_written(known: &Known, today: Date) -> Option<Why> {
    let Some(last) = known.last() else { return Some(Why::FirstBaseline) };
    let apart = i64::from(BASELINES_APART);
    let Some(&begun) = known.sessions.iter().min() else {
        let one = known.finished.iter().all(|&it| i64::from((last - it).get_days()) < apart);
        let wait = i64::from(known.every).max(i64::from(known.recall.unwrap_or(0)));
        let tracked = !one && known.next.is_none() && known.every > 0 && known.age(today) >= wait;
        let second = (one && known.age(today) >= apart).then_some(Why::SecondBaseline);
        return second.or(tracked.then_some(Why::Interval));
    };
    if known.age(today) < i64::from(known.recall.unwrap_or(0)).max(1) {
        return None;
    }
    let near = |session: Date| {
        let ahead = (session - today).get_days();
        (0..=2).contains(&ahead) && (session - last).get_days() > 2
    };
    if known.next.is_some_and(near) {
        return Some(Why::BeforeSession);
    }
    let passed = (1..).map(|k: i64| begun.checked_add((k * i64::from(known.every)).days()));
    let newest = passed.map_while(Result::ok).take_while(|&it| it <= today).last();
    newest.is_some_and(|newest| newest > last).then_some(Why::Interval)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn on_the_day_it_was_answered_nothing_is_due(known in known(), today in any_day()) {
        let mut known = known;
        known.finished.push(today);
        prop_assert_eq!(known.on(today), None);
    }

    #[test]
    fn what_is_due_stays_due_until_it_is_answered_or_its_session_has_passed(
        known in known(), today in any_day(), later in any_day(),
    ) {
        let (today, later) = (today.min(later), today.max(later));
        let Some(then) = known.on(today) else { return Ok(()) };
        let now = known.on(later);
        match then.why {
            Why::FirstBaseline => prop_assert_eq!(now, Some(Due { since: later, ..then })),
            Why::BeforeSession if known.next.is_some_and(|session| session < later) => {}
            _ => prop_assert_eq!(now, Some(then)),
        }
    }

    #[test]
    fn it_is_due_since_the_first_day_on_which_it_was_due(known in known(), today in any_day()) {
        let Some(found) = known.on(today) else { return Ok(()) };
        prop_assert!(found.since <= today);
        let then = known.on(found.since);
        // On that day a session that has passed since may have been the reason.
        let is_session = then.is_some_and(|then| then.why == Why::BeforeSession);
        prop_assert!(then == Some(found) || is_session && known.next < Some(today), "{:?}", then);
        if found.why != Why::FirstBaseline && let Ok(before) = found.since.yesterday() {
            prop_assert_ne!(known.on(before).map(|it| it.why), Some(found.why));
        }
    }

    #[test]
    fn the_order_of_the_days_and_days_that_stand_twice_change_nothing(
        (known, other) in known().prop_flat_map(|known| {
            let twice = |days: &Vec<Date>| Just([days.clone(), days.clone()].concat()).prop_shuffle();
            let other = (twice(&known.finished), twice(&known.sessions), Just(known.clone()));
            let other = other.prop_map(|(finished, sessions, known)| Known { finished, sessions, ..known });
            (Just(known), other)
        }),
        today in any_day(),
    ) {
        prop_assert_eq!(known.on(today), other.on(today));
    }

    #[test]
    fn g4_within_the_recall_nothing_but_a_second_baseline_is_due(known in known(), today in any_day()) {
        let within = known.age(today) < i64::from(known.recall.unwrap_or(0));
        let why = known.on(today).map(|due| due.why);
        prop_assert!(!within || matches!(why, None | Some(Why::SecondBaseline)), "{:?}", why);
    }

    #[test]
    fn it_is_due_when_the_rules_say_so_and_not_otherwise(
        known in known(), today in (-100..200_i32).prop_map(day),
    ) {
        let mut known = known;
        known.sessions.retain(|session| (-100..100).contains(&(*session - day(0)).get_days()));
        let (found, written) = (known.on(today).map(|due| due.why), as_written(&known, today));
        // Where both are so, the one that was due first is the reason.
        let either = [found, written].map(|why| why.is_some());
        prop_assert_eq!(either[0], either[1], "{:?} {:?}", found, written);
        if known.next.is_none() {
            prop_assert_eq!(found, written);
        }
    }

    #[test]
    fn an_interval_of_no_days_asks_for_nothing(known in known(), today in any_day()) {
        let known = Known { every: 0, ..known };
        prop_assert_ne!(known.on(today).map(|due| due.why), Some(Why::Interval));
    }
}
