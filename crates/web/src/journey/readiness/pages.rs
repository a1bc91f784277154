//! The pages of readiness: what is missing, and the sheet for the visit.

use hearken_content::{Action, Asked, Question, library};
use hearken_core::journey::{Said, State};
use maud::{Markup, html};

use super::{Came, Help, Readiness};
use crate::{
    components::{Nearest, Words, card, help_now_card, talk_card, written},
    journey::{facts::asked_id, words::sort},
    layout::{Page, shell},
    words,
};

/// What a session's page says of the days before it.
pub(in crate::journey) struct Sheet {
    /// The session's.
    pub(in crate::journey) address: String,
    /// Whether something is still missing.
    pub(in crate::journey) waits: bool,
}

/// The ways to prepare, on the session's page.
pub(in crate::journey) fn ready_card(sheet: &Sheet) -> Markup {
    let way = |place: &str, name: &str| html! { li { a href={ (sheet.address) "/" (place) } { (name) } } };
    card(
        "Before it",
        &html! {
            ul .plain-list {
                (way("questions/once", "Questions about your health"))
                (way("questions/each-session", "What changed since last time"))
                (way("questions/on-the-day", "On the day"))
                (way("preparation", "The list before a session"))
                (way("expect", "What to expect"))
                (way("card", "The sitter’s card, to print"))
                (way("questions", "When you answered, and what changed"))
            }
            p { a .button .second href={ (sheet.address) "/ready" } { @if sheet.waits { "See what is missing" } @else { "See where it stands" } } }
        },
    )
}

/// What is missing, and why.
pub(super) struct ReadyPage {
    pub(super) page: Page,
    /// The session's.
    pub(super) address: String,
    pub(super) state: State,
    pub(super) readiness: Readiness,
    pub(super) nearest: Nearest,
}

impl ReadyPage {
    pub(super) fn render(&self) -> Markup {
        let Readiness { came, open, unticked, .. } = &self.readiness;
        let said = &library().safety.screening.result;
        shell(
            &self.page,
            &html! {
                p .over { a href=(self.address) { "The session" } }
                h1 { @if self.readiness.waits() { "What is still missing" } @else { "Where it stands" } }
                (help_card(&self.readiness, &self.nearest))
                @if came.is_empty() { p { (said.none) } }
                @else {
                    h2 { (said.title) }
                    p .help { (said.lead) }
                    @for came in came { (came_card(came, Some(&self.address))) }
                }
                @if !open.is_empty() { (self.open(open)) }
                @if !unticked.is_empty() {
                    h2 { (library().journey.preparation.missing) }
                    dl .facts { @for (words, why) in unticked { dt { (words) } dd { (why) } } }
                    p { a .button .second href={ (self.address) "/preparation" } { "Open the list" } }
                }
                (self.ways())
                p .help { (library().journey.preparation.nobody) }
            },
        )
    }

    fn open(&self, open: &[(&'static str, Asked)]) -> Markup {
        let limits = library().safety.limits();
        html! {
            h2 { "Not answered yet" }
            p .help { (library().safety.screening.result.open) }
            @for asked in [Asked::Once, Asked::EachSession, Asked::OnTheDay, Asked::After] {
                @let title = if asked == Asked::After { "After the last session" } else { sort(asked) };
                @let of: Vec<_> = open.iter().filter(|(_, of)| *of == asked).collect();
                @if !of.is_empty() {
                    h3 { (title) }
                    details {
                        summary { (words::count(of.len(), "question", "questions")) span .sr-only { ": " (title) } }
                        ul { @for (ask, _) in &of { li { (limits.fill(ask)) } } }
                    }
                    p { a .button .second href={ (self.asked_at(asked)) "/questions/" (asked_id(asked)) } { "Answer these" span .sr-only { ": " (title) } } }
                }
            }
        }
    }

    /// The session whose questions those are.
    fn asked_at(&self, asked: Asked) -> String {
        let last = self.readiness.last.filter(|_| asked == Asked::After);
        last.map_or_else(|| self.address.clone(), |last| format!("/journey/sessions/{last}"))
    }

    fn ways(&self) -> Markup {
        let next = match self.state {
            State::Preparing => Some((State::Ready, "All is there")),
            State::Ready => Some((State::InSession, "It begins now")),
            _ => None,
        };
        html! {
            div .row .ways-on {
                @if let Some((next, label)) = next.filter(|_| !self.readiness.waits()) {
                    form method="post" action={ (self.address) "/go" } {
                        input type="hidden" name="to" value=(next.id());
                        button .button .main { (label) }
                    }
                }
                a .button .second href={ (self.address) "/prescriber" } { "A sheet for the visit" }
                a .button .second href={ (self.address) "/questions" } { "When you answered" }
            }
        }
    }
}

/// The help that goes with what fired: the emergency number (K1), somebody to call (K2), or ways back to the room (K3).
pub(in crate::journey) fn help_card(readiness: &Readiness, nearest: &Nearest) -> Markup {
    html! {
        @match readiness.help {
            Some(Help::Now) => (help_now_card(nearest)),
            Some(Help::Talk) => (talk_card(nearest)),
            None => { @if readiness.ground { section .notice { (nearest.shown_by("K3")) } } }
        }
    }
}

/// A rule that fired. What a prescriber says to it is typed below the session at `releases`, while one waits for it.
pub(in crate::journey) fn came_card(came: &Came, releases: Option<&str>) -> Markup {
    let safety = &library().safety;
    let is_danger = safety.rule(came.rule).is_some_and(|rule| rule.released_after.is_some());
    html! {
        section .came .{ "came-" (word(came.action)) } {
            p .over { (action(came.action)) }
            h3 { (came.title) " " span .help { (came.rule) } }
            p { (came.words) }
            @if let Some((address, released)) = &came.released { p .help { (Words(released)) " " a href=(address) { "Read it" span .sr-only { ": " (came.title) } } } }
            @else if releases.is_some() && is_danger && !came.can_be_released {
                p .help { (safety.limits().fill(&safety.screening.result.danger_today)) }
            }
            @else if let Some(session) = releases.filter(|_| came.can_be_released) {
                p { a href={ (session) "/releases/" (came.rule) } { "My prescriber answered this" span .sr-only { ": " (came.title) } } }
            }
        }
    }
}

/// The sheet for the visit.
pub(super) struct PrescriberPage {
    pub(super) page: Page,
    /// The session's.
    pub(super) address: String,
    pub(super) day: String,
    pub(super) readiness: Readiness,
    pub(super) answers: Vec<(&'static Question, Said, String)>,
    pub(super) medicines: String,
}

impl PrescriberPage {
    pub(super) fn render(&self) -> Markup {
        let said = &library().safety.screening;
        let limits = library().safety.limits();
        shell(
            &self.page,
            &html! {
                p .over .ways-on { a href={ (self.address) "/ready" } { "Back" } }
                h1 { (said.result.title) }
                p .help { (self.day) ". " (said.result.print) }
                div .row .ways-on { button .button .main type="button" data-print="" hidden { "Print it" } }
                @if self.readiness.came.is_empty() { p { (said.result.none) } }
                ul { @for came in &self.readiness.came {
                    li { strong { (came.title) } " (" (came.rule) "): " (came.words) @if let Some((_, released)) = &came.released { " " (Words(released)) } }
                } }
                @if !self.readiness.open.is_empty() {
                    h2 { "Not answered yet" }
                    ul { @for (ask, _) in &self.readiness.open { li { (limits.fill(ask)) } } }
                }
                @if !self.medicines.is_empty() { h2 { "Medicines and allergies" } (written(&self.medicines)) }
                h2 { "All answers" }
                @if self.answers.is_empty() { p .help { "None yet." } }
                dl .facts { @for (question, answer, words) in &self.answers {
                    dt { (limits.fill(&question.ask)) }
                    dd { (match answer { Said::Yes => &said.yes, Said::No => &said.no, Said::Unsure => &said.unsure }) @if !words.is_empty() { ". " bdi { (Words(words)) } } }
                } }
            },
        )
    }
}

const fn word(action: Action) -> &'static str {
    match action {
        Action::Emergency => "emergency",
        Action::Stop => "stop",
        Action::Ask => "ask",
        Action::Caution => "caution",
        Action::Info => "info",
    }
}

/// What a rule asks for, as a person reads it.
const fn action(action: Action) -> &'static str {
    match action {
        Action::Emergency => "Get help now",
        Action::Stop => "No session until your prescriber has answered",
        Action::Ask => "Ask your prescriber first",
        Action::Caution => "Take care",
        Action::Info => "Good to know",
    }
}
