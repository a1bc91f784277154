//! The pieces of which written dates are made: numbers, names of months, times and offsets.

use jiff::civil::{Date, Time};

use crate::import::time::OFFSET_MINUTES;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// What is still to be read of a text.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'t> {
    pub(super) rest: &'t str,
}

impl<'t> Cursor<'t> {
    /// The beginning of a text.
    pub(super) fn at(text: &'t str) -> Self {
        Self { rest: text }
    }

    /// Takes something, or leaves everything where it was.
    pub(super) fn optionally<T>(&mut self, take: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let before = *self;
        let taken = take(self);
        if taken.is_none() {
            *self = before;
        }
        taken
    }

    /// A number of at least `least` digits, of which no more than `most` are taken, and how many they were.
    pub(super) fn number(&mut self, least: usize, most: usize) -> Option<(i32, usize)> {
        let digits = self.rest.bytes().take(most).take_while(u8::is_ascii_digit).count();
        if digits < least {
            return None;
        }
        let (number, rest) = self.rest.split_at(digits);
        self.rest = rest;
        Some((number.parse().ok()?, digits))
    }

    /// One of the wanted characters.
    pub(super) fn any(&mut self, wanted: &[char]) -> Option<char> {
        let found = self.rest.chars().next().filter(|c| wanted.contains(c))?;
        self.rest = &self.rest[found.len_utf8()..];
        Some(found)
    }

    /// The place in `names` of the word that follows, in full or by at least its first three letters.
    fn name(&mut self, names: &[&str]) -> Option<usize> {
        let letters = self.rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        let word = self.rest[..letters].to_ascii_lowercase();
        let at = names.iter().position(|name| word == *name || (letters == 3 && name.starts_with(&word)))?;
        self.rest = &self.rest[letters..];
        Some(at)
    }

    /// Takes the name of a day and the blank behind it.
    pub(super) fn weekday(&mut self) -> Option<()> {
        self.name(&WEEKDAYS)?;
        self.any(&[',']);
        self.any(&[' ']).map(|_| ())
    }

    /// The date; with a second one where the order of day and month is open.
    pub(super) fn date(&mut self) -> Option<(Date, Option<Date>)> {
        let year_first = self.optionally(Self::year_month_day).map(|date| (date, None));
        let numbers = year_first.or_else(|| self.optionally(Self::two_numbers_and_year));
        numbers.or_else(|| self.optionally(Self::month_by_name).map(|date| (date, None)))
    }

    fn year_month_day(&mut self) -> Option<Date> {
        let (year, _) = self.number(4, 4)?;
        let between = self.any(&['-', '/', '.', '_'])?;
        let (month, _) = self.number(1, 2)?;
        self.any(&[between])?;
        let (day, _) = self.number(1, 2)?;
        civil(year, month, day)
    }

    fn two_numbers_and_year(&mut self) -> Option<(Date, Option<Date>)> {
        let (first, _) = self.number(1, 2)?;
        let between = self.any(&['.', '/', '-'])?;
        let (second, _) = self.number(1, 2)?;
        self.any(&[between])?;
        let (year, _) = self.number(4, 4)?;
        match (civil(year, second, first), civil(year, first, second)) {
            (Some(one), Some(other)) if one != other => Some((one, Some(other))),
            (Some(date), _) | (None, Some(date)) => Some((date, None)),
            (None, None) => None,
        }
    }

    /// `5 January 2026` and `January 5, 2026`.
    fn month_by_name(&mut self) -> Option<Date> {
        let day_before = self.optionally(|cursor| {
            let (day, _) = cursor.number(1, 2)?;
            cursor.any(&['.']);
            cursor.any(&[' ', '-']).map(|_| day)
        });
        let month = i32::try_from(self.name(&MONTHS)?).ok()? + 1;
        self.any(&['.', ',']);
        self.any(&[' ', '-'])?;
        let day = match day_before {
            Some(day) => day,
            None => {
                let (day, _) = self.number(1, 2)?;
                self.any(&[',']);
                self.any(&[' ']).map(|_| day)?
            }
        };
        let (year, _) = self.number(4, 4)?;
        civil(year, month, day)
    }

    /// A blank, a time, and the offset it was written with.
    pub(super) fn time_of_day(&mut self) -> Option<(Time, Option<i16>)> {
        let blank = self.any(&['T', ' ', ','])?;
        if blank == ',' {
            self.any(&[' '])?;
        }
        self.optionally(|cursor| {
            cursor.rest = cursor.rest.strip_prefix("at ")?;
            Some(())
        });
        let time = self.time()?;
        Some((time, self.optionally(Self::offset)))
    }

    /// A time such as `9:07`, `21:07:05.3` or `9:07 pm`.
    pub(super) fn time(&mut self) -> Option<Time> {
        let (hour, _) = self.number(1, 2)?;
        self.any(&[':'])?;
        let (minute, _) = self.number(2, 2)?;
        let second = self.optionally(|cursor| {
            cursor.any(&[':'])?;
            Some(cursor.number(2, 2)?.0)
        });
        if second.is_some() && self.any(&['.']).is_some() {
            self.number(1, 9)?;
        }
        let half = self.optionally(Self::half_of_day);
        let hour = match half {
            Some(true) if hour < 12 => hour + 12,
            Some(false) if hour > 12 => return None,
            Some(false) if hour == 12 => 0,
            _ => hour,
        };
        if self.rest.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let small = |number: i32| i8::try_from(number).ok();
        Time::new(small(hour)?, small(minute)?, small(second.unwrap_or(0))?, 0).ok()
    }

    /// `AM` is false, `PM` is true.
    fn half_of_day(&mut self) -> Option<bool> {
        self.any(&[' ']);
        let afternoon = self.any(&['A', 'a', 'P', 'p'])?.eq_ignore_ascii_case(&'p');
        self.any(&['.']);
        self.any(&['M', 'm'])?;
        self.any(&['.']);
        (!self.rest.starts_with(char::is_alphanumeric)).then_some(afternoon)
    }

    fn offset(&mut self) -> Option<i16> {
        self.any(&[' ']);
        let sign = match self.any(&['Z', '+', '-'])? {
            'Z' => return Some(0),
            '+' => 1,
            _ => -1,
        };
        let (hours, _) = self.number(2, 2)?;
        self.any(&[':']);
        let (minutes, _) = self.number(2, 2)?;
        let offset = i16::try_from(sign * (hours * 60 + minutes)).ok()?;
        (offset.abs() <= OFFSET_MINUTES && minutes < 60).then_some(offset)
    }
}

fn civil(year: i32, month: i32, day: i32) -> Option<Date> {
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}
