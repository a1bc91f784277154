//! What is shown of agreements.

use hearken_core::agreements::Kept;
use maud::{Markup, html};

use super::forms::AgreementForm;
use crate::{
    components::{
        PartChip, PartsPlace, Tone, Typing, day_picker, field, keep_row, long_text, notice, part_links,
        part_picker_named, parts_nav, quiet, short_text, typing_fields, written,
    },
    error::Said,
    layout::{Page, Place, shell},
    sharing::{share_link, who_follows},
};

/// What was agreed, ready to be read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Agreed {
    pub(super) what: String,
    pub(super) by_whom: String,
    pub(super) how_to_check: String,
    pub(super) parts: Vec<PartChip>,
    pub(super) made: String,
    pub(super) due: Option<String>,
    pub(super) ended: Option<String>,
    /// How it went when it was last looked at, and when that was.
    pub(super) last: Option<(Kept, String)>,
}

impl Agreed {
    fn terms(&self) -> Markup {
        html! {
            (written(&self.what))
            (part_links(&self.parts))
            dl .traits {
                @for (label, text) in [("Who does it", &self.by_whom), ("How you both know", &self.how_to_check)] {
                    @if !text.trim().is_empty() { dt { (label) } dd { (written(text)) } }
                }
            }
        }
    }
}

/// How it went, as a person says it.
pub(crate) const fn kept_word(kept: Kept) -> &'static str {
    match kept {
        Kept::Yes => "It was kept",
        Kept::Partly => "Kept in part",
        Kept::No => "Not this time",
    }
}

/// Every agreement.
pub(super) struct AgreementsPage {
    pub(super) page: Page,
    pub(super) due: Vec<(String, Agreed)>,
    pub(super) open: Vec<(String, Agreed)>,
    pub(super) ended: Vec<(String, Agreed)>,
}

impl Default for AgreementsPage {
    fn default() -> Self {
        Self {
            page: Page { at: Place::Parts, open: None },
            due: Vec::new(),
            open: Vec::new(),
            ended: Vec::new(),
        }
    }
}

impl AgreementsPage {
    pub(super) fn render(&self) -> Markup {
        let none = self.due.is_empty() && self.open.is_empty() && self.ended.is_empty();
        shell(
            &self.page,
            &html! {
                (parts_nav(PartsPlace::Agreements))
                div .head {
                    h1 { "Agreements" }
                    a .button .main href="/agreements/new" { "Make one" }
                }
                @if none {
                    section .card {
                        p { "What you and a part agree on lives here: something small, for a while, that both of you can look at again." }
                        p { "One that was not kept is no one’s failure. It shows what each of you needs." }
                    }
                }
                (group("Time for a look", &self.due))
                (group("They hold for now", &self.open))
                (group("Over", &self.ended))
            },
        )
    }
}

fn group(heading: &str, agreements: &[(String, Agreed)]) -> Markup {
    html! {
        @if !agreements.is_empty() {
            section .card {
                h2 { (heading) }
                ul .plain-list { @for (id, agreed) in agreements { li { (line(id, agreed)) } } }
            }
        }
    }
}

fn line(id: &str, agreed: &Agreed) -> Markup {
    let names = agreed.parts.iter().map(|part| part.name.as_str()).collect::<Vec<_>>().join(", ");
    html! {
        a href={ "/agreements/" (id) } dir="auto" { (crate::words::beginning(&agreed.what, 120)) }
        p .help {
            @if !names.is_empty() { "With " bdi { (names) } ". " }
            @if let Some(ended) = &agreed.ended { "Over since " (ended) ". " }
            @else if let Some(due) = &agreed.due { "A look on " (due) ". " }
            @if let Some((kept, when)) = &agreed.last { (kept_word(*kept)) ", " (when) "." }
        }
    }
}

/// A time it was looked at.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct LookLine {
    pub(super) kept: Kept,
    pub(super) when: String,
    pub(super) words: String,
}

/// What another window or device kept at the same time.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Beside {
    pub(super) agreed: Agreed,
    /// How it went, as far as only that one says it.
    pub(super) looks: Vec<LookLine>,
}

/// What was agreed before it was made anew.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Before {
    pub(super) saved: String,
    pub(super) agreed: Agreed,
}

/// One agreement.
pub(super) struct AgreementPage {
    pub(super) page: Page,
    pub(super) id: String,
    pub(super) agreed: Agreed,
    pub(super) due: bool,
    pub(super) looks: Vec<LookLine>,
    pub(super) others: Vec<Beside>,
    pub(super) before: Vec<Before>,
}

impl AgreementPage {
    pub(super) fn render(&self) -> Markup {
        let agreed = &self.agreed;
        shell(
            &self.page,
            &html! {
                (parts_nav(PartsPlace::Agreements))
                p .over { "Agreed " (agreed.made) }
                h1 { "An agreement" }
                @if let Some(ended) = &agreed.ended {
                    (quiet(&format!("It is over since {ended}."), "All of it stays here. You can make it anew whenever both of you want."))
                }
                (agreed.terms())
                @if agreed.ended.is_none() { p .help { (self.next_look()) } }
                @if !self.others.is_empty() { (self.twins()) }
                (self.ways_on())
                @if !self.looks.is_empty() { (self.looks()) }
                @if !self.before.is_empty() { (self.before()) }
            },
        )
    }

    fn next_look(&self) -> String {
        match &self.agreed.due {
            Some(due) if self.due => {
                format!("You wanted to look at it on {due}. Any day is a good day for it.")
            }
            Some(due) => format!("You look at it again on {due}."),
            None => "No day is set to look at it. You can look whenever you like.".to_owned(),
        }
    }

    fn ways_on(&self) -> Markup {
        let address = |rest: &str| format!("/agreements/{}/{rest}", self.id);
        html! {
            div .row .ways-on {
                @if self.agreed.ended.is_none() {
                    a .button .main href=(address("look")) { "How did it go?" }
                    a .button .second href=(address("edit")) { "Change it" }
                    @if self.due {
                        form method="post" action=(address("another-day")) {
                            button .button .second { "Another day" }
                        }
                    }
                    form method="post" action=(address("end")) { button .button .second { "Let it end" } }
                } @else {
                    a .button .second href=(address("edit")) { "Make it anew" }
                }
                (share_link(&self.page, &self.id))
                a .button .second href=(address("erase")) { "Erase" }
            }
        }
    }

    fn looks(&self) -> Markup {
        html! { section .card { h2 { "How it went" } (look_lines(&self.looks)) } }
    }

    fn twins(&self) -> Markup {
        html! {
            section .notice {
                p .what { "Kept in another window at the same time" }
                @for other in &self.others {
                    (other.agreed.terms())
                    @if !other.looks.is_empty() { p .help { "How it went, as it is said there:" } (look_lines(&other.looks)) }
                }
                p { "What stands above is what counts. If you want this one, choose “Change it” and write it there. How it went stays from both." }
                form method="post" action={ "/agreements/" (self.id) "/settle" } {
                    button .button .second { "Keep what stands above" }
                }
            }
        }
    }

    fn before(&self) -> Markup {
        html! {
            details {
                summary { "What you had agreed before" }
                @for before in &self.before {
                    section .card { p .over { "As of " (before.saved) } (before.agreed.terms()) }
                }
            }
        }
    }
}

fn look_lines(looks: &[LookLine]) -> Markup {
    html! {
        ul .plain-list {
            @for look in looks {
                li {
                    p { (kept_word(look.kept)) " " span .help { (look.when) } }
                    @if !look.words.trim().is_empty() { (written(&look.words)) }
                }
            }
        }
    }
}

/// The form of an agreement.
pub(super) struct AgreementFormPage {
    pub(super) page: Page,
    pub(super) form: AgreementForm,
    pub(super) trouble: Option<Said>,
}

impl AgreementFormPage {
    pub(super) fn render(&self) -> Markup {
        let form = &self.form;
        let typing = &form.typing;
        shell(
            &self.page,
            &html! {
                (parts_nav(PartsPlace::Agreements))
                h1 { @if typing.base == 0 { "Make an agreement" } @else { "Make it anew" } }
                p .lead { "Small is good. Ask each part whether it agrees, and write only what it said yes to." }
                @if let Some(said) = &self.trouble { (notice(Tone::Problem, said)) }
                @if typing.seen > 0 { p .help { "This is as you left it, not yet kept." } }
                form .card method="post" action="/agreements" data-draft-place=(typing.place) {
                    (typing_fields(typing))
                    (field("what", "What do you agree on?", None, &long_text("what", "what", 3, &form.what, Some("After nine in the evening, no more plans"))))
                    (part_picker_named("With which parts?", &form.parts, &form.chosen))
                    (field("by_whom", "Who does it?", Some("You, the part, both of you."), &short_text("by_whom", "by_whom", &form.by_whom)))
                    (field("how_to_check", "How will you both know?", None, &short_text("how_to_check", "how_to_check", &form.how_to_check)))
                    (day_picker("due", "When do you look at it again?", Some("It then comes up on Today. Leave it empty for no day."), &form.due))
                    (who_follows(&self.page, &[&typing.record]))
                    (keep_row("Keep"))
                }
            },
        )
    }
}

/// The form for how it went.
pub(super) struct LookPage {
    pub(super) page: Page,
    pub(super) agreement: Agreed,
    pub(super) kept: Option<Kept>,
    pub(super) words: String,
    pub(super) next: String,
    pub(super) typing: Typing,
    pub(super) trouble: Option<Said>,
}

impl LookPage {
    pub(super) fn render(&self) -> Markup {
        let typing = &self.typing;
        shell(
            &self.page,
            &html! {
                (parts_nav(PartsPlace::Agreements))
                p .over { "Agreed " (self.agreement.made) }
                h1 { "How did it go?" }
                (written(&self.agreement.what))
                (part_links(&self.agreement.parts))
                @if let Some(said) = &self.trouble { (notice(Tone::Problem, said)) }
                @if typing.seen > 0 { p .help { "This is as you left it, not yet kept." } }
                form .card method="post" action=(typing.place) data-draft-place=(typing.place) {
                    (typing_fields(typing))
                    fieldset {
                        legend { "Each answer is fine" }
                        @for kept in Kept::ALL {
                            label .choice {
                                input type="radio" name="kept" value=(kept.id()) checked[self.kept == Some(kept)];
                                span { (kept_word(kept)) }
                            }
                        }
                    }
                    (field("words", "A word about it, from you or from the part", None, &long_text("words", "words", 3, &self.words, None)))
                    (day_picker("next", "When do you look again?", Some("Leave it empty for no day. You can change the agreement or let it end on the next page."), &self.next))
                    (who_follows(&self.page, &[&typing.record]))
                    (keep_row("Keep"))
                }
            },
        )
    }
}
