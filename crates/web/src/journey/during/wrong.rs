//! “Something is wrong”: help first, then what was noticed, with its time.

use axum::{extract::State as Shared, response::Response};
use hearken_content::library;
use hearken_core::{
    Notebook,
    journey::{self, Moment, MomentKind, TreatmentSession},
};
use maud::Markup;

use super::{form, moment, on_from, pages::WrongPage, urgent};
use crate::{
    AppState,
    components::Nearest,
    error::Problem,
    form::{Fields, Form, Query, RecordPath},
    layout::{Page, Place},
    session::{Unlocked, kept},
    zone::Clock,
};

/// Who to call, and what was noticed.
pub(super) async fn page(
    Shared(state): Shared<AppState>,
    Unlocked(session): Unlocked,
    nearest: Nearest,
    clock: Clock,
    RecordPath(id): RecordPath,
    Query(query): Query,
) -> Result<Markup, Problem> {
    let urgent = urgent(&session, id, &clock);
    let (typing, fields) = form(&state, &session, &format!("/journey/sessions/{id}/wrong"), &query);
    let page = Page::open(Place::Journey, &session);
    let notebook = session.vault().read();
    let treatment = notebook.get::<TreatmentSession>(id).ok_or(Problem::NotHere)?;
    let programme = journey::programme_at_hand(&notebook, treatment.programme).unwrap_or_default();
    let nearest = nearest.in_country(&programme.country);
    let address = format!("/journey/sessions/{id}");
    Ok(WrongPage { page, address, nearest, urgent, programme, typing, fields }.render())
}

/// What can be noticed while a session lasts: the signs for which a rule of that stage asks for something.
pub(super) fn signs() -> impl Iterator<Item = (&'static str, &'static str)> {
    const NOTICED: [&str; 16] = [
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
        "took-more",
        "mixed",
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
    let moment = Moment {
        words: fields.text("words").trim().to_owned(),
        numbers: noticed.iter().map(|(sign, _)| ((*sign).to_owned(), 1)).collect(),
        ..moment(&session, id, MomentKind::Wrong, &clock)
    };
    let change = move |notebook: &Notebook| journey::note_moment(notebook, record, moment.clone());
    let before = urgent(&session, id, &clock);
    session.vault().write(change, fields.done()).await?;
    Ok(kept(&state, &session, &on_from(&session, id, &clock, &before)))
}
