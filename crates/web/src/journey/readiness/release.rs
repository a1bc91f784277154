//! What a prescriber said to one rule that holds a session up, typed by the person from paper or from what they were told.

use axum::{
    extract::{RawPathParams, State as Shared},
    response::{IntoResponse, Response},
};
use hearken_content::Action;
use hearken_core::{
    Notebook, RecordId,
    journey::{self, Release, TreatmentSession},
};
use hearken_vault::Session;
use maud::{Markup, html};

use super::{Came, readiness};
use crate::{
    AppState,
    components::{
        Nearest, Tone, Typing, asks_card, field, keep_row, long_text, notice, short_text, typing_fields,
    },
    drafts,
    error::Problem,
    form::{Fields, Form, Query, RecordPath},
    layout::{Page, Place, shell},
    session::{Unlocked, kept},
    zone::Clock,
};

/// The rule of that name, as it fires now. One that does not fire has nothing to be released.
fn held(
    session: &Session,
    id: RecordId,
    params: &RawPathParams,
    clock: &Clock,
) -> Result<(Came, &'static str), Problem> {
    let rule = params.iter().find(|(name, _)| *name == "rule").map_or("", |(_, rule)| rule);
    let notebook = session.vault().read();
    let treatment = notebook.get::<TreatmentSession>(id).ok_or(Problem::NotHere)?;
    let came = readiness(&notebook, id, treatment, clock).came;
    let came = came.into_iter().find(|came| came.rule == rule).ok_or(Problem::NotHere)?;
    let action = match came.action {
        Action::Ask => "ask",
        Action::Stop => "stop",
        Action::Emergency => "emergency",
        Action::Info | Action::Caution => return Err(Problem::NotHere),
    };
    if came.can_be_released { Ok((came, action)) } else { Err(Problem::NotHere) }
}

fn place(id: RecordId, rule: &str) -> String {
    format!("/journey/sessions/{id}/releases/{rule}")
}

pub(super) async fn page(
    Shared(state): Shared<AppState>,
    Unlocked(session): Unlocked,
    nearest: Nearest,
    clock: Clock,
    RecordPath(id): RecordPath,
    params: RawPathParams,
    Query(query): Query,
) -> Result<Markup, Problem> {
    let (came, _) = held(&session, id, &params, &clock)?;
    let place = place(id, came.rule);
    let draft = drafts::at(session.vault(), &place, &query);
    let typing = Typing::new(&state, &place, state.keeper.new_record_id(), 0, draft.as_ref());
    let fields = draft.map_or_else(Fields::default, |draft| Fields::from_draft(&draft.fields));
    Ok(form((&session, &nearest), id, &came, &typing, &fields, None))
}

fn form(
    (session, nearest): (&Session, &Nearest),
    id: RecordId,
    came: &Came,
    typing: &Typing,
    fields: &Fields,
    trouble: Option<&Problem>,
) -> Markup {
    let told = html! { input type="datetime-local" id="told" name="told" value=(fields.text("told")) autocomplete="off"; };
    shell(
        &Page::open(Place::Journey, session),
        &html! {
            p .over { a href={ "/journey/sessions/" (id) "/ready" } { "Back" } }
            h1 { "What your prescriber said" }
            @if came.action == Action::Emergency { (asks_card(nearest)) }
            p .lead { (came.title) " (" (came.rule) ")" }
            p { (came.words) }
            @if let Some(problem) = trouble { (notice(Tone::Problem, &problem.said())) }
            form .card method="post" action=(place(id, came.rule)) data-draft-place=(typing.place) {
                (typing_fields(typing))
                (field("by", "Who said it?", Some("The prescriber’s name."), &short_text("by", "by", fields.text("by"))))
                (field("told", "When?", Some("Leave it empty for now."), &told))
                (field("reason", "What did they say, and why?", None, &long_text("reason", "reason", 2, fields.text("reason"), None)))
                (keep_row("Keep what they said"))
            }
        },
    )
}

pub(super) async fn keep(
    Shared(state): Shared<AppState>,
    Unlocked(session): Unlocked,
    nearest: Nearest,
    clock: Clock,
    RecordPath(id): RecordPath,
    params: RawPathParams,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    let record = fields.record("record").unwrap_or_else(|| state.keeper.new_record_id());
    let (came, action) = held(&session, id, &params, &clock)?;
    let release = Release {
        rule: came.rule.to_owned(),
        action: action.to_owned(),
        by: fields.text("by").trim().to_owned(),
        when: clock.read(fields.text("told")).unwrap_or_else(|| clock.now()),
        reason: fields.text("reason").trim().to_owned(),
        on_paper: true,
        answers: came.answers.clone(),
        ..Release::new(id)
    };
    let change = move |notebook: &Notebook| {
        // Sent again, it was told when it was told.
        if notebook.get::<Release>(record).is_some() {
            return Ok(Vec::new());
        }
        journey::keep_release(notebook, record, 0, release.clone()).map(|revision| vec![revision])
    };
    if let Err(error) = session.vault().write(change, fields.done()).await {
        let problem = Problem::from(error);
        let page = form((&session, &nearest), id, &came, &Typing::again(&fields), &fields, Some(&problem));
        return Ok((problem.status(), page).into_response());
    }
    Ok(kept(&state, &session, &format!("/journey/sessions/{id}/ready")))
}
