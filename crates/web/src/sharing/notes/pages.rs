//! The pages of one's own notes about the other.

use maud::{Markup, html};

use crate::{
    components::{Tone, Typing, card, field, keep_row, long_text, notice, quiet, typing_fields, written},
    error::Said,
    layout::{Page, shell},
    words,
};

/// The way there from the page of the other.
pub(in crate::sharing) fn notes_link(address: &str) -> Markup {
    html! { p .ways-on { a .button .second href={ (address) "/notes" } { "Your own notes" } } }
}

/// Somebody one has notes about, or none yet.
pub(super) struct About {
    pub(super) address: String,
    pub(super) called: String,
    pub(super) notes: usize,
}

pub(super) struct AllPage {
    pub(super) page: Page,
    pub(super) people: Vec<About>,
}

impl AllPage {
    pub(super) fn render(&self) -> Markup {
        shell(
            &self.page,
            &html! {
                p .over { a href="/sharing" { "Sharing" } }
                h1 { "Your own notes" }
                p .lead { (WHOSE) }
                @if self.people.is_empty() { p { "You share with nobody yet, so there is nobody to note something about here." } }
                ul .plain-list {
                    @for about in &self.people {
                        li {
                            a href=(about.address) { bdi { (about.called) } }
                            p .help {
                                @if about.notes == 0 { "No note." }
                                @else { (words::count(about.notes, "note", "notes")) "." }
                            }
                        }
                    }
                }
            },
        )
    }
}

const WHOSE: &str = "They are in your notebook alone. The other never sees them, and they stay with you when the sharing ends.";

/// A note, or an earlier version of one.
pub(super) struct Note {
    pub(super) id: String,
    pub(super) words: String,
    /// When it was kept, in words.
    pub(super) saved: String,
}

/// All notes about one person.
pub(super) struct NotesPage {
    pub(super) page: Page,
    pub(super) called: String,
    pub(super) typing: Typing,
    /// What is typed and not yet kept.
    pub(super) typed: String,
    pub(super) notes: Vec<Note>,
    /// There was nothing to keep.
    pub(super) empty: bool,
}

impl NotesPage {
    pub(super) fn render(&self) -> Markup {
        shell(
            &self.page,
            &html! {
                p .over { a href="/sharing/notes" { "Your own notes" } }
                h1 { "About " bdi { (self.called) } }
                p .lead { (WHOSE) }
                @if self.empty {
                    (notice(Tone::Problem, &Said {
                        what: "Nothing was changed: there were no words in it.".to_owned(),
                        then: "A note that you no longer want can be erased on its own page.".to_owned(),
                    }))
                }
                (form(&self.typing, &self.typing.place, &self.typed, "A note, for yourself"))
                @for note in &self.notes {
                    (card(&note.saved, &html! {
                        (written(&note.words))
                        p { a href={ (self.typing.place) "/" (note.id) } { "Change or erase it" } }
                    }))
                }
            },
        )
    }
}

/// One note.
pub(super) struct NotePage {
    pub(super) page: Page,
    pub(super) space: String,
    pub(super) called: String,
    pub(super) typing: Typing,
    pub(super) words: String,
    pub(super) saved: String,
    /// Its other versions, the newest first.
    pub(super) others: Vec<Note>,
}

impl NotePage {
    pub(super) fn render(&self) -> Markup {
        let all = format!("/sharing/{}/notes", self.space);
        shell(
            &self.page,
            &html! {
                p .over { a href=(all) { "About " bdi { (self.called) } } }
                h1 { "A note" }
                p .help { "Kept " (self.saved) "." }
                (form(&self.typing, &all, &self.words, "Your words"))
                p .ways-on { a .button .danger href={ (self.typing.place) "/erase" } { "Erase it" } }
                @if !self.others.is_empty() {
                    details {
                        summary { "Other versions" }
                        @for other in &self.others { (quiet(&other.saved, &other.words)) }
                    }
                }
            },
        )
    }
}

fn form(typing: &Typing, action: &str, words: &str, label: &str) -> Markup {
    html! {
        form .card method="post" action=(action) data-draft-place=(typing.place) {
            (typing_fields(typing))
            @if typing.seen > 0 { p .help { "This is as you left it, not yet kept." } }
            (field("words", label, None, &long_text("words", "words", 4, words, None)))
            (keep_row("Keep it"))
        }
    }
}
