//! The questions about health (B2), the day of a session (B3), and switching a pattern on again (B4).

use axum::{
    extract::{RawPathParams, State},
    response::Response,
};
use hearken_core::{
    Notebook,
    breathing::{self, Answer, DaySaid, Stage, Switch},
};
use maud::Markup;

use super::{pages::questions::QuestionsPage, show};
use crate::{
    AppState,
    error::Problem,
    form::{Fields, Form},
    layout::{Page, Place},
    session::{Unlocked, kept},
    zone::Clock,
};

pub(super) async fn questions(Unlocked(session): Unlocked, clock: Clock) -> Markup {
    let page = Page::open(Place::Exercises, &session);
    let care = breathing::care(&session.vault().read());
    let old = care.is_old(&clock.now(), hearken_content::library().breath_rules.questions.again_after_days);
    QuestionsPage { page, answers: care.answers, old }.render()
}

/// Keeps the answers. “None of these” answers all with no; what was left out counts as not sure.
pub(super) async fn answer(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    let none = fields.has("none");
    let asks = &state.library.breath_rules.questions.asks;
    let said =
        |id: &str| if none { Answer::No } else { Answer::from_id(fields.text(id)).unwrap_or(Answer::Unsure) };
    let answers: Vec<_> = asks.iter().map(|ask| (ask.id.clone(), said(&ask.id))).collect();
    let now = clock.now();
    let change = move |notebook: &Notebook| {
        let care = breathing::Care { asked: Some(now), answers, ..breathing::care(notebook) };
        breathing::set(notebook, care).map(|plan| vec![plan])
    };
    session.vault().write(change, Vec::new()).await?;
    Ok(kept(&state, &session, "/breathe"))
}

/// Keeps where in the day of a session the person is; anything else says that it is no such day.
pub(super) async fn day(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    let steady = fields.has("steady");
    let day = Stage::from_id(fields.text("stage")).map(|stage| DaySaid { at: clock.now(), stage, steady });
    let change = move |notebook: &Notebook| {
        let mut care = breathing::care(notebook);
        care.day = day;
        breathing::set(notebook, care).map(|plan| vec![plan])
    };
    session.vault().write(change, Vec::new()).await?;
    Ok(kept(&state, &session, "/breathe"))
}

/// Switches a pattern on again, once that was thought over.
pub(super) async fn switch_on(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    params: RawPathParams,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    let pattern = show::id(&params).to_owned();
    super::pattern(&session.vault().read(), &pattern).ok_or(Problem::NotHere)?;
    let address = format!("/breathe/{pattern}");
    if fields.has("thought") {
        let at = clock.now();
        let change = move |notebook: &Notebook| {
            let mut care = breathing::care(notebook);
            care.switches.push(Switch { pattern, at, off: false });
            breathing::set(notebook, care).map(|plan| vec![plan])
        };
        session.vault().write(change, Vec::new()).await?;
    }
    Ok(kept(&state, &session, &address))
}
