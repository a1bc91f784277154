//! Whether a text holds one of a list of phrases, as whole words, whatever their case, accents and apostrophes (rule K6).
//!
//! Which phrases, and in which expressions they do not count, is content. The answer is a yes or no for the page that
//! follows; there is no way to keep it.

use crate::search::fold;

/// Whether `text` holds one of the phrases other than inside one of the harmless expressions.
///
/// A phrase that only overlaps a harmless expression counts: it is better to ask once too often.
pub fn holds_any(text: &str, phrases: &[String], harmless: &[String]) -> bool {
    let text = words(text);
    let harmless: Vec<_> = harmless.iter().flat_map(|one| found(&text, &words(one))).collect();
    phrases
        .iter()
        .flat_map(|phrase| found(&text, &words(phrase)))
        .any(|(from, to)| !harmless.iter().any(|&(start, end)| start <= from && to <= end))
}

/// What keyboards have for an apostrophe, and what stands for one in texts from elsewhere.
const APOSTROPHES: [char; 13] = [
    '\'', '`', '´', '\u{2018}', '\u{2019}', '\u{201b}', '\u{2b9}', '\u{2bb}', '\u{2bc}', '\u{2032}',
    '\u{2035}', '\u{ff07}', '\u{ff40}',
];

/// The words of a text, folded; an apostrophe does not part a word. It goes before the folding, which makes a space of some.
fn words(text: &str) -> Vec<String> {
    let folded = fold(&text.replace(APOSTROPHES, ""));
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Where the words of a phrase stand in the words of a text: the first, and the one after the last.
fn found(text: &[String], phrase: &[String]) -> Vec<(usize, usize)> {
    if phrase.is_empty() {
        return Vec::new();
    }
    let windows = text.windows(phrase.len()).enumerate();
    windows.filter(|(_, window)| *window == phrase).map(|(at, _)| (at, at + phrase.len())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn list(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|&text| text.to_owned()).collect()
    }

    #[test]
    fn k6_whole_words_count_and_pieces_of_words_do_not() {
        let phrases = list(&["end it", "don't want to live"]);
        let holds = |text: &str| holds_any(text, &phrases, &[]);
        assert!(holds("Let me END  it.") && holds("i dont want to live") && holds("I don’t want\nto live!"));
        assert!(!holds("bend it") && !holds("end item") && !holds("end, and then it") && !holds(""));
    }

    #[test]
    fn k6_whatever_a_keyboard_has_for_an_apostrophe_leaves_the_word_whole() {
        for mark in APOSTROPHES.map(String::from).into_iter().chain([String::new()]) {
            let typed = format!("I don{mark}t want to live");
            assert!(holds_any(&typed, &list(&["don't want to live"]), &[]), "{mark:?} in the text");
            assert!(holds_any("i don't want to live", &[typed], &[]), "{mark:?} in the phrase");
        }
    }

    #[test]
    fn k6_a_harmless_expression_takes_away_only_what_lies_inside_it() {
        let (phrases, harmless) = (list(&["cut myself"]), list(&["cut myself some slack"]));
        let holds = |text: &str| holds_any(text, &phrases, &harmless);
        assert!(!holds("I cut myself some slack") && holds("I cut myself"));
        assert!(holds("I cut myself some slack and then I cut myself"));
        assert!(holds_any("want to die for real", &list(&["want to die"]), &list(&["to die for"])));
    }

    proptest! {
        #[test]
        fn k6_case_and_accents_and_what_stands_around_do_not_matter(
            before in "[a-z .]{0,20}", after in "[ .!,][a-z .]{0,20}", upper in any::<u32>(), accents in any::<u32>(),
        ) {
            let phrase = "wish i were dead";
            let bit = |bits: u32, at: usize| bits >> (at % 32) & 1 == 1;
            let typed: String = phrase.chars().enumerate().flat_map(|(at, c)| {
                let c = if bit(upper, at) { c.to_ascii_uppercase() } else { c };
                let accent = (bit(accents, at) && c.is_alphabetic()).then_some('\u{301}');
                std::iter::once(c).chain(accent)
            }).collect();
            let text = format!("{before} {typed}{after}");
            prop_assert!(holds_any(&text, &list(&[phrase]), &[]), "{}", text);
        }

        #[test]
        fn k6_no_text_makes_it_panic(text in "\\PC{0,80}", phrase in "\\PC{0,8}", harmless in "\\PC{0,8}") {
            holds_any(&text, &[phrase], &[harmless]);
        }
    }
}
