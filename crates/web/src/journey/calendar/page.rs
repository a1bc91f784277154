//! The page about the calendar file: what would stand in it, and who can read it there.

use maud::{Markup, html};

use super::feed_page::FeedCards;
use crate::{
    components::card,
    layout::{Page, shell},
};

/// So many events are listed; the file holds more of the same.
const LISTED: usize = 20;

/// One event.
pub(super) struct Row {
    pub(super) when: String,
    pub(super) cancelled: bool,
}

/// The page.
pub(super) struct CalendarPage {
    pub(super) page: Page,
    pub(super) rows: Vec<Row>,
    /// Days after which the safety plan waits to be looked at.
    pub(super) review_days: u32,
    /// The addresses that calendars fetch from.
    pub(super) feeds: FeedCards,
}

impl CalendarPage {
    pub(super) fn render(&self) -> Markup {
        shell(
            &self.page,
            &html! {
                h1 { "In your calendar" }
                p .lead { "Times for the calendar on your phone or computer. They say when something is waiting in your notebook, and never what." }
                (self.feeds.told())
                (card("What stands there", &self.content()))
                (card("Who can read it", &Self::readers()))
                (card("As a file", &Self::download()))
                (self.feeds.cards())
                p .ways-on { a href="/journey/mail" { "Reminders by mail" } }
                p .ways-on { a href="/journey" { "Back to the journey" } }
            },
        )
    }

    fn content(&self) -> Markup {
        let more = self.rows.len().saturating_sub(LISTED);
        html! {
            p { "Planned sessions, the days of small acts, the days to look at an agreement or a decision again, and the day on which you have not looked at your safety plan for " (self.review_days) " days: what is still to come, up to twelve months ahead." }
            @if self.rows.is_empty() {
                p .help { "Nothing waits on a day right now. The calendar would be empty." }
            } @else {
                p { "This is all that your calendar would show:" }
                ul .plain-list .calendar-rows {
                    @for row in self.rows.iter().take(LISTED) {
                        li { (row.when) " · Notebook" @if row.cancelled { " · cancelled" } }
                    }
                }
                @if more > 0 { p .help { "And " (more) " more." } }
                p .help { "With each stands, out of sight, when you last changed it, and how often." }
            }
        }
    }

    fn readers() -> Markup {
        html! {
            p { "Whoever keeps your calendar can read it: the company behind it, everybody you share it with, and their copies. The events are marked as private. That is a wish; it protects nothing." }
            p { "Even times tell. The same hour each Tuesday says something to whoever looks for long enough. You can leave the hours out." }
            p .help { "Nothing leaves this machine until you put a file somewhere, give an address to a calendar, or turn on reminders by mail." }
        }
    }

    fn download() -> Markup {
        html! {
            p { "The file is a copy of now. After a change, load it again: your calendar finds the same events and moves them. What you have done or erased since does not go away by itself; you take it out there by hand." }
            form method="get" action="/journey/calendar.ics" {
                label .choice {
                    input type="checkbox" name="days" value="1" autocomplete="off";
                    span { "Days only" span .help { "No hour stands in the file, not even that of a change; each event lasts the whole day." } }
                }
                div .row .ways-on { button .button .main { "Download the file" } }
            }
        }
    }
}
