//! Two parts that turn out to be one, and one again two.

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use hearken_core::{Notebook, RecordId, Refusal, parts};
use hearken_vault::Session;
use maud::Markup;

use super::pages::MergePage;
use crate::{
    AppState,
    components::PartChip,
    error::Problem,
    form::{Fields, Form, Query, RecordPath},
    layout::{Page, Place},
    session::{Unlocked, kept},
};

/// Which part it turned out to be; with one chosen, what will happen.
pub(super) async fn page(
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
    Query(query): Query,
) -> Result<Markup, Problem> {
    Ok(merge_page(&session, id, query.record("into"), None)?.render())
}

fn merge_page(
    session: &Session,
    id: RecordId,
    into: Option<RecordId>,
    trouble: Option<&Problem>,
) -> Result<MergePage, Problem> {
    let page = Page::open(Place::Parts, session);
    let notebook = session.vault().read();
    let part = notebook.part(id).ok_or(Problem::NotHere)?;
    // A part that is kept out of sight may turn out to be one that is: then it may choose among all of them.
    let all =
        notebook.parts().filter(|(other, one)| *other != id && one.is_met() && (part.hidden || !one.hidden));
    Ok(MergePage {
        page,
        part: PartChip::of(id, part),
        others: all.map(|(other, one)| PartChip::of(other, one)).collect(),
        into: into
            .and_then(|into| Some(PartChip::of(into, notebook.part(into)?)))
            .filter(|into| into.id != id.to_string()),
        both: into.and_then(|into| becomes(&notebook, id, into)).unwrap_or_default(),
        trouble: trouble.map(Problem::said),
    })
}

/// What the one that stays will say.
fn becomes(notebook: &Notebook, id: RecordId, into: RecordId) -> Option<Vec<super::pages::Heading>> {
    let planned = parts::merge(notebook, id, into).ok()?;
    let hearken_core::Record::Part(both) = &planned.first()?.what else { return None };
    Some(super::said::headings(both))
}

pub(super) async fn merge(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    let Some(into) = fields.record("into") else {
        return Ok(merge_page(&session, id, None, None)?.render().into_response());
    };
    let plan = move |notebook: &Notebook| {
        let part = notebook.part(id).ok_or(Refusal::NotHere)?;
        if part.merged_into == Some(into) { Ok(Vec::new()) } else { parts::merge(notebook, id, into) }
    };
    match session.vault().write(plan, Vec::new()).await {
        Ok(_) => Ok(kept(&state, &session, &format!("/parts/{into}"))),
        Err(error) => {
            let problem = Problem::from(error);
            let page = merge_page(&session, id, None, Some(&problem))?.render();
            Ok((problem.status(), page).into_response())
        }
    }
}

pub(super) async fn unmerge(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
) -> Result<Response, Problem> {
    let plan = move |notebook: &Notebook| match notebook.part(id).ok_or(Refusal::NotHere)?.merged_into {
        Some(_) => parts::unmerge(notebook, id),
        None => Ok(Vec::new()),
    };
    session.vault().write(plan, Vec::new()).await?;
    Ok(kept(&state, &session, &format!("/parts/{id}")))
}
