//! A guide with all that must be read before it is begun.

use hearken_content::{Guide, When};
use maud::{Markup, html};

use crate::{
    components::{field, short_text},
    layout::{Page, shell},
};

/// What the page shows.
pub(crate) struct AboutPage {
    pub(crate) guide: &'static Guide,
    /// The id of the run that the button begins.
    pub(crate) record: String,
    /// Whether somebody tried to begin without the code that is needed.
    pub(crate) code_missing: bool,
}

impl AboutPage {
    pub(crate) fn render(&self, page: &Page) -> Markup {
        let guide = self.guide;
        shell(
            page,
            &html! {
                article .guide .narrow #(guide.id) {
                    h1 { (guide.title) }
                    p .lead { (guide.summary) }
                    p .help {
                        "About " (guide.minutes) " minutes, in " (guide.steps.len()) " steps. Stop at any of them. "
                        (fits(&guide.when))
                    }
                    p { (guide.disclaimer) }
                    p { (guide.not_now) }
                    // Whoever sits beside a therapist is where these would send them.
                    @if !guide.needs_therapist() {
                        div .cautions {
                            p { (guide.cautions.intro) }
                            ul { @for item in &guide.cautions.items { li { (item) } } }
                        }
                    }
                    (self.begin())
                    details {
                        summary { "What it asks" }
                        ol { @for step in &guide.steps { li { (step.title) } } }
                    }
                    details {
                        summary { "Where this comes from" }
                        ul .sources { @for source in &guide.sources { li { (source.text) } } }
                    }
                    p { a .button .second href="/exercises" { "All exercises" } }
                }
            },
        )
    }

    fn begin(&self) -> Markup {
        let guide = self.guide;
        html! {
            form method="post" action="/exercises" {
                input type="hidden" name="guide" value=(guide.id);
                input type="hidden" name="record" value=(self.record);
                @if guide.needs_therapist() {
                    p { "This opens while your therapist is in the room with you. They give you a code of their own choice, and it is noted here." }
                    @if self.code_missing {
                        p .notice .problem role="alert" { "It needs the code that your therapist gives you. Nothing was begun." }
                    }
                    (field("code", "The code your therapist gave you", None, &short_text("code", "code", "")))
                }
                button .button .main { "Begin" }
            }
        }
    }
}

/// When a guide fits, in words.
fn fits(when: &[When]) -> &'static str {
    let has = |wanted| when.contains(&wanted);
    match (has(When::Before), has(When::After), has(When::AnyDay)) {
        (_, _, true) => "It fits any day.",
        (true, true, false) => "It fits before and after a session.",
        (true, false, false) => "It fits the days before a session.",
        _ => "It fits the days after a session.",
    }
}
