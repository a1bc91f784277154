//! Where the person is, so that times read as on their own clock.
//!
//! The browser says it in the cookie `zone`, as `minutes.Name`: minutes east of UTC now, and the IANA name, for
//! example `60.Europe/Berlin`. Without it the server's own offset is assumed.

use std::convert::Infallible;

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, request::Parts},
};
use hearken_core::{Timestamp, When};
use jiff::{
    civil::{Date, DateTime},
    tz::TimeZone,
};

use crate::{AppState, session::cookie};

/// A person's clock: now, and how wall time and instants go together.
#[derive(Clone, Debug)]
pub(crate) struct Clock {
    now: Timestamp,
    offset_minutes: i16,
    zone: Option<TimeZone>,
    /// The server's own offset.
    of_server: i16,
}

impl Clock {
    /// A clock for whoever sent these headers.
    pub(crate) fn of(headers: &HeaderMap, now: Timestamp, fallback: i16) -> Self {
        let said = cookie(headers, "zone").unwrap_or_default().replace("%2F", "/");
        let (minutes, name) = said.split_once('.').unwrap_or((&said, ""));
        let minutes = minutes.parse().ok().filter(|minutes| (-1_440..=1_440).contains(minutes));
        let zone = if name.is_empty() { None } else { TimeZone::get(name).ok() };
        Self { now, offset_minutes: minutes.unwrap_or(fallback), zone, of_server: fallback }
    }

    /// Now, on the person's wall.
    pub(crate) fn now(&self) -> When {
        self.when(self.now)
    }

    /// Where the person is.
    pub(crate) fn time_zone(&self) -> TimeZone {
        let fixed =
            || jiff::tz::Offset::from_seconds(i32::from(self.offset_minutes) * 60).map(TimeZone::fixed);
        self.zone.clone().or_else(|| fixed().ok()).unwrap_or(TimeZone::UTC)
    }

    /// Today.
    pub(crate) fn today(&self) -> Date {
        self.now().date()
    }

    /// Today where the server is, whatever a browser says: by this ends what is shown until a day.
    pub(crate) fn today_here(&self) -> Date {
        When::new(self.now, self.of_server).date()
    }

    /// An instant, on the person's wall.
    pub(crate) fn when(&self, at: Timestamp) -> When {
        let offset = self.zone.as_ref().and_then(|zone| offset_minutes(zone, at));
        When { zone: self.name(), ..When::new(at, offset.unwrap_or(self.offset_minutes)) }
    }

    /// What `<input type="datetime-local">` sent, or only a day. `None` when it is neither.
    pub(crate) fn read(&self, typed: &str) -> Option<When> {
        if let Ok(date) = typed.parse::<Date>()
            && typed.len() == 10
        {
            return self.instant(date.at(0, 0, 0, 0)).map(|when| When { all_day: true, ..when });
        }
        self.instant(typed.parse::<DateTime>().ok()?)
    }

    /// The last instant of a day, on the person's wall.
    pub(crate) fn end_of(&self, day: Date) -> Timestamp {
        let midnight = day.tomorrow().ok().and_then(|next| self.instant(next.at(0, 0, 0, 0)));
        midnight.map_or(self.now, |when| Timestamp::from_millis(when.at.as_millis() - 1))
    }

    /// When a day begins on the person's wall.
    pub(crate) fn midnight(&self, day: Date) -> Option<Timestamp> {
        self.instant(day.at(0, 0, 0, 0)).map(|when| when.at)
    }

    fn instant(&self, local: DateTime) -> Option<When> {
        if let Some(zone) = &self.zone
            && let Ok(zoned) = zone.to_ambiguous_zoned(local).compatible()
        {
            return Some(self.when(Timestamp::from_millis(zoned.timestamp().as_millisecond())));
        }
        let utc = local.to_zoned(TimeZone::UTC).ok()?.timestamp().as_millisecond();
        Some(self.when(Timestamp::from_millis(utc - i64::from(self.offset_minutes) * 60_000)))
    }

    fn name(&self) -> Option<String> {
        self.zone.as_ref()?.iana_name().map(str::to_owned)
    }
}

/// Minutes east of UTC there, at that instant.
pub(crate) fn offset_minutes(zone: &TimeZone, at: Timestamp) -> Option<i16> {
    let instant = jiff::Timestamp::from_millisecond(at.as_millis()).ok()?;
    i16::try_from(zone.to_offset(instant).seconds() / 60).ok()
}

impl FromRequestParts<AppState> for Clock {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Infallible> {
        Ok(Self::of(&parts.headers, state.keeper.now(), state.offset_minutes()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::header::COOKIE;

    fn clock(zone: &str) -> Clock {
        let headers = HeaderMap::from_iter([(COOKIE, format!("zone={zone}").parse().unwrap())]);
        Clock::of(&headers, Timestamp::from_millis(1_795_369_200_000), 0)
    }

    #[test]
    fn a_summer_day_typed_in_winter_has_the_summer_offset() {
        let when = clock("60.Europe/Berlin").read("2026-07-01T09:30").unwrap();
        assert_eq!((when.offset_minutes, when.local().to_string()), (120, "2026-07-01T09:30:00".to_owned()));
        assert_eq!(when.zone.as_deref(), Some("Europe/Berlin"));
    }

    #[test]
    fn an_unknown_zone_falls_back_to_the_minutes_and_then_to_the_server() {
        assert_eq!(clock("-330.Nowhere/Atall").now().offset_minutes, -330);
        assert_eq!(clock("99999").now().offset_minutes, 0);
    }

    #[test]
    fn the_server_knows_its_summer_and_its_winter() {
        let at = |instant: &str| {
            let instant = instant.parse::<jiff::Timestamp>().unwrap();
            Timestamp::from_millis(instant.as_millisecond())
        };
        let berlin = TimeZone::get("Europe/Berlin").unwrap();
        assert_eq!(offset_minutes(&berlin, at("2027-03-28T00:59:59Z")), Some(60));
        assert_eq!(offset_minutes(&berlin, at("2027-03-28T01:00:00Z")), Some(120));
    }

    #[test]
    fn no_browser_says_which_day_it_is_where_the_server_is() {
        let days = ["0", "-1440", "1440", "840.Pacific/Kiritimati"].map(|zone| clock(zone).today_here());
        assert!(days.iter().all(|day| *day == clock("0").today()));
        assert_ne!(clock("-1440").today(), clock("0").today());
    }

    #[test]
    fn a_day_alone_is_kept_as_a_day() {
        let when = clock("60.Europe/Berlin").read("2020-02-29").unwrap();
        assert!(when.all_day);
        assert_eq!(when.date(), jiff::civil::date(2020, 2, 29));
        assert_eq!(clock("0").read("not a day").map(|when| when.at), None);
    }

    #[test]
    fn a_day_ends_a_thousandth_before_the_next_one_begins() {
        let clock = clock("60.Europe/Berlin");
        let end = clock.when(clock.end_of(jiff::civil::date(2026, 3, 29)));
        assert_eq!(end.local().to_string(), "2026-03-29T23:59:59.999");
    }

    #[test]
    fn a_time_in_the_gap_of_the_clock_change_is_still_an_instant() {
        assert!(clock("630.Australia/Lord_Howe").read("2026-10-04T02:15").is_some());
        assert!(clock("-600.Pacific/Apia").read("2011-12-30T12:00").is_some());
    }
}
