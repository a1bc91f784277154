//! What came of one questionnaire.

use hearken_content::library;
use maud::{Markup, html};

use super::course::reported;
use crate::{
    layout::{Page, shell},
    learn::folded,
    measures::{At, help::Help},
};
use hearken_core::responses::ResponseState;

/// What the page shows.
pub(in crate::measures) struct ResultPage<'a> {
    pub(in crate::measures) at: &'a At,
    pub(in crate::measures) help: &'a Help<'a>,
    pub(in crate::measures) when: String,
    pub(in crate::measures) sums: Vec<Sum>,
    /// What is said of it.
    pub(in crate::measures) said: Vec<String>,
    pub(in crate::measures) answers: Vec<Answered>,
    /// How often it was finished.
    pub(in crate::measures) counts: usize,
    pub(in crate::measures) address: String,
    /// The questionnaire that waits until this one was answered.
    pub(in crate::measures) back: Option<String>,
    /// Answers of another window are kept beside it.
    pub(in crate::measures) beside: bool,
}

/// A total.
pub(in crate::measures) struct Sum {
    pub(in crate::measures) name: String,
    pub(in crate::measures) points: Option<i64>,
    pub(in crate::measures) highest: i64,
    pub(in crate::measures) band: Option<String>,
}

/// One question and what was answered.
pub(in crate::measures) struct Answered {
    pub(in crate::measures) prefix: String,
    pub(in crate::measures) text: String,
    pub(in crate::measures) said: String,
}

impl ResultPage<'_> {
    pub(in crate::measures) fn render(&self, page: &Page) -> Markup {
        let file = &self.at.measure.file;
        shell(
            page,
            &html! {
                (self.help.render(self.at))
                p .over { a href="/measures" { "Measures" } }
                h1 { (file.title) " · " (file.short) }
                p .lead { (self.when) @if self.at.response.state == ResponseState::Stopped { ", left before its end" } @if self.at.response.imported { ", brought in from a file" } }
                @if let Some(back) = &self.back { p { a .button .main href=(back) { (library().measure_words.page.resume) } } }
                @if self.beside { p .notice { "You answered something in another window after this was finished or left. It is kept, and not in what stands here. Change an answer puts it in." } }
                @if self.at.response.state == ResponseState::Finished { (self.totals()) }
                @for said in &self.said { p { (said) } }
                @if let Some(afterwards) = &file.afterwards { p .notice { (afterwards) " " a href="/grounding" { "Come back to the room" } } }
                @if let Some(unvalidated) = &file.unvalidated { p .help { (unvalidated) } }
                p .help { (library().measure_words.change.always) }
                @if let Some(piece) = reported(&self.at.measure) { (folded(piece)) }
                div .row .ways-on {
                    @if self.counts > 1 { a .button .main href={ "/measures/course/" (file.id) } { "Its course" } }
                    @if self.at.measure.is_asked() && self.at.response.version == self.at.form().version {
                        form method="post" action=(self.address) { button .button .second name="go" value="open" { "Change an answer" } }
                    }
                    a .button .second href={ (self.address) "/erase" } { "Erase" }
                    a .button .second href="/measures" { "All measures" }
                }
                h2 { "What you answered" }
                dl .measure-answers {
                    @for answered in &self.answers {
                        dt { @if !answered.prefix.is_empty() { (answered.prefix) " " } (answered.text) }
                        dd { bdi { (answered.said) } }
                    }
                }
            },
        )
    }

    fn totals(&self) -> Markup {
        html! {
            div .measure-sums {
                @for sum in &self.sums {
                    section .card .measure-sum {
                        p .help { (sum.name) }
                        @match sum.points {
                            Some(points) => p .measure-figure { b { (points) } " " span .help { "of " (sum.highest) } },
                            None => p .measure-figure { "no total" },
                        }
                        @if let Some(band) = &sum.band { p { (band) } }
                    }
                }
            }
        }
    }
}
