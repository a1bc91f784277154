//! Answers on their way: each is kept by itself, and looked at before anything else (G3).

use axum::{
    Json,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response as Answered},
};
use hearken_core::{
    DraftId, Known, NewRevision, Notebook, RecordId, Refusal, When,
    responses::{Answer, Response, ResponseState, keep_response},
};
use hearken_measures::SafetyLevel;
use hearken_vault::Session;
use serde_json::json;

use super::{
    At, address,
    asked_back::{AskedBack, on_another_day},
    forms, held, help, pages, series,
};
use crate::{
    AppState,
    components::Nearest,
    error::Problem,
    form::{Fields, Form, RecordPath},
    layout::{Page, Place},
    session::{Unlocked, kept, see_other},
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
        return give_beside(&state, &session, &clock, before, &fields).await;
    }
    let at = keep(&session, &clock, id, &fields, |_, _| ()).await?;
    help::note(&state, &session, &clock, &before, &at).await;
    let levels: Vec<_> = at.scored().safety.iter().map(|answer| answer.id.as_str()).collect();
    let unclear = forms::read(at.form(), &fields).map_err(Problem::Refused)?.unclear;
    let unclear: Vec<_> = unclear.into_iter().map(|(nth, _)| nth).collect();
    // The queue of drafts sent it: it goes on under the draft that it named.
    let (draft, rev) = (fields.text("draft"), fields.number("seen"));
    Ok(Json(json!({ "draft": draft, "rev": rev, "help": levels, "unclear": unclear })).into_response())
}

/// What a script still sends of one that was finished or left in another window: kept beside it, with the help that it asks for.
async fn give_beside(
    state: &AppState,
    session: &Session,
    clock: &Clock,
    stands: At,
    fields: &Fields,
) -> Result<Answered, Problem> {
    let kept = held::keep_beside(state, session, &stands, fields).await?;
    let Some(kept) = kept else {
        let (draft, rev) = (fields.text("draft"), fields.number("seen"));
        return Ok(Json(json!({ "draft": draft, "rev": rev, "help": [], "unclear": [] })).into_response());
    };
    let mut with = At::find(session, stands.id)?;
    with.add_what_is_held(session, clock);
    help::note(state, session, clock, &stands, &with).await;
    let levels: Vec<_> = with.scored().safety.iter().map(|answer| answer.id.as_str()).collect();
    let said =
        json!({ "draft": kept.id.to_string(), "rev": kept.rev, "help": levels, "unclear": [], "over": true });
    Ok(Json(said).into_response())
}

/// What a form still says of one that was finished or left in another window: kept beside it, and its page says so.
async fn answer_beside(
    state: &AppState,
    session: &Session,
    stands: &At,
    fields: &Fields,
) -> Result<Answered, Problem> {
    // What cannot be read at all is refused, as anywhere.
    held::keep_beside(state, session, stands, fields).await?;
    Ok(see_other(&address(stands.id)))
}

/// Keeps the whole form, and goes where its button leads; what cannot be kept as it was typed is asked for again first.
pub(super) async fn answer(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    nearest: Nearest,
    clock: Clock,
    RecordPath(id): RecordPath,
    Form(fields): Form<Fields>,
) -> Result<Answered, Problem> {
    let mut go = fields.text("go").to_owned();
    let again: Vec<usize> = fields.all("asked-again").filter_map(|nth| nth.parse().ok()).collect();
    let before = At::find(&session, id)?;
    if !before.is_open() && go != "open" {
        return answer_beside(&state, &session, &before, &fields).await;
    }
    if go == "stop" && series::was_finished(&session.vault().read(), id) {
        // Its score stands: what was finished once is not left for good by a page that was made before.
        "later".clone_into(&mut go);
    }
    let ends = matches!(go.as_str(), "stop" | "open");
    let back = AskedBack::of(before.form(), &before.response, &fields, &clock).map_err(Problem::Refused)?;
    let back = back.filter(|_| !ends);
    if back.is_some() {
        go.clear();
    }
    let at =
        match keep(&session, &clock, id, &fields, move |at, response| end(&go, &again, at, response)).await {
            Ok(at) => at,
            Err(problem) => match At::find(&session, id) {
                // Finished in another window, this very moment.
                Ok(stands) if !stands.is_open() && fields.text("go") != "open" => {
                    return answer_beside(&state, &session, &stands, &fields).await;
                }
                _ => return Err(problem),
            },
        };
    help::note(&state, &session, &clock, &before, &at).await;
    match back {
        // Help that comes up goes first; the question is still open behind it.
        Some(back) if !comes_up(&at, &fields) => {
            let help = help::Help::of(&at, &session.vault().read(), &nearest, &fields);
            let page = pages::FormPage::of(&state, &session, &clock, (&at, &at.response), help, &fields);
            let page = page.asking_back(&back).render(&Page::open(Place::Measures, &session));
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        _ => Ok(kept(&state, &session, &leads_to(&at, &fields))),
    }
}

/// Whether help comes up that was not put away on this page.
fn comes_up(at: &At, fields: &Fields) -> bool {
    let strongest = at.scored().safety.first().map(|answer| answer.level);
    strongest.is_some_and(|level| level < SafetyLevel::S3) && !fields.has("help-seen")
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
    match (at.response.state, fields.text("go")) {
        (ResponseState::Open, "finish") => with_back(address(at.id), "open=1"),
        // Help that came up stands on its page; who has seen it goes on.
        _ if comes_up(at, fields) => with_back(address(at.id), ""),
        (ResponseState::Stopped, _) => "/measures".to_owned(),
        (ResponseState::Open, "later") => "/measures".to_owned(),
        _ => with_back(address(at.id), ""),
    }
}

/// One that is finished for the first time on another day than it was begun on counts for the day it was finished on, unless
/// somebody chose its day: the answers of today are not those of then.
fn on_its_last_day(notebook: &Notebook, id: RecordId, response: &mut Response, now: When) {
    let begun = notebook.history(id).first().and_then(|first| Response::of(&first.what));
    let as_begun = begun.is_some_and(|begun| begun.when == response.when);
    if as_begun && response.when.date() != now.date() {
        response.when = now;
    }
}

/// Keeps the answers that the fields hold, each on top of what stands there now: two windows never undo each other.
pub(super) async fn keep(
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
    let given = forms::read(at.form(), fields).map_err(Problem::Refused)?.given;
    // A day that cannot be the one is asked for again where somebody presses a button.
    let when = on_another_day(fields, &at.response, clock).ok().flatten();
    let now = clock.now();
    let reopens = fields.text("go") == "open";
    // What is held of this page goes in below what the form says; the form itself stands for the draft that it shows.
    let mut over = fields.done();
    let stands_for = |(held, rev): (DraftId, u32)| over.iter().any(|(id, seen)| *id == held && rev <= *seen);
    let mut others = held::whole(session, clock, &at);
    others.retain(|held| !stands_for(held.draft));
    over.extend(others.iter().map(|held| held.draft));
    let when = when.or_else(|| others.iter().rev().find_map(|held| held.when.clone()));
    let held: Vec<_> = others.into_iter().flat_map(|held| held.given).collect();
    let change = move |notebook: &Notebook| -> Result<Vec<NewRevision>, Refusal> {
        let (rev, before) = notebook.get_with_rev::<Response>(id).ok_or(Refusal::NotHere)?;
        if before.state != ResponseState::Open && !reopens {
            // Finished in another window, this very moment: whoever asks keeps it beside.
            return Err(Refusal::NotHere);
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
        if response.state == ResponseState::Finished && !series::was_finished(notebook, id) {
            on_its_last_day(notebook, id, &mut response, now);
        }
        if response == *before {
            Ok(Vec::new())
        } else {
            Ok(vec![keep_response(notebook, id, rev, response)?])
        }
    };
    session.vault().write(change, over).await?;
    At::find(session, id)
}
