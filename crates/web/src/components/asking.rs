//! Whether words ask for the gentle card (K6), wherever somebody writes freely.

use hearken_core::phrases::holds_any;

/// Whether one of these texts, kept just now, asks for it. It is looked up for the page that follows; nothing keeps it.
pub(crate) fn asks_for_help<'a>(texts: impl IntoIterator<Item = &'a str>) -> bool {
    let words = &hearken_content::library().keywords;
    texts.into_iter().any(|text| holds_any(text, &words.phrases, &words.harmless))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn k6_one_text_among_many_that_asks_is_enough() {
        let phrase = hearken_content::library().keywords.phrases[0].as_str();
        assert!(asks_for_help(["Rain.", phrase, ""]));
        assert!(!asks_for_help(["Rain.", ""]) && !asks_for_help([]));
    }
}
