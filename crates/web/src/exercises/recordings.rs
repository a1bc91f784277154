//! Voice notes: taken in on a screen of a run, listened to, and taken out for good. The bytes are kept as they came, and
//! go back as what they are and nothing else.

use axum::{
    body::Bytes,
    extract::State,
    http::header::CONTENT_TYPE,
    response::{IntoResponse, Response},
};
use hearken_core::{
    Notebook, RecordId, When,
    journey::TreatmentSession,
    recordings::{self, RECORDING_BYTES, RECORDING_SECONDS, Recording, SoundKind},
};
use hearken_report::picture::NoPicture;
use maud::Markup;

use crate::{
    AppState, components,
    error::Problem,
    form::{Fields, Query, RecordPath},
    layout::{Page, Place},
    session::{Unlocked, kept},
    upload::Upload,
    zone::Clock,
};

use super::{At, ScreenPath, address, pages::voice_notes::EraseNotePage};

/// Keeps a voice note.
pub(super) async fn give(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    RecordPath(id): RecordPath,
    path: ScreenPath,
    Query(query): Query,
    upload: Result<Upload, Problem>,
) -> Result<Response, Problem> {
    let at = At::find(state.library, &session, id)?;
    let screen = at.screen(&path.screen)?;
    let note = heard(upload, &query, id, &screen.id, clock.now())?;
    let record = query.record("record").unwrap_or_else(|| state.keeper.new_record_id());
    session.vault().write(move |notebook| recordings::keep(notebook, record, note), Vec::new()).await?;
    Ok(kept(&state, &session, &address(id, &[&screen.id])))
}

/// The voice note that was handed in, said in a run or a session. What it is, its first bytes say; the name and type that
/// came with it are not asked.
pub(crate) fn heard(
    upload: Result<Upload, Problem>,
    query: &Fields,
    said_in: RecordId,
    screen: &str,
    when: When,
) -> Result<Recording, Problem> {
    let upload = upload.map_err(|problem| match problem {
        Problem::NoPicture(NoPicture::TooLarge) => Problem::LongRecording,
        _ => Problem::NoRecording,
    })?;
    let bytes = upload.file();
    if bytes.len() > RECORDING_BYTES {
        return Err(Problem::LongRecording);
    }
    let kind = SoundKind::ALL.into_iter().find(|kind| kind.begins(bytes)).ok_or(Problem::NoRecording)?;
    Ok(Recording {
        run: said_in,
        screen: screen.to_owned(),
        when,
        kind,
        seconds: query.number("seconds").min(RECORDING_SECONDS),
        bytes: bytes.to_vec(),
        extra: hearken_core::Extra::default(),
    })
}

/// The sound of a voice note.
pub(super) async fn sound(
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
) -> Result<Response, Problem> {
    let notebook = session.vault().read();
    let note = notebook.get::<Recording>(id).ok_or(Problem::NotHere)?;
    let bytes = Bytes::copy_from_slice(&note.bytes);
    Ok(([(CONTENT_TYPE, note.kind.media_type())], bytes).into_response())
}

/// Asks before a voice note is taken out.
pub(super) async fn ask_erase(
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
) -> Result<Markup, Problem> {
    let page = Page::open(Place::Exercises, &session);
    let notebook = session.vault().read();
    let note = notebook.get::<Recording>(id).ok_or(Problem::NotHere)?;
    Ok(EraseNotePage::of(id, note, said_in(&notebook, note.run)).render(&page))
}

/// Takes a voice note out for good.
pub(super) async fn erase(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
) -> Result<Response, Problem> {
    let back = {
        let notebook = session.vault().read();
        said_in(&notebook, notebook.get::<Recording>(id).ok_or(Problem::NotHere)?.run)
    };
    components::take_out(&state, &session, id).await?;
    Ok(kept(&state, &session, &back))
}

/// The page of the run, or of the session, in which a note was said.
fn said_in(notebook: &Notebook, run: RecordId) -> String {
    match notebook.get::<TreatmentSession>(run) {
        Some(_) => format!("/journey/sessions/{run}"),
        None => address(run, &[]),
    }
}

/// The place of a voice note, for the player.
pub(super) fn place(id: RecordId) -> String {
    format!("/recordings/{id}")
}
