//! What a prescriber said, read again, and taken out.

use axum::{extract::State, response::Response};
use hearken_content::library;
use hearken_core::{RecordId, journey::Release};
use maud::{Markup, html};

use crate::{
    AppState,
    components::{ErasePage, Words, take_out, written},
    error::Problem,
    form::RecordPath,
    journey::words::told,
    layout::{Page, Place, shell},
    session::{Unlocked, kept},
    zone::Clock,
};

fn list_of(session: RecordId) -> String {
    format!("/journey/sessions/{session}/questions")
}

pub(super) async fn page(
    Unlocked(session): Unlocked,
    clock: Clock,
    RecordPath(id): RecordPath,
) -> Result<Markup, Problem> {
    let page = Page::open(Place::Journey, &session);
    let notebook = session.vault().read();
    let release = notebook.get::<Release>(id).ok_or(Problem::NotHere)?;
    let title = library().safety.rule(&release.rule).map_or("", |rule| &rule.title);
    Ok(shell(
        &page,
        &html! {
            p .over { a href=(list_of(release.session)) { "When you answered" } }
            h1 { "What your prescriber said" }
            p .lead { (title) " (" (release.rule) ")" }
            p { (Words(&told(release, &clock))) }
            (written(&release.reason))
            div .row .ways-on { a .button .second href={ "/journey/releases/" (id) "/erase" } { "Erase" } }
        },
    ))
}

pub(super) async fn erase_page(
    Unlocked(session): Unlocked,
    clock: Clock,
    RecordPath(id): RecordPath,
) -> Result<Markup, Problem> {
    let page = Page::open(Place::Journey, &session);
    let notebook = session.vault().read();
    let release = notebook.get::<Release>(id).ok_or(Problem::NotHere)?;
    Ok(ErasePage {
        page,
        what: format!("what your prescriber said to {}", release.rule),
        words: format!("{}\n{}", told(release, &clock), release.reason),
        stays: "The session and your answers stay. Where the rule still holds, the session waits for an answer again."
            .to_owned(),
        address: format!("/journey/releases/{id}"),
    }
    .render())
}

pub(super) async fn erase(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
) -> Result<Response, Problem> {
    let of = session.vault().read().get::<Release>(id).ok_or(Problem::NotHere)?.session;
    take_out(&state, &session, id).await?;
    Ok(kept(&state, &session, &list_of(of)))
}
