//! The page on which it is chosen who is shown something, and what of it.

use hearken_core::{RecordId, sharing::SharedField};
use maud::{Markup, html};

use crate::{
    components::{Tone, card, day_picker, notice, written},
    error::Said,
    layout::{Page, shell},
    sharing::pages::field_shown,
    zone::Clock,
};

/// Somebody that something can be shown to.
pub(super) struct Person {
    pub(super) space: RecordId,
    pub(super) called: String,
    pub(super) chosen: bool,
}

/// Somebody that this is not shown to.
pub(super) struct Without {
    pub(super) called: String,
    pub(super) why: &'static str,
}

/// A field that may be ticked.
pub(super) struct Ticked {
    pub(super) field: SharedField,
    pub(super) ticked: bool,
}

/// Who is shown something, and what of it.
pub(super) struct ShowPage {
    pub(super) page: Page,
    pub(super) subject: String,
    pub(super) title: String,
    /// That goes with whatever is ticked.
    pub(super) name_goes_along: bool,
    pub(super) fields: Vec<Ticked>,
    /// What goes along, whatever is ticked.
    pub(super) along: Vec<SharedField>,
    pub(super) keeps_up: bool,
    /// All of it is shown, whatever is ticked.
    pub(super) whole: bool,
    /// That may be chosen.
    pub(super) can_be_whole: bool,
    /// The last day, as the form has it; may be empty.
    pub(super) until: String,
    /// It is shown to whoever is chosen already.
    pub(super) is_shown: bool,
    pub(super) people: Vec<Person>,
    pub(super) without: Vec<Without>,
    pub(super) trouble: Option<Said>,
}

impl ShowPage {
    pub(super) fn render(&self, clock: &Clock) -> Markup {
        shell(
            &self.page,
            &html! {
                h1 { "Share with…" }
                @if let Some(trouble) = &self.trouble { (notice(Tone::Problem, trouble)) }
                @if self.fields.is_empty() { (nothing_to_show()) }
                @else if self.people.is_empty() { (self.left_out()) (self.nobody()) }
                @else { (self.form(clock)) (self.without_account()) }
            },
        )
    }

    /// There is nobody to show it to: somebody can be invited, or given a page.
    fn nobody(&self) -> Markup {
        html! {
            (card("With a person of yours", &html! {
                p { "They have an account here, and you can take back what you show. You share with nobody yet: invite somebody first, then come back here." }
                p { a .button .main href="/sharing/invite" { "Invite somebody" } }
            }))
            (self.without_account())
        }
    }

    /// The way to a page for whoever wants no account.
    fn without_account(&self) -> Markup {
        html! {
            (card("With somebody who has no account", &html! {
                p { "You can make one file for them, which opens with a passphrase. You cannot take it back." }
                p { a .button .second href={ "/sharing/sealed?what=" (self.subject) } { "Make a sealed page" } }
            }))
        }
    }

    /// Who it is not shown to, and why.
    fn left_out(&self) -> Markup {
        html! { @for one in &self.without { p .help { bdi { (one.called) } ": " (one.why) } } }
    }

    fn form(&self, clock: &Clock) -> Markup {
        html! {
            p { "Only what you choose here goes to them, as a copy. Nothing leads from it to the rest of your notebook." }
            form method="post" action="/sharing/show" {
                input type="hidden" name="what" value=(self.subject);
                (card("With whom?", &html! {
                    fieldset { legend .sr-only { "With whom?" }
                        @for person in &self.people {
                            label .choice {
                                input type="radio" name="space" value=(person.space) checked[person.chosen] required;
                                " " bdi { (person.called) }
                            }
                        }
                    }
                    (self.left_out())
                }))
                (card(&self.title, &html! {
                    p .help {
                        "This is what they would read."
                        @if self.name_goes_along { " What it is called, here above, goes along whatever you tick." }
                    }
                    @for (nth, Ticked { field, ticked }) in self.fields.iter().enumerate() {
                        div .field {
                            label .choice for={ "field-" (nth) } {
                                input type="checkbox" id={ "field-" (nth) } name="field" value=(field.key) checked[*ticked];
                                " " (field.name)
                            }
                            (field_shown(nth, field, clock))
                        }
                    }
                    @for field in &self.along {
                        div .field { p { b { (field.name) } " " span .help { "goes along" } } (written(&field.text)) }
                    }
                }))
                (card("For how long?", &html! {
                    fieldset { legend .sr-only { "Later changes" }
                        label .choice { input type="radio" name="keeps_up" value="0" checked[!self.keeps_up]; " As it is now" }
                        label .choice { input type="radio" name="keeps_up" value="1" checked[self.keeps_up && !self.whole]; " With what I change later in these fields" }
                        @if self.can_be_whole {
                            label .choice { input type="radio" name="keeps_up" value="whole" checked[self.whole]; " All of it, ticked or not, also what comes later" }
                            p .help { "What you keep out of sight, and a part’s private corner, stay out of it." }
                        }
                    }
                    (day_picker("until", "Until", Some("Leave it empty for no end. You can stop at any time."), &self.until))
                }))
                div .row .end {
                    button .button .main { @if self.is_shown { "Change what they see" } @else { "Show it to them" } }
                }
            }
            p .help { "You can take it back whenever you want. What they have read by then, they have read." }
        }
    }
}

fn nothing_to_show() -> Markup {
    html! {
        p { "There is nothing here that could be shown. What you keep out of sight, and a part's private corner, never go to anybody." }
    }
}
