//! A feed: what is ready for it, read back, and the calendar that comes of it.

use jiff::civil::date;
use proptest::prelude::*;

use super::{
    super::tests::{DAY, NOW, any_event, event, fault_of, id},
    *,
};

fn feed(events: Vec<Event>) -> Feed {
    Feed {
        made: Timestamp::from_millis(NOW),
        zone: Some("Europe/Berlin".to_owned()),
        offset_minutes: 60,
        days_only: false,
        events,
    }
}

/// A feed that an older program sealed is fetched before its notebook is opened again. Frozen.
const WRITTEN: &str = concat!(
    r#"{"version":1,"made":1772352000000,"offset_minutes":60,"zone":"Europe/Berlin","days_only":false,"events":["#,
    r#"{"id":"7b0e4f0c-8f1e-4f43-9d0e-3c2a1b9f5d11","changed":1772352000000,"from":1772470800000,"to":1772471700000,"sequence":0},"#,
    r#"{"id":"00000001-0707-0707-0707-070707070707","changed":1772352000000,"day":"2026-12-01","appointment":true,"sequence":3,"cancelled":true}"#,
    r#"]}"#
);

fn of_the_frozen_one() -> Feed {
    let day = Event {
        id: id(1),
        at: At::Day(date(2026, 12, 1)),
        kind: EventKind::Appointment,
        sequence: 3,
        cancelled: true,
        ..event()
    };
    feed(vec![event(), day])
}

#[test]
fn the_written_form_is_frozen() {
    assert_eq!(String::from_utf8(of_the_frozen_one().to_bytes()).unwrap(), WRITTEN);
    assert_eq!(Feed::from_bytes(WRITTEN.as_bytes()), Some(of_the_frozen_one()));
}

#[test]
fn what_is_no_feed_of_this_version_is_not_read() {
    for wrong in ["", "{}", "BEGIN:VCALENDAR", &WRITTEN.replace("\"version\":1", "\"version\":2")] {
        assert_eq!(Feed::from_bytes(wrong.as_bytes()), None, "{wrong}");
    }
    for (right, wrong) in
        [("2026-12-01", "2026-13-01"), ("7b0e4f0c-", "7b0e4f0c"), (":1772470800000", ":\"x\"")]
    {
        assert_eq!(Feed::from_bytes(WRITTEN.replace(right, wrong).as_bytes()), None, "{wrong}");
    }
}

#[test]
fn a_calendar_that_comes_back_is_told_a_name_and_how_often() {
    let text = feed(vec![event()]).text(Timestamp::from_millis(NOW));
    assert_eq!(fault_of(&text), None);
    assert!(text.starts_with(concat!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Notebook//EN\r\nNAME:Notebook\r\nX-WR-CALNAME:Notebook\r\n",
        "REFRESH-INTERVAL;VALUE=DURATION:PT12H\r\nX-PUBLISHED-TTL:PT12H\r\nBEGIN:VEVENT\r\n"
    )));
}

#[test]
fn what_is_over_when_it_is_fetched_is_left_out_and_what_comes_near_comes_in() {
    let day = |day| Event { id: id(2), at: At::Day(day), ..event() };
    let events = |feed: &Feed, days: i64| {
        feed.text(Timestamp::from_millis(NOW + days * DAY)).matches("BEGIN:VEVENT").count()
    };
    let feed = feed(vec![event(), day(date(2027, 5, 1))]);
    assert_eq!([0, 1, 2, 60, 61, 425, 426].map(|days| events(&feed, days)), [1, 1, 0, 0, 1, 1, 1]);
    assert_eq!(events(&feed, 427), 0);
}

/// Half an hour before and after midnight on a person's wall, on days around a change of the clocks.
#[test]
fn a_day_is_over_at_midnight_of_the_persons_own_zone_in_summer_and_in_winter() {
    for (zone, day, ends) in [
        ("Europe/Berlin", date(2026, 3, 28), "2026-03-28T23:00:00Z"),
        ("Europe/Berlin", date(2026, 3, 29), "2026-03-29T22:00:00Z"),
        ("Europe/Berlin", date(2026, 10, 25), "2026-10-25T23:00:00Z"),
        // Half an hour is all that the clocks move there.
        ("Australia/Lord_Howe", date(2026, 4, 4), "2026-04-04T13:00:00Z"),
        ("Australia/Lord_Howe", date(2026, 4, 5), "2026-04-05T13:30:00Z"),
        ("Australia/Lord_Howe", date(2026, 10, 4), "2026-10-04T13:00:00Z"),
    ] {
        let feed = Feed {
            zone: Some(zone.to_owned()),
            offset_minutes: -600,
            ..feed(vec![Event { at: At::Day(day), ..event() }])
        };
        let end = ends.parse::<jiff::Timestamp>().unwrap().as_millisecond();
        let there = |at| feed.text(Timestamp::from_millis(at)).contains("VEVENT");
        assert!(there(end - 1) && !there(end), "{day} in {zone}");
    }
}

#[test]
fn in_a_zone_that_nobody_knows_the_minutes_count() {
    let of_day = |zone: Option<&str>| Feed {
        zone: zone.map(str::to_owned),
        ..feed(vec![Event { at: At::Day(date(2026, 3, 1)), ..event() }])
    };
    let end = "2026-03-01T23:00:00Z".parse::<jiff::Timestamp>().unwrap().as_millisecond();
    for zone in [None, Some("Nowhere/Atall"), Some("")] {
        let there = |at| of_day(zone).text(Timestamp::from_millis(at)).contains("VEVENT");
        assert!(there(end - 1) && !there(end), "{zone:?}");
    }
}

proptest! {
    #[test]
    fn a_feed_reads_back_and_says_the_same_at_every_fetch(
        events in prop::collection::vec(any_event(), 0..20),
        now in prop_oneof![any::<i64>(), NOW - DAY..NOW + 400 * DAY],
        offset_minutes in -840i16..=840,
        zone in prop::option::of("[A-Za-z/_]{0,12}"),
        days_only: bool,
    ) {
        let events = events.into_iter().zip(0..).map(|(event, number)| Event { id: id(number), ..event });
        let feed = Feed { zone, offset_minutes, days_only, ..feed(events.collect()) };
        let read = Feed::from_bytes(&feed.to_bytes());
        prop_assert_eq!(read.as_ref(), Some(&feed));
        let now = Timestamp::from_millis(now);
        let text = feed.text(now);
        prop_assert_eq!(fault_of(&text), None);
        prop_assert!(text.is_ascii() && text.len() <= super::super::MOST_BYTES);
        prop_assert_eq!(read.map(|read| read.text(now)), Some(text));
    }

    #[test]
    fn reading_never_stops_whatever_the_bytes_are(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = Feed::from_bytes(&bytes);
    }
}
