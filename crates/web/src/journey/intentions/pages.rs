//! The form of an intention, and intentions as the page of their session shows them.

use hearken_core::journey::Intention;
use maud::{Markup, html};

use crate::{
    components::{
        PartChip, Tone, Typing, card, field, keep_row, long_text, notice, part_links, part_picker_in,
        typing_fields, written,
    },
    error::Said,
    journey::beside::{self, Beside, Said as Field},
    layout::{Page, shell},
    sharing::{share_link, who_follows},
};

/// An intention with its parts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::journey) struct Shown {
    pub(in crate::journey) address: String,
    pub(in crate::journey) intention: Intention,
    pub(in crate::journey) wanted_by: Vec<PartChip>,
    pub(in crate::journey) about: Vec<PartChip>,
    pub(in crate::journey) beside: Vec<Beside>,
}

/// Each field of an intention with its name, and its parts by theirs.
pub(super) fn said(intention: &Intention, wanted_by: &str, about: &str) -> Vec<Field> {
    let of = [
        ("Your intention", intention.words.as_str()),
        ("Wanted by", wanted_by),
        ("About", about),
        ("They ask for", intention.conditions.as_str()),
        ("You promise", intention.promises.as_str()),
        ("What came of it", intention.came_of_it.as_str()),
    ];
    of.map(|(label, text)| (label.to_owned(), text.to_owned())).into()
}

/// The intentions of the session at that address.
pub(in crate::journey) fn intentions_card(session: &str, intentions: &[Shown]) -> Markup {
    card(
        "Intentions",
        &html! {
            @if intentions.is_empty() {
                p .help { "What you want to be with. It may be small, and it may change." }
            }
            @for shown in intentions { (one(shown)) }
            div .row .ways-on {
                a .button .second href={ (session) "/intentions/new" } { "Set an intention" }
                a .button .second href="/exercises/about/intention" { "Find one with your parts" }
            }
        },
    )
}

fn one(shown: &Shown) -> Markup {
    let Shown { intention, .. } = shown;
    html! {
        section .intention {
            (written(&intention.words))
            @if !shown.wanted_by.is_empty() { p .help { "Wanted by" } (part_links(&shown.wanted_by)) }
            @if !shown.about.is_empty() { p .help { "About" } (part_links(&shown.about)) }
            @for (name, text) in [("They ask for", &intention.conditions), ("You promise", &intention.promises), ("What came of it", &intention.came_of_it)] {
                @if !text.is_empty() { p .help { (name) } (written(text)) }
            }
            (beside::shown(&shown.beside, "What stands above counts for now. “Change it” shows both, and what you keep there is what holds."))
            p { a href=(shown.address) { "Change it, or say what came of it" } }
        }
    }
}

/// The form of an intention.
pub(super) struct FormPage {
    pub(super) page: Page,
    pub(super) typing: Typing,
    pub(super) intention: Intention,
    pub(super) parts: Vec<PartChip>,
    pub(super) beside: Vec<Beside>,
    pub(super) trouble: Option<Said>,
}

impl FormPage {
    pub(super) fn render(&self) -> Markup {
        let intention = &self.intention;
        let chosen = |ids: &[hearken_core::RecordId]| ids.iter().map(ToString::to_string).collect::<Vec<_>>();
        let text = |name: &str, label: &str, help: Option<&str>, value: &str| {
            field(name, label, help, &long_text(name, name, 2, value, None))
        };
        shell(
            &self.page,
            &html! {
                h1 { "An intention" }
                p .lead { "One to three sentences. “I want to be with…” asks less of you than “I must mend…”." }
                @if let Some(said) = &self.trouble { (notice(Tone::Problem, said)) }
                (beside::above_the_form(&self.beside))
                form .card method="post" action="/journey/intentions" data-draft-place=(self.typing.place) {
                    (typing_fields(&self.typing))
                    (beside::settles(&self.beside))
                    input type="hidden" name="session" value=(intention.session);
                    (text("words", "Your intention", None, &intention.words))
                    (part_picker_in("part", "Which part wants this?", &self.parts, &chosen(&intention.wanted_by)))
                    (part_picker_in("about", "Which parts is it about?", &self.parts, &chosen(&intention.about)))
                    (text("conditions", "What do your parts ask for first?", None, &intention.conditions))
                    (text("promises", "What do you promise them?", None, &intention.promises))
                    @if self.typing.base > 0 {
                        (text("came_of_it", "What came of it?", Some("When you look back. It may be nothing yet."), &intention.came_of_it))
                    }
                    (who_follows(&self.page, &[&self.typing.record, &intention.session.to_string()]))
                    (keep_row("Keep"))
                }
                @if self.typing.base > 0 {
                    p .row { (share_link(&self.page, self.typing.place.trim_start_matches("/journey/intentions/"))) a .button .second href={ (self.typing.place) "/erase" } { "Erase" } }
                }
            },
        )
    }
}
