//! Reminders by mail, where the server has mail: to which address, at which hour, on which days; and whether somebody is told
//! that another wrote to them.

mod page;

use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use hearken_core::{Notebook, Timestamp};
use hearken_mail::{Mail, NotSent, Reminders, TakenFrom};
use hearken_report::calendar::At;
use hearken_vault::Session;
use jiff::civil::Date;
use maud::Markup;

use self::page::{MailPage, Tried};
use super::calendar::events;
use crate::{
    AppState,
    error::Problem,
    form::{Fields, Form, Query},
    layout::{Page, Place},
    routes::Routes,
    session::{Unlocked, see_other},
    zone::Clock,
};

const PAGE: &str = "/journey/mail";

/// The hour at which a mail comes unless another is picked.
const USUAL_HOUR: u8 = 9;

pub(super) fn routes() -> Routes {
    Routes::default()
        .get(PAGE, page)
        .post(PAGE, turn_on)
        .post("/journey/mail/news", tell_of_news)
        .post("/journey/mail/off", turn_off)
        .post("/journey/mail/try", try_now)
}

async fn page(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    Query(query): Query,
) -> Result<Markup, Problem> {
    let asked = match &state.mail {
        Some(mail) => mail.asked(session.account()).await?,
        None => None,
    };
    Ok(MailPage {
        page: Page::open(Place::Journey, &session),
        has_mail: state.mail.is_some(),
        typed: String::new(),
        hour: asked.as_ref().map_or(USUAL_HOUR, |asked| asked.reminders.hour),
        news: false,
        asked,
        tried: Tried::from_id(query.text("tried")),
        wrong_address: false,
    }
    .render())
}

async fn turn_on(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    let mail = mail(&state)?;
    let (typed, hour, news) = (fields.text("address").trim(), hour(&fields), fields.has("news"));
    if mail.turn_on(session.account(), (typed, hour, news), clock.now().at).await? {
        refresh(&state, &session, &clock).await;
        return Ok(see_other(PAGE));
    }
    let page = MailPage {
        page: Page::open(Place::Journey, &session),
        has_mail: true,
        typed: typed.to_owned(),
        hour,
        news,
        asked: None,
        tried: None,
        wrong_address: true,
    };
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page.render()).into_response())
}

fn hour(fields: &Fields) -> u8 {
    fields.text("hour").parse().ok().filter(|hour| *hour < 24).unwrap_or(USUAL_HOUR)
}

async fn tell_of_news(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    mail(&state)?.tell_of_news(session.account(), fields.has("news")).await?;
    Ok(see_other(PAGE))
}

async fn turn_off(State(state): State<AppState>, Unlocked(session): Unlocked) -> Result<Response, Problem> {
    mail(&state)?.turn_off(session.account()).await?;
    Ok(see_other(PAGE))
}

/// Sends one at once, and says how that went.
async fn try_now(State(state): State<AppState>, Unlocked(session): Unlocked) -> Result<Response, Problem> {
    let sent = mail(&state)?.try_now(session.account(), state.keeper.now()).await?;
    let tried = match sent {
        Ok(()) => Tried::Taken,
        Err(NotSent::NoAddress) => return Err(Problem::NotHere),
        Err(NotSent::NotReached) => Tried::NotReached,
        Err(NotSent::Later) => Tried::Later,
        Err(NotSent::Refused) => Tried::Refused,
        Err(NotSent::Unknown) => Tried::Unknown,
    };
    Ok(see_other(&format!("{PAGE}?tried={}", tried.id())))
}

/// Mail, where there is any.
fn mail(state: &AppState) -> Result<&Mail, Problem> {
    state.mail.as_deref().ok_or(Problem::NotHere)
}

/// Somebody looks at what others wrote to them: no mail is due for it any more, from this program or from another one on the
/// same store that has mail. Where that cannot be noted, one more may come.
pub(crate) async fn news_seen(state: &AppState, session: &Session) {
    if let Err(error) = state.keeper.news_seen(session).await {
        tracing::warn!(%error, "it could not be noted that somebody has looked");
    }
}

/// Takes the days on which something waits from an open notebook, if anything was written since or the person's clock is
/// another one. Whatever was kept is kept, also when this fails.
pub(crate) async fn refresh(state: &AppState, session: &Session, clock: &Clock) {
    let Some(mail) = &state.mail else { return };
    let (vault, account) = (session.vault(), session.account());
    let now = clock.now();
    let from = TakenFrom { end: vault.head().seq, zone: now.zone, offset_minutes: now.offset_minutes };
    if !mail.is_behind(account, &from) {
        return;
    }
    let times = |reminders: &Reminders| {
        let days = days(&vault.read(), state.library.plan.review_days);
        days.into_iter().filter_map(|day| at_hour(clock, day, reminders.hour)).collect()
    };
    if let Err(error) = mail.refresh(account, from, now.at, times).await {
        tracing::warn!(%error, "the times of reminders could not be kept");
    }
}

/// Every day on which something waits; each once.
fn days(notebook: &Notebook, review_days: u32) -> Vec<Date> {
    let name = |record: hearken_core::RecordId| hearken_core::EventId::from_bytes(record.bytes());
    let events = events::of(notebook, review_days, true, name);
    let mut days: Vec<_> = events
        .iter()
        .filter(|event| !event.cancelled)
        .filter_map(|event| match event.at {
            At::Day(day) => Some(day),
            At::Time { .. } => None,
        })
        .collect();
    days.sort_unstable();
    days.dedup();
    days
}

/// That hour of a day on the person's wall, by the rules of their zone on that day.
fn at_hour(clock: &Clock, day: Date, hour: u8) -> Option<Timestamp> {
    let wall = day.at(i8::try_from(hour).ok()?, 0, 0, 0);
    clock.read(&wall.to_string()).map(|when| when.at)
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, header::COOKIE};
    use jiff::civil::date;

    use super::*;

    #[test]
    fn nine_on_the_wall_is_nine_on_the_wall_whatever_the_clocks_did() {
        for (zone, day, hour, instant) in [
            ("60.Europe/Berlin", date(2027, 3, 27), 9, "2027-03-27T08:00:00Z"),
            ("60.Europe/Berlin", date(2027, 3, 28), 9, "2027-03-28T07:00:00Z"),
            // That hour is skipped on that night; the next one is meant.
            ("60.Europe/Berlin", date(2027, 3, 28), 2, "2027-03-28T01:00:00Z"),
            // That hour comes twice; the first one counts.
            ("60.Europe/Berlin", date(2027, 10, 31), 2, "2027-10-31T00:00:00Z"),
            ("660.Australia/Lord_Howe", date(2027, 4, 3), 9, "2027-04-02T22:00:00Z"),
            ("660.Australia/Lord_Howe", date(2027, 4, 4), 9, "2027-04-03T22:30:00Z"),
            ("660.Australia/Lord_Howe", date(2027, 10, 3), 9, "2027-10-02T22:00:00Z"),
        ] {
            let headers = HeaderMap::from_iter([(COOKIE, format!("zone={zone}").parse().unwrap())]);
            let clock = Clock::of(&headers, Timestamp::from_millis(1_795_369_200_000), 0);
            let expected = instant.parse::<jiff::Timestamp>().unwrap().as_millisecond();
            let found = at_hour(&clock, day, hour).map(Timestamp::as_millis);
            assert_eq!(found, Some(expected), "{hour} on {day} in {zone}");
        }
    }
}
