//! The story of a part: one timeline, newest first.

use maud::{Markup, html};

use crate::components::Words;

/// One difference, said in words, with what was said.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Change {
    pub(crate) line: String,
    pub(crate) words: Option<String>,
}

/// One moment of the story.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct StoryItem {
    pub(crate) when: String,
    pub(crate) kind: &'static str,
    pub(crate) title: Option<String>,
    /// Where it is read, if it has a page of its own.
    pub(crate) address: Option<String>,
    pub(crate) changes: Vec<Change>,
    /// The newest revision and the one of this moment, where that can be taken up again.
    pub(crate) take_up: Option<(u32, u32)>,
}

/// Changes of one moment that are shown at once; the others are one press away, so that the line of time stays one.
const AT_ONCE: usize = 4;

/// One page of the story.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Story {
    pub(crate) items: Vec<StoryItem>,
    /// The query of the next page, if there is one.
    pub(crate) older: Option<String>,
    /// Whether there are newer moments than these.
    pub(crate) later: bool,
}

impl Story {
    /// The timeline of the part at `address`.
    pub(super) fn render(&self, address: &str) -> Markup {
        html! {
            section #story {
                h2 { "Its story" }
                ol .story { @for item in &self.items { li { (moment(address, item)) } } }
                div .row .ways-on {
                    @if self.later { a .button .second href={ (address) "#story" } { "The newest" } }
                    @if let Some(older) = &self.older { a .button .second href={ (address) (older) "#story" } { "Earlier" } }
                }
            }
        }
    }
}

fn said(change: &Change) -> Markup {
    html! {
        p dir="auto" { (Words(&change.line)) }
        @if let Some(words) = &change.words { p .story-words dir="auto" { (Words(words)) } }
    }
}

fn moment(address: &str, item: &StoryItem) -> Markup {
    html! {
        p .over { (item.when) " · " (item.kind) }
        @if let Some(title) = &item.title {
            p .story-title {
                @match &item.address { Some(to) => a href=(to) { bdi { (title) } }, None => bdi { (title) } }
            }
        }
        @let (near, far) = item.changes.split_at(item.changes.len().min(AT_ONCE));
        @for change in near { (said(change)) }
        @if !far.is_empty() {
            details { summary { "And more" } @for change in far { (said(change)) } }
        }
        @if let Some((base, rev)) = item.take_up {
            form .ways-on method="post" action={ (address) "/take-up" } {
                input type="hidden" name="base" value=(base);
                input type="hidden" name="rev" value=(rev);
                button .plain { "Take this up again" }
            }
        }
    }
}
