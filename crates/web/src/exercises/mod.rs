//! Guided exercises: one question a screen, kept answer by answer, left and taken up again at any screen.
//!
//! What the screens say is content ([`hearken_content::Guide`]); what was answered is a run
//! ([`hearken_core::exercises::Run`]). The way of one answer: [`answering`] reads the form by [`forms`], keeps it,
//! lets it tell the part ([`tell`]) and asks [`gates`] whether something comes before the next screen.

mod answering;
mod conflict;
mod drawing;
mod ending;
mod forms;
mod gate_page;
mod gates;
mod left;
mod pages;
mod recordings;
mod said;
mod scales;
mod take_away;
mod tell;
mod too_much;

pub(crate) use pages::voice_notes::VoiceNotes;
pub(crate) use recordings::heard;
pub(crate) use said::Said;

use axum::{
    extract::{FromRequestParts, RawPathParams, State},
    http::{StatusCode, request::Parts},
    response::{IntoResponse, Response},
};
use hearken_content::{Guide, Library, Screen};
use hearken_core::{
    NewRevision, Record, RecordId,
    exercises::{self, Run, RunState},
    limits,
};
use hearken_vault::Session;
use maud::Markup;

use crate::{
    AppState,
    components::Nearest,
    error::Problem,
    form::{Fields, Form, Query, RecordPath},
    layout::{Page, Place},
    routes::Routes,
    session::{Unlocked, kept, see_other},
    zone::Clock,
};

pub(crate) fn routes() -> Routes {
    Routes::default()
        .get("/exercises", list)
        .post("/exercises", begin)
        .get("/exercises/about/{guide}", about)
        .get("/exercises/{id}", open)
        .post("/exercises/{id}/go", go)
        .post("/exercises/{id}/another-part", meet_another)
        .get("/exercises/{id}/too-much", too_much::show)
        .post("/exercises/{id}/too-much", too_much::answer)
        .get("/exercises/{id}/take-away", take_away::show)
        .post("/exercises/{id}/take-away", take_away::take)
        .post("/exercises/{id}/finish", ending::finish)
        .get("/exercises/{id}/erase", ending::ask_erase)
        .post("/exercises/{id}/erase", ending::erase)
        .get("/exercises/{id}/{screen}", show)
        .post("/exercises/{id}/{screen}", answering::answer)
        .get("/exercises/{id}/{screen}/{gate}", gate_page::show)
        .post("/exercises/{id}/{screen}/drawing", drawing::keep)
        .post("/exercises/{id}/{screen}/recordings", recordings::give)
        .get("/drawings/{id}", drawing::show)
        .get("/drawings/{id}/erase", drawing::ask_erase)
        .post("/drawings/{id}/erase", drawing::erase)
        .get("/recordings/{id}", recordings::sound)
        .get("/recordings/{id}/erase", recordings::ask_erase)
        .post("/recordings/{id}/erase", recordings::erase)
}

/// Where in which run a request is.
pub(crate) struct At {
    pub(crate) id: RecordId,
    pub(crate) rev: u32,
    pub(crate) run: Run,
    pub(crate) guide: &'static Guide,
}

impl At {
    /// Finds a run and the guide it was begun with.
    pub(crate) fn find(library: &'static Library, session: &Session, id: RecordId) -> Result<Self, Problem> {
        let (rev, run) = run_of(session, id)?;
        let guide = library.guide(&run.guide, run.guide_version).ok_or(Problem::NotHere)?;
        Ok(Self { id, rev, run, guide })
    }

    /// A screen of this run's guide.
    fn screen(&self, id: &str) -> Result<&'static Screen, Problem> {
        self.guide.screen(id).map(|(_, _, screen)| screen).ok_or(Problem::NotHere)
    }

    /// The screen the run waits at; `None` when it has ended.
    fn waits_at(&self) -> Option<&str> {
        match &self.run.state {
            RunState::Open { screen } => Some(screen),
            RunState::Finished { .. } => None,
        }
    }
}

/// A run as it stands, with its revision; its guide may be gone.
fn run_of(session: &Session, id: RecordId) -> Result<(u32, Run), Problem> {
    let notebook = session.vault().read();
    let revision = notebook.current(id).ok_or(Problem::NotHere)?;
    let Record::Exercise(run) = &revision.what else { return Err(Problem::NotHere) };
    Ok((revision.rev, Run::clone(run)))
}

/// The address of a run, of one of its screens, or of a gate on one.
fn address(run: RecordId, rest: &[&str]) -> String {
    rest.iter().fold(format!("/exercises/{run}"), |address, segment| format!("{address}/{segment}"))
}

/// The screen, and the gate if there is one, that the address names.
pub(crate) struct ScreenPath {
    screen: String,
    gate: String,
}

impl<S: Send + Sync> FromRequestParts<S> for ScreenPath {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let params = RawPathParams::from_request_parts(parts, state).await.map_err(|_| Problem::NotHere)?;
        let value = |wanted| {
            params.iter().find(|(name, _)| *name == wanted).map_or("", |(_, value)| value).to_owned()
        };
        Ok(Self { screen: value("screen"), gate: value("gate") })
    }
}

async fn list(State(state): State<AppState>, Unlocked(session): Unlocked, clock: Clock) -> Markup {
    let page = Page::open(Place::Exercises, &session);
    pages::list::ListPage::of(&state, &session, &clock).render(&page)
}

/// What must be read before a guide is begun.
async fn about(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    params: RawPathParams,
) -> Result<Markup, Problem> {
    let id = params.iter().find(|(name, _)| *name == "guide").map_or("", |(_, id)| id);
    let guide = state.library.newest_guide(id).ok_or(Problem::NotHere)?;
    Ok(about_page(&state, guide, false).render(&Page::open(Place::Exercises, &session)))
}

fn about_page(state: &AppState, guide: &'static Guide, code_missing: bool) -> pages::about::AboutPage {
    pages::about::AboutPage { guide, record: state.keeper.new_record_id().to_string(), code_missing }
}

/// Begins a run of the newest version of a guide. One that is for the therapist's room needs the code that the therapist
/// gives; it is noted in the run (rule U1).
async fn begin(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    let guide = state.library.newest_guide(fields.text("guide")).ok_or(Problem::NotHere)?;
    let id = fields.record("record").unwrap_or_else(|| state.keeper.new_record_id());
    let first = guide.first_screen().ok_or(Problem::NotHere)?;
    let mut run = Run::begin(&guide.id, guide.version, &first.id, clock.now(), None);
    let code = fields.text("code").trim();
    if guide.needs_therapist() {
        if code.is_empty() {
            let page = about_page(&state, guide, true).render(&Page::open(Place::Exercises, &session));
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
        }
        limits::check_name(code).map_err(Problem::Refused)?;
        run.therapist = Some(code.to_owned());
    }
    begin_with(&mut run, guide, &session, &fields.records("part"));
    save_new(&session, id, run).await?;
    Ok(kept(&state, &session, &address(id, &[])))
}

/// Parts that are known before a guide asks for them: the one, then the other. The guide still asks, so that its gates
/// stand where they always do.
fn begin_with(run: &mut Run, guide: &Guide, session: &Session, parts: &[RecordId]) {
    let notebook = session.vault().read();
    let mut here = parts.iter().copied().filter(|&part| notebook.part(part).is_some());
    run.part = here.next();
    run.other_part = here.next().filter(|&other| guide.has_two_sides() && Some(other) != run.part);
}

/// Keeps a run that begins; a second press of the button begins no second one.
async fn save_new(session: &Session, id: RecordId, run: Run) -> Result<(), Problem> {
    let plan = move |notebook: &hearken_core::Notebook| match notebook.current(id) {
        Some(_) => Ok(Vec::new()),
        None => Ok(vec![NewRevision::first(id, run.into())]),
    };
    session.vault().write(plan, Vec::new()).await?;
    Ok(())
}

/// To the screen where the run waits; a run that has ended is shown whole.
async fn open(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    nearest: Nearest,
    clock: Clock,
    RecordPath(id): RecordPath,
    Query(query): Query,
) -> Result<Response, Problem> {
    let (_, run) = run_of(&session, id)?;
    if state.library.guide(&run.guide, run.guide_version).is_none() {
        let page = Page::open(Place::Exercises, &session);
        return Ok(lost_page(&state, &session, id, &run).render(&page).into_response());
    }
    let at = At::find(state.library, &session, id)?;
    let Some(screen) = at.waits_at() else {
        let page = Page::open(Place::Exercises, &session);
        let asks = ending::asks(state.library, &session.vault().read(), &query).then_some(nearest);
        let shown = pages::finished::FinishedPage::of(&state, &session, &clock, &at, asks);
        return Ok(shown.render(&page).into_response());
    };
    let known = at.guide.screen(screen).is_some();
    let screen = if known { screen } else { &at.guide.first_screen().ok_or(Problem::NotHere)?.id };
    // The page that follows is the screen's.
    let kept = query.record("kept").map(|ended| format!("?kept={ended}")).unwrap_or_default();
    Ok(see_other(&format!("{}{kept}", address(id, &[screen]))))
}

/// What was answered in a run, and what its guide is called.
pub(crate) fn said_in(
    library: &'static Library,
    notebook: &hearken_core::Notebook,
    id: RecordId,
    run: &Run,
) -> (String, Vec<Said>) {
    match library.guide(&run.guide, run.guide_version) {
        Some(guide) => (guide.title.clone(), said::all(library, guide, (id, run), notebook)),
        None => (run.guide.clone(), said::all_without_guide(library, (id, run), notebook)),
    }
}

/// What was answered in a run whose guide is gone.
fn lost_page(state: &AppState, session: &Session, id: RecordId, run: &Run) -> pages::lost::LostPage {
    let notebook = session.vault().read();
    let said = said::all_without_guide(state.library, (id, run), &notebook);
    let typed = pages::finished::late_words(session, id);
    pages::lost::LostPage {
        run: address(id, &[]),
        guide: run.guide.clone(),
        open: run.is_open(),
        said,
        typed,
    }
}

async fn show(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    nearest: Nearest,
    clock: Clock,
    RecordPath(id): RecordPath,
    path: ScreenPath,
    Query(query): Query,
) -> Result<Response, Problem> {
    let (_, run) = run_of(&session, id)?;
    if state.library.guide(&run.guide, run.guide_version).is_none() {
        return Ok(see_other(&address(id, &[])));
    }
    let at = At::find(state.library, &session, id)?;
    let screen = at.screen(&path.screen)?;
    if at.waits_at().is_none() {
        return Ok(see_other(&address(id, &[])));
    }
    if let Some((closed, gate)) = gates::barrier(at.guide, &at.run, &session.vault().read())
        && gates::is_after(at.guide, &screen.id, &closed.id)
    {
        return Ok(see_other(&address(id, &[&closed.id, &gate.id])));
    }
    let page = Page::open(Place::Exercises, &session);
    let shown = pages::screen::ScreenPage::of(&state, &session, &at, screen, &query, nearest, &clock.now());
    Ok(shown.render(&page).into_response())
}

/// Moves a run to another screen without an answer.
async fn go(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    let at = At::find(state.library, &session, id)?;
    let screen = at.screen(fields.text("screen"))?;
    session.vault().write(move |notebook| exercises::go_to(notebook, id, &screen.id), Vec::new()).await?;
    Ok(kept(&state, &session, &address(id, &[&screen.id])))
}

/// The guide with which a part is met that has come along.
fn guide_to_meet(guide: &Guide) -> &str {
    guide.meet_with.as_deref().unwrap_or(&guide.id)
}

/// Begins a run with the part that has come along, by the guide that is for meeting one; this run waits, and is come back to.
async fn meet_another(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    RecordPath(id): RecordPath,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    let at = At::find(state.library, &session, id)?;
    let screen = at.screen(fields.text("screen"))?;
    session.vault().write(move |notebook| exercises::go_to(notebook, id, &screen.id), Vec::new()).await?;
    let guide = state.library.newest_guide(guide_to_meet(at.guide)).ok_or(Problem::NotHere)?;
    let first = guide.first_screen().ok_or(Problem::NotHere)?;
    let child = fields.record("record").unwrap_or_else(|| state.keeper.new_record_id());
    let mut run = Run::begin(&guide.id, guide.version, &first.id, clock.now(), Some(id));
    // A check holds that a guide for the therapist's room is met with from such a guide alone, so the code is there.
    run.therapist = at.run.therapist.clone().filter(|_| guide.needs_therapist());
    save_new(&session, child, run).await?;
    Ok(kept(&state, &session, &address(child, &[])))
}
