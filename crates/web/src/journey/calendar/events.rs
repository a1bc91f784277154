//! Which records of a notebook wait for a day or an hour, as events that tell nothing else of them.

use hearken_core::{
    EventId, Notebook, RecordId, Timestamp,
    agreements::Agreement,
    decisions::Decision,
    journey::{SmallAct, State, TreatmentSession},
    plan,
};
use hearken_report::calendar::{At, Event, EventKind};
use jiff::{ToSpan, civil::Date};

/// How long a reminder lasts in a calendar.
const LASTS_SECONDS: i64 = 15 * 60;

/// A day, to leave out the hour of a change.
const DAY_MILLIS: i64 = 24 * 60 * 60 * 1000;

/// A record that waits, when, and whether it does so no longer.
type Waiting = (RecordId, At, bool);

/// Everything that waits, past and far ahead as well: `calendar` takes what fits. `name` gives the name of a record in
/// calendars. With `days_only` no hour is told, not even
/// that of a change.
///
/// All are reminders, sessions too: an appointment would say that somebody is met.
pub(in crate::journey) fn of(
    notebook: &Notebook,
    review_days: u32,
    days_only: bool,
    name: impl Fn(RecordId) -> EventId,
) -> Vec<Event> {
    let event = |(record, at, cancelled): Waiting| {
        let revision = notebook.current(record)?;
        Some(Event {
            id: name(record),
            changed: if days_only { day_of(revision.saved) } else { revision.saved },
            at,
            kind: EventKind::Reminder,
            sequence: revision.rev.saturating_sub(1),
            cancelled,
        })
    };
    let all = sessions(notebook, days_only).chain(acts(notebook)).chain(agreements(notebook));
    all.chain(decisions(notebook)).chain(the_plan(notebook, review_days)).filter_map(event).collect()
}

fn sessions(notebook: &Notebook, days_only: bool) -> impl Iterator<Item = Waiting> {
    let waits = move |(id, session): (RecordId, &TreatmentSession)| {
        let cancelled = session.state == State::Cancelled;
        let at = match days_only || session.planned.all_day {
            true => At::Day(session.planned.date()),
            false => time(session.planned.at),
        };
        (cancelled || session.state.is_before()).then_some((id, at, cancelled))
    };
    notebook.all::<TreatmentSession>().filter_map(waits)
}

/// The beginning of that day in Greenwich.
fn day_of(at: Timestamp) -> Timestamp {
    Timestamp::from_millis(at.as_millis().div_euclid(DAY_MILLIS).saturating_mul(DAY_MILLIS))
}

fn time(from: Timestamp) -> At {
    At::Time { from, to: from.plus_seconds(LASTS_SECONDS) }
}

fn acts(notebook: &Notebook) -> impl Iterator<Item = Waiting> {
    let still = |act: &SmallAct| act.day.filter(|day| act.is_due(*day));
    notebook.all::<SmallAct>().filter_map(move |(id, act)| Some((id, At::Day(still(act)?), false)))
}

/// One that was let go before its day is taken out of calendars again.
fn agreements(notebook: &Notebook) -> impl Iterator<Item = Waiting> {
    let still = |agreement: &Agreement| {
        agreement.due.filter(|day| agreement.ended.is_some() || agreement.is_due(*day))
    };
    let all = notebook.all::<Agreement>();
    all.filter_map(move |(id, agreement)| Some((id, At::Day(still(agreement)?), agreement.ended.is_some())))
}

/// The day to look back at what was decided, until somebody did.
fn decisions(notebook: &Notebook) -> impl Iterator<Item = Waiting> {
    let still = |decision: &Decision| decision.look_back.filter(|day| decision.is_due(*day));
    notebook.all::<Decision>().filter_map(move |(id, decision)| Some((id, At::Day(still(decision)?), false)))
}

/// The day on which the safety plan asks to be looked at again.
fn the_plan(notebook: &Notebook, review_days: u32) -> Option<Waiting> {
    let plan = plan::current(notebook);
    let after = |looked: Date| looked.saturating_add(i64::from(review_days).days());
    let day = plan.looked.map(after).filter(|_| !plan.is_empty())?;
    Some((plan::id(notebook), At::Day(day), false))
}

#[cfg(test)]
mod tests {
    use hearken_core::{
        Record, Revision, When,
        agreements::{Kept, Look},
        decisions::LookBack,
        notebook::Prepared,
        plan::{PlanEntry, PlanStep, SafetyPlan},
    };
    use hearken_report::calendar::Feed;
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    const NOON: i64 = 1_795_348_800_000;

    fn at(millis: i64) -> When {
        When::new(Timestamp::from_millis(millis), 60)
    }

    fn id(number: u8) -> RecordId {
        RecordId::from_bytes([number; 16])
    }

    fn put(notebook: &mut Notebook, record: RecordId, rev: u32, what: impl Into<Record>) {
        let saved = Timestamp::from_millis(NOON + i64::from(rev));
        let (base, settles, what) = (rev - 1, Vec::new(), what.into());
        notebook.apply(Prepared::of(Revision { record, rev, base, settles, saved, what }));
    }

    fn all(notebook: &Notebook, days_only: bool) -> Vec<Event> {
        of(notebook, 90, days_only, |record| EventId::from_bytes(record.bytes()))
    }

    fn times(notebook: &Notebook) -> Vec<(At, bool)> {
        all(notebook, false).into_iter().map(|event| (event.at, event.cancelled)).collect()
    }

    fn session(state: State) -> TreatmentSession {
        TreatmentSession { planned: at(NOON), state, ..TreatmentSession::new(id(1)) }
    }

    #[test]
    fn a_session_waits_at_its_hour_until_it_begins_and_one_called_off_is_cancelled() {
        let found = State::ALL.map(|state| {
            let mut notebook = Notebook::default();
            put(&mut notebook, id(2), 1, session(state));
            times(&notebook).first().map(|(_, cancelled)| *cancelled)
        });
        let before = Some(false);
        assert_eq!(found, [before, before, before, None, None, None, None, Some(true)]);
    }

    #[test]
    fn a_session_lasts_a_quarter_of_an_hour_and_with_days_only_its_own_day() {
        let mut notebook = Notebook::default();
        // Half past midnight on the 23rd in Berlin, when it is still the 22nd in Greenwich.
        put(
            &mut notebook,
            id(2),
            1,
            TreatmentSession { planned: at(NOON + 41_400_000), ..session(State::Ready) },
        );
        let from = Timestamp::from_millis(NOON + 41_400_000);
        assert_eq!(times(&notebook), [(At::Time { from, to: from.plus_seconds(900) }, false)]);
        assert_eq!(all(&notebook, true)[0].at, At::Day(date(2026, 11, 23)));
        let day = When { all_day: true, ..at(NOON) };
        put(&mut notebook, id(2), 2, TreatmentSession { planned: day, ..session(State::Ready) });
        assert_eq!(times(&notebook), [(At::Day(date(2026, 11, 22)), false)]);
    }

    #[test]
    fn an_event_keeps_its_name_and_counts_its_changes() {
        let mut notebook = Notebook::default();
        put(&mut notebook, id(2), 1, session(State::Planned));
        let first = all(&notebook, false);
        assert_eq!(first, all(&notebook, false), "asking again changes nothing");
        put(&mut notebook, id(2), 2, session(State::Cancelled));
        let then = all(&notebook, false);
        assert_eq!((first[0].sequence, then[0].sequence), (0, 1));
        assert!(first[0].id == then[0].id && first[0].changed < then[0].changed);
    }

    #[test]
    fn an_act_and_an_agreement_wait_for_their_day_until_somebody_looked() {
        let day = date(2026, 12, 1);
        let look = Look { when: at(NOON + 20 * 86_400_000), kept: Kept::Yes, words: String::new() };
        let act = SmallAct { day: Some(day), ..SmallAct::new(id(1)) };
        let agreement = Agreement { due: Some(day), ..Agreement::default() };
        let mut notebook = Notebook::default();
        put(&mut notebook, id(3), 1, act.clone());
        put(&mut notebook, id(4), 1, agreement.clone());
        assert_eq!(times(&notebook), [(At::Day(day), false); 2]);
        put(&mut notebook, id(3), 2, SmallAct { looks: vec![look.clone()], ..act });
        put(&mut notebook, id(4), 2, Agreement { looks: vec![look], ..agreement.clone() });
        assert_eq!(times(&notebook), []);
        put(&mut notebook, id(4), 3, Agreement { ended: Some(at(NOON)), ..agreement });
        assert_eq!(times(&notebook), [(At::Day(day), true)], "let go before its day");
    }

    #[test]
    fn a_decision_waits_for_its_day_once_it_is_decided_and_until_somebody_looked_back() {
        let day = date(2026, 12, 1);
        let open = Decision { question: "x".to_owned(), look_back: Some(day), ..Decision::default() };
        let decided = Decision { decided: Some(at(NOON)), ..open.clone() };
        let mut notebook = Notebook::default();
        put(&mut notebook, id(5), 1, open);
        assert_eq!(times(&notebook), [], "nothing is decided yet");
        put(&mut notebook, id(5), 2, decided.clone());
        assert_eq!(times(&notebook), [(At::Day(day), false)]);
        let back = LookBack { when: at(NOON + 20 * 86_400_000), words: "y".to_owned() };
        put(&mut notebook, id(5), 3, Decision { looked_back: vec![back], ..decided.clone() });
        assert_eq!(times(&notebook), []);
        put(&mut notebook, id(5), 4, Decision { look_back: None, ..decided });
        assert_eq!(times(&notebook), []);
    }

    #[test]
    fn the_plan_waits_ninety_days_after_it_was_looked_at_and_an_empty_one_never() {
        let entry = PlanEntry { words: "x".to_owned(), ..PlanEntry::default() };
        let step = PlanStep { id: "signs".to_owned(), entries: vec![entry] };
        let looked = Some(date(2026, 11, 22));
        let mut notebook = Notebook::default();
        let plan = plan::id(&notebook);
        put(&mut notebook, plan, 1, SafetyPlan { looked, ..SafetyPlan::default() });
        assert_eq!(times(&notebook), []);
        put(&mut notebook, plan, 2, SafetyPlan { looked, steps: vec![step], ..SafetyPlan::default() });
        assert_eq!(times(&notebook), [(At::Day(date(2027, 2, 20)), false)]);
    }

    proptest! {
        /// Whatever somebody wrote, and wherever: no word of it is in the file, nor in what a feed keeps or gives.
        #[test]
        fn no_word_of_any_record_is_in_a_calendar(words in prop::collection::vec("zq[a-z]{6,12}qz", 12), days_only: bool) {
            let mut word = words.iter().cloned().cycle();
            let mut next = || word.next().unwrap_or_default();
            let (day, mut notebook) = (date(2026, 12, 1), Notebook::default());
            put(&mut notebook, id(2), 1, TreatmentSession { sitter: next(), notes: next(), ..session(State::Planned) });
            put(&mut notebook, id(3), 1, SmallAct { what: next(), place: next(), day: Some(day), ..SmallAct::new(id(2)) });
            put(&mut notebook, id(4), 1, Agreement { what: next(), due: Some(day), ..Agreement::default() });
            let decision = Decision { question: next(), choice: next(), look_back: Some(day), ..Decision::default() };
            put(&mut notebook, id(5), 1, Decision { decided: Some(at(NOON)), ..decision });
            let entry = PlanEntry { words: next(), ..PlanEntry::default() };
            let steps = vec![PlanStep { id: next(), entries: vec![entry] }];
            let plan = SafetyPlan { looked: Some(day), steps, ..SafetyPlan::default() };
            let plan_id = plan::id(&notebook);
            put(&mut notebook, plan_id, 1, plan);
            let events = all(&notebook, days_only);
            prop_assert_eq!(events.len(), 5, "each of them is told");
            let feed = Feed { made: at(NOON).at, zone: None, offset_minutes: 60, days_only, events: events.clone() };
            let file = hearken_report::calendar::calendar(events, &at(NOON));
            let kept = String::from_utf8_lossy(&feed.to_bytes()).into_owned();
            for text in [file, kept, feed.text(at(NOON).at)] {
                prop_assert!(words.iter().all(|word| !text.contains(word)), "{}", text);
            }
        }
    }
}
