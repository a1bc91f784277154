//! Search as one types, against the plainest search there is, and at the edges of letters.

use std::collections::BTreeMap;

use hearken_core::{
    Extra, NewRevision, Record, RecordId,
    record::UnknownRecord,
    search::{Query, fold, snippet},
};
use proptest::prelude::*;

use crate::person::{Day, Person, id, writing};

const TEXT: &str = "[abéßİ影ﬁ\u{301}' .\\-\n]{0,14}";
/// Texts that are looked through where they stand, with much around the letters that are looked for.
const LONG_TEXT: &str = "([abAB12 éßİ影ﬁ\u{301}'\u{2019}.\\-\n]{0,10}[a-cA-C ]{0,40}){4,8}";

/// Whether every word of `typed` begins a word of `text`: folded, split and compared, letter by letter.
fn plainly_matches(typed: &str, text: &str) -> bool {
    let (typed, text) = (fold(typed), fold(text));
    let words = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()
    };
    // Scripts without blanks have a word at every letter.
    let begins = |word: &str, sought: &str| {
        word.starts_with(sought)
            || word
                .char_indices()
                .any(|(at, c)| ('\u{2e80}'..='\u{9fff}').contains(&c) && word[at..].starts_with(sought))
    };
    let sought = words(&typed);
    !sought.is_empty() && sought.iter().all(|sought| words(&text).iter().any(|word| begins(word, sought)))
}

proptest! {
    #[test]
    fn what_is_found_is_what_a_plain_reading_finds(
        deeds in prop::collection::vec((0..8_u8, 0..6_u8, prop_oneof![TEXT, LONG_TEXT]), 1..40),
        typed in "[abABc12éßiİ影ﬁ ]{1,5}",
    ) {
        let (mut person, mut model) = (Person::default(), BTreeMap::<RecordId, String>::new());
        for (step, (n, erases, body)) in deeds.into_iter().enumerate() {
            if erases == 0 {
                if person.erases(id(100 + step as u8), id(n)).is_ok() {
                    model.remove(&id(n));
                }
            } else if !person.notebook.was_erased(id(n)) && person.writes(id(n), person.rev(id(n)), &body).is_ok() {
                model.insert(id(n), body);
            }
        }
        let mut found = person.finds(&typed);
        found.sort_unstable();
        let wanted: Vec<_> = model.iter().filter(|(_, text)| plainly_matches(&typed, text)).map(|(id, _)| *id).collect();
        prop_assert_eq!(found, wanted);
    }

    #[test]
    fn what_is_found_of_a_text_are_the_beginnings_of_its_words_and_nothing_else(
        text in LONG_TEXT,
        at in any::<prop::sample::Index>(),
        letters in 1..10_usize,
    ) {
        let text = format!("-{text}");
        let typed: String = text.chars().skip(at.index(text.chars().count())).take(letters).collect();
        prop_assert_eq!(who_wrote(&text).finds(&typed) == [id(1)], plainly_matches(&typed, &text), "{:?} in {:?}", typed, text);
    }

    #[test]
    fn a_snippet_shows_the_text_as_it_was_written(text in "\\PC{0,60}", typed in "\\PC{1,6}", width in 0_usize..40) {
        let Some(query) = Query::parse(&typed) else { return Ok(()) };
        let pieces = snippet(&text, &query, width);
        let shown: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
        let shown = shown.strip_prefix("… ").filter(|_| !text.starts_with("… ")).unwrap_or(&shown);
        let shown = shown.strip_suffix(" …").filter(|_| !text.ends_with(" …")).unwrap_or(shown);
        prop_assert!(text.contains(shown), "{shown:?} is no part of {text:?}");
        prop_assert!(pieces.iter().all(|piece| !piece.text.is_empty()));
    }
}

/// A person with one entry.
fn who_wrote(body: &str) -> Person {
    let mut person = Person::default();
    person.writes(id(1), 0, body).unwrap();
    person
}

#[test]
fn words_are_found_by_their_beginnings_in_any_case_and_with_any_accents() {
    let cases = [
        ("Die Möwe schläft.", "mowe SCHLAF", true),
        ("Die Möwe schläft.", "owe", false),
        ("straße", "strasse", true),
        ("STRASSE", "straß", true),
        ("İstanbul", "istanbul", true),
        ("ΟΔΥΣΣΕΥΣ", "οδυσσευς", true),
        ("don't", "dont", false),
        ("don\u{2019}t", "don't", true),
        ("naïve cafe\u{301}", "naive café", true),
        ("ﬁnally", "fin", true),
        ("我的影子", "影子", true),
        ("กาแฟ", "กา", true),
        ("line one\nline two", "one two", true),
        ("half-hearted", "hearted", true),
        ("🕊 dove", "dove", true),
        ("x\u{200d}y", "y", true),
    ];
    let around = "and so it went on, with nothing in it that anybody looks for, ";
    for (text, typed, found) in cases {
        for text in [text.to_owned(), format!("{around} {text} {around}"), format!("{around}{text}")] {
            assert_eq!(who_wrote(&text).finds(typed) == [id(1)], found, "{typed:?} in {text:?}");
        }
    }
}

#[test]
fn a_word_of_a_long_text_is_found_at_its_beginning_at_its_end_and_behind_every_sign() {
    let around = "and so it went on, with nothing in it that anybody looks for, ".repeat(2);
    for word in ["harbour", "Harbour", "HARBOUR", "harbOur", "härbour", "harbour\u{301}"] {
        for sign in ["", " ", "\n", "\t", "(", "-", "'", "\u{2019}", "\u{a0}", "\u{2014}", "_", "@", "[", "{"]
        {
            for text in [
                format!("{word} {around}"),
                format!("{around}{sign}{word}"),
                format!("{around}{sign}{word}{sign}{around}"),
            ] {
                assert_eq!(who_wrote(&text).finds("harbour"), [id(1)], "{text:?}");
                assert_eq!(who_wrote(&text).finds("arbour"), [], "{text:?}");
            }
        }
    }
    assert_eq!(who_wrote(&format!("{around}theharbour")).finds("harbour"), []);
}

#[test]
fn nothing_is_looked_for_in_blanks_and_signs() {
    for typed in ["", " ", "…", "🕊", "\u{301}", "\0", "--"] {
        assert!(Query::parse(typed).is_none(), "{typed:?}");
    }
}

#[test]
fn letters_of_every_length_are_cut_nowhere_in_the_middle() {
    // One, two, three and four bytes, and letters that fold to more or to fewer.
    let letters = ["a", "é", "影", "𝔞", "ß", "İ", "ﬃ", "e\u{301}", "🕊", "각", "\u{1d15e}"];
    for first in letters {
        for second in letters {
            let text = format!("{first}{second} {second}{first} {first} {second}");
            let person = who_wrote(&text);
            for typed in [first.to_owned(), second.to_owned(), format!("{first}{second}")] {
                let Some(query) = Query::parse(&typed) else { continue };
                assert_eq!(person.notebook.search(&query), [id(1)], "{typed:?} in {text:?}");
                for width in 0..12 {
                    snippet(&text, &query, width);
                }
            }
        }
    }
}

#[test]
fn the_newest_day_comes_first_and_not_the_newest_save() {
    let mut person = Person::default();
    for (n, day) in [(1, 5), (2, 9), (3, 7)] {
        let mut writing = writing(id(n), 0, "harbour");
        writing.when = Day(day).noon();
        person.keeps(writing).unwrap();
    }
    assert_eq!(person.finds("harbour"), [id(2), id(3), id(1)]);
}

#[test]
fn parts_and_answers_are_found_too_and_only_what_they_say_now() {
    let mut person = Person::default();
    person.meets(id(1), "The Harbour Master").unwrap();
    person.begins(id(2));
    person.answers(id(2), 1, "situation", "harbour").unwrap();
    assert_eq!(person.finds("harbour"), [id(2), id(1)]);
    person.answers(id(2), 2, "situation", "lighthouse").unwrap();
    assert_eq!((person.finds("harbour"), person.finds("lighthouse")), (vec![id(1)], vec![id(2)]));
}

#[test]
fn what_another_window_answered_is_found() {
    let mut person = Person::default();
    person.begins(id(2));
    person.answers(id(2), 1, "situation", "harbour").unwrap();
    person.answers(id(2), 1, "situation", "lighthouse").unwrap();
    assert_eq!((person.finds("harbour"), person.finds("lighthouse")), (vec![id(2)], vec![id(2)]));
}

#[test]
fn what_two_windows_kept_is_found_by_either_until_one_is_chosen() {
    let mut person = who_wrote("begun");
    person.writes(id(1), 1, "by the Harbour").unwrap();
    person.writes(id(1), 1, "by the Lighthouse, in the rain").unwrap();
    let found = |person: &Person, typed| person.finds(typed) == [id(1)];
    for typed in ["harbour", "lighthouse", "rain"] {
        assert!(found(&person, typed), "{typed}");
    }
    assert_eq!(person.finds("begun"), [], "what both went on from is an earlier version");
    let mut settling = writing(id(1), 3, "by the lighthouse");
    settling.settles = vec![2];
    person.keeps(settling).unwrap();
    assert_eq!((found(&person, "harbour"), found(&person, "lighthouse")), (false, true));
    person.notebook.take_back(id(1));
    assert!(found(&person, "harbour") && found(&person, "rain"));
    person.notebook.take_back(id(1));
    assert!(found(&person, "harbour") && person.finds("lighthouse").is_empty());
    person.erases(id(100), id(1)).unwrap();
    assert_eq!(person.finds("harbour"), []);
}

#[test]
fn a_record_that_only_a_newer_program_can_read_is_not_found_by_what_it_once_said() {
    let mut person = who_wrote("harbour");
    let newer = UnknownRecord { kind: "journal".to_owned(), version: 2, payload: Extra(vec![1]) };
    person.saves([NewRevision::edit(id(1), 1, Record::Unknown(newer))]);
    assert_eq!(person.finds("harbour"), []);
    assert_eq!(person.notebook.journal_len(), 0);
}
