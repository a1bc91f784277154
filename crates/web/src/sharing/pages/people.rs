//! Who one shares with, inviting somebody, and ending it.

use hearken_content::{SharingPageWords, SharingRoleWords};
use hearken_core::sharing::Role;
use maud::{Markup, html};

use super::super::sealed::Given;
use crate::{
    components::{Tone, Typing, card, field, keep_row, notice, quiet, short_text, typing_fields},
    error::Said,
    layout::{Page, shell},
};

/// Somebody in the list.
pub(in crate::sharing) struct Line {
    pub(in crate::sharing) id: String,
    pub(in crate::sharing) called: String,
    pub(in crate::sharing) said: String,
}

/// Everybody one shares with.
pub(in crate::sharing) struct SharingPage {
    pub(in crate::sharing) page: Page,
    pub(in crate::sharing) words: &'static SharingPageWords,
    pub(in crate::sharing) people: Vec<Line>,
    pub(in crate::sharing) under_way: Vec<Line>,
    pub(in crate::sharing) ended: Vec<Line>,
    /// What was given away as sealed pages.
    pub(in crate::sharing) given: Vec<Given>,
    /// That it cannot be taken back.
    pub(in crate::sharing) gone: &'static str,
}

impl SharingPage {
    pub(in crate::sharing) fn render(&self) -> Markup {
        shell(
            &self.page,
            &html! {
                h1 { (self.words.title) }
                p .lead { (self.words.lead) }
                @if self.people.is_empty() && self.under_way.is_empty() && self.given.is_empty() {
                    p { (self.words.empty) }
                }
                @if !self.people.is_empty() { (card("People", &lines(&self.people))) }
                @if !self.under_way.is_empty() { (card("Invitations", &lines(&self.under_way))) }
                @if !self.given.is_empty() { (card("Given away as sealed pages", &self.given())) }
                p .ways-on { a .button .main href="/sharing/invite" { "Invite somebody" } }
                p { a href="/sharing/notes" { "Your own notes" } }
                @if !self.ended.is_empty() {
                    details { summary { "Ended" } (lines(&self.ended)) }
                }
            },
        )
    }
}

impl SharingPage {
    fn given(&self) -> Markup {
        html! {
            p { (self.gone) }
            ul .plain-list {
                @for given in &self.given {
                    li {
                        a href=(given.address) { "To " bdi { (given.to) } }
                        p .help { bdi { (given.what) } ". " (given.said) }
                    }
                }
            }
        }
    }
}

fn lines(lines: &[Line]) -> Markup {
    html! {
        ul .plain-list {
            @for line in lines {
                li {
                    a href={ "/sharing/" (line.id) } { bdi { (line.called) } }
                    p .help { (line.said) }
                }
            }
        }
    }
}

/// The form by which somebody is invited.
pub(in crate::sharing) struct InvitePage {
    pub(in crate::sharing) page: Page,
    pub(in crate::sharing) roles: &'static [SharingRoleWords],
    pub(in crate::sharing) typing: Typing,
    pub(in crate::sharing) called: String,
    pub(in crate::sharing) own_name: String,
    pub(in crate::sharing) role: Option<Role>,
    pub(in crate::sharing) trouble: Option<Said>,
}

impl InvitePage {
    pub(in crate::sharing) fn render(&self) -> Markup {
        shell(
            &self.page,
            &html! {
                h1 { "Invite somebody" }
                p .lead { "This shows them nothing yet. You make a link and a code, and let them in once both of you have compared six words." }
                @if let Some(said) = &self.trouble { (notice(Tone::Problem, said)) }
                @if self.typing.seen > 0 { p .help { "This is as you left it, not yet kept." } }
                form .card method="post" action="/sharing/invite" data-draft-place=(self.typing.place) {
                    (typing_fields(&self.typing))
                    (field("called", "What do you call them?", Some("You alone see this."), &short_text("called", "called", &self.called)))
                    (field("own_name", "What do they call you?", Some("They see this, once they have the link and the code."), &short_text("own_name", "own_name", &self.own_name)))
                    fieldset {
                        legend { "What are they to you?" }
                        @for role in self.roles {
                            label .choice {
                                input type="radio" name="role" value=(role.id) checked[self.role.is_some_and(|it| it.id() == role.id)];
                                span { (role.name) }
                            }
                            p .help { (role.is_for) " " (role.not_for) }
                        }
                    }
                    (keep_row("Make an invitation"))
                }
            },
        )
    }
}

/// What stands before a space is ended, or an invitation withdrawn.
pub(in crate::sharing) struct EndPage {
    pub(in crate::sharing) page: Page,
    pub(in crate::sharing) id: String,
    pub(in crate::sharing) called: String,
    pub(in crate::sharing) mine: bool,
    pub(in crate::sharing) is_on: bool,
}

impl EndPage {
    pub(in crate::sharing) fn render(&self) -> Markup {
        let address = format!("/sharing/{}", self.id);
        shell(
            &self.page,
            &html! {
                p .over { a href=(address) { bdi { (self.called) } } }
                @if self.is_on {
                    h1 { "End this space?" }
                    (quiet("What goes", "All that you show here is taken back for good. It cannot be begun again; you can only invite anew."))
                    @if self.mine {
                        (quiet("What stays", "They can open nothing here any more. What both of you said stays here for you. What they have read, they have read."))
                    } @else {
                        (quiet("What stays", "You can open nothing here any more. What you said stays with them, as a letter does."))
                    }
                } @else {
                    h1 { "End this invitation?" }
                    p { "The link and the code then open nothing. Nothing was shown to anybody." }
                }
                form .row method="post" action={ (address) "/end" } {
                    a .button .second href=(address) { "Leave it as it is" }
                    button .button .danger { "End it" }
                }
            },
        )
    }
}
