//! The page of questions: each with its help, why it is asked, and room for a word to the prescriber.

use hearken_content::{Answered, Group, Question, library};
use maud::{Markup, html};

use super::NOT_TODAY;
use crate::{
    components::{Tone, Typing, field, keep_row, level_row_with, notice, short_text, typing_fields},
    error::Said,
    form::Fields,
    layout::{Page, shell},
};

/// The questions of one sort.
pub(super) struct QuestionsPage {
    pub(super) page: Page,
    /// The session's.
    pub(super) address: String,
    pub(super) typing: Typing,
    pub(super) questions: Vec<&'static Question>,
    /// What is answered.
    pub(super) fields: Fields,
    pub(super) trouble: Option<Said>,
}

impl QuestionsPage {
    pub(super) fn render(&self) -> Markup {
        let said = &library().safety.screening;
        shell(
            &self.page,
            &html! {
                p .over { a href=(self.address) { "The session" } }
                h1 { (said.title) }
                p .lead { (said.lead) }
                p .help { (said.readers) }
                @if let Some(said) = &self.trouble { (notice(Tone::Problem, said)) }
                @if self.questions.is_empty() { p { "Nothing is asked here for this way of taking it." } }
                @else {
                    form .card method="post" action=(self.typing.place) data-draft-place=(self.typing.place) {
                        (typing_fields(&self.typing))
                        @for group in &said.groups { (self.group(group)) }
                        (keep_row("Keep"))
                    }
                }
            },
        )
    }

    fn group(&self, group: &Group) -> Markup {
        let of: Vec<_> = self.questions.iter().filter(|question| question.group == group.id).collect();
        html! {
            @if !of.is_empty() {
                h2 { (group.title) }
                p .help { (group.why) }
                @for question in of { (self.question(question)) }
            }
        }
    }

    fn question(&self, question: &Question) -> Markup {
        match question.answered {
            Answered::YesNo => self.yes_no(question),
            Answered::Count => field(
                &question.id,
                &limits(&question.ask),
                Some(&question.help),
                &html! { input type="number" inputmode="numeric" min="0" max="150" id=(question.id) name=(question.id) value=(self.fields.text(&question.id)) autocomplete="off"; },
            ),
            Answered::TimeOrNever => self.time(question),
            Answered::Level => level_row_with(
                &question.id,
                &limits(&question.ask),
                &question.help,
                self.fields.text(&question.id),
            ),
        }
    }

    fn yes_no(&self, question: &Question) -> Markup {
        let said = &library().safety.screening;
        let answers = [("yes", &said.yes), ("no", &said.no), ("unsure", &said.unsure)];
        let words = format!("{}-words", question.id);
        let chosen = self.fields.text(&question.id);
        html! {
            fieldset .asked {
                legend { (limits(&question.ask)) }
                p .help { (question.help) @if let Some(why) = &question.why { " " (why) } }
                div .answers {
                    @for (value, label) in answers {
                        label .choice { input type="radio" name=(question.id) value=(value) checked[chosen == value]; " " (label) }
                    }
                }
                details open[!self.fields.text(&words).is_empty()] {
                    summary { "A word for your prescriber" span .sr-only { ": " (limits(&question.ask)) } }
                    (field(&words, "A word about it", None, &short_text(&words, &words, self.fields.text(&words))))
                }
            }
        }
    }

    fn time(&self, question: &Question) -> Markup {
        let never = format!("{}-never", question.id);
        html! {
            (field(&question.id, &limits(&question.ask), Some(&question.help), &html! {
                input type="datetime-local" id=(question.id) name=(question.id) value=(self.fields.text(&question.id)) autocomplete="off";
            }))
            label .choice { input type="checkbox" name=(never) value="1" checked[self.fields.has(&never)]; " " (NOT_TODAY) span .sr-only { ": " (limits(&question.ask)) } }
        }
    }
}

/// A question with the practice's limits in it.
fn limits(ask: &str) -> String {
    library().safety.limits().fill(ask)
}
