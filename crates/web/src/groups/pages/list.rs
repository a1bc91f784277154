//! All groups, as a tree.

use hearken_core::RecordId;
use maud::{Markup, html};

use crate::{
    components::{PartChip, PartsPlace, is_colour, part_links, parts_nav},
    layout::{Page, shell},
};

/// A group and the groups within it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Leaf {
    pub(crate) id: RecordId,
    pub(crate) name: String,
    pub(crate) about: String,
    pub(crate) colour: Option<String>,
    /// Its parts that lists show.
    pub(crate) parts: Vec<PartChip>,
    pub(crate) within: Vec<Leaf>,
}

/// Every group.
pub(crate) struct GroupsPage {
    pub(crate) page: Page,
    pub(crate) trees: Vec<Leaf>,
    pub(crate) archived: Vec<Leaf>,
}

impl GroupsPage {
    pub(crate) fn render(&self) -> Markup {
        shell(
            &self.page,
            &html! {
                (parts_nav(PartsPlace::Within))
                div .head {
                    h1 { "Groups" }
                    a .button .main href="/groups/new" { "Name a group" }
                }
                @if self.trees.is_empty() { (empty()) }
                (branch(&self.trees))
                @if !self.archived.is_empty() {
                    details {
                        summary { "Archived" }
                        ul .plain-list {
                            @for group in &self.archived { li { a href={ "/groups/" (group.id) } { bdi { (group.name) } } } }
                        }
                    }
                }
                p .ways-on { a href="/parts" { "To the map" } }
            },
        )
    }
}

fn empty() -> Markup {
    html! {
        section .card {
            p { "Parts that you see together live here: those of the evening, those that came with a certain time, whatever fits." }
            p { "On the map a group is a soft outline around its parts, and it can be shown alone." }
        }
    }
}

fn branch(leaves: &[Leaf]) -> Markup {
    html! {
        @if !leaves.is_empty() {
            ul .group-tree { @for leaf in leaves { li { (leaf.render()) } } }
        }
    }
}

impl Leaf {
    fn render(&self) -> Markup {
        html! {
            section .card {
                h2 .group-name {
                    (swatch(self.colour.as_deref()))
                    a href={ "/groups/" (self.id) } { bdi { (self.name) } }
                }
                @if !self.about.trim().is_empty() { p dir="auto" { (self.about) } }
                (part_links(&self.parts))
                p .help { a href={ "/parts?group=" (self.id) } { "Show it alone on the map" } }
                (branch(&self.within))
            }
        }
    }
}

/// A spot of the group's colour; its name says the rest.
fn swatch(colour: Option<&str>) -> Markup {
    let colour = colour.filter(|colour| is_colour(colour)).unwrap_or("#7d8470");
    html! {
        svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" {
            circle cx="10" cy="10" r="9" fill=(colour) fill-opacity="0.35" stroke=(colour) stroke-width="1.5" {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Place;

    #[test]
    fn groups_stand_within_each_other_and_their_names_are_words() {
        let leaf = |n: u8, name: &str, within: Vec<Leaf>| Leaf {
            id: RecordId::from_bytes([n; 16]),
            name: name.to_owned(),
            about: "<about>".to_owned(),
            colour: Some("url(#x)".to_owned()),
            parts: vec![PartChip::sample()],
            within,
        };
        let trees = vec![leaf(1, "Night", vec![leaf(2, "<b>Late</b>", Vec::new())])];
        let page = GroupsPage {
            page: Page::sample(Place::Parts),
            trees,
            archived: vec![leaf(3, "Old", Vec::new())],
        };
        let page = page.render().into_string();
        assert_eq!(page.matches("<ul class=\"group-tree\">").count(), 2);
        assert!(page.contains("&lt;b&gt;Late") && page.contains("&lt;about&gt;") && !page.contains("url("));
    }
}
