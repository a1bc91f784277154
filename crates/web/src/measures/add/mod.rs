//! Adding a questionnaire from a file: looked at first, then kept with the notebook; and taking it away again.
//!
//! Between looking and keeping the file waits in memory alone, as a file that is brought in does. Nothing in it declares an
//! answer that brings up help, so none does, and the page says so before it is kept.

mod candidate;

use axum::{
    extract::{Multipart, RawPathParams, State, multipart::MultipartRejection},
    http::StatusCode,
    response::{IntoResponse, Response as Answered},
};
use hearken_content::{fill, library};
use hearken_core::{
    Notebook, RecordId,
    questionnaires::{add, measure_id, take_away, with_text},
};
use hearken_vault::Session;
use maud::Markup;

pub(super) use candidate::Candidate;

use super::{
    named,
    pages::{AddLook, AddPage},
};
use crate::{
    AppState,
    components::take_out,
    error::{Problem, Said},
    form::RecordPath,
    import::set_aside,
    layout::{Page, Place},
    session::{Unlocked, kept, see_other},
};

pub(super) async fn page(Unlocked(session): Unlocked) -> Markup {
    AddPage { trouble: None }.render(&Page::open(Place::Measures, &session))
}

/// The page, with what went wrong.
fn again(session: &Session, status: StatusCode, what: &str, then: &str) -> Answered {
    let trouble = Some(Said { what: what.to_owned(), then: then.to_owned() });
    (status, AddPage { trouble }.render(&Page::open(Place::Measures, session))).into_response()
}

/// What is said of a file that is too large.
const TOO_LARGE: [&str; 2] =
    ["This file is larger than 1 MB.", "Nothing was changed. A questionnaire has room in that."];

/// Takes a file and sets it aside. What it holds, the next page says.
pub(super) async fn upload(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    form: Result<Multipart, MultipartRejection>,
) -> Answered {
    match set_aside(&state, &session, form, TOO_LARGE).await {
        Ok(id) => see_other(&format!("/measures/add/{id}")),
        Err((status, [what, then])) => again(&session, status, what, then),
    }
}

/// What the file holds, or why it cannot be added.
pub(super) async fn look(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
) -> Result<Answered, Problem> {
    let Some(bytes) = state.keeper.aside(&session, id).await? else { return Ok(gone(&session)) };
    let looked = Candidate::read(bytes.as_slice());
    let here = looked.as_ref().ok().and_then(|one| here(&session.vault().read(), one));
    Ok(AddLook { id, looked, here }.render(&Page::open(Place::Measures, &session)).into_response())
}

/// The name of the one that is asked already and has this very text.
fn here(notebook: &Notebook, candidate: &Candidate) -> Option<String> {
    let measure = super::known(notebook, &measure_id(with_text(notebook, &candidate.text)?))?;
    measure.is_asked().then(|| measure.id().to_owned())
}

fn gone(session: &Session) -> Answered {
    let then =
        "Nothing was changed. It waits for a quarter of an hour, and not over locking: choose it once more.";
    again(session, StatusCode::NOT_FOUND, "The file no longer waits here.", then)
}

/// Keeps it. Sent twice, the second finds that it is here already.
pub(super) async fn keep(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
) -> Result<Answered, Problem> {
    let Some(bytes) = state.keeper.aside(&session, id).await? else { return Ok(gone(&session)) };
    let looked = Candidate::read(bytes.as_slice());
    let Ok(Candidate { title, text, .. }) = looked else {
        return Ok(see_other(&format!("/measures/add/{id}")));
    };
    let same = text.clone();
    let record = state.keeper.new_record_id();
    session.vault().write(move |notebook| add(notebook, record, &title, text), Vec::new()).await?;
    state.keeper.forget_aside(&session, id).await?;
    let here = with_text(&session.vault().read(), &same).ok_or(Problem::NotHere)?;
    Ok(kept(&state, &session, &format!("/measures/about/{}", measure_id(here))))
}

/// “Not now”: the file is let go.
pub(super) async fn forget(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
) -> Result<Answered, Problem> {
    state.keeper.forget_aside(&session, id).await?;
    Ok(see_other("/measures"))
}

/// Takes one away. What was answered can still be read; one that was never answered goes for good.
pub(super) async fn away(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    params: RawPathParams,
) -> Result<Answered, Problem> {
    let (record, answered) = {
        let notebook = session.vault().read();
        let measure = named(&notebook, &params)?;
        let record: RecordId = measure.added().ok_or(Problem::NotHere)?;
        let mut all = notebook.responses().map(|(_, response)| response);
        (record, all.any(|response| response.measure == measure.id()))
    };
    if answered {
        let change = move |notebook: &Notebook| take_away(notebook, record);
        session.vault().write(change, Vec::new()).await?;
    } else {
        take_out(&state, &session, record).await?;
    }
    Ok(kept(&state, &session, "/measures"))
}

/// What is said where the program has the same questionnaire itself.
pub(super) fn said_of(words: &str, name: &str) -> String {
    fill(words, &[("name", name)])
}

/// The words of these pages.
pub(super) fn words() -> &'static hearken_content::AddedWords {
    &library().measure_words.added
}
