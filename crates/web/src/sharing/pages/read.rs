//! The page of one thing that is shown.

use hearken_content::SharingPageWords;
use hearken_core::sharing::SharedPage;
use maud::{Markup, html};

use super::{Saying, Talk, Unsaid, field_shown, unsaid_card};
use crate::{
    components::{card, quiet},
    layout::{Page, shell},
    zone::Clock,
};

/// One thing that is shown.
pub(in crate::sharing) struct ReadPage {
    pub(in crate::sharing) page: Page,
    pub(in crate::sharing) space: String,
    pub(in crate::sharing) called: String,
    pub(in crate::sharing) words: &'static SharingPageWords,
    pub(in crate::sharing) kind: &'static str,
    /// When it was last changed, in words.
    pub(in crate::sharing) changed: String,
    /// `None` once it is not shown any more.
    pub(in crate::sharing) shown: Option<SharedPage>,
    pub(in crate::sharing) is_mine: bool,
    pub(in crate::sharing) said: Talk,
    pub(in crate::sharing) saying: Saying,
    /// What was typed here and never said, once it is not shown any more.
    pub(in crate::sharing) unsaid: Vec<Unsaid>,
    /// Nothing can be said any more: the other has left.
    pub(in crate::sharing) left: bool,
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
                        (unsaid_card(&self.unsaid))
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
                        (card("What you say to each other about it", &html! {
                            (self.saying.render(&address, self.left))
                            (self.said.render(&self.saying.typing.place))
                        }))
                    }
                }
                p .ways-on { a .button .second href=(address) { "Back" } }
            },
        )
    }
}
