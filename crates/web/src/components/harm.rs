//! What is said in a line of its own wherever a part that carries an urge to harm is named among others: help, in plain
//! words and never in parts language. Where such a part is opened, all of `urge.rs` stands first.

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_urge_to_harm_leads_to_help_and_speaks_no_parts_language() {
        let notice = harm_notice().into_string();
        assert!(notice.contains("href=\"/help-now\""));
        assert!(!notice.to_lowercase().contains("part"));
    }
}
