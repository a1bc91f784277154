//! Leaving quickly: what was typed is kept, the notebook locks, and a page is left behind that tells nothing.

use axum::{extract::State, response::Response};
use maud::{Markup, html};

use crate::{
    AppState,
    drafts::is_blank,
    error::Problem,
    form::{Fields, Form},
    layout::neutral,
    routes::Routes,
    session::{self, Visitor, hold_at, local_path, see_other},
};

pub(crate) fn routes() -> Routes {
    Routes::default().post("/leave", leave).get("/away", away)
}

async fn leave(
    State(state): State<AppState>,
    Visitor(session): Visitor,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    // First of all: whoever presses Back while the words are still being kept finds it locked.
    if let Some(session) = &session {
        state.keeper.bar(session);
    }
    // A task of its own: whoever leaves may close the window, and all of it is done to its end.
    let leaving = tokio::spawn(keep_and_end(state.clone(), session, fields));
    leaving.await.map_err(|_| Problem::Panicked)??;
    let mut response = see_other("/away");
    session::take(&state, &mut response);
    Ok(response)
}

/// Keeps the words, then ends the session and whatever else was open with it.
async fn keep_and_end(
    state: AppState,
    session: Option<hearken_vault::Session>,
    fields: Fields,
) -> Result<(), Problem> {
    let place = local_path(fields.text("place")).filter(|_| !is_blank(&fields));
    if let Some(place) = place {
        keep_words(&state, session.as_ref(), place, &fields).await;
    }
    if let Some(session) = &session {
        state.keeper.leave(session).await?;
    }
    Ok(())
}

/// Keeps what was being typed. Leaving goes on even if that fails: who leaves quickly must not meet an error page.
async fn keep_words(
    state: &AppState,
    session: Option<&hearken_vault::Session>,
    place: &str,
    fields: &Fields,
) {
    let kept = match session {
        Some(session) => {
            let draft = fields.text("draft").parse().unwrap_or_else(|_| state.keeper.new_draft_id());
            let kept =
                session.vault().keep_draft(draft, fields.number("seen"), place, fields.to_draft()).await;
            kept.map(drop).map_err(Problem::from)
        }
        None => hold_at(&state.keeper, place, fields).await.map(drop),
    };
    if let Err(problem) = kept {
        tracing::error!(status = problem.status().as_u16(), "words could not be kept while leaving");
    }
}

async fn away() -> Markup {
    neutral(&html! { p { "Nothing here right now." } p { a href="/" { "Notebook" } } })
}
