//! One time it happened. Each question can be left out; how strong comes first.

use hearken_core::triggers::Response;
use maud::{Markup, html};

use super::did_word;
use crate::{
    components::{
        Beside, PartsPlace, Tone, field, keep_row, level_row, long_text, notice, part_tick, parts_nav,
        typing_fields, when_picker,
    },
    error::Said,
    layout::{Page, shell},
    triggers::forms::TimeForm,
};

/// The page with its form.
pub(in crate::triggers) struct TimePage {
    pub(in crate::triggers) page: Page,
    /// Where the trigger is read.
    pub(in crate::triggers) trigger: String,
    pub(in crate::triggers) name: String,
    pub(in crate::triggers) beside: Beside,
    pub(in crate::triggers) form: TimeForm,
    pub(in crate::triggers) trouble: Option<Said>,
}

impl TimePage {
    pub(in crate::triggers) fn render(&self) -> Markup {
        let TimeForm { typing, fields, .. } = &self.form;
        let words = hearken_content::library().words.scale("distress");
        shell(
            &self.page,
            &html! {
                (parts_nav(PartsPlace::Triggers))
                p .over { a href=(self.trigger) { bdi { (self.name) } } }
                h1 { "It happened" }
                @if let Some(said) = &self.trouble { (notice(Tone::Problem, said)) }
                (self.beside.shown())
                form .card .check-in method="post" action=(typing.place) data-draft-place=(typing.place) {
                    button .sr-only tabindex="-1" aria-hidden="true" { "Keep" }
                    (typing_fields(typing))
                    (self.beside.settled())
                    @if fields.has("hidden") || fields.text("go") == "hidden" { input type="hidden" name="hidden" value="1"; }
                    (level_row("strength", &words.question, words, fields.text("strength")))
                    (self.came())
                    (did(fields.text("did")))
                    (self.more())
                    (keep_row("Keep"))
                }
                @if typing.base > 0 { div .row .ways-on { a .button .second href={ (typing.place) "/erase" } { "Erase" } } }
            },
        )
    }

    fn came(&self) -> Markup {
        let form = &self.form;
        html! {
            @if !form.parts.is_empty() {
                fieldset {
                    legend { "Who came?" }
                    div .chips { @for part in &form.parts { (part_tick(part, form.chosen.contains(&part.id))) } }
                }
            }
            @if form.keeps_hidden { p { button .plain name="go" value="hidden" { "Hidden parts too" } } }
        }
    }

    /// What can wait until it is over.
    fn more(&self) -> Markup {
        let fields = &self.form.fields;
        let filled = ["steady", "helped", "words", "when"].iter().any(|name| !fields.text(name).is_empty());
        let steady = html! {
            input type="text" id="steady" name="steady" value=(fields.text("steady")) inputmode="numeric" autocomplete="off";
        };
        html! {
            details open[filled] {
                summary { "What helped, how long, when" }
                (field("steady", "How long till you were steady?", Some("In minutes. An hour is 60."), &steady))
                (field("helped", "What helped?", None, &long_text("helped", "helped", 2, fields.text("helped"), None)))
                (field("words", "Anything else about it", None, &long_text("words", "words", 2, fields.text("words"), None)))
                (when_picker(fields.text("when")))
            }
        }
    }
}

fn did(chosen: &str) -> Markup {
    html! {
        fieldset {
            legend { "What did you do?" }
            div .chips {
                @for did in Response::ALL {
                    label .chip { input type="radio" name="did" value=(did.id()) checked[chosen == did.id()]; (did_word(did)) }
                }
                label .chip { input type="radio" name="did" value=""; "not said" }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{components::PartChip, layout::Place};

    #[test]
    fn how_strong_is_asked_first_with_both_ends_in_words_and_nothing_chosen() {
        let form = TimeForm { parts: vec![PartChip::sample()], ..TimeForm::default() };
        let (trigger, name) = ("/triggers/t".to_owned(), "<i>Sunday</i>".to_owned());
        let (page, beside) = (Page::sample(Place::Parts), Beside::default());
        let page = TimePage { page, trigger, name, beside, form, trouble: None };
        let page = page.render().into_string();
        assert!(page.contains("0 calm · 10 the most distress you can imagine"));
        assert!(page.find("name=\"strength\"").unwrap() < page.find("name=\"did\"").unwrap());
        assert!(!page.contains(" checked") && page.contains("&lt;i&gt;Sunday"));
    }
}
