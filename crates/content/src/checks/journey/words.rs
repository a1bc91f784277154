//! The words of the journey: no dose, no clearing, no prediction, and easy to read.

use super::named::journey;
use crate::checks::Finding;
use crate::checks::learn::tells_a_dose;
use crate::checks::wording::{HARDEST_GRADE, each_text_of, first_of};
use crate::folder::{Filed, Folder};
use crate::{reading, texts};

/// Words that clear somebody for treatment, promise, or say ahead how a session goes.
const CLEARS: [&str; 17] = [
    "all clear",
    "are cleared",
    "are fit",
    "are safe",
    "fit for",
    "good to go",
    "guarantee",
    "is safe",
    "nothing can go wrong",
    "nothing to worry",
    "safe for you",
    "safe to",
    "safely",
    "will feel",
    "will heal",
    "will help",
    "you will",
];

/// No text of the journey tells a dose, clears anybody, promises, or says ahead what somebody feels.
pub(in crate::checks) fn the_journey_clears_nobody(folder: &Folder) -> Vec<Finding> {
    each_text_of(journey(folder), |text| {
        let cleared = first_of(&CLEARS, text.text).map(|word| {
            format!("\"{word}\" clears, promises or predicts; say what is known, and who decides")
        });
        cleared.or_else(|| tells_a_dose(text))
    })
}

/// A file of the journey, taken as a whole, can be read at about age 12.
pub(in crate::checks) fn the_journey_reads_easily(folder: &Folder) -> Vec<Finding> {
    let mut found = Vec::new();
    for Filed { file, value: table } in journey(folder) {
        let texts = texts::of_file(table);
        let grade = reading::grade(texts.iter().map(|text| text.text));
        if grade > HARDEST_GRADE {
            let message =
                format!("its reading grade is {grade:.1}, at most 8; use shorter words and sentences");
            found.push(Finding::new(file, "the whole text", message));
        }
    }
    found
}

/// What *ready* waits for says why, and the list says that it clears nobody.
pub(in crate::checks) fn preparation_says_why(folder: &Folder) -> Vec<Finding> {
    let mut found = Vec::new();
    for Filed { file, value: list } in &folder.preparations {
        for item in list.items().filter(|item| item.needed != item.why.is_some()) {
            found.push(Finding::new(
                file,
                format!("item {}", item.id),
                "say why where it is needed, and only there",
            ));
        }
        if !list.nobody.contains("your prescriber") {
            found.push(Finding::new(
                file,
                "nobody",
                "say that it is for the person and their prescriber to decide",
            ));
        }
        for group in list.groups.iter().filter(|group| group.items.is_empty()) {
            found.push(Finding::new(
                file,
                format!("group {}", group.id),
                "put something into it, or take it out",
            ));
        }
    }
    found
}
