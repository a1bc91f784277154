//! The form of a group.

use maud::{Markup, html};

use crate::{
    components::{
        PartChip, PartsPlace, Tone, field, keep_row, long_text, notice, part_links, part_tick, parts_nav,
        settles_fields, short_text, typing_fields, written,
    },
    error::Said,
    groups::forms::GroupForm,
    layout::{Page, shell},
};

/// What another window kept at the same time.
pub(crate) struct Other {
    pub(crate) name: String,
    pub(crate) about: String,
    /// The word for its colour, if it has one.
    pub(crate) colour: Option<String>,
    /// The group it stands within.
    pub(crate) within: Option<String>,
    pub(crate) archived: bool,
    pub(crate) parts: Vec<PartChip>,
}

/// What is to be said of a group that is kept already.
pub(crate) struct Known {
    pub(crate) archived: bool,
    pub(crate) others: Vec<Other>,
}

/// The page of one group, new or not.
pub(crate) struct GroupPage {
    pub(crate) page: Page,
    pub(crate) form: GroupForm,
    pub(crate) known: Option<Known>,
    pub(crate) trouble: Option<Said>,
}

impl GroupPage {
    pub(crate) fn render(&self) -> Markup {
        let form = &self.form;
        let typing = &form.typing;
        shell(
            &self.page,
            &html! {
                (parts_nav(PartsPlace::Within))
                h1 { @if typing.base == 0 { "Parts you see together" } @else { bdi { (form.name) } } }
                @if let Some(said) = &self.trouble { (notice(Tone::Problem, said)) }
                @if let Some(known) = &self.known {
                    @if known.archived { p .notice { "This group is archived. Its parts are where they were." } }
                    @for other in &known.others { (other.render()) }
                }
                @if typing.seen > 0 { p .help { "This is as you left it, not yet kept." } }
                form .card method="post" action="/groups" data-draft-place=(typing.place) {
                    // Enter in a line keeps, whatever other buttons stand before the one at the end.
                    button .sr-only tabindex="-1" aria-hidden="true" { "Keep" }
                    (typing_fields(typing))
                    (settles_fields(&form.settles))
                    @if form.hidden { input type="hidden" name="hidden" value="1"; }
                    (field("name", "Name", Some("Any word will do."), &short_text("name", "name", &form.name)))
                    (self.members())
                    div .row {
                        (field("colour", "Colour", None, &self.colours()))
                        @if !form.outers.is_empty() { (field("within", "Within another group", None, &self.outers())) }
                    }
                    (field("about", "A word about it", None, &long_text("about", "about", 2, &form.about, None)))
                    (keep_row("Keep"))
                }
                @if let Some(known) = &self.known { (self.ways_on(known)) }
            },
        )
    }

    fn members(&self) -> Markup {
        let form = &self.form;
        html! {
            fieldset {
                legend { "Its parts" }
                @if form.parts.is_empty() { p .help { "There is no part to put into it yet." } }
                div .chips { @for part in &form.parts { (part_tick(part, form.chosen.contains(&part.id))) } }
                @if form.keeps_hidden { p { button .plain name="go" value="hidden" { "Show hidden parts too" } } }
            }
        }
    }

    fn colours(&self) -> Markup {
        let colours = &hearken_content::library().words.colours;
        let chosen = self.form.colour.as_str();
        let strange = !chosen.is_empty() && !colours.iter().any(|colour| colour.hex == chosen);
        html! {
            select id="colour" name="colour" {
                option value="" { "not said" }
                @for colour in colours { option value=(colour.hex) selected[colour.hex == chosen] { (colour.label) } }
                @if strange { option value=(chosen) selected { (chosen) } }
            }
        }
    }

    fn outers(&self) -> Markup {
        let form = &self.form;
        html! {
            select id="within" name="within" {
                option value="" { "none" }
                @for outer in &form.outers { option value=(outer.id) selected[outer.id == form.within] { (outer.name) } }
            }
        }
    }

    fn ways_on(&self, known: &Known) -> Markup {
        let address = format!("/groups/{}", self.form.typing.record);
        let (archive, words) =
            if known.archived { ("bring-back", "Use it again") } else { ("archive", "Archive") };
        html! {
            div .row .ways-on {
                form method="post" action={ (address) "/" (archive) } { button .button .second { (words) } }
                a .button .second href={ (address) "/erase" } { "Erase" }
                a .button .second href="/groups" { "All groups" }
            }
        }
    }
}

impl Other {
    fn render(&self) -> Markup {
        html! {
            section .notice {
                p .what { "Kept in another window at the same time" }
                p dir="auto" { (self.name) }
                @if !self.about.trim().is_empty() { (written(&self.about)) }
                (part_links(&self.parts))
                @if let Some(colour) = &self.colour { p .help { "Colour: " (colour) } }
                @if let Some(outer) = &self.within { p .help { "Within " bdi { (outer) } } }
                @if self.archived { p .help { "It is archived there." } }
                p .then { "Put into the form what is to stay. Keeping it settles this." }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{components::Typing, groups::forms::Outer, layout::Place};

    #[test]
    fn the_form_shows_what_is_ticked_and_words_as_words() {
        let form = GroupForm {
            typing: Typing { base: 1, seen: 1, ..Typing::default() },
            name: "<b>Night</b>".to_owned(),
            colour: "#123456".to_owned(),
            within: "o".to_owned(),
            chosen: vec![PartChip::sample().id],
            parts: vec![PartChip::sample()],
            outers: vec![Outer { id: "o".to_owned(), name: "<Outer>".to_owned() }],
            ..GroupForm::default()
        };
        let other = Other {
            name: "<i>other</i>".to_owned(),
            about: String::new(),
            colour: Some("<u>moss".to_owned()),
            within: Some("<s>outer".to_owned()),
            archived: true,
            parts: vec![PartChip::sample()],
        };
        let known = Some(Known { archived: true, others: vec![other] });
        let trouble = Some(Said { what: "No.".to_owned(), then: "Yes.".to_owned() });
        let page =
            GroupPage { page: Page::sample(Place::Parts), form, known, trouble }.render().into_string();
        for shown in [
            "&lt;b&gt;Night",
            "value=\"#123456\" selected",
            "value=\"o\" selected>&lt;Outer&gt;",
            "&lt;i&gt;other",
            "Colour: &lt;u&gt;moss",
            "&lt;s&gt;outer",
            "It is archived there.",
            "aria-label=\"Parts\"",
            " checked",
            "Use it again",
        ] {
            assert!(page.contains(shown), "{shown}");
        }
    }
}
