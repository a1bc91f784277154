//! The pages of sessions.

use hearken_content::Asked;
use hearken_core::journey::{MomentKind, State, TreatmentSession};
use maud::{Markup, html};

use crate::{
    components::{
        Tone, Typing, Words, field, keep_row, long_text, notice, short_text, typing_fields, written,
    },
    error::Said,
    journey::{
        acts, after, during,
        facts::asked_id,
        intentions,
        readiness::{Sheet, ready_card},
        words,
    },
    layout::{Page, shell},
    words::input_value,
};

/// A session in a list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::journey) struct SessionRow {
    pub(in crate::journey) address: String,
    pub(in crate::journey) name: String,
    pub(in crate::journey) when: String,
    pub(in crate::journey) state: &'static str,
}

impl SessionRow {
    pub(in crate::journey) fn render(&self) -> Markup {
        html! {
            li .card {
                a .part-name href=(self.address) { (self.name) }
                p .help { (self.when) " · " (self.state) }
            }
        }
    }
}

/// One session.
pub(super) struct SessionPage {
    pub(super) page: Page,
    pub(super) address: String,
    /// Its place among the sessions of its programme, from 1.
    pub(super) number: usize,
    /// The programme's address and name; `None` once it was erased.
    pub(super) programme: Option<(String, String)>,
    pub(super) planned: String,
    pub(super) began: Option<String>,
    pub(super) ended: Option<String>,
    /// The ways to prepare it, while it is still to come.
    pub(super) before: Option<Sheet>,
    /// Words that were typed while it lasted and not kept.
    pub(super) typed: Option<Typed>,
    /// That a second tap changed nothing.
    pub(super) stands: Option<Said>,
    pub(super) noted: Vec<during::Noted>,
    /// The time after it, once it is over.
    pub(super) after: Option<after::Sheet>,
    pub(super) intentions: Vec<intentions::Shown>,
    pub(super) acts: Vec<acts::Shown>,
    /// The ways into what an office notes; nothing at home.
    pub(super) office: Markup,
    pub(super) session: TreatmentSession,
}

/// Words that were typed on the page of a session and not kept before it was over: they can be kept with it still.
pub(super) struct Typed {
    pub(super) typing: Typing,
    pub(super) words: String,
}

impl Typed {
    fn render(&self, address: &str) -> Markup {
        html! {
            form .card method="post" action={ (address) "/moments" } data-draft-place=(self.typing.place) {
                (typing_fields(&self.typing))
                input type="hidden" name="kind" value=(MomentKind::Words.id());
                (field("words", "Typed while it lasted, and not kept yet", None, &long_text("words", "words", 3, &self.words, None)))
                (keep_row("Keep"))
            }
        }
    }
}

impl SessionPage {
    pub(super) fn render(&self) -> Markup {
        let session = &self.session;
        shell(
            &self.page,
            &html! {
                @if let Some((address, name)) = &self.programme {
                    p .over { a href=(address) { bdi { (Words(name)) } } }
                }
                h1 { "Session " (self.number) }
                p .lead { (self.planned) " · " (words::state(session.state)) }
                @if let Some(said) = &self.stands { (notice(Tone::Quiet, said)) }
                @if let Some(typed) = &self.typed { (typed.render(&self.address)) }
                (self.facts())
                (self.ways())
                @if session.state == State::InSession {
                    div .row .ways-on {
                        a .button .main href={ (self.address) "/during" } { "The page for the session" }
                        a .button .second href={ (self.address) "/sitter" } { "The sitter's screen" }
                    }
                }
                @if matches!(session.state, State::InSession | State::Recovering | State::Integrating) {
                    p { a .button .second href={ (self.address) "/questions/" (asked_id(Asked::During)) } { (words::sort(Asked::During)) } }
                }
                @if let Some(sheet) = &self.before { (ready_card(sheet)) }
                (self.office)
                @if let Some(sheet) = &self.after { (after::after_card(sheet)) }
                (intentions::intentions_card(&self.address, &self.intentions))
                @if !session.state.is_before() { (acts::acts_card(&self.address, &self.acts)) }
                @if !self.noted.is_empty() { (during::timeline_card(&self.noted)) }
                @if !session.notes.is_empty() { h2 { "Notes" } (written(&session.notes)) }
                div .row .ways-on {
                    a .button .second href={ (self.address) "/edit" } { "Change the plan" }
                    a .button .second href={ (self.address) "/erase" } { "Erase" }
                }
            },
        )
    }

    fn facts(&self) -> Markup {
        let session = &self.session;
        html! {
            dl .facts {
                @if !session.sitter.is_empty() {
                    dt { "Sitter" }
                    dd { bdi { (Words(&session.sitter)) } @if !session.sitter_phone.is_empty() { " · " bdi { (Words(&session.sitter_phone)) } } }
                }
                @if !session.ride.is_empty() { dt { "The way home" } dd { bdi { (Words(&session.ride)) } } }
                @if let Some(began) = &self.began { dt { "Began" } dd { (began) } }
                @if let Some(ended) = &self.ended { dt { "Over" } dd { (ended) @if session.ended_another_way() { " · help came; its list was not done" } } }
            }
        }
    }

    /// Where it may go from here: the next state first.
    fn ways(&self) -> Markup {
        let from = self.session.state;
        let next = State::ALL.into_iter().filter(|next| from.leads_to(*next));
        html! {
            div .row .ways-on {
                @for (nth, next) in next.enumerate() {
                    form method="post" action={ (self.address) "/go" } {
                        input type="hidden" name="to" value=(next.id());
                        button .button .second[nth > 0] .main[nth == 0] { (words::way_to(from, next)) }
                    }
                }
            }
        }
    }
}

/// The form of a session's plan.
pub(super) struct FormPage {
    pub(super) page: Page,
    pub(super) typing: Typing,
    pub(super) session: TreatmentSession,
    pub(super) trouble: Option<Said>,
}

impl FormPage {
    pub(super) fn render(&self) -> Markup {
        let session = &self.session;
        shell(
            &self.page,
            &html! {
                h1 { @if self.typing.base == 0 { "A session" } @else { "Its plan" } }
                @if let Some(said) = &self.trouble { (notice(Tone::Problem, said)) }
                form .card method="post" action="/journey/sessions" data-draft-place=(self.typing.place) {
                    (typing_fields(&self.typing))
                    input type="hidden" name="programme" value=(session.programme);
                    (field("planned", "When is it?", None, &html! {
                        input type="datetime-local" id="planned" name="planned" value=(input_value(session.planned.local())) autocomplete="off";
                    }))
                    (field("sitter", "Who sits with you?", Some("At home: a grown-up who is in the room, and stays. In an office it is staff; leave it empty."), &short_text("sitter", "sitter", &session.sitter)))
                    (field("sitter_phone", "Their number", None, &html! {
                        input type="tel" id="sitter_phone" name="sitter_phone" value=(session.sitter_phone) dir="auto" autocomplete="off" spellcheck="false";
                    }))
                    (field("ride", "How do you get home?", Some("You do not drive until you have slept a night."), &short_text("ride", "ride", &session.ride)))
                    (field("notes", "Anything else", None, &long_text("notes", "notes", 3, &session.notes, None)))
                    (keep_row("Keep"))
                }
            },
        )
    }
}
