//! Folding: the form of a text in which case, accents and letter variants make no difference.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// The folded text. Folding a folded text changes nothing.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    text.chars().for_each(|c| fold_char(c, &mut |folded_char| folded.push(folded_char)));
    folded
}

/// Gives each character that `c` folds to: none for a combining mark, two for `ß`.
pub(super) fn fold_char(c: char, push: &mut impl FnMut(char)) {
    if c.is_ascii() {
        push(c.to_ascii_lowercase());
        return;
    }
    for part in std::iter::once(c).nfkd().flat_map(char::to_lowercase) {
        if is_combining_mark(part) {
            continue;
        }
        match variant(part) {
            Some(plain) => plain.chars().for_each(&mut *push),
            None => push(part),
        }
    }
}

/// Letters that Unicode does not take apart but people type plainly.
fn variant(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ħ' => "h",
        'ı' => "i",
        'ς' => "σ",
        '\u{2019}' | '\u{2018}' => "'",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn case_accents_and_letter_variants_fold_away() {
        assert_eq!(
            fold("Żółw ÇOCUK Straße Ærø İstanbul ﬁn Ｆｕｌｌ"),
            "zolw cocuk strasse aero istanbul fin full"
        );
    }

    #[test]
    fn composed_and_decomposed_forms_fold_alike() {
        assert_eq!(fold("Ni\u{f1}o"), fold("Nin\u{303}o"));
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in "\\PC{0,60}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }
    }
}
