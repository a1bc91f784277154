//! Joining with a code: a device of whoever sits with the person gets a narrow session of its own, without the passphrase.
//!
//! The pages are anybody's, so they tell nothing of what this is. The code never stands in an address that is sent: it is
//! typed, or comes behind the `#`, which stays in the browser.

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use hearken_core::journey::{Programme, TreatmentSession};
use hearken_vault::{JoinError, Session};
use maud::{Markup, html};

use crate::{
    AppState,
    components::{Tone, field, notice},
    error::{Problem, Said},
    form::{Fields, Form},
    layout::{Page, Place, shell},
    narrow,
    routes::Routes,
    session::{self, From, Visitor, see_other},
    words,
};

pub(crate) fn routes() -> Routes {
    Routes::default().get("/join", page).post("/join", join).get("/join/over", over)
}

async fn page(Visitor(session): Visitor) -> Markup {
    match session {
        Some(session) => open_here(&session),
        None => join_page("", None),
    }
}

/// A code is for a device that is not the person's own: here it would only take their notebook away from them.
fn open_here(session: &Session) -> Markup {
    shell(
        &Page::open(Place::Elsewhere, session),
        &html! {
            h1 { "This browser has the notebook open" }
            p .lead { "A code is for another device. Open this address there, and type the code." }
            p { a .button .second href="/" { "Today" } }
        },
    )
}

fn join_page(code: &str, trouble: Option<&Said>) -> Markup {
    shell(
        &Page::outside(),
        &html! {
            h1 { "Join with a code" }
            p .lead { "Type the code that you were given. It opens one page, and is good once." }
            @if let Some(said) = trouble { (notice(Tone::Problem, said)) }
            form .card .narrow method="post" action="/join" {
                (field("code", "The code", Some("Ten letters and digits. Capitals and the line between make no difference."), &html! {
                    input type="text" id="code" name="code" value=(code) data-join="" required autocomplete="off" autocapitalize="characters"
                        autocorrect="off" spellcheck="false" maxlength="40";
                }))
                div .row .end { button .button .main { "Join" } }
            }
        },
    )
}

async fn join(
    State(state): State<AppState>,
    Visitor(before): Visitor,
    From(from): From,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    if let Some(before) = before {
        return Ok((StatusCode::CONFLICT, open_here(&before)).into_response());
    }
    let code = fields.text("code");
    match state.keeper.join(code, from).await {
        Ok((cookie, session)) => {
            let home = session.narrow().map(narrow::during);
            let mut response = see_other(home.as_deref().unwrap_or("/"));
            session::give(&state, &mut response, cookie.value());
            country_of_the_session(&state, &mut response, &session);
            Ok(response)
        }
        Err(JoinError::Store(error)) => Err(error.into()),
        Err(error) => {
            let (status, said) = said_of(&error);
            Ok((status, join_page(code, Some(&said))).into_response())
        }
    }
}

/// The help pages then name the numbers of where the session is, or else of where the person is at home.
pub(crate) fn country_of_the_session(state: &AppState, response: &mut Response, session: &Session) {
    let notebook = session.vault().read();
    let treatment = session.narrow().and_then(|id| notebook.get::<TreatmentSession>(id));
    let programme = treatment.and_then(|treatment| notebook.get::<Programme>(treatment.programme));
    let help = &state.library.help;
    let country = programme.and_then(|programme| help.country(&programme.country));
    if let Some(country) = country.or_else(|| help.country(&notebook.settings().country?)) {
        session::remember_country(state, response, Some(country));
    }
}

fn said_of(error: &JoinError) -> (StatusCode, Said) {
    let (status, what, then) = match *error {
        JoinError::Wrong | JoinError::Store(_) => (
            StatusCode::FORBIDDEN,
            "This code does not open anything.",
            "Look at it again. A code is good for 15 minutes and once; whoever gave it to you can make another.".to_owned(),
        ),
        JoinError::TooSoon { wait_seconds } => (
            StatusCode::TOO_MANY_REQUESTS,
            "Too many codes were wrong, so this one was not tried.",
            format!("Nothing is lost. Wait {}, then try again.", words::wait(wait_seconds)),
        ),
    };
    (status, Said { what: what.to_owned(), then })
}

/// Where a sitter's device comes to once it opens nothing any more. What it noted and has not sent still goes from here.
async fn over(State(state): State<AppState>, Visitor(session): Visitor, headers: HeaderMap) -> Response {
    if session.is_some() {
        return see_other("/");
    }
    let page = shell(
        &Page::outside(),
        &html! {
            h1 data-over="" { "It is over on this device" }
            p .lead { "Nothing of it can be opened here any more." }
            p role="status" data-over-said="" { "What was noted here has arrived." }
            p { "Is this your own device? " a href="/unlock" { "Unlock it" } "." }
        },
    );
    let mut response = page.into_response();
    session::take(&state, &mut response);
    let cookie = session::session_cookie(&state, &headers);
    if let Some(treatment) = state.keeper.late_notes_of(cookie).await.unwrap_or(None) {
        session::give_late(&state, &mut response, cookie, treatment);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_code_says_what_to_do_and_nothing_of_what_it_would_open() {
        let (status, said) = said_of(&JoinError::Wrong);
        assert_eq!((status, &*said.what), (StatusCode::FORBIDDEN, "This code does not open anything."));
        assert!(said_of(&JoinError::TooSoon { wait_seconds: 2 }).1.then.contains("2 seconds"));
        let page = join_page("<b>", None).into_string().to_lowercase();
        assert!(page.contains("&lt;b&gt;") && !page.contains("session") && !page.contains("sitter"));
    }
}
