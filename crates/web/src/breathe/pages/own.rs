//! The form of a pattern of one's own.

use maud::{Markup, html};

use crate::{
    components::{Tone, Typing, field, keep_row, notice, short_text, typing_fields},
    error::Said,
    form::Fields,
    layout::{Page, shell},
};

/// The form.
pub(in crate::breathe) struct OwnPage {
    pub(in crate::breathe) page: Page,
    pub(in crate::breathe) typing: Typing,
    pub(in crate::breathe) fields: Fields,
    /// Whether a pause may be (B2).
    pub(in crate::breathe) holds_open: bool,
    pub(in crate::breathe) trouble: Option<Said>,
}

impl OwnPage {
    pub(in crate::breathe) fn render(&self) -> Markup {
        let own = &hearken_content::library().breath_rules.own;
        let (typing, fields) = (&self.typing, &self.fields);
        let number = |name: &str, step: &str| {
            html! {
                input type="number" id=(name) name=(name) inputmode="decimal" min="0" max="20" step=(step) value=(fields.text(name)) autocomplete="off";
            }
        };
        shell(
            &self.page,
            &html! {
                p .over { a href="/breathe" { "Breathe" } }
                h1 { @if typing.base == 0 { "A pattern of your own" } @else { "Your pattern" } }
                ul { @for bound in [&own.said_phase, &own.said_out, &own.said_pace, &own.said_minutes] { li { (bound) } } }
                @if let Some(said) = &self.trouble { (notice(Tone::Problem, said)) }
                form .card method="post" action="/breathe/own" data-draft-place=(typing.place) {
                    (typing_fields(typing))
                    (field("name", "What do you call it?", None, &short_text("name", "name", fields.text("name"))))
                    (field("in", "Breathe in, seconds", None, &number("in", "0.1")))
                    (field("out", "Breathe out, seconds", None, &number("out", "0.1")))
                    @if self.holds_open {
                        p .help { (own.said_hold) }
                        (field("top", "Pause after breathing in, seconds", Some("0 for none."), &number("top", "0.1")))
                        (field("low", "Pause after breathing out, seconds", Some("0 for none."), &number("low", "0.1")))
                    } @else {
                        p .help { (own.said_gate) " " a href="/breathe/questions" { "Answer the questions" } }
                    }
                    (field("minutes", "Minutes", None, &number("minutes", "1")))
                    (keep_row("Keep"))
                }
                @if typing.base > 0 {
                    div .row .ways-on {
                        a .button .second href={ "/breathe/" (typing.record) } { "Breathe it" }
                        a .button .second href={ "/breathe/own/" (typing.record) "/erase" } { "Erase" }
                    }
                }
            },
        )
    }
}
