//! Checks on the words of the safety rules and of the questions that feed them: they clear nobody, accuse nobody, tell no
//! dose, and can be read at about age 12.

use super::Finding;
use super::learn::tells_a_dose;
use super::wording::{HARDEST_GRADE, RULE_FILES, each_text_of, first_of};
use crate::folder::{Filed, Folder};
use crate::{reading, texts};

/// Words that clear somebody for a treatment.
const CLEARS: [&str; 24] = [
    "all clear",
    "clear to",
    "cleared",
    "fine to",
    "fit for",
    "fit to",
    "go ahead",
    "good to go",
    "harmless",
    "no danger",
    "no risk",
    "nothing speaks against",
    "nothing to worry",
    "okay to",
    "ready to start",
    "risk-free",
    "safe",
    "suitable",
    "you are fit",
    "you are ready",
    "you can start",
    "you may start",
    "you passed",
    "without risk",
];

/// Words that accuse.
const ACCUSES: [&str; 16] = [
    "abuse",
    "addict",
    "cheat",
    "dishonest",
    "disappoint",
    "failed",
    "forbidden",
    "guilty",
    "illegal",
    "lied",
    "misuse",
    "should have",
    "should not have",
    "violat",
    "why did you",
    "your fault",
];

/// Keys under which stands what the person, or whoever sits with them, reads.
const THEIRS: [&str; 8] = ["person", "sitter", "ask", "help", "why", "lead", "none", "open"];

/// The reading grade that no single text exceeds. One sentence with a name of a medicine in it is judged too harshly, so
/// this is wider than what holds for all of them together.
pub(super) const HARDEST_TEXT: f64 = 12.0;

/// No word of a rule or a question clears anybody for a treatment.
pub(super) fn rules_clear_nobody(folder: &Folder) -> Vec<Finding> {
    each_text_of(tables(folder), |text| {
        let word = first_of(&CLEARS, text.text)?;
        Some(format!("\"{word}\" clears somebody; say what came up, and leave the rest to the prescriber"))
    })
}

/// No word of a rule or a question accuses anybody (R40).
pub(super) fn rules_accuse_nobody(folder: &Folder) -> Vec<Finding> {
    each_text_of(tables(folder), |text| {
        let word = first_of(&ACCUSES, text.text)?;
        Some(format!("\"{word}\" accuses; say it without blame"))
    })
}

/// No word of a rule or a question tells a dose.
pub(super) fn rules_tell_no_dose(folder: &Folder) -> Vec<Finding> {
    each_text_of(tables(folder), tells_a_dose)
}

/// What the person and whoever sits with them read can be read at about age 12: all of it together, and no text of it is
/// much harder.
pub(super) fn rules_read_easily(folder: &Folder) -> Vec<Finding> {
    let mut found = Vec::new();
    for Filed { file, value: table } in tables(folder) {
        let texts = texts::of_file(table);
        let theirs: Vec<_> = texts.iter().filter(|text| THEIRS.contains(&text.key)).collect();
        let all = reading::grade(theirs.iter().map(|text| text.text));
        found.extend(
            too_hard(all, HARDEST_GRADE).map(|said| Finding::new(file, "the words for the person", said)),
        );
        for text in theirs {
            let said = too_hard(reading::grade([text.text]), HARDEST_TEXT);
            found.extend(said.map(|said| Finding::new(file, &text.place, said)));
        }
    }
    found
}

/// What is said of a reading grade above the most; nothing where it is not.
pub(super) fn too_hard(grade: f64, most: f64) -> Option<String> {
    let message =
        || format!("its reading grade is {grade:.1}, at most {most}; use shorter words and sentences");
    (grade > most).then(message)
}

fn tables(folder: &Folder) -> impl Iterator<Item = &Filed<toml::Table>> {
    folder.tables.iter().filter(|table| RULE_FILES.contains(&table.file.as_str()))
}
