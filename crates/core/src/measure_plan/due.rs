//! When a questionnaire is due: a pure function of days that are handed in.
//!
//! The rules are proposals of this product, not published ones (`[P]` in the clinical notes). By their source:
//! - **Baselines** (measures 14, outcomes 6): two of them, seven days apart or more, because people begin treatment when they
//!   are at their worst, and what falls by itself would look like what helped.
//! - **Interval** (measures 14): from the day of the first session on, every so many days. That day itself asks for nothing:
//!   what it is held against are the baselines. Where no session is planned either, it is asked so
//!   many days after the last time.
//! - **Before a session** (measures 1, G4): within two days before one, where the days that were answered for last are over.
//! - **Overlapping recall** (G4): a questionnaire looks back over so many days. Until they are over it is not due, because
//!   two answers would speak of the same days. The second baseline alone may come earlier: outcomes 6 asks for seven days
//!   where most look back over fourteen. The two then overlap, and whoever shows them says so.

use jiff::{Span, civil::Date};

/// From one baseline to the next lie so many days, or more (outcomes 6, measures 14).
pub const BASELINES_APART: u32 = 7;

/// So many days before a session is the first day that asks for it.
pub const BEFORE_SESSION: u32 = 2;

/// What is known of one questionnaire and of the treatment, in any order.
#[derive(Clone, Copy, Debug, Default)]
pub struct Days<'a> {
    /// The days on which it was finished. One that lies ahead counts: a clock that was set back asks nothing anew.
    pub finished: &'a [Date],
    /// The days of the sessions that are over; treatment began with the first of them.
    pub sessions: &'a [Date],
    /// The day of the next session, if one is planned.
    pub next_session: Option<Date>,
}

/// That a questionnaire is due.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Due {
    /// Why.
    pub why: Why,
    /// The first day on which it was due for that reason. Nothing here says since when somebody wants to be asked, so of a
    /// first baseline it is today.
    pub since: Date,
}

/// Why a questionnaire is due.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Why {
    /// It was never finished.
    FirstBaseline,
    /// Treatment has not begun, and there is one baseline.
    SecondBaseline,
    /// A session is near.
    BeforeSession,
    /// So many days have passed.
    Interval,
}

/// Whether a questionnaire is due today. `every_days` is how often it is asked once treatment began, `recall_days` over how
/// many days it looks back, if it does. What was due first is the reason.
pub fn due(days: &Days<'_>, every_days: u16, recall_days: Option<u32>, today: Date) -> Option<Due> {
    let (Some(&first), Some(&last)) = (days.finished.iter().min(), days.finished.iter().max()) else {
        return Some(Due { why: Why::FirstBaseline, since: today });
    };
    let found = match days.sessions.iter().min() {
        None => {
            let alone = days.next_session.is_none();
            let tracked = alone.then(|| tracked(first, last, every_days, recall_days)).flatten();
            [second_baseline(first, last), tracked]
        }
        Some(&begun) => {
            // Nothing is due on the day it was answered, however far it looks back.
            let clear = after(last, recall_days.unwrap_or_default().max(1))?;
            let before = days.next_session.and_then(|session| before_session(session, last, clear, today));
            [before, interval(begun, every_days, last, clear)]
        }
    };
    found.into_iter().flatten().min_by_key(|due| due.since).filter(|due| due.since <= today)
}

/// As long as all of them lie within seven days there is one baseline, however often it was answered.
fn second_baseline(first: Date, last: Date) -> Option<Due> {
    let since = after(last, BASELINES_APART)?;
    let is_one = after(first, BASELINES_APART).is_none_or(|apart| last < apart);
    is_one.then_some(Due { why: Why::SecondBaseline, since })
}

/// Where no session was and none is planned there is no day to count from: once there are two baselines, it is asked so many days after the last.
fn tracked(first: Date, last: Date, every_days: u16, recall_days: Option<u32>) -> Option<Due> {
    let wait = u32::from(every_days).max(recall_days.unwrap_or_default());
    let since = after(last, wait).filter(|_| every_days > 0 && second_baseline(first, last).is_none())?;
    Some(Due { why: Why::Interval, since })
}

/// What was answered in the days before a session is for it, so that it is asked once.
fn before_session(session: Date, last: Date, clear: Date, today: Date) -> Option<Due> {
    let opens = session.checked_sub(span(BEFORE_SESSION)?).unwrap_or(Date::MIN);
    (last < opens && today <= session).then(|| Due { why: Why::BeforeSession, since: opens.max(clear) })
}

/// The first of the days of asking behind what was answered last. A plan from elsewhere may say 0 days: that asks nothing.
fn interval(begun: Date, every_days: u16, last: Date, clear: Date) -> Option<Due> {
    let gone = u32::try_from((last - begun).get_days()).unwrap_or_default();
    let every = u32::from(every_days);
    let asked = after(begun, (gone.checked_div(every)? + 1).checked_mul(every)?)?;
    Some(Due { why: Why::Interval, since: asked.max(clear) })
}

/// So many days later; `None` beyond the end of the calendar.
fn after(day: Date, days: u32) -> Option<Date> {
    day.checked_add(span(days)?).ok()
}

fn span(days: u32) -> Option<Span> {
    Span::new().try_days(days).ok()
}
