//! A gate: what the guide says when an answer asks for it, and the ways on.

use hearken_content::{Gate, Grounding, Way, WayDoes};
use maud::{Markup, html};

use super::{super::said::Names, hands_free::HandsFree};
use crate::layout::{Page, shell};

/// What the page shows.
pub(crate) struct GatePage {
    pub(crate) gate: &'static Gate,
    /// What the parts are called.
    pub(crate) names: Names,
    /// The address of the run.
    pub(crate) run: String,
    /// The screen that opened the gate.
    pub(crate) screen: String,
    /// The screen that “go on” leads to.
    pub(crate) onward: String,
    /// The id of the record that a way may make: another run, or a journal entry.
    pub(crate) record: String,
    /// A gate waits for the person, also hands-free.
    pub(crate) hands_free: HandsFree,
    pub(crate) grounding: Vec<&'static Grounding>,
}

impl GatePage {
    pub(crate) fn render(&self, page: &Page) -> Markup {
        shell(
            page,
            &html! {
                div .gate {
                    (self.hands_free.render())
                    h1 .prompt data-spoken="" { (self.names.fill(&self.gate.title)) }
                    @for text in &self.gate.text { p .prompt-help data-spoken="" { (self.names.fill(text)) } }
                    @if !self.grounding.is_empty() {
                        ul .ways-back {
                            @for exercise in &self.grounding {
                                li { a href={ "/grounding/" (exercise.id) } { (exercise.title) } }
                            }
                        }
                    }
                    div .gate-ways { @for way in &self.gate.ways { (self.way(way)) } }
                    @if self.gate.ways.iter().all(|way| way.does != WayDoes::Back) {
                        p { a href={ (self.run) "/" (self.screen) } { "Back to the question" } }
                    }
                }
            },
        )
    }

    fn way(&self, way: &Way) -> Markup {
        let post = |action: &str, screen: &str| {
            html! {
                form method="post" action={ (self.run) (action) } {
                    input type="hidden" name="record" value=(self.record);
                    input type="hidden" name="screen" value=(screen);
                    button .button .second { (way.label) }
                }
            }
        };
        match way.does {
            WayDoes::MeetOther => post("/another-part", &self.screen),
            WayDoes::GoOn => post("/go", &self.onward),
            WayDoes::Stop => post("/finish", &self.screen),
            WayDoes::Back => {
                html! { a .button .second href={ (self.run) "/" (self.screen) } { (way.label) } }
            }
            WayDoes::Help => html! { a .button .danger href="/help-now" { (way.label) } },
            WayDoes::WithTherapist => {
                html! { a .button .second href="/exercises#with-therapist" { (way.label) } }
            }
            WayDoes::Pause => html! { a .button .second href="/" { (way.label) } },
        }
    }
}
