//! Everything that was measured as a file for other programs. Its name tells nothing, and neither does its address.

use axum::{
    extract::State,
    http::header::{CONTENT_DISPOSITION, CONTENT_TYPE},
    response::{IntoResponse, Response},
};
use hearken_content::{AnsweredBy, Library, Measure};
use hearken_report::{fhir, measured::Measured, table};
use hearken_seal::random_bytes;

use crate::{AppState, session::Unlocked, zone::Clock};

/// The questionnaires of the content whose words are there, as exports are handed them.
pub fn measured(library: &Library) -> Vec<Measured<'_>> {
    library.measures.iter().filter_map(one).collect()
}

fn one(measure: &Measure) -> Option<Measured<'_>> {
    let file = &measure.file;
    let result = file.result.as_ref();
    let answers = result.into_iter().flat_map(|result| &result.answers);
    Some(Measured {
        id: &file.id,
        form: measure.form.as_ref()?,
        text: &measure.text,
        scoring: &file.scoring,
        by_oneself: file.who == AnsweredBy::Oneself,
        result: result.map(|result| result.code.as_str()),
        result_answers: answers.map(|it| (it.outcome.as_str(), it.code.as_str())).collect(),
    })
}

/// As a FHIR bundle.
pub(super) async fn bundle(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
) -> Response {
    let measured = measured(state.library);
    let written = fhir::write(&session.vault().read(), &measured, &clock.now(), &mut random_bytes);
    let headers = [
        (CONTENT_TYPE, "application/fhir+json; charset=utf-8"),
        (CONTENT_DISPOSITION, "attachment; filename=\"notebook.json\""),
    ];
    (headers, written.text()).into_response()
}

/// As a table.
pub(super) async fn csv(State(state): State<AppState>, Unlocked(session): Unlocked) -> Response {
    let text = table::write(&session.vault().read(), &measured(state.library));
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8"),
        (CONTENT_DISPOSITION, "attachment; filename=\"notebook.csv\""),
    ];
    (headers, text).into_response()
}
