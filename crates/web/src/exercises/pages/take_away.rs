//! Choosing which steps leave the notebook, and the plain page that is printed.

use hearken_content::{Guide, Input};
use maud::{Markup, html};

use crate::{
    components::written,
    layout::{self, Page, shell},
};

use super::super::said::Said;

/// What the page shows.
pub(crate) struct TakeAwayPage {
    /// The address of the run.
    pub(crate) run: String,
    /// The sentence above the steps.
    pub(crate) tick: String,
    pub(crate) said: Vec<Said>,
}

impl TakeAwayPage {
    pub(crate) fn of(guide: &Guide, run: String, said: Vec<Said>) -> Self {
        let tick = guide.screens().find_map(|(_, screen)| match &screen.input {
            Input::Processing(input) => Some(input.tick.clone()),
            _ => None,
        });
        Self { run, tick: tick.unwrap_or_default(), said }
    }

    pub(crate) fn render(&self, page: &Page) -> Markup {
        shell(
            page,
            &html! {
                h1 { "Take some of it along" }
                @if self.said.is_empty() {
                    p { "Nothing is written down yet, so there is nothing to take along." }
                    p { a href=(self.run) { "Back to the exercise" } }
                } @else {
                    (self.form())
                }
            },
        )
    }

    fn form(&self) -> Markup {
        html! {
            form .answer method="post" action={ (self.run) "/take-away" } {
                fieldset .ticks {
                    legend { (self.tick) }
                    @for said in &self.said {
                        label .tick {
                            input type="checkbox" name="step" value=(said.screen);
                            span { strong { (said.short) } @for words in &said.words { span .tick-words dir="auto" { (words) } }
                                @for sentence in said.unwritten() { span .tick-words { (sentence) } } }
                        }
                    }
                }
                p .help { "A printed page or a saved file is no longer sealed. Mind where you leave it." }
                div .row {
                    button .button .main name="as" value="print" { "Show the page to print" }
                    button .button .second name="as" value="text" { "Save as text" }
                    a href=(self.run) { "Back" }
                }
            }
        }
    }
}

/// The page to print: the ticked steps and nothing else.
pub(crate) fn printed(back: &str, said: &[Said]) -> Markup {
    layout::printed(&html! {
        p .screen-only {
            "Use your browser’s own Print. "
            a href=(back) { "Back to the choice" }
        }
        @if said.is_empty() { p { "No step was ticked, so this page is empty." } }
        @for said in said {
            section {
                h2 { (said.prompt) }
                @for words in said.words.iter().chain(&said.others) { (written(words)) }
                @for sentence in said.unwritten() { p .help { (sentence) } }
            }
        }
    })
}
