//! What a person sets for themselves, the passphrase, and the state of the notebook itself.

mod account;
mod archive;
mod close;
mod notebook;
mod pages;
mod passphrase;

use axum::{
    extract::State,
    http::HeaderMap,
    response::{IntoResponse, Response},
};
use hearken_core::settings::{self, Settings};
use hearken_vault::Session;
use maud::Markup;

use crate::{
    AppState,
    error::{Problem, Said},
    form::{Fields, Form, Query},
    layout::{Page, Place},
    routes::Routes,
    session::{Unlocked, country_was_set, in_settings, kept},
};
use pages::{MorePage, SettingsPage};

pub(crate) fn routes() -> Routes {
    Routes::default()
        .get("/settings", page)
        .post("/settings", set)
        .post("/settings/passphrase", passphrase::change)
        .get("/settings/notebook", notebook::page)
        .post("/settings/notebook/accept", notebook::accept)
        .get("/settings/account", account::page)
        .post("/settings/account/name", account::set_name)
        .post("/settings/account/sessions", account::end_sessions)
        .post("/settings/account/invite", account::invite)
        .get("/settings/account/archive", archive::download)
        .get("/settings/account/close", close::page)
        .post("/settings/account/close", close::close)
        .get("/closed", close::closed)
        .get("/more", more)
}

async fn page(Unlocked(session): Unlocked, Query(query): Query) -> Markup {
    settings_page(&session, query.has("kept"), None)
}

fn settings_page(session: &Session, kept: bool, trouble: Option<Said>) -> Markup {
    let page = Page::open(Place::Settings, session);
    let settings = session.vault().read().settings();
    SettingsPage { page, settings, words_confirmed: session.words_confirmed(), kept, trouble }.render()
}

/// Keeps the settings. The idle time holds for this session at once, and for every other within seconds.
async fn set(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    headers: HeaderMap,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    let country = state.library.help.country(fields.text("country")).map(|country| country.code.clone());
    let country_before = in_settings(&session);
    let change = move |notebook: &hearken_core::Notebook| {
        let before = notebook.settings();
        let idle_minutes = fields.text("idle_minutes").parse().unwrap_or(before.idle_minutes);
        let read_aloud = fields.has("read_aloud");
        let breath_sound = fields.has("breath_sound");
        let answer_seconds = fields.text("answer_seconds").parse().unwrap_or(before.answer_seconds);
        let chimes = fields.has("chimes");
        let after =
            Settings { idle_minutes, country, read_aloud, breath_sound, answer_seconds, chimes, ..before };
        settings::set(notebook, after).map(|plan| vec![plan])
    };
    session.vault().write(change, Vec::new()).await?;
    state.keeper.take_in_idle_minutes(&session).await?;
    let mut response = kept(&state, &session, "/settings?kept=1");
    // So that the page for bad moments knows the country while locked, too.
    country_was_set(&state, &headers, &mut response, &session, country_before);
    Ok(response)
}

async fn more(Unlocked(session): Unlocked) -> Response {
    MorePage { page: Page::open(Place::More, &session) }.render().into_response()
}
