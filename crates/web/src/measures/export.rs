//! Everything that was measured as a file for other programs. Its name tells nothing, and neither does its address.

use axum::{
    http::header::{CONTENT_DISPOSITION, CONTENT_TYPE},
    response::{IntoResponse, Response},
};
use hearken_content::AnsweredBy;
use hearken_report::{fhir, measured::Measured, table};
use hearken_seal::random_bytes;

use super::{Known, all_known};
use crate::{session::Unlocked, zone::Clock};

/// The questionnaires whose words are there, as exports are handed them.
pub fn measured(known: &[Known]) -> Vec<Measured<'_>> {
    known.iter().map(one).collect()
}

fn one(known: &Known) -> Measured<'_> {
    let file = &known.file;
    let result = file.result.as_ref();
    let answers = result.into_iter().flat_map(|result| &result.answers);
    Measured {
        id: &file.id,
        form: known.form(),
        text: &known.text,
        scoring: &file.scoring,
        by_oneself: file.who == AnsweredBy::Oneself,
        asked: known.is_asked(),
        result: result.map(|result| result.code.as_str()),
        result_answers: answers.map(|it| (it.outcome.as_str(), it.code.as_str())).collect(),
    }
}

/// As a FHIR bundle.
pub(super) async fn bundle(Unlocked(session): Unlocked, clock: Clock) -> Response {
    let notebook = session.vault().read();
    let known = all_known(&notebook);
    let written = fhir::write(&notebook, &measured(&known), &clock.now(), &mut random_bytes);
    let headers = [
        (CONTENT_TYPE, "application/fhir+json; charset=utf-8"),
        (CONTENT_DISPOSITION, "attachment; filename=\"notebook.json\""),
    ];
    (headers, written.text()).into_response()
}

/// As a table.
pub(super) async fn csv(Unlocked(session): Unlocked) -> Response {
    let notebook = session.vault().read();
    let text = table::write(&notebook, &measured(&all_known(&notebook)));
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8"),
        (CONTENT_DISPOSITION, "attachment; filename=\"notebook.csv\""),
    ];
    (headers, text).into_response()
}
