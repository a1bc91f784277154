//! The part of the calendar page about addresses: what one tells to whom, said before there is one; and those there are.

use maud::{Markup, html};

use crate::components::{card, quiet};

/// One address that works.
pub(super) struct FeedRow {
    /// Its name, for ending it.
    pub(super) id: String,
    /// When it was made; `None` when its bytes were damaged.
    pub(super) made: Option<String>,
    pub(super) days_only: bool,
}

/// What just happened to an address.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Happened {
    Nothing,
    /// One was made, and was shown before.
    WasShown,
    /// One more was one too many.
    TooMany,
    Ended,
}

/// Everything about addresses.
pub(super) struct FeedCards {
    pub(super) rows: Vec<FeedRow>,
    /// The address that was just made, without `https:` or `http:` before it, to be shown this once.
    pub(super) fresh: Option<String>,
    pub(super) happened: Happened,
    /// Where people reach us.
    pub(super) origin: String,
    /// Whether that is this machine alone.
    pub(super) only_here: bool,
}

impl FeedCards {
    /// The cards about addresses.
    pub(super) fn cards(&self) -> Markup {
        html! {
            (card("A calendar that looks by itself", &self.offer()))
            @if !self.rows.is_empty() { (card("Addresses that work", &self.list())) }
        }
    }

    /// What just happened, and the address if there is a new one.
    pub(super) fn told(&self) -> Markup {
        if let Some(address) = &self.fresh {
            return self.shown_once(address);
        }
        match self.happened {
            Happened::Nothing => html! {},
            Happened::WasShown => quiet(
                "The address was shown once, and is kept nowhere.",
                "If you do not have it, end it below and make another.",
            ),
            Happened::TooMany => quiet(
                "There are as many addresses as can be.",
                "End one that you do not need, then make another.",
            ),
            Happened::Ended => quiet(
                "The address has ended.",
                "Nobody gets anything from it any more. What a calendar has fetched already, you take out there.",
            ),
        }
    }

    fn shown_once(&self, address: &str) -> Markup {
        let scheme = if self.only_here { "http" } else { "https" };
        html! {
            section .card .fresh-address role="status" {
                h2 { "The new address" }
                p { code { (scheme) ":" (address) } }
                p { "It is shown this once, and is kept nowhere. Copy it into your calendar now, where that says “subscribe” or “from an address”." }
                p { a .button .second href={ "webcal:" (address) } { "Open it in the calendar of this device" } }
            }
        }
    }

    fn offer(&self) -> Markup {
        html! {
            p { "You can make an address from which one calendar fetches these times again and again, also while the notebook is locked. First, what that means:" }
            ul .told-first {
                li { "Whoever has the address can read the times until you end it. It is a key: give it to that calendar and to nobody else." }
                li { "An online calendar fetches with its company’s computers. They then know the name of this server, the address and every time in it." }
                @if self.only_here {
                    li { "This notebook answers on this machine alone (" (self.origin) "). A calendar program on this machine can fetch from it. A phone or an online calendar cannot." }
                } @else {
                    li { "The calendar must be able to reach " (self.origin) ". A server at home has to be open to the internet for an online calendar." }
                    li { "A proxy in front of the notebook may write addresses into its log. Whoever reads that log then has the key." }
                }
                li { "Calendars look when they like, often once or twice a day. Most set no alarm for what they fetch." }
                li { "A change here is in the feed at once, and what is over or erased is gone from it. The calendar shows that when it next looks. Its company may keep copies." }
            }
            form method="post" action="/journey/calendar/feed" {
                label .choice {
                    input type="checkbox" name="days" value="1" autocomplete="off";
                    span { "Days only" span .help { "The calendar learns no hour, not even that of a change." } }
                }
                div .row .ways-on { button .button .second { "Make an address" } }
            }
        }
    }

    fn list(&self) -> Markup {
        html! {
            p .help { "The addresses themselves are kept nowhere. Who ends one ends it at once." }
            ul .plain-list .feeds {
                @for row in &self.rows {
                    li {
                        p {
                            @match &row.made {
                                Some(made) => { "Made " (made) @if row.days_only { " · days only" } @else { " · days and hours" } }
                                None => "This one was damaged. End it and make another.",
                            }
                        }
                        form method="post" action="/journey/calendar/feed/end" {
                            input type="hidden" name="feed" value=(row.id);
                            button .button .second { "End it" }
                        }
                    }
                }
            }
        }
    }
}
