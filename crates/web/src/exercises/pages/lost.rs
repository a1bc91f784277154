//! A run whose guide is no longer there: what was answered stays, under the names the answers were kept by.

use maud::{Markup, html};

use super::{
    super::said::Said,
    finished::{Late, answer},
};
use crate::layout::{Page, shell};

/// What the page shows.
pub(crate) struct LostPage {
    /// The address of the run.
    pub(crate) run: String,
    /// The guide's id.
    pub(crate) guide: String,
    /// Whether it still waits.
    pub(crate) open: bool,
    /// What was typed and never became an answer.
    pub(in super::super) typed: Vec<Late>,
    /// What was answered; its questions are ids.
    pub(crate) said: Vec<Said>,
}

impl LostPage {
    pub(crate) fn render(&self, page: &Page) -> Markup {
        shell(
            page,
            &html! {
                h1 { bdi { (self.guide) } }
                p .notice { "The guide that this was begun with is not here any more, so its questions cannot be shown. All you answered is kept, and stands below." }
                @for typed in &self.typed { (typed.render("These words were typed here before the guide was gone.")) }
                @for said in &self.said { (answer(said)) }
                @if self.said.is_empty() && self.typed.is_empty() { p { "Nothing was written down in this one." } }
                div .row {
                    @if self.open {
                        form method="post" action={ (self.run) "/finish" } { button .button .second { "End it" } }
                    }
                    a href="/exercises" { "All exercises" }
                    a .quiet-danger href={ (self.run) "/erase" } { "Erase" }
                }
            },
        )
    }
}
