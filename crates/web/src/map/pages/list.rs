//! The list page.

use hearken_core::{RecordId, parts::Blend};
use jiff::civil::Date;
use maud::{Markup, html};

use super::shared::{choice, empty, head};
use crate::{
    components::{PartChip, PartsPlace, role_mark, role_word},
    layout::{Page, shell},
    map::asked::Asked,
    sharing::share_map_link,
    words::long_day,
};

/// A bond as one of its parts tells it.
pub(crate) struct BondLine {
    pub(crate) id: RecordId,
    /// “protects”, “is protected by”.
    pub(crate) words: String,
    pub(crate) other: PartChip,
    pub(crate) over: String,
}

/// A part in the list.
pub(crate) struct Row {
    pub(crate) chip: PartChip,
    pub(crate) guard: Option<u8>,
    pub(crate) blend: Option<Blend>,
    pub(crate) hidden: bool,
    pub(crate) archived: bool,
    pub(crate) bonds: Vec<BondLine>,
    pub(crate) groups: Vec<(RecordId, String)>,
    /// What is most worth knowing of it; may be empty.
    pub(crate) line: String,
}

/// Everything that stands on the map, in words.
pub(crate) struct ListPage {
    pub(crate) page: Page,
    pub(crate) asked: Asked,
    /// The day that is shown; `None` for now.
    pub(crate) at: Option<Date>,
    pub(crate) rows: Vec<Row>,
    /// Whether there is any part at all, shown or not.
    pub(crate) known: bool,
}

impl ListPage {
    pub(crate) fn render(&self) -> Markup {
        let (plain, apart): (Vec<_>, Vec<_>) = self.rows.iter().partition(|row| !row.hidden && !row.archived);
        shell(
            &self.page,
            &html! {
                (head(PartsPlace::List))
                @if let Some(day) = self.at {
                    p .over { "As it lay on " (long_day(day)) ". " a href="/parts/list" { "As it lies now" } }
                } @else {
                    p .ways-on { (share_map_link(&self.page)) }
                }
                @if self.rows.is_empty() { (empty("/parts/list", self.known)) }
                ul .part-list { @for row in plain { (row.render(self.at.is_none())) } }
                @if !apart.is_empty() {
                    section {
                        h2 { "Hidden and archived" }
                        ul .part-list { @for row in apart { (row.render(self.at.is_none())) } }
                    }
                }
                @if self.known { (choice("/parts/list", &self.asked)) }
            },
        )
    }
}

impl Row {
    /// On a day that is over, nothing can be put elsewhere.
    fn render(&self, can_be_placed: bool) -> Markup {
        let chip = &self.chip;
        html! {
            li .card {
                a .part-name href={ "/parts/" (chip.id) } {
                    (role_mark(chip.role, chip.colour.as_deref())) bdi { (chip.name) }
                }
                p .help { (self.said()) }
                @if !self.line.is_empty() { p dir="auto" { (self.line) } }
                @if !self.bonds.is_empty() {
                    ul .bond-lines { @for bond in &self.bonds { li { (bond.render()) } } }
                }
                @if !self.groups.is_empty() {
                    p .help {
                        "In "
                        @for (n, (id, name)) in self.groups.iter().enumerate() {
                            @if n > 0 { ", " }
                            a href={ "/groups/" (id) } { bdi { (name) } }
                        }
                    }
                }
                @if can_be_placed {
                    p .ways-on { a href={ "/parts/" (chip.id) "/place" } { "Place it on the map" } }
                }
            }
        }
    }

    fn said(&self) -> String {
        let blend = self.blend.map(|blend| match blend {
            Blend::Unblended => "with room between",
            Blend::Partly => "partly blended",
            Blend::Blended => "blended",
        });
        let said = [
            Some(role_word(self.chip.role).to_owned()),
            self.guard.map(|level| format!("guard {level}")),
            blend.map(str::to_owned),
            self.hidden.then(|| "hidden".to_owned()),
            self.archived.then(|| "archived".to_owned()),
        ];
        said.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }
}

impl BondLine {
    fn render(&self) -> Markup {
        html! {
            a href={ "/bonds/" (self.id) } {
                bdi { (self.words) } " " bdi { (self.other.name) }
                @if !self.over.trim().is_empty() { " over " bdi { (self.over) } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Place;

    #[test]
    fn a_part_is_told_with_its_bonds_and_groups_as_words() {
        let bond = BondLine {
            id: RecordId::from_bytes([1; 16]),
            words: "is <protected> by".to_owned(),
            other: PartChip::sample(),
            over: "rest & work".to_owned(),
        };
        let row = Row {
            chip: PartChip::sample(),
            guard: Some(8),
            blend: Some(Blend::Partly),
            hidden: true,
            archived: false,
            bonds: vec![bond],
            groups: vec![(RecordId::from_bytes([2; 16]), "<i>Night</i>".to_owned())],
            line: "<u>line</u>".to_owned(),
        };
        let page = ListPage {
            page: Page::sample(Place::Parts),
            asked: Asked::default(),
            at: None,
            rows: vec![row],
            known: true,
        };
        let page = page.render().into_string();
        for shown in [
            "manager · guard 8 · partly blended · hidden",
            "is &lt;protected&gt; by",
            "rest &amp; work",
            "&lt;i&gt;Night",
            "&lt;u&gt;line",
            "Hidden and archived",
            "/place\"",
        ] {
            assert!(page.contains(shown), "{shown}");
        }
    }
}
