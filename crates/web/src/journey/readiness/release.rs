//! What a prescriber said to one rule that holds a session up, typed by the person from paper or from what they were told.

use axum::{
    extract::{RawPathParams, State as Shared},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use hearken_content::{Action, library};
use hearken_core::{
    Notebook, RecordId, Timestamp, When,
    journey::{self, Release, TreatmentSession},
};
use hearken_vault::Session;
use maud::{Markup, html};

use super::{Came, readiness};
use crate::{
    AppState,
    components::{
        Nearest, Tone, Typing, field, help_now_card, keep_row, long_text, notice, short_text, typing_fields,
    },
    drafts,
    error::{Problem, Said},
    form::{Fields, Form, Query, RecordPath},
    journey::lifted::spoken_until,
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
    trouble: Option<&Said>,
) -> Markup {
    let told = html! { input type="datetime-local" id="told" name="told" value=(fields.text("told")) autocomplete="off"; };
    shell(
        &Page::open(Place::Journey, session),
        &html! {
            p .over { a href={ "/journey/sessions/" (id) "/ready" } { "Back" } }
            h1 { "What your prescriber said" }
            @if came.action == Action::Emergency { (help_now_card(nearest)) }
            p .lead { (came.title) " (" (came.rule) ")" }
            p { (came.words) }
            @if let Some(said) = trouble { (notice(Tone::Problem, said)) }
            form .card method="post" action=(place(id, came.rule)) data-draft-place=(typing.place) {
                (typing_fields(typing))
                input type="hidden" name="answers-shown" value=(as_sent(&came.answers));
                (field("by", "Who said it?", Some("The prescriber’s name."), &short_text("by", "by", fields.text("by"))))
                (field("told", "When?", Some("Leave it empty for now."), &told))
                (field("reason", "What did they say, and why?", None, &long_text("reason", "reason", 2, fields.text("reason"), None)))
                (keep_row("Keep what they said"))
            }
        },
    )
}

/// The answers as the form carries them.
fn as_sent(answers: &[(RecordId, Timestamp)]) -> String {
    answers.iter().map(|(id, since)| format!("{id}:{}", since.as_millis())).collect::<Vec<_>>().join(" ")
}

/// What it is for: the answers that the page showed, as they still stand. One that was given or changed in another window
/// meanwhile is another matter; `None` where no other is left.
fn as_shown(came: &Came, fields: &Fields) -> Option<Came> {
    let mut shown = came.clone();
    let sent = fields.text("answers-shown");
    shown.answers.retain(|answer| sent.split(' ').any(|one| one == as_sent(std::slice::from_ref(answer))));
    (came.answers.is_empty() || !shown.answers.is_empty()).then_some(shown)
}

/// Why it cannot be for these answers, in words: they were given after it was said. Of what is no danger a prescriber may
/// have known before it was answered here.
fn too_early(came: &Came, told: &When) -> Option<Said> {
    library().safety.rule(came.rule).filter(|rule| rule.held_to_answers)?;
    let newest = came.answers.iter().map(|(_, since)| *since).max()?;
    (spoken_until(told) < newest).then(|| Said {
        what: "That was before you gave the answer that this is about.".to_owned(),
        then: "Nothing was kept yet, and your words are still here. Talk this answer over too, and say when you did."
            .to_owned(),
    })
}

fn changed() -> Said {
    Said {
        what: "Your answers have changed since this page was opened.".to_owned(),
        then: "Nothing was kept yet, and your words are still here. If they spoke about the answers as they are now, keep it again."
            .to_owned(),
    }
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
    let again = |came: &Came, said: &Said, status: StatusCode| {
        let page = form((&session, &nearest), id, came, &Typing::again(&fields), &fields, Some(said));
        Ok((status, page).into_response())
    };
    let (now, action) = held(&session, id, &params, &clock)?;
    let Some(came) = as_shown(&now, &fields) else {
        return again(&now, &changed(), StatusCode::CONFLICT);
    };
    let told = clock.read(fields.text("told")).unwrap_or_else(|| clock.now());
    if let Some(said) = too_early(&came, &told) {
        return again(&came, &said, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let release = released(id, &came, action, told, &fields);
    let change = move |notebook: &Notebook| {
        // Sent again, it was told when it was told.
        if notebook.get::<Release>(record).is_some() {
            return Ok(Vec::new());
        }
        journey::keep_release(notebook, record, 0, release.clone()).map(|revision| vec![revision])
    };
    if let Err(error) = session.vault().write(change, fields.done()).await {
        let problem = Problem::from(error);
        return again(&came, &problem.said(), problem.status());
    }
    Ok(kept(&state, &session, &format!("/journey/sessions/{id}/ready")))
}

/// What they said, as it is kept.
fn released(id: RecordId, came: &Came, action: &str, told: When, fields: &Fields) -> Release {
    Release {
        rule: came.rule.to_owned(),
        action: action.to_owned(),
        by: fields.text("by").trim().to_owned(),
        when: told,
        reason: fields.text("reason").trim().to_owned(),
        on_paper: true,
        answers: came.answers.iter().map(|(id, _)| *id).collect(),
        ..Release::new(id)
    }
}
