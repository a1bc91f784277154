//! Hands-free: a screen that reads itself aloud and goes on by itself. The script shows it where this device has a voice
//! of its own; without one, and without JavaScript, nothing of it is there.

use hearken_content::Input;
use hearken_core::settings::Settings;
use maud::{Markup, html};

/// What a screen or a gate tells the script.
pub(crate) struct HandsFree {
    /// The address of the run; the mode holds for this one alone.
    pub(crate) run: String,
    /// Whether it goes on after a silence. What is chosen, a breath and every gate wait for the person.
    pub(crate) goes_on: bool,
    /// Seconds of that silence; 0 waits.
    pub(crate) answer_seconds: u16,
    pub(crate) chimes: bool,
}

impl HandsFree {
    /// For a screen that takes this answer.
    pub(crate) fn on(run: String, input: &Input, settings: &Settings) -> Self {
        let goes_on = matches!(
            input,
            Input::None | Input::Text(_) | Input::Spoken(_) | Input::Wait(_) | Input::OwnQuestions(_)
        );
        Self { run, goes_on, answer_seconds: settings.answer_seconds, chimes: settings.chimes }
    }

    /// For a gate.
    pub(crate) fn at_gate(run: String, settings: &Settings) -> Self {
        Self { run, goes_on: false, answer_seconds: settings.answer_seconds, chimes: settings.chimes }
    }

    /// The button that begins it.
    pub(crate) fn button() -> Markup {
        html! { button .button .second .small type="button" data-hands-free-start="" hidden { "Hands-free" } }
    }

    /// What is seen while it goes on.
    pub(crate) fn render(&self) -> Markup {
        html! {
            section .hands-free data-hands-free=(self.run) data-goes-on=(if self.goes_on { "yes" } else { "no" })
                data-answer-seconds=(self.answer_seconds) data-chimes=(on(self.chimes)) aria-label="Hands-free"
                tabindex="-1" hidden {
                p .hands-free-status role="status" data-hands-free-status="" {}
                div .row {
                    button .button .second .small type="button" data-hands-free-hold="" { "Hold on" }
                    button .button .second .small type="button" data-hands-free-dark="" { "Screen off" }
                    button .button .second .small type="button" data-hands-free-ear="" hidden { "Listening is off" }
                    button .plain type="button" data-hands-free-stop="" { "Stop hands-free" }
                }
                details {
                    summary { "Keys and words" }
                    (keys())
                }
                p .help { "Read by a voice on this device. Nothing leaves this machine." }
            }
        }
    }
}

/// As the script reads a switch.
pub(super) fn on(switch: bool) -> &'static str {
    if switch { "on" } else { "off" }
}

/// What each key does, and what can be said instead where the device understands speech.
fn keys() -> Markup {
    html! {
        ul .plain-list .hands-free-keys {
            li { kbd { "Space" } " hold on, carry on (“pause”)" }
            li { kbd { "→" } " or " kbd { "Enter" } " next (“next”)" }
            li { kbd { "←" } " back (“back”)" }
            li { kbd { "R" } " speak a voice note, and end it" }
            li { kbd { "T" } " this is too much (“too much”)" }
            li { kbd { "H" } " help now (“help now”)" }
            li { kbd { "Esc" } " stop hands-free (“stop”)" }
        }
        p .help { "The words in brackets can be said where this device understands speech by itself." }
    }
}
