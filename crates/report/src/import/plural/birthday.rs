//! Birthdays, which may have no year.

use hearken_core::parts::OwnValue;
use jiff::civil::{Date, date};

/// What the field of a birthday is called.
pub(crate) const BIRTHDAY: &str = "Birthday";

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A birthday of which the year is known.
pub(crate) fn whole(text: &str) -> Option<Date> {
    let date: Date = strict(text)?;
    (date.year() > YEAR_HIDDEN).then_some(date)
}

/// The value of a birthday as the other program wrote it; a text that is no date stays as it is.
pub(crate) fn value(text: &str) -> OwnValue {
    if let Some(date) = whole(text) {
        return OwnValue::Date(Some(date));
    }
    let in_words = strict(text).or_else(|| without_year(text)).map(|date| in_words(date.month(), date.day()));
    OwnValue::Text(in_words.unwrap_or_else(|| text.to_owned()))
}

/// Years up to this one say that the year is hidden: 0004, which has a 29 February, and before it 0001.
const YEAR_HIDDEN: i16 = 4;

fn strict(text: &str) -> Option<Date> {
    let text = text.trim();
    let is_date = text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    is_date.then(|| text.parse().ok())?
}

/// `--02-29`, as the standard has it, or `02-29`, as some write it.
fn without_year(text: &str) -> Option<Date> {
    let text = text.trim();
    let (month, day) = text.strip_prefix("--").unwrap_or(text).split_once('-')?;
    if (month.len(), day.len()) != (2, 2) {
        return None;
    }
    Date::new(YEAR_HIDDEN, month.parse().ok()?, day.parse().ok()?).ok()
}

/// “29 February”.
fn in_words(month: i8, day: i8) -> String {
    let month = usize::try_from(month - 1).ok().and_then(|at| MONTHS.get(at)).copied().unwrap_or_default();
    format!("{day} {month}")
}

/// `--02-29` for “29 February”; `None` for every other text.
pub(crate) fn month_and_day(text: &str) -> Option<String> {
    let (day, month) = text.split_once(' ')?;
    let month = i8::try_from(MONTHS.iter().position(|name| *name == month)? + 1).ok()?;
    let day: i8 = day.parse().ok()?;
    Date::new(YEAR_HIDDEN, month, day).ok()?;
    let again = date(YEAR_HIDDEN, month, day);
    (in_words(month, day) == text).then(|| format!("--{:02}-{:02}", again.month(), again.day()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hidden_year_is_never_shown_and_a_leap_day_is_a_day() {
        for hidden in ["0004-02-29", "0001-03-05", "--02-29", "02-29"] {
            let OwnValue::Text(text) = value(hidden) else { panic!("{hidden} has no year") };
            assert!(month_and_day(&text).is_some(), "{text}");
            assert!(!text.contains("000"), "{text}");
        }
        assert_eq!(value("1990-07-01"), OwnValue::Date(Some(date(1990, 7, 1))));
    }

    #[test]
    fn what_is_no_birthday_stays_as_it_was_written() {
        for text in ["0001-02-29", "soon", "1990-13-01", "1990-07-01T00:00:00Z", "", "31 February"] {
            assert_eq!(value(text), OwnValue::Text(text.to_owned()));
            assert_eq!(month_and_day(text), None);
        }
        assert_eq!(month_and_day("05 March"), None, "only what we write ourselves");
    }
}
