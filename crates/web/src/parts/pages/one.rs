//! The page of one part.

use maud::{Markup, html};

use super::{
    pieces::{self, BondLine, Heading, Named},
    told::Story,
};
use crate::{
    components::{
        Nearest, PartChip, PartsPlace, card_seen, content_role, harm_notice, parts_nav, role_mark, role_term,
        role_word, urge_to_harm, written,
    },
    layout::{Page, shell},
    sharing::share_link,
};

/// Who it is at a glance.
pub(crate) struct Look {
    pub(crate) chip: PartChip,
    pub(crate) emoji: String,
    /// The id of its picture, if it has one.
    pub(crate) picture: Option<String>,
    pub(crate) known_since: Option<String>,
    /// How its role changed: the word, and the day from which on it held. Empty while it never changed.
    pub(crate) roles: Vec<(String, String)>,
    /// The newest levels, each in words.
    pub(crate) levels: Vec<String>,
}

/// A description that stands beside the newest.
pub(crate) struct Standing {
    pub(crate) rev: u32,
    pub(crate) role: &'static str,
    pub(crate) headings: Vec<Heading>,
    pub(crate) private: String,
    pub(crate) hidden: bool,
    /// What it says of an urge to harm, if it carries one.
    pub(crate) urge: Option<&'static str>,
}

/// A part that turned out to be this one.
pub(crate) struct Merged {
    pub(crate) chip: PartChip,
    /// Whether taking the two apart takes back the last change of this one.
    pub(crate) undoes_this: bool,
}

/// The last change: the newest revision and the one it started from.
pub(crate) struct Undo {
    pub(crate) base: u32,
    pub(crate) rev: u32,
}

/// One part, with all there is of it.
pub(crate) struct PartPage {
    pub(crate) page: Page,
    /// Where help is nearest, if the part carries an urge to harm.
    pub(crate) nearest: Option<Nearest>,
    /// The person has put that help away for this once; a line of it stays.
    pub(crate) put_away: bool,
    /// Where the page is.
    pub(crate) address: String,
    /// The newest revision, which the page shows.
    pub(crate) rev: u32,
    pub(crate) look: Look,
    pub(crate) headings: Vec<Heading>,
    pub(crate) permission_since: Option<String>,
    pub(crate) private: String,
    pub(crate) hidden: bool,
    pub(crate) archived: bool,
    pub(crate) became: Option<PartChip>,
    /// The part that it turned out to be was erased.
    pub(crate) became_erased: bool,
    pub(crate) found_within: Option<PartChip>,
    pub(crate) merged: Vec<Merged>,
    pub(crate) undo: Option<Undo>,
    /// What another window kept at the same time; stands beside the rest.
    pub(crate) others: Vec<Standing>,
    pub(crate) bonds: Vec<BondLine>,
    pub(crate) named: Vec<Named>,
    pub(crate) story: Story,
    /// Rule U1: named and honoured, not worked with here.
    pub(crate) exile: bool,
}

impl PartPage {
    pub(crate) fn render(&self) -> Markup {
        let id = &self.look.chip.id;
        let address = format!("/parts/{id}");
        shell(
            &self.page,
            &html! {
                @if let Some(nearest) = &self.nearest { (urge_to_harm(nearest)) (card_seen(&self.address)) }
                @if self.put_away { (harm_notice()) }
                (parts_nav(PartsPlace::Within))
                (self.look.render())
                (self.how_it_is_met(&address))
                @if self.exile { (gate()) }
                div .row .ways-on {
                    a .button .main href={ (address) "/edit" } { "Describe it" }
                    a .button .second href={ "/journal?part=" (id) } { "All entries about it" }
                }
                @if !self.others.is_empty() { (self.choice(&address)) }
                (pieces::headings(&self.headings))
                @if let Some(day) = &self.permission_since { p .help { "About letting others by: so since " (day) "." } }
                @if !self.private.trim().is_empty() { (private(&self.private)) }
                (pieces::bonds(id, &self.bonds))
                (pieces::named(&self.named))
                (self.story.render(&address))
                (self.more(&address))
            },
        )
    }

    /// Out of sight, archived, another, within another: said in a sentence each, with the way back.
    fn how_it_is_met(&self, address: &str) -> Markup {
        html! {
            @if let Some(became) = &self.became {
                section .notice {
                    p { "It turned out to be " (link(became)) ". What it said stays here, and its story goes on there." }
                    (press(address, "unmerge", "Take the two apart again"))
                }
            }
            @if self.became_erased {
                section .notice {
                    p { "It turned out to be a part that was erased since. What it said itself is here, and it is in no list." }
                    (press(address, "unmerge", "Let it stand on its own again"))
                }
            }
            @if self.archived {
                section .notice { p { "It is archived: kept with all it said, and not met in lists." } (press(address, "bring-back", "Bring it back")) }
            }
            @if self.hidden {
                section .notice .screen-only {
                    p { "It is kept out of sight: not in lists, not on the map. You find it by search, and among the " a href="/parts/list?hidden=1" { "hidden parts" } "." }
                    (press(address, "show", "Show it again"))
                }
            }
            @if let Some(from) = &self.found_within { p .help { "Found within " (link(from)) "." } }
            @for merged in &self.merged {
                div .row .merged {
                    p .help { (link(&merged.chip)) " turned out to be this part." }
                    (press(&format!("/parts/{}", merged.chip.id), "unmerge", "Take them apart"))
                }
            }
        }
    }

    /// Both descriptions, whole; nothing is chosen for the person.
    fn choice(&self, address: &str) -> Markup {
        html! {
            section .notice role="status" {
                p .what { "Kept in another window at the same time" }
                p .then { "Both descriptions are here: the newer one on this page, and this. Keep one, or both as one." }
                @for other in &self.others {
                    p .help { (other.role) }
                    @if let Some(urge) = other.urge { p { (urge) } }
                    @if other.hidden { p .screen-only { "It is kept out of sight." } }
                    (pieces::headings(&other.headings))
                    @if !other.private.trim().is_empty() { (private(&other.private)) }
                    (settle(address, &other.rev.to_string(), "Keep this one"))
                }
                p .help { "An urge to harm, a no, being an exile or out of sight, and the private corner stay from both, whichever you keep. You can change them after that." }
                (settle(address, &self.rev.to_string(), "Keep the newer one"))
                (settle(address, "both", "Keep both as one"))
            }
        }
    }

    fn more(&self, address: &str) -> Markup {
        html! {
            details .more .ways-on {
                summary { "More" }
                div .row {
                    @if let Some(Undo { base, rev }) = self.undo {
                        form method="post" action={ (address) "/take-up" } {
                            input type="hidden" name="base" value=(base);
                            input type="hidden" name="rev" value=(rev);
                            button .button .second { "Undo the last change" }
                        }
                    }
                    a .button .second href={ (address) "/picture/choose" } { "Its picture" }
                    a .button .second href={ (address) "/print" } { "A page to print" }
                    @if !self.hidden { (share_link(&self.page, &self.look.chip.id)) }
                    @if self.became.is_none() && !self.became_erased {
                        a .button .second href={ (address) "/merge" } { "It is another part" }
                        a .button .second href={ (address) "/split" } { "There are two in it" }
                        @if !self.archived { (press(address, "archive", "Archive it")) }
                    }
                    a .button .second href={ (address) "/erase" } { "Erase" }
                }
            }
        }
    }
}

impl Look {
    fn render(&self) -> Markup {
        let chip = &self.chip;
        html! {
            div .look {
                @if let Some(picture) = &self.picture {
                    // The id stands in the address, so that a new picture is not taken for the old one.
                    img .part-picture src={ "/parts/" (chip.id) "/picture?of=" (picture) } alt="Its picture" width="112" height="112";
                }
                div {
                    @if let Some(day) = &self.known_since { p .over { "Known since " (day) } }
                    h1 .part-name {
                        (role_mark(chip.role, chip.colour.as_deref()))
                        @if !self.emoji.is_empty() { bdi .emoji { (self.emoji) } }
                        bdi { (chip.name) }
                    }
                    p .help {
                        (role_word(chip.role))
                        @if let Some(plain) = content_role(chip.role).and_then(|word| word.plain.as_ref()) { ": " (plain) " " (role_term(chip.role)) }
                    }
                    @if !self.roles.is_empty() {
                        p .help {
                            "How that changed: "
                            @for (n, (role, day)) in self.roles.iter().enumerate() { @if n > 0 { ", then " } (role) " (" (day) ")" }
                        }
                    }
                    @if !self.levels.is_empty() { p .help { (self.levels.join(" · ")) } }
                }
            }
        }
    }
}

fn link(part: &PartChip) -> Markup {
    html! { a href={ "/parts/" (part.id) } { bdi { (part.name) } } }
}

/// A form that is one button.
fn press(address: &str, what: &str, says: &str) -> Markup {
    html! { form method="post" action={ (address) "/" (what) } { button .button .second { (says) } } }
}

fn settle(address: &str, rev: &str, says: &str) -> Markup {
    html! {
        form .settle method="post" action={ (address) "/settle" } {
            input type="hidden" name="rev" value=(rev);
            button .button .second { (says) }
        }
    }
}

fn private(words: &str) -> Markup {
    let label = hearken_content::library().words.field_label(hearken_content::PartField::Private);
    html! {
        details .private .screen-only {
            summary { (label) ": never shared, never printed" }
            (written(words))
        }
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

#[cfg(test)]
mod tests {
    use super::{
        super::{Change, Mention, StoryItem, Trait},
        *,
    };
    use crate::layout::Place;

    fn sample() -> PartPage {
        let said = Heading {
            title: "Its job".to_owned(),
            traits: vec![Trait { label: "Purpose".to_owned(), text: "keep <b>us</b> safe".to_owned() }],
        };
        let mention =
            Mention { address: "/decisions/d".to_owned(), title: "<i>".to_owned(), when: "today".to_owned() };
        let change = Change { line: "<u>New</u>".to_owned(), words: Some("<s>words</s>".to_owned()) };
        let moment = StoryItem {
            when: "today".to_owned(),
            kind: "Journal",
            title: Some("<q>".to_owned()),
            address: Some("/journal/e".to_owned()),
            changes: vec![change],
            take_up: Some((3, 1)),
        };
        PartPage {
            page: Page::sample(Place::Parts),
            put_away: false,
            address: "/parts/p".to_owned(),
            rev: 3,
            nearest: None,
            look: Look {
                chip: PartChip::sample(),
                emoji: "🦉".to_owned(),
                picture: Some("p".to_owned()),
                known_since: Some("Sun 22 Nov".to_owned()),
                roles: vec![
                    ("not yet known".to_owned(), "Sat 21 Nov".to_owned()),
                    ("manager".to_owned(), "Sun 22 Nov".to_owned()),
                ],
                levels: vec!["Guard 8 of 10, Sun 22 Nov".to_owned()],
            },
            headings: vec![said.clone()],
            permission_since: Some("Sun 22 Nov".to_owned()),
            private: "<em>mine</em>".to_owned(),
            hidden: true,
            archived: true,
            became: Some(PartChip::sample()),
            became_erased: false,
            found_within: Some(PartChip::sample()),
            merged: vec![Merged { chip: PartChip::sample(), undoes_this: false }],
            undo: Some(Undo { base: 3, rev: 2 }),
            others: vec![Standing {
                rev: 2,
                role: "exile",
                headings: vec![said],
                private: "<kbd>corner</kbd>".to_owned(),
                hidden: true,
                urge: Some("It carries an urge"),
            }],
            bonds: vec![BondLine {
                address: "/bonds/b".to_owned(),
                verb: "<verb>".to_owned(),
                other: "<other>".to_owned(),
                over: "<over>".to_owned(),
                archived: true,
                was: Some("<was>".to_owned()),
            }],
            named: vec![Named { heading: "Decisions it has a seat in", mentions: vec![mention] }],
            story: Story { items: vec![moment], older: Some("?before=1_x_2".to_owned()), later: true },
            exile: false,
        }
    }

    #[test]
    fn everything_is_shown_as_words() {
        let page = sample().render().into_string();
        assert_eq!(page.matches("keep &lt;b&gt;us&lt;/b&gt; safe").count(), 2);
        for shown in ["em", "u", "s", "q", "i", "verb", "other", "over", "was"] {
            assert!(page.contains(&format!("&lt;{shown}&gt;")), "{shown}");
        }
        assert!(page.contains("/bonds/new?from=") && page.contains("?before=1_x_2#story"));
        assert!(!page.contains("therapist"));
    }

    #[test]
    fn what_is_private_and_that_it_is_hidden_is_for_the_screen_alone() {
        let page = sample().render().into_string();
        let around =
            |words: &str| page[..page.find(words).unwrap()].rsplit("screen-only").next().unwrap().len();
        assert!(around("&lt;em&gt;mine") < 300 && around("kept out of sight") < 60);
    }

    #[test]
    fn u1_an_exile_is_honoured_and_left_to_the_sessions_with_the_therapist() {
        let page = PartPage { exile: true, ..sample() }.render().into_string();
        assert!(
            page.contains("for your sessions with your therapist") && page.contains("href=\"/grounding\"")
        );
        assert!(!page.contains("href=\"/exercises\">Meet"));
    }

    #[test]
    fn k2_what_stands_beside_is_shown_whole_before_one_of_both_is_kept() {
        let page = PartPage { hidden: false, ..sample() }.render().into_string();
        let (_, beside) = page.split_once("Kept in another window").unwrap();
        let choice = beside.split_once("Keep both as one").unwrap().0;
        for shown in
            ["exile", "It carries an urge", "It is kept out of sight.", "&lt;kbd&gt;corner", "Keep this one"]
        {
            assert!(choice.contains(shown), "{shown}");
        }
        let (_, newer) = choice.split_once("name=\"rev\" value=\"3\"").unwrap();
        assert!(newer.contains("Keep the newer one"));
    }

    #[test]
    fn k2_help_stands_before_the_name_of_a_part_that_carries_an_urge_to_harm() {
        let help = hearken_content::library().help.international();
        let page = PartPage { nearest: Some(Nearest::of(help)), ..sample() }.render().into_string();
        let (card, name) = (page.find("id=\"urge\"").unwrap(), page.find("<h1").unwrap());
        assert!(card < name && page.contains("tel:112"));
    }
}
