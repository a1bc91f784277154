//! Checks on the words a person reads: calm, plain, no praise, and nothing that asks for the past (rule U2).

use super::Finding;
use crate::folder::{Filed, Folder};
use crate::kinds::guide::Who;
use crate::placeholder;
use crate::reading;
use crate::texts::{self, Text};

/// Words that cheer. Hearken never does.
const PRAISE: [&str; 16] = [
    "amazing",
    "awesome",
    "badge",
    "bravo",
    "congratulations",
    "excellent",
    "good job",
    "great job",
    "keep it up",
    "level up",
    "nice work",
    "proud of you",
    "reward",
    "streak",
    "well done",
    "you did it",
];

/// Words that ask for what happened, or suggest that something did. Own list for rule U2.
const ASKS_FOR_THE_PAST: [&str; 18] = [
    "abuse",
    "as a child",
    "assault",
    "childhood",
    "describe what happened",
    "flashback",
    "happened to you",
    "memories of",
    "memory of",
    "molest",
    "relive",
    "remember when",
    "repressed",
    "the event",
    "the first time you",
    "trauma",
    "what was done to you",
    "when you were little",
];

/// The files of the safety rules and of the questions that feed them.
pub(super) const RULE_FILES: [&str; 2] = ["safety/rules.toml", "safety/screening.toml"];

/// All files whose words name limits in braces; and the minutes that a breath has run.
const NAME_LIMITS: [&str; 4] =
    [RULE_FILES[0], RULE_FILES[1], "safety/breath.toml", "journey/preparation.toml"];

/// The reading grade that a guide or a piece to learn from stays within on average: about age 12 to 13.
pub(super) const HARDEST_GRADE: f64 = 8.0;

/// No text that a person reads has an exclamation mark.
pub(super) fn nothing_shouts(folder: &Folder) -> Vec<Finding> {
    each_text(folder, |text| text.text.contains('!').then(|| "take the exclamation mark out".to_owned()))
}

/// No text that a person reads praises, ranks or counts.
pub(super) fn nothing_praises(folder: &Folder) -> Vec<Finding> {
    each_text(folder, |text| {
        let word = first_of(&PRAISE, text.text)?;
        Some(format!("\"{word}\" is praise; say what is there instead"))
    })
}

/// A guide that can be used alone never asks for what happened, and never suggests that something did (rule U2).
pub(super) fn no_guide_asks_for_the_past(folder: &Folder) -> Vec<Finding> {
    let alone = folder.guides.iter().filter(|guide| guide.value.who.contains(&Who::Alone));
    let files: Vec<&str> = alone.map(|guide| guide.file.as_str()).collect();
    let tables = folder.tables.iter().filter(|table| files.contains(&table.file.as_str()));
    each_text_of(tables, |text| {
        let word = first_of(&ASKS_FOR_THE_PAST, text.text)?;
        Some(format!("\"{word}\" asks for the past or suggests one (U2); ask about the part, here and now"))
    })
}

pub(super) fn first_of(words: &[&'static str], text: &str) -> Option<&'static str> {
    let text = text.to_lowercase();
    words.iter().copied().find(|word| text.contains(word))
}

/// Names in braces are ones that the pages fill in.
pub(super) fn placeholders_are_known(folder: &Folder) -> Vec<Finding> {
    let (safety, others): (Vec<_>, Vec<_>) =
        folder.tables.iter().partition(|table| NAME_LIMITS.contains(&table.file.as_str()));
    let thresholds = folder.rules.iter().flat_map(|filed| &filed.value.thresholds);
    let limits: Vec<&str> =
        thresholds.map(|one| one.id.as_str()).chain(["name", "date", "minutes"]).collect();
    let unknown = |known: &[&str], text: &Text<'_>| {
        let unknown = placeholder::names(text.text).into_iter().find(|name| !known.contains(name))?;
        Some(format!("nothing fills in {{{unknown}}}; known are {{{}}}", known.join("}, {")))
    };
    let (measures, others): (Vec<_>, Vec<_>) =
        others.into_iter().partition(|table| table.file == "words/measures.toml");
    let mut found = each_text_of(others, |text| unknown(&placeholder::KNOWN, text));
    found.extend(each_text_of(measures, |text| unknown(&placeholder::OF_MEASURES, text)));
    // Where the limits cannot be read, that is said, and nothing that only follows from it.
    let safety = safety.into_iter().filter(|_| !folder.rules.is_empty());
    found.extend(each_text_of(safety, |text| unknown(&limits, text)));
    found
}

/// A text that is there says something.
pub(super) fn no_text_is_empty(folder: &Folder) -> Vec<Finding> {
    each_text(folder, |text| {
        text.text.trim().is_empty().then(|| format!("write something, or take \"{}\" out", text.key))
    })
}

/// A guide, taken as a whole, can be read at about age 12.
pub(super) fn guides_read_easily(folder: &Folder) -> Vec<Finding> {
    let mut found = Vec::new();
    for Filed { file, value: table } in folder.tables.iter().filter(|table| table.file.starts_with("guides/"))
    {
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

/// Every file names where it comes from, the demo's invented person aside.
pub(super) fn every_file_has_a_source(folder: &Folder) -> Vec<Finding> {
    let mut found = Vec::new();
    for Filed { file, value: table } in folder.tables.iter().filter(|table| !table.file.starts_with("demo/"))
    {
        let sources = table.get("sources").and_then(toml::Value::as_array);
        let texts: Vec<_> = sources.into_iter().flatten().map(|source| source.get("text")).collect();
        let empty = |text: &Option<&toml::Value>| {
            text.and_then(toml::Value::as_str).unwrap_or_default().trim().is_empty()
        };
        if texts.is_empty() || texts.iter().any(empty) {
            found.push(Finding::new(file, "sources", "name at least one source, each with its text and tag"));
        }
    }
    found
}

fn each_text(folder: &Folder, rule: impl Fn(&Text<'_>) -> Option<String>) -> Vec<Finding> {
    each_text_of(&folder.tables, rule)
}

pub(super) fn each_text_of<'a>(
    tables: impl IntoIterator<Item = &'a Filed<toml::Table>>,
    rule: impl Fn(&Text<'_>) -> Option<String>,
) -> Vec<Finding> {
    let mut found = Vec::new();
    for Filed { file, value: table } in tables {
        for text in texts::of_file(table) {
            found.extend(rule(&text).map(|message| Finding::new(file, text.place, message)));
        }
    }
    found
}
