//! A drawing as the answer of a screen: taken from the page's canvas, made anew like every picture, shown again.

use axum::{
    Json,
    body::Bytes,
    extract::State,
    http::header::CONTENT_TYPE,
    response::{IntoResponse, Response},
};
use hearken_core::{drawings, exercises::AnswerValue, pictures::Picture};
use hearken_report::picture::{NoPicture, from_file};
use serde_json::json;

use super::{At, ScreenPath};
use crate::{
    AppState,
    error::Problem,
    form::{Query, RecordPath},
    session::{Unlocked, remember_head},
    upload::Upload,
};

/// Keeps what is drawn so far; drawn on, it is the same picture.
pub(super) async fn keep(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(run): RecordPath,
    path: ScreenPath,
    Query(query): Query,
    upload: Result<Upload, Problem>,
) -> Result<Response, Problem> {
    let at = At::find(state.library, &session, run)?;
    let screen = at.screen(&path.screen)?.id.clone();
    let upload = upload?;
    let made = tokio::task::spawn_blocking(move || from_file(upload.file())).await;
    let picture = made.unwrap_or(Err(NoPicture::Unreadable)).map_err(Problem::NoPicture)?;
    let record = query.record("record").unwrap_or_else(|| state.keeper.new_record_id());
    let now = state.keeper.now();
    let plan = move |notebook: &hearken_core::Notebook| {
        drawings::draw(notebook, (run, &screen), record, picture, now)
    };
    session.vault().write(plan, Vec::new()).await?;
    let rev = At::find(state.library, &session, run)?.rev;
    let mut response = Json(json!({ "id": record.to_string(), "rev": rev })).into_response();
    remember_head(&state, &mut response, session.vault());
    Ok(response)
}

/// The drawing that stands on a screen.
pub(super) async fn show(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(run): RecordPath,
    path: ScreenPath,
) -> Result<Response, Problem> {
    let at = At::find(state.library, &session, run)?;
    let Some(AnswerValue::Drawing { picture: Some(id), .. }) =
        at.run.answer(&path.screen).map(|answer| &answer.value)
    else {
        return Err(Problem::NotHere);
    };
    let notebook = session.vault().read();
    let picture = notebook.get::<Picture>(*id).ok_or(Problem::NotHere)?;
    let bytes = Bytes::copy_from_slice(&picture.bytes);
    Ok(([(CONTENT_TYPE, picture.kind.media_type())], bytes).into_response())
}
