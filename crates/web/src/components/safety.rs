//! Help first: what stands on every page of a part that carries an urge to harm, before anything in parts language.

use maud::{Markup, html};

/// The words of the stop test for danger, and the way to the help lines.
pub(crate) fn urge_notice() -> Markup {
    let help = &hearken_content::library().stop_test.to_help;
    html! {
        section .notice .problem {
            p .what { (help.title) }
            p { (help.text) }
            p { a .button .danger href="/help-now" { (help.button) } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_urge_to_harm_leads_to_help_and_speaks_no_parts_language() {
        let notice = urge_notice().into_string();
        assert!(notice.contains("href=\"/help-now\""));
        assert!(!notice.to_lowercase().contains("part"));
    }
}
