//! The account: the name to sign in with, the browsers that are signed in, and, for the owner, inviting others.

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use hearken_seal::Passphrase;
use hearken_vault::{SeenSession, Session, SignUps};
use maud::{Markup, html};

use crate::{
    AppState,
    components::{Tone, card, notice, passphrase, sign_in_name},
    error::{Problem, Said},
    form::{Fields, Form, Query},
    layout::{Page, Place, shell},
    opening::{name_of, said_of_unlock},
    session::{Unlocked, see_other},
    words,
    zone::Clock,
};

/// All that the page shows.
struct AccountPage {
    page: Page,
    name: Option<String>,
    /// Whether the name is asked for when signing in.
    asks_name: bool,
    /// Whether this person signed in without a name and should choose one.
    choose: bool,
    kept: bool,
    /// Each browser: what it is called, since when, last used, whether it is this one.
    sessions: Vec<(String, String, String, bool)>,
    /// How many devices were handed over or joined, and sit now.
    devices: usize,
    invites: bool,
    /// The address of an invitation that was just made.
    link: Option<String>,
    trouble: Option<Said>,
}

pub(super) async fn page(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    Query(query): Query,
) -> Result<Markup, Problem> {
    let mut page = AccountPage::of(&state, &session, &clock).await?;
    (page.kept, page.choose) = (query.has("kept"), page.name.is_none() && query.has("choose"));
    Ok(page.render())
}

/// Keeps a name, where names are asked for, with the passphrase: whether somebody else has it is told a few times an hour.
pub(super) async fn set_name(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    // Where nobody is asked for a name, one that was kept by a slip would be asked for from then on.
    if !state.keeper.door().await?.asks_name {
        return Err(Problem::NotHere);
    }
    let passphrase = Passphrase::new(fields.text("passphrase"));
    let (status, said) = match name_of(&fields) {
        Ok(name) => match state.keeper.choose_name(&session, &name, &passphrase).await {
            Ok(true) => return Ok(see_other("/settings/account?kept=1")),
            Ok(false) => (
                StatusCode::UNPROCESSABLE_ENTITY,
                Said {
                    what: "Somebody here has this name already.".to_owned(),
                    then: "Nothing was changed. Choose another name.".to_owned(),
                },
            ),
            Err(error) => said_of_unlock(error, "This is not the passphrase of this notebook.")?,
        },
        Err(said) => (StatusCode::UNPROCESSABLE_ENTITY, said),
    };
    let typed = Some(fields.text("name").to_owned());
    let page =
        AccountPage { name: typed, trouble: Some(said), ..AccountPage::of(&state, &session, &clock).await? };
    Ok((status, page.render()).into_response())
}

/// Ends one browser's session, or all but this one's.
pub(super) async fn end_sessions(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    let ended = fields.text("session");
    if ended.is_empty() {
        state.keeper.end_others(&session).await?;
    } else if !state.keeper.end_seen(&session, ended).await? {
        return Err(Problem::NotHere);
    }
    Ok(see_other("/settings/account?kept=1"))
}

/// Makes an invitation and shows its address, this once.
pub(super) async fn invite(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let mut page = AccountPage::of(&state, &session, &clock).await?;
    if !page.invites {
        return Err(Problem::NotHere);
    }
    let Some(token) = state.keeper.invite(&session).await? else { return Err(Problem::NotHere) };
    page.link = Some(format!("{}/sign-up/{}", state.origin(&headers), token.to_text()));
    Ok(page.render().into_response())
}

impl AccountPage {
    async fn of(state: &AppState, session: &Session, clock: &Clock) -> Result<Self, Problem> {
        let door = state.keeper.door().await?;
        let moment = |at| words::moment(&clock.when(at), clock.today());
        let shown = |seen: SeenSession| (seen.handle, moment(seen.since), moment(seen.last), seen.is_this);
        Ok(Self {
            page: Page::open(Place::Settings, session),
            name: state.keeper.name_of(session).await?.map(|name| name.written().to_owned()),
            asks_name: door.asks_name,
            choose: false,
            kept: false,
            sessions: state.keeper.seen_sessions(session).await?.into_iter().map(shown).collect(),
            devices: state.keeper.devices_of(session.account()).await?.len(),
            invites: door.asks_name
                && door.sign_ups != SignUps::Closed
                && state.keeper.is_owner(session).await?,
            link: None,
            trouble: None,
        })
    }

    fn render(&self) -> Markup {
        shell(
            &self.page,
            &html! {
                h1 { "Your account" }
                @if self.kept { p .kept role="status" { "Kept." } }
                @if let Some(said) = &self.trouble { (notice(Tone::Problem, said)) }
                @if self.asks_name { (card("Name", &self.naming())) }
                (card("Browsers that are signed in", &self.browsers()))
                (card("More ways in", &ways()))
                @if self.invites { (card("Let somebody in", &self.inviting())) }
                (card("Close the account", &html! {
                    p { "Everything you wrote goes, for good." }
                    p { a .button .second href="/settings/account/close" { "Close it" } }
                }))
            },
        )
    }

    fn naming(&self) -> Markup {
        html! {
            @if self.choose { p { "You signed in without a name. Now that others have notebooks here, choose one." } }
            form method="post" action="/settings/account/name" {
                (sign_in_name(Some("You sign in with it. Whoever runs this server can see it."), self.name.as_deref().unwrap_or_default()))
                (passphrase("passphrase", "Your passphrase", Some("So that only you can do this."), "current-password"))
                div .row .end { button .button .second { "Keep the name" } }
            }
        }
    }

    fn browsers(&self) -> Markup {
        html! {
            ul .plain-list {
                @for (handle, since, last, is_this) in &self.sessions {
                    li {
                        p { @if *is_this { strong { "This one" } } @else { "Another one" } ": since " (since) ", last used " (last) }
                        @if !is_this {
                            form method="post" action="/settings/account/sessions" {
                                input type="hidden" name="session" value=(handle);
                                button .button .second aria-label=(format!("End it, the one since {since}")) { "End it" }
                            }
                        }
                    }
                }
            }
            @match self.devices {
                0 => {}
                1 => p { "One device is with a session. It opens that session alone, and is ended with all the others." },
                more => p { (more) " devices are with a session. They open that session alone, and are ended with all the others." },
            }
            @if self.sessions.len() > 1 || self.devices > 0 {
                form .row method="post" action="/settings/account/sessions" {
                    button .button .second { "End all but this one" }
                }
            }
            p .help { "If you do not know one of them, end it and change your passphrase." }
        }
    }

    fn inviting(&self) -> Markup {
        html! {
            @match &self.link {
                Some(link) => {
                    p role="status" { "Send this link to one person. It works once, for seven days, and is shown only now." }
                    p { code { (link) } }
                }
                None => p { "With a link, one person can make a notebook of their own here. Neither of you sees what the other writes." },
            }
            form method="post" action="/settings/account/invite" {
                button .button .second { "Make a link" }
            }
        }
    }
}

/// Passkeys and codes have pages of their own.
fn ways() -> Markup {
    html! {
        p { "A passkey opens the notebook in place of the passphrase. A code from an app is asked for after it." }
        p .row {
            a .button .second href="/settings/passkeys" { "Passkeys" }
            a .button .second href="/settings/codes" { "Codes from an app" }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(sessions: usize, invites: bool) -> AccountPage {
        let seen = |n: usize| (format!("0{n}"), "today, 09:00".to_owned(), "today, 10:00".to_owned(), n == 0);
        AccountPage {
            page: Page::sample(Place::Settings),
            name: None,
            asks_name: true,
            choose: true,
            kept: true,
            sessions: (0..sessions).map(seen).collect(),
            devices: 0,
            invites,
            link: invites.then(|| "https://notes.example/sign-up/0a".to_owned()),
            trouble: None,
        }
    }

    #[test]
    fn only_another_browser_can_be_ended_and_only_the_owner_is_offered_a_link() {
        let alone = page(1, false).render().into_string();
        assert!(!alone.contains("End it") && !alone.contains("End all") && !alone.contains("Make a link"));
        let two = page(2, true).render().into_string();
        assert_eq!(two.matches(">End it<").count(), 1);
        assert!(two.contains("value=\"01\"") && !two.contains("value=\"00\"") && two.contains("End all but"));
        let handed_over = AccountPage { devices: 1, ..page(1, false) }.render().into_string();
        assert!(handed_over.contains("End all but") && handed_over.contains("One device is with a session"));
        assert!(two.contains("https://notes.example/sign-up/0a") && two.contains("choose one"));
    }
}
