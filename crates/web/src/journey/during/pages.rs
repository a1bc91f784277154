//! The page of a session that is under way: always dark, large and quiet.
//!
//! Each way on is a form or a link that works by itself. Where the browser can, a script takes them over
//! (`session_page.js`): what is noted is then sealed and kept in the browser first, and the page goes on without this
//! program. The same page without anybody's words is what a device keeps for then ([`DuringPage::shell`]).

use hearken_content::{Action, PhaseWords, library};
use hearken_core::journey::{MomentKind, Programme};
use maud::{Markup, html};
use serde_json::Value;

use super::{
    device,
    noted::{Noted, timeline},
    sheets,
};
use crate::{
    components::{Nearest, Typing, Words, field, keep_row, long_text, typing_fields},
    exercises::VoiceNotes,
    form::Fields,
    layout::{Page, whole_screen},
};

/// The page while it lasts.
pub(super) struct DuringPage {
    pub(super) page: Page,
    /// The help that is at hand.
    pub(super) nearest: Nearest,
    /// The session; none on the page that a device keeps.
    pub(super) running: Option<Running>,
}

/// A session that is under way.
pub(super) struct Running {
    pub(super) address: String,
    pub(super) number: usize,
    pub(super) programme: Programme,
    /// Whether the medicine was taken.
    pub(super) taken: bool,
    /// Seconds since then, or since the session began.
    pub(super) seconds: u64,
    pub(super) phase: Option<&'static PhaseWords>,
    pub(super) intention: Option<String>,
    /// The record of the next tap.
    pub(super) tap: String,
    /// The form for a few words, and what was typed into it but not kept.
    pub(super) typing: Typing,
    pub(super) words: String,
    /// What was said aloud, and where more can be said.
    pub(super) voice: VoiceNotes,
    /// Something was noted just now.
    pub(super) kept: bool,
    /// What the rules tell whoever is there.
    pub(super) told: Vec<(Action, String)>,
    pub(super) noted: Vec<Noted>,
    /// In an office: the next reading, and what is not over yet.
    pub(super) office: Option<Vec<String>>,
    /// What the script goes on from.
    pub(super) view: Value,
    /// What stands there beside all else, while a sitter has the page.
    pub(super) sitter: Markup,
}

impl DuringPage {
    pub(super) fn render(&self) -> Markup {
        let running = self.running.as_ref();
        whole_screen(
            &self.page,
            &html! {
                div .during data-during="" data-words=(device::words()) data-view=[running.map(|it| &it.view)]
                    data-country=(self.nearest.country.code) {
                    div .standing {
                        h1 .over data-number="" { "Session" @if let Some(it) = running { " " (it.number) } }
                        p .over data-queue="" role="status" {}
                    }
                    p .notice data-nothing="" hidden { "Nothing of a session is kept in this browser. Once the notebook answers, open the session there." }
                    div data-under-way="" hidden[running.is_none()] {
                        (clock(running))
                        blockquote .held data-intention="" hidden[running.is_none_or(|it| it.intention.is_none())] {
                            bdi { @if let Some(words) = running.and_then(|it| it.intention.as_ref()) { (Words(words)) } }
                        }
                        div data-told="" { @for (action, words) in running.map_or(&[][..], |it| &it.told) { (told(*action, words)) } }
                        p .kept role="status" data-kept="" { @if running.is_some_and(|it| it.kept) { "Kept." } }
                        @if let Some(it) = running { (it.sitter) }
                        (buttons(running))
                        (office(running))
                        (below(running))
                    }
                    (sheets::readings())
                    (sheets::wrong(&self.nearest, running.map(|it| &it.programme)))
                    (sheets::end(running.map(|it| it.address.as_str())))
                    p .help { a href="/help-now" { (library().help.words.button) } }
                }
            },
        )
    }

    /// The page that a device keeps: the same for everybody.
    pub(super) fn shell(nearest: Nearest) -> Self {
        Self { page: Page::outside(), nearest, running: None }
    }
}

pub(super) fn told(action: Action, words: &str) -> Markup {
    // What only wants to be known interrupts nobody.
    let role = if action >= Action::Ask { "alert" } else { "status" };
    html! { p .told .urgent[action == Action::Emergency] role=(role) { (words) } }
}

fn clock(running: Option<&Running>) -> Markup {
    let taken = running.is_some_and(|it| it.taken);
    let minutes = running.map_or(0, |it| it.seconds / 60);
    html! {
        p .help data-since-what="" { @if taken { "since the medicine" } @else { "since the beginning" } }
        p .large-clock role="timer" data-clock="" data-since=[running.map(|it| it.seconds)] { (minutes / 60) ":" (format!("{:02}", minutes % 60)) }
        p .help data-phase="" hidden[!taken] { @if let Some(phase) = running.and_then(|it| it.phase) { (phase.title) ". " (library().journey.expect.clock) } }
        form method="post" action=[running.map(|it| format!("{}/medicine", it.address))] data-note="medicine" hidden[taken] {
            button .button .main { "The medicine is taken now" }
        }
    }
}

fn buttons(running: Option<&Running>) -> Markup {
    let to = |place: &str| running.map_or_else(|| "#".to_owned(), |it| format!("{}/{place}", it.address));
    html! {
        div .large-buttons {
            form method="post" action=(to("moments")) data-note="part" {
                @if let Some(it) = running { input type="hidden" name="record" value=(it.tap); }
                input type="hidden" name="kind" value=(MomentKind::Part.id());
                button .button .second { "A part is here" }
            }
            a .button .second href=(to("vitals")) data-opens="readings" { "Readings, look in" }
            a .button .danger href=(to("wrong")) data-opens="wrong" { "Something is wrong" }
            a .button .second href=(to("end")) data-opens="end" { (library().journey.sitter.recovery.title) }
        }
    }
}

/// One quiet line or two, never an alarm, and the way to the page of the office.
fn office(running: Option<&Running>) -> Markup {
    let lines = running.and_then(|it| it.office.as_ref());
    html! {
        div .in-office hidden[lines.is_none()] data-office="" { @for line in lines.into_iter().flatten() { p .help { (line) } } }
        @if let Some(it) = running.filter(|it| it.office.is_some()) {
            p { a .button .second href={ (it.address) "/office" } { (library().journey.office.title) } }
        }
    }
}

fn below(running: Option<&Running>) -> Markup {
    let words = running.map_or("", |it| &it.words);
    html! {
        @match running {
            Some(it) => (it.voice.render()),
            None => (VoiceNotes::to_keep_here().render()),
        }
        details open[!words.is_empty()] {
            summary { "A few words" }
            form method="post" action=[running.map(|it| format!("{}/moments", it.address))] data-note="words"
                data-draft-place=[running.map(|it| &it.typing.place)] {
                @if let Some(it) = running { (typing_fields(&it.typing)) }
                input type="hidden" name="kind" value=(MomentKind::Words.id());
                (field("words", "What is here?", None, &long_text("words", "words", 2, words, None)))
                (keep_row("Keep"))
            }
        }
        details { summary { "What was noted" } p .help data-earlier="" hidden {} (timeline(running.map_or(&[], |it| &it.noted))) }
    }
}

/// Something is wrong: who to call, and what was noticed, as a page of its own.
pub(super) struct WrongPage {
    pub(super) page: Page,
    pub(super) address: String,
    pub(super) nearest: Nearest,
    /// What the rules tell of an emergency: it stands above all else (K1).
    pub(super) urgent: Vec<String>,
    pub(super) programme: Programme,
    pub(super) typing: Typing,
    /// What was ticked and typed before and not kept.
    pub(super) fields: Fields,
}
