//! Closing the account: what goes and what stays, taking everything along first, and a plain last page.

use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use hearken_seal::Passphrase;
use hearken_vault::Session;
use maud::{Markup, html};

use crate::{
    AppState,
    components::{Tone, account_name, notice, passphrase},
    error::{Problem, Said},
    form::{Fields, Form},
    layout::{Page, Place, neutral, shell},
    opening::said_of_unlock,
    session::{self, Unlocked, see_other},
};

pub(super) async fn page(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
) -> Result<Markup, Problem> {
    Ok(show(&session, state.keeper.lets_others_in(&session).await?, None))
}

/// Closes it with the passphrase. The browser forgets what it knew of it.
pub(super) async fn close(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    match state.keeper.close_account(&session, &Passphrase::new(fields.text("passphrase"))).await {
        Ok(()) => {
            let mut response = see_other("/closed");
            session::take(&state, &mut response);
            session::forget(&state, &mut response, "seen");
            session::forget_known(&state, &mut response);
            Ok(response)
        }
        Err(error) => {
            let (status, said) = said_of_unlock(error, "This is not the passphrase of this notebook.")?;
            let lets_others_in = state.keeper.lets_others_in(&session).await?;
            Ok((status, show(&session, lets_others_in, Some(said))).into_response())
        }
    }
}

fn show(session: &Session, lets_others_in: bool, trouble: Option<Said>) -> Markup {
    shell(
        &Page::open(Place::Settings, session),
        &html! {
            h1 { "Close your account" }
            p .lead { "Your notebook is deleted, with its keys. Nobody can open it again here." }
            @if let Some(said) = &trouble { (notice(Tone::Problem, said)) }
            h2 { "What goes" }
            p { "Your notebook with all that is in it, your drafts, your calendar addresses and reminders, your name, your passkeys and codes, every browser that is signed in, and invitations you made." }
            p { "What you showed to others, and every space that you opened, with all that both of you said there." }
            @if lets_others_in {
                p { "You are the one who lets others in here. Once your account is closed, nobody can be invited until whoever runs this server names somebody else." }
            }
            h2 { "What stays" }
            p { "Other people’s notebooks stay as they are. What you said to somebody who let you into their space stays with them. Backups that whoever runs this server made before still hold your notebook, sealed, until they are thrown away. A plan you kept on a device, and what you saved or printed, stay where they are." }
            h2 { "Take it along first" }
            p { "Here is everything in your notebook as one file, which opens without this program. It is not sealed: whoever has it can read it. What others showed you is not in it." }
            p { a .button .second href="/settings/account/archive" download { "Save the file" } }
            form .card .narrow method="post" action="/settings/account/close" {
                (account_name())
                (passphrase("passphrase", "Your passphrase", Some("So that only you can do this."), "current-password"))
                div .row .end {
                    a .button .second href="/settings/account" { "Keep the account" }
                    button .button .main { "Close it for good" }
                }
            }
        },
    )
}

/// The last page. It tells nobody what this was, and leads to help as every other page does.
pub(super) async fn closed() -> Response {
    let page = neutral(&html! {
        p { "It is closed." }
        p { a href="/" { "Go on" } }
        p { a href="/help-now" { (hearken_content::library().help.words.button) } }
    });
    (StatusCode::OK, page).into_response()
}
