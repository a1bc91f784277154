//! While a session lasts: one dark, quiet page with the time, the intention and large buttons; what was noted; and its end,
//! by the list alone.
//!
//! It prompts nothing and leads no exercise and no breath while the medicine works (U5, B3).

mod ending;
mod pages;
mod vitals;
mod wrong;

use axum::{
    extract::State as Shared,
    response::{IntoResponse, Response},
};
use hearken_content::{Role, Stage, library};
use hearken_core::{
    Notebook, RecordId, Refusal,
    journey::{self, Moment, MomentKind, State, TreatmentSession},
    recordings,
};

use hearken_vault::Session;

use self::pages::DuringPage;
pub(super) use self::pages::Noted;
pub(super) use self::pages::{timeline_card, what};
use super::facts;
use crate::{
    AppState,
    components::Typing,
    drafts,
    error::Problem,
    exercises::{VoiceNotes, heard},
    form::{Fields, Form, Query, RecordPath},
    layout::{Page, Place},
    routes::Routes,
    session::{Unlocked, kept},
    upload::Upload,
    words,
    zone::Clock,
};

pub(super) fn routes() -> Routes {
    Routes::default()
        .get("/journey/sessions/{id}/during", page)
        .post("/journey/sessions/{id}/medicine", medicine)
        .post("/journey/sessions/{id}/moments", note)
        .post("/journey/sessions/{id}/recordings", speak)
        .get("/journey/sessions/{id}/vitals", vitals::page)
        .post("/journey/sessions/{id}/vitals", vitals::keep)
        .get("/journey/sessions/{id}/wrong", wrong::page)
        .post("/journey/sessions/{id}/wrong", wrong::note)
        .get("/journey/sessions/{id}/end", ending::page)
        .post("/journey/sessions/{id}/end", ending::end)
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
    Shared(state): Shared<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    RecordPath(id): RecordPath,
    Query(query): Query,
) -> Result<Response, Problem> {
    let page = Page::open(Place::Journey, &session);
    let (typing, typed) = form(&state, &session, &format!("/journey/sessions/{id}/during"), &query);
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
        tap: state.keeper.new_record_id().to_string(),
        typing,
        words: typed.text("words").to_owned(),
        taken: treatment.medicine.is_some(),
        seconds,
        phase: library().journey.expect.phase_at(minutes),
        intention: intention.map(|(_, intention)| intention.words.clone()),
        voice: VoiceNotes::in_session(&notebook, id, format!("/journey/sessions/{id}/recordings")),
        kept: query.has("noted"),
        told: told(&notebook, id, treatment, &clock),
        noted: noted(&notebook, id, treatment, &clock),
        office: super::office::line(&notebook, id, &clock),
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
        what: what(moment),
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

/// The form of a new moment at `place`, and what was typed into it but not kept.
fn form(state: &AppState, session: &Session, place: &str, query: &Fields) -> (Typing, Fields) {
    let draft = drafts::at(session.vault(), place, query);
    let typing = Typing::new(state, place, state.keeper.new_record_id(), 0, draft.as_ref());
    (typing, draft.map_or_else(Fields::default, |draft| Fields::from_draft(&draft.fields)))
}

/// A moment of this session, now. How long the session has lasted, only a clock that goes forward alone could say.
fn moment(id: RecordId, kind: MomentKind, clock: &Clock) -> Moment {
    Moment { kind, when: clock.now(), ..Moment::new(id) }
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
    let moment = Moment { words, ..moment(id, kind, &clock) };
    let change = move |notebook: &Notebook| journey::note_moment(notebook, record, moment.clone());
    session.vault().write(change, fields.done()).await?;
    Ok(kept(&state, &session, &format!("/journey/sessions/{id}/during?noted=1")))
}

/// Keeps a voice note, and the moment at which it was said. Sent again, both land once: the moment's id follows from the
/// note's.
async fn speak(
    Shared(state): Shared<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    RecordPath(id): RecordPath,
    Query(query): Query,
    upload: Result<Upload, Problem>,
) -> Result<Response, Problem> {
    let note = heard(upload, &query, id, "", clock.now())?;
    let record = query.record("record").unwrap_or_else(|| state.keeper.new_record_id());
    let mut beside = record.bytes();
    beside[15] ^= 1;
    let change = move |notebook: &Notebook| {
        let mut planned = recordings::keep(notebook, record, note.clone())?;
        let moment = Moment { recording: Some(record), ..moment(id, MomentKind::Voice, &clock) };
        planned.extend(journey::note_moment(notebook, RecordId::from_bytes(beside), moment)?);
        Ok(planned)
    };
    session.vault().write(change, Vec::new()).await?;
    Ok(kept(&state, &session, &format!("/journey/sessions/{id}/during?noted=1")))
}
