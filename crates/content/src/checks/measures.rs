//! Checks on questionnaires: their forms are there, what is scored is asked, and whatever hints at danger brings help.

mod codes;
mod named;
mod sums;
mod terms;

use hearken_measures::{Form, Item, ItemKind};

use crate::folder::{Filed, Folder};
use crate::kinds::measures::{MeasureFile, TextFrom};

use super::Finding;

pub(super) use codes::loinc_codes_are_whole;
pub(super) use named::{measures_name_what_exists, scores_name_what_is_asked};
pub(super) use sums::{
    bands_leave_no_gap, no_bands_where_none_were_derived, totals_are_what_options_add_up_to,
};
pub(super) use terms::{house_items_say_so, terms_are_shown};

/// Words of a question that asks about death, or about coming to harm by oneself (section 13 of the notes on measures).
const SPEAKS_OF_DANGER: [&str; 6] =
    ["dead", "kill", "suicid", "hurting yourself", "cause you harm", "life was meaningless"];

/// The form of a measure, with its file.
fn form_of<'a>(folder: &'a Folder, id: &str) -> Option<&'a Filed<Form>> {
    let file = format!("measures/{id}.json");
    folder.forms.iter().find(|form| form.file == file)
}

/// Each measure with its form.
fn with_forms(folder: &Folder) -> impl Iterator<Item = (&Filed<MeasureFile>, &Filed<Form>)> {
    folder.measures.iter().filter_map(|measure| Some((measure, form_of(folder, &measure.value.id)?)))
}

/// The file to mend where form and measure do not fit each other: that of whoever supplied the words.
fn to_mend<'a>(measure: &'a Filed<MeasureFile>, form: &'a Filed<Form>) -> &'a str {
    if measure.value.text_from == Some(TextFrom::Practice) { &form.file } else { &measure.file }
}

/// Every number that an item can be answered with, if it is answered with whole numbers.
fn numbers(item: &Item) -> Option<Vec<i64>> {
    let numbers: Option<Vec<i64>> = item.options.iter().map(hearken_measures::Choice::whole).collect();
    let numbers = numbers.filter(|numbers| !numbers.is_empty())?;
    matches!(item.kind, ItemKind::Choice | ItemKind::Integer).then_some(numbers)
}

/// A form has a file beside it, and a file its form, unless a practice supplies the words.
pub(super) fn forms_and_measures_meet(folder: &Folder) -> Vec<Finding> {
    let mut found = Vec::new();
    for Filed { file, value } in &folder.forms {
        if !folder.paths.contains(&file.replace(".json", ".toml")) {
            found.push(Finding::new(file, "the file", "add the file that says how it is scored: .toml"));
        }
        for (place, text) in [("url", &value.url), ("version", &value.version), ("language", &value.language)]
        {
            if text.is_empty() {
                found.push(Finding::new(file, place, "answers could not be told apart without it; add it"));
            }
        }
    }
    let alone = folder.measures.iter().filter(|measure| {
        let has_form = folder.paths.contains(&measure.file.replace(".toml", ".json"));
        measure.value.text_from.is_none() && !has_form
    });
    found.extend(alone.map(|measure| Finding::new(&measure.file, "the file", "add the form: .json")));
    found
}

/// A question about death or harm has a safety answer (S0 to S3).
pub(super) fn questions_of_danger_bring_help(folder: &Folder) -> Vec<Finding> {
    let mut found = Vec::new();
    for (measure, form) in with_forms(folder) {
        let safety: Vec<&str> =
            measure.value.scoring.safety.iter().flat_map(|answer| answer.when.items()).collect();
        let speaks = |item: &&Item| {
            let text = item.text.to_lowercase();
            item.kind.is_question() && SPEAKS_OF_DANGER.iter().any(|word| text.contains(word))
        };
        for item in form.value.all_items().filter(speaks) {
            if !safety.contains(&item.link_id.as_str()) && !measure.value.about_others.contains(&item.link_id)
            {
                let message = "it asks about death or harm: give it a safety answer (S0 to S3)";
                found.push(Finding::new(to_mend(measure, form), &item.link_id, message));
            }
        }
    }
    found
}

/// Where somebody looks at another person, a person without training has a limit, and causes no pain.
pub(super) fn nobody_causes_pain(folder: &Folder) -> Vec<Finding> {
    let mut found = Vec::new();
    for (measure, form) in with_forms(folder) {
        let observed = measure.value.who == crate::AnsweredBy::Observer;
        let Some(sitter) = &measure.value.sitter else {
            if observed {
                found.push(Finding::new(
                    &measure.file,
                    "sitter",
                    "say what a person without training may do",
                ));
            }
            continue;
        };
        let hurts = |label: &str| ["pain", "squeeze"].iter().any(|word| label.to_lowercase().contains(word));
        for value in &sitter.offers {
            let choice = form.value.all_items().flat_map(|item| &item.options);
            let label =
                choice.filter(|choice| choice.whole() == Some(*value)).map(|choice| &choice.label).next();
            if label.is_none_or(|label| hurts(label)) {
                let message = format!("{value} is no answer, or causes pain; take it out");
                found.push(Finding::new(&measure.file, "sitter, offers", message));
            }
        }
    }
    found
}
