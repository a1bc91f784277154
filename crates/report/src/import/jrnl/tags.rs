//! Tags inside jrnl's text: `#tag` and `@person` at the beginning of a word.

use std::collections::HashSet;

/// The tags of a text in lower case without their sign, each once, in the order they are met.
pub(super) fn in_text(text: &str) -> Vec<String> {
    let (mut tags, mut seen) = (Vec::new(), HashSet::new());
    for word in text.split_whitespace() {
        let tag = word.strip_prefix(['#', '@']).map(tag_letters).unwrap_or_default();
        if tag.chars().any(char::is_alphanumeric) && seen.insert(tag.clone()) {
            tags.push(tag);
        }
    }
    tags
}

/// A tag of the JSON export without its sign, in lower case.
pub(super) fn without_sign(tag: &str) -> String {
    tag.strip_prefix(['#', '@']).unwrap_or(tag).to_lowercase()
}

fn tag_letters(word: &str) -> String {
    let belongs =
        |c: &char| c.is_alphanumeric() || is_mark(*c) || matches!(c, '_' | '-' | '+' | '*' | '#' | '/');
    word.chars().take_while(belongs).collect::<String>().to_lowercase()
}

/// Marks that belong to the letter before them, as in a name typed with its accents apart.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}')
}

#[cfg(test)]
mod tests {
    use super::in_text;

    #[test]
    fn tags_begin_words_and_have_letters_of_any_script() {
        let text = "#Sea @żółw mail@host # Heading ## Two #影/子 (#not) #c++ #sea #2026-plan.";
        assert_eq!(in_text(text), ["sea", "żółw", "影/子", "c++", "2026-plan"]);
    }
}
