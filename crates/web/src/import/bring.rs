//! Bringing in what was looked at.

use axum::{extract::State, response::Response as Answered};
use hearken_core::{Known, questionnaires::record_of, responses::Response};
use hearken_report::import::{Counts, Plan};
use hearken_vault::Session;

use super::look::{choices, gone, look, shown};
use crate::{
    AppState,
    error::Problem,
    form::{Fields, Form, RecordPath},
    session::{Unlocked, kept, see_other},
    zone::Clock,
};

/// Records that are kept with one sync.
const AT_ONCE: usize = 500;

/// Keeps everything. Sent twice, the second finds that all is here already.
pub(super) async fn bring(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
    clock: Clock,
    Form(fields): Form<Fields>,
) -> Result<Answered, Problem> {
    let choices = choices(&fields);
    let Some(bytes) = state.keeper.aside(&session, id).await? else { return Ok(gone(&session)) };
    let plan = match look(&state, &session, bytes, choices, &clock).await? {
        Ok((_, plan)) => plan,
        refused => return shown(&state, &session, id, choices, refused).await,
    };
    let came = came(&plan);
    keep(&session, plan).await?;
    state.keeper.forget_aside(&session, id).await?;
    Ok(kept(&state, &session, &came))
}

/// “Not now”: the file is let go.
pub(super) async fn forget(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
) -> Result<Answered, Problem> {
    state.keeper.forget_aside(&session, id).await?;
    Ok(see_other("/settings/import"))
}

async fn keep(session: &Session, plan: Plan) -> Result<(), Problem> {
    for some in plan.revisions.chunks(AT_ONCE) {
        let some = some.to_vec();
        session.vault().write(move |_| Ok(some), Vec::new()).await?;
    }
    for some in plan.saved.chunks(AT_ONCE) {
        session.vault().append_revisions(some.to_vec()).await?;
    }
    Ok(())
}

/// Where to go on, with nothing but numbers in the address.
fn came(plan: &Plan) -> String {
    let report = &plan.report;
    let of = |kind: &str| report.of(kind).imported;
    let (parts, groups, bonds, entries) = (of("part"), of("group"), of("bond"), of("journal"));
    let answers = of("questionnaire-response");
    let added = plan.revisions.iter().filter_map(|revision| Response::of(&revision.what));
    let added = added.filter(|response| record_of(&response.measure).is_some()).count();
    let Counts { imported, .. } = report.total();
    let others = imported - parts - groups - bonds - entries - answers - of("system");
    format!(
        "/settings/import?came=1&parts={parts}&groups={groups}&bonds={bonds}&entries={entries}&answers={answers}&added={added}&others={others}"
    )
}
