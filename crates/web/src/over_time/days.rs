//! The days that can be looked at: from the first part on, with the marks among them.

use hearken_core::{
    Notebook,
    marks::{self, MarkKind},
};
use jiff::{ToSpan, civil::Date};

use crate::{
    components::{mark_name, mark_word},
    zone::Clock,
};

/// A day that was marked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Marked {
    pub(crate) day: Date,
    pub(crate) kind: MarkKind,
    /// What the person calls it; may be empty.
    pub(crate) name: String,
}

impl Marked {
    /// What the day is called: by its name, or by what it stands for and its date.
    pub(crate) fn called(&self) -> String {
        if !self.name.trim().is_empty() {
            return self.name.clone();
        }
        format!("the {} of {}", mark_word(self.kind), self.day.strftime("%-d %b %Y"))
    }
}

/// The days there is something to see of.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Span {
    /// The day the first part was met.
    pub(crate) first: Date,
    pub(crate) today: Date,
    /// The marked days among them, oldest first.
    pub(crate) marks: Vec<Marked>,
}

/// Days after a session at which it is looked back by itself: the two weeks of the second integration window
/// (source: `programme.md` section 4, 3 to 14 days).
const AFTER: i64 = 14;

impl Span {
    /// `None` while no part was met.
    pub(crate) fn of(notebook: &Notebook, clock: &Clock) -> Option<Self> {
        let met = notebook.parts().filter_map(|(id, _)| notebook.history(id).first());
        let first = met.map(|first| first.saved).min()?;
        let (first, today) = (clock.when(first).date(), clock.today());
        let marked = marks::shown(notebook).into_iter().map(|day| Marked {
            day: day.when.date(),
            kind: day.kind,
            name: mark_name(notebook, &day),
        });
        let marks = marked.filter(|mark| (first..=today).contains(&mark.day)).collect();
        Some(Self { first: first.min(today), today, marks })
    }

    /// A day that was asked for, moved to the nearest one there is something to see of; `None` if it is no day.
    pub(crate) fn day(&self, asked: &str) -> Option<Date> {
        asked.parse::<Date>().ok().map(|day| day.clamp(self.first, self.today))
    }

    /// The day before a mark, and two weeks after it or today.
    pub(super) fn around(&self, mark: &Marked) -> (Date, Date) {
        let before = mark.day.yesterday().unwrap_or(mark.day).max(self.first);
        let after = mark.day.checked_add(AFTER.days()).unwrap_or(mark.day).min(self.today);
        (before, after)
    }

    /// What is compared when nobody has chosen: around the last session, or the first day with today.
    pub(super) fn default_days(&self) -> (Date, Date) {
        let session = self.marks.iter().rev().find(|mark| mark.kind == MarkKind::Session);
        session.map_or((self.first, self.today), |mark| (self.around(mark).0, self.today))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn span() -> Span {
        let mark = |day, kind| Marked { day, kind, name: String::new() };
        Span {
            first: date(2026, 3, 1),
            today: date(2026, 5, 1),
            marks: vec![
                mark(date(2026, 3, 1), MarkKind::Session),
                mark(date(2026, 4, 20), MarkKind::Session),
                mark(date(2026, 4, 25), MarkKind::LifeEvent),
            ],
        }
    }

    #[test]
    fn days_outside_are_moved_to_the_nearest_that_can_be_seen() {
        assert_eq!(span().day("1999-01-01"), Some(date(2026, 3, 1)));
        assert_eq!(span().day("2999-01-01"), Some(date(2026, 5, 1)));
        assert_eq!(span().day("yesterday"), None);
    }

    #[test]
    fn around_a_session_means_the_day_before_and_two_weeks_after() {
        let span = span();
        assert_eq!(span.around(&span.marks[0]), (date(2026, 3, 1), date(2026, 3, 15)));
        assert_eq!(span.around(&span.marks[1]), (date(2026, 4, 19), date(2026, 5, 1)));
        assert_eq!(span.default_days(), (date(2026, 4, 19), date(2026, 5, 1)));
    }
}
