//! “Something is wrong”: help first, then what was noticed, with its time.

use axum::{extract::State as Shared, response::Response};
use hearken_content::library;
use hearken_core::{
    Notebook, Refusal,
    journey::{self, Moment, MomentKind, Programme, TreatmentSession},
};
use maud::Markup;

use super::{moment, pages::WrongPage};
use crate::{
    AppState,
    components::Nearest,
    error::Problem,
    form::{Fields, Form, RecordPath},
    layout::{Page, Place},
    session::{Unlocked, kept},
    zone::Clock,
};

/// Who to call, and what was noticed.
pub(super) async fn page(
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
pub(super) fn signs() -> impl Iterator<Item = (&'static str, &'static str)> {
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

pub(super) async fn note(
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
