//! Whether a part is met and seen, and which description of it holds: archived and brought back, shown again, an earlier
//! one taken up, two that stand beside each other made one.

use axum::{extract::State, response::Response};
use hearken_core::{
    NewRevision, Notebook, RecordId, Refusal,
    parts::{self, Part, Stays},
    undo,
};
use hearken_vault::Session;

use crate::{
    AppState,
    error::Problem,
    form::{Fields, Form, RecordPath},
    session::{Unlocked, kept},
};

/// Writes what `plan` plans and goes on to the page of the part. Asked a second time, nothing is planned.
async fn change(
    state: &AppState,
    session: &Session,
    id: RecordId,
    plan: impl FnOnce(&Notebook) -> Result<Vec<NewRevision>, Refusal> + Send + 'static,
) -> Result<Response, Problem> {
    session.vault().write(plan, Vec::new()).await?;
    Ok(kept(state, session, &format!("/parts/{id}")))
}

fn unless(
    notebook: &Notebook,
    id: RecordId,
    already: impl FnOnce(&Part) -> bool,
    plan: impl FnOnce() -> Result<NewRevision, Refusal>,
) -> Result<Vec<NewRevision>, Refusal> {
    let part = notebook.part(id).ok_or(Refusal::NotHere)?;
    if already(part) { Ok(Vec::new()) } else { plan().map(|revision| vec![revision]) }
}

pub(super) async fn archive(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
) -> Result<Response, Problem> {
    change(&state, &session, id, move |notebook| {
        unless(notebook, id, |part| part.archived, || parts::archive(notebook, id))
    })
    .await
}

pub(super) async fn bring_back(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
) -> Result<Response, Problem> {
    change(&state, &session, id, move |notebook| {
        unless(notebook, id, |part| !part.archived, || parts::bring_back(notebook, id))
    })
    .await
}

/// A part that was kept out of sight is seen again.
pub(super) async fn show(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
) -> Result<Response, Problem> {
    change(&state, &session, id, move |notebook| {
        unless(
            notebook,
            id,
            |part| !part.hidden,
            || {
                let (_, rev, part) = notebook.part_with_rev(id).ok_or(Refusal::NotHere)?;
                parts::keep(notebook, id, rev, Part { hidden: false, ..part.clone() })
            },
        )
    })
    .await
}

/// An earlier description holds again, on top of the one that the page showed.
pub(super) async fn take_up(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    let (base, rev) = (fields.number("base"), fields.number("rev"));
    change(&state, &session, id, move |notebook| {
        notebook.part(id).ok_or(Refusal::NotHere)?;
        undo::take_up_from(notebook, id, base, rev).map(|revision| vec![revision])
    })
    .await
}

/// Of several descriptions that stand beside each other one stays, or all as one.
pub(super) async fn settle(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    let stays = match fields.text("rev").parse() {
        Ok(rev) => Stays::One(rev),
        Err(_) => Stays::All,
    };
    change(&state, &session, id, move |notebook| {
        let alone = |_: &Part| notebook.also_standing(id).is_empty();
        unless(notebook, id, alone, || parts::settle(notebook, id, stays))
    })
    .await
}
