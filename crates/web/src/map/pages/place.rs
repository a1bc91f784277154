//! Placing a part by a form: for whoever does not drag.

use hearken_core::places::{Point, REACH};
use maud::{Markup, html};

use crate::{
    components::{PartChip, role_mark},
    layout::{Page, shell},
};

/// Where a part lies, and the form that puts it elsewhere.
pub(crate) struct PlacePage {
    pub(crate) page: Page,
    pub(crate) chip: PartChip,
    pub(crate) at: Point,
    /// The names of the parts that lie nearest, the nearest first.
    pub(crate) near: Vec<String>,
}

impl PlacePage {
    pub(crate) fn render(&self) -> Markup {
        let PartChip { id, name, role, colour } = &self.chip;
        let steps = [("left", "← Left"), ("right", "Right →"), ("up", "↑ Up"), ("down", "Down ↓")];
        shell(
            &self.page,
            &html! {
                h1 .part-name { (role_mark(*role, colour.as_deref())) bdi { (name) } }
                p .lead { (self.said()) }
                form .card .narrow method="post" action="/parts/place" {
                    input type="hidden" name="part" value=(id);
                    div .row {
                        (number("x", "To the right of Self", self.at.x))
                        (number("y", "Below Self", self.at.y))
                    }
                    p .help { "Self is at 0 and 0. The map goes from −" (REACH) " to " (REACH) " both ways." }
                    // First, because Enter in a field presses the first button there is.
                    button .button .main { "Put it there" }
                    fieldset .place-steps {
                        legend { "Or a step at a time" }
                        @for (step, words) in steps {
                            button .button .second name="step" value=(step) { (words) }
                        }
                    }
                }
                p .ways-on { a href="/parts" { "Back to the map" } }
            },
        )
    }

    /// Where it lies, as one would say it.
    fn said(&self) -> Markup {
        let across = match self.at.x {
            ..=-40 => "to the left of Self",
            40.. => "to the right of Self",
            _ => "in line with Self",
        };
        let along = match self.at.y {
            ..=-40 => "above it",
            40.. => "below it",
            _ => "level with it",
        };
        html! {
            "It lies " (across) " and " (along) "."
            @if !self.near.is_empty() {
                " Nearest to it: "
                @for (n, name) in self.near.iter().enumerate() { @if n > 0 { ", " } bdi { (name) } }
                "."
            }
        }
    }
}

fn number(name: &str, label: &str, value: i32) -> Markup {
    html! {
        div .field {
            label for=(name) { (label) }
            input type="number" id=(name) name=(name) value=(value) min=(-REACH) max=(REACH) step="1" inputmode="numeric" autocomplete="off";
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Place;

    #[test]
    fn where_a_part_lies_is_said_in_words_and_numbers() {
        let page = PlacePage {
            page: Page::sample(Place::Parts),
            chip: PartChip::sample(),
            at: Point { x: -300, y: 120 },
            near: vec!["<b>Scroller</b>".to_owned()],
        };
        let page = page.render().into_string();
        assert!(page.contains("to the left of Self and below it"));
        assert!(page.contains("&lt;b&gt;Scroller&lt;/b&gt;") && page.contains("value=\"-300\""));
    }
}
