//! The form of a check-in, and the word after it.

use hearken_core::readings::{Quality, Scale};
use maud::{Markup, html};

use crate::{
    check_in::{
        forms::{Asked, CheckInForm, field_of},
        over_time::{quality_word, scale_words},
    },
    components::{
        Nearest, PartsPlace, Tone, asks_card, field, harm_notice, keep_row, level_row, notice, part_tick,
        parts_nav, short_text, term, typing_fields, when_picker,
    },
    error::Said,
    layout::{Page, shell},
};

/// The page with the form.
pub(in crate::check_in) struct CheckInPage {
    pub(in crate::check_in) page: Page,
    pub(in crate::check_in) form: CheckInForm,
    pub(in crate::check_in) trouble: Option<Said>,
}

impl CheckInPage {
    pub(in crate::check_in) fn render(&self) -> Markup {
        let CheckInForm { typing, fields, .. } = &self.form;
        shell(
            &self.page,
            &html! {
                (parts_nav(PartsPlace::CheckIn))
                div .head {
                    h1 { "Who is here?" }
                    a .button .second href="/check-in/over-time" { "Over time" }
                }
                @if let Some(said) = &self.trouble { (notice(Tone::Problem, said)) }
                p .help { "Tick who is here and choose a number where one comes. Leave out what you like. Only you can read it." }
                @if self.form.has_last { p { a .button .second href=(self.same_parts()) { "Same parts as last time" } } }
                form .card .check-in method="post" action="/check-in" data-draft-place=(typing.place) {
                    // Enter in a line keeps, whatever other buttons stand before the one at the end.
                    button .sr-only tabindex="-1" aria-hidden="true" { "Keep" }
                    (typing_fields(typing))
                    @if fields.has("hidden") { input type="hidden" name="hidden" value="1"; }
                    @for asked in &self.form.asked { (self.part(asked)) }
                    @if self.form.asked.is_empty() { p .help { "No part has a name here yet. You can still say how much Self is here." } }
                    (self.more())
                    (self.of_self())
                    (when_picker(fields.text("when")))
                    (keep_row("Keep"))
                }
            },
        )
    }

    /// The form with the parts of last time; hidden ones among them where they are shown already.
    fn same_parts(&self) -> &'static str {
        if self.form.fields.has("hidden") { "/check-in?same=1&hidden=1" } else { "/check-in?same=1" }
    }

    fn part(&self, asked: &Asked) -> Markup {
        let (chip, fields) = (&asked.chip, &self.form.fields);
        let note = format!("note-{}", chip.id);
        html! {
            fieldset .check-part {
                legend .sr-only { (chip.name) }
                (part_tick(chip, asked.here))
                div .check-scales {
                    @if asked.harm { (harm_notice()) }
                    @for scale in Scale::OF_PARTS {
                        @let (words, name) = (scale_words(&scale), field_of(&scale, &chip.id));
                        (level_row(&name, &words.question, words, fields.text(&name)))
                    }
                    (field(&note, "A word about it", None, &short_text(&note, &note, fields.text(&note))))
                }
            }
        }
    }

    /// Parts that are asked for.
    fn more(&self) -> Markup {
        let form = &self.form;
        html! {
            @if !form.more.is_empty() {
                details {
                    summary { "More parts" }
                    div .chips { @for chip in &form.more { (part_tick(chip, false)) } }
                    p { button .button .second name="go" value="more" { "Ask about these" } }
                }
            }
            @if form.keeps_hidden { p { button .plain name="go" value="hidden" { "Hidden parts too" } } }
        }
    }

    fn of_self(&self) -> Markup {
        let fields = &self.form.fields;
        let energy = scale_words(&Scale::SelfEnergy);
        let said = |quality: &Quality| !fields.text(quality.id()).is_empty();
        html! {
            section .check-self {
                h2 .sr-only { "Self" }
                (level_row(Scale::SelfEnergy.id(), &energy.question, energy, fields.text(Scale::SelfEnergy.id())))
                details open[Quality::ALL.iter().any(said)] {
                    summary { "The eight qualities of Self" }
                    p .help { "Where they come from: " (term("eight-cs")) "." }
                    @for quality in Quality::ALL {
                        (level_row(quality.id(), quality_word(quality), scale_words(&Scale::Quality(quality)), fields.text(quality.id())))
                    }
                }
                (field("note", "A word about today", None, &short_text("note", "note", fields.text("note"))))
            }
        }
    }
}

/// After a check-in: it is kept, and where to go. Nothing is said about what was said.
pub(in crate::check_in) struct KeptPage {
    pub(in crate::check_in) page: Page,
    /// A part was here that carries an urge to harm the person.
    pub(in crate::check_in) help: bool,
    /// What the card that asks shows, if what was written asks for it (K6).
    pub(in crate::check_in) asks: Option<Nearest>,
}

impl KeptPage {
    pub(in crate::check_in) fn render(&self) -> Markup {
        shell(
            &self.page,
            &html! {
                (parts_nav(PartsPlace::CheckIn))
                @if self.help { (harm_notice()) }
                h1 { "Kept." }
                @if let Some(nearest) = &self.asks { (asks_card(nearest)) }
                div .row {
                    a .button .main href="/" { "Back to today" }
                    a .button .second href="/check-in/over-time" { "Over time" }
                }
            },
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{components::PartChip, layout::Place};

    fn page(harm: bool) -> String {
        let asked = Asked { chip: PartChip::sample(), harm, here: true };
        let form =
            CheckInForm { asked: vec![asked], more: vec![PartChip::sample()], ..CheckInForm::default() };
        CheckInPage { page: Page::sample(Place::Parts), form, trouble: None }.render().into_string()
    }

    #[test]
    fn every_scale_is_asked_and_no_level_is_chosen() {
        let page = page(false);
        let names = Scale::OF_PARTS.map(|scale| field_of(&scale, &PartChip::sample().id));
        for name in names.iter().map(String::as_str).chain(["self-energy", "curiosity", "connectedness"]) {
            assert_eq!(page.matches(&format!("name=\"{name}\"")).count(), 12, "{name}");
        }
        assert_eq!(page.matches(" checked").count(), 1, "the tick of the part alone");
        assert!(page.contains("The &lt;b&gt;Planner&lt;/b&gt;"));
    }

    #[test]
    fn a_part_that_carries_an_urge_to_harm_brings_help_before_its_scales() {
        // Once it stands in the frame of every page.
        assert_eq!(
            (page(true).matches("/help-now").count(), page(false).matches("/help-now").count()),
            (2, 1)
        );
        let kept =
            |help| KeptPage { page: Page::sample(Place::Parts), help, asks: None }.render().into_string();
        assert_eq!(
            (kept(true).matches("/help-now").count(), kept(false).matches("/help-now").count()),
            (2, 1)
        );
    }
}
