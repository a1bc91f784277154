//! One page of everything that was measured, to print.

use hearken_content::library;
use maud::{Markup, html};

use crate::{
    components::Plot,
    layout::{Page, shell},
    measures::behind::Behind,
    zone::Clock,
};

/// What the page shows.
pub(in crate::measures) struct ReportPage {
    /// For a clinician, or for oneself.
    pub(in crate::measures) clinician: bool,
    pub(in crate::measures) day: String,
    pub(in crate::measures) sections: Vec<Section>,
    /// Questionnaires that have no scale.
    pub(in crate::measures) together: Vec<Together>,
    pub(in crate::measures) asked_for_help: Vec<String>,
    pub(in crate::measures) sessions: Vec<String>,
}

/// One scale.
pub(in crate::measures) struct Section {
    pub(in crate::measures) title: String,
    pub(in crate::measures) score: i64,
    /// The day of that score.
    pub(in crate::measures) day: String,
    pub(in crate::measures) highest: i64,
    pub(in crate::measures) band: Option<String>,
    pub(in crate::measures) said: Vec<String>,
    /// What clinicians ask of it.
    pub(in crate::measures) known: Vec<String>,
    pub(in crate::measures) behind: Vec<Behind>,
    pub(in crate::measures) plot: Plot,
    pub(in crate::measures) rows: Vec<Row>,
}

/// What came last of a questionnaire that has no scale.
pub(in crate::measures) struct Together {
    pub(in crate::measures) title: String,
    pub(in crate::measures) day: String,
    /// What its answers say together.
    pub(in crate::measures) said: Vec<String>,
    /// What was rated, each with its answer.
    pub(in crate::measures) rated: Vec<(String, String)>,
}

/// One time it was answered.
pub(in crate::measures) struct Row {
    pub(in crate::measures) when: String,
    pub(in crate::measures) score: String,
    pub(in crate::measures) band: String,
    pub(in crate::measures) remark: &'static str,
}

impl ReportPage {
    pub(in crate::measures) fn render(self, page: &Page, clock: &Clock) -> Markup {
        let words = &library().measure_words.report;
        let empty = self.sections.is_empty() && self.together.is_empty();
        shell(
            page,
            &html! {
                p .over .ways-on { a href="/measures" { "Measures" } }
                h1 { @if self.clinician { (words.clinician) } @else { (words.own) } }
                p .lead { (self.day) }
                p { (words.lead) }
                p .help { (words.nobody) }
                div .row .ways-on {
                    button .button .main type="button" data-print="" hidden { (words.print) }
                    @if self.clinician {
                        a .button .second href="/measures/report" { "For myself" }
                    } @else {
                        a .button .second href="/measures/report?for=clinician" { "For my clinician" }
                    }
                }
                @if empty { p { (words.empty) } }
                @if !self.asked_for_help.is_empty() {
                    section .card {
                        h2 { (words.safety) }
                        p .help { (words.safety_lead) }
                        ul { @for line in &self.asked_for_help { li { (line) } } }
                    }
                }
                @for section in self.sections { (section.render(clock)) }
                @for together in &self.together { (together.render()) }
                @if !self.sessions.is_empty() {
                    section .card { h2 { (words.sessions) } ul { @for line in &self.sessions { li { (line) } } } }
                }
                @if !empty { p { (library().measure_words.change.always) } }
            },
        )
    }
}

impl Section {
    fn render(self, clock: &Clock) -> Markup {
        let always = &library().measure_words.change.always;
        html! {
            section .measure-report {
                h2 { (self.title) }
                p { b { (self.score) } " of " (self.highest) @if let Some(band) = &self.band { ", " (band) } ", " (self.day) }
                // What holds of all of them stands once, at the end of the page.
                @for said in self.said.iter().filter(|said| *said != always) { p { (said) } }
                @if !self.known.is_empty() { ul { @for line in &self.known { li { (line) } } } }
                (self.plot.render(clock))
                @if !self.behind.is_empty() {
                    dl { @for behind in &self.behind { dt { (behind.name) ": " b { (behind.figure) } } dd .help { (behind.how) } } }
                }
                @if !self.rows.is_empty() { (table(&self.rows)) }
            }
        }
    }
}

impl Together {
    fn render(&self) -> Markup {
        html! {
            section .measure-report {
                h2 { (self.title) }
                p { "Finished last: " (self.day) "." }
                @for said in &self.said { p { (said) } }
                @if !self.rated.is_empty() {
                    dl { @for (asked, said) in &self.rated { dt { (asked) } dd { bdi { (said) } } } }
                }
            }
        }
    }
}

fn table(rows: &[Row]) -> Markup {
    html! {
        table {
            thead { tr { th scope="col" { "Day" } th scope="col" { "Score" } th scope="col" { "Range" } th scope="col" { "Remark" } } }
            tbody {
                @for row in rows { tr { td { (row.when) } td { (row.score) } td { (row.band) } td { (row.remark) } } }
            }
        }
    }
}
