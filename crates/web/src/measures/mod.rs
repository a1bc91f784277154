//! Questionnaires: answered one question at a time or all on a page, kept as they are answered, and looked at over time.
//!
//! What is asked is content ([`hearken_content::Measure`]); what was answered is a [`Response`]. The way of one answer:
//! [`giving`] reads it by [`forms`], keeps it, and asks [`help`] whether something comes before the next question (G3).

mod add;
mod asked_back;
mod begin;
mod behind;
mod course;
mod due;
mod erase;
mod export;
mod facts;
mod forms;
mod giving;
mod held;
mod help;
mod known;
mod list;
mod pages;
mod portable;
mod report;
mod result;
mod said;
mod series;
mod shown;

use axum::{
    extract::{DefaultBodyLimit, RawPathParams, State},
    handler::Handler,
    response::{IntoResponse, Response as Answered},
};
use hearken_core::{
    Notebook, RecordId,
    limits::TEXT_BYTES,
    responses::{Answer, Response, ResponseState},
};
use hearken_measures::{Form, Scored};
use hearken_vault::Session;

use crate::{
    AppState,
    components::Nearest,
    error::Problem,
    form::{Query, RecordPath},
    layout::{Page, Place},
    routes::Routes,
    session::Unlocked,
    zone::Clock,
};

pub(crate) use due::{DueNow, due_now};
pub use export::measured;
pub(crate) use facts::{Around, add_facts, is_event};
pub(crate) use held::take_in as take_in_held;
pub(crate) use known::known;
pub use known::{Added, Known, all_known};
pub(crate) use list::open as open_ones;
pub(crate) use shown::{ShownScores, shown};
pub(crate) use {begin::open_one, series::finished};

pub(crate) fn routes() -> Routes {
    let file = DefaultBodyLimit::max(TEXT_BYTES + (64 << 10));
    Routes::default()
        .get("/measures", list::page)
        .post("/measures", begin::begin)
        .post("/measures/plan", due::keep)
        .get("/measures/export.json", export::bundle)
        .get("/measures/export.csv", export::csv)
        .get("/measures/about/{measure}", begin::about)
        .post("/measures/about/{measure}/away", add::away)
        .get("/measures/add", add::page)
        .post("/measures/add", add::upload.layer(file))
        .get("/measures/add/{id}", add::look)
        .post("/measures/add/{id}", add::keep)
        .post("/measures/add/{id}/forget", add::forget)
        .get("/measures/course/{measure}", course::page)
        .get("/measures/report", report::page)
        .get("/measures/{id}", show)
        .post("/measures/{id}", giving::answer)
        .post("/measures/{id}/given", giving::give)
        .get("/measures/{id}/erase", erase::ask)
        .post("/measures/{id}/erase", erase::erase)
}

/// What is given to each item that a form shows.
type Givens = Vec<(String, Vec<Answer>)>;

/// One questionnaire that was begun, and the form it was begun with.
pub(crate) struct At {
    pub(crate) id: RecordId,
    pub(crate) response: Response,
    pub(crate) measure: Known,
}

impl At {
    /// Finds what was answered, and its questions. Questions whose words have changed since are others: their answers are
    /// shown and no longer changed.
    fn find(session: &Session, id: RecordId) -> Result<Self, Problem> {
        let notebook = session.vault().read();
        let response = notebook.get::<Response>(id).cloned().ok_or(Problem::NotHere)?;
        let measure = known(&notebook, &response.measure).ok_or(Problem::NotHere)?;
        Ok(Self { id, response, measure })
    }

    /// What is asked.
    pub(crate) fn form(&self) -> &Form {
        self.measure.form()
    }

    /// Adds what is held, so that help comes up for it as for any other answer; whether there was any. What is open takes it in with
    /// the next request; what is over keeps it beside.
    fn add_what_is_held(&mut self, session: &Session, clock: &Clock) -> bool {
        let all = held::whole(session, clock, self);
        let is_held = !all.is_empty();
        for held in all {
            for (item, answers) in held.given {
                self.response.give(&item, answers);
            }
            if let Some(when) = held.when {
                self.response.when = when;
            }
        }
        is_held
    }

    /// What the answers say.
    fn scored(&self) -> Scored<'_> {
        self.measure.file.scoring.score(self.form(), &self.response.answers)
    }

    /// Whether it can still be answered.
    fn is_open(&self) -> bool {
        self.response.state == ResponseState::Open && self.response.version == self.form().version
    }
}

/// The address of one that was begun.
pub(crate) fn address(id: RecordId) -> String {
    format!("/measures/{id}")
}

/// The measure that the address names.
fn named(notebook: &Notebook, params: &RawPathParams) -> Result<Known, Problem> {
    let id = params.iter().find(|(name, _)| *name == "measure").map_or("", |(_, id)| id);
    known(notebook, id).ok_or(Problem::NotHere)
}

/// The questions, or what came of them. Help that an answer asked for stands before both.
async fn show(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    nearest: Nearest,
    clock: Clock,
    RecordPath(id): RecordPath,
    Query(query): Query,
) -> Result<Answered, Problem> {
    let stands = At::find(&session, id)?;
    let mut at = At::find(&session, id)?;
    let beside = at.add_what_is_held(&session, &clock);
    let page = Page::open(Place::Measures, &session);
    let help = help::Help::of(&at, &session.vault().read(), &nearest, &query);
    if let Some(first) = help.fills_the_screen(&at, &query, &clock) {
        return Ok(first.render(&page).into_response());
    }
    if at.is_open() {
        return Ok(pages::FormPage::of(&state, &session, &clock, (&at, &stands.response), help, &query)
            .render(&page)
            .into_response());
    }
    let result = result::page(&session, &clock, &stands, &help, query.record("back"));
    Ok(pages::ResultPage { beside, ..result }.render(&page).into_response())
}
