//! What a questionnaire is about, and beginning it.

use axum::{
    extract::{RawPathParams, State},
    response::Response as Answered,
};
use hearken_core::{
    Notebook, RecordId, Refusal,
    responses::{Response, ResponseState, keep_response},
};
use maud::Markup;

use super::{Known, address, known, named, pages::AboutPage, series};
use crate::{
    AppState,
    error::Problem,
    form::{Fields, Form, Query},
    layout::{Page, Place},
    session::{Unlocked, kept},
    zone::Clock,
};

pub(super) async fn about(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    params: RawPathParams,
    Query(query): Query,
) -> Result<Markup, Problem> {
    let page = Page::open(Place::Measures, &session);
    let notebook = session.vault().read();
    let measure = named(&notebook, &params)?;
    let about = AboutPage {
        measure: &measure,
        record: state.keeper.new_record_id().to_string(),
        back: query.record("back"),
        early: series::days_since_last(&notebook, &measure, &clock)
            .filter(|&days| series::is_early(&measure, days)),
        open: open_one(&notebook, &measure.file.id, &clock).map(address),
    };
    Ok(about.render(&page))
}

/// The one that was begun last and is still open, where its days are still today's: begun today, or within the days that it asks
/// about. One that was finished before is open to change an answer, and not to be answered anew.
pub(crate) fn open_one(notebook: &Notebook, measure: &str, clock: &Clock) -> Option<RecordId> {
    let measure = known(notebook, measure)?;
    let days = i64::from(measure.file.recall_days.unwrap_or_default()).max(1);
    let open = |(id, response): &(RecordId, &Response)| {
        let same = response.measure == measure.file.id && measure.form().version == response.version;
        same && response.state == ResponseState::Open
            && (0..days).contains(&series::days_between(&response.when, &clock.now()))
            && !series::was_finished(notebook, *id)
    };
    notebook.all::<Response>().rfind(open).map(|(id, _)| id)
}

/// Begins one. One that is open already is gone on with; a second press of the button begins no second one.
pub(super) async fn begin(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    Form(fields): Form<Fields>,
) -> Result<Answered, Problem> {
    let measure = known(&session.vault().read(), fields.text("measure"));
    let measure = measure.filter(Known::is_asked).ok_or(Problem::NotHere)?;
    let form = measure.form();
    let record = fields.record("record").unwrap_or_else(|| state.keeper.new_record_id());
    let back = fields.record("back").map_or(String::new(), |back| format!("?back={back}"));
    if let Some(open) = open_one(&session.vault().read(), &measure.file.id, &clock) {
        return Ok(kept(&state, &session, &format!("{}{back}", address(open))));
    }
    let response = Response::begun(&measure.file.id, &form.version, &form.language, clock.now());
    let change = move |notebook: &Notebook| {
        if notebook.current(record).is_some() {
            return Ok(Vec::new());
        }
        Ok::<_, Refusal>(vec![keep_response(notebook, record, 0, response)?])
    };
    session.vault().write(change, Vec::new()).await?;
    Ok(kept(&state, &session, &format!("{}{back}", address(record))))
}
