//! Leaving quickly: what was typed is kept, the notebook locks, and a page is left behind that tells nothing.
//!
//! The page that is left says so twice: by what it posts, and by a cookie that comes with the next request, whichever that
//! is. Who left while nothing answered finds the notebook locked when it answers again.

use axum::{
    extract::{Request, State},
    http::{HeaderMap, Method},
    middleware::Next,
    response::Response,
};
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

/// The cookie that the page sets before it goes (`leave.js`). It has no meaning but that it is there.
const LEFT: &str = "left";

/// Ends a session whose person has left, before anything is shown with it.
pub(crate) async fn finish(
    State(state): State<AppState>,
    request: Request,
    next: Next,
) -> Result<Response, Problem> {
    let path = request.uri().path();
    // These two come from the page that is being left, with words.
    let last_words = request.method() == Method::POST && (path == "/drafts" || path == "/leave");
    if session::cookie(request.headers(), LEFT).is_none() || path.starts_with("/assets/") {
        return Ok(next.run(request).await);
    }
    if !last_words
        && let Some(session) =
            state.keeper.session(session::session_cookie(&state, request.headers())).await?
    {
        end(&state, Some(session), HeaderMap::new(), Fields::default()).await?;
    }
    let mut response = next.run(request).await;
    if !last_words {
        session::forget(&state, &mut response, LEFT);
        session::forget_pages(&mut response);
    }
    Ok(response)
}

async fn leave(
    State(state): State<AppState>,
    Visitor(session): Visitor,
    headers: HeaderMap,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    end(&state, session, headers, fields).await?;
    let mut response = see_other("/away");
    session::take(&state, &mut response);
    session::forget(&state, &mut response, LEFT);
    Ok(response)
}

/// Bars the session, keeps the words, and ends it.
async fn end(
    state: &AppState,
    session: Option<hearken_vault::Session>,
    headers: HeaderMap,
    fields: Fields,
) -> Result<(), Problem> {
    // First of all: whoever presses Back while the words are still being kept finds it locked.
    if let Some(session) = &session {
        state.keeper.bar(session);
    }
    // A task of its own: whoever leaves may close the window, and all of it is done to its end.
    let leaving = tokio::spawn(keep_and_end(state.clone(), session, headers, fields));
    leaving.await.map_err(|_| Problem::Panicked)?
}

/// Keeps the words, then ends the session and whatever else was open with it.
async fn keep_and_end(
    state: AppState,
    session: Option<hearken_vault::Session>,
    headers: HeaderMap,
    fields: Fields,
) -> Result<(), Problem> {
    let place = local_path(fields.text("place")).filter(|_| !is_blank(&fields));
    if let Some(place) = place {
        keep_words(&state, session.as_ref(), &headers, place, &fields).await;
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
    headers: &HeaderMap,
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
        None => hold_at(state, headers, place, fields).await.map(drop),
    };
    if let Err(problem) = kept {
        tracing::error!(status = problem.status().as_u16(), "words could not be kept while leaving");
    }
}

async fn away() -> Markup {
    neutral(&html! { p { "Nothing here right now." } p { a href="/" { "Notebook" } } })
}
