//! The map page.

use hearken_core::parts::Role;
use jiff::civil::Date;
use maud::{Markup, html};

use super::shared::{choice, empty, head};
use crate::{
    components::{PartsPlace, quiet, role_mark, role_word},
    layout::{Page, shell},
    map::{
        asked::{self, Asked},
        drawing,
    },
    over_time::{Span, TimeSlider},
    words::{count, long_day},
};

/// What was just done to the whole map.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Done {
    /// Laid out anew, by the save of that time.
    Arranged(i64),
    /// That was taken back.
    Undone,
}

/// What differs since a day, in a few sentences.
pub(crate) struct Since {
    /// What the day is called.
    pub(crate) name: String,
    pub(crate) day: Date,
    pub(crate) said: Vec<Markup>,
    /// How many more sentences the comparison has.
    pub(crate) more: usize,
}

/// The map.
pub(crate) struct MapPage {
    pub(crate) page: Page,
    pub(crate) picture: Markup,
    pub(crate) parts: usize,
    /// Parts that did not fit in the picture.
    pub(crate) left_out: usize,
    pub(crate) ties: usize,
    /// Whether there is any part at all, shown or not.
    pub(crate) known: bool,
    pub(crate) day: Date,
    /// The days there is something to see of; `None` while no part was met.
    pub(crate) span: Option<Span>,
    /// The day that is shown; `None` for now.
    pub(crate) at: Option<Date>,
    pub(crate) since: Option<Since>,
    pub(crate) asked: Asked,
    pub(crate) done: Option<Done>,
}

impl Since {
    fn render(&self) -> Markup {
        html! {
            p .since {
                "Since " bdi { (self.name) } ": "
                @for (number, sentence) in self.said.iter().enumerate() {
                    @if number > 0 { " · " }
                    (sentence)
                }
                " · "
                a href={ "/parts/compare?one=" (self.day) } {
                    @if self.more > 0 { (count(self.more, "more", "more")) } @else { "side by side" }
                }
            }
        }
    }
}

impl MapPage {
    pub(crate) fn render(&self) -> Markup {
        let shown = self.asked.shown;
        shell(
            &self.page,
            &html! {
                (head(PartsPlace::Map))
                @if let Some(done) = self.done { (self.done(done)) }
                div data-shown-day="" {
                    @if let Some(day) = self.at {
                        p .over { "As it lay on " (long_day(day)) ". It can be looked at, and moved only today." }
                    }
                    figure .map data-map=[self.at.is_none().then_some(self.day)] {
                        (self.picture)
                        @if self.at.is_none() { (tools(self.parts)) }
                    }
                    @if let Some(since) = &self.since { (since.render()) }
                }
                @if let Some(span) = &self.span {
                    (TimeSlider { span, at: self.at, address: "/parts", stays: asked::fields(shown) }.render())
                }
                p .draft-status data-map-status="" role="status" {}
                p #map-twin .help {
                    a href=(asked::address("/parts/list", shown, &self.at())) { "The list" }
                    " says the same in words: " (count(self.parts, "part", "parts")) ", " (count(self.ties, "bond", "bonds")) "."
                    @if self.left_out > 0 { " The picture leaves " (self.left_out) " of them out." }
                }
                @if self.parts == 0 { (empty("/parts", self.known)) }
                @else { (self.below()) }
            },
        )
    }

    /// The day that is shown, for the addresses of what says and shows the same.
    fn at(&self) -> Vec<(&'static str, String)> {
        self.at.map(|day| ("at", day.to_string())).into_iter().collect()
    }

    fn done(&self, done: Done) -> Markup {
        match done {
            Done::Undone => {
                quiet("The map lies as it did before.", "What you moved since then stayed where you put it.")
            }
            Done::Arranged(at) => html! {
                (quiet("The map is laid out anew.", "Where everything lay before is kept, too."))
                form .row method="post" action="/parts/arrange/undo" {
                    input type="hidden" name="at" value=(at);
                    (self.asked_again())
                    button .button .second { "Lay it out as before" }
                }
            },
        }
    }

    fn asked_again(&self) -> Markup {
        html! {
            @for (name, value) in asked::fields(self.asked.shown) { input type="hidden" name=(name) value=(value); }
        }
    }

    fn below(&self) -> Markup {
        let file = asked::address("/parts/map.svg", self.asked.shown, &self.at());
        html! {
            (legend())
            (choice("/parts", &self.asked))
            div .row .ways-on {
                @if self.parts > 1 {
                    a .button .second href="/bonds/new" { "Say how two relate" }
                }
                a .button .second href="/groups" { "Groups" }
                @if self.at.is_none() {
                    form method="post" action="/parts/arrange" {
                        (self.asked_again())
                        button .button .second { "Arrange for me" }
                    }
                }
            }
            p .ways-on .map-files {
                a href=(file) download { "Download as SVG" }
                button .plain type="button" data-map-png=(file) hidden { "Download as PNG" }
            }
            noscript { p .help { "Without scripts, a part is placed from the list: “Place it on the map”." } }
        }
    }
}

/// What needs the script; it takes the attribute `hidden` away.
fn tools(parts: usize) -> Markup {
    html! {
        div .map-tools data-map-tools="" hidden {
            div .map-zoom {
                button type="button" data-map-zoom="out" aria-label="Further away" { "−" }
                button type="button" data-map-zoom="all" { "All" }
                button type="button" data-map-zoom="in" aria-label="Nearer" { "+" }
            }
            @if parts > 1 {
                button type="button" data-map-tie="" aria-pressed="false" { "Tie two parts" }
            }
            button type="button" data-map-undo="" hidden { "Undo the move" }
        }
        p .sr-only #map-keys data-map-keys="" hidden {
            "Arrow keys move the part that has the focus, with Shift in larger steps. Enter opens it. Plus and minus bring the map nearer and further away, 0 shows all of it."
        }
    }
}

/// What shapes and lines mean.
fn legend() -> Markup {
    let bonds = &hearken_content::library().words.bonds;
    html! {
        ul .legend aria-label="What shapes and lines mean" {
            @for role in Role::ALL { li { (role_mark(role, None)) (role_word(role)) } }
            li { (blended()) "blended" }
            @for bond in bonds { li { (drawing::sample(&bond.id)) (bond.forward) } }
            li { "Larger marks guard harder." }
        }
    }
}

fn blended() -> Markup {
    html! {
        svg .role-mark .role-not-yet-known viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" {
            rect x="1" y="8" width="14" height="10" rx="4" fill="none" stroke="currentColor" stroke-width="2" {}
            circle .legend-self cx="13" cy="7" r="6" fill-opacity="0.5" {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Place;

    fn page(parts: usize, done: Option<Done>) -> String {
        let page = MapPage {
            page: Page::sample(Place::Parts),
            picture: html! { svg {} },
            parts,
            left_out: 0,
            ties: 0,
            known: parts > 0,
            day: jiff::civil::date(2026, 11, 24),
            span: None,
            at: None,
            since: None,
            asked: Asked::default(),
            done,
        };
        page.render().into_string()
    }

    #[test]
    fn an_empty_map_says_what_will_live_there_and_how_to_begin() {
        let none = page(0, None);
        assert!(none.contains("href=\"/exercises\"") && none.contains("Name one") && none.contains("<svg>"));
        assert!(!none.contains("Arrange for me"));
        let one = page(1, None);
        assert!(one.contains("Arrange for me") && !one.contains("Tie two parts") && one.contains("1 part,"));
    }

    #[test]
    fn what_was_arranged_can_be_taken_back() {
        let arranged = page(2, Some(Done::Arranged(17)));
        assert!(arranged.contains("name=\"at\" value=\"17\"") && arranged.contains("Lay it out as before"));
        assert!(page(2, Some(Done::Undone)).contains("as it did before"));
    }
}
