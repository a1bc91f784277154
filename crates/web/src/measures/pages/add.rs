//! Where a questionnaire is chosen, and what is said of it before it is kept.

use hearken_core::RecordId;
use hearken_measures::{Fault, Item, ItemKind};
use maud::{Markup, html};

use crate::{
    components::{Tone, card, field, notice},
    error::Said,
    layout::{Page, shell},
    measures::add::{Candidate, words},
    words::count,
};

/// So many questions and remarks are shown; the others are counted.
const SHOWN: usize = 200;

/// The page on which a file is chosen.
pub(in crate::measures) struct AddPage {
    pub(in crate::measures) trouble: Option<Said>,
}

impl AddPage {
    pub(in crate::measures) fn render(&self, page: &Page) -> Markup {
        shell(
            page,
            &html! {
                p .over { a href="/measures" { "Measures" } }
                h1 { (words().title) }
                @if let Some(said) = &self.trouble { (notice(Tone::Problem, said)) }
                p .lead { (words().lead) }
                form .card method="post" action="/measures/add" enctype="multipart/form-data" {
                    (field("file", "The file", Some(&words().file), &html! {
                        input type="file" id="file" name="file" required;
                    }))
                    div .row .end { button .button .main { "Look at it" } }
                }
            },
        )
    }
}

/// The page that says what is in the file.
pub(in crate::measures) struct AddLook {
    pub(in crate::measures) id: RecordId,
    pub(in crate::measures) looked: Result<Candidate, Vec<Fault>>,
    /// The one that is asked already and has this very text.
    pub(in crate::measures) here: Option<String>,
}

impl AddLook {
    pub(in crate::measures) fn render(&self, page: &Page) -> Markup {
        let address = format!("/measures/add/{}", self.id);
        shell(
            page,
            &html! {
                p .over { a href="/measures" { "Measures" } }
                @match &self.looked {
                    Ok(candidate) => {
                        h1 { bdi { (candidate.title) } }
                        p .lead { (words().unchecked) " Nothing is kept yet." }
                        @if let Some(here) = &self.here {
                            p .notice { (words().same) " " a href={ "/measures/about/" (here) } { "To it" } }
                        }
                        @if let Some(alike) = &candidate.alike { p .notice .problem role="alert" { (alike) } }
                        (becomes(candidate))
                        (asks(candidate))
                        div .row {
                            @if self.here.is_none() { form method="post" action=(address) { button .button .main { (words().keep) } } }
                            (not_now(&address))
                        }
                    },
                    Err(faults) => {
                        h1 { (words().refused) }
                        p .lead { (words().refused_then) }
                        (card("Why", &listed(faults)))
                        (not_now(&address))
                    },
                }
            },
        )
    }
}

fn not_now(address: &str) -> Markup {
    html! { form method="post" action={ (address) "/forget" } { button .button .second { "Not now" } } }
}

/// What becomes of its answers, and what of it is not followed.
fn becomes(candidate: &Candidate) -> Markup {
    let form = &candidate.form;
    html! {
        (card(&words().becomes, &html! {
            p { (words().answers) }
            p { strong { (words().safety) } }
        }))
        section .card {
            h2 { (words().not_followed) }
            @if form.notes.is_empty() { p { (words().all_followed) } } @else { (listed(&form.notes)) }
        }
    }
}

/// Reasons or remarks, each with the item it stands at.
pub(in crate::measures) fn listed(faults: &[Fault]) -> Markup {
    html! {
        ul .plain-list .measure-notes {
            @for fault in faults.iter().take(SHOWN) { li { code { bdi { (fault.place) } } ": " bdi { (fault.message) } } }
        }
        (rest(faults.len()))
    }
}

fn rest(many: usize) -> Markup {
    html! { @if many > SHOWN { p .help { "And " (many - SHOWN) " more." } } }
}

/// What it asks, in its order and its words.
fn asks(candidate: &Candidate) -> Markup {
    let form = &candidate.form;
    let shown: Vec<&Item> = form.all_items().filter(|item| !item.computed).collect();
    let many = shown.iter().filter(|item| item.kind.is_question()).count();
    html! {
        section .card {
            h2 { (words().asks) }
            p .help {
                (count(many, "question", "questions"))
                @if !form.url.is_empty() { ", " bdi { (form.url) } }
                @if !form.version.is_empty() { ", version " bdi { (form.version) } }
            }
            ol .plain-list .measure-asks {
                @for item in shown.iter().take(SHOWN) { li { (asked(item)) } }
            }
            (rest(shown.len()))
            @if !form.copyright.is_empty() { p .help { bdi { (form.copyright) } } }
        }
    }
}

fn asked(item: &Item) -> Markup {
    html! {
        @if item.kind == ItemKind::Group { strong { bdi { (item.text) } } } @else {
            bdi { @if !item.prefix.is_empty() { (item.prefix) " " } (item.text) }
        }
        @if !item.options.is_empty() {
            span .help { " " @for (nth, choice) in item.options.iter().enumerate() { @if nth > 0 { " · " } bdi { (choice.label) } } }
        }
    }
}
