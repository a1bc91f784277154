//! How times and numbers are said.

use std::fmt::Write;

use hearken_core::When;
use jiff::civil::{Date, DateTime};
use maud::Render;

const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// A day and a time: “Sat 22 Nov, 18:40”, with the year when it is not this one, without the time when only the day
/// was meant.
pub(crate) fn moment(when: &When, today: Date) -> String {
    let mut said = String::with_capacity(LONGEST_MOMENT);
    DayAndTime { when, today }.render_to(&mut said);
    said
}

/// The same, said on the page itself: a list has fifty of them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct DayAndTime<'a> {
    pub(crate) when: &'a When,
    pub(crate) today: Date,
}

impl Render for DayAndTime<'_> {
    fn render_to(&self, page: &mut String) {
        let local = self.when.local();
        say_day(local.date(), self.today, page);
        if !self.when.all_day {
            page.push_str(", ");
            say_two_digits(local.hour(), page);
            page.push(':');
            say_two_digits(local.minute(), page);
        }
    }
}

/// The letters of “Sat 22 Nov 2026, 18:40”.
const LONGEST_MOMENT: usize = 22;

/// A day: “Sat 22 Nov”, with the year when it is not this one.
pub(crate) fn day(date: Date, today: Date) -> String {
    let mut said = String::with_capacity(LONGEST_MOMENT);
    say_day(date, today, &mut said);
    said
}

/// Put together by hand: formatting numbers takes ten times as long.
fn say_day(date: Date, today: Date, said: &mut String) {
    said.push_str(WEEKDAYS[usize::from(date.weekday().to_monday_zero_offset().unsigned_abs())]);
    said.push(' ');
    if date.day() < 10 {
        said.push(digit(date.day()));
    } else {
        say_two_digits(date.day(), said);
    }
    said.push(' ');
    said.push_str(MONTHS[usize::from(date.month().unsigned_abs()) - 1]);
    if date.year() != today.year() {
        write!(said, " {:04}", date.year()).expect("a text takes all that is written");
    }
}

fn say_two_digits(number: i8, said: &mut String) {
    said.push(digit(number / 10));
    said.push(digit(number % 10));
}

fn digit(number: i8) -> char {
    char::from(b'0' + number.unsigned_abs())
}

/// A day in full: “Saturday 22 November 2026”.
pub(crate) fn long_day(date: Date) -> String {
    date.strftime("%A %-d %B %Y").to_string()
}

/// What `<input type="datetime-local">` shows and sends.
pub(crate) fn input_value(local: DateTime) -> String {
    local.strftime("%Y-%m-%dT%H:%M").to_string()
}

/// “1 entry”, “2 entries”.
pub(crate) fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// How long to wait, in the largest unit that fits: “20 seconds”, “5 minutes”, “2 hours”.
pub(crate) fn wait(seconds: u64) -> String {
    let (number, one, many) = match seconds {
        0..=90 => (seconds.max(1), "second", "seconds"),
        91..=5_400 => (seconds.div_ceil(60), "minute", "minutes"),
        _ => (seconds.div_ceil(3_600), "hour", "hours"),
    };
    count(usize::try_from(number).unwrap_or(usize::MAX), one, many)
}

/// The beginning of a text: at most `letters` of its first lines, cut at a blank.
pub(crate) fn beginning(text: &str, letters: usize) -> String {
    let (beginning, goes_on) = split_beginning(text, letters);
    [beginning, if goes_on { GOES_ON } else { "" }].concat()
}

/// What stands after the beginning of a text that goes on.
pub(crate) const GOES_ON: &str = " …";

/// The same as a piece of the text itself, and whether the text goes on after it.
pub(crate) fn split_beginning(text: &str, letters: usize) -> (&str, bool) {
    let text = text.trim_start();
    let Some(end) = end_of(text, letters) else { return (text.trim_end(), false) };
    let cut = text[..end].rfind(char::is_whitespace).unwrap_or(end);
    (text[..cut].trim_end(), true)
}

/// The byte at which that many letters end; `None` when there are no more of them.
fn end_of(text: &str, letters: usize) -> Option<usize> {
    // Plain letters have a byte each, so there is nothing to count.
    match text.as_bytes().get(..letters) {
        Some(start) if start.is_ascii() && text.len() > letters => Some(letters),
        _ => {
            // Leaping over letters is quick; keeping count of where each of them stands is not.
            let mut rest = text.chars();
            let next = rest.nth(letters)?;
            Some(text.len() - rest.as_str().len() - next.len_utf8())
        }
    }
}

/// Seconds as minutes and seconds: “4:05”.
pub(crate) fn minutes_and_seconds(seconds: u32) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;
    use hearken_core::Timestamp;
    use jiff::civil::date;

    #[test]
    fn seconds_are_said_as_minutes_and_seconds() {
        assert_eq!([0, 59, 60, 245].map(minutes_and_seconds), ["0:00", "0:59", "1:00", "4:05"]);
    }

    #[test]
    fn a_moment_names_the_year_only_when_it_is_another() {
        let when = When::new(Timestamp::from_millis(1_795_369_200_000), 60);
        assert_eq!(moment(&when, date(2026, 12, 1)), "Sun 22 Nov, 18:40");
        assert_eq!(moment(&when, date(2027, 1, 1)), "Sun 22 Nov 2026, 18:40");
        for month in 1..=12 {
            let (first, today) = (date(800, month, 1), date(800, 1, 1));
            assert_eq!(day(first, today), first.strftime("%a %-d %b").to_string());
            assert_eq!(day(first, date(2026, 1, 1)), first.strftime("%a %-d %b %Y").to_string());
        }
        let all_day = When { all_day: true, ..when };
        assert_eq!(moment(&all_day, date(2026, 12, 1)), "Sun 22 Nov");
    }

    #[test]
    fn waiting_is_said_in_the_unit_a_person_thinks_in() {
        assert_eq!(
            [wait(0), wait(1), wait(90), wait(91), wait(7_200)].join(", "),
            "1 second, 1 second, 90 seconds, 2 minutes, 2 hours"
        );
    }

    #[test]
    fn a_beginning_is_cut_between_words_and_letters_never_inside_them() {
        assert_eq!(beginning("one two three", 9), "one two …");
        assert_eq!(beginning("ßßßßß", 3), "ßßß …");
        assert_eq!(beginning("  short ", 9), "short");
    }
}
