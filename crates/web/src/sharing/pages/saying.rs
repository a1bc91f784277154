//! What two people say to each other: the form, and what was said.

use maud::{Markup, html};

use super::super::saying::MANNERS;
use crate::components::{Typing, field, keep_row, long_text, typing_fields, written};

/// The form by which something is said.
pub(in crate::sharing) struct Saying {
    pub(in crate::sharing) typing: Typing,
    /// What is typed and not yet said.
    pub(in crate::sharing) typed: String,
    /// The page that it is about.
    pub(in crate::sharing) about: Option<String>,
    /// That nobody watches.
    pub(in crate::sharing) unwatched: &'static str,
}

/// Something that was said.
pub(in crate::sharing) struct Remark {
    pub(in crate::sharing) mine: bool,
    /// What it is, if it is no message.
    pub(in crate::sharing) what: Option<&'static str>,
    pub(in crate::sharing) words: String,
    pub(in crate::sharing) when: String,
    pub(in crate::sharing) about: About,
    pub(in crate::sharing) new: bool,
}

/// What something that was said is about.
pub(in crate::sharing) enum About {
    /// Nothing that was shown.
    Nothing,
    /// What is shown under this title.
    Shown(String),
    /// Something that was taken back since.
    Gone,
}

/// A stretch of what was said.
pub(in crate::sharing) struct Talk {
    pub(in crate::sharing) remarks: Vec<Remark>,
    /// The last of it, where there is more that is older.
    pub(in crate::sharing) older: Option<String>,
    /// It is not the newest stretch.
    pub(in crate::sharing) is_older: bool,
}

impl Saying {
    /// `space` is the address of the person; once the other has left, nothing can be said.
    pub(super) fn render(&self, space: &str, left: bool) -> Markup {
        html! {
            p .help { (self.unwatched) }
            @if !left {
                form method="post" action={ (space) "/say" } data-draft-place=(self.typing.place) {
                    (typing_fields(&self.typing))
                    @if let Some(about) = &self.about { input type="hidden" name="about" value=(about); }
                    @if self.typing.seen > 0 { p .help { "This is as you left it, not yet said." } }
                    div .field {
                        label for="manner" { "What it is" }
                        select id="manner" name="manner" {
                            @for (manner, name) in MANNERS { option value=(manner.id()) { (name) } }
                        }
                    }
                    (field("words", "Your words", None, &long_text("words", "words", 3, &self.typed, None)))
                    (keep_row("Say it"))
                }
            }
        }
    }
}

impl Talk {
    /// `address` is the page it stands on.
    pub(super) fn render(&self, address: &str) -> Markup {
        html! {
            div #said { @for remark in &self.remarks { (remark.render()) } }
            @if let Some(older) = &self.older {
                p { a href={ (address) "?before=" (older) "#said" } { "Older words" } }
            }
            @if self.is_older { p { a href={ (address) "#said" } { "The newest words" } } }
        }
    }
}

impl Remark {
    fn render(&self) -> Markup {
        html! {
            div .said {
                p .help {
                    @if self.mine { "You" } @else { "They" } ", " (self.when)
                    @if let Some(what) = self.what { ". " (what) }
                    @match &self.about {
                        About::Nothing => {}
                        About::Shown(title) => { ". About " bdi { (title) } }
                        About::Gone => { ". About something that was shown" }
                    }
                    @if self.new { ". New to you" } "."
                }
                (written(&self.words))
            }
        }
    }
}
