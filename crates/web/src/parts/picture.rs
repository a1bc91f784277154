//! A part's own picture: given, shown, taken off, erased.

use axum::{
    body::Bytes,
    extract::State,
    http::header::CONTENT_TYPE,
    response::{IntoResponse, Response},
};
use hearken_core::{
    Notebook, RecordId, Refusal, erasure,
    parts::{self, Part},
    pictures::{self, Picture},
};
use hearken_report::picture::{NoPicture, from_file};
use hearken_vault::Session;
use maud::Markup;

use super::pages::PicturePage;
use crate::{
    AppState,
    components::PartChip,
    error::Problem,
    form::RecordPath,
    layout::{Page, Place},
    session::{Unlocked, kept},
    upload::Upload,
};

/// The picture of a part, if it has one that was not erased.
pub(super) fn of<'a>(notebook: &'a Notebook, part: &Part) -> Option<(RecordId, &'a Picture)> {
    let id = part.picture?;
    Some((id, notebook.get::<Picture>(id)?))
}

pub(super) async fn show(
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
) -> Result<Response, Problem> {
    let notebook = session.vault().read();
    let part = notebook.part(id).ok_or(Problem::NotHere)?;
    let (_, picture) = of(&notebook, part).ok_or(Problem::NotHere)?;
    let bytes = Bytes::copy_from_slice(&picture.bytes);
    Ok(([(CONTENT_TYPE, picture.kind.media_type())], bytes).into_response())
}

pub(super) async fn choose(
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
) -> Result<Markup, Problem> {
    Ok(choose_page(&session, id, None)?.render())
}

fn choose_page(session: &Session, id: RecordId, trouble: Option<&Problem>) -> Result<PicturePage, Problem> {
    let page = Page::open(Place::Parts, session);
    let notebook = session.vault().read();
    let part = notebook.part(id).ok_or(Problem::NotHere)?;
    Ok(PicturePage {
        page,
        part: PartChip::of(id, part),
        has: of(&notebook, part).is_some(),
        trouble: trouble.map(Problem::said),
    })
}

/// Takes a file, makes it small and anew, and keeps that. The file itself is let go.
pub(super) async fn give(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
    upload: Result<Upload, Problem>,
) -> Result<Response, Problem> {
    session.vault().read().part(id).ok_or(Problem::NotHere)?;
    let made = match upload {
        Ok(upload) => made_of(upload).await,
        Err(problem) => Err(problem),
    };
    let picture = match made {
        Ok(picture) => picture,
        Err(problem) => {
            let page = choose_page(&session, id, Some(&problem))?.render();
            return Ok((problem.status(), page).into_response());
        }
    };
    let record = state.keeper.new_record_id();
    session.vault().write(move |notebook| pictures::give(notebook, id, record, picture), Vec::new()).await?;
    Ok(kept(&state, &session, &format!("/parts/{id}")))
}

/// Pixels are counted off the threads that answer requests; whoever makes one panic learns that it is no picture.
async fn made_of(upload: Upload) -> Result<Picture, Problem> {
    let made = tokio::task::spawn_blocking(move || from_file(upload.file())).await;
    made.unwrap_or(Err(NoPicture::Unreadable)).map_err(Problem::NoPicture)
}

/// The part has no picture any more; it stays among what the part had before.
pub(super) async fn take_off(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
) -> Result<Response, Problem> {
    let plan = move |notebook: &Notebook| {
        let (_, rev, part) = notebook.part_with_rev(id).ok_or(Refusal::NotHere)?;
        if part.picture.is_none() {
            return Ok(Vec::new());
        }
        parts::keep(notebook, id, rev, Part { picture: None, ..part.clone() }).map(|plan| vec![plan])
    };
    session.vault().write(plan, Vec::new()).await?;
    Ok(kept(&state, &session, &format!("/parts/{id}")))
}

/// Every picture that the part ever had is taken out for real. One that another part has or had stays that one's, and is taken
/// off this part.
pub(super) async fn erase(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
) -> Result<Response, Problem> {
    session.vault().read().part(id).ok_or(Problem::NotHere)?;
    let erasure = state.keeper.new_record_id();
    let plan = move |notebook: &Notebook| {
        let (_, rev, part) = notebook.part_with_rev(id).ok_or(Refusal::NotHere)?;
        let its_own = pictures::all_of(notebook, id);
        let mut plan = Vec::new();
        if part.picture.is_some_and(|picture| !its_own.contains(&picture)) {
            plan.push(parts::keep(notebook, id, rev, Part { picture: None, ..part.clone() })?);
        }
        if !its_own.is_empty() {
            plan.push(erasure::erase_all(notebook, erasure, &its_own)?);
        }
        Ok(plan)
    };
    session.vault().write(plan, Vec::new()).await?;
    Ok(kept(&state, &session, &format!("/parts/{id}")))
}
