//! Drawings as answers of a screen: taken from the page's canvas, made anew like every picture, shown again, and taken
//! out for good.

use axum::{
    Json,
    body::Bytes,
    extract::State,
    http::header::CONTENT_TYPE,
    response::{IntoResponse, Response},
};
use hearken_core::{
    RecordId,
    drawings::{self, Drawing},
    pictures::Picture,
};
use hearken_report::picture::{NoPicture, from_file};
use maud::Markup;
use serde_json::json;

use super::{At, ScreenPath, address, pages::drawings::EraseDrawingPage};
use crate::{
    AppState, components,
    error::Problem,
    form::{Query, RecordPath},
    layout::{Page, Place},
    session::{Unlocked, kept, remember_head},
    upload::Upload,
};

/// Keeps what is drawn so far; drawn on in the same window, it is the same picture.
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
    let made = made.unwrap_or(Err(NoPicture::Unreadable)).map_err(Problem::NoPicture)?;
    // One that was erased meanwhile stays so; what is drawn on begins anew.
    let named = query.record("record").filter(|&id| !session.vault().read().was_erased(id));
    let picture = named.unwrap_or_else(|| state.keeper.new_record_id());
    let drawing = Drawing { run, seen: query.number("base"), screen, picture, now: state.keeper.now() };
    let plan = move |notebook: &hearken_core::Notebook| drawings::draw(notebook, drawing, made);
    session.vault().write(plan, Vec::new()).await?;
    let rev = At::find(state.library, &session, run)?.rev;
    let mut response = Json(json!({ "id": picture.to_string(), "rev": rev })).into_response();
    remember_head(&state, &mut response, session.vault());
    Ok(response)
}

/// The run of a drawing; what was never drawn in one is none.
fn run_of(session: &hearken_vault::Session, id: RecordId) -> Result<RecordId, Problem> {
    drawings::place_of(&session.vault().read(), id).map(|(run, _)| run).ok_or(Problem::NotHere)
}

/// A drawing as a picture.
pub(super) async fn show(
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
) -> Result<Response, Problem> {
    run_of(&session, id)?;
    let notebook = session.vault().read();
    let picture = notebook.get::<Picture>(id).ok_or(Problem::NotHere)?;
    let bytes = Bytes::copy_from_slice(&picture.bytes);
    Ok(([(CONTENT_TYPE, picture.kind.media_type())], bytes).into_response())
}

/// Asks before a drawing is taken out.
pub(super) async fn ask_erase(
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
) -> Result<Markup, Problem> {
    let run = address(run_of(&session, id)?, &[]);
    Ok(EraseDrawingPage { run, drawing: place(id) }.render(&Page::open(Place::Exercises, &session)))
}

/// Takes a drawing out for good, and what it was drawn over.
pub(super) async fn erase(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
) -> Result<Response, Problem> {
    let run = run_of(&session, id)?;
    components::take_out(&state, &session, id).await?;
    Ok(kept(&state, &session, &address(run, &[])))
}

/// Where a drawing is seen.
pub(super) fn place(id: RecordId) -> String {
    format!("/drawings/{id}")
}
