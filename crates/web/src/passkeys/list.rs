//! The passkeys of whoever is signed in: which there are, what they are called, taking them away, and the form for a new one.

use axum::{
    extract::State,
    http::HeaderMap,
    response::{IntoResponse, Response},
};
use hearken_seal::Passphrase;
use hearken_vault::{LONGEST_LABEL, SeenPasskey, Session};
use maud::{Markup, html};

use super::{add::label, place};
use crate::{
    AppState,
    components::{Tone, account_name, card, field, notice, passphrase, quiet},
    error::{Problem, Said},
    form::{Fields, Form, Query},
    layout::{Page, Place, shell},
    opening::said_of_unlock,
    session::{Unlocked, see_other},
    words,
    zone::Clock,
};

/// One passkey, in words.
#[derive(Clone)]
pub(super) struct Shown {
    handle: String,
    label: String,
    opens: bool,
    times: String,
}

/// All that the page shows.
pub(super) struct PasskeysPage {
    page: Page,
    passkeys: Vec<Shown>,
    /// Whether a passkey can be made under this address; if not, where one can.
    possible: Result<(), Option<String>>,
    kept: bool,
    /// Somebody came back in with their recovery words.
    recovered: bool,
    trouble: Option<Said>,
}

pub(super) async fn page(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    headers: HeaderMap,
    Query(query): Query,
) -> Result<Markup, Problem> {
    let mut page = PasskeysPage::of(&state, &session, &clock, &headers).await?;
    (page.kept, page.recovered) = (query.has("kept"), query.has("recovered"));
    Ok(page.render())
}

pub(super) async fn rename(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    headers: HeaderMap,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    match label(&fields) {
        Ok(label) if state.keeper.rename_passkey(&session, fields.text("passkey"), label).await? => {
            Ok(see_other("/settings/passkeys?kept=1"))
        }
        Ok(_) => Err(Problem::NotHere),
        Err((status, said)) => {
            let page = PasskeysPage::of(&state, &session, &clock, &headers).await?.in_trouble(said);
            Ok((status, page.render()).into_response())
        }
    }
}

/// Takes one away, or all of them.
pub(super) async fn remove(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    headers: HeaderMap,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    let (typed, passkey) = (Passphrase::new(fields.text("passphrase")), fields.text("passkey"));
    let meant = (!fields.has("all")).then_some(passkey);
    match state.keeper.remove_passkeys(&session, &typed, meant).await {
        Ok(()) => Ok(see_other("/settings/passkeys?kept=1")),
        Err(error) => {
            let (status, said) = said_of_unlock(error, "This is not the passphrase of this notebook.")?;
            let page = PasskeysPage::of(&state, &session, &clock, &headers).await?.in_trouble(said);
            Ok((status, page.render()).into_response())
        }
    }
}

impl PasskeysPage {
    pub(super) async fn of(
        state: &AppState,
        session: &Session,
        clock: &Clock,
        headers: &HeaderMap,
    ) -> Result<Self, Problem> {
        let moment = |at| words::moment(&clock.when(at), clock.today());
        let shown = |seen: SeenPasskey| Shown {
            handle: seen.handle,
            label: seen.label.unwrap_or_else(|| "one whose name was damaged".to_owned()),
            opens: seen.opens,
            times: match seen.seen {
                Some(last) => format!("added {}, last used {}", moment(seen.made), moment(last)),
                None => format!("added {}, not used yet", moment(seen.made)),
            },
        };
        Ok(Self {
            page: Page::open(Place::Settings, session),
            passkeys: state.keeper.passkeys(session).await?.into_iter().map(shown).collect(),
            possible: place(state, headers).map(drop).ok_or_else(|| by_name(state)),
            kept: false,
            recovered: false,
            trouble: None,
        })
    }

    /// With what went wrong on top.
    pub(super) fn in_trouble(self, said: Said) -> Self {
        Self { trouble: Some(said), ..self }
    }

    pub(super) fn render(&self) -> Markup {
        shell(
            &self.page,
            &html! {
                h1 { "Passkeys" }
                p .lead { "With a passkey your device opens the notebook: by your finger, your face or its PIN, in place of the passphrase." }
                @if self.kept { p .kept role="status" { "Kept." } }
                @if let Some(said) = &self.trouble { (notice(Tone::Problem, said)) }
                @if self.recovered {
                    (quiet("You are in again, with a new passphrase.", "These passkeys still open the notebook or are asked for. If somebody else may have one of them, take it away."))
                }
                @if !self.passkeys.is_empty() { (card("Your passkeys", &self.list())) }
                @match &self.possible {
                    Ok(()) => (card("Add one", &adding())),
                    Err(instead) => (nowhere_to_add(instead.as_deref())),
                }
                p .help { "A device that gives no secret of its own with its passkey cannot open what is sealed. Its passkey is then asked for after the passphrase, as a second step." }
                p .help { "Your recovery words open the notebook without any passkey. What you call a passkey is sealed; your device, and the company that keeps its passkeys, know that you have one for this address." }
                p { a href="/settings/account" { "Back to your account" } }
            },
        )
    }

    fn list(&self) -> Markup {
        html! {
            ul .plain-list {
                @for passkey in &self.passkeys {
                    li {
                        p { strong { (passkey.label) } ": " @if passkey.opens { "opens the notebook" } @else { "is asked for after the passphrase" } "; " (passkey.times) "." }
                        (changing(passkey))
                    }
                }
            }
            @if self.passkeys.len() > 1 {
                details open[self.recovered] {
                    summary { "Take all of them away" }
                    (taking_away("all", "", "Take all away"))
                }
            }
        }
    }
}

/// The same page under a name, where this machine can be reached by one.
fn by_name(state: &AppState) -> Option<String> {
    let named = state.hosts.iter().find(|host| host.starts_with("localhost"))?;
    let scheme = if state.secure { "https" } else { "http" };
    Some(format!("{scheme}://{named}/settings/passkeys"))
}

fn nowhere_to_add(instead: Option<&str>) -> Markup {
    html! {
        (quiet("No passkey can be added under this address.", "A passkey is for a name, and this address is a number."))
        @if let Some(instead) = instead {
            p { "On this machine, open " a href=(instead) { (instead) } " and unlock there." }
        }
    }
}

fn changing(passkey: &Shown) -> Markup {
    let id = format!("label-{}", passkey.handle);
    html! {
        details {
            summary { "Change or take away “" (passkey.label) "”" }
            form method="post" action="/settings/passkeys/name" {
                input type="hidden" name="passkey" value=(passkey.handle);
                (field(&id, "What it is called", None, &label_input(&id, &passkey.label)))
                div .row .end { button .button .second { "Keep the name" } }
            }
            (taking_away("passkey", &passkey.handle, "Take it away"))
        }
    }
}

fn label_input(id: &str, value: &str) -> Markup {
    html! {
        input type="text" id=(id) name="label" value=(value) dir="auto" maxlength=(LONGEST_LABEL)
            autocomplete="off" autocorrect="off" spellcheck="false";
    }
}

fn taking_away(what: &str, value: &str, button: &str) -> Markup {
    let id = format!("passphrase-{what}{value}");
    html! {
        form method="post" action="/settings/passkeys/remove" {
            input type="hidden" name=(what) value=(value);
            (account_name())
            (field(&id, "Your passphrase", Some("So that only you can do this."), &html! {
                input type="password" id=(id) name="passphrase" autocomplete="current-password" maxlength="1000" spellcheck="false";
            }))
            div .row .end { button .button .second { (button) } }
        }
    }
}

fn adding() -> Markup {
    html! {
        noscript { p { "A passkey needs JavaScript, which is turned off in this browser. Passphrase and codes work without it." } }
        form method="post" action="/settings/passkeys" data-passkey="make" data-ask="/settings/passkeys/ask" {
            (account_name())
            (field("label", "What to call it", Some("The device it is on, for example."), &label_input("label", "")))
            (passphrase("passphrase", "Your passphrase", Some("So that only you can do this."), "current-password"))
            div .row .end { button .button .main { "Add a passkey" } }
            p data-passkey-status="" role="status" {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(passkeys: usize, possible: Result<(), Option<String>>) -> String {
        let shown = |n: usize| Shown {
            handle: format!("0{n}"),
            label: format!("<Phone {n}>"),
            opens: n == 0,
            times: "added today, 09:00, not used yet".to_owned(),
        };
        let page = PasskeysPage {
            page: Page::sample(Place::Settings),
            passkeys: (0..passkeys).map(shown).collect(),
            possible,
            kept: true,
            recovered: true,
            trouble: None,
        };
        page.render().into_string()
    }

    #[test]
    fn each_passkey_says_what_it_does_and_can_be_taken_away() {
        let two = page(2, Ok(()));
        assert!(two.contains("&lt;Phone 0&gt;</strong>: opens the notebook") && !two.contains("<Phone"));
        assert!(two.contains("is asked for after the passphrase") && two.contains("Take all away"));
        assert!(!page(1, Ok(())).contains("Take all away") && page(0, Ok(())).contains("Add a passkey"));
    }

    #[test]
    fn where_no_passkey_can_be_the_page_says_where_one_can() {
        let instead = "http://localhost:7714/settings/passkeys".to_owned();
        let page = page(0, Err(Some(instead)));
        assert!(
            page.contains("href=\"http://localhost:7714/settings/passkeys\"")
                && !page.contains("Add a passkey")
        );
    }
}
