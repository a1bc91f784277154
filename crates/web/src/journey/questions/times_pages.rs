//! The list of times at which questions were answered, and the page of one.

use hearken_content::library;
use maud::{Markup, html};

use super::times::{Changed, Time};
use crate::{
    components::Words,
    journey::words::sort,
    layout::{Page, shell},
    words,
};

/// What a prescriber said to a rule, in a line.
pub(super) struct Word {
    pub(super) address: String,
    pub(super) words: String,
}

/// Every time, the newest first, and what a prescriber said.
pub(super) struct TimesPage {
    pub(super) page: Page,
    /// The session's.
    pub(super) address: String,
    pub(super) times: Vec<Time>,
    pub(super) releases: Vec<Word>,
}

impl TimesPage {
    pub(super) fn render(&self) -> Markup {
        shell(
            &self.page,
            &html! {
                p .over { a href=(self.address) { "The session" } }
                h1 { "When you answered" }
                p .lead { "Each time the questions were answered, and what changed since the time before." }
                @if self.times.is_empty() {
                    section .card {
                        p { "Nothing is answered yet." }
                        p { a .button .second href={ (self.address) "/questions/once" } { "Questions about your health" } }
                    }
                }
                ol .plain-list .times { @for time in &self.times { li .card { (line(time)) } } }
                @if !self.releases.is_empty() {
                    h2 { "What your prescriber said" }
                    ul .plain-list { @for word in &self.releases { li { a href=(word.address) { (Words(&word.words)) } } } }
                }
            },
        )
    }
}

fn line(time: &Time) -> Markup {
    html! {
        p { a .part-name href=(time.address) { (sort(time.asked)) span .sr-only { ", " (time.when) } } }
        p .help { (time.when) " · " (words::count(time.read.len(), "answer", "answers")) }
        (differences(time))
    }
}

fn differences(time: &Time) -> Markup {
    html! {
        @match time.changed.as_deref() {
            None => p .help { "The first time." },
            Some([]) => p .help { "Nothing changed." },
            Some(changed) => ul .differences { @for one in changed { li { (difference(one)) } } },
        }
    }
}

fn difference(one: &Changed) -> Markup {
    let open = "left open";
    html! {
        (one.ask) " " strong { (one.now.as_deref().unwrap_or(open)) }
        span .help { ", before: " (one.before.as_deref().unwrap_or(open)) }
    }
}

/// One time, with every answer.
pub(super) struct TimePage {
    pub(super) page: Page,
    /// Where all times are listed, if its session is there.
    pub(super) list: Option<String>,
    /// Where it is erased.
    pub(super) erase: String,
    pub(super) time: Time,
}

impl TimePage {
    pub(super) fn render(&self) -> Markup {
        let time = &self.time;
        shell(
            &self.page,
            &html! {
                @if let Some(list) = &self.list { p .over { a href=(list) { "When you answered" } } }
                h1 { (sort(time.asked)) }
                p .lead { (time.when) }
                h2 { "Since the time before" }
                (differences(time))
                h2 { "All answers" }
                dl .facts { @for read in &time.read {
                    dt { (read.ask) }
                    dd { (read.said) @if !read.words.is_empty() { ". " bdi { (Words(&read.words)) } } }
                } }
                p .help { (library().safety.screening.readers) }
                div .row .ways-on { a .button .second href=(self.erase) { "Erase" } }
            },
        )
    }
}
