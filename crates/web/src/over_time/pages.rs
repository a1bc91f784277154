//! Two days beside each other.

use jiff::civil::Date;
use maud::{Markup, html};

use super::days::Marked;
use crate::{
    components::{PartChip, PartsPlace, parts_nav, role_mark},
    layout::{Page, shell},
};

/// A day that is compared.
pub(super) struct Side {
    pub(super) day: Date,
    pub(super) shown: String,
}

/// A part on both days; `None` where it was not on the map.
pub(super) struct Row {
    pub(super) chip: PartChip,
    pub(super) before: Option<String>,
    pub(super) after: Option<String>,
}

/// Two days, and what differs.
pub(super) struct Compared {
    pub(super) one: Side,
    pub(super) other: Side,
    pub(super) sentences: Vec<Markup>,
    pub(super) rows: Vec<Row>,
    /// The map on each day.
    pub(super) maps: [Markup; 2],
    /// Each marked day with the two days around it.
    pub(super) around: Vec<(Marked, (Date, Date))>,
    pub(super) first: Date,
    pub(super) today: Date,
    pub(super) hidden: bool,
}

/// The page; without days while there are no parts.
pub(super) struct ComparePage {
    pub(super) page: Page,
    pub(super) compared: Option<Compared>,
}

impl ComparePage {
    pub(super) fn render(&self) -> Markup {
        shell(
            &self.page,
            &html! {
                (parts_nav(PartsPlace::OverTime))
                h1 { "Two days side by side" }
                @match &self.compared {
                    Some(compared) => (compared.render()),
                    None => section .card {
                        p { "Once you have named parts, you can see here how your map stood on any two days." }
                        p { a .button .second href="/parts" { "To your parts" } }
                    },
                }
            },
        )
    }
}

impl Compared {
    fn render(&self) -> Markup {
        html! {
            (self.form())
            (self.around())
            section .card {
                h2 { "What differs" }
                @if self.sentences.is_empty() {
                    p { "Nothing on the map differs between these two days." }
                } @else {
                    ul .differences { @for sentence in &self.sentences { li { (sentence) } } }
                }
            }
            (both([&self.one.shown, &self.other.shown], &self.maps, &self.rows))
        }
    }

    fn form(&self) -> Markup {
        let day = |id: &str, label: &str, side: &Side| {
            html! {
                div .field {
                    label for=(id) { (label) }
                    input type="date" id=(id) name=(id) value=(side.day) min=(self.first) max=(self.today) required autocomplete="off";
                }
            }
        };
        html! {
            form .card .two-days method="get" action="/parts/compare" {
                (day("one", "One day", &self.one))
                (day("other", "Another day", &self.other))
                label .tick {
                    input type="checkbox" name="hidden" value="1" checked[self.hidden];
                    " With parts that are kept out of sight"
                }
                button .button .main { "Compare" }
            }
        }
    }

    fn around(&self) -> Markup {
        html! {
            @if !self.around.is_empty() {
                nav .around aria-label="Before and after" {
                    @for (mark, (before, after)) in self.around.iter().rev().take(6) {
                        a .chip href={ "/parts/compare?one=" (before) "&other=" (after) } {
                            "Before and after " bdi { (mark.called()) }
                        }
                    }
                }
            }
        }
    }
}

/// The map on two days that are shown so, and below it each part on both.
pub(super) fn both(shown: [&str; 2], maps: &[Markup; 2], rows: &[Row]) -> Markup {
    html! {
        div .two-maps {
            @for (day, map) in shown.into_iter().zip(maps) {
                figure .still-map { figcaption .help { (day) } (map) }
            }
        }
        div .scrolls tabindex="0" role="region" aria-label="Each part on both days" {
            table .both-days {
                thead { tr { th scope="col" { "Part" } @for day in shown { th scope="col" { (day) } } } }
                tbody { @for row in rows { (row.render()) } }
            }
        }
    }
}

impl Row {
    fn render(&self) -> Markup {
        let chip = &self.chip;
        html! {
            tr {
                th scope="row" {
                    a href={ "/parts/" (chip.id) } {
                        (role_mark(chip.role, chip.colour.as_deref())) " " bdi { (chip.name) }
                    }
                }
                @for side in [&self.before, &self.after] {
                    td { @match side { Some(line) => (line), None => span .help { "not on the map" } } }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Place;
    use hearken_core::marks::MarkKind;
    use jiff::civil::date;

    fn compared(sentences: Vec<Markup>) -> ComparePage {
        let side = |day: Date| Side { day, shown: day.to_string() };
        let mark = Marked { day: date(2026, 4, 1), kind: MarkKind::Session, name: "<third>".to_owned() };
        let compared = Compared {
            one: side(date(2026, 3, 1)),
            other: side(date(2026, 5, 1)),
            sentences,
            rows: vec![Row {
                chip: PartChip::sample(),
                before: None,
                after: Some("manager · guard 5".to_owned()),
            }],
            maps: [html! { svg {} }, html! { svg {} }],
            around: vec![(mark, (date(2026, 3, 31), date(2026, 4, 15)))],
            first: date(2026, 3, 1),
            today: date(2026, 5, 1),
            hidden: false,
        };
        ComparePage { page: Page::sample(Place::Parts), compared: Some(compared) }
    }

    #[test]
    fn both_days_stand_side_by_side_with_names_as_words() {
        let page = compared(vec![html! { "The Planner’s guard: 8, now 5" }]).render().into_string();
        for shown in
            ["guard: 8, now 5", "&lt;third&gt;", "not on the map", "one=2026-03-31&amp;other=2026-04-15"]
        {
            assert!(page.contains(shown), "{shown}");
        }
    }

    #[test]
    fn two_equal_days_say_so_and_a_notebook_without_parts_says_what_will_be_here() {
        let page = compared(Vec::new()).render().into_string();
        assert!(page.contains("Nothing on the map differs"));
        let page = ComparePage { page: Page::sample(Place::Parts), compared: None }.render().into_string();
        assert!(page.contains("Once you have named parts"));
    }
}
