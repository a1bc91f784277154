//! Looking at what would come, before anything does.

use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use hearken_core::RecordId;
use hearken_report::import::{self, Format, ImportError, ImportOptions, ImportReport, Plan, Take};
use hearken_vault::{AsideBytes, Session};

use super::{
    pages::{Choices, LookPage},
    upload::again,
};
use crate::{
    AppState,
    error::Problem,
    form::{Fields, Query, RecordPath},
    layout::{Page, Place},
    measures,
    session::Unlocked,
    zone::Clock,
};

pub(super) async fn page(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
    clock: Clock,
    Query(query): Query,
) -> Result<Response, Problem> {
    let choices = choices(&query);
    let Some(bytes) = state.keeper.aside(&session, id).await? else { return Ok(gone(&session)) };
    let looked = look(&state, &session, bytes, choices, &clock).await?;
    shown(&state, &session, id, choices, looked).await
}

/// The page with what was found, or with why nothing was.
pub(super) async fn shown(
    state: &AppState,
    session: &Session,
    id: RecordId,
    choices: Choices,
    looked: Result<(Format, Plan), ImportError>,
) -> Result<Response, Problem> {
    let page = Page::open(Place::Settings, session);
    Ok(match looked {
        Ok((format, plan)) => {
            LookPage { page, id, format: Some(format), choices, report: plan.report }.render().into_response()
        }
        // Only the person knows, so they are asked.
        Err(ImportError::DayOrMonth) => {
            let report = ImportReport::default();
            LookPage { page, id, format: None, choices, report }.render().into_response()
        }
        Err(error) => {
            state.keeper.forget_aside(session, id).await?;
            let said = error.to_string();
            let (what, then) = said.split_once(". ").unwrap_or((&said, ""));
            let then = match error {
                ImportError::PassphraseNeeded => {
                    "Nothing was changed. On the command line it can be opened, with: hearken import."
                }
                ImportError::TwoKinds | ImportError::NotKnown => {
                    "Nothing was changed. On the command line you can say what it is, with: hearken import --format."
                }
                _ => then,
            };
            again(session, StatusCode::UNPROCESSABLE_ENTITY, &format!("{what}."), then)
        }
    })
}

/// The page to choose a file, because the one that was looked at no longer waits.
pub(super) fn gone(session: &Session) -> Response {
    again(
        session,
        StatusCode::NOT_FOUND,
        "The file no longer waits here.",
        "Nothing was changed. It waits for a quarter of an hour, and not over locking: choose it once more.",
    )
}

/// What was ticked. On the first look nothing was, and the usual holds.
pub(super) fn choices(fields: &Fields) -> Choices {
    let take = if fields.has("chosen") {
        Take {
            groups: fields.has("groups"),
            notes: fields.has("notes"),
            history: fields.has("history"),
            ordinary: fields.has("ordinary"),
        }
    } else {
        Take::USUAL
    };
    let day_first = match fields.text("day_first") {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    };
    Choices { take, day_first }
}

/// Reads the file and compares it with the notebook, away from the threads that answer.
pub(super) async fn look(
    state: &AppState,
    session: &Session,
    bytes: AsideBytes,
    choices: Choices,
    clock: &Clock,
) -> Result<Result<(Format, Plan), ImportError>, Problem> {
    let (keeper, vault, zone) = (state.keeper.clone(), session.vault().clone(), clock.time_zone());
    let reading = tokio::task::spawn_blocking(move || {
        let known = measures::all_known(&vault.read());
        let measured = measures::measured(&known);
        let options = ImportOptions {
            take: choices.take,
            day_first: choices.day_first,
            now: Some(keeper.now()),
            picture: Some(|bytes| hearken_report::picture::from_file(bytes).ok()),
            measured: &measured,
            ..ImportOptions::new(zone)
        };
        let format = import::recognise(bytes.as_slice())?;
        let import = import::read(bytes.as_slice(), format, &options, &mut |_, _| {})?;
        Ok((format, import::plan(import, &vault.read(), &mut || keeper.new_record_id())))
    });
    reading.await.map_err(|_| Problem::Panicked)
}
