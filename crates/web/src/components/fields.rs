//! Fields of forms. None of them lets the browser send what is typed to a spelling service or remember it.

use hearken_vault::LONGEST_NAME;
use maud::{Markup, html};

/// The end of a form with words: the button, and where the page says that they are kept as one types.
pub(crate) fn keep_row(button: &str) -> Markup {
    html! {
        div .row .end {
            p .draft-status data-draft-status="" role="status" {}
            // First, because Enter in a one-line field presses the first button there is.
            button .button .main { (button) }
            noscript {
                button .button .second formaction="/leave" { "Set aside and leave" }
            }
        }
    }
}

/// A place for many words. A browser drops the first line break inside, so one stands before the words.
pub(crate) fn long_text(id: &str, name: &str, rows: u8, value: &str, hint: Option<&str>) -> Markup {
    html! {
        textarea id=(id) name=(name) rows=(rows) placeholder=[hint] dir="auto"
            autocomplete="off" autocorrect="off" spellcheck="false" { "\n" (value) }
    }
}

/// A place for one line.
pub(crate) fn short_text(id: &str, name: &str, value: &str) -> Markup {
    html! {
        input type="text" id=(id) name=(name) value=(value) dir="auto"
            autocomplete="off" autocorrect="off" spellcheck="false";
    }
}

/// A label over a field, with an optional line that helps.
pub(crate) fn field(id: &str, label: &str, help: Option<&str>, input: &Markup) -> Markup {
    html! {
        div .field {
            label for=(id) { (label) }
            @if let Some(help) = help { p .help { (help) } }
            (input)
        }
    }
}

/// Tells password managers whose passphrase it is. The name tells nobody else anything.
pub(crate) fn account_name() -> Markup {
    html! { input type="text" name="username" value="Notebook" autocomplete="username" hidden; }
}

/// Where the name is typed that somebody signs in with, on a server that several people use.
pub(crate) fn sign_in_name(help: Option<&str>, value: &str) -> Markup {
    field(
        "name",
        "Your name here",
        help,
        &html! {
            input type="text" id="name" name="name" value=(value) autocomplete="username" autocapitalize="none"
                autocorrect="off" maxlength=(LONGEST_NAME) spellcheck="false";
        },
    )
}

/// Where a passphrase is typed. `kind` is `current-password` or `new-password`.
pub(crate) fn passphrase(id: &str, label: &str, help: Option<&str>, kind: &str) -> Markup {
    field(
        id,
        label,
        help,
        &html! {
            input type="password" id=(id) name=(id) autocomplete=(kind) maxlength="1000" spellcheck="false";
        },
    )
}

/// Where the six digits of an app are typed.
pub(crate) fn code_input() -> Markup {
    html! {
        input type="text" id="code" name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="10" spellcheck="false";
    }
}

/// Where a day and time is picked; empty means now.
pub(crate) fn when_picker(value: &str) -> Markup {
    field(
        "when",
        "When was it?",
        Some("Leave it empty for now. Earlier days are fine."),
        &html! {
            input type="datetime-local" id="when" name="when" value=(value) autocomplete="off";
        },
    )
}

/// Where a day is picked; empty means none.
pub(crate) fn day_picker(name: &str, label: &str, help: Option<&str>, value: &str) -> Markup {
    field(
        name,
        label,
        help,
        &html! { input type="date" id=(name) name=(name) value=(value) autocomplete="off"; },
    )
}
