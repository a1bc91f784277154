//! The list of questionnaires.

use hearken_content::library;
use maud::{Markup, html};

use crate::{
    components::{Plot, small_multiples},
    layout::{Page, shell},
    measures::due::{DueNow, Line},
    zone::Clock,
};

/// What the page shows.
pub(in crate::measures) struct ListPage {
    pub(in crate::measures) waiting: Vec<Waits>,
    pub(in crate::measures) due: Vec<DueNow>,
    /// The revision of the plan that its form shows, and its lines.
    pub(in crate::measures) base: u32,
    pub(in crate::measures) plan: Vec<Line>,
    pub(in crate::measures) measures: Vec<Listed>,
    pub(in crate::measures) plots: Vec<Plot>,
    /// Those that were taken away and have answers: their ids and titles.
    pub(in crate::measures) away: Vec<(String, String)>,
}

/// One that was begun and waits.
pub(crate) struct Waits {
    pub(crate) address: String,
    pub(crate) name: String,
    pub(crate) begun: String,
}

/// One questionnaire.
pub(in crate::measures) struct Listed {
    pub(in crate::measures) id: String,
    pub(in crate::measures) title: String,
    pub(in crate::measures) short: String,
    pub(in crate::measures) about: String,
    pub(in crate::measures) minutes: u32,
    pub(in crate::measures) validated: bool,
    /// The day on which it was answered last.
    pub(in crate::measures) last: Option<String>,
    pub(in crate::measures) scores: Vec<Score>,
    /// It came from a file.
    pub(in crate::measures) added: bool,
}

/// The last total of a scale.
pub(in crate::measures) struct Score {
    /// What the scale is called, where there are several.
    pub(in crate::measures) name: String,
    pub(in crate::measures) points: i64,
    pub(in crate::measures) highest: i64,
}

impl ListPage {
    pub(in crate::measures) fn render(self, page: &Page, clock: &Clock) -> Markup {
        let words = &library().measure_words.page;
        let answered = self.measures.iter().any(|measure| measure.last.is_some());
        shell(
            page,
            &html! {
                h1 { "Measures" }
                p .lead { (words.lead) }
                @for waits in &self.waiting {
                    p .notice { (waits.name) ", begun " (waits.begun) ". " a href=(waits.address) { (words.resume) } }
                }
                @for due in &self.due {
                    p .notice { a href=(due.address) { (due.name) } " is due. " (due.why) }
                }
                ul .plain-list .measure-list {
                    @for measure in &self.measures { li { (measure.render()) } }
                }
                @if answered && !self.plots.is_empty() {
                    h2 { "At a glance" }
                    (small_multiples(self.plots, clock))
                } @else if !answered {
                    p .help { (words.empty) }
                }
                @if answered {
                    p .ways-on {
                        a href="/measures/report" { (library().measure_words.report.own) } " · "
                        a href="/measures/report?for=clinician" { (library().measure_words.report.clinician) }
                    }
                }
                p .ways-on { a href="/measures/add" { (library().measure_words.added.title) } }
                @for (id, title) in &self.away {
                    p .help { (title) ": " (library().measure_words.added.away_help) " " a href={ "/measures/course/" (id) } { "What came before" span .sr-only { ": " (title) } } }
                }
                (plan_form(self.base, &self.plan))
                p .help { (words.readers) }
                @if answered {
                    p .help {
                        "Take it along, not sealed: "
                        a href="/measures/export.csv" download { "as a table (CSV)" } ", "
                        a href="/measures/export.json" download { "for a clinic's program (FHIR)" } "."
                    }
                }
            },
        )
    }
}

/// Which questionnaires are asked, and how often.
fn plan_form(base: u32, lines: &[Line]) -> Markup {
    let words = &library().measure_words.due;
    html! {
        details .card .measure-plan {
            summary { (words.title) }
            p .help { (words.lead) }
            form method="post" action="/measures/plan" {
                input type="hidden" name="base" value=(base);
                @for line in lines {
                    @let every = format!("every-{}", line.id);
                    fieldset .measure-plan-line {
                        legend { (line.name) }
                        label .choice {
                            input type="checkbox" name="asked" value=(line.id) checked[line.asked];
                            span { (words.asked) }
                        }
                        label for=(every) { (words.every) }
                        input type="number" id=(every) name=(every) min="1" max="366" inputmode="numeric" value=(line.every_days) autocomplete="off";
                    }
                }
                div .row .end { button .button .main { (words.keep) } }
            }
        }
    }
}

impl Listed {
    fn render(&self) -> Markup {
        html! {
            section .card .measure-card {
                h2 { a href={ "/measures/about/" (self.id) } { (self.title) } " " span .help { (self.short) } }
                p { (self.about) }
                p .help {
                    "About " (self.minutes) " min."
                    @if self.added { " " (library().measure_words.added.unchecked) } @else if !self.validated { " Our own words, not tested in studies." }
                    @if let Some(last) = &self.last {
                        " Last on " (last)
                        @for (nth, score) in self.scores.iter().enumerate() {
                            @if nth == 0 { ": " } @else { ", " }
                            @if !score.name.is_empty() { (score.name) " " }
                            b { (score.points) } " of " (score.highest)
                        }
                        ". " a href={ "/measures/course/" (self.id) } { "Its course" }
                    }
                }
            }
        }
    }
}
