//! One reading, to be mended.

use hearken_core::readings::Scale;
use maud::{Markup, html};

use crate::{
    check_in::over_time::{quality_word, scale_words},
    components::{
        Beside, PartsPlace, Tone, Typing, field, keep_row, level_row, notice, parts_nav, short_text,
        typing_fields, when_picker,
    },
    error,
    form::Fields,
    layout::{Page, shell},
};

/// The page with its form.
pub(in crate::check_in) struct ReadingPage {
    pub(in crate::check_in) page: Page,
    /// The part it is of; `None` for Self.
    pub(in crate::check_in) of: Option<String>,
    pub(in crate::check_in) scales: Vec<Scale>,
    /// Where its course is seen.
    pub(in crate::check_in) course: String,
    pub(in crate::check_in) beside: Beside,
    pub(in crate::check_in) typing: Typing,
    pub(in crate::check_in) fields: Fields,
    pub(in crate::check_in) trouble: Option<error::Said>,
}

impl ReadingPage {
    pub(in crate::check_in) fn render(&self) -> Markup {
        let (typing, fields) = (&self.typing, &self.fields);
        shell(
            &self.page,
            &html! {
                (parts_nav(PartsPlace::CheckIn))
                h1 { "What you said of " @match &self.of { Some(name) => bdi { (name) }, None => "Self" } }
                @if let Some(said) = &self.trouble { (notice(Tone::Problem, said)) }
                (self.beside.shown())
                form .card .check-in method="post" action=(typing.place) data-draft-place=(typing.place) {
                    (typing_fields(typing))
                    (self.beside.settled())
                    @for scale in &self.scales {
                        @let words = scale_words(scale);
                        @let question = if let Scale::Quality(quality) = scale { quality_word(*quality) } else { &words.question };
                        (level_row(scale.id(), question, words, fields.text(scale.id())))
                    }
                    (field("note", "A word about it", None, &short_text("note", "note", fields.text("note"))))
                    (when_picker(fields.text("when")))
                    (keep_row("Keep"))
                }
                div .row .ways-on {
                    a .button .second href=(self.course) { "Over time" }
                    a .button .second href={ (typing.place) "/erase" } { "Erase" }
                }
            },
        )
    }
}
