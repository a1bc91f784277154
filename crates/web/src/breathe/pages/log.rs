//! What was kept of breathing: all of it with a plot, and one time.

use maud::{Markup, html};

use super::pattern::{level, stopped};
use crate::{
    components::{
        Beside, Nearest, Plot, Reach, Tone, Typing, field, keep_row, long_text, notice, reaches,
        typing_fields,
    },
    error::Said,
    form::Fields,
    layout::{Page, shell},
    zone::Clock,
};

/// One time, in a line.
pub(in crate::breathe) struct Line {
    pub(in crate::breathe) address: String,
    pub(in crate::breathe) when: String,
    pub(in crate::breathe) name: String,
    /// How long, before and after, what stopped it.
    pub(in crate::breathe) said: String,
    pub(in crate::breathe) words: String,
}

/// Every time.
pub(in crate::breathe) struct LogPage {
    pub(in crate::breathe) page: Page,
    pub(in crate::breathe) reach: Reach,
    pub(in crate::breathe) plot: Option<Plot>,
    /// Newest first.
    pub(in crate::breathe) lines: Vec<Line>,
}

impl LogPage {
    pub(in crate::breathe) fn render(self, clock: &Clock) -> Markup {
        let plot = self.plot.map(|plot| plot.render(clock));
        shell(
            &self.page,
            &html! {
                p .over { a href="/breathe" { "Breathe" } }
                h1 { "What you kept of breathing" }
                @if self.lines.is_empty() {
                    p { "Each time you keep will stand here, with how strong the distress was before and after." }
                    p { a .button .main href="/breathe" { "Breathe" } }
                }
                @if let Some(plot) = plot { (reaches("/breathe/log", self.reach)) (plot) }
                @if !self.lines.is_empty() {
                    ul .runs {
                        @for line in &self.lines {
                            li {
                                a href=(line.address) { bdi { (line.name) } }
                                span .help { (line.when) " · " (line.said) }
                                @if !line.words.is_empty() { p dir="auto" { (line.words) } }
                            }
                        }
                    }
                }
            },
        )
    }
}

/// What is said first on the page of one time.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(in crate::breathe) struct First {
    /// The distress is high, or has risen (K3).
    pub(in crate::breathe) help: bool,
    /// A sign stopped it (B4).
    pub(in crate::breathe) stopped: bool,
    /// Its pattern is switched off (B4).
    pub(in crate::breathe) off: bool,
}

/// One time.
pub(in crate::breathe) struct OnePage {
    pub(in crate::breathe) page: Page,
    pub(in crate::breathe) line: Line,
    pub(in crate::breathe) beside: Beside,
    pub(in crate::breathe) first: First,
    pub(in crate::breathe) nearest: Nearest,
    pub(in crate::breathe) typing: Typing,
    pub(in crate::breathe) fields: Fields,
    pub(in crate::breathe) trouble: Option<Said>,
}

impl OnePage {
    pub(in crate::breathe) fn render(&self) -> Markup {
        let library = hearken_content::library();
        let (line, fields, check) = (&self.line, &self.fields, &library.end_check);
        let test = &library.breath_rules.stop_test;
        shell(
            &self.page,
            &html! {
                @if self.first.help {
                    div .notice .problem role="alert" {
                        p { (check.help) }
                        p { a .button .danger href="/help-now" { "Show the numbers" } }
                        (self.nearest.shown_by("K3"))
                    }
                }
                @if self.first.stopped { div .notice role="status" { (stopped()) } }
                @if self.first.off {
                    (notice(Tone::Quiet, &Said { what: test.off_title.clone(), then: test.off_text.clone() }))
                }
                p .over { a href="/breathe/log" { "What you kept of breathing" } }
                h1 { bdi { (line.name) } }
                p .help { (line.when) " · " (line.said) }
                (self.beside.shown())
                @if let Some(said) = &self.trouble { (notice(Tone::Problem, said)) }
                form .card method="post" action=(line.address) data-draft-place=(self.typing.place) {
                    (typing_fields(&self.typing))
                    (self.beside.settled())
                    (level("before", &check.before, fields.text("before")))
                    (level("after", &check.after, fields.text("after")))
                    (field("words", "A word about it", Some("May stay empty."), &long_text("words", "words", 3, fields.text("words"), None)))
                    (keep_row("Keep"))
                }
                div .row .ways-on {
                    a .button .second href="/breathe" { "Breathe" }
                    a .button .second href={ (line.address) "/erase" } { "Erase" }
                }
            },
        )
    }
}
