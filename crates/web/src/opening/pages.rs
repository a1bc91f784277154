//! What is shown on the way in. While locked, nothing here tells what the notebook is for.

use hearken_vault::SecondStep;
use maud::{Markup, html};

use crate::{
    components::{self, Tone, account_name, notice, passphrase, quiet, sign_in_name},
    error::Said,
    layout::{Page, shell},
};

/// The name that is typed, where one is asked for; else what password managers are told.
fn who(name: Option<&str>, help: Option<&str>) -> Markup {
    name.map_or_else(account_name, |name| sign_in_name(help, name))
}

/// What a name is for.
const NAME_HELP: &str = "To sign in with. Whoever runs this server can see it, so it need not be your own.";

/// The first page somebody ever sees.
pub(super) struct BeginPage {
    /// What was typed as a name, where one is asked for.
    pub(super) name: Option<String>,
    pub(super) trouble: Option<Said>,
}

impl BeginPage {
    pub(super) fn render(&self) -> Markup {
        shell(
            &Page::outside(),
            &html! {
                h1 { "A notebook of your own" }
                p .lead { "What you write here is sealed on this computer. Only the passphrase opens it. Nobody can look it up or send it to you, so choose one that you will keep." }
                @if self.name.is_some() { p { "Others can have notebooks of their own here. You are the first, so it is you who invites them. Nobody sees what another writes." } }
                @if let Some(said) = &self.trouble { (notice(Tone::Problem, said)) }
                form .card .narrow method="post" action="/begin" {
                    (who(self.name.as_deref(), Some(NAME_HELP)))
                    (passphrase("passphrase", "Passphrase", Some("Four or five words that only you would put together. No signs or numbers are needed."), "new-password"))
                    (passphrase("again", "The same once more", None, "new-password"))
                    div .row .end { button .button .main { "Begin" } }
                }
                p .help { "Next you get 24 recovery words to write on paper. They open the notebook should the passphrase ever be gone." }
            },
        )
    }
}

/// The page in front of a locked notebook.
pub(super) struct UnlockPage {
    /// Where to go afterwards; a path of ours.
    pub(super) next: String,
    /// Words arrived while locked and are held.
    pub(super) held: bool,
    /// What was typed as a name, where one is asked for.
    pub(super) name: Option<String>,
    /// Anybody may make an account.
    pub(super) open: bool,
    /// A passkey can be for this address.
    pub(super) passkeys: bool,
    pub(super) trouble: Option<Said>,
}

impl UnlockPage {
    pub(super) fn render(&self) -> Markup {
        shell(
            &Page::outside(),
            &html! {
                h1 { "The notebook is locked" }
                @if self.held {
                    (quiet("What you wrote is kept, sealed.", "Unlock the notebook, and it is there again where you typed it."))
                }
                @if let Some(said) = &self.trouble { (notice(Tone::Problem, said)) }
                form .card .narrow method="post" action="/unlock" {
                    (who(self.name.as_deref(), None))
                    input type="hidden" name="next" value=(self.next);
                    @if self.held { input type="hidden" name="held" value="1"; }
                    (passphrase("passphrase", "Passphrase", None, "current-password"))
                    div .row .end { button .button .main { "Unlock" } }
                }
                @if self.passkeys { (passkey_form("Open with a passkey", &self.next)) }
                p { a href="/recover" { "I have my recovery words instead" } }
                @if self.open { p { a href="/sign-up" { "I have no notebook here yet" } } }
            },
        )
    }
}

/// Where a passkey is held up. Its button is there once the script is, for without it nothing would come of it.
fn passkey_form(button: &str, next: &str) -> Markup {
    html! {
        form .narrow method="post" action="/unlock" data-passkey="use" data-ask="/unlock" hidden {
            input type="hidden" name="next" value=(next);
            button .button .second { (button) }
            p data-passkey-status="" role="status" {}
        }
    }
}

/// The page after a right passphrase, where there is a second step.
pub(super) struct SecondStepPage {
    pub(super) next: String,
    pub(super) asked: SecondStep,
    /// A passkey can be for this address.
    pub(super) passkeys: bool,
    pub(super) trouble: Option<Said>,
}

impl SecondStepPage {
    pub(super) fn render(&self) -> Markup {
        shell(
            &Page::outside(),
            &html! {
                h1 { "One more step" }
                p .lead { "The passphrase is right." }
                @if let Some(said) = &self.trouble { (notice(Tone::Problem, said)) }
                @if self.asked.codes {
                    form .card .narrow method="post" action="/unlock" {
                        input type="hidden" name="next" value=(self.next);
                        (components::field("code", "The code that your app shows", None, &components::code_input()))
                        div .row .end { button .button .main { "Open the notebook" } }
                    }
                }
                @if self.asked.passkeys { (self.passkey()) }
                p { a href="/recover" { "I have my recovery words instead" } ": they need no second step." }
                form method="post" action="/unlock" {
                    input type="hidden" name="again" value="1";
                    button .button .second { "Begin again" }
                }
            },
        )
    }

    fn passkey(&self) -> Markup {
        html! {
            @if self.passkeys { (passkey_form("Go on with your passkey", &self.next)) }
            @else { p { "Your passkey works where you added it: under an address with a name, and not under a number." } }
            noscript { p { "A passkey needs JavaScript, which is turned off in this browser." } }
        }
    }
}

/// The page for somebody whose passphrase is gone.
#[derive(Default)]
pub(super) struct RecoverPage {
    /// What was typed as a name, where one is asked for.
    pub(super) name: Option<String>,
    pub(super) words: String,
    pub(super) trouble: Option<Said>,
}

impl RecoverPage {
    pub(super) fn render(&self) -> Markup {
        shell(
            &Page::outside(),
            &html! {
                h1 { "In with the recovery words" }
                p .lead { "Type the 24 words from your paper and choose a new passphrase. Everything you wrote stays as it is. No code and no passkey is asked for." }
                @if let Some(said) = &self.trouble { (notice(Tone::Problem, said)) }
                form .card .narrow method="post" action="/recover" {
                    (who(self.name.as_deref(), None))
                    (components::field("words", "The 24 words, in order", Some("The first four letters of each are enough. Line breaks do not matter."),
                        &components::long_text("words", "words", 5, &self.words, None)))
                    (passphrase("passphrase", "New passphrase", Some("Four or five words that only you would put together."), "new-password"))
                    (passphrase("again", "The same once more", None, "new-password"))
                    div .row .end { button .button .main { "Open the notebook" } }
                }
                p { a href="/unlock" { "I have my passphrase after all" } }
            },
        )
    }
}

/// The page for somebody who joins.
#[derive(Default)]
pub(super) struct SignUpPage {
    /// Where the form goes.
    pub(super) at: String,
    pub(super) name: String,
    pub(super) trouble: Option<Said>,
}

impl SignUpPage {
    pub(super) fn at(at: &str) -> Self {
        Self { at: at.to_owned(), ..Self::default() }
    }

    pub(super) fn render(&self) -> Markup {
        shell(
            &Page::outside(),
            &html! {
                h1 { "A notebook of your own" }
                p .lead { "What you write here is sealed. Only your passphrase opens it; nobody else here can, and nobody can send it to you. Choose one that you will keep." }
                @if let Some(said) = &self.trouble { (notice(Tone::Problem, said)) }
                form .card .narrow method="post" action=(self.at) {
                    (sign_in_name(Some(NAME_HELP), &self.name))
                    (passphrase("passphrase", "Passphrase", Some("Four or five words that only you would put together. No signs or numbers are needed."), "new-password"))
                    (passphrase("again", "The same once more", None, "new-password"))
                    div .row .end { button .button .main { "Begin" } }
                }
                p .help { "Next you get 24 recovery words to write on paper. They open the notebook should the passphrase ever be gone." }
            },
        )
    }
}

/// Where nobody can join: the link was used or is over, or the door is closed.
pub(super) struct NoWayInPage;

impl NoWayInPage {
    pub(super) fn render(&self) -> Markup {
        shell(
            &Page::outside(),
            &html! {
                h1 { "No notebook can be made with this link" }
                p .lead { "It was used already, it is more than seven days old, or it was cut short on its way." }
                p { "Nothing was changed. Ask whoever sent it for a new one." }
                p { a href="/unlock" { "I have a notebook here" } }
            },
        )
    }
}

/// The recovery words, or the way to new ones.
pub(super) struct RecoveryWordsPage {
    pub(super) page: Page,
    /// The words, as long as they may be shown.
    pub(super) words: Option<[&'static str; 24]>,
    /// Which three are asked back, counted from 0.
    pub(super) asked: [usize; 3],
    pub(super) confirmed: bool,
    pub(super) trouble: Option<Said>,
}

impl RecoveryWordsPage {
    pub(super) fn render(&self) -> Markup {
        shell(
            &self.page,
            &html! {
                h1 { "Your recovery words" }
                @match &self.words {
                    Some(words) => (self.shown(words)),
                    None => (self.hidden()),
                }
            },
        )
    }

    fn shown(&self, words: &[&'static str; 24]) -> Markup {
        html! {
            p .lead { "Write these 24 words on paper, in this order, and put the paper where you would keep a key. They are shown only now." }
            p { "Who has them can open the notebook without your passphrase." }
            @if let Some(said) = &self.trouble { (notice(Tone::Problem, said)) }
            ol .recovery-words { @for word in words { li { (word) } } }
            form .card .narrow method="post" action="/recovery-words/check" {
                h2 { "Three of them, from your paper" }
                @for (place, asked) in self.asked.iter().enumerate() {
                    @let name = format!("word-{}", place + 1);
                    (components::field(&name, &format!("Word {}", asked + 1), None, &html! {
                        input type="text" id=(name) name=(name) autocomplete="off" autocapitalize="none" autocorrect="off" spellcheck="false";
                    }))
                }
                div .row .end {
                    a .button .second href="/" { "Later" }
                    button .button .main { "I have them on paper" }
                }
            }
        }
    }

    fn hidden(&self) -> Markup {
        html! {
            @if self.confirmed {
                p .lead { "You have 24 words on paper. They are not shown a second time." }
                p { "If the paper is lost, or somebody may have seen it, make new ones. The old ones then open nothing." }
            } @else {
                p .lead { "Your recovery words were shown, but not yet asked back. Make new ones and write them down; then a forgotten passphrase loses nothing." }
            }
            @if let Some(said) = &self.trouble { (notice(Tone::Problem, said)) }
            form .card .narrow method="post" action="/recovery-words" {
                (account_name())
                (passphrase("passphrase", "Your passphrase", Some("So that only you can do this."), "current-password"))
                div .row .end { button .button .main { "Make new words" } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Place;

    fn trouble() -> Option<Said> {
        Some(Said { what: "What <happened>.".to_owned(), then: "What to do.".to_owned() })
    }

    #[test]
    fn every_page_renders_with_and_without_trouble() {
        let words = Some(["abandon"; 24]);
        let recovery = |words, confirmed, trouble| RecoveryWordsPage {
            page: Page::sample(Place::Settings),
            words,
            asked: [2, 7, 20],
            confirmed,
            trouble,
        };
        let pages = [
            BeginPage { name: Some("A\"".to_owned()), trouble: trouble() }.render(),
            UnlockPage {
                next: "/journal".to_owned(),
                held: true,
                name: None,
                open: true,
                passkeys: true,
                trouble: trouble(),
            }
            .render(),
            SecondStepPage {
                next: "/".to_owned(),
                asked: SecondStep { codes: true, passkeys: true },
                passkeys: true,
                trouble: trouble(),
            }
            .render(),
            RecoverPage { name: None, words: "abandon </textarea>".to_owned(), trouble: trouble() }.render(),
            SignUpPage { at: "/sign-up".to_owned(), name: "<b>".to_owned(), trouble: trouble() }.render(),
            recovery(words, false, trouble()).render(),
            recovery(None, true, trouble()).render(),
            recovery(None, false, trouble()).render(),
        ];
        for page in pages {
            let page = page.into_string();
            assert!(page.contains("What &lt;happened&gt;."));
            assert!(!page.contains("<happened>") && page.matches("</textarea>").count() <= 1);
        }
        let shown = recovery(words, false, None).render().into_string();
        assert!(shown.contains("Word 3<") && shown.contains("Word 8<") && shown.contains("Word 21<"));
    }
}
