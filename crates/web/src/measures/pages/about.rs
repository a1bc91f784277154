//! What a questionnaire is for, how long it takes, where it comes from, and the way to begin.

use hearken_content::{fill, library};
use hearken_core::RecordId;
use maud::{Markup, html};

use crate::{
    components::quiet,
    layout::{Page, shell},
    measures::{Known, add::words as added, pages::listed},
};

/// What the page shows.
pub(in crate::measures) struct AboutPage<'a> {
    pub(in crate::measures) measure: &'a Known,
    /// The record that the button begins, so that a second press begins no second one.
    pub(in crate::measures) record: String,
    /// The questionnaire that waits until this one was answered.
    pub(in crate::measures) back: Option<RecordId>,
    /// So many days ago it was answered, if that is too near.
    pub(in crate::measures) early: Option<i64>,
    /// One that is open already.
    pub(in crate::measures) open: Option<String>,
}

impl AboutPage<'_> {
    pub(in crate::measures) fn render(&self, page: &Page) -> Markup {
        let file = &self.measure.file;
        let words = &library().measure_words.page;
        shell(
            page,
            &html! {
                p .over { a href="/measures" { "Measures" } }
                h1 { (file.title) " · " (file.short) }
                p .lead { (file.about) }
                @if let Some(days) = self.early { (self.early(days)) }
                @if let Some(caution) = &file.caution { p { (caution) } }
                @if let Some(unvalidated) = &file.unvalidated { p .help { (unvalidated) } }
                p { (file.readers) " It takes about " (crate::words::count(usize::try_from(file.minutes).unwrap_or(1), "minute", "minutes")) "." }
                form .row method="post" action="/measures" {
                    input type="hidden" name="measure" value=(file.id);
                    input type="hidden" name="record" value=(self.record);
                    @if let Some(back) = self.back { input type="hidden" name="back" value=(back); }
                    @if self.measure.is_asked() { button .button .main { @if self.open.is_some() { (words.resume) } @else { "Begin" } } }
                    a .button .second href={ "/measures/course/" (file.id) } { "What came before" }
                }
                section .card {
                    h2 { "Where it comes from" }
                    p { (file.licence.name) }
                    p .help { (file.licence.words) }
                    ul .help { @for source in &file.sources { li { (source.text) } } }
                }
                @if self.measure.added().is_some() { (self.added()) }
            },
        )
    }

    /// What stands below one that was added.
    fn added(&self) -> Markup {
        let notes = &self.measure.form().notes;
        html! {
            @if !notes.is_empty() { section .card { h2 { (added().not_followed) } (listed(notes)) } }
            p { (added().safety) }
            form .row method="post" action={ "/measures/about/" (self.measure.file.id) "/away" } {
                button .button .second { (added().away) }
                span .help { (added().away_help) }
            }
        }
    }

    fn early(&self, days: i64) -> Markup {
        let recall = self.measure.file.recall_days.unwrap_or_default();
        let said = &library().measure_words.page.early;
        quiet("This is early.", &fill(said, &[("days", &days.to_string()), ("recall", &recall.to_string())]))
    }
}
