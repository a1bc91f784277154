//! The card for whoever sits with the person (K5): to print, large, in the order of the rule.

use hearken_content::PlanCardWords;
use maud::{Markup, html};

use crate::{
    components::Nearest,
    layout::{Page, shell},
};

/// The card, and the ways to fill it.
pub(super) struct CardPage {
    pub(super) page: Page,
    pub(super) said: &'static PlanCardWords,
    pub(super) nearest: Nearest,
}

impl CardPage {
    pub(super) fn render(&self) -> Markup {
        let said = self.said;
        shell(
            &self.page,
            &html! {
                h1 { (said.title) }
                p .lead .ways-on { (said.lead) }
                section .card .sitter-card { (self.nearest.shown_by("K5")) }
                div .row .ways-on {
                    button .button .main type="button" data-print="" hidden { "Print it" }
                    @for field in &said.fields {
                        a .button .second href={ "/plan/step/" (field.id) } { "Write: " (field.title) }
                    }
                    a .button .second href="/plan/step/services" { "Write: the practice" }
                }
                p .help .ways-on { (said.nobody) }
                p .ways-on { a href="/plan" { "The whole plan" } }
            },
        )
    }
}
