//! A paced breath. It moves only with JavaScript, and says so; without it the counts stand there to be followed.

use hearken_content::{BreathPattern, Library, Phase, PhaseKind};
use maud::{Markup, html};

/// A pattern that can be started and stopped within so many seconds. `sound` is whether it sounds from the start;
/// `keeps` is true in a form that keeps the breathing, where a sign (B4) also sends it.
pub(crate) fn pacer(
    library: &Library,
    pattern: &BreathPattern,
    seconds: u32,
    sound: bool,
    keeps: bool,
) -> Markup {
    html! {
        div .breath data-breath="" data-seconds=(seconds) data-sound=(if sound { "on" } else { "off" }) {
            div .breath-room {
                div .breath-circle data-breath-circle="" aria-hidden="true" {}
                p .breath-cue data-breath-cue="" aria-live="polite" {}
                p .breath-count data-breath-count="" aria-hidden="true" {}
            }
            @if !pattern.phases.is_empty() {
                ol .breath-phases { @for phase in &pattern.phases { (phase_line(phase)) } }
            }
            p .help data-spoken="" { (pattern.instruction) }
            div .row data-breath-controls="" hidden {
                button .button .second type="button" data-breath-start="" { "Start the breath" }
                button .button .second type="button" data-breath-stop="" hidden { "Stop" }
                button .plain type="button" data-breath-sound="" { "Sound is off" }
                button .plain type="button" data-breath-vibration="" aria-pressed="false" hidden { "Vibration is off" }
            }
            (stop_test(library, keeps))
            noscript { p .help { "The moving breath needs JavaScript. You can follow the counts in your own time." } }
        }
    }
}

/// The test of rule B4: asked each minute, and at hand all the time where the breathing is kept.
fn stop_test(library: &Library, keeps: bool) -> Markup {
    let test = &library.breath_rules.stop_test;
    html! {
        div .breath-check data-breath-check="" role="status" hidden {
            p data-breath-passed="" data-later=(test.minutes_passed) { (test.minute_passed) }
            @if keeps { p { (test.each_minute) } }
            @else {
                @if let Some(note) = library.breath_rules.note("stop") { p { (note.text) } }
                p { a href="/grounding" { (test.grounding) } }
            }
        }
        @if keeps {
            fieldset .breath-signs {
                legend { (test.question) }
                div .chips {
                    @for sign in &test.signs {
                        button .chip name="sign" value=(sign.id) data-breath-sign="" { (sign.label) }
                    }
                }
            }
        }
    }
}

fn phase_line(phase: &Phase) -> Markup {
    let kind = match phase.kind {
        PhaseKind::In => "in",
        PhaseKind::TopUp => "top-up",
        PhaseKind::Hold => "hold",
        PhaseKind::Out => "out",
    };
    html! {
        li data-phase=(kind) data-ms=(phase.ms) data-cue=(phase.cue) {
            (phase.cue) ", " (seconds(phase.ms)) @if phase.ms == 1000 { " second" } @else { " seconds" }
        }
    }
}

/// Milliseconds as seconds: “4”, “5.5”.
pub(crate) fn seconds(ms: u32) -> String {
    let tenths = ms / 100;
    if tenths.is_multiple_of(10) {
        (tenths / 10).to_string()
    } else {
        format!("{}.{}", tenths / 10, tenths % 10)
    }
}
