//! One questionnaire over time.

use hearken_content::{Measure, Piece, library};
use maud::{Markup, html};

use crate::{
    components::{Plot, Reach, reaches},
    layout::{Page, shell},
    learn::folded,
    measures::{Known, behind::Behind},
    sharing::share_measure_link,
    zone::Clock,
};

/// What the page shows.
pub(in crate::measures) struct CoursePage<'a> {
    pub(in crate::measures) measure: &'a Known,
    pub(in crate::measures) reach: Reach,
    pub(in crate::measures) courses: Vec<Course>,
    /// Items whose answers no plot can show, each with its days.
    pub(in crate::measures) said: Vec<(String, Vec<String>)>,
    pub(in crate::measures) answered: Vec<Time>,
}

/// One time that it was answered.
pub(in crate::measures) struct Time {
    pub(in crate::measures) address: String,
    pub(in crate::measures) day: String,
    /// What is to be said of it, if anything.
    pub(in crate::measures) remark: &'static str,
}

/// The course of one scale.
pub(in crate::measures) struct Course {
    pub(in crate::measures) facts: Vec<Fact>,
    pub(in crate::measures) behind: Vec<Behind>,
    pub(in crate::measures) said: Vec<String>,
    pub(in crate::measures) plot: Plot,
}

/// One figure in a box.
pub(in crate::measures) struct Fact {
    pub(in crate::measures) label: String,
    pub(in crate::measures) figure: String,
    pub(in crate::measures) note: String,
}

impl CoursePage<'_> {
    pub(in crate::measures) fn render(self, page: &Page, clock: &Clock) -> Markup {
        let file = &self.measure.file;
        let address = format!("/measures/course/{}", file.id);
        let several = self.courses.len() > 1;
        let answered = times(&self.answered, self.courses.is_empty());
        shell(
            page,
            &html! {
                p .over { a href="/measures" { "Measures" } }
                h1 { (file.title) " · " (file.short) }
                (reaches(&address, self.reach))
                @for course in self.courses {
                    @if several { h2 { (course.plot.lines.first().map_or("", |line| line.name.as_str())) } }
                    (course.render(clock))
                }
                @for (asked, days) in &self.said {
                    h2 { (asked) }
                    ul { @for day in days { li { bdi { (day) } } } }
                }
                (answered)
                @if let Some(piece) = reported(self.measure) { (folded(piece)) }
                @if !file.notes.is_empty() {
                    details {
                        summary { "For clinicians" }
                        @for note in &file.notes { p .help { (note.words) } }
                        ol .sources { @for source in &file.sources { li { (source.text) " [" (source.tag.as_str()) "]" } } }
                    }
                }
                div .row .ways-on {
                    @if self.measure.is_asked() { a .button .main href={ "/measures/about/" (file.id) } { "Answer it now" } }
                    (share_measure_link(page, &file.id))
                    a .button .second href="/measures" { "All measures" }
                }
            },
        )
    }
}

/// Each time it was answered, to read, change or erase. Beside a plot they stand behind a tap.
fn times(answered: &[Time], alone: bool) -> Markup {
    html! {
        @if !answered.is_empty() {
            details open[alone] {
                summary { "Each time you answered" }
                ul { @for time in answered {
                    li { a href=(time.address) { (time.day) } @if !time.remark.is_empty() { ", " (time.remark) } }
                } }
            }
        }
    }
}

/// What other programmes reported of this measure. It stands behind a tap, and is no goal for anybody.
pub(super) fn reported(measure: &Measure) -> Option<&'static Piece> {
    library().piece(measure.file.reported.as_deref()?)
}

impl Course {
    fn render(self, clock: &Clock) -> Markup {
        let how = &library().measure_words.how;
        html! {
            @for sentence in &self.said { p { (sentence) } }
            (self.plot.render(clock))
            @if !self.facts.is_empty() {
                div .measure-sums {
                    @for fact in &self.facts {
                        section .card .measure-sum {
                            p .help { (fact.label) }
                            p .measure-figure { b { (fact.figure) } " " span .help { (fact.note) } }
                        }
                    }
                }
            }
            @if !self.behind.is_empty() {
                details .measure-behind {
                    summary { (how.title) }
                    p .help { (how.lead) }
                    dl {
                        @for behind in &self.behind {
                            dt { (behind.name) ": " b { (behind.figure) } }
                            dd .help { (behind.how) }
                        }
                    }
                }
            }
        }
    }
}
