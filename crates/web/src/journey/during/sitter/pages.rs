//! The pages on which the screen is given to a sitter and taken back.

use hearken_core::RecordId;
use maud::{Markup, html};

use crate::{
    components::{Tone, card, field, notice, picture_to_scan},
    error::Said,
    layout::{Page, shell},
    words::count,
};

/// A device that is with the session.
pub(super) struct SittingRow {
    pub(super) handle: RecordId,
    pub(super) joined: bool,
    pub(super) since: String,
    pub(super) quiet_minutes: u64,
}

/// A code, and the address that a device scans.
pub(super) struct CodeShown {
    pub(super) code: String,
    pub(super) address: Option<String>,
}

/// Where the person gives the screen away.
pub(super) struct SitterPage {
    pub(super) page: Page,
    pub(super) address: String,
    pub(super) under_way: bool,
    /// Where another device reaches this program, if it does.
    pub(super) origin: Option<String>,
    pub(super) code: Option<CodeShown>,
    pub(super) sitting: Vec<SittingRow>,
    pub(super) trouble: Option<Said>,
}

impl SitterPage {
    pub(super) fn render(&self) -> Markup {
        shell(
            &self.page,
            &html! {
                p .over { a href=(self.address) { "The session" } }
                h1 { "The sitter's screen" }
                p .lead {
                    "Whoever sits with you sees this one session: the time, your intention, what was noted, and the buttons. "
                    "Nothing else of the notebook opens there."
                }
                @if let Some(said) = &self.trouble { (notice(Tone::Problem, said)) }
                @if self.under_way {
                    (card("Give them this device", &self.this_device()))
                    (card("Let another device join", &self.another_device()))
                } @else {
                    p { "It opens once the session is under way. Begin it on its page, then come back here." }
                }
                @if !self.sitting.is_empty() { (card("Devices that are with it", &self.devices())) }
            },
        )
    }

    fn this_device(&self) -> Markup {
        html! {
            p { "You need the PIN to get back to the rest. It is kept nowhere; if it is lost, your passphrase opens the notebook." }
            form .narrow method="post" action={ (self.address) "/sitter/hand-over" } {
                (field("pin", "A PIN", Some("4 to 8 digits that your sitter does not know."), &pin_input("pin")))
                (field("again", "The same once more", None, &pin_input("again")))
                div .row .end { button .button .main { "Give this screen to the sitter" } }
            }
        }
    }

    fn another_device(&self) -> Markup {
        html! {
            @match &self.origin {
                Some(origin) => p { "They open " strong { (origin) "/join" } " on their device and type a code that you make here." },
                None => {
                    p { "Right now the program answers this machine alone, so a phone cannot reach it. A code still works in another browser on this machine, at " strong { "/join" } "." }
                    p .help {
                        "To let other devices in, put a proxy with a certificate in front, and start the program with "
                        code { "--origin" } " and the address that the proxy answers at; with " code { "--listen" } " and "
                        code { "--behind-proxy" } " too, where the proxy is on another machine. Or give it a certificate of its own, with "
                        code { "--tls-cert" } " and " code { "--tls-key" } "."
                    }
                }
            }
            @if let Some(shown) = &self.code { (shown.render()) }
            form method="post" action={ (self.address) "/sitter/code" } {
                div .row .end { button .button .second { @if self.code.is_some() { "Make another code" } @else { "Make a code" } } }
            }
        }
    }

    fn devices(&self) -> Markup {
        html! {
            ul .sitting {
                @for device in &self.sitting {
                    li {
                        p {
                            @if device.joined { "Joined by a code" } @else { "Handed over with a PIN" } ", " (device.since)
                            span .help { @if device.quiet_minutes > 0 { " · quiet for " (minutes(device.quiet_minutes)) } }
                        }
                        form method="post" action={ (self.address) "/sitter/end" } {
                            input type="hidden" name="device" value=(device.handle);
                            button .button .second { "End it" }
                        }
                    }
                }
            }
            p .help { "A device stays with it while you lock yours. It is over when the session is, when you end it here, and when you leave quickly. What it noted and had not sent when the session ended still arrives for 12 hours; it reads nothing by then." }
        }
    }
}

impl CodeShown {
    fn render(&self) -> Markup {
        let picture = self
            .address
            .as_ref()
            .and_then(|address| picture_to_scan(address, "The address and the code, to scan"));
        html! {
            div .code-shown {
                p .code { (self.code) }
                @if let Some(picture) = picture { (picture) }
                p .help { "Good for 15 minutes, once, while your notebook stays open. It is shown only now." }
            }
        }
    }
}

fn minutes(minutes: u64) -> String {
    count(usize::try_from(minutes).unwrap_or(usize::MAX), "minute", "minutes")
}

fn pin_input(name: &str) -> Markup {
    html! {
        input type="password" id=(name) name=(name) inputmode="numeric" autocomplete="off" maxlength="8" spellcheck="false";
    }
}

/// Where the device is taken back.
pub(super) struct BackPage {
    pub(super) page: Page,
    pub(super) address: String,
    pub(super) trouble: Option<Said>,
}

impl BackPage {
    pub(super) fn render(&self) -> Markup {
        shell(
            &self.page,
            &html! {
                p .over { a href={ (self.address) "/during" } { "Back to the session" } }
                h1 { "Take this device back" }
                p .lead { "The person whose notebook it is types the PIN." }
                @if let Some(said) = &self.trouble { (notice(Tone::Problem, said)) }
                form .card .narrow method="post" action={ (self.address) "/sitter/back" } {
                    (field("pin", "The PIN", None, &pin_input("pin")))
                    div .row .end { button .button .main { "Take it back" } }
                }
                p { "The PIN is lost? " a href="/unlock" { "The passphrase opens it as well" } "." }
            },
        )
    }
}
