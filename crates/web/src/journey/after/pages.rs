//! The page after a session, and its card on the session's page.

use hearken_content::{Asked, WindowWords, library};
use maud::{Markup, html};

use super::{
    guards::{Guard, guard_table},
    moment_pages::{Line, moment_list},
    windows::{Offered, Stands, Window},
};
use crate::{
    components::{Nearest, card},
    journey::{
        facts::asked_id,
        readiness::{Readiness, came_card, help_card},
    },
    layout::{Page, shell},
};

/// What a session's page says of the time after it.
pub(in crate::journey) struct Sheet {
    /// The session's.
    pub(in crate::journey) address: String,
    /// The window that is open, if one is.
    pub(in crate::journey) open: Option<&'static WindowWords>,
}

/// The time after a session, on the session's page.
pub(in crate::journey) fn after_card(sheet: &Sheet) -> Markup {
    card(
        "After it",
        &html! {
            @if let Some(open) = sheet.open { p { strong { (open.title) } ". " (open.focus) } }
            div .row .ways-on {
                a .button .second href={ (sheet.address) "/after" } { "Look back" }
                a .button .second href={ (sheet.address) "/arc" } { "The arc" }
            }
        },
    )
}

/// What the time after a session asks, and what there is to look back on.
pub(super) struct AfterPage {
    pub(super) page: Page,
    /// The session's.
    pub(super) address: String,
    pub(super) number: usize,
    /// Whether the session is over.
    pub(super) is_over: bool,
    /// The window that is open.
    pub(super) open: Option<Window>,
    /// The other windows.
    pub(super) around: Vec<Window>,
    /// What the rules say to what was answered.
    pub(super) came: Readiness,
    pub(super) nearest: Nearest,
    /// When the questions of these days were answered last.
    pub(super) answered: Option<String>,
    pub(super) moments: Vec<Line>,
    pub(super) guards: Vec<Guard>,
}

impl AfterPage {
    pub(super) fn render(&self) -> Markup {
        let said = &library().journey.after;
        shell(
            &self.page,
            &html! {
                p .over { a href=(self.address) { "Session " (self.number) } }
                h1 { (said.title) }
                @if self.is_over { p .lead { (said.lead) } (self.over()) }
                @else { p .lead { "This page is for the time when the session is over." } }
            },
        )
    }

    fn over(&self) -> Markup {
        let said = &library().journey.after;
        html! {
            (help_card(&self.came, &self.nearest))
            @if !self.came.came.is_empty() {
                h2 { "From what you answered" }
                @for came in &self.came.came { (came_card(came, None)) }
            }
            @match &self.open {
                Some(window) => section .card { h2 { (window.words.title) } (asked(window)) },
                None => p .help { "No time has its own questions just now. You can write any day." },
            }
            (self.questions())
            h2 { "What was noted" }
            (moment_list(&self.moments))
            h2 { "Who let their guard down?" }
            (guard_table(&self.guards, ""))
            (ways())
            @if !self.around.is_empty() {
                h2 { "Other times" }
                @for window in &self.around { (folded(window)) }
            }
            details {
                summary { "Where this comes from" }
                ol .sources { @for source in &said.sources { li { (source.text) } } }
            }
        }
    }

    /// The way to the questions of these days, which feed the safety rules.
    fn questions(&self) -> Markup {
        let groups = &library().safety.screening.groups;
        let of_these = groups.iter().find(|group| group.asked == Asked::After);
        html! {
            @if let Some(group) = of_these {
                section .card {
                    h2 { (group.title) }
                    p .help { (group.why) @if let Some(when) = &self.answered { " You answered them: " (when) "." } }
                    p { a .button .second href={ (self.address) "/questions/" (asked_id(Asked::After)) } {
                        @if self.answered.is_none() { "Answer a few questions" } @else { "Answer them again" }
                    } }
                    @if self.answered.is_some() { p { a href={ (self.address) "/questions" } { "When you answered, and what changed" } } }
                }
            }
        }
    }
}

fn ways() -> Markup {
    let guides = ["who-let-down-guard", "new-role"];
    html! {
        div .row .ways-on {
            a .button .second href="/check-in" { "Check in" }
            @for (id, title) in guides.iter().filter_map(|id| titled(id)) {
                a .button .second href={ "/exercises/about/" (id) } { (title) }
            }
        }
    }
}

/// A guide with its title, where the program has it.
fn titled(id: &str) -> Option<(&str, &'static str)> {
    Some((id, library().newest_guide(id)?.title.as_str()))
}

/// What a window is about and what it asks.
fn asked(window: &Window) -> Markup {
    let said = &library().journey.after;
    let words = window.words;
    html! {
        p .help { (days(window)) }
        p { (words.focus) }
        ul .prompts { @for prompt in &words.prompts {
            li { (prompt.words) @if let Some(help) = &prompt.help { span .help { " " (help) } } }
        } }
        p .ways-on { a .button .second href="/journal/new" { "Write about it" } }
        @if !words.guides.is_empty() {
            h3 { "With a guide" }
            ul .prompts { @for (id, title) in words.guides.iter().filter_map(|id| titled(id)) {
                li { a href={ "/exercises/about/" (id) } { (title) } }
            } }
        }
        (measures(&window.measures))
        @for note in said.notes_of(words) { p .help { (note.words) } }
        (done(window))
    }
}

/// The questionnaires of a window: to begin or to go on with, and when they were answered in it.
fn measures(offered: &[Offered]) -> Markup {
    html! {
        @if !offered.is_empty() {
            h3 { "In numbers" }
            ul .prompts { @for one in offered { li {
                a href=(one.address) { (one.name) }
                @if one.waits { span .help { " · begun, and waits" } }
                @if let Some((address, when)) = &one.answered {
                    span .help { " · " a href=(address) { "answered on " (when) span .sr-only { ": " (one.name) } } }
                }
            } } }
        }
    }
}

fn days(window: &Window) -> Markup {
    let [from, to] = &window.days;
    html! { @if from == to { (from) } @else { (from) " to " (to) } }
}

fn done(window: &Window) -> Markup {
    html! {
        @if !window.done.is_empty() {
            h3 { "What you did" }
            ul .prompts { @for done in &window.done {
                li { a href=(done.address) { (done.title) } span .help { " · " (done.when) } }
            } }
        }
    }
}

/// Another window: what it was or will be about. One that has passed is no failure.
fn folded(window: &Window) -> Markup {
    let stands = match window.stands {
        Stands::ToCome => "still to come",
        Stands::Open => "also now",
        Stands::Passed => "has passed",
    };
    html! {
        details {
            summary { (window.words.title) " · " (stands) }
            @if window.stands == Stands::Passed && window.done.is_empty() { p { (library().journey.after.missed) } }
            (asked(window))
        }
    }
}
