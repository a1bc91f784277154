//! A calendar that is fetched again and again, also while the notebook is locked: all that is ready for it, to be sealed.
//!
//! What is over is left out when it is fetched, so the events are kept as they are and not as a file. The written form is
//! frozen: a feed that an older program sealed is still fetched before its notebook is opened again.

use hearken_core::{Timestamp, When};
use jiff::{civil::Date, tz::TimeZone};
use serde::{Deserialize, Serialize};

use super::{At, COMES_BACK, Event, EventKind, HEAD, written};

/// What a feed has to say.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Feed {
    /// When it was made.
    pub made: Timestamp,
    /// The zone in which its person was last, by its IANA name, when it is known.
    pub zone: Option<String>,
    /// Minutes east of UTC, for when the zone is not.
    pub offset_minutes: i16,
    /// Whether it tells days and no hours.
    pub days_only: bool,
    /// What waits.
    pub events: Vec<Event>,
}

impl Feed {
    /// The calendar as of now.
    pub fn text(&self, now: Timestamp) -> String {
        let head: Vec<_> = HEAD.into_iter().chain(COMES_BACK).collect();
        written(&head, self.events.clone(), &self.on_the_wall(now))
    }

    /// An instant on the person's wall, by the rules of their zone.
    pub fn on_the_wall(&self, now: Timestamp) -> When {
        let zone = self.zone.as_deref().and_then(|name| TimeZone::get(name).ok());
        let offset = zone.and_then(|zone| {
            let instant = jiff::Timestamp::from_millisecond(now.as_millis()).ok()?;
            i16::try_from(zone.to_offset(instant).seconds() / 60).ok()
        });
        When::new(now, offset.unwrap_or(self.offset_minutes))
    }

    /// The written form.
    pub fn to_bytes(&self) -> Vec<u8> {
        serde_json::to_vec(&FeedV1::from(self)).expect("times hold nothing that cannot be written")
    }

    /// Reads the written form; `None` for anything else.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice::<FeedV1>(bytes).ok()?.read()
    }
}

/// The version of the written form.
const VERSION: u8 = 1;

#[derive(Serialize, Deserialize)]
struct FeedV1 {
    version: u8,
    made: i64,
    offset_minutes: i16,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    zone: Option<String>,
    days_only: bool,
    events: Vec<EventV1>,
}

#[derive(Serialize, Deserialize)]
struct EventV1 {
    id: String,
    changed: i64,
    #[serde(flatten)]
    at: AtV1,
    #[serde(default, skip_serializing_if = "is_false")]
    appointment: bool,
    sequence: u32,
    #[serde(default, skip_serializing_if = "is_false")]
    cancelled: bool,
}

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum AtV1 {
    Time { from: i64, to: i64 },
    Day { day: String },
}

fn is_false(value: &bool) -> bool {
    !value
}

impl From<&Feed> for FeedV1 {
    fn from(feed: &Feed) -> Self {
        Self {
            version: VERSION,
            made: feed.made.as_millis(),
            offset_minutes: feed.offset_minutes,
            zone: feed.zone.clone(),
            days_only: feed.days_only,
            events: feed.events.iter().map(EventV1::from).collect(),
        }
    }
}

impl From<&Event> for EventV1 {
    fn from(event: &Event) -> Self {
        Self {
            id: event.id.to_string(),
            changed: event.changed.as_millis(),
            at: match event.at {
                At::Time { from, to } => AtV1::Time { from: from.as_millis(), to: to.as_millis() },
                At::Day(day) => AtV1::Day { day: day.to_string() },
            },
            appointment: event.kind == EventKind::Appointment,
            sequence: event.sequence,
            cancelled: event.cancelled,
        }
    }
}

impl FeedV1 {
    fn read(self) -> Option<Feed> {
        let is_known = self.version == VERSION;
        let events = self.events.into_iter().map(EventV1::read).collect::<Option<_>>()?;
        is_known.then_some(Feed {
            made: Timestamp::from_millis(self.made),
            zone: self.zone,
            offset_minutes: self.offset_minutes,
            days_only: self.days_only,
            events,
        })
    }
}

impl EventV1 {
    fn read(self) -> Option<Event> {
        let at = match self.at {
            AtV1::Time { from, to } => {
                At::Time { from: Timestamp::from_millis(from), to: Timestamp::from_millis(to) }
            }
            AtV1::Day { day } => At::Day(day.parse::<Date>().ok()?),
        };
        Some(Event {
            id: self.id.parse().ok()?,
            changed: Timestamp::from_millis(self.changed),
            at,
            kind: if self.appointment { EventKind::Appointment } else { EventKind::Reminder },
            sequence: self.sequence,
            cancelled: self.cancelled,
        })
    }
}

#[cfg(test)]
mod tests;
