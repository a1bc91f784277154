//! The lines with which jrnl entries begin, and the order of day and month that one file keeps to.

use jiff::civil::Date;

use crate::import::{
    ImportError,
    time::Written,
    written::{self, Reading},
};

/// What begins an entry in a file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Style {
    /// `[date] title`, as jrnl writes since 2.0.
    Brackets,
    /// `date title`, all dates of one shape, as 1.x wrote.
    Bare {
        /// The date with its digits as `0` and its letters as `a`.
        shape: String,
    },
    /// `[time] title` or `[date] title` in a file whose path gives the day.
    OfDay(Date),
}

/// The line that begins an entry.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Header<'t> {
    /// The date as it was written.
    pub(super) dated: &'t str,
    /// The date as it was read.
    pub(super) reading: Reading,
    /// The rest of the line.
    pub(super) rest: &'t str,
}

/// A bracket of no more characters than this is a footnote or a tick box, never a date.
const FOOTNOTE_CHARS: usize = 6;

impl Style {
    /// The style of a file, told by the first line that has words; `None` when it has no dated lines.
    pub(super) fn of(text: &str) -> Option<Self> {
        let first = text.lines().find(|line| !line.trim().is_empty())?;
        if Self::Brackets.header(first).is_some() {
            return Some(Self::Brackets);
        }
        let shape = match bare(first) {
            Some(header) => shape(header.dated),
            None => {
                return text
                    .lines()
                    .any(|line| Self::Brackets.header(line).is_some())
                    .then_some(Self::Brackets);
            }
        };
        // Dates of two shapes at the beginnings of lines: nobody can tell which of them begin an entry.
        let one_shape = text.lines().filter_map(bare).all(|header| self::shape(header.dated) == shape);
        one_shape.then_some(Self::Bare { shape })
    }

    /// The line as the beginning of an entry, if it is one.
    pub(super) fn header<'t>(&self, line: &'t str) -> Option<Header<'t>> {
        match self {
            Self::Brackets => {
                let (dated, rest) = bracket(line)?;
                Some(Header { dated, reading: written::whole(dated)?, rest })
            }
            Self::Bare { shape: of_file } => bare(line).filter(|header| shape(header.dated) == *of_file),
            Self::OfDay(date) => Self::Brackets.header(line).or_else(|| {
                let (dated, rest) = any_bracket(line)?;
                let time = written::time_alone(dated)?;
                let reading = Reading::One(Written { date: *date, time: Some(time), offset: None });
                Some(Header { dated, reading, rest })
            }),
        }
    }

    /// Whether a line looks as if it began an entry, though its date cannot be read.
    pub(super) fn nearly(&self, line: &str) -> bool {
        let looks = |(dated, _): (&str, &str)| dated.bytes().filter(u8::is_ascii_digit).count() >= 4;
        !matches!(self, Self::Bare { .. }) && bracket(line).is_some_and(looks) && self.header(line).is_none()
    }
}

/// Whether days come first in this file: as the file itself shows, else as the person said.
///
/// # Errors
/// [`ImportError::DayOrMonth`] when some date needs to know and nothing says it.
pub(super) fn order(headers: &[Header], said: Option<bool>) -> Result<Option<bool>, ImportError> {
    let shown = |wanted| headers.iter().any(|header| written::order_shown(header.dated) == Some(wanted));
    let order = match (shown(true), shown(false)) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => said,
    };
    let open = headers.iter().any(|header| header.reading.settle(order).is_none());
    if open { Err(ImportError::DayOrMonth) } else { Ok(order) }
}

/// `[…]` at the beginning of a line with one blank behind it.
fn any_bracket(line: &str) -> Option<(&str, &str)> {
    line.strip_prefix('[')?.split_once(']').and_then(|(dated, rest)| Some((dated, rest.strip_prefix(' ')?)))
}

fn bracket(line: &str) -> Option<(&str, &str)> {
    any_bracket(line).filter(|(dated, _)| dated.chars().count() > FOOTNOTE_CHARS)
}

/// A date with a time at the beginning of a line, and a blank behind it.
fn bare(line: &str) -> Option<Header<'_>> {
    let (reading, rest) = written::prefix(line)?;
    let (Reading::One(written) | Reading::Either { day_first: written, .. }) = reading;
    let dated = &line[..line.len() - rest.len()];
    written.time.and_then(|_| Some(Header { dated, reading, rest: rest.strip_prefix(' ')? }))
}

fn shape(dated: &str) -> String {
    let shape_of = |c: char| match c {
        '0'..='9' => '0',
        c if c.is_alphabetic() => 'a',
        c => c,
    };
    dated.chars().map(shape_of).collect()
}
