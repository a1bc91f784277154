//! What stays to be read of a space that is over.

use maud::{Markup, html};

use super::Talk;
use crate::{
    components::{card, written},
    error::Said,
    layout::{Page, shell},
};

/// Words that were typed for the other and never said.
pub(in crate::sharing) struct Unsaid {
    pub(in crate::sharing) draft: String,
    /// At which revision it is shown here: what was typed since elsewhere is not thrown away with it.
    pub(in crate::sharing) seen: u32,
    pub(in crate::sharing) words: String,
    /// When they were typed, in words.
    pub(in crate::sharing) typed: String,
}

/// The page of a space that the other ended, where something waits on it. It says nothing of the other.
pub(in crate::sharing) struct WasEndedPage {
    pub(in crate::sharing) page: Page,
    pub(in crate::sharing) said: Said,
    pub(in crate::sharing) unsaid: Vec<Unsaid>,
}

impl WasEndedPage {
    pub(in crate::sharing) fn render(&self) -> Markup {
        shell(
            &self.page,
            &html! {
                p .over { a href="/sharing" { "Sharing" } }
                h1 { (self.said.what) }
                p .lead { (self.said.then) }
                (unsaid_card(&self.unsaid))
            },
        )
    }
}

/// What is there for whoever opened the space, once it is over.
pub(in crate::sharing) fn kept_after_the_end(unsaid: &[Unsaid], said: &Talk, address: &str) -> Markup {
    html! {
        (unsaid_card(unsaid))
        @if !said.remarks.is_empty() { (card("What you said to each other", &said.render(address))) }
    }
}

/// Whole, so that nothing of it has to be typed again somewhere else.
pub(in crate::sharing) fn unsaid_card(unsaid: &[Unsaid]) -> Markup {
    html! {
        @if !unsaid.is_empty() {
            (card("What you were writing", &html! {
                p .help { "This was not said, and nobody but you can read it. You can copy it, or throw it away." }
                @for unsaid in unsaid {
                    div .said {
                        p .help { (unsaid.typed) "." }
                        (written(&unsaid.words))
                        form method="post" action={ "/drafts/" (unsaid.draft) "/discard" } {
                            input type="hidden" name="seen" value=(unsaid.seen);
                            button .plain { "Throw it away" span .sr-only { ": " (unsaid.typed) } }
                        }
                    }
                }
            }))
        }
    }
}
