//! What a sitter has on the page of a session: when to look in, how the person answers in one tap, and the way to give the
//! device back. The chime and the counting come from a script (`look_in.js`); the sentences are the content's.

use hearken_content::{ResponsivenessButton, library};
use hearken_core::{
    Notebook, RecordId,
    journey::{MomentKind, TreatmentSession},
};
use hearken_vault::Session;
use maud::{Markup, html};

use super::look_in::{LookIn, Stands, minutes_after};
use crate::{AppState, words::count, zone::Clock};

/// The panel.
pub(super) struct Panel {
    address: String,
    look: Option<LookIn>,
    has_pin: bool,
    /// One record for each button, so that a tap sent twice lands once.
    taps: Vec<RecordId>,
}

impl Panel {
    pub(super) fn of(
        state: &AppState,
        session: &Session,
        notebook: &Notebook,
        id: RecordId,
        treatment: &TreatmentSession,
        clock: &Clock,
    ) -> Self {
        let buttons = library().journey.sitter.responsiveness.buttons.iter();
        Self {
            address: format!("/journey/sessions/{id}"),
            look: LookIn::at(notebook, id, treatment, clock.now().at),
            has_pin: session.has_pin(),
            taps: buttons.map(|_| state.keeper.new_record_id()).collect(),
        }
    }

    pub(super) fn render(&self) -> Markup {
        html! {
            section .sitter-panel aria-labelledby="look-in" {
                h2 #look-in { "Look in" }
                @if let Some(look) = &self.look { (standing(look)) }
                // The emergency card is one tap away, without a way to scroll.
                a .button .danger href={ (self.address) "/wrong" } data-opens="wrong" { "Something is wrong: who to call" }
                (self.answers())
                (self.ways_back())
            }
        }
    }

    fn answers(&self) -> Markup {
        let said = &library().journey.sitter.responsiveness;
        html! {
            h3 { (said.title) }
            p .help { (said.ask) " " strong { (said.no_pain) } }
            div .answer-taps {
                @for (button, tap) in said.buttons.iter().zip(&self.taps) {
                    form method="post" action={ (self.address) "/moments" } data-note="look-in" data-looked=(minutes_after(Some(button))) data-says=(said_of(button)) {
                        input type="hidden" name="record" value=(tap);
                        input type="hidden" name="kind" value=(MomentKind::LookIn.id());
                        input type="hidden" name="moaas" value=(button.score);
                        button .button .second { (button.label) }
                    }
                }
            }
        }
    }

    fn ways_back(&self) -> Markup {
        html! {
            details {
                summary { @if self.has_pin { "Give this device back" } @else { "Close it on this device" } }
                @if self.has_pin {
                    p { a .button .second href={ (self.address) "/sitter/back" } { "Take it back with the PIN" } }
                } @else {
                    p .help { "This device joined by a code. When you close it here, nothing of the session is left on it." }
                    form method="post" action="/lock" { button .button .second { "Close it here" } }
                }
            }
        }
    }
}

/// How they answered last, and what that asks for.
fn said_of(button: &ResponsivenessButton) -> String {
    format!("Last: {}. {}", button.label, button.next)
}

/// When the next look is, what the last answer asked for, and what was missed. The script goes on counting from here.
fn standing(look: &LookIn) -> Markup {
    let card = &library().journey.sitter.card;
    let stands = look.stands();
    html! {
        div data-look-in=(look.since) data-look-in-minutes=(look.minutes) {
            p .look-in-next role="status" data-look-in-next="" {
                @match stands {
                    Stands::Later(left) => { "Next look-in in " (count(usize::try_from(left).unwrap_or(usize::MAX), "minute", "minutes")) "." }
                    _ => { "Look in now." }
                }
            }
            p .help data-look-in-due="" hidden[stands != Stands::Due] { (card.look_in) }
            p .told .urgent data-look-in-missed="" hidden[stands != Stands::Missed] { (card.missed) }
            p .help data-look-in-last="" hidden[look.last.is_none()] { @if let Some(last) = look.last { (said_of(last)) } }
            button .button .second type="button" data-look-in-sound="" aria-pressed="false" hidden { "Sound is off" }
        }
        @for (from, to) in &look.gaps { p .help { "No look-in between " (hours(*from)) " and " (hours(*to)) "." } }
    }
}

/// Minutes as hours and minutes, as the large clock shows them.
fn hours(minutes: u64) -> String {
    format!("{}:{:02}", minutes / 60, minutes % 60)
}
