//! Taking a trigger out for real, or one time it happened.

use axum::{extract::State, response::Response};
use hearken_core::triggers::{self, Occurrence, Trigger};
use maud::Markup;

use crate::{
    AppState,
    components::{ErasePage, take_out},
    error::Problem,
    form::RecordPath,
    layout::{Page, Place},
    session::{Unlocked, kept},
    words,
    zone::Clock,
};

pub(super) async fn page(Unlocked(session): Unlocked, RecordPath(id): RecordPath) -> Result<Markup, Problem> {
    let page = Page::open(Place::Parts, &session);
    let notebook = session.vault().read();
    let trigger = notebook.get::<Trigger>(id).ok_or(Problem::NotHere)?;
    let times = triggers::occurrences(&notebook, id).len();
    let about = notebook.responses().filter(|(_, response)| response.about == Some(id)).count();
    let with: String = [
        (times, "time it happened", "times it happened"),
        (about, "questionnaire about it", "questionnaires about it"),
    ]
    .into_iter()
    .filter(|(number, ..)| *number > 0)
    .map(|(number, one, several)| format!(" and {}", words::count(number, one, several)))
    .collect();
    Ok(ErasePage {
        page,
        what: format!("“{}”{with}", trigger.name),
        words: [trigger.signs.as_str(), &trigger.helps].join("\n\n").trim().to_owned(),
        stays: "Parts that it calls stay.".to_owned(),
        address: format!("/triggers/{id}"),
    }
    .render())
}

pub(super) async fn erase(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
) -> Result<Response, Problem> {
    session.vault().read().get::<Trigger>(id).ok_or(Problem::NotHere)?;
    take_out(&state, &session, id).await?;
    Ok(kept(&state, &session, "/triggers"))
}

pub(super) async fn time_page(
    Unlocked(session): Unlocked,
    clock: Clock,
    RecordPath(id): RecordPath,
) -> Result<Markup, Problem> {
    let page = Page::open(Place::Parts, &session);
    let notebook = session.vault().read();
    let time = notebook.get::<Occurrence>(id).ok_or(Problem::NotHere)?;
    let said = super::show::in_words(&notebook, &clock, id, time);
    Ok(ErasePage {
        page,
        what: format!("the time of {}", said.when),
        words: [said.said.as_str(), &time.helped, &time.words].join("\n").trim().to_owned(),
        stays: "The trigger and its other times stay.".to_owned(),
        address: format!("/triggers/times/{id}"),
    }
    .render())
}

pub(super) async fn erase_time(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
) -> Result<Response, Problem> {
    let trigger = session.vault().read().get::<Occurrence>(id).ok_or(Problem::NotHere)?.trigger;
    take_out(&state, &session, id).await?;
    Ok(kept(&state, &session, &format!("/triggers/{trigger}")))
}
