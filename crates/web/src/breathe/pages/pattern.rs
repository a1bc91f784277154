//! One pattern: the pacer, the check around it, and what is kept.

use hearken_content::BreathPattern;
use hearken_core::breathing::Fit;
use maud::{Markup, html};

use crate::{
    components::{Tone, Typing, field, keep_row, long_text, notice, pacer, typing_fields},
    error::Said,
    form::Fields,
    layout::{Page, shell},
};

/// The page of one pattern.
pub(in crate::breathe) struct PatternPage {
    pub(in crate::breathe) page: Page,
    /// In the way that was chosen.
    pub(in crate::breathe) pattern: BreathPattern,
    pub(in crate::breathe) way: String,
    pub(in crate::breathe) fit: Fit,
    /// What was said before a session hides it, whatever is answered here.
    pub(in crate::breathe) screened: bool,
    pub(in crate::breathe) sound: bool,
    pub(in crate::breathe) typing: Typing,
    pub(in crate::breathe) fields: Fields,
    pub(in crate::breathe) trouble: Option<Said>,
}

impl PatternPage {
    pub(in crate::breathe) fn render(&self) -> Markup {
        shell(
            &self.page,
            &html! {
                p .over { a href="/breathe" { "Breathe" } }
                h1 { bdi { (self.pattern.name) } }
                p { (self.pattern.summary) }
                @if let Some(said) = &self.trouble { (notice(Tone::Problem, said)) }
                @match self.fit {
                    Fit::Yes => (self.form()),
                    Fit::Off => (self.off()),
                    Fit::Asks => (self.asks()),
                    Fit::NotNow => (not_now()),
                }
            },
        )
    }

    fn form(&self) -> Markup {
        let library = hearken_content::library();
        let (pattern, fields, check) = (&self.pattern, &self.fields, &library.end_check);
        let minutes = if fields.has("minutes") { fields.number("minutes") } else { pattern.minutes };
        html! {
            @if !fields.text("sign").is_empty() { div .notice role="status" { (stopped()) } }
            @for note in &pattern.notes { p .help { (note) } }
            @if !pattern.ways.is_empty() { (self.ways()) }
            form .card method="post" action={ "/breathe/" (pattern.id) } data-draft-place=(self.typing.place) {
                (typing_fields(&self.typing))
                // First, so that Enter on a choice keeps and does not press a sign.
                button .sr-only tabindex="-1" aria-hidden="true" { "Keep" }
                input type="hidden" name="way" value=(self.way);
                input type="hidden" name="done" value=(fields.text("done")) data-breath-done="";
                (level("before", &check.before, fields.text("before")))
                @if pattern.cycles_most.is_none() && pattern.minutes_most > 1 {
                    (field("minutes", "How long?", None, &html! {
                        select id="minutes" name="minutes" data-breath-minutes="" {
                            @for each in 1..=pattern.minutes_most {
                                option value=(each) selected[each == minutes] { (each) @if each == 1 { " minute" } @else { " minutes" } }
                            }
                        }
                    }))
                }
                (pacer(library, pattern, pattern.seconds(minutes), self.sound, true))
                // After the signs: the one that is tapped counts. Here stands the one that was tapped before a lock.
                input type="hidden" name="sign" value=(fields.text("sign")) data-breath-tapped="";
                (level("after", &check.after, fields.text("after")))
                (field("words", "A word about it", Some("May stay empty."), &long_text("words", "words", 2, fields.text("words"), None)))
                (keep_row("Keep"))
            }
            @if !pattern.sources.is_empty() {
                details { summary { "Where this comes from" } ul .sources { @for source in &pattern.sources { li { (source.text) } } } }
            }
        }
    }

    fn ways(&self) -> Markup {
        let known = self.pattern.ways.iter().map(|way| (way.id.as_str(), way.name.as_str()));
        let address = format!("/breathe/{}", self.pattern.id);
        html! {
            nav .chips aria-label="Ways to do it" {
                @for (id, name) in [("", "As it is")].into_iter().chain(known) {
                    a .chip href={ (address) "?way=" (id) } aria-current=[(id == self.way).then_some("true")] { (name) }
                }
            }
        }
    }

    /// Its questions come first, or an answer hides it (B2).
    fn asks(&self) -> Markup {
        let questions = &hearken_content::library().breath_rules.questions;
        html! {
            @if self.screened { p .notice { (questions.screened) } } @else {
                p { (questions.why) }
                p { a .button .main href="/breathe/questions" { "Answer the questions" } }
            }
            (instead())
        }
    }

    /// It felt wrong twice (B4).
    fn off(&self) -> Markup {
        let test = &hearken_content::library().breath_rules.stop_test;
        html! {
            (notice(Tone::Quiet, &Said { what: test.off_title.clone(), then: test.off_text.clone() }))
            (ways_on())
            form .card method="post" action={ "/breathe/" (self.pattern.id) "/on" } {
                p { (test.on_text) }
                label .choice { input type="checkbox" name="thought" value="1" required; span { (test.on_tick) } }
                div .row .end { button .button .second { "Switch it on again" } }
            }
        }
    }
}

/// The distress before or after, in one tap; none is a fine answer.
pub(in crate::breathe) fn level(name: &str, question: &str, chosen: &str) -> Markup {
    let check = &hearken_content::library().end_check;
    html! {
        fieldset .scale {
            legend { (question) " (may stay empty)" }
            p .help { "0: " (check.least) " · 10: " (check.most) }
            div .scale-steps {
                @for value in 0..=10 {
                    label .chip { input type="radio" name=(name) value=(value) checked[chosen == value.to_string()]; (value) }
                }
                label .chip { input type="radio" name=(name) value=""; span aria-hidden="true" { "–" } span .sr-only { "not said" } }
            }
        }
    }
}

/// What is said after a stop (B4).
pub(in crate::breathe) fn stopped() -> Markup {
    let test = &hearken_content::library().breath_rules.stop_test;
    html! {
        p { (test.stopped) }
        p { a .button .second href="/grounding" { (test.grounding) } }
    }
}

fn not_now() -> Markup {
    let day = &hearken_content::library().breath_rules.session_day;
    html! { p .notice { (day.not_now) } (ways_on()) }
}

fn ways_on() -> Markup {
    html! {
        div .row .ways-on {
            a .button .second href="/breathe" { "What there is now" }
            a .button .second href="/grounding" { (hearken_content::library().breath_rules.stop_test.grounding) }
        }
    }
}

/// What everybody may use instead of a pattern with a pause (B2).
pub(in crate::breathe) fn instead() -> Markup {
    let library = hearken_content::library();
    let named = library.breath_rules.questions.instead.iter().filter_map(|id| library.breath(id));
    html! {
        div .row .ways-on { @for pattern in named { a .button .second href={ "/breathe/" (pattern.id) } { (pattern.name) } } }
    }
}
