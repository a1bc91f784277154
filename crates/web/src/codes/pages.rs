//! What is shown of codes.

use hearken_seal::TotpSecret;
use maud::{Markup, html};

use crate::{
    components::{Tone, account_name, code_input, field, notice, passphrase, picture_to_scan, quiet},
    error::Said,
    layout::{Page, shell},
};

/// The page, off, being set up, or on.
pub(super) struct CodesPage {
    page: Page,
    pub(super) on: bool,
    /// The secret that is being set up.
    pub(super) secret: Option<TotpSecret>,
    pub(super) kept: bool,
    pub(super) trouble: Option<Said>,
}

impl CodesPage {
    pub(super) fn new(page: Page) -> Self {
        Self { page, on: false, secret: None, kept: false, trouble: None }
    }

    pub(super) fn render(&self) -> Markup {
        shell(
            &self.page,
            &html! {
                h1 { "Codes from an app" }
                p .lead { "After the passphrase, six digits are asked for that an app on another device shows. Somebody who has seen your passphrase then still does not get in." }
                @if self.kept { p .kept role="status" { "Kept." } }
                @if let Some(said) = &self.trouble { (notice(Tone::Problem, said)) }
                @match &self.secret {
                    Some(secret) => (setting_up(secret)),
                    None if self.on => (turning_off()),
                    None => (beginning()),
                }
                p .help { "Your recovery words open the notebook without a code: they are the way back should the app be gone." }
                p .help { "Codes guard the notebook in the browser. Whoever has its file itself and knows the passphrase needs none." }
                p { a href="/settings/account" { "Back to your account" } }
            },
        )
    }
}

fn beginning() -> Markup {
    html! {
        form .card .narrow method="post" action="/settings/codes/begin" {
            p { "You need an app that makes such codes, on a phone or in a password manager." }
            div .row .end { button .button .main { "Set it up" } }
        }
    }
}

fn setting_up(secret: &TotpSecret) -> Markup {
    let text = secret.to_text();
    let address = ["otpauth:", "//totp/Notebook?secret=", &text, "&issuer=Notebook"].concat();
    let groups =
        text.as_bytes().chunks(4).map(|four| String::from_utf8_lossy(four)).collect::<Vec<_>>().join(" ");
    html! {
        section .card {
            h2 { "Put this into the app" }
            @if let Some(picture) = picture_to_scan(&address, "The secret, to scan with the app") { (picture) }
            p { "Or type it:" }
            p .figure { code #secret { (groups) } }
            p .help { "It is shown only now. By time, six digits, every 30 seconds, if the app asks." }
        }
        form .card .narrow method="post" action="/settings/codes" {
            input type="hidden" name="secret" value=(*text);
            (account_name())
            (field("code", "The code that the app shows now", None, &code_input()))
            (passphrase("passphrase", "Your passphrase", Some("So that only you can do this."), "current-password"))
            div .row .end { button .button .main { "Turn it on" } }
        }
    }
}

fn turning_off() -> Markup {
    html! {
        (quiet("It is on.", "A code is asked for after the passphrase."))
        form .card .narrow method="post" action="/settings/codes/off" {
            (account_name())
            (passphrase("passphrase", "Your passphrase", Some("So that only you can do this."), "current-password"))
            div .row .end { button .button .second { "Turn it off" } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Place;

    #[test]
    fn a_secret_stands_there_in_groups_and_to_scan_and_nowhere_once_it_is_on() {
        let mut page = CodesPage::new(Page::sample(Place::Settings));
        assert!(page.render().into_string().contains("Set it up"));
        page.secret = TotpSecret::from_bytes(b"12345678901234567890");
        let shown = page.render().into_string();
        assert!(shown.contains("GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ") && shown.contains("<svg"));
        (page.secret, page.on) = (None, true);
        let on = page.render().into_string();
        assert!(on.contains("Turn it off") && !on.contains("GEZD"));
    }
}
