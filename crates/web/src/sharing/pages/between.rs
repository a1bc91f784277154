//! What stands between two people, in cards: what each shows, and what was said.

use maud::{Markup, html};

use super::{Saying, Talk};
use crate::components::card;

/// Something that this person shows.
pub(in crate::sharing) struct Mine {
    pub(in crate::sharing) page: String,
    /// By which it is stopped.
    pub(in crate::sharing) grant: Option<String>,
    pub(in crate::sharing) kind: &'static str,
    pub(in crate::sharing) title: String,
    pub(in crate::sharing) keeps_up: bool,
    pub(in crate::sharing) whole: bool,
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

/// All of it, for a space that is on.
pub(in crate::sharing) struct Between {
    pub(in crate::sharing) mine: Vec<Mine>,
    pub(in crate::sharing) waiting: Vec<Waits>,
    pub(in crate::sharing) seen_before: Vec<SeenBefore>,
    pub(in crate::sharing) theirs: Vec<Theirs>,
    pub(in crate::sharing) said: Talk,
    pub(in crate::sharing) saying: Saying,
    /// What came from the other so far, as the script of the page asks for more.
    pub(in crate::sharing) news: String,
    /// What stands over the log of looks.
    pub(in crate::sharing) log: &'static hearken_content::LookLogWords,
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
                (self.how_far())
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
                    @if self.mine.is_empty() { (self.how_far()) }
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

    /// What the log of looks can say, and what it cannot.
    fn how_far(&self) -> Markup {
        html! { details { summary { (self.log.title) } p { (self.log.can) } p { (self.log.cannot) } } }
    }

    fn said(&self, address: &str) -> Markup {
        html! {
            (self.saying.render(address, self.left))
            (self.said.render(address))
        }
    }
}

impl Mine {
    fn render(&self, address: &str) -> Markup {
        html! {
            a href={ (address) "/pages/" (self.page) } { bdi { (self.title) } }
            " " span .help {
                (self.kind) @if self.whole { ", all of it" } @if self.keeps_up { ", with your later changes" }
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
