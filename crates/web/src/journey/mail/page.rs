//! The page about reminders by mail: who learns what from one, said before it is turned on.

use hearken_mail::{Asked, MESSAGE, MOST_TIMES};
use maud::{Markup, html};

use crate::{
    components::{Tone, card, field, notice, quiet},
    error::Said,
    layout::{Page, shell},
};

/// How a mail that somebody asked for went.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Tried {
    Taken,
    NotReached,
    Later,
    Refused,
    Unknown,
}

impl Tried {
    const ALL: [Self; 5] = [Self::Taken, Self::NotReached, Self::Later, Self::Refused, Self::Unknown];

    /// Its name in addresses.
    pub(super) fn id(self) -> &'static str {
        match self {
            Self::Taken => "taken",
            Self::NotReached => "not-reached",
            Self::Later => "later",
            Self::Refused => "refused",
            Self::Unknown => "unknown",
        }
    }

    pub(super) fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tried| tried.id() == id)
    }

    fn said(self) -> Markup {
        let problem = |what: &str, then: &str| {
            notice(Tone::Problem, &Said { what: what.to_owned(), then: then.to_owned() })
        };
        match self {
            Self::Taken => quiet(
                "The mail server took it.",
                "Whether it arrives, only your inbox can tell. Look among unwanted mail too.",
            ),
            Self::NotReached => problem(
                "The mail server was not reached, or does not let this server in.",
                "Nothing was sent. Whoever runs this server can look at its mail settings.",
            ),
            Self::Later => problem("Nothing was sent just now.", "Try it again in a few minutes."),
            Self::Refused => {
                problem("The mail server refused it.", "Nothing was sent. Look whether the address is right.")
            }
            Self::Unknown => {
                problem("The mail server did not say whether it took it.", "It may arrive, or not.")
            }
        }
    }
}

/// The page.
pub(super) struct MailPage {
    pub(super) page: Page,
    /// Whether this server has mail at all.
    pub(super) has_mail: bool,
    pub(super) asked: Option<Asked>,
    /// What was typed as an address and is none.
    pub(super) typed: String,
    pub(super) hour: u8,
    /// Whether they ticked that they want to be told of what others write.
    pub(super) news: bool,
    pub(super) tried: Option<Tried>,
    pub(super) wrong_address: bool,
}

impl MailPage {
    pub(super) fn render(&self) -> Markup {
        shell(
            &self.page,
            &html! {
                h1 { "Reminders by mail" }
                p .lead { "One mail on a day on which something waits and, if you tick it, when somebody writes to you: “" (MESSAGE) "” Nothing else stands in it." }
                @if !self.has_mail {
                    section .card { p { "This server has no mail, so there are none. Whoever runs it can set mail up." } }
                } @else {
                    @if let Some(tried) = self.tried { (tried.said()) }
                    @if self.wrong_address {
                        (notice(Tone::Problem, &Said {
                            what: "That is no address for mail, so nothing was turned on.".to_owned(),
                            then: "It looks like name@place, without blanks.".to_owned(),
                        }))
                    }
                    (card("Who learns what", &Self::told_first()))
                    @match &self.asked {
                        Some(asked) => (card("It is on", &Self::on(asked))),
                        None => (card("Turn it on", &self.form())),
                    }
                }
                p .ways-on { a href="/journey/calendar" { "In your calendar" } }
            },
        )
    }

    fn told_first() -> Markup {
        html! {
            ul .told-first {
                li { "Whoever sees your inbox or your lock screen reads that something waits in a notebook, and on which days. So do the companies that carry the mail, and they may keep it." }
                li { "This server must know the address and the days ahead while the notebook is locked. They lie with the notebook, sealed with the server’s own key, which lies in a file beside it. Who takes both can read them. Who takes only the notebook, or a backup of it, cannot." }
                li { "A mail comes once or not at all, and may be late. Do not leave to it what must not be missed." }
                li { "At most " (MOST_TIMES) " days ahead are kept. Open the notebook now and then, and new ones are added." }
            }
        }
    }

    fn form(&self) -> Markup {
        html! {
            form method="post" action="/journey/mail" {
                (field("address", "Where to?", Some("A mail address that only you read."), &html! {
                    input type="email" id="address" name="address" value=(self.typed) maxlength="254" required
                        autocomplete="off" autocorrect="off" autocapitalize="none" spellcheck="false";
                }))
                (field("hour", "At which hour?", Some("On your own clock, in summer and in winter."), &html! {
                    select id="hour" name="hour" autocomplete="off" {
                        @for hour in 0..24_u8 {
                            option value=(hour) selected[hour == self.hour] { (hour) ":00" }
                        }
                    }
                }))
                (tick(self.news))
                div .row .ways-on { button .button .main { "Turn it on" } }
            }
        }
    }

    fn on(asked: &Asked) -> Markup {
        let reminders = &asked.reminders;
        html! {
            p { "Mails go to " strong { (reminders.address) } ", at " (reminders.hour) ":00 on your own clock." }
            form method="post" action="/journey/mail/news" {
                (tick(asked.news))
                div .row .ways-on { button .button .second { "Keep this choice" } }
            }
            div .row .ways-on {
                form method="post" action="/journey/mail/try" { button .button .second { "Send me one now" } }
                form method="post" action="/journey/mail/off" { button .button .second { "Turn it off" } }
            }
            p .help { "Once it is off, the address and the days are gone from this server." }
        }
    }
}

/// Whether they want to be told that another wrote.
fn tick(ticked: bool) -> Markup {
    html! {
        div {
            label .choice {
                input type="checkbox" name="news" value="1" checked[ticked] autocomplete="off"
                    aria-describedby="news-help";
                span { "Tell me by mail when somebody writes or shares something with me" }
            }
            p #news-help .help {
                "It is the same mail, and says only that something is there: not who wrote, and no word of it. At most one an hour, and no other until you have looked."
            }
        }
    }
}
