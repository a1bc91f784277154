//! The form of a small act, the look at one, and acts as the page of their session shows them.

use hearken_core::{agreements::Kept, journey::SmallAct};
use maud::{Markup, html};

use crate::{
    components::{
        PartChip, Tone, Typing, card, day_picker, field, keep_row, long_text, notice, part_links, short_text,
        typing_fields, written,
    },
    error::Said,
    form::Fields,
    layout::{Page, shell},
    sharing::who_follows,
};

/// A small act with how it went.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::journey) struct Shown {
    pub(in crate::journey) address: String,
    pub(in crate::journey) act: SmallAct,
    pub(in crate::journey) part: Vec<PartChip>,
    /// The day to look at it, in words.
    pub(in crate::journey) day: Option<String>,
    /// When somebody looked, how it went, and a word about it.
    pub(in crate::journey) went: Vec<(String, Kept, String)>,
}

/// The small acts of the session at that address.
pub(in crate::journey) fn acts_card(session: &str, acts: &[Shown]) -> Markup {
    card(
        "One small act",
        &html! {
            @if acts.is_empty() { p .help { "What would you like to do a little differently? One thing is enough." } }
            ul .plain-list { @for shown in acts { li { (line(shown)) } } }
            p { a .button .second href={ (session) "/acts/new" } { "Name one" } }
        },
    )
}

fn line(shown: &Shown) -> Markup {
    html! {
        a href=(shown.address) { bdi { (crate::words::beginning(&shown.act.what, 140)) } }
        @if let Some(day) = &shown.day { span .help { " · " (day) } }
        @if let Some((_, kept, _)) = shown.went.last() { span .help { " · " (word(*kept)) } }
    }
}

pub(in crate::journey) const fn word(kept: Kept) -> &'static str {
    match kept {
        Kept::Yes => "done",
        Kept::Partly => "done in part",
        Kept::No => "not done",
    }
}

/// The form of a small act.
pub(super) struct FormPage {
    pub(super) page: Page,
    pub(super) typing: Typing,
    pub(super) act: SmallAct,
    pub(super) parts: Vec<PartChip>,
    pub(super) trouble: Option<Said>,
}

impl FormPage {
    pub(super) fn render(&self) -> Markup {
        let act = &self.act;
        shell(
            &self.page,
            &html! {
                h1 { "One small act" }
                p .lead { "Small enough to do on a bad day." }
                @if let Some(said) = &self.trouble { (notice(Tone::Problem, said)) }
                form .card method="post" action="/journey/acts" data-draft-place=(self.typing.place) {
                    (typing_fields(&self.typing))
                    input type="hidden" name="session" value=(act.session);
                    (field("what", "What?", None, &long_text("what", "what", 2, &act.what, None)))
                    (day_picker("day", "Which day?", Some("It comes up on Today then. You may leave it empty."), &act.day.map(|day| day.to_string()).unwrap_or_default()))
                    (field("where", "When in the day, and where?", None, &short_text("where", "where", &act.place)))
                    (self.part())
                    (field("obstacle", "What may get in the way?", None, &long_text("obstacle", "obstacle", 2, &act.obstacle, None)))
                    (who_follows(&self.page, &[&act.session.to_string()]))
                    (keep_row("Keep"))
                }
            },
        )
    }

    fn part(&self) -> Markup {
        html! {
            @if !self.parts.is_empty() {
                (field("part", "With which part?", None, &html! {
                    select id="part" name="part" autocomplete="off" {
                        option value="" { "None" }
                        @for part in &self.parts {
                            option value=(part.id) selected[self.act.part.is_some_and(|chosen| chosen.to_string() == part.id)] { (part.name) }
                        }
                    }
                }))
            }
        }
    }
}

/// One act: what it was, how it went so far, and room to say how it went now.
pub(super) struct LookPage {
    pub(super) page: Page,
    pub(super) typing: Typing,
    pub(super) session: String,
    pub(super) shown: Shown,
    /// What was typed before and not kept.
    pub(super) fields: Fields,
}

impl LookPage {
    pub(super) fn render(&self) -> Markup {
        let Shown { address, act, part, day, went } = &self.shown;
        shell(
            &self.page,
            &html! {
                p .over { a href=(self.session) { "Its session" } }
                h1 { "One small act" }
                (written(&act.what))
                @if let Some(day) = day { p .help { (day) @if !act.place.is_empty() { " · " bdi { (act.place) } } } }
                (part_links(part))
                @if !act.obstacle.is_empty() { p .help { "What may get in the way" } (written(&act.obstacle)) }
                @for (when, kept, words) in went {
                    section .went { p .help { (when) " · " (word(*kept)) } @if !words.is_empty() { (written(words)) } }
                }
                h2 { "How did it go?" }
                p .help { "Not done is no failure. It may have been too large, or a part had a reason." }
                form .card method="post" action={ (address) "/look" } data-draft-place=(self.typing.place) {
                    (typing_fields(&self.typing))
                    input type="hidden" name="seen_looks" value=(went.len());
                    fieldset {
                        legend .sr-only { "How did it go?" }
                        @for kept in Kept::ALL {
                            label .choice { input type="radio" name="kept" value=(kept.id()) required checked[self.fields.text("kept") == kept.id()]; " " (word(kept)) }
                        }
                    }
                    (field("words", "A word about it", None, &long_text("words", "words", 2, self.fields.text("words"), None)))
                    (day_picker("next", "Look again on", Some("Leave it empty if that was it."), self.fields.text("next")))
                    (who_follows(&self.page, &[&act.session.to_string()]))
                    (keep_row("Keep"))
                }
                div .row .ways-on {
                    a .button .second href={ (address) "/edit" } { "Change it" }
                    a .button .second href={ (address) "/erase" } { "Erase" }
                }
            },
        )
    }
}
