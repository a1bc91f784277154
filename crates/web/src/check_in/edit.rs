//! One reading, to be mended.

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use hearken_core::{
    NewRevision, Notebook, Record, RecordId,
    readings::{self, Reading, Scale},
};
use hearken_vault::Session;
use maud::Markup;

use super::{forms, over_time, pages::ReadingPage};
use crate::{
    AppState,
    components::{Beside, Typing},
    drafts,
    error::Problem,
    form::{Fields, Form, Query, RecordPath},
    layout::{Page, Place},
    session::{Unlocked, kept},
    words,
    zone::Clock,
};

pub(super) async fn page(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    RecordPath(id): RecordPath,
    Query(query): Query,
) -> Result<Markup, Problem> {
    let place = address(id);
    let draft = drafts::at(session.vault(), &place, &query);
    let (rev, fields) = {
        let notebook = session.vault().read();
        let (rev, reading) = notebook.get_with_rev::<Reading>(id).ok_or(Problem::NotHere)?;
        (rev, as_fields(reading))
    };
    let typing = Typing::new(&state, &place, id, rev, draft.as_ref());
    let fields = draft.map_or(fields, |draft| Fields::from_draft(&draft.fields));
    Ok(reading_page(&session, &clock, id, (typing, fields), None)?.render())
}

/// Where a reading can be mended.
pub(super) fn address(id: RecordId) -> String {
    format!("/check-in/{id}")
}

/// Where the course is seen that a reading belongs to.
pub(super) fn course(about: Option<RecordId>) -> String {
    about.map_or_else(|| "/check-in/over-time".to_owned(), |part| format!("/parts/{part}/readings"))
}

/// What a form shows of a reading.
fn as_fields(reading: &Reading) -> Fields {
    let mut fields = Fields::default();
    for (scale, level) in &reading.levels {
        fields.push(scale.id(), &level.to_string());
    }
    fields.push("note", &reading.note);
    fields.push("when", &words::input_value(reading.when.local()));
    fields
}

/// What is asked of what a reading is about.
fn scales(about: Option<RecordId>) -> Vec<Scale> {
    if about.is_some() { Scale::OF_PARTS.to_vec() } else { forms::of_self().collect() }
}

fn reading_page(
    session: &Session,
    clock: &Clock,
    id: RecordId,
    (typing, fields): (Typing, Fields),
    trouble: Option<&Problem>,
) -> Result<ReadingPage, Problem> {
    let page = Page::open(Place::Parts, session);
    let notebook = session.vault().read();
    let about = notebook.get::<Reading>(id).ok_or(Problem::NotHere)?.about;
    Ok(ReadingPage {
        page,
        of: about.and_then(|part| notebook.part(part)).map(|part| part.name.clone()),
        scales: scales(about),
        course: course(about),
        beside: Beside::of(&notebook, id, |reading| in_words(reading, clock)),
        typing,
        fields,
        trouble: trouble.map(Problem::said),
    })
}

fn in_words(reading: &Reading, clock: &Clock) -> Vec<String> {
    vec![words::moment(&reading.when, clock.today()), over_time::in_words(reading), reading.note.clone()]
}

pub(super) async fn keep(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    RecordPath(id): RecordPath,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    let about = session.vault().read().get::<Reading>(id).ok_or(Problem::NotHere)?.about;
    let (form, here) = (fields.clone(), clock.clone());
    let change = move |notebook: &Notebook| {
        let reading = mended(notebook, id, &form, &here)?;
        let revision = readings::edit(notebook, id, form.number("base"), reading)?;
        Ok(vec![NewRevision { settles: form.settles(), ..revision }])
    };
    if let Err(error) = session.vault().write(change, fields.done()).await {
        let problem = Problem::from(error);
        let again = (Typing::again(&fields), fields);
        let page = reading_page(&session, &clock, id, again, Some(&problem))?.render();
        return Ok((problem.status(), page).into_response());
    }
    Ok(kept(&state, &session, &format!("{}?kept={id}", course(about))))
}

/// The reading as the form says it. What the form does not show stays as the form found it.
fn mended(
    notebook: &Notebook,
    id: RecordId,
    fields: &Fields,
    clock: &Clock,
) -> Result<Reading, hearken_core::Refusal> {
    let found = notebook.revision(id, fields.number("base")).or_else(|| notebook.current(id));
    let before = match found.map(|revision| &revision.what) {
        Some(Record::Reading(reading)) => Reading::clone(reading),
        _ => return Err(hearken_core::Refusal::NotHere),
    };
    let asked = scales(before.about);
    let mut levels = forms::levels(fields, asked.iter().cloned(), |scale| scale.id().to_owned())?;
    levels.extend(before.levels.iter().filter(|(scale, _)| !asked.contains(scale)).cloned());
    let when = forms::when(fields.text("when"), Some(&before), clock);
    Ok(Reading { levels, when, note: fields.text("note").trim().to_owned(), ..before })
}
