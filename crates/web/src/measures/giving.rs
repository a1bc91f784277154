//! Answers on their way: each is kept by itself, and looked at before anything else (G3).

use axum::{
    Json,
    extract::State,
    response::{IntoResponse, Response as Answered},
};
use hearken_core::{
    NewRevision, Notebook, RecordId, Refusal, When,
    responses::{Answer, Response, ResponseState, keep_response},
};
use hearken_measures::SafetyLevel;
use hearken_vault::Session;
use serde_json::json;

use super::{At, address, forms, help};
use crate::{
    AppState,
    error::Problem,
    form::{Fields, Form, RecordPath},
    session::{Unlocked, kept, see_other},
    words,
    zone::Clock,
};

/// Keeps what a script sends while somebody answers, and says what comes up.
pub(super) async fn give(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    RecordPath(id): RecordPath,
    Form(fields): Form<Fields>,
) -> Result<Answered, Problem> {
    let before = At::find(&session, id)?;
    if !before.is_open() {
        return Err(Problem::NotHere);
    }
    let at = keep(&session, &clock, id, &fields, |_, _| ()).await?;
    help::note(&state, &session, &clock, &before, &at).await;
    let levels: Vec<_> = at.scored().safety.iter().map(|answer| answer.id.as_str()).collect();
    // The queue of drafts sent it: it goes on under the draft that it named.
    Ok(Json(json!({ "draft": fields.text("draft"), "rev": fields.number("seen"), "help": levels }))
        .into_response())
}

/// Keeps the whole form, and goes where its button leads.
pub(super) async fn answer(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    RecordPath(id): RecordPath,
    Form(fields): Form<Fields>,
) -> Result<Answered, Problem> {
    let go = fields.text("go").to_owned();
    let again: Vec<usize> = fields.all("asked-again").filter_map(|nth| nth.parse().ok()).collect();
    let before = At::find(&session, id)?;
    if !before.is_open() && go != "open" {
        // It was finished in another window; nothing changes it unasked.
        return Ok(see_other(&address(id)));
    }
    let at = keep(&session, &clock, id, &fields, move |at, response| end(&go, &again, at, response)).await?;
    help::note(&state, &session, &clock, &before, &at).await;
    Ok(kept(&state, &session, &leads_to(&at, &fields)))
}

/// What the button at the end does to it.
fn end(go: &str, again: &[usize], at: &At, response: &mut Response) {
    match go {
        "stop" => {
            // Not to answer these is an answer (an ASQ that is refused, S2); those that are asked again first are not yet.
            let open = at.form().open(&response.answers);
            let again = &at.measure.file.ask_again;
            for item in help::items(&at.measure)
                .filter(|item| open.contains(item) && !again.iter().any(|one| one == item))
            {
                response.give(item, vec![Answer::Skipped]);
            }
            response.state = ResponseState::Stopped;
        }
        "open" => response.state = ResponseState::Open,
        "finish" => {
            let open = at.form().open(&response.answers);
            let all = at.form().all_items().enumerate().filter(|(nth, _)| again.contains(nth));
            let shown: Vec<&str> = all.map(|(_, item)| item.link_id.as_str()).collect();
            // Only what was shown once more as still open was left open twice.
            if open.iter().all(|item| shown.contains(item)) {
                // For a question that brings up help that is an answer too (S2), and never a 0.
                for item in help::items(&at.measure).filter(|item| open.contains(item)) {
                    response.give(item, vec![Answer::Skipped]);
                }
                response.state = ResponseState::Finished;
            }
        }
        _ => {}
    }
}

fn leads_to(at: &At, fields: &Fields) -> String {
    let back = fields.record("back");
    let with_back = |address: String, ask: &str| match (back, ask) {
        (Some(back), "") => format!("{address}?back={back}"),
        (Some(back), ask) => format!("{address}?{ask}&back={back}"),
        (None, "") => address,
        (None, ask) => format!("{address}?{ask}"),
    };
    let comes_up = at.scored().safety.first().is_some_and(|answer| answer.level < SafetyLevel::S3);
    match (at.response.state, fields.text("go")) {
        (ResponseState::Open, "finish") => with_back(address(at.id), "open=1"),
        // Help that came up stands on its page; who has seen it goes on.
        _ if comes_up && !fields.has("help-seen") => with_back(address(at.id), ""),
        (ResponseState::Stopped, _) => "/measures".to_owned(),
        (ResponseState::Open, "later") => "/measures".to_owned(),
        _ => with_back(address(at.id), ""),
    }
}

/// Keeps the answers that the fields hold, each on top of what stands there now: two windows never undo each other.
async fn keep(
    session: &Session,
    clock: &Clock,
    id: RecordId,
    fields: &Fields,
    then: impl FnOnce(&At, &mut Response) + Send + 'static,
) -> Result<At, Problem> {
    let at = At::find(session, id)?;
    if at.response.version != at.form().version {
        return Err(Problem::NotHere);
    }
    let given = forms::read(at.form(), fields).map_err(Problem::Refused)?;
    let when = on_another_day(fields, &at.response, clock);
    let reopens = fields.text("go") == "open";
    // What is held of this page goes in below what the form says; the form itself stands for the draft that it shows.
    let mut over = fields.done();
    let others = at.held(session).into_iter().filter(|(draft, _)| !over.contains(draft)).collect::<Vec<_>>();
    over.extend(others.iter().map(|(draft, _)| *draft));
    let held: Vec<_> = others.into_iter().flat_map(|(_, answers)| answers).collect();
    let change = move |notebook: &Notebook| -> Result<Vec<NewRevision>, Refusal> {
        let (rev, before) = notebook.get_with_rev::<Response>(id).ok_or(Refusal::NotHere)?;
        if before.state != ResponseState::Open && !reopens {
            // Finished in another window, this very moment.
            return Ok(Vec::new());
        }
        let mut response = before.clone();
        for (item, answers) in held.into_iter().chain(given) {
            response.give(&item, answers);
        }
        if let Some(when) = when {
            response.when = when;
        }
        // Whoever opens one that came from a file answers it here, from then on.
        response.imported &= !reopens;
        then(&At { response: response.clone(), ..at }, &mut response);
        if response == *before {
            Ok(Vec::new())
        } else {
            Ok(vec![keep_response(notebook, id, rev, response)?])
        }
    };
    session.vault().write(change, over).await?;
    At::find(session, id)
}

/// The day that the form names, where it is not the one that stands there: somebody copies what they once filled in on paper.
/// A day that is still to come is none.
fn on_another_day(fields: &Fields, before: &Response, clock: &Clock) -> Option<When> {
    let typed = fields.text("when");
    // As it stood when the page was made, or as it stands now, it was not set on this page.
    let same = [fields.text("when-was"), &words::input_value(before.when.local()), ""].contains(&typed);
    clock.read(typed).filter(|when| !same && when.at <= clock.now().at)
}
