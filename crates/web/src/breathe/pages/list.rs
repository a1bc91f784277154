//! The list of patterns, with what is asked and said first.

use hearken_content::BreathPattern;
use hearken_core::breathing::{Fit, Stage};
use maud::{Markup, html};

use crate::layout::{Page, shell};

/// A pattern in the list.
pub(in crate::breathe) struct Row {
    pub(in crate::breathe) pattern: BreathPattern,
    pub(in crate::breathe) fit: Fit,
    pub(in crate::breathe) own: bool,
}

/// Every pattern that fits the moment.
pub(in crate::breathe) struct ListPage {
    pub(in crate::breathe) page: Page,
    pub(in crate::breathe) rows: Vec<Row>,
    pub(in crate::breathe) stage: Option<Option<(Stage, bool)>>,
    /// The questions of B2 were answered, not too long ago.
    pub(in crate::breathe) answered: bool,
    /// And none of them is so.
    pub(in crate::breathe) open: bool,
    /// What was said before a session hides patterns with a pause, whatever is answered here.
    pub(in crate::breathe) screened: bool,
}

impl ListPage {
    pub(in crate::breathe) fn render(&self) -> Markup {
        let rules = &hearken_content::library().breath_rules;
        let limits = hearken_content::library().safety.limits();
        let note = |id: &str| html! { @if let Some(note) = rules.note(id) { p { (note.text) } } };
        let during = matches!(self.stage, Some(Some((Stage::During, _))));
        shell(
            &self.page,
            &html! {
                h1 { "Breathe" }
                @if self.stage.is_some() { (self.session_day()) }
                @if during {
                    p { a href="/grounding" { (rules.stop_test.grounding) } }
                } @else {
                    (note("gentle")) (note("where")) (note("your-way"))
                    @for row in self.rows.iter().filter(|row| matches!(row.fit, Fit::Yes)) { (pattern_card(row)) }
                    (self.switched_off())
                    @if self.stage.is_none() {
                        (self.questions())
                        div .row .ways-on { a .button .second href="/breathe/own" { "Make a pattern of your own" } }
                    }
                }
                div .row .ways-on { a .button .second href="/breathe/log" { "What you kept" } }
                @if self.stage.is_none() { (self.session_day()) }
                @for id in ["not-fast", "stop"] {
                    @if let Some(note) = rules.note(id) {
                        details open[id == "not-fast"] { summary { (note.title) } p { (limits.fill(&note.text)) } }
                    }
                }
                details { summary { "Where this comes from" } ul .sources { @for source in &rules.sources { li { (source.text) } } } }
            },
        )
    }

    /// Where in the day of a session somebody is (B3): asked when it is one, at hand when it is not known to be.
    fn session_day(&self) -> Markup {
        let day = &hearken_content::library().breath_rules.session_day;
        let stage = self.stage.flatten();
        let said = stage.map(|(stage, _)| match stage {
            Stage::Before => &day.before_text,
            Stage::During => &day.during_text,
            Stage::After => &day.after_text,
        });
        let form = html! {
            form method="post" action="/breathe/day" {
                fieldset {
                    legend { (day.ask) }
                    @for (each, label) in [(Stage::Before, &day.before_label), (Stage::During, &day.during_label), (Stage::After, &day.after_label)] {
                        label .choice { input type="radio" name="stage" value=(each.id()) required checked[stage.is_some_and(|(stage, _)| stage == each)]; span { (label) } }
                    }
                }
                label .choice { input type="checkbox" name="steady" value="1" checked[stage.is_some_and(|(_, steady)| steady)]; span { (day.steady) span .help { "Only asked after it. It counts for a while, then it is asked again." } } }
                div .row .end { button .button .main { "Go on" } }
            }
            @if stage.is_some() {
                form .row method="post" action="/breathe/day" { button .button .second { "Today is no session day" } }
            }
        };
        html! {
            @if let Some(said) = said { p .notice role="status" { (said) } }
            @if self.stage.is_some() {
                section .card { h2 { (day.title) } @if stage.is_none() { p { "You marked a session for today." } } (form) }
            } @else {
                details .card { summary { (day.title) } (form) }
            }
        }
    }

    fn questions(&self) -> Markup {
        let questions = &hearken_content::library().breath_rules.questions;
        let asks = self.rows.iter().any(|row| row.fit == Fit::Asks);
        html! {
            section .card {
                h2 { "Patterns with a pause" }
                @if self.screened { p { (questions.screened) } }
                @else if !self.answered { p { (questions.why) } }
                @else if self.open { p { (questions.open) } }
                @else if asks { p { (questions.closed) } }
                @if !self.screened { p { a .button .second href="/breathe/questions" { @if self.answered { "Change your answers" } @else { "Answer the questions" } } } }
            }
        }
    }

    fn switched_off(&self) -> Markup {
        let off: Vec<&Row> = self.rows.iter().filter(|row| row.fit == Fit::Off).collect();
        html! {
            @if !off.is_empty() {
                details {
                    summary { "Switched off" }
                    ul .plain-list { @for row in off { li { a href={ "/breathe/" (row.pattern.id) } { bdi { (row.pattern.name) } } } } }
                }
            }
        }
    }
}

fn pattern_card(row: &Row) -> Markup {
    let pattern = &row.pattern;
    html! {
        section .card {
            h2 { a href={ "/breathe/" (pattern.id) } { bdi { (pattern.name) } } }
            p { (pattern.summary) }
            @for note in &pattern.notes { p .help { (note) } }
            @if row.own { p { a href={ "/breathe/own/" (pattern.id) } { "Change it" span .sr-only { ": " (pattern.name) } } } }
        }
    }
}
