//! Taking an invitation up: the code, then both names.

use hearken_content::SharingRoleWords;
use maud::{Markup, html};

use crate::{
    components::{Tone, field, notice, short_text},
    error::Said,
    layout::{Page, shell},
};

/// The link alone: a field for the code, and nothing of whoever sent it.
pub(in crate::sharing) struct CodePage {
    pub(in crate::sharing) page: Page,
    pub(in crate::sharing) address: String,
    pub(in crate::sharing) trouble: Option<Said>,
}

impl CodePage {
    pub(in crate::sharing) fn render(&self) -> Markup {
        shell(
            &self.page,
            &html! {
                h1 { "You are invited" }
                p .lead { "Type the code that you were told. It says who invites you." }
                @if let Some(said) = &self.trouble { (notice(Tone::Problem, said)) }
                form .card .narrow method="post" action=(self.address) {
                    (field("code", "The code", Some("Eight digits. Blanks between them make no difference."), &html! {
                        input type="text" id="code" name="code" inputmode="numeric" required autocomplete="off"
                            autocorrect="off" spellcheck="false" maxlength="40";
                    }))
                    div .row .end { button .button .main { "Go on" } }
                }
            },
        )
    }
}

/// Who invites, and as what.
pub(in crate::sharing) struct GreetingPage {
    pub(in crate::sharing) page: Page,
    pub(in crate::sharing) address: String,
    pub(in crate::sharing) code: String,
    pub(in crate::sharing) from: String,
    pub(in crate::sharing) role: &'static SharingRoleWords,
    pub(in crate::sharing) own_name: String,
    pub(in crate::sharing) called: String,
    pub(in crate::sharing) trouble: Option<Said>,
}

impl GreetingPage {
    pub(in crate::sharing) fn render(&self) -> Markup {
        shell(
            &self.page,
            &html! {
                h1 { bdi { (self.from) } " invites you" }
                p .lead { "They ask you in as: " (self.role.name) "." }
                p { (self.role.you_for) }
                p { (self.role.you_not_for) }
                @if let Some(said) = &self.trouble { (notice(Tone::Problem, said)) }
                form .card method="post" action={ (self.address) "/take-up" } {
                    input type="hidden" name="code" value=(self.code);
                    (field("own_name", "What do they call you?", Some("They see this."), &short_text("own_name", "own_name", &self.own_name)))
                    (field("called", "What do you call them?", Some("You alone see this."), &short_text("called", "called", &self.called)))
                    div .row .end { button .button .main { "Take it up" } }
                }
                p .help { "Nothing of your notebook is shown to them by this." }
            },
        )
    }
}
