//! A calendar file (RFC 5545) that says that something waits, and nothing of what.
//!
//! Every value in it is a constant, an id that tells nothing, or a time. There is no field for words, a place, an
//! address or a person, so none can get in. Whoever keeps a calendar for others reads what stands in it, and even times
//! tell: so there is nothing else.

mod feed;

use hearken_core::{EventId, Timestamp, When};
use jiff::{ToSpan, civil::Date};

pub use feed::Feed;

/// The most events in one file.
pub const MOST_EVENTS: usize = 400;

/// The most bytes of one file.
pub const MOST_BYTES: usize = 200_000;

/// So long a cancelled event stays, so that calendars hear of it.
const CANCELLED_SECONDS: u64 = 30 * 24 * 60 * 60;

/// A line is folded after so many bytes.
const LINE_BYTES: usize = 75;

const HEAD: [&str; 3] = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Notebook//EN"];
/// What a calendar that comes back by itself is told besides: a name, and that twice a day is enough. Each in both
/// spellings, because some know only one.
const COMES_BACK: [&str; 4] = [
    "NAME:Notebook",
    "X-WR-CALNAME:Notebook",
    "REFRESH-INTERVAL;VALUE=DURATION:PT12H",
    "X-PUBLISHED-TTL:PT12H",
];
const END: &str = "END:VCALENDAR";

/// One time at which something waits.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Event {
    /// Its name in every calendar, the same over all changes. It must tell nothing of where it comes from.
    pub id: EventId,
    /// When it last changed; never when it was asked for, or each look would differ from the one before.
    pub changed: Timestamp,
    /// When it is.
    pub at: At,
    /// What sort of event it is.
    pub kind: EventKind,
    /// How often it changed.
    pub sequence: u32,
    /// Whether it does not take place after all.
    pub cancelled: bool,
}

/// When an event is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum At {
    /// From one instant to another.
    Time {
        /// Its beginning.
        from: Timestamp,
        /// Its end.
        to: Timestamp,
    },
    /// A whole day, wherever somebody is.
    Day(Date),
}

/// What sort of event it is: all that a calendar gets to know.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum EventKind {
    /// Something waits in the notebook; the time stays free.
    Reminder,
    /// Somebody is met; the time is taken.
    Appointment,
}

impl EventKind {
    const fn summary(self) -> &'static str {
        match self {
            Self::Reminder => "SUMMARY:Notebook",
            Self::Appointment => "SUMMARY:Appointment",
        }
    }

    const fn transparency(self) -> &'static str {
        match self {
            Self::Reminder => "TRANSP:TRANSPARENT",
            Self::Appointment => "TRANSP:OPAQUE",
        }
    }
}

/// Those events that a calendar takes now, the next first: those [`ahead`], none later than in twelve months. `now` is as
/// the person's wall clock shows it.
pub fn upcoming(events: Vec<Event>, now: &When) -> Vec<Event> {
    let last = now.date().saturating_add(1.year());
    let mut events = ahead(events, now);
    events.retain(|event| day_of(event, now) <= last);
    events
}

/// Those events that a calendar takes now or will take, the next first: none that is over, none that was cancelled long
/// ago, and no more than [`MOST_EVENTS`].
pub fn ahead(mut events: Vec<Event>, now: &When) -> Vec<Event> {
    events.retain(|event| {
        let is_over = match event.at {
            At::Time { to, .. } => to <= now.at,
            At::Day(day) => day < now.date(),
        };
        let is_old = event.cancelled && now.at.seconds_since(event.changed) > CANCELLED_SECONDS;
        !is_over && !is_old
    });
    events.sort_by_key(|event| (beginning(event, now), event.id));
    events.truncate(MOST_EVENTS);
    events
}

/// The day on which it begins.
fn day_of(event: &Event, now: &When) -> Date {
    beginning(event, now).date()
}

/// When it begins, on that wall clock.
fn beginning(event: &Event, now: &When) -> jiff::civil::DateTime {
    match event.at {
        At::Time { from, .. } => When::new(from, now.offset_minutes).local(),
        At::Day(day) => day.at(0, 0, 0, 0),
    }
}

/// The file: those of the events that a calendar takes now, as [`upcoming`] says.
pub fn calendar(events: Vec<Event>, now: &When) -> String {
    written(&HEAD, events, now)
}

fn written(head: &[&str], events: Vec<Event>, now: &When) -> String {
    let mut text = String::new();
    head.iter().for_each(|said| line(&mut text, said));
    for event in upcoming(events, now) {
        let written = component(&event);
        if text.len() + written.len() + END.len() + 2 > MOST_BYTES {
            break;
        }
        text.push_str(&written);
    }
    line(&mut text, END);
    text
}

fn component(event: &Event) -> String {
    let mut text = String::new();
    line(&mut text, "BEGIN:VEVENT");
    line(&mut text, &format!("UID:{}", event.id));
    line(&mut text, &format!("DTSTAMP:{}", instant(event.changed)));
    match event.at {
        At::Time { from, to } => {
            line(&mut text, &format!("DTSTART:{}", instant(from)));
            line(&mut text, &format!("DTEND:{}", instant(to.max(from.plus_seconds(1)))));
        }
        At::Day(day) => {
            line(&mut text, &format!("DTSTART;VALUE=DATE:{}", date(day)));
            line(&mut text, &format!("DTEND;VALUE=DATE:{}", date(day.saturating_add(1.day()))));
        }
    }
    line(&mut text, event.kind.summary());
    line(&mut text, "CLASS:PRIVATE");
    line(&mut text, event.kind.transparency());
    if event.sequence > 0 {
        line(&mut text, &format!("SEQUENCE:{}", event.sequence));
    }
    if event.cancelled {
        line(&mut text, "STATUS:CANCELLED");
    }
    line(&mut text, "END:VEVENT");
    text
}

/// An instant in UTC. One that no calendar can write becomes the nearest that it can.
fn instant(at: Timestamp) -> String {
    let first = jiff::Timestamp::UNIX_EPOCH;
    let at = jiff::Timestamp::from_millisecond(at.as_millis().max(0)).unwrap_or(jiff::Timestamp::MAX);
    at.max(first).strftime("%Y%m%dT%H%M%SZ").to_string()
}

fn date(day: Date) -> String {
    day.strftime("%Y%m%d").to_string()
}

/// Adds a line with its end. A long one goes on after a blank, cut between letters and never inside one.
fn line(text: &mut String, said: &str) {
    let mut left = LINE_BYTES;
    for letter in said.chars() {
        if letter.len_utf8() > left {
            text.push_str("\r\n ");
            left = LINE_BYTES - 1;
        }
        left -= letter.len_utf8();
        text.push(letter);
    }
    text.push_str("\r\n");
}

#[cfg(test)]
mod tests;
