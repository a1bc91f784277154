//! While a session lasts: one dark, quiet page with the time, the intention and large buttons; what was noted; and its end,
//! by the list alone.
//!
//! It prompts nothing and leads no exercise and no breath while the medicine works (U5, B3).

mod pages;
mod vitals;

use axum::{
    extract::State as Shared,
    response::{IntoResponse, Response},
};
use hearken_content::{Role, Stage, library};
use hearken_core::{
    Notebook, RecordId, Refusal,
    journey::{self, Moment, MomentKind, Programme, Route, Setting, State, TreatmentSession},
};
use maud::Markup;

pub(super) use self::pages::Noted;
pub(super) use self::pages::timeline_card;
use self::pages::{DuringPage, EndPage, WrongPage};
use super::facts;
use crate::{
    AppState,
    components::Nearest,
    error::Problem,
    form::{Fields, Form, Query, RecordPath},
    layout::{Page, Place},
    routes::Routes,
    session::{Unlocked, kept},
    words,
    zone::Clock,
};

pub(super) fn routes() -> Routes {
    Routes::default()
        .get("/journey/sessions/{id}/during", page)
        .post("/journey/sessions/{id}/medicine", medicine)
        .post("/journey/sessions/{id}/moments", note)
        .get("/journey/sessions/{id}/vitals", vitals::page)
        .post("/journey/sessions/{id}/vitals", vitals::keep)
        .get("/journey/sessions/{id}/wrong", wrong)
        .post("/journey/sessions/{id}/wrong", note_wrong)
        .get("/journey/sessions/{id}/end", end_page)
        .post("/journey/sessions/{id}/end", end)
}

/// How long it has been since the medicine, or since the session began: whole seconds, never negative.
fn seconds(treatment: &TreatmentSession, clock: &Clock) -> Option<u64> {
    let from = treatment.medicine.as_ref().or(treatment.began.as_ref())?;
    Some(clock.now().at.seconds_since(from.at))
}

/// What a sitter is told by the rules, the strongest first.
fn told(
    notebook: &Notebook,
    id: RecordId,
    treatment: &TreatmentSession,
    clock: &Clock,
) -> Vec<(hearken_content::Action, String)> {
    let looked = facts::look(notebook, id, treatment, clock, Stage::During);
    let said = looked.fired.iter().filter(|fired| fired.released.is_none());
    said.filter_map(|fired| {
        let words = fired.words_for(Role::Sitter).or_else(|| fired.words_for(Role::Client))?;
        Some((fired.action, words.to_owned()))
    })
    .collect()
}

async fn page(
    Unlocked(session): Unlocked,
    clock: Clock,
    RecordPath(id): RecordPath,
    Query(query): Query,
) -> Result<Response, Problem> {
    let page = Page::open(Place::Journey, &session);
    let notebook = session.vault().read();
    let treatment = notebook.get::<TreatmentSession>(id).ok_or(Problem::NotHere)?;
    let address = format!("/journey/sessions/{id}");
    if treatment.state != State::InSession {
        return Ok(axum::response::Redirect::to(&address).into_response());
    }
    let seconds = seconds(treatment, &clock).unwrap_or_default();
    let minutes = u32::try_from(seconds / 60).unwrap_or(u32::MAX);
    let intention = journey::intentions_of(&notebook, id).next();
    Ok(DuringPage {
        page,
        number: super::sessions::number(&notebook, id, treatment),
        address,
        taken: treatment.medicine.is_some(),
        seconds,
        phase: library().journey.expect.phase_at(minutes),
        intention: intention.map(|(_, intention)| intention.words.clone()),
        kept: query.has("noted"),
        told: told(&notebook, id, treatment, &clock),
        noted: noted(&notebook, id, treatment, &clock),
    }
    .render()
    .into_response())
}

/// What was noted, newest first.
pub(super) fn noted(
    notebook: &Notebook,
    id: RecordId,
    treatment: &TreatmentSession,
    clock: &Clock,
) -> Vec<Noted> {
    let from = treatment.medicine.as_ref().or(treatment.began.as_ref());
    let one = |(_, moment): (RecordId, &Moment)| Noted {
        when: match from {
            Some(from) if moment.when.at >= from.at => {
                let minutes = moment.when.at.seconds_since(from.at) / 60;
                format!("{}:{:02}", minutes / 60, minutes % 60)
            }
            _ => words::moment(&moment.when, clock.today()),
        },
        what: pages::what(moment),
        part: moment.part.and_then(|part| notebook.part(part)).map(|part| part.name.clone()),
        words: moment.words.clone(),
    };
    journey::moments_of(notebook, id).into_iter().rev().map(one).collect()
}

/// “The medicine is taken now”: the clock counts from here.
async fn medicine(
    Shared(state): Shared<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    RecordPath(id): RecordPath,
) -> Result<Response, Problem> {
    let now = clock.now();
    session.vault().write(move |notebook| journey::begin(notebook, id, &now), Vec::new()).await?;
    Ok(kept(&state, &session, &format!("/journey/sessions/{id}/during")))
}

/// A moment of this session, now, with how long the session has lasted.
fn moment(id: RecordId, treatment: &TreatmentSession, kind: MomentKind, clock: &Clock) -> Moment {
    let began = treatment.began.as_ref();
    let elapsed = began.map(|began| clock.now().at.seconds_since(began.at).saturating_mul(1000));
    Moment { kind, when: clock.now(), elapsed_ms: elapsed, ..Moment::new(id) }
}

/// Notes that a part is here, or a few words.
async fn note(
    Shared(state): Shared<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    RecordPath(id): RecordPath,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    let record = fields.record("record").unwrap_or_else(|| state.keeper.new_record_id());
    let kind = MomentKind::from_id(fields.text("kind")).ok_or(Problem::Refused(Refusal::Empty))?;
    let words = fields.text("words").trim().to_owned();
    let change = move |notebook: &Notebook| {
        let treatment = notebook.get::<TreatmentSession>(id).ok_or(Refusal::NotHere)?;
        let moment = Moment { words: words.clone(), ..moment(id, treatment, kind, &clock) };
        journey::keep_moment(notebook, record, 0, moment).map(|revision| vec![revision])
    };
    session.vault().write(change, fields.done()).await?;
    Ok(kept(&state, &session, &format!("/journey/sessions/{id}/during?noted=1")))
}

/// “Something is wrong”: help first, then what was noticed.
async fn wrong(
    Unlocked(session): Unlocked,
    nearest: Nearest,
    RecordPath(id): RecordPath,
) -> Result<Markup, Problem> {
    let page = Page::open(Place::Journey, &session);
    let notebook = session.vault().read();
    let treatment = notebook.get::<TreatmentSession>(id).ok_or(Problem::NotHere)?;
    let programme = notebook.get::<Programme>(treatment.programme).cloned().unwrap_or_default();
    let nearest = nearest.in_country(&programme.country);
    Ok(WrongPage { page, address: format!("/journey/sessions/{id}"), nearest, programme }.render())
}

/// What can be noticed while a session lasts: the signs for which a rule of that stage asks for something.
fn signs() -> impl Iterator<Item = (&'static str, &'static str)> {
    const NOTICED: [&str; 14] = [
        "breathing-wrong",
        "cannot-be-woken",
        "chest-pain",
        "severe-headache",
        "vision-change",
        "weakness-or-speech",
        "seizure",
        "fainted-hurt",
        "swelling",
        "vomited-drowsy",
        "vomited-again",
        "very-upset",
        "not-safe",
        "other-symptom",
    ];
    let events = &library().safety.rules.events;
    NOTICED
        .into_iter()
        .filter_map(|id| Some((id, events.iter().find(|event| event.id == id)?.label.as_str())))
}

async fn note_wrong(
    Shared(state): Shared<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    RecordPath(id): RecordPath,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    let record = fields.record("record").unwrap_or_else(|| state.keeper.new_record_id());
    let noticed: Vec<_> =
        signs().filter(|(sign, _)| fields.all("sign").any(|ticked| ticked == *sign)).collect();
    let words = fields.text("words").trim().to_owned();
    let change = move |notebook: &Notebook| {
        let treatment = notebook.get::<TreatmentSession>(id).ok_or(Refusal::NotHere)?;
        let numbers = noticed.iter().map(|(sign, _)| ((*sign).to_owned(), 1)).collect();
        let moment = moment(id, treatment, MomentKind::Wrong, &clock);
        let moment = Moment { words: words.clone(), numbers, ..moment };
        journey::keep_moment(notebook, record, 0, moment).map(|revision| vec![revision])
    };
    session.vault().write(change, fields.done()).await?;
    Ok(kept(&state, &session, &format!("/journey/sessions/{id}/during?noted=1")))
}

/// The items of the list at the end, for home or for the office.
fn end_items(programme: &Programme) -> Vec<&'static hearken_content::Point> {
    let words = &library().journey.sitter;
    let (home, esketamine) = (programme.setting == Setting::Home, programme.route == Route::Esketamine);
    let items = if home { &words.recovery.items } else { &words.office.items };
    items.iter().filter(|item| item.fits(home, esketamine)).collect()
}

async fn end_page(Unlocked(session): Unlocked, RecordPath(id): RecordPath) -> Result<Markup, Problem> {
    let page = Page::open(Place::Journey, &session);
    let notebook = session.vault().read();
    let (seen, treatment) = notebook.get_with_rev::<TreatmentSession>(id).ok_or(Problem::NotHere)?;
    let programme = notebook.get::<Programme>(treatment.programme).cloned().unwrap_or_default();
    let items = end_items(&programme).into_iter().map(|item| (item, treatment.is_done(&item.id))).collect();
    let home = programme.setting == Setting::Home;
    Ok(EndPage { page, address: format!("/journey/sessions/{id}"), seen, home, items }.render())
}

/// Ticks what is so; the session ends when all of the list is, and never by a timer.
async fn end(
    Shared(state): Shared<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    RecordPath(id): RecordPath,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    let (seen, now) = (fields.number("seen"), clock.now());
    let all = |name: &str| fields.all(name).map(str::to_owned).collect::<Vec<_>>();
    let (shown, done) = (all("shown"), all("done"));
    let again = now.clone();
    let tick = move |notebook: &Notebook| journey::tick(notebook, id, seen, &shown, &done, &again);
    session.vault().write(tick, Vec::new()).await?;
    let is_over = {
        let notebook = session.vault().read();
        let treatment = notebook.get::<TreatmentSession>(id).ok_or(Problem::NotHere)?;
        let programme = notebook.get::<Programme>(treatment.programme).cloned().unwrap_or_default();
        end_items(&programme).iter().all(|item| treatment.is_done(&item.id))
    };
    if !is_over {
        return Ok(kept(&state, &session, &format!("/journey/sessions/{id}/end")));
    }
    session
        .vault()
        .write(move |notebook| journey::go(notebook, id, State::Recovering, &now), Vec::new())
        .await?;
    Ok(kept(&state, &session, &format!("/journey/sessions/{id}")))
}
