//! The questions before patterns that hold the breath (B2).

use hearken_core::breathing::Answer;
use maud::{Markup, html};

use super::pattern::instead;
use crate::layout::{Page, shell};

/// The questions with the answers so far.
pub(in crate::breathe) struct QuestionsPage {
    pub(in crate::breathe) page: Page,
    pub(in crate::breathe) answers: Vec<(String, Answer)>,
    /// They are from a while ago.
    pub(in crate::breathe) old: bool,
}

impl QuestionsPage {
    pub(in crate::breathe) fn render(&self) -> Markup {
        let questions = &hearken_content::library().breath_rules.questions;
        let said = |id: &str| self.answers.iter().find(|(known, _)| known == id).map(|(_, answer)| *answer);
        let words = |answer| match answer {
            Answer::No => &questions.no,
            Answer::Yes => &questions.yes,
            Answer::Unsure => &questions.unsure,
        };
        shell(
            &self.page,
            &html! {
                p .over { a href="/breathe" { "Breathe" } }
                h1 { (questions.title) }
                p { (questions.why) }
                @if self.old { p .notice { (questions.again) } }
                form .card method="post" action="/breathe/questions" {
                    h2 { (questions.intro) }
                    @for ask in &questions.asks {
                        fieldset .breath-ask {
                            legend { (ask.label) }
                            div .chips {
                                @for answer in Answer::ALL {
                                    label .chip { input type="radio" name=(ask.id) value=(answer.id()) checked[!self.old && said(&ask.id) == Some(answer)]; (words(answer)) }
                                }
                            }
                        }
                    }
                    p .help { "What you leave out counts as: " (questions.unsure.to_lowercase()) "." }
                    div .row .end {
                        button .button .main { "Keep my answers" }
                        button .button .second name="none" value="1" { (questions.none) }
                    }
                }
                p { "Or leave them for now:" }
                (instead())
            },
        )
    }
}
