//! A paced breath. It moves only with JavaScript, and says so; without it the counts stand there to be followed.

use hearken_content::{BreathPattern, Library, Phase, PhaseKind};
use maud::{Markup, html};

/// A pattern that can be started and stopped. `sound` is whether it sounds from the start.
pub(crate) fn render(library: &Library, pattern: &BreathPattern, minutes: u32, sound: bool) -> Markup {
    html! {
        div .breath data-breath="" data-minutes=(minutes) data-sound=(if sound { "on" } else { "off" }) {
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
            }
            div .breath-check data-breath-check="" role="status" hidden {
                @if let Some(note) = library.breath_rules.note("stop") { p { (note.text) } }
                p { a href="/grounding" { "Back to the room you are in" } }
            }
            noscript { p .help { "The moving breath needs JavaScript. You can follow the counts in your own time." } }
        }
    }
}

fn phase_line(phase: &Phase) -> Markup {
    let kind = match phase.kind {
        PhaseKind::In => "in",
        PhaseKind::Hold => "hold",
        PhaseKind::Out => "out",
    };
    html! {
        li data-phase=(kind) data-ms=(phase.ms) data-cue=(phase.cue) {
            (phase.cue) ", " (seconds(phase.ms)) " seconds"
        }
    }
}

/// Milliseconds as seconds: “4”, “5.5”.
fn seconds(ms: u32) -> String {
    let tenths = ms / 100;
    if tenths.is_multiple_of(10) {
        (tenths / 10).to_string()
    } else {
        format!("{}.{}", tenths / 10, tenths % 10)
    }
}
