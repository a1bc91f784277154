//! The page of conflicts: two sides, side by side, with equal room.

use maud::{Markup, html};

use super::list::HEAR_BOTH_SIDES;
use crate::{
    agreements::agreement_with,
    components::{PartChip, PartsPlace, harm_notice, parts_nav, role_mark, role_word, written},
    layout::{Page, shell},
};

/// One side of a conflict.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Side {
    pub(super) part: Option<PartChip>,
    /// Whether it is young and hurt: then it is asked nothing here.
    pub(super) exile: bool,
    /// What it says, in the person's words; may be empty.
    pub(super) says: String,
}

/// Somewhere else where this conflict plays a part.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Link {
    pub(super) address: String,
    pub(super) title: String,
    pub(super) when: String,
}

/// Two parts that pull against each other.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Conflict {
    /// The bond.
    pub(super) id: String,
    /// The id of a run that may begin here.
    pub(super) run: String,
    pub(super) over: String,
    pub(super) since: String,
    pub(super) sides: [Side; 2],
    /// Whether one of them carries an urge to harm: then help stands first.
    pub(super) urge: bool,
    pub(super) decisions: Vec<Link>,
    pub(super) runs: Vec<Link>,
}

/// Every conflict that was named.
pub(super) struct ConflictsPage {
    pub(super) page: Page,
    pub(super) conflicts: Vec<Conflict>,
    /// Whether there are more, with parts that are kept out of lists.
    pub(super) some_hidden: bool,
    /// Runs that wait, of a conflict that has no name yet.
    pub(super) unnamed: Vec<Link>,
}

impl ConflictsPage {
    pub(super) fn render(&self) -> Markup {
        shell(
            &self.page,
            &html! {
                (parts_nav(PartsPlace::Conflicts))
                h1 { "What pulls against what" }
                @if self.conflicts.is_empty() { (empty()) } @else {
                    p .lead { "Each side wants something for you. Neither has to win." }
                }
                @for conflict in &self.conflicts { (conflict.render()) }
                @if !self.unnamed.is_empty() {
                    section .card { h2 { "Waiting for you" } (links(&self.unnamed)) }
                }
                @if self.some_hidden {
                    p { a href="/conflicts?hidden=1" { "Also show those with parts you keep out of lists" } }
                }
                @if !self.conflicts.is_empty() {
                    p { a href="/exercises/about/hear-both-sides" { "Hear two other sides" } " · " a href="/parts" { "Name a conflict on the map" } }
                }
            },
        )
    }
}

impl Conflict {
    fn render(&self) -> Markup {
        html! {
            section .card .conflict aria-labelledby={ "over-" (self.id) } {
                h2 id={ "over-" (self.id) } dir="auto" {
                    @if self.over.trim().is_empty() { "Over what, is not said yet" } @else { (self.over) }
                }
                @if !self.since.trim().is_empty() { p .help dir="auto" { "Since: " bdi { (self.since) } } }
                @if self.urge { (harm_notice()) }
                div .sides { @for side in &self.sides { (side.render()) } }
                (links(&self.decisions))
                (links(&self.runs))
                (self.ways_on())
            }
        }
    }

    fn ways_on(&self) -> Markup {
        let ids = || self.sides.iter().filter_map(|side| side.part.as_ref()).map(|part| part.id.as_str());
        html! {
            div .row .ways-on {
                form method="post" action="/exercises" {
                    input type="hidden" name="guide" value=(HEAR_BOTH_SIDES);
                    input type="hidden" name="record" value=(self.run);
                    @for id in ids() { input type="hidden" name="part" value=(id); }
                    button .button .main { "Hear both sides" }
                }
                a .button .second href=(agreement_with(ids())) { "Make an agreement" }
                a .button .second href={ "/bonds/" (self.id) } { "Change what is said" }
            }
        }
    }
}

impl Side {
    fn render(&self) -> Markup {
        html! {
            div .side-of {
                @if let Some(part) = &self.part {
                    h3 .part-name {
                        (role_mark(part.role, part.colour.as_deref()))
                        a href={ "/parts/" (part.id) } { bdi { (part.name) } }
                    }
                    p .help { (role_word(part.role)) }
                }
                @if self.says.trim().is_empty() {
                    p .help {
                        @if self.exile {
                            "It is named and honoured here. It speaks in your sessions with your therapist."
                        } @else {
                            "Nothing is written for this side yet."
                        }
                    }
                } @else {
                    (written(&self.says))
                }
            }
        }
    }
}

fn links(links: &[Link]) -> Markup {
    html! {
        @if !links.is_empty() {
            ul .plain-list {
                @for link in links {
                    li { a href=(link.address) { bdi { (link.title) } } " " span .help { (link.when) } }
                }
            }
        }
    }
}

fn empty() -> Markup {
    html! {
        section .card {
            p { "When two parts pull against each other, both sides stand here, each in its own words." }
            p { "You can draw a conflict on the map, or hear two sides in turn." }
            div .row {
                a .button .second href="/exercises/about/hear-both-sides" { "Hear both sides" }
                a .button .second href="/parts" { "To the map" }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Place;

    fn sample() -> Conflict {
        let side = |says: &str| Side { part: Some(PartChip::sample()), exile: false, says: says.to_owned() };
        let link =
            Link { address: "/decisions/d".to_owned(), title: "<i>".to_owned(), when: "today".to_owned() };
        Conflict {
            id: "b".to_owned(),
            run: "r".to_owned(),
            over: "<b>evenings</b>".to_owned(),
            since: "<u>".to_owned(),
            sides: [side("</div>work"), side("")],
            urge: false,
            decisions: vec![link],
            runs: Vec::new(),
        }
    }

    fn page(conflicts: Vec<Conflict>, some_hidden: bool) -> String {
        let page = Page::sample(Place::Parts);
        ConflictsPage { page, conflicts, some_hidden, unnamed: Vec::new() }.render().into_string()
    }

    #[test]
    fn both_sides_stand_beside_each_other_in_their_own_words() {
        let page = page(vec![sample()], false);
        assert!(page.contains("&lt;b&gt;evenings") && page.contains("&lt;/div&gt;work"));
        assert_eq!(page.matches("class=\"side-of\"").count(), 2);
        assert!(page.contains("/agreements/new?part=") && page.contains("href=\"/bonds/b\""));
        assert_eq!(page.matches("name=\"part\" value=").count(), 2, "the guide begins with both");
    }

    #[test]
    fn no_side_stands_before_the_other_by_anything_that_was_counted() {
        let page = page(vec![sample()], false).to_lowercase();
        for word in ["stronger", "weaker", "score", "%", "average", "winner", "wins"] {
            assert!(!page.contains(word), "{word}");
        }
    }

    #[test]
    fn help_stands_first_where_a_side_carries_an_urge_to_harm() {
        let urge = page(vec![Conflict { urge: true, ..sample() }], false);
        assert!(urge.find("notice problem").unwrap() < urge.find("class=\"sides\"").unwrap());
        assert!(!page(vec![sample()], false).contains("notice problem"));
    }

    #[test]
    fn u1_a_side_that_is_an_exile_is_honoured_and_not_waited_for() {
        let [planner, young] = sample().sides;
        let sides = [planner, Side { exile: true, ..young }];
        let page = page(vec![Conflict { sides, ..sample() }], false);
        assert!(
            page.contains("It is named and honoured here")
                && !page.contains("Nothing is written for this side")
        );
    }

    #[test]
    fn an_empty_page_offers_a_way_to_begin_and_a_hidden_one_is_there_for_the_asking() {
        assert!(page(Vec::new(), false).contains("Hear both sides"));
        assert!(page(Vec::new(), true).contains("/conflicts?hidden=1"));
    }
}
