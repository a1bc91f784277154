//! Pieces of the page of a part: what it said under headings, what ties it to others.

use maud::{Markup, html};

use crate::components::{card, written};

/// One thing a part said, or that is known of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Trait {
    pub(crate) label: String,
    pub(crate) text: String,
}

/// Things a part said, under a heading; without one where the title is empty.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Heading {
    pub(crate) title: String,
    pub(crate) traits: Vec<Trait>,
}

/// Something that names a part.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Mention {
    pub(crate) address: String,
    pub(crate) title: String,
    /// When, in words; may be empty.
    pub(crate) when: String,
}

/// Things of one kind that name a part.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Named {
    pub(crate) heading: &'static str,
    pub(crate) mentions: Vec<Mention>,
}

/// A bond, read from the side of the part whose page it is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct BondLine {
    pub(crate) address: String,
    pub(crate) verb: String,
    pub(crate) other: String,
    /// What it is about; may be empty.
    pub(crate) over: String,
    /// The other one is archived.
    pub(crate) archived: bool,
    /// What the other one was called before it turned out to be this one.
    pub(crate) was: Option<String>,
}

/// What it said, heading by heading.
pub(super) fn headings(headings: &[Heading]) -> Markup {
    html! {
        @for heading in headings {
            @if heading.title.is_empty() {
                (traits(&heading.traits))
            } @else {
                section .said { h2 { (heading.title) } (traits(&heading.traits)) }
            }
        }
    }
}

pub(super) fn traits(traits: &[Trait]) -> Markup {
    html! {
        @if !traits.is_empty() {
            dl .traits { @for said in traits { dt { (said.label) } dd { (written(&said.text)) } } }
        }
    }
}

/// Its bonds, and the way to tie it to another.
pub(super) fn bonds(id: &str, bonds: &[BondLine]) -> Markup {
    card(
        "How it relates to other parts",
        &html! {
            @if !bonds.is_empty() {
                ul .plain-list { @for bond in bonds { li { (bond_line(bond)) } } }
            }
            p .ways-on { a href={ "/bonds/new?from=" (id) } { "Tie it to another" } }
        },
    )
}

fn bond_line(bond: &BondLine) -> Markup {
    html! {
        a href=(bond.address) { "It " bdi { (bond.verb) } " " bdi { (bond.other) } }
        @if !bond.over.trim().is_empty() { " " span .help { "over " bdi { (bond.over) } } }
        @if let Some(was) = &bond.was { p .help { bdi { (was) } " turned out to be that part." } }
        @if bond.archived { p .help { "That part is archived. The bond stays as it was." } }
    }
}

/// What names it, a card for each kind.
pub(super) fn named(named: &[Named]) -> Markup {
    html! {
        @for kind in named {
            (card(kind.heading, &html! {
                ul .plain-list {
                    @for mention in &kind.mentions {
                        li { a href=(mention.address) { bdi { (mention.title) } } " " span .help { (mention.when) } }
                    }
                }
            }))
        }
    }
}
