//! While a session lasts: one dark, quiet page with the time, the intention and large buttons; what was noted; and its end,
//! by the list, or another way where it did not end by it.
//!
//! It prompts nothing and leads no exercise and no breath while the medicine works (U5, B3).

mod captured;
mod device;
mod ending;
mod late;
mod noted;
mod pages;
mod sheets;
mod sitter;
mod vitals;
mod wrong;

use axum::{
    extract::State as Shared,
    response::{IntoResponse, Response},
};
use hearken_content::{Action, Stage, library};
use hearken_core::{
    DraftId, Notebook, RecordId, Refusal,
    journey::{self, Moment, MomentKind, State, TreatmentSession},
    plan::SafetyPlan,
    recordings,
};

use hearken_vault::Session;
use maud::Markup;

pub(crate) use self::late::take_in as take_in_late;
pub(super) use self::noted::{Noted, noted, timeline_card, what};
use self::pages::{DuringPage, Running};
use super::facts;
use crate::{
    AppState,
    components::{Nearest, Typing},
    drafts,
    error::Problem,
    exercises::{VoiceNotes, heard},
    form::{Fields, Form, Query, RecordPath},
    layout::{Page, Place},
    routes::Routes,
    session::{Unlocked, kept, see_other},
    upload::Upload,
    zone::Clock,
};

pub(super) fn routes() -> Routes {
    Routes::default()
        .get("/journey/sessions/{id}/during", page)
        .post("/journey/sessions/{id}/medicine", medicine)
        .post("/journey/sessions/{id}/moments", note)
        .post("/journey/sessions/{id}/queue", captured::bring)
        .get("/journey/offline", shell)
        .get("/journey/now", now)
        .post("/journey/sessions/{id}/recordings", speak)
        .get("/journey/sessions/{id}/vitals", vitals::page)
        .post("/journey/sessions/{id}/vitals", vitals::keep)
        .get("/journey/sessions/{id}/wrong", wrong::page)
        .post("/journey/sessions/{id}/wrong", wrong::note)
        .get("/journey/sessions/{id}/end", ending::page)
        .post("/journey/sessions/{id}/end", ending::end)
        .and(sitter::routes())
}

/// How long it has been since the medicine, or since the session began: whole seconds, never negative.
fn seconds(treatment: &TreatmentSession, clock: &Clock) -> Option<u64> {
    let from = treatment.started()?;
    Some(clock.now().at.seconds_since(from.at))
}

/// What the rules tell whoever is there, the strongest first: on a sitter's device what a sitter sees, and nothing else.
fn told(
    session: &Session,
    notebook: &Notebook,
    id: RecordId,
    treatment: &TreatmentSession,
    clock: &Clock,
) -> Vec<(Action, String)> {
    let is_sitters = session.narrow().is_some();
    let look = if is_sitters { facts::look_beside } else { facts::look };
    let looked = look(notebook, id, treatment, clock, Stage::During);
    let said = looked.fired.iter().filter(|fired| fired.released.is_none());
    said.filter_map(|fired| Some((fired.action, fired.words_while_it_lasts(is_sitters)?.to_owned())))
        .collect()
}

/// What is told of an emergency while that session is under way, each in its words.
fn urgent(session: &Session, id: RecordId, clock: &Clock) -> Vec<String> {
    let notebook = session.vault().read();
    let treatment = notebook.get::<TreatmentSession>(id);
    let Some(treatment) = treatment.filter(|it| it.state == State::InSession) else { return Vec::new() };
    let told = told(session, &notebook, id, treatment, clock).into_iter();
    told.filter_map(|(action, words)| (action == Action::Emergency).then_some(words)).collect()
}

/// Where a page goes on once something was noted: to who is called (K1), if that is an emergency that was none `before`.
fn on_from(session: &Session, id: RecordId, clock: &Clock, before: &[String]) -> String {
    let is_new = urgent(session, id, clock).iter().any(|words| !before.contains(words));
    format!("/journey/sessions/{id}/{}", if is_new { "wrong" } else { "during?noted=1" })
}

async fn page(
    Shared(state): Shared<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    nearest: Nearest,
    RecordPath(id): RecordPath,
    Query(query): Query,
) -> Result<Response, Problem> {
    // While this page is in front it asks for itself now and then; nobody has to touch anything to keep it open.
    let page = Page { open: None, ..Page::open(Place::Journey, &session) };
    let (typing, typed) = form(&state, &session, &format!("/journey/sessions/{id}/during"), &query);
    let is_there = sitter::is_there(&state, &session, id).await?;
    let notebook = session.vault().read();
    let treatment = notebook.get::<TreatmentSession>(id).ok_or(Problem::NotHere)?;
    let address = format!("/journey/sessions/{id}");
    if treatment.state != State::InSession {
        // Words that were typed here and not kept are in a form there.
        let draft = query.text("draft").parse::<DraftId>();
        return Ok(see_other(&draft.map_or(address.clone(), |draft| format!("{address}?draft={draft}"))));
    }
    let seconds = seconds(treatment, &clock).unwrap_or_default();
    let minutes = u32::try_from(seconds / 60).unwrap_or(u32::MAX);
    let programme = journey::programme_at_hand(&notebook, treatment.programme).unwrap_or_default();
    let running = Running {
        number: super::sessions::number(&notebook, id, treatment),
        voice: sitter::voice(
            &session,
            VoiceNotes::in_session(&notebook, id, format!("{address}/recordings")),
        ),
        address,
        tap: state.keeper.new_record_id().to_string(),
        typing,
        words: typed.text("words").to_owned(),
        taken: treatment.medicine.is_some(),
        seconds,
        phase: library().journey.expect.phase_at(minutes),
        intention: journey::intentions_of(&notebook, id).next().map(|(_, intention)| intention.words.clone()),
        sitter: sitter::beside(&state, &session, (&notebook, id, treatment), &clock, (&query, is_there)),
        kept: query.has("noted"),
        told: told(&session, &notebook, id, treatment, &clock),
        noted: noted(&notebook, id, treatment, &clock),
        office: super::office::lines(&notebook, id, &clock),
        view: sitter::view(&session, device::view(session.vault(), &notebook, id, treatment, &clock)),
        programme,
    };
    let nearest = nearest.in_country(&running.programme.country);
    Ok(DuringPage { page, nearest, running: Some(running) }.render().into_response())
}

/// The page that a device keeps for when nothing answers: nothing of anybody. Its words tell what this is, so it is given
/// only to whoever has unlocked.
async fn shell(Shared(state): Shared<AppState>, _: Unlocked, Query(query): Query) -> Markup {
    let help = &state.library.help;
    let country = help.country(query.text("country")).unwrap_or(help.international());
    DuringPage::shell(Nearest { country, plan: SafetyPlan::default() }).render()
}

/// Where an installed notebook opens: the session that is under way, or else Today.
async fn now(Unlocked(session): Unlocked) -> Response {
    let notebook = session.vault().read();
    let mut under_way =
        notebook.all::<TreatmentSession>().filter(|(_, treatment)| treatment.state == State::InSession);
    let address = under_way.next().map(|(id, _)| format!("/journey/sessions/{id}/during"));
    see_other(address.as_deref().unwrap_or("/"))
}

/// “The medicine is taken now”: the clock counts from here.
async fn medicine(
    Shared(state): Shared<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    RecordPath(id): RecordPath,
) -> Result<Response, Problem> {
    let now = clock.now();
    let saved = session.vault().write(move |notebook| journey::begin(notebook, id, &now), Vec::new()).await?;
    // The first tap stands, on whatever device; whoever taps after it is told so.
    let already = if saved.revisions.is_empty() { "?already=medicine" } else { "" };
    Ok(kept(&state, &session, &format!("/journey/sessions/{id}/during{already}")))
}

/// The form of a new moment at `place`, and what was typed into it but not kept.
fn form(state: &AppState, session: &Session, place: &str, query: &Fields) -> (Typing, Fields) {
    // What the person had begun to write before a sitter had the device is theirs.
    let theirs = |saved| session.narrow_since().is_none_or(|since| saved >= since);
    let draft = drafts::at(session.vault(), place, query).filter(|draft| theirs(draft.saved));
    let typing = Typing::new(state, place, state.keeper.new_record_id(), 0, draft.as_ref());
    (typing, draft.map_or_else(Fields::default, |draft| Fields::from_draft(&draft.fields)))
}

/// A moment of this session, now. How long the session has lasted, only a clock that goes forward alone could say.
fn moment(session: &Session, id: RecordId, kind: MomentKind, clock: &Clock) -> Moment {
    Moment { kind, when: clock.now(), by: sitter::by(session, id), ..Moment::new(id) }
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
    let numbers = sitter::numbers(kind, &fields);
    let moment = Moment { words, numbers, ..moment(&session, id, kind, &clock) };
    let change = move |notebook: &Notebook| journey::note_moment(notebook, record, moment.clone());
    let before = urgent(&session, id, &clock);
    session.vault().write(change, fields.done()).await?;
    Ok(kept(&state, &session, &on_from(&session, id, &clock, &before)))
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
    let moment = Moment { recording: Some(record), ..moment(&session, id, MomentKind::Voice, &clock) };
    let change = move |notebook: &Notebook| {
        let mut planned = recordings::keep(notebook, record, note.clone())?;
        planned.extend(journey::note_moment(notebook, beside(record), moment.clone())?);
        Ok(planned)
    };
    session.vault().write(change, Vec::new()).await?;
    Ok(kept(&state, &session, &format!("/journey/sessions/{id}/during?noted=1")))
}

/// The id of the moment at which a voice note was said: it follows from the note's.
fn beside(note: RecordId) -> RecordId {
    let mut bytes = note.bytes();
    bytes[15] ^= 1;
    RecordId::from_bytes(bytes)
}
