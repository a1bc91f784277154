//! The list of parts.

use maud::{Markup, html};

use crate::{
    components::{PartChip, role_mark, role_word},
    layout::{Page, shell},
};

/// A part in the list.
pub(crate) struct PartCard {
    pub(crate) chip: PartChip,
    /// What is most worth knowing of it; may be empty.
    pub(crate) line: String,
}

/// Every part.
pub(crate) struct PartsPage {
    pub(crate) page: Page,
    pub(crate) parts: Vec<PartCard>,
}

impl PartsPage {
    pub(crate) fn render(&self) -> Markup {
        shell(
            &self.page,
            &html! {
                div .head {
                    h1 { "Your parts" }
                    a .button .main href="/parts/new" { "Name a part" }
                }
                @if self.parts.is_empty() { (empty()) }
                ul .part-list {
                    @for part in &self.parts {
                        li .card {
                            a .part-name href={ "/parts/" (part.chip.id) } {
                                (role_mark(part.chip.role, part.chip.colour.as_deref())) bdi { (part.chip.name) }
                            }
                            p .help { (role_word(part.chip.role)) }
                            @if !part.line.is_empty() { p dir="auto" { (part.line) } }
                        }
                    }
                }
            },
        )
    }
}

fn empty() -> Markup {
    html! {
        section .card {
            p { "The parts of you live here, each with what it told you." }
            p { "You can name one, or meet one step by step." }
            p { a .button .second href="/exercises" { "Meet one" } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Place;

    #[test]
    fn the_list_shows_words_as_words() {
        let card = PartCard { chip: PartChip::sample(), line: "<u>line</u>".to_owned() };
        let list = PartsPage { page: Page::sample(Place::Parts), parts: vec![card] }.render().into_string();
        assert!(list.contains("The &lt;b&gt;Planner&lt;/b&gt;") && list.contains("&lt;u&gt;line"));
        let none = PartsPage { page: Page::sample(Place::Parts), parts: Vec::new() }.render().into_string();
        assert!(none.contains("Meet one"));
    }
}
