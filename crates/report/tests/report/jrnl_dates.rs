//! The dates of jrnl: the shapes they are written in, and which of their numbers is the day.

use hearken_report::import::{Format, ImportError, ImportOptions};
use jiff::civil::date;

use super::jrnl::journal;
use crate::common::{entries, options, read_bytes};

#[test]
fn twelve_hour_dates_of_fresh_installs_are_read() {
    let import = journal(
        "[2026-01-05 09:07:00 PM] Late.\n\n[2026-01-06 12:00:01 AM] Midnight.\n\n[2026-01-06 12:00 PM] Noon.\n",
    );
    let times: Vec<_> = entries(&import).iter().map(|entry| entry.when.local()).collect();
    assert_eq!(
        times,
        [date(2026, 1, 5).at(21, 7, 0, 0), date(2026, 1, 6).at(0, 0, 1, 0), date(2026, 1, 6).at(12, 0, 0, 0)]
    );
}

#[test]
fn the_zone_is_assumed_and_said_to_be() {
    let import = journal("[2026-07-01 09:30] Summer\nwarm\n");
    let when = &entries(&import)[0].when;
    assert_eq!(
        (when.offset_minutes, when.zone.as_deref(), when.zone_assumed),
        (120, Some("Europe/Berlin"), true)
    );
    assert_eq!(import.report.count_of("zone-assumed"), 1);
}

#[test]
fn one_number_over_twelve_settles_the_order_for_the_whole_file() {
    let import = journal("[09.06.2013 15:39] Ambiguous alone\nx\n[25.06.2013 15:39] Shows it\ny\n");
    let days: Vec<_> = entries(&import).iter().map(|entry| entry.when.date()).collect();
    assert_eq!(days, [date(2013, 6, 9), date(2013, 6, 25)]);
    let import = journal("[06/09/2013 3:39 PM] Ambiguous alone\nx\n[06/25/2013 15:39] Shows it\ny\n");
    assert_eq!(entries(&import)[0].when.date(), date(2013, 6, 9));
}

#[test]
fn an_order_that_nothing_settles_is_asked_for() {
    let text = "[09.06.2013 15:39] Which month\n";
    assert!(matches!(read_bytes(text, Format::Jrnl, &options()), Err(ImportError::DayOrMonth)));
    let told = |day_first| ImportOptions { day_first: Some(day_first), ..options() };
    let month = |day_first| {
        let import = read_bytes(text, Format::Jrnl, &told(day_first)).expect("an order was given");
        entries(&import)[0].when.date().month()
    };
    assert_eq!((month(true), month(false)), (6, 9));
}

#[test]
fn dates_with_names_of_months_and_offsets_are_read() {
    let import = journal(
        "[Mon, 5 January 2026 at 9:07 pm] One\na\n[Jan 6, 2026 09:07] Two\nb\n[2026-01-07T09:07:00+05:30] Three\nc\n",
    );
    let whens: Vec<_> = entries(&import)
        .iter()
        .map(|entry| (entry.when.local().to_string(), entry.when.zone_assumed))
        .collect();
    let expected =
        [("2026-01-05T21:07:00", true), ("2026-01-06T09:07:00", true), ("2026-01-07T09:07:00", false)];
    assert_eq!(whens, expected.map(|(local, assumed)| (local.to_owned(), assumed)));
    assert_eq!(entries(&import)[2].when.offset_minutes, 330);
}

#[test]
fn footnotes_and_unreadable_dates_are_text() {
    let text = "[2026-01-05 09:30] First\n[1] a footnote\n[x] done\n[yesterday at 9] not a date\n[2026-13-45 09:30] nor this\n";
    let import = journal(text);
    assert_eq!(import.found.len(), 1);
    assert!(entries(&import)[0].body.ends_with("[yesterday at 9] not a date\n[2026-13-45 09:30] nor this"));
    assert_eq!(import.report.count_of("not-a-date"), 1);
    assert_eq!(
        import.report.warnings.iter().find(|w| w.code == "not-a-date").and_then(|w| w.record_id.as_deref()),
        Some("line 5")
    );
}
