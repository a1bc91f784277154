//! What stands between two people, in cards: what each shows, what was said; and the page of one thing that is shown.

use hearken_content::SharingPageWords;
use hearken_core::sharing::SharedPage;
use maud::{Markup, html};

use super::{super::saying::MANNERS, field_shown};
use crate::{
    components::{Typing, card, field, keep_row, long_text, quiet, typing_fields, written},
    layout::{Page, shell},
    zone::Clock,
};

/// Something that this person shows.
pub(in crate::sharing) struct Mine {
    pub(in crate::sharing) page: String,
    /// By which it is stopped.
    pub(in crate::sharing) grant: Option<String>,
    pub(in crate::sharing) kind: &'static str,
    pub(in crate::sharing) title: String,
    pub(in crate::sharing) keeps_up: bool,
    pub(in crate::sharing) until: Option<String>,
    /// When the other looked, in words.
    pub(in crate::sharing) seen: Vec<String>,
    /// The same of earlier times at which it was shown.
    pub(in crate::sharing) seen_earlier: Vec<String>,
}

/// Something that is shared and says nothing now.
pub(in crate::sharing) struct Waits {
    /// `None` where it is nothing that could be named.
    pub(in crate::sharing) title: Option<String>,
    /// By which it is stopped.
    pub(in crate::sharing) grant: String,
}

/// Something that is not shown now and was looked at.
pub(in crate::sharing) struct SeenBefore {
    /// `None` where it is not here any more.
    pub(in crate::sharing) title: Option<String>,
    pub(in crate::sharing) looks: Vec<String>,
}

/// Something that the other shows.
pub(in crate::sharing) struct Theirs {
    pub(in crate::sharing) page: String,
    pub(in crate::sharing) kind: &'static str,
    pub(in crate::sharing) title: String,
    pub(in crate::sharing) new: bool,
}

/// Something that was said.
pub(in crate::sharing) struct Remark {
    pub(in crate::sharing) mine: bool,
    /// What it is, if it is no message.
    pub(in crate::sharing) what: Option<&'static str>,
    pub(in crate::sharing) words: String,
    pub(in crate::sharing) when: String,
    /// The title of what it is about.
    pub(in crate::sharing) about: Option<String>,
    pub(in crate::sharing) new: bool,
}

/// A stretch of what was said.
pub(in crate::sharing) struct Talk {
    pub(in crate::sharing) remarks: Vec<Remark>,
    /// The last of it, where there is more that is older.
    pub(in crate::sharing) older: Option<String>,
    /// It is not the newest stretch.
    pub(in crate::sharing) is_older: bool,
}

/// All of it, for a space that is on.
pub(in crate::sharing) struct Between {
    pub(in crate::sharing) mine: Vec<Mine>,
    pub(in crate::sharing) waiting: Vec<Waits>,
    pub(in crate::sharing) seen_before: Vec<SeenBefore>,
    pub(in crate::sharing) theirs: Vec<Theirs>,
    pub(in crate::sharing) said: Talk,
    pub(in crate::sharing) typing: Typing,
    /// What is typed and not yet said.
    pub(in crate::sharing) typed: String,
    /// What came from the other so far, as the script of the page asks for more.
    pub(in crate::sharing) news: String,
    /// What stands over the log of looks.
    pub(in crate::sharing) log: &'static hearken_content::LookLogWords,
    /// That nobody watches.
    pub(in crate::sharing) unwatched: &'static str,
    /// What this person shows is paused.
    pub(in crate::sharing) paused: bool,
    /// Nothing can be said or shown any more: the other has left.
    pub(in crate::sharing) left: bool,
}

impl Between {
    pub(super) fn render(&self, address: &str) -> Markup {
        html! {
            @if !self.left { (news(address, &self.news)) }
            (card("What they show you", &self.theirs(address)))
            (card("What they can see now", &self.mine(address)))
            (card("What you say to each other", &self.said(address)))
        }
    }

    fn theirs(&self, address: &str) -> Markup {
        html! {
            @if self.theirs.is_empty() { p { "Nothing now." } }
            @else {
                ul .plain-list {
                    @for shown in &self.theirs {
                        li {
                            a href={ (address) "/pages/" (shown.page) } { bdi { (shown.title) } }
                            " " span .help { (shown.kind) @if shown.new { ", new to you" } }
                        }
                    }
                }
                p .help { "When you open one, they can see that you did." }
            }
        }
    }

    fn mine(&self, address: &str) -> Markup {
        html! {
            @if !self.mine.is_empty() {
                ul .plain-list {
                    @for shown in &self.mine { li { (shown.render(address)) } }
                }
                details { summary { (self.log.title) } p { (self.log.can) } p { (self.log.cannot) } }
            } @else if self.paused {
                p { "Nothing, while you pause." }
            } @else if self.left {
                p { "Nothing now." }
            } @else {
                p { "Nothing. A part, an entry, an exercise and more can be shown from their own pages, with “Share with…”." }
            }
            @if !self.left && !self.waiting.is_empty() {
                p { "Shared, with nothing to see of it now. They see it once there is something again, unless you stop it." }
                ul .plain-list {
                    @for waits in &self.waiting {
                        li {
                            (named_or_not(waits.title.as_deref()))
                            (stop_showing(address, &waits.grant))
                        }
                    }
                }
            }
            @if !self.seen_before.is_empty() {
                details {
                    summary { "What they looked at before" }
                    ul .plain-list {
                        @for before in &self.seen_before {
                            li {
                                (named_or_not(before.title.as_deref()))
                                p .help { "Looked at: " (before.looks.join("; ")) "." }
                            }
                        }
                    }
                }
            }
        }
    }

    fn said(&self, address: &str) -> Markup {
        html! {
            p .help { (self.unwatched) }
            @if !self.left {
                form method="post" action={ (address) "/say" } data-draft-place=(self.typing.place) {
                    (typing_fields(&self.typing))
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
            (self.said.render(address))
        }
    }
}

impl Talk {
    /// `address` is the page it stands on.
    pub(super) fn render(&self, address: &str) -> Markup {
        html! {
            div #said { (remarks(&self.remarks)) }
            @if let Some(older) = &self.older {
                p { a href={ (address) "?before=" (older) "#said" } { "Older words" } }
            }
            @if self.is_older { p { a href={ (address) "#said" } { "The newest words" } } }
        }
    }
}

impl Mine {
    fn render(&self, address: &str) -> Markup {
        html! {
            a href={ (address) "/pages/" (self.page) } { bdi { (self.title) } }
            " " span .help {
                (self.kind) @if self.keeps_up { ", with your later changes" }
                @if let Some(until) = &self.until { ", until " (until) }
            }
            p .help {
                @if self.seen.is_empty() { "Not looked at yet." }
                @else { "Looked at: " (self.seen.join("; ")) "." }
            }
            @if !self.seen_earlier.is_empty() {
                p .help { "Looked at before it was shown anew: " (self.seen_earlier.join("; ")) "." }
            }
            @if let Some(grant) = &self.grant { (stop_showing(address, grant)) }
        }
    }
}

/// By its title; without one it is erased, say, or kept out of sight by now.
fn named_or_not(title: Option<&str>) -> Markup {
    html! {
        @match title {
            Some(title) => bdi { (title) },
            None => "Something that cannot be shown now",
        }
    }
}

fn stop_showing(address: &str, grant: &str) -> Markup {
    html! {
        form method="post" action={ (address) "/stop/" (grant) } {
            button .button .second { "Stop showing it" }
        }
    }
}

/// Said by the script of the page once something came while it was open.
fn news(address: &str, seen: &str) -> Markup {
    html! {
        div role="status" data-news={ (address) "/news?seen=" (seen) } {
            p .card hidden { "Something new is here. " a href=(address) { "Show it" } }
        }
    }
}

fn remarks(said: &[Remark]) -> Markup {
    html! {
        @for remark in said {
            div .said {
                p .help {
                    @if remark.mine { "You" } @else { "They" } ", " (remark.when)
                    @if let Some(what) = remark.what { ". " (what) }
                    @if let Some(about) = &remark.about { ". About " bdi { (about) } }
                    @if remark.new { ". New to you" } "."
                }
                (written(&remark.words))
            }
        }
    }
}

/// One thing that is shown.
pub(in crate::sharing) struct ReadPage {
    pub(in crate::sharing) page: Page,
    pub(in crate::sharing) space: String,
    pub(in crate::sharing) thing: String,
    pub(in crate::sharing) called: String,
    pub(in crate::sharing) words: &'static SharingPageWords,
    pub(in crate::sharing) kind: &'static str,
    /// When it was last changed, in words.
    pub(in crate::sharing) changed: String,
    /// `None` once it is not shown any more.
    pub(in crate::sharing) shown: Option<SharedPage>,
    pub(in crate::sharing) is_mine: bool,
    pub(in crate::sharing) said: Talk,
}

impl ReadPage {
    pub(in crate::sharing) fn render(&self, clock: &Clock) -> Markup {
        let address = format!("/sharing/{}", self.space);
        shell(
            &self.page,
            &html! {
                p .over { a href=(address) { bdi { (self.called) } } }
                @match &self.shown {
                    None => {
                        h1 { "Not shown" }
                        p { (self.words.withdrawn) }
                    }
                    Some(shown) => {
                        h1 { bdi { (shown.title) } }
                        p .help { (self.kind) ", as of " (self.changed) "." }
                        @if self.is_mine { (quiet("This is what they see.", "Nothing leads from it to the rest of your notebook.")) }
                        @for (nth, field) in shown.fields.iter().enumerate() {
                            // A plot has a frame and a title of its own.
                            @if field.course.is_some() { (field_shown(nth, field, clock)) }
                            @else { (card(&field.name, &field_shown(nth, field, clock))) }
                        }
                        (self.said.render(&format!("{address}/pages/{}", self.thing)))
                    }
                }
                p .ways-on { a .button .second href=(address) { "Back" } }
            },
        )
    }
}
