//! Pages on which a part becomes something else: one with another, two, with a picture, on paper.

use maud::{Markup, html};

use super::pieces::{self, Heading, Trait};
use crate::{
    components::{
        PartChip, Tone, Typing, card, field, keep_row, notice, role_mark, role_word, short_text,
        typing_fields,
    },
    error::Said,
    layout::{self, Page, shell},
    sharing::who_follows,
};

/// Which part it turned out to be.
pub(crate) struct MergePage {
    pub(crate) page: Page,
    pub(crate) part: PartChip,
    pub(crate) others: Vec<PartChip>,
    /// The one that was chosen.
    pub(crate) into: Option<PartChip>,
    /// What that one will say.
    pub(crate) both: Vec<Heading>,
    pub(crate) trouble: Option<Said>,
}

impl MergePage {
    pub(crate) fn render(&self) -> Markup {
        let address = format!("/parts/{}", self.part.id);
        shell(
            &self.page,
            &html! {
                h1 { "Is “" bdi { (self.part.name) } "” another part?" }
                @if let Some(said) = &self.trouble { (notice(Tone::Problem, said)) }
                @match &self.into {
                    Some(into) => (self.what_happens(&address, into)),
                    None => (self.choose(&address)),
                }
                p { a href=(address) { "Leave it as it is" } }
            },
        )
    }

    fn choose(&self, address: &str) -> Markup {
        html! {
            p .lead { "Sometimes two turn out to be one. Choose the one it is; nothing happens yet." }
            @if self.others.is_empty() { p { "There is no other part yet that it could be." } }
            ul .plain-list {
                @for other in &self.others {
                    li {
                        a .part-name href={ (address) "/merge?into=" (other.id) } {
                            (role_mark(other.role, other.colour.as_deref())) bdi { (other.name) }
                        }
                    }
                }
            }
        }
    }

    fn what_happens(&self, address: &str, into: &PartChip) -> Markup {
        html! {
            p .lead { "Then “" bdi { (into.name) } "” says what both said. Both histories stay, bonds go over to it, and you can take the two apart again." }
            @if !self.both.is_empty() { (card("What it will say", &pieces::headings(&self.both))) }
            (who_follows(&self.page, &[&into.id]))
            form .row method="post" action={ (address) "/merge" } {
                input type="hidden" name="into" value=(into.id);
                button .button .main { "They are one" }
                a .button .second href={ (address) "/merge" } { "Choose another" }
            }
        }
    }
}

/// A part that was found within another.
pub(crate) struct SplitPage {
    pub(crate) page: Page,
    pub(crate) typing: Typing,
    pub(crate) from: PartChip,
    pub(crate) name: String,
    /// What can be taken along: the field, whether it is ticked, what it says.
    pub(crate) fields: Vec<(String, bool, Trait)>,
    pub(crate) trouble: Option<Said>,
}

impl SplitPage {
    pub(crate) fn render(&self) -> Markup {
        let address = format!("/parts/{}", self.from.id);
        shell(
            &self.page,
            &html! {
                h1 { "A part within “" bdi { (self.from.name) } "”" }
                p .lead { "Name the one you found. “" bdi { (self.from.name) } "” stays as it is." }
                @if let Some(said) = &self.trouble { (notice(Tone::Problem, said)) }
                form .card method="post" action={ (address) "/split" } data-draft-place=(self.typing.place) {
                    (typing_fields(&self.typing))
                    (field("name", "Its name", Some("Any word will do."), &short_text("name", "name", &self.name)))
                    @if !self.fields.is_empty() {
                        fieldset .ticks {
                            legend { "What is said of both? Tick it, and the new one says it too." }
                            @for (name, ticked, said) in &self.fields {
                                label .tick {
                                    input type="checkbox" name="copy" value=(name) checked[*ticked];
                                    span { strong { (said.label) } span .tick-words dir="auto" { (said.text) } }
                                }
                            }
                        }
                    }
                    (keep_row("Keep"))
                }
                p { a href=(address) { "Leave it as it is" } }
            },
        )
    }
}

/// Choosing a picture.
pub(crate) struct PicturePage {
    pub(crate) page: Page,
    pub(crate) part: PartChip,
    pub(crate) has: bool,
    pub(crate) trouble: Option<Said>,
}

impl PicturePage {
    pub(crate) fn render(&self) -> Markup {
        let address = format!("/parts/{}", self.part.id);
        let picture = format!("{address}/picture");
        shell(
            &self.page,
            &html! {
                h1 { "A picture of “" bdi { (self.part.name) } "”" }
                p .lead { "A drawing, a photo, anything that looks like it. It is made small and kept without the place, the time and whatever else a camera writes into it." }
                @if let Some(said) = &self.trouble { (notice(Tone::Problem, said)) }
                form .card .narrow method="post" action=(picture) enctype="multipart/form-data" {
                    (field("file", "Choose a file", Some("JPEG, PNG, WebP or GIF, up to 40 MB."), &html! {
                        input type="file" id="file" name="file" accept="image/jpeg,image/png,image/webp,image/gif" required;
                    }))
                    div .row .end { button .button .main { "Keep" } }
                }
                @if self.has {
                    section .card .narrow {
                        p { img .part-picture src=(picture) alt="Its picture now" width="112" height="112"; }
                        p .help { "Taken off, it stays among what the part had before. Erased, it is gone, with every earlier one." }
                        div .row {
                            form method="post" action={ (picture) "/take-off" } { button .button .second { "Take it off" } }
                            form method="post" action={ (picture) "/erase" } { button .button .danger { "Erase it" } }
                        }
                    }
                }
                p { a href=(address) { "Back to the part" } }
            },
        )
    }
}

/// A part on paper. What is private or out of sight never comes here.
pub(crate) struct PrintedPart {
    pub(crate) chip: PartChip,
    pub(crate) emoji: String,
    pub(crate) has_picture: bool,
    pub(crate) headings: Vec<Heading>,
}

impl PrintedPart {
    pub(crate) fn render(&self) -> Markup {
        let address = format!("/parts/{}", self.chip.id);
        layout::printed(&html! {
            p .screen-only {
                "Use your browser’s own Print. A printed page is no longer sealed; what is just for you is not on it. "
                a href=(address) { "Back to the part" }
            }
            @if self.has_picture { img .part-picture src={ (address) "/picture" } alt="Its picture" width="112" height="112"; }
            h1 .part-name {
                (role_mark(self.chip.role, self.chip.colour.as_deref()))
                @if !self.emoji.is_empty() { bdi { (self.emoji) } }
                bdi { (self.chip.name) }
            }
            p { (role_word(self.chip.role)) }
            (pieces::headings(&self.headings))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Place;

    fn said() -> Trait {
        Trait { label: "What it fears".to_owned(), text: "<b>falling</b>".to_owned() }
    }

    #[test]
    fn merging_says_first_what_will_happen_and_does_nothing_until_then() {
        let page = |into: Option<PartChip>| {
            let both = vec![Heading { title: "Inside".to_owned(), traits: vec![said()] }];
            let others = vec![PartChip::sample()];
            MergePage {
                page: Page::sample(Place::Parts),
                part: PartChip::sample(),
                others,
                into,
                both,
                trouble: None,
            }
            .render()
            .into_string()
        };
        let choosing = page(None);
        assert!(choosing.contains("/merge?into=") && !choosing.contains("They are one"));
        let chosen = page(Some(PartChip::sample()));
        assert!(
            chosen.contains("They are one")
                && chosen.contains("&lt;b&gt;falling")
                && chosen.contains("apart again")
        );
    }

    #[test]
    fn splitting_fills_nothing_in_unasked() {
        let page = SplitPage {
            page: Page::sample(Place::Parts),
            typing: Typing { place: "/parts/x/split".to_owned(), ..Typing::default() },
            from: PartChip::sample(),
            name: String::new(),
            fields: vec![("fears".to_owned(), false, said())],
            trouble: None,
        };
        let page = page.render().into_string();
        assert!(page.contains("name=\"copy\" value=\"fears\"") && !page.contains("value=\"fears\" checked"));
        assert!(page.contains("data-draft-place=\"/parts/x/split\""));
    }

    #[test]
    fn a_picture_can_be_taken_off_only_where_there_is_one() {
        let page = |has| {
            PicturePage { page: Page::sample(Place::Parts), part: PartChip::sample(), has, trouble: None }
                .render()
                .into_string()
        };
        assert!(page(true).contains("/picture/erase") && !page(false).contains("/picture/erase"));
        assert!(page(false).contains("enctype=\"multipart/form-data\""));
    }
}
