//! A level from 0 to 10, chosen in one tap or by its digit. Nothing is chosen beforehand, and none is a fine answer.

use hearken_content::ScaleWords;
use hearken_core::limits::HIGHEST_LEVEL;
use maud::{Markup, html};

/// A row of levels. `question` stands above it; the words of the scale say what its ends mean.
pub(crate) fn level_row(name: &str, question: &str, words: &ScaleWords, chosen: &str) -> Markup {
    let ends = format!("0 {} · {HIGHEST_LEVEL} {}", words.least, words.most);
    level_row_with(name, question, &ends, chosen)
}

/// The same, with a sentence of its own for what its ends mean.
pub(crate) fn level_row_with(name: &str, question: &str, ends: &str, chosen: &str) -> Markup {
    html! {
        fieldset .level data-levels="" {
            legend { (question) }
            div .level-steps {
                @for level in 0..=HIGHEST_LEVEL {
                    label .step {
                        input type="radio" name=(name) value=(level) checked[chosen == level.to_string()];
                        span { (level) }
                    }
                }
                label .step .no-step {
                    input type="radio" name=(name) value="";
                    span { span aria-hidden="true" { "–" } span .sr-only { "not said" } }
                }
            }
            p .help { (ends) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_chosen_beforehand_and_a_choice_can_be_taken_back() {
        let words = hearken_content::library().words.scale("guard");
        let row = level_row("guard", "How?", words, "").into_string();
        assert!(!row.contains("checked") && row.contains("value=\"\"") && row.contains("10 on guard"));
        assert_eq!(row.matches("type=\"radio\"").count(), 12);
        assert!(level_row("guard", "How?", words, "10").into_string().contains("value=\"10\" checked"));
    }
}
