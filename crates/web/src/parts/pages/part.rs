//! The list of parts, and the story of one.

use maud::{Markup, html};

use crate::{
    components::{PartChip, content_role, role_mark, role_word, written},
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
            p { "Did you describe them in another program? " a href="/settings/import" { "Bring them in" } "." }
        }
    }
}

/// One thing a part said, or that is known of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Trait {
    pub(crate) label: String,
    pub(crate) text: String,
}

/// An entry or an exercise that is about a part.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Mention {
    pub(crate) address: String,
    pub(crate) title: String,
    pub(crate) when: String,
}

/// The story of a part.
pub(crate) struct PartPage {
    pub(crate) page: Page,
    pub(crate) chip: PartChip,
    pub(crate) known_since: Option<String>,
    pub(crate) traits: Vec<Trait>,
    /// What another window kept at the same time; stands beside the rest.
    pub(crate) others: Vec<Vec<Trait>>,
    pub(crate) entries: Vec<Mention>,
    pub(crate) runs: Vec<Mention>,
    /// Rule U1: named and honoured, not worked with here.
    pub(crate) exile: bool,
}

impl PartPage {
    pub(crate) fn render(&self) -> Markup {
        let chip = &self.chip;
        shell(
            &self.page,
            &html! {
                @if let Some(day) = &self.known_since { p .over { "Known since " (day) } }
                h1 .part-name { (role_mark(chip.role, chip.colour.as_deref())) bdi { (chip.name) } }
                p .help {
                    (role_word(chip.role))
                    @if let Some(plain) = content_role(chip.role).and_then(|word| word.plain.as_ref()) { ": " (plain) }
                }
                @if self.exile { (gate()) }
                (traits(&self.traits))
                @for other in &self.others {
                    section .notice { p .what { "Kept in another window at the same time" } (traits(other)) }
                }
                (mentions("Exercises with it", &self.runs))
                (mentions("Written about it", &self.entries))
                div .row .ways-on {
                    a .button .second href={ "/parts/" (chip.id) "/edit" } { "Describe it" }
                    a .button .second href={ "/journal?part=" (chip.id) } { "All entries about it" }
                    a .button .second href={ "/parts/" (chip.id) "/erase" } { "Erase" }
                }
            },
        )
    }
}

/// What the content says where somebody opens a young and hurt part.
fn gate() -> Markup {
    let guide = hearken_content::library().newest_guide("meet-a-protector");
    let gate = guide.and_then(|guide| guide.gates.iter().find(|gate| gate.rule == "U1"));
    html! {
        @if let Some(gate) = gate {
            section .notice {
                @for text in &gate.text { p { (text) } }
                p { a .button .second href="/grounding" { "Come back to the room" } }
            }
        }
    }
}

fn traits(traits: &[Trait]) -> Markup {
    html! {
        @if !traits.is_empty() {
            dl .traits { @for said in traits { dt { (said.label) } dd { (written(&said.text)) } } }
        }
    }
}

fn mentions(heading: &str, mentions: &[Mention]) -> Markup {
    html! {
        @if !mentions.is_empty() {
            section .card {
                h2 { (heading) }
                ul .plain-list {
                    @for mention in mentions {
                        li { a href=(mention.address) { bdi { (mention.title) } } " " span .help { (mention.when) } }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Place;

    fn sample(exile: bool) -> PartPage {
        let said = Trait { label: "Purpose".to_owned(), text: "keep <b>us</b> safe".to_owned() };
        let mention =
            Mention { address: "/journal/e".to_owned(), title: "<i>".to_owned(), when: "today".to_owned() };
        PartPage {
            page: Page::sample(Place::Parts),
            chip: PartChip::sample(),
            known_since: Some("Sun 22 Nov".to_owned()),
            traits: vec![said.clone()],
            others: vec![vec![said]],
            entries: vec![mention.clone()],
            runs: vec![mention],
            exile,
        }
    }

    #[test]
    fn the_list_and_the_story_show_words_as_words() {
        let card = PartCard { chip: PartChip::sample(), line: "<u>line</u>".to_owned() };
        let list = PartsPage { page: Page::sample(Place::Parts), parts: vec![card] }.render().into_string();
        assert!(list.contains("The &lt;b&gt;Planner&lt;/b&gt;") && list.contains("&lt;u&gt;line"));
        let none = PartsPage { page: Page::sample(Place::Parts), parts: Vec::new() }.render().into_string();
        assert!(none.contains("Meet one"));
        let story = sample(false).render().into_string();
        assert_eq!(story.matches("keep &lt;b&gt;us&lt;/b&gt; safe").count(), 2);
        assert!(!story.contains("therapist"));
    }

    #[test]
    fn u1_an_exile_is_honoured_and_left_to_the_sessions_with_the_therapist() {
        let page = sample(true).render().into_string();
        assert!(
            page.contains("for your sessions with your therapist") && page.contains("href=\"/grounding\"")
        );
        assert!(!page.contains("href=\"/exercises\">Meet"));
    }
}
