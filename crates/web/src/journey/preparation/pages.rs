//! The pages of the preparation.

use hearken_content::{CountedFrom, ExpectedTime, PreparationItem, RouteWords, Source, library};
use maud::{Markup, html};

use crate::{
    layout::{Page, shell},
    measures::DueNow,
};

/// What is ticked: the item, the day by which, and whether it is done.
type Line = (&'static PreparationItem, Option<String>, bool);

/// The list before a session.
pub(super) struct PreparationPage {
    pub(super) page: Page,
    /// The session's.
    pub(super) address: String,
    /// The revision that the page shows.
    pub(super) seen: u32,
    /// The questionnaires that are due before it.
    pub(super) due: Vec<DueNow>,
    pub(super) groups: Vec<(&'static str, Vec<Line>)>,
}

impl PreparationPage {
    pub(super) fn render(&self) -> Markup {
        let said = &library().journey.preparation;
        shell(
            &self.page,
            &html! {
                p .over { a href=(self.address) { "The session" } }
                h1 { (said.title) }
                p .lead { (said.lead) }
                @if !self.due.is_empty() {
                    section .card {
                        h2 { (library().measure_words.due.card) }
                        ul .plain-list { @for due in &self.due { li { a href=(due.address) { (due.name) } " " span .help { (due.why) } } } }
                    }
                }
                form .card method="post" action={ (self.address) "/preparation" } {
                    input type="hidden" name="seen" value=(self.seen);
                    @for (title, items) in &self.groups {
                        fieldset .checklist {
                            legend { (title) }
                            @for line in items { (item(line)) }
                        }
                    }
                    div .row .end { button .button .main { "Keep" } }
                }
                p .help { (said.nobody) }
                (sources(&said.sources))
            },
        )
    }
}

fn item((item, by, done): &Line) -> Markup {
    let said = &library().journey.preparation;
    html! {
        input type="hidden" name="shown" value=(item.id);
        label .choice {
            input type="checkbox" name="done" value=(item.id) checked[*done];
            span {
                (item.words)
                span .help { (library().safety.limits().fill(&item.help)) }
                span .help { (if item.needed { &said.needed } else { &said.advised }) @if let Some(day) = by { " · by " (day) } }
            }
        }
        @if let Some(link) = &item.link { p .below-choice { a href=(link.at) { (link.label) } } }
    }
}

/// What to expect by one route.
pub(super) struct ExpectPage {
    pub(super) page: Page,
    /// The session's.
    pub(super) address: String,
    pub(super) route: &'static RouteWords,
}

impl ExpectPage {
    pub(super) fn render(&self) -> Markup {
        let (said, route) = (&library().journey.expect, self.route);
        shell(
            &self.page,
            &html! {
                p .over { a href=(self.address) { "The session" } }
                h1 { (said.title) }
                p .lead { (said.lead) }
                h2 { (route.title) }
                @if let Some(unknown) = &route.unknown { p { (unknown) } }
                @if !route.times.is_empty() {
                    dl .facts { @for time in &route.times { dt { (time.label) } dd { (range(time)) span .help { (time.words) } } } }
                }
                @if !route.notices.is_empty() { ul { @for noticed in &route.notices { li { (noticed.words) } } } }
                @if let Some(leave) = &route.leave { p { (leave) } }
                p { (said.never) }
                p { (said.recur) }
                p .help { (said.clock) }
                (sources(&said.sources))
            },
        )
    }
}

/// “10 to 20 minutes after the start”.
fn range(time: &ExpectedTime) -> Markup {
    let from = match time.counted_from {
        CountedFrom::Start => "after the start",
        CountedFrom::Peak => "after the strongest time",
        CountedFrom::InfusionEnd => "after the drip ends",
    };
    html! {
        @match (time.from, time.to) {
            (Some(least), Some(most)) => { (least) " to " (most) " minutes " (from) ". " },
            (None, Some(most)) => { "Up to " (most) " minutes " (from) ". " },
            (Some(least), None) => { "From " (least) " minutes " (from) ". " },
            (None, None) => {},
        }
    }
}

fn sources(sources: &[Source]) -> Markup {
    html! {
        details {
            summary { "Where this comes from" }
            ol .sources { @for source in sources { li { (source.text) } } }
        }
    }
}
