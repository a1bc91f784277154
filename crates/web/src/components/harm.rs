//! What is said where a part carries an urge to harm the person: help, in plain words and never in parts language.

use maud::{Markup, html};

/// Help first. The words are those of the stop test (rule U4).
pub(crate) fn harm_notice() -> Markup {
    let help = &hearken_content::library().stop_test.to_help;
    html! {
        section .notice .problem {
            p .what { (help.title) }
            p { (help.text) }
            p { a .button .danger href="/help-now" { (help.button) } }
        }
    }
}
