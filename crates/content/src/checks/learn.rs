//! Checks on pieces to learn from and on the glossary: sourced, dated, short, easy, and without promises.

use std::collections::BTreeSet;

use super::Finding;
use super::wording::{HARDEST_GRADE, each_text_of, first_of};
use crate::folder::{Filed, Folder};
use crate::kinds::learn::{Piece, Token, tokens};
use crate::{reading, texts};

/// The fewest and the most words of a piece.
const WORDS: [usize; 2] = [300, 800];

/// Within how many months a piece is to be looked at again, at the latest.
const MONTHS_AT_MOST: u32 = 24;

/// Words that tell of research, so that a reader may want to look it up.
const STUDY_WORDS: [&str; 6] = ["study", "studies", "trial", "researcher", "participants", "evidence"];

/// Words that promise, or that clear somebody for something.
const PROMISES: [&str; 16] = [
    "a cure for",
    "always works",
    "cures",
    "guarantee",
    "heals you",
    "is proven",
    "is safe for",
    "miracle",
    "no side effects",
    "risk-free",
    "safe for you",
    "will cure",
    "will heal",
    "will help",
    "you are fit",
    "you can safely",
];

/// Units and words in which a dose is told.
const DOSES: [&str; 6] = ["mg", "mcg", "ml", "milligram", "microgram", "millilitre"];

/// A piece can be read in one go.
pub(super) fn learn_pieces_are_short(folder: &Folder) -> Vec<Finding> {
    let [fewest, most] = WORDS;
    each_piece(folder, |piece| {
        let words = piece.words();
        let fits = (fewest..=most).contains(&words);
        (!fits).then(|| ("the whole text".to_owned(), format!("it has {words} words; {fewest} to {most}")))
    })
}

/// A piece, and the glossary as a whole, can be read at about age 12.
pub(super) fn learn_reads_easily(folder: &Folder) -> Vec<Finding> {
    let mut found = Vec::new();
    for Filed { file, value: table } in learn_tables(folder) {
        let grade = reading::grade(texts::of_file(table).iter().map(|text| text.text));
        if grade > HARDEST_GRADE {
            let message =
                format!("its reading grade is {grade:.1}, at most 8; use shorter words and sentences");
            found.push(Finding::new(file, "the whole text", message));
        }
    }
    found
}

/// Every paragraph names a source, and so does every sentence with a number or a word about research.
pub(super) fn every_claim_has_a_mark(folder: &Folder) -> Vec<Finding> {
    let mut found = Vec::new();
    for Filed { file, value: piece } in &folder.pieces {
        for text in piece.paragraphs() {
            let bare =
                sentences(text).into_iter().find(|sentence| is_claim(sentence) && !is_marked(sentence));
            let unsourced = bare.or((!is_marked(text)).then_some(text));
            found.extend(unsourced.map(|text| Finding::new(file, text, "name its source, like [1]")));
        }
    }
    found
}

/// Each mark has its source, and each source is used, in a piece and in the glossary.
pub(super) fn marks_and_sources_meet(folder: &Folder) -> Vec<Finding> {
    let mut found = Vec::new();
    for Filed { file, value: piece } in &folder.pieces {
        found.extend(unmatched(file, piece.paragraphs().flat_map(marks), piece.sources.len()));
    }
    for Filed { file, value: glossary } in &folder.glossary {
        let numbers = glossary.terms.iter().flat_map(|term| term.sources.clone());
        found.extend(unmatched(file, numbers, glossary.sources.len()));
        let bare = glossary.terms.iter().filter(|term| term.sources.is_empty());
        found.extend(bare.map(|term| Finding::new(file, &term.id, "name its source by number")));
    }
    found
}

/// Every piece has the day of its last review, and is due again within two years.
pub(super) fn learn_has_a_date_of_review(folder: &Folder) -> Vec<Finding> {
    each_piece(folder, |piece| {
        let dated = is_a_date(&piece.reviewed) && (1..=MONTHS_AT_MOST).contains(&piece.review_months);
        (!dated).then(|| {
            let message = format!("write a day as YYYY-MM-DD, and 1 to {MONTHS_AT_MOST} months");
            ("reviewed".to_owned(), message)
        })
    })
}

/// Nothing to learn from promises a result, and nothing clears anybody for treatment.
pub(super) fn learn_promises_nothing(folder: &Folder) -> Vec<Finding> {
    each_text_of(learn_tables(folder), |text| {
        let word = first_of(&PROMISES, text.text)?;
        Some(format!("\"{word}\" promises; say what is known, and what is not"))
    })
}

/// Nothing to learn from tells a dose.
pub(super) fn learn_tells_no_dose(folder: &Folder) -> Vec<Finding> {
    each_text_of(learn_tables(folder), tells_a_dose)
}

/// What to change in a text that tells a dose.
pub(super) fn tells_a_dose(text: &texts::Text<'_>) -> Option<String> {
    let lower = text.text.to_lowercase();
    let mut words = lower.split(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_empty());
    let unit = words.find(|word| DOSES.contains(&word.trim_end_matches('s')))?;
    Some(format!("\"{unit}\" is how a dose is told; leave it to the prescriber"))
}

/// A piece that another piece or a term of the glossary names exists.
pub(super) fn pieces_that_are_named_exist(folder: &Folder) -> Vec<Finding> {
    let mut named: Vec<(&str, &str, &str)> = Vec::new();
    for Filed { file, value: piece } in &folder.pieces {
        named.extend(piece.related.iter().map(|id| (file.as_str(), "related", id.as_str())));
    }
    for Filed { file, value: glossary } in &folder.glossary {
        let terms = glossary.terms.iter();
        named
            .extend(terms.filter_map(|term| Some((file.as_str(), term.id.as_str(), term.piece.as_deref()?))));
    }
    let missing = named.into_iter().filter(|(_, _, id)| !folder.has("learn", id));
    missing.map(|(file, at, id)| Finding::new(file, at, format!("there is no piece \"{id}\""))).collect()
}

/// Each page says that it is general knowledge and no advice, and whose name IFS is.
pub(super) fn learn_says_what_it_is(folder: &Folder) -> Vec<Finding> {
    let mut found = Vec::new();
    for Filed { file, value: words } in &folder.learn_words {
        let disclaimed = ["general knowledge", "not medical or therapeutic advice"];
        if !disclaimed.iter().all(|said| words.disclaimer.to_lowercase().contains(said)) {
            found.push(Finding::new(file, "disclaimer", format!("say: {}", disclaimed.join(", "))));
        }
        if !words.trademark.contains("not affiliated with or endorsed by") {
            found.push(Finding::new(file, "trademark", "say: not affiliated with or endorsed by"));
        }
    }
    found
}

fn each_piece(folder: &Folder, rule: impl Fn(&Piece) -> Option<(String, String)>) -> Vec<Finding> {
    let broken = folder.pieces.iter().filter_map(|piece| Some((piece, rule(&piece.value)?)));
    broken.map(|(piece, (place, message))| Finding::new(&piece.file, place, message)).collect()
}

fn learn_tables(folder: &Folder) -> impl Iterator<Item = &Filed<toml::Table>> {
    let words = ["words/glossary.toml", "words/learn-page.toml"];
    let is_learn = move |file: &str| file.starts_with("learn/") || words.contains(&file);
    folder.tables.iter().filter(move |table| is_learn(&table.file))
}

/// The numbers of the sources that a text names.
fn marks(text: &str) -> impl Iterator<Item = usize> + '_ {
    tokens(text).into_iter().filter_map(|token| match token {
        Token::Mark(number) => Some(number),
        Token::Words(_) => None,
    })
}

fn is_marked(text: &str) -> bool {
    marks(text).next().is_some()
}

/// Whether a sentence has a number (a mark is none) or a word about research.
fn is_claim(sentence: &str) -> bool {
    let words: String = tokens(sentence)
        .into_iter()
        .filter_map(|token| if let Token::Words(words) = token { Some(words) } else { None })
        .collect();
    words.chars().any(|letter| letter.is_ascii_digit()) || first_of(&STUDY_WORDS, &words).is_some()
}

/// Sentences end with a stop or a question mark before a blank; a decimal point is no end.
fn sentences(text: &str) -> Vec<&str> {
    text.split_inclusive(". ").flat_map(|part| part.split_inclusive("? ")).collect()
}

fn unmatched(file: &str, used: impl Iterator<Item = usize>, sources: usize) -> Vec<Finding> {
    let used: BTreeSet<usize> = used.collect();
    let listed: BTreeSet<usize> = (1..=sources).collect();
    let stray = used.difference(&listed).map(|number| {
        Finding::new(file, format!("[{number}]"), "the list of sources has no such number; add it")
    });
    let idle = listed.difference(&used).map(|number| {
        Finding::new(file, format!("source {number}"), "nothing names it; name it, or take it out")
    });
    stray.chain(idle).collect()
}

/// Whether a text is a day of the calendar, written as `YYYY-MM-DD`.
fn is_a_date(text: &str) -> bool {
    text.len() == "2026-11-27".len()
        && text.parse::<toml::value::Datetime>().is_ok_and(|day| day.date.is_some() && day.time.is_none())
}
