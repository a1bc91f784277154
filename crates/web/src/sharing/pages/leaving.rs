//! What somebody leaves to do: choosing it, and finding it.

use hearken_content::{LeftToDoWords, Library};
use hearken_core::{RecordId, sharing::Manner};
use maud::{Markup, html};

use crate::{
    components::{card, field, long_text, written},
    layout::{Page, shell},
};

/// An exercise or a questionnaire that can be left to do.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::sharing) struct ToDo {
    pub(in crate::sharing) manner: Manner,
    pub(in crate::sharing) id: &'static str,
    pub(in crate::sharing) title: String,
    /// One of its answers may speak of danger.
    danger: bool,
}

impl ToDo {
    /// What is of that name; nothing where there is no such thing here.
    pub(in crate::sharing) fn of(library: &'static Library, manner: Manner, id: &str) -> Option<Self> {
        match manner {
            Manner::Exercise => {
                let guide = library.newest_guide(id)?;
                Some(Self { manner, id: &guide.id, title: guide.title.clone(), danger: false })
            }
            Manner::Measure => {
                let measure = library.measure(id)?;
                let title = format!("{} · {}", measure.file.title, measure.file.short);
                let danger = !measure.file.scoring.safety.is_empty();
                Some(Self { manner, id: measure.id(), title, danger })
            }
            _ => None,
        }
    }

    pub(in crate::sharing) fn is(&self, manner: Manner, id: &str) -> bool {
        self.manner == manner && self.id == id
    }

    /// By which a form names it.
    pub(in crate::sharing) fn value(&self) -> String {
        format!("{}/{}", self.manner.id(), self.id)
    }

    /// Where it is read before it is begun.
    pub(in crate::sharing) fn address(&self) -> String {
        match self.manner {
            Manner::Measure => format!("/measures/about/{}", self.id),
            _ => format!("/exercises/about/{}", self.id),
        }
    }
}

/// Something that the other left to do.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Found {
    pub(in crate::sharing) record: RecordId,
    pub(in crate::sharing) to_do: ToDo,
    /// Who left it.
    pub(in crate::sharing) called: String,
    pub(in crate::sharing) words: String,
    /// The page of whoever left it.
    pub(in crate::sharing) address: String,
}

impl Found {
    /// With the two ways: to look at it, or not now.
    pub(in crate::sharing) fn render(&self) -> Markup {
        html! {
            p { b { (self.to_do.title) } }
            @if !self.words.is_empty() { (written(&self.words)) }
            div .row {
                a .button .second href=(self.to_do.address()) { "Look at it" span .sr-only { ": " (self.to_do.title) } }
                form method="post" action={ (self.address) "/not-now/" (self.record) } {
                    button .plain { "Not now" span .sr-only { ": " (self.to_do.title) } }
                }
            }
        }
    }
}

/// What others left to do, on the first page.
pub(crate) fn found_card(found: &[Found], words: &LeftToDoWords) -> Markup {
    html! {
        @if let Some(first) = found.first() {
            section .card {
                h2 { bdi { (first.called) } " left this for you" }
                (first.render())
                p .help { (words.found) }
            }
        }
    }
}

/// All of it on the page of whoever left it; nothing where there is nothing.
pub(in crate::sharing) fn found_here(found: &[Found], words: &LeftToDoWords) -> Markup {
    html! {
        @if !found.is_empty() {
            (card("Left for you", &html! {
                @for one in found { div .to-do { (one.render()) } }
                p .help { (words.found) }
            }))
        }
    }
}

/// Choosing what to leave.
pub(in crate::sharing) struct LeavePage {
    pub(in crate::sharing) page: Page,
    pub(in crate::sharing) address: String,
    pub(in crate::sharing) called: String,
    pub(in crate::sharing) not_for: &'static str,
    pub(in crate::sharing) words: &'static LeftToDoWords,
    pub(in crate::sharing) offered: Vec<ToDo>,
    pub(in crate::sharing) record: String,
}

impl LeavePage {
    pub(in crate::sharing) fn render(&self) -> Markup {
        let of = |manner| self.offered.iter().filter(move |to_do| to_do.manner == manner);
        let kinds = [(Manner::Exercise, "Exercises"), (Manner::Measure, "Questionnaires")];
        shell(
            &self.page,
            &html! {
                p .over { a href=(self.address) { bdi { (self.called) } } }
                h1 { "Leave something to do" }
                p .lead { (self.words.leaving) }
                form .card method="post" action={ (self.address) "/leave" } {
                    input type="hidden" name="record" value=(self.record);
                    (field("to_do", "What it is", None, &html! {
                        select id="to_do" name="to_do" {
                            @for (manner, name) in kinds {
                                @if of(manner).next().is_some() {
                                    optgroup label=(name) {
                                        @for to_do in of(manner) { option value=(to_do.value()) { (to_do.title) } }
                                    }
                                }
                            }
                        }
                    }))
                    (field("words", "A few words with it", Some("Can stay empty."), &long_text("words", "words", 3, "", None)))
                    div .row .end { button .button .main { "Leave it for them" } }
                }
                @if self.offered.iter().any(|to_do| to_do.danger) { p .help { (self.words.unwatched) } }
                p .help { (self.not_for) }
            },
        )
    }
}
