//! The form that describes a trigger.

use maud::{Markup, html};

use crate::{
    components::{
        Beside, PartChip, PartsPlace, Tone, field, keep_row, long_text, notice, part_tick, parts_nav,
        role_mark, short_text, typing_fields,
    },
    error::Said,
    layout::{Page, shell},
    triggers::forms::TriggerForm,
};

/// The page with the form.
pub(in crate::triggers) struct TriggerFormPage {
    pub(in crate::triggers) page: Page,
    pub(in crate::triggers) beside: Beside,
    pub(in crate::triggers) form: TriggerForm,
    pub(in crate::triggers) trouble: Option<Said>,
}

impl TriggerFormPage {
    pub(in crate::triggers) fn render(&self) -> Markup {
        let TriggerForm { typing, trigger, .. } = &self.form;
        shell(
            &self.page,
            &html! {
                (parts_nav(PartsPlace::Triggers))
                h1 { @if typing.base == 0 { "A trigger" } @else { "What you know of it" } }
                p .lead { "A few words are enough. All else can wait." }
                @if let Some(said) = &self.trouble { (notice(Tone::Problem, said)) }
                (self.beside.shown())
                form .card method="post" action="/triggers" data-draft-place=(typing.place) {
                    // Enter in a line keeps, whatever other buttons stand before the one at the end.
                    button .sr-only tabindex="-1" aria-hidden="true" { "Keep" }
                    (typing_fields(typing))
                    (self.beside.settled())
                    @if self.form.hidden { input type="hidden" name="hidden" value="1"; }
                    (field("name", "The situation", Some("For example: Sunday evening, a raised voice, an unread letter."), &short_text("name", "name", &trigger.name)))
                    (field("signs", "How do you notice it?", Some("In the body, in thoughts, in what you do."), &long_text("signs", "signs", 2, &trigger.signs, None)))
                    (self.called())
                    (field("helps", "What helps?", None, &long_text("helps", "helps", 2, &trigger.helps, None)))
                    (keep_row("Keep"))
                }
            },
        )
    }

    /// The parts it calls, in their order; then the others to tick.
    fn called(&self) -> Markup {
        let TriggerForm { called, others, .. } = &self.form;
        html! {
            @if !called.is_empty() {
                fieldset {
                    legend { "It calls, in this order" }
                    ol .called { @for (nth, part) in called.iter().enumerate() { (place(part, nth, called.len())) } }
                }
            }
            @if !others.is_empty() {
                fieldset {
                    legend { @if called.is_empty() { "Which parts does it call? Tick them in the order in which they come, or put them in order below." } @else { "Others that come" } }
                    div .chips { @for part in others { (part_tick(part, false)) } }
                    button .button .second .small name="go" value="order" { "Put them in order" }
                }
            }
            @if self.form.keeps_hidden { p { button .plain name="go" value="hidden" { "Hidden parts too" } } }
        }
    }
}

fn place(part: &PartChip, nth: usize, all: usize) -> Markup {
    let way = |go: &str, sign: &str, words: &str| {
        html! { button .plain .way name="go" value={ (go) "-" (part.id) } { span aria-hidden="true" { (sign) } span .sr-only { (words) ": " (part.name) } } }
    };
    html! {
        li {
            input type="hidden" name="part" value=(part.id);
            span .called-name { (role_mark(part.role, part.colour.as_deref())) " " bdi { (part.name) } }
            @if nth > 0 { (way("up", "↑", "Earlier")) }
            @if nth + 1 < all { (way("down", "↓", "Later")) }
            (way("out", "×", "Take out"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Place;

    #[test]
    fn the_parts_it_calls_stand_in_order_with_ways_to_move_them() {
        let other = PartChip { id: "0197a5e0-0000-7000-8000-000000000002".to_owned(), ..PartChip::sample() };
        let form = TriggerForm { called: vec![other.clone(), PartChip::sample()], ..TriggerForm::default() };
        let (page, beside) = (Page::sample(Place::Parts), Beside::default());
        let page = TriggerFormPage { page, beside, form, trouble: None };
        let page = page.render().into_string();
        let at = |part: &PartChip| page.find(&format!("name=\"part\" value=\"{}\"", part.id)).unwrap();
        assert!(at(&other) < at(&PartChip::sample()));
        assert!(page.contains(&format!("down-{}", other.id)) && !page.contains(&format!("up-{}", other.id)));
        assert!(page.contains("The &lt;b&gt;Planner&lt;/b&gt;"));
        let first =
            page.find("<form class=\"card\"").and_then(|form| page[form..].split("<button").nth(1)).unwrap();
        assert!(!first.contains("name=\"go\""), "Enter keeps and moves nothing");
    }
}
