//! The times help came up by itself and was put away, as a list that the person can erase (rules K1, K2). Never why.

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use hearken_content::library;
use hearken_core::{NewRevision, Notebook, Refusal, erasure, showings};
use hearken_vault::Session;
use maud::{Markup, html};

use crate::{
    AppState,
    error::Problem,
    layout::{Page, Place, shell},
    session::{Unlocked, kept},
    words,
    zone::Clock,
};

/// Notes that help was shown.
pub(crate) async fn note_shown(
    state: &AppState,
    session: Option<&Session>,
    rule: &'static str,
    clock: &Clock,
) {
    let (id, now) = (state.keeper.new_record_id(), clock.now());
    note(session, move |notebook| showings::show(notebook, id, rule, now)).await;
}

/// Notes that help was put away.
pub(super) async fn note_seen(
    state: &AppState,
    session: Option<&Session>,
    rule: &'static str,
    clock: &Clock,
) {
    let (id, now) = (state.keeper.new_record_id(), clock.now());
    note(session, move |notebook| Some(showings::see(notebook, id, rule, now))).await;
}

/// Keeps a time for whoever has unlocked. Whoever needs help goes on even if that fails.
async fn note(
    session: Option<&Session>,
    plan: impl FnOnce(&Notebook) -> Option<NewRevision> + Send + 'static,
) {
    let Some(session) = session else { return };
    let change = move |notebook: &Notebook| Ok::<_, Refusal>(plan(notebook).into_iter().collect());
    if session.vault().write(change, Vec::new()).await.is_err() {
        tracing::error!("the time at which help was shown or put away could not be kept");
    }
}

pub(super) async fn list(Unlocked(session): Unlocked, clock: Clock) -> Markup {
    let said = &library().display.log;
    let moment = |when| words::moment(when, clock.today());
    let page = Page::open(Place::Settings, &session);
    let notebook = session.vault().read();
    let rows = showings::all(&notebook).into_iter().map(|(_, showing)| {
        let what = if showing.rule == "K1" { "On the whole screen" } else { "On a card" };
        let seen = showing.seen.as_ref().map(moment);
        (what, moment(&showing.shown), seen.unwrap_or_else(|| "not put away".to_owned()))
    });
    let rows: Vec<_> = rows.collect();
    shell(
        &page,
        &html! {
            h1 { (said.title) }
            p .lead { (said.text) }
            @if rows.is_empty() {
                p { (said.none) }
            } @else {
                table {
                    thead { tr { th scope="col" { "How" } th scope="col" { "Shown" } th scope="col" { "Put away" } } }
                    tbody { @for (what, shown, seen) in &rows { tr { td { (what) } td { (shown) } td { (seen) } } } }
                }
                form .row .ways-on method="post" action="/settings/help-shown/erase" {
                    button .button .second { (said.erase) }
                }
            }
            p { a href="/settings" { "Settings" } }
        },
    )
}

/// Takes the whole list out for real.
pub(super) async fn erase(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
) -> Result<Response, Problem> {
    let id = state.keeper.new_record_id();
    let change = move |notebook: &Notebook| {
        let all: Vec<_> = showings::all(notebook).into_iter().map(|(id, _)| id).collect();
        if all.is_empty() {
            Ok(Vec::new())
        } else {
            erasure::erase_all(notebook, id, &all).map(|plan| vec![plan])
        }
    };
    session.vault().write(change, Vec::new()).await?;
    Ok(kept(&state, &session, "/settings/help-shown").into_response())
}
