//! The stop test, and the landing it leads to.

use hearken_content::{Destination, Landing, Library, StopTest};
use maud::{Markup, html};

use crate::{
    grounding::scale,
    layout::{Page, shell},
};

/// The test.
pub(crate) struct StopTestPage {
    pub(crate) test: &'static StopTest,
    /// The address of the run.
    pub(crate) run: String,
}

impl StopTestPage {
    pub(crate) fn render(&self, page: &Page) -> Markup {
        let test = self.test;
        shell(
            page,
            &html! {
                h1 .prompt { (test.title) }
                p .prompt-help { (test.intro) }
                form .answer method="post" action={ (self.run) "/too-much" } {
                    fieldset .signs {
                        legend { "Right now" }
                        @for sign in &test.signs {
                            label .chip { input type="checkbox" name="sign" value=(sign.id); (sign.label) }
                        }
                    }
                    (scale("distress", &test.distress.question, &test.distress.least, &test.distress.most))
                    p .help { "These answers are not kept." }
                    div .row { button .button .main { "Go on from here" } a href=(self.run) { "Back to the question" } }
                }
            },
        )
    }
}

/// Where the test leads.
pub(crate) struct LandingPage {
    pub(crate) library: &'static Library,
    /// The address of the run.
    pub(crate) run: String,
    /// `None` when nothing was ticked.
    pub(crate) destination: Option<Destination>,
}

impl LandingPage {
    pub(crate) fn render(&self, page: &Page) -> Markup {
        let test = &self.library.stop_test;
        shell(
            page,
            &html! {
                @match self.destination {
                    Some(Destination::Help) => (self.help(test.landing(Destination::Help))),
                    Some(Destination::Grounding) => (self.grounding(test.landing(Destination::Grounding))),
                    None => {
                        h1 .prompt { (test.title) }
                        p .prompt-help { (test.nothing) }
                        div .row {
                            a .button .main href=(self.run) { "Back to the question" }
                            a .button .second href="/" { "Stop for today" }
                        }
                    },
                }
            },
        )
    }

    /// Help first; a way back to the room below it.
    fn help(&self, landing: &Landing) -> Markup {
        html! {
            h1 .prompt { (landing.title) }
            p .prompt-help { (landing.text) }
            p { a .button .danger href="/help-now" { (landing.button) } }
            (self.ways(landing))
            p .help { "The exercise waits where you left it, for as long as you like." }
        }
    }

    fn grounding(&self, landing: &Landing) -> Markup {
        let first = landing.grounding.first().and_then(|id| self.library.grounding(id));
        html! {
            h1 .prompt { (landing.title) }
            p .prompt-help { (landing.text) }
            @if let Some(first) = first {
                p { a .button .main href={ "/grounding/" (first.id) } { (landing.button) } }
            }
            (self.ways(landing))
            p { a href="/plan" { (self.library.display.card.plan) } }
            p { a href="/help-now" { "Show me who can help now" } }
            p .help { "The exercise waits where you left it, for as long as you like." }
        }
    }

    fn ways(&self, landing: &Landing) -> Markup {
        html! {
            ul .ways-back {
                @for exercise in landing.grounding.iter().filter_map(|id| self.library.grounding(id)) {
                    li { a href={ "/grounding/" (exercise.id) } { (exercise.title) } }
                }
            }
        }
    }
}
