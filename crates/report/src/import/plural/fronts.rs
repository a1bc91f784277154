//! Who was in front, and when: brought in only if the person asks, one journal entry a day.

use std::collections::{BTreeMap, HashMap};

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use serde_json::{Map, json};

use super::harvest::{Harvest, NoteDraft};
use crate::import::{notes, time};

/// What periods in front are called in a report.
pub(crate) const FRONT: &str = "front";

/// A stretch of time with somebody in front.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Period {
    pub(crate) from: Timestamp,
    /// `None` when nobody knows the end.
    pub(crate) to: Option<Timestamp>,
    /// It had not ended when the file was written.
    pub(crate) open: bool,
    /// Ids of members.
    pub(crate) members: Vec<String>,
    /// Words that belong to it.
    pub(crate) words: String,
}

/// Puts the ends of a period in order; says so if they were not.
pub(crate) fn in_order(mut period: Period, harvest: &mut Harvest) -> Period {
    if let Some(to) = period.to.filter(|to| *to < period.from) {
        harvest.say(&notes::END_BEFORE_START, FRONT, 1);
        period.to = Some(period.from);
        period.from = to;
    }
    if harvest.options.now.is_some_and(|now| period.from.as_millisecond() > now.as_millis()) {
        harvest.say(&notes::FUTURE, FRONT, 1);
    }
    period
}

/// Hands the periods in as one entry for each day on which one of them began. `names` has the members' names.
pub(crate) fn hand_in(
    periods: Vec<Period>,
    zone: Option<&TimeZone>,
    names: &HashMap<String, String>,
    hidden: bool,
    harvest: &mut Harvest,
) {
    let assumed = harvest.options.assumed_zone.clone();
    let (zone, is_assumed) = zone.map_or((&assumed, true), |zone| (zone, false));
    let mut days = BTreeMap::<Date, Vec<Period>>::new();
    for period in periods {
        let period = in_order(period, harvest);
        days.entry(zone.to_datetime(period.from).date()).or_default().push(period);
    }
    for (day, mut periods) in days {
        periods.sort_by(|a, b| (a.from, a.to, &a.members).cmp(&(b.from, b.to, &b.members)));
        let lines: Vec<_> = periods.iter().map(|period| line(period, zone, names)).collect();
        let mut when = time::day(day, zone);
        when.zone_assumed = is_assumed;
        harvest.note(NoteDraft {
            id: format!("in front {day}"),
            title: "Who was in front".to_owned(),
            body: lines.join("\n"),
            when,
            members: periods
                .into_iter()
                .flat_map(|period| period.members)
                .filter(|id| harvest.has_member(id))
                .collect(),
            hidden,
            kept: Map::from_iter([("fronts".to_owned(), json!(lines.len()))]),
            ..NoteDraft::default()
        });
    }
}

/// “09:00–10:30 Watcher, Planner”, and words of the person's own behind it.
fn line(period: &Period, zone: &TimeZone, names: &HashMap<String, String>) -> String {
    let clock = |at: Timestamp| {
        let at = zone.to_datetime(at);
        format!("{:02}:{:02}", at.hour(), at.minute())
    };
    let day = |at: Timestamp| zone.to_datetime(at).date();
    let end = match period.to {
        Some(to) if day(to) == day(period.from) => format!("–{}", clock(to)),
        Some(to) => format!("–{} {}", day(to), clock(to)),
        None if period.open => "– (still, when this was written)".to_owned(),
        None => "– (end not known)".to_owned(),
    };
    let who: Vec<&str> = period.members.iter().filter_map(|id| names.get(id)).map(String::as_str).collect();
    let who = if who.is_empty() { "nobody who is here".to_owned() } else { who.join(", ") };
    let words = if period.words.trim().is_empty() { String::new() } else { format!(": {}", period.words) };
    format!("{}{end} {who}{words}", clock(period.from))
}
