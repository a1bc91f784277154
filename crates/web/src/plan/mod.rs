//! My safety plan: read, written a step at a time, on paper, and as one file to keep on a phone.

mod card;
mod copy;
mod pages;
mod past;

use axum::{
    extract::{RawPathParams, State},
    http::header::{CONTENT_DISPOSITION, CONTENT_TYPE},
    response::{IntoResponse, Response},
};
use hearken_content::{PlanStepWords, PlanWords};
use hearken_core::{
    Notebook,
    plan::{self, PlanEntry},
};
use hearken_vault::Session;
use maud::Markup;

use crate::{
    AppState,
    components::{Nearest, Typing},
    drafts,
    error::Problem,
    form::{Fields, Form, Query},
    layout::{Page, Place},
    routes::Routes,
    session::{Unlocked, kept},
    words,
    zone::Clock,
};
use card::CardPage;
pub(crate) use pages::for_help;
use pages::{PlanPage, StepPage, file};

pub(crate) fn routes() -> Routes {
    Routes::default()
        .get("/plan", page)
        .post("/plan/looked", looked)
        .get("/plan/file", as_file)
        .get("/plan/card", card)
        .post("/plan/copy", copy::words_to_seal)
        .get("/plan/offline", copy::shell_page)
        .get("/plan/history", past::history)
        .get("/plan/erase", past::ask)
        .post("/plan/erase", past::erase)
        .get("/plan/step/{step}", edit)
        .post("/plan/step/{step}", keep)
}

/// Whether the plan asks to be looked at again.
pub(crate) fn is_due(notebook: &Notebook, clock: &Clock) -> bool {
    plan::current(notebook).is_due(clock.today(), hearken_content::library().plan.review_days)
}

async fn page(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    nearest: Nearest,
    clock: Clock,
    Query(query): Query,
) -> Markup {
    let page = Page::open(Place::More, &session);
    let said = &state.library.plan;
    let (plan, past, offer) = {
        let notebook = session.vault().read();
        let offer = copy::Offer::of(&notebook, said, nearest.country, query.has("erased"));
        (plan::current(&notebook), past::Past::of(&notebook, said), offer)
    };
    PlanPage {
        page,
        said,
        past,
        offer,
        due: plan.is_due(clock.today(), said.review_days),
        looked: plan.looked.map(words::long_day),
        plan,
        nearest: nearest.country,
    }
    .render()
}

/// “I looked at it: it still holds.”
async fn looked(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
) -> Result<Response, Problem> {
    let today = clock.today();
    session.vault().write(move |notebook| plan::look(notebook, today), Vec::new()).await?;
    Ok(kept(&state, &session, "/plan"))
}

/// The card for whoever sits with the person (K5).
async fn card(State(state): State<AppState>, Unlocked(session): Unlocked, nearest: Nearest) -> Markup {
    let page = Page::open(Place::More, &session);
    CardPage { page, said: &state.library.plan.card, nearest }.render()
}

/// The plan as a file that needs neither this program nor a network. Its name tells nothing.
async fn as_file(State(state): State<AppState>, Unlocked(session): Unlocked, nearest: Nearest) -> Response {
    let plan = plan::current(&session.vault().read());
    let headers = [
        (CONTENT_TYPE, "text/html; charset=utf-8"),
        (CONTENT_DISPOSITION, "attachment; filename=\"notebook.html\""),
    ];
    (headers, file(&state.library.plan, &plan, nearest.country).into_string()).into_response()
}

fn named<'a>(said: &'a PlanWords, params: &RawPathParams) -> Result<&'a PlanStepWords, Problem> {
    let id = params.iter().find(|(name, _)| *name == "step").map_or("", |(_, id)| id);
    said.step(id).ok_or(Problem::NotHere)
}

async fn edit(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    params: RawPathParams,
    Query(query): Query,
) -> Result<Markup, Problem> {
    let step = named(&state.library.plan, &params)?;
    let place = format!("/plan/step/{}", step.id);
    let draft = drafts::at(session.vault(), &place, &query);
    let (record, rev, entries) = {
        let notebook = session.vault().read();
        let record = plan::id(&notebook);
        let rev = notebook.current(record).map_or(0, |revision| revision.rev);
        (record, rev, plan::current(&notebook).step(&step.id).to_vec())
    };
    let typing = Typing::new(&state, &place, record, rev, draft.as_ref());
    let entries = draft.map_or(entries, |draft| typed(&Fields::from_draft(&draft.fields)));
    Ok(step_page(&session, step, typing, entries, None).render())
}

fn step_page(
    session: &Session,
    step: &'static PlanStepWords,
    typing: Typing,
    entries: Vec<PlanEntry>,
    trouble: Option<&Problem>,
) -> StepPage {
    let page = Page::open(Place::More, session);
    StepPage { page, step, typing, entries, trouble: trouble.map(Problem::said) }
}

/// The entries of a form: words and numbers stand in the same order.
fn typed(fields: &Fields) -> Vec<PlanEntry> {
    let mut phones = fields.all("phone");
    let entry = |words: &str| PlanEntry {
        words: words.trim().to_owned(),
        phone: phones.next().unwrap_or_default().trim().to_owned(),
    };
    fields.all("words").map(entry).collect()
}

async fn keep(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    params: RawPathParams,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    let step = named(&state.library.plan, &params)?;
    let (base, entries, today) = (fields.number("base"), typed(&fields), clock.today());
    let again = entries.clone();
    let change = move |notebook: &Notebook| plan::keep_step(notebook, base, &step.id, entries, today);
    if let Err(error) = session.vault().write(change, fields.done()).await {
        let problem = Problem::from(error);
        let page = step_page(&session, step, Typing::again(&fields), again, Some(&problem)).render();
        return Ok((problem.status(), page).into_response());
    }
    Ok(kept(&state, &session, "/plan"))
}
