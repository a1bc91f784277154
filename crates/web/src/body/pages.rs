//! Two figures with the parts that live in them, and the same as a list.

use jiff::civil::Date;
use maud::{Markup, html};

use super::figure::{self, Side};
use crate::{
    components::{PartChip, PartsPlace, parts_nav, role_mark, role_word},
    layout::{Page, shell},
    over_time::{Span, TimeSlider},
};

/// A place with the parts that live there, each with what it is like.
pub(super) struct Lives {
    pub(super) place: String,
    pub(super) label: String,
    pub(super) parts: Vec<(PartChip, String)>,
}

/// A part at one spot of a figure.
pub(super) struct Marker {
    pub(super) chip: PartChip,
    pub(super) place: String,
    pub(super) side: Side,
    pub(super) x: i32,
    pub(super) y: i32,
}

/// The body view.
pub(super) struct BodyPage {
    pub(super) page: Page,
    pub(super) places: Vec<Lives>,
    pub(super) markers: Vec<Marker>,
    /// The days there is something to see of; `None` while no part was met.
    pub(super) span: Option<Span>,
    /// The day that is shown; `None` for now.
    pub(super) at: Option<Date>,
    /// Whether parts that are kept out of sight are shown.
    pub(super) hidden: bool,
}

impl BodyPage {
    pub(super) fn render(&self) -> Markup {
        shell(
            &self.page,
            &html! {
                (parts_nav(PartsPlace::Body))
                h1 { "Where parts live" }
                div data-shown-day="" {
                    @if self.places.is_empty() { (self.empty()) } @else {
                        div .bodies { (self.figure(Side::Front, "From the front")) (self.figure(Side::Back, "From the back")) }
                        (self.list())
                    }
                }
                @if let Some(span) = &self.span { (TimeSlider { span, at: self.at, address: "/parts/body", stays: self.stays() }.render()) }
                p .row {
                    @if self.hidden { a .button .second href="/parts/body" { "Without parts kept out of sight" } }
                    @else if self.span.is_some() { a .button .second href="/parts/body?hidden=1" { "Show parts kept out of sight" } }
                }
            },
        )
    }

    fn stays(&self) -> Vec<(&'static str, String)> {
        if self.hidden { vec![("hidden", "1".to_owned())] } else { Vec::new() }
    }

    fn empty(&self) -> Markup {
        html! {
            section .card {
                p { "When you have said where in your body a part lives, you see it here." }
                @if self.span.is_some() { p { a .button .second href="/parts/list" { "Choose a part and describe it" } } }
                @else { p { a .button .second href="/parts/new" { "Name a part" } } }
            }
        }
    }

    fn figure(&self, side: Side, label: &str) -> Markup {
        let here = self.markers.iter().filter(|marker| marker.side == side);
        html! {
            figure .body {
                svg viewBox="0 0 200 420" role="group" aria-label=(label) {
                    (figure::outline())
                    @for marker in here { (marker.render()) }
                }
                figcaption .help { (label) }
            }
        }
    }

    /// The twin of the figures: each place and who lives there.
    fn list(&self) -> Markup {
        html! {
            dl .traits .lives {
                @for lives in &self.places {
                    dt { bdi { (lives.label) } }
                    @for (chip, sensation) in &lives.parts {
                        dd {
                            a href={ "/parts/" (chip.id) } { (role_mark(chip.role, chip.colour.as_deref())) " " bdi { (chip.name) } }
                            span .help { " " (role_word(chip.role)) }
                            @if !sensation.is_empty() { span dir="auto" { ": " (sensation) } }
                        }
                    }
                }
            }
        }
    }
}

impl Marker {
    fn render(&self) -> Markup {
        let name = format!("{}, {}, {}", self.chip.name, role_word(self.chip.role), self.place);
        html! {
            a href={ "/parts/" (self.chip.id) } aria-label=(name) {
                g transform={ "translate(" (self.x - 10) " " (self.y - 10) ")" } {
                    title { (name) }
                    // A finger needs more room than the mark shows.
                    circle .touch cx="10" cy="10" r="19" {}
                    circle .ground cx="10" cy="10" r="13" {}
                    (role_mark(self.chip.role, self.chip.colour.as_deref()))
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Place;

    fn page(places: Vec<Lives>, markers: Vec<Marker>) -> String {
        let page = BodyPage {
            page: Page::sample(Place::Parts),
            places,
            markers,
            span: None,
            at: None,
            hidden: false,
        };
        page.render().into_string()
    }

    #[test]
    fn a_part_is_on_the_figure_and_in_the_list_with_its_name_as_words() {
        let lives = Lives {
            place: "jaw".to_owned(),
            label: "jaw".to_owned(),
            parts: vec![(PartChip::sample(), "<tight>".to_owned())],
        };
        let marker =
            Marker { chip: PartChip::sample(), place: "jaw".to_owned(), side: Side::Front, x: 100, y: 62 };
        let page = page(vec![lives], vec![marker]);
        assert!(page.contains("translate(90 52)") && page.contains("&lt;tight&gt;"));
        assert!(page.matches("The &lt;b&gt;Planner&lt;/b&gt;").count() >= 2);
    }

    #[test]
    fn while_no_part_has_a_place_the_page_says_what_will_be_here() {
        assert!(page(Vec::new(), Vec::new()).contains("where in your body a part lives"));
    }
}
