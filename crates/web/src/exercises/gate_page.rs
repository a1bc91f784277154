//! The page of a gate.

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use hearken_core::exercises::AnswerValue;

use crate::{
    AppState,
    error::Problem,
    form::RecordPath,
    layout::{Page, Place},
    session::{Unlocked, see_other},
};

use super::{
    At, ScreenPath, address, gates,
    pages::{gate::GatePage, hands_free::HandsFree},
    said,
};

pub(super) async fn show(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
    path: ScreenPath,
) -> Result<Response, Problem> {
    let at = At::find(state.library, &session, id)?;
    if at.waits_at().is_none() {
        return Ok(see_other(&address(id, &[])));
    }
    let screen = at.screen(&path.screen)?;
    let gate = at.guide.gate(&path.gate).ok_or(Problem::NotHere)?;
    let page = Page::open(Place::Exercises, &session);
    let notebook = session.vault().read();
    let answer = at.run.answer(&screen.id).map_or(&AnswerValue::Skipped, |answer| &answer.value);
    // Opened by the button and not by the answer: then the question itself is still to be answered.
    let answered =
        gates::opened(at.guide, screen, answer, &notebook).is_some_and(|opened| opened.id == gate.id);
    let next = at.guide.after(screen, at.run.picked(&screen.id)).filter(|_| answered);
    let shown = GatePage {
        gate,
        names: said::Names::on(screen, &at.run, &notebook),
        run: address(id, &[]),
        screen: screen.id.clone(),
        onward: next.unwrap_or(screen).id.clone(),
        record: state.keeper.new_record_id().to_string(),
        hands_free: HandsFree::at_gate(address(id, &[]), &notebook.settings()),
        grounding: gate.grounding.iter().filter_map(|id| state.library.grounding(id)).collect(),
    };
    Ok(shown.render(&page).into_response())
}
