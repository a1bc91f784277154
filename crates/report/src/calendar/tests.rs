//! What a calendar file says, and what it never says.

use std::collections::HashSet;

use jiff::civil::date;
use proptest::prelude::*;

use super::*;

/// 2026-03-01T08:00:00Z.
pub(super) const NOW: i64 = 1_772_352_000_000;
pub(super) const DAY: i64 = 86_400_000;

/// The file of the format's description, byte for byte.
const EXAMPLE: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Notebook//EN\r\nBEGIN:VEVENT\r\n\
    UID:7b0e4f0c-8f1e-4f43-9d0e-3c2a1b9f5d11\r\nDTSTAMP:20260301T080000Z\r\nDTSTART:20260302T170000Z\r\n\
    DTEND:20260302T171500Z\r\nSUMMARY:Notebook\r\nCLASS:PRIVATE\r\nTRANSP:TRANSPARENT\r\nEND:VEVENT\r\n\
    END:VCALENDAR\r\n";

fn now() -> When {
    When::new(Timestamp::from_millis(NOW), 0)
}

pub(super) fn event() -> Event {
    let from = Timestamp::from_millis(NOW + DAY + 9 * 3_600_000);
    Event {
        id: "7b0e4f0c-8f1e-4f43-9d0e-3c2a1b9f5d11".parse().unwrap(),
        changed: Timestamp::from_millis(NOW),
        at: At::Time { from, to: from.plus_seconds(15 * 60) },
        kind: EventKind::Reminder,
        sequence: 0,
        cancelled: false,
    }
}

pub(super) fn id(number: u32) -> EventId {
    let mut bytes = [7; 16];
    bytes[..4].copy_from_slice(&number.to_be_bytes());
    EventId::from_bytes(bytes)
}

#[test]
fn a_reminder_is_written_as_the_format_was_described() {
    assert_eq!(calendar(vec![event()], &now()), EXAMPLE);
}

#[test]
fn a_notebook_in_which_nothing_waits_gives_a_calendar_without_events() {
    let empty = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Notebook//EN\r\nEND:VCALENDAR\r\n";
    assert_eq!(calendar(Vec::new(), &now()), empty);
}

#[test]
fn a_day_ends_on_the_next_one_also_over_a_year_and_a_clock_change() {
    for (day, from, to) in
        [(date(2026, 12, 31), "20261231", "20270101"), (date(2026, 3, 29), "20260329", "20260330")]
    {
        let text = calendar(vec![Event { at: At::Day(day), ..event() }], &now());
        assert!(text.contains(&format!("DTSTART;VALUE=DATE:{from}\r\nDTEND;VALUE=DATE:{to}\r\n")), "{text}");
    }
}

#[test]
fn an_appointment_takes_its_time_and_says_no_more() {
    let text = calendar(vec![Event { kind: EventKind::Appointment, ..event() }], &now());
    assert!(text.contains("SUMMARY:Appointment\r\nCLASS:PRIVATE\r\nTRANSP:OPAQUE\r\n"));
}

#[test]
fn a_cancelled_event_stays_for_thirty_days_and_then_goes() {
    let cancelled = |days: i64| Event {
        cancelled: true,
        sequence: 3,
        changed: Timestamp::from_millis(NOW - days * DAY),
        ..event()
    };
    let text = calendar(vec![cancelled(30)], &now());
    assert!(text.contains("SEQUENCE:3\r\nSTATUS:CANCELLED\r\n"));
    assert!(!calendar(vec![cancelled(31)], &now()).contains("VEVENT"));
}

#[test]
fn what_is_over_or_more_than_twelve_months_ahead_is_left_out() {
    let at = |from: i64, to: i64| {
        let at = At::Time { from: Timestamp::from_millis(NOW + from), to: Timestamp::from_millis(NOW + to) };
        upcoming(vec![Event { at, ..event() }], &now()).len()
    };
    assert_eq!(
        [at(-2, -1), at(-2, 0), at(-1, 1), at(365 * DAY, 366 * DAY), at(366 * DAY, 367 * DAY)],
        [0, 0, 1, 1, 0]
    );
    let day = |day| upcoming(vec![Event { at: At::Day(day), ..event() }], &now()).len();
    let days = [date(2026, 2, 28), date(2026, 3, 1), date(2027, 3, 1), date(2027, 3, 2), Date::MAX];
    assert_eq!(days.map(day), [0, 1, 1, 0, 0]);
}

/// At 23:30 in Auckland it is still the day before in Greenwich.
#[test]
fn which_day_is_over_is_asked_of_the_persons_own_clock() {
    let auckland = When::new(Timestamp::from_millis(NOW + 150 * 60_000), 13 * 60);
    let on = |day| upcoming(vec![Event { at: At::Day(day), ..event() }], &auckland).len();
    assert_eq!([date(2026, 2, 28), date(2026, 3, 1)].map(on), [0, 1]);
}

#[test]
fn of_too_many_events_the_next_ones_are_kept() {
    let many = (0..500).map(|number| {
        let from = Timestamp::from_millis(NOW + i64::from(500 - number) * 3_600_000);
        Event { id: id(number), at: At::Time { from, to: from.plus_seconds(900) }, ..event() }
    });
    let kept = upcoming(many.clone().collect(), &now());
    assert_eq!((kept.len(), kept[0].id, kept[399].id), (400, id(499), id(100)));
    let text = calendar(many.collect(), &now());
    assert_eq!(text.matches("BEGIN:VEVENT").count(), 400);
    assert!(text.len() <= MOST_BYTES, "{}", text.len());
}

/// The lines of a file, with what was folded laid together again.
fn unfolded(text: &str) -> Vec<String> {
    text.replace("\r\n ", "").split_terminator("\r\n").map(str::to_owned).collect()
}

/// What RFC 5545 demands and readers let pass, and that nothing stands there besides what we know.
pub(super) fn fault_of(text: &str) -> Option<String> {
    let known = [
        "BEGIN",
        "END",
        "VERSION",
        "PRODID",
        "UID",
        "DTSTAMP",
        "DTSTART",
        "DTEND",
        "SUMMARY",
        "CLASS",
        "TRANSP",
        "SEQUENCE",
        "STATUS",
        "NAME",
        "X-WR-CALNAME",
        "REFRESH-INTERVAL",
        "X-PUBLISHED-TTL",
    ];
    let lines = unfolded(text);
    let name = |line: &String| line.split([':', ';']).next().unwrap_or_default().to_owned();
    if let Some(line) = lines.iter().find(|line| !known.contains(&name(line).as_str())) {
        return Some(format!("{line} has no place here"));
    }
    if lines.iter().any(|line| line.contains(['\r', '\n'])) || !text.ends_with("\r\n") {
        return Some("a line ends in another way".to_owned());
    }
    let before: Vec<_> = lines.iter().take_while(|line| *line != "BEGIN:VEVENT").map(name).collect();
    let once = |wanted: &str| before.iter().filter(|name| *name == wanted).count() == 1;
    if !once("VERSION") || !once("PRODID") || text.matches("BEGIN:VCALENDAR\r\n").count() != 1 {
        return Some("the calendar does not say once what it is".to_owned());
    }
    let mut ids = HashSet::new();
    for event in lines.split(|line| line == "BEGIN:VEVENT").skip(1) {
        let names: Vec<_> = event.iter().map(name).collect();
        for once in ["UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "CLASS", "TRANSP"] {
            if names.iter().filter(|name| *name == once).count() != 1 {
                return Some(format!("{once} does not stand once in {event:?}"));
            }
        }
        if !ids.insert(event[0].clone()) {
            return Some(format!("{} stands twice", event[0]));
        }
    }
    None
}

#[test]
fn our_own_check_notices_what_readers_of_calendars_let_pass() {
    assert_eq!(fault_of(EXAMPLE), None);
    let without = |line: &str| fault_of(&EXAMPLE.replace(line, ""));
    assert!(without("UID:7b0e4f0c-8f1e-4f43-9d0e-3c2a1b9f5d11\r\n").is_some());
    assert!(without("DTSTAMP:20260301T080000Z\r\n").is_some());
    assert!(without("CLASS:PRIVATE\r\n").is_some());
    assert!(without("VERSION:2.0\r\n").is_some() && without("PRODID:-//Notebook//EN\r\n").is_some());
    assert!(fault_of(&EXAMPLE.replace("DTEND:20260302T171500Z", "DURATION:PT15M")).is_some());
    assert!(fault_of(&EXAMPLE.replace("CLASS:PRIVATE", "CLASS:PRIVATE\r\nDESCRIPTION:x")).is_some());
    assert!(fault_of(&EXAMPLE.replace("CLASS:PRIVATE\r\n", "CLASS:PRIVATE\n")).is_some());
}

pub(super) fn any_event() -> impl Strategy<Value = Event> {
    let instant = prop_oneof![any::<i64>(), NOW - DAY..NOW + 400 * DAY].prop_map(Timestamp::from_millis);
    let time = (instant.clone(), instant.clone()).prop_map(|(from, to)| At::Time { from, to });
    let day = (-9_999i16..=9_999, 1i8..=12, 1i8..=28)
        .prop_map(|(year, month, day)| At::Day(date(year, month, day)));
    let soon = (1i8..=12, 1i8..=28).prop_map(|(month, day)| At::Day(date(2026, month, day)));
    let kind = prop_oneof![Just(EventKind::Reminder), Just(EventKind::Appointment)];
    (instant, prop_oneof![time, day, soon], kind, any::<u32>(), any::<bool>()).prop_map(
        |(changed, at, kind, sequence, cancelled)| Event {
            changed,
            at,
            kind,
            sequence,
            cancelled,
            ..event()
        },
    )
}

proptest! {
    #[test]
    fn whatever_the_events_are_every_field_is_there_once_and_nothing_else_is(
        events in prop::collection::vec(any_event(), 0..40),
        now in prop_oneof![any::<i64>(), Just(NOW)],
        offset in -840i16..=840,
    ) {
        let numbered = events.into_iter().zip(0..).map(|(event, number)| Event { id: id(number), ..event });
        let numbered: Vec<_> = numbered.collect();
        let now = When::new(Timestamp::from_millis(now), offset);
        let text = calendar(numbered.clone(), &now);
        prop_assert_eq!(fault_of(&text), None);
        prop_assert!(text.is_ascii() && text.len() <= MOST_BYTES);
        prop_assert!(text.split("\r\n").all(|line| line.len() <= LINE_BYTES));
        prop_assert_eq!(calendar(numbered.into_iter().rev().collect(), &now), text, "their order changes nothing");
    }

    #[test]
    fn a_long_line_is_folded_between_letters_and_reads_back(said in "[^\r\n]{0,300}") {
        let mut text = String::new();
        line(&mut text, &said);
        prop_assert!(text.split("\r\n").all(|line| line.len() <= LINE_BYTES));
        prop_assert_eq!(text.replace("\r\n ", ""), format!("{said}\r\n"));
    }
}
