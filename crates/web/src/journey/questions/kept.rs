//! Looking at the times questions were answered, and taking one of them out.

use axum::{extract::State, response::Response};
use hearken_content::library;
use hearken_core::{
    Notebook, RecordId,
    journey::{self, Release, Screening, TreatmentSession},
};
use maud::Markup;

use super::{
    times,
    times_pages::{TimePage, TimesPage, Word},
};
use crate::{
    AppState,
    components::{ErasePage, take_out},
    error::Problem,
    form::{Query, RecordPath},
    journey::words::{sort, told},
    layout::{Page, Place},
    session::{Unlocked, kept},
    zone::Clock,
};

pub(super) async fn list(
    Unlocked(session): Unlocked,
    clock: Clock,
    RecordPath(id): RecordPath,
) -> Result<Markup, Problem> {
    let page = Page::open(Place::Journey, &session);
    let notebook = session.vault().read();
    let treatment = notebook.get::<TreatmentSession>(id).ok_or(Problem::NotHere)?;
    let word = |(id, release): (RecordId, &Release)| {
        let title = library().safety.rule(&release.rule).map_or(&*release.rule, |rule| &rule.title);
        Word {
            address: format!("/journey/releases/{id}"),
            words: format!("{title} ({}): {}", release.rule, told(release, &clock)),
        }
    };
    Ok(TimesPage {
        page,
        address: format!("/journey/sessions/{id}"),
        times: times::of_session(&notebook, id, treatment, &clock),
        releases: journey::releases_of(&notebook, id).map(word).collect(),
    }
    .render())
}

pub(super) async fn page(
    Unlocked(session): Unlocked,
    clock: Clock,
    RecordPath(id): RecordPath,
    Query(query): Query,
) -> Result<Markup, Problem> {
    let page = Page::open(Place::Journey, &session);
    let notebook = session.vault().read();
    let screening = notebook.get::<Screening>(id).ok_or(Problem::NotHere)?;
    let time = times::one(&notebook, id, query.number("rev"), &clock).ok_or(Problem::NotHere)?;
    let list = list_of(&notebook, screening);
    Ok(TimePage { page, list, erase: format!("/journey/screenings/{id}/erase"), time }.render())
}

fn list_of(notebook: &Notebook, screening: &Screening) -> Option<String> {
    times::session_of(notebook, screening).map(|session| format!("/journey/sessions/{session}/questions"))
}

pub(super) async fn erase_page(
    Unlocked(session): Unlocked,
    clock: Clock,
    RecordPath(id): RecordPath,
) -> Result<Markup, Problem> {
    let page = Page::open(Place::Journey, &session);
    let notebook = session.vault().read();
    let time = times::one(&notebook, id, 0, &clock).ok_or(Problem::NotHere)?;
    let lines = time.read.iter().map(|read| format!("{} {} {}", read.ask, read.said, read.words));
    Ok(ErasePage {
        page,
        what: format!("the answers of {} ({})", time.when, sort(time.asked)),
        words: lines.collect::<Vec<_>>().join("\n"),
        stays: "The other times stay. If these are the newest answers, those of the time before count again, and a \
                question that was not answered then is open."
            .to_owned(),
        address: format!("/journey/screenings/{id}"),
    }
    .render())
}

pub(super) async fn erase(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
) -> Result<Response, Problem> {
    let list = {
        let notebook = session.vault().read();
        list_of(&notebook, notebook.get::<Screening>(id).ok_or(Problem::NotHere)?)
    };
    take_out(&state, &session, id).await?;
    Ok(kept(&state, &session, list.as_deref().unwrap_or("/journey")))
}
