//! One person, from the invitation until both are in: link and code, six words, and what is over.

use hearken_content::{SharingRoleWords, SharingWords};
use hearken_vault::Newcomer;
use maud::{Markup, html};

use super::{
    super::{beside::Beside, notes::notes_link},
    Between,
};
use crate::{
    components::{Tone, card, notice, quiet},
    error::Said,
    layout::{Page, shell},
};

/// What stands at the head of somebody's page.
pub(in crate::sharing) struct Heading {
    pub(in crate::sharing) page: Page,
    pub(in crate::sharing) id: String,
    pub(in crate::sharing) called: String,
    pub(in crate::sharing) role_said: String,
    pub(in crate::sharing) role: &'static SharingRoleWords,
    pub(in crate::sharing) words: &'static SharingWords,
    /// Whether this person invited the other.
    pub(in crate::sharing) mine: bool,
    /// A button was pressed without the tick before it.
    pub(in crate::sharing) no_tick: bool,
    /// Something was just shown to the other.
    pub(in crate::sharing) shown: bool,
    /// Something was just taken back.
    pub(in crate::sharing) stopped: bool,
}

impl Heading {
    fn address(&self) -> String {
        format!("/sharing/{}", self.id)
    }

    fn shell(&self, content: &Markup) -> Markup {
        shell(
            &self.page,
            &html! {
                p .over { a href="/sharing" { (self.words.page.title) } " · " (self.role_said) }
                h1 { bdi { (self.called) } }
                @if self.shown { p .kept role="status" { "They can see it now." } }
                @if self.stopped { p .kept role="status" { "They can see it no more." } }
                @if self.no_tick {
                    (notice(Tone::Problem, &Said {
                        what: "Nothing was done yet.".to_owned(),
                        then: "Read the six words to each other first, then tick the box.".to_owned(),
                    }))
                }
                (content)
            },
        )
    }

    fn end_link(&self, name: &str) -> Markup {
        html! { p .ways-on { a .button .second href={ (self.address()) "/end" } { (name) } } }
    }

    /// The two answers to the question whether the six words are the same.
    fn answers(&self, same: &str) -> Markup {
        html! {
            form method="post" action={ (self.address()) "/same" } {
                label .choice {
                    input type="checkbox" name="compared" value="1";
                    span { "We have read all six words to each other." }
                }
                div .row .end {
                    button .button .main { (same) }
                    button .button .danger formaction={ (self.address()) "/different" } { "They are different" }
                }
            }
            p .help { (self.words.six_words.same) " " (self.words.six_words.differ) }
        }
    }
}

fn six(words: &[&str; 6]) -> Markup {
    html! { ol .six-words { @for word in words { li { (word) } } } }
}

/// An invitation that nobody has taken up.
pub(in crate::sharing) struct InvitedPage {
    pub(in crate::sharing) heading: Heading,
    pub(in crate::sharing) link: String,
    pub(in crate::sharing) this_machine_alone: bool,
    pub(in crate::sharing) code: String,
    pub(in crate::sharing) ends: String,
}

impl InvitedPage {
    pub(in crate::sharing) fn render(&self) -> Markup {
        let (first, second) = self.code.split_at_checked(4).unwrap_or((&self.code, ""));
        self.heading.shell(&html! {
            p .lead { "Give them two things on two ways: the link by mail or message, the code by voice. Never both together." }
            (card("The link", &html! {
                p .long-address { (self.link) }
                p .help { "Alone it opens nothing and says nothing of you." }
                @if self.this_machine_alone {
                    p .help { "Right now the program answers this machine alone, so the link works in a browser on it and nowhere else." }
                }
            }))
            (card("The code", &html! {
                p .said-code { (first) " " (second) }
                p .help { "Say it face to face or on the phone. After five wrong codes the link opens nothing any more." }
            }))
            p { "It ends on " (self.ends) ". Once they have taken it up, this page shows six words to compare." }
            p { a .button .main href=(self.heading.address()) { "Look again" } }
            (self.heading.end_link("Withdraw the invitation"))
            (for_and_not_for(&self.heading))
        })
    }
}

fn for_and_not_for(heading: &Heading) -> Markup {
    html! {
        @if heading.mine { p .help { (heading.role.is_for) " " (heading.role.not_for) } }
        @else { p .help { (heading.role.you_for) " " (heading.role.you_not_for) } }
    }
}

/// Somebody who waits to be let in.
pub(in crate::sharing) struct NewcomerPage {
    pub(in crate::sharing) heading: Heading,
    pub(in crate::sharing) newcomer: Newcomer,
}

impl NewcomerPage {
    pub(in crate::sharing) fn render(&self) -> Markup {
        self.heading.shell(&html! {
            p .lead { "Somebody took your invitation up. They call themselves " strong { bdi { (self.newcomer.called) } } "." }
            (card("Are these six words the same on both sides?", &html! {
                (six(&self.newcomer.words))
                p { (self.heading.words.six_words.why) }
                (self.heading.answers("They are the same: let them in"))
            }))
        })
    }
}

/// The other side of it.
pub(in crate::sharing) struct WaitingPage {
    pub(in crate::sharing) heading: Heading,
    pub(in crate::sharing) words: [&'static str; 6],
}

impl WaitingPage {
    pub(in crate::sharing) fn render(&self) -> Markup {
        self.heading.shell(&html! {
            p .lead { "You took the invitation up. Once they have compared these words with you, they let you in." }
            (card("Your six words", &html! {
                (six(&self.words))
                p { (self.heading.words.six_words.why) }
            }))
            p { a .button .main href=(self.heading.address()) { "Look again" } }
            (self.heading.end_link("Take it back"))
            (for_and_not_for(&self.heading))
        })
    }
}

/// A space that both are in.
pub(in crate::sharing) struct OnPage {
    pub(in crate::sharing) heading: Heading,
    pub(in crate::sharing) calls_themselves: String,
    /// The other has left it.
    pub(in crate::sharing) left: bool,
    /// `None` once the other is gone.
    pub(in crate::sharing) six: Option<[&'static str; 6]>,
    /// The day on which they were said to be the same.
    pub(in crate::sharing) compared: Option<String>,
    /// What stands between the two.
    pub(in crate::sharing) between: Between,
    pub(in crate::sharing) beside: Beside,
}

impl OnPage {
    pub(in crate::sharing) fn render(&self) -> Markup {
        self.heading.shell(&html! {
            @if self.left {
                (quiet("They have left this space.", "They open nothing here any more. You can end it whenever you like."))
            } @else {
                p .lead { "Both of you are in. They call themselves " strong { bdi { (self.calls_themselves) } } "." }
            }
            (self.beside.before)
            (self.between.render(&self.heading.address()))
            (self.beside.after)
            (notes_link(&self.heading.address()))
            (for_and_not_for(&self.heading))
            @if let Some(words) = &self.six {
                (card("Six words", &html! {
                    (six(words))
                    p { (self.heading.words.six_words.why) }
                    @match &self.compared {
                        Some(day) => p { "You said on " (day) " that they are the same on both sides." },
                        None => (self.heading.answers("They are the same")),
                    }
                }))
            }
            (self.heading.end_link("End this space"))
        })
    }
}

/// An invitation or a space that is over.
pub(in crate::sharing) struct OverPage {
    pub(in crate::sharing) what: String,
    pub(in crate::sharing) then: String,
    /// It can still be put away.
    pub(in crate::sharing) ends: bool,
    /// A new one can be made in its place.
    pub(in crate::sharing) anew: bool,
    /// What stays to be read.
    pub(in crate::sharing) beneath: Markup,
}

impl OverPage {
    pub(in crate::sharing) fn render(&self, heading: &Heading) -> Markup {
        heading.shell(&html! {
            (quiet(&self.what, &self.then))
            (self.beneath)
            @if self.anew {
                form method="post" action={ (heading.address()) "/anew" } { button .button .main { "Invite anew" } }
            }
            @if self.ends { (heading.end_link("End this invitation")) }
        })
    }
}
