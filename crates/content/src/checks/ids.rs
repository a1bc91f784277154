//! Checks on names: nothing is missing, and nothing is called the same as something else.

use std::collections::BTreeSet;

use super::Finding;
use crate::folder::{Filed, Folder, INTERNATIONAL};
use crate::kinds::guide::Guide;
use crate::kinds::input::Input;
use crate::kinds::part_field::PartField;
use crate::kinds::words::{BondList, SCALES};

/// Files that the program cannot do without.
const NEEDED: &[&str] = &[
    "demo/notebook.toml",
    INTERNATIONAL,
    "journey/after.toml",
    "journey/expect.toml",
    "journey/office.toml",
    "journey/people.toml",
    "journey/preparation.toml",
    "journey/sitter.toml",
    "safety/breath.toml",
    "safety/cautions.toml",
    "safety/display.toml",
    "safety/end-check.toml",
    "safety/gates.toml",
    "safety/keywords.toml",
    "safety/monitoring-form.toml",
    "safety/plan.toml",
    "safety/rules.toml",
    "safety/screening.toml",
    "safety/stop-test.toml",
    "safety/strong-trigger.toml",
    "safety/urge-to-harm.toml",
    "words/blends.toml",
    "words/body-places.toml",
    "words/bonds.toml",
    "words/colours.toml",
    "words/eight-cs.toml",
    "words/feel-toward.toml",
    "words/fields-of-life.toml",
    "words/glossary.toml",
    "words/help-page.toml",
    "words/learn-page.toml",
    "words/measures.toml",
    "words/part-fields.toml",
    "words/part-question.toml",
    "words/permissions.toml",
    "words/processing.toml",
    "words/roles.toml",
    "words/scales.toml",
    "words/self.toml",
    "words/shapes.toml",
    "words/sharing.toml",
];

/// Folders of which the program needs at least one file.
const NEEDED_KINDS: [&str; 4] = ["guides/", "breath/", "grounding/", "learn/"];

/// Every file that the program cannot do without is there.
pub(super) fn nothing_is_missing(folder: &Folder) -> Vec<Finding> {
    let file = NEEDED.iter().filter(|needed| !folder.paths.iter().any(|path| path == *needed));
    let kind =
        NEEDED_KINDS.iter().filter(|needed| !folder.paths.iter().any(|path| path.starts_with(*needed)));
    file.chain(kind).map(|needed| Finding::new(needed, "the folder", "this is needed; add it")).collect()
}

/// A thing's id is the name of its file; older versions of a guide end in `.v1`, `.v2` and so on.
pub(super) fn ids_are_file_names(folder: &Folder) -> Vec<Finding> {
    let mut found = Vec::new();
    for Filed { file, value: table } in &folder.tables {
        let stem = file.rsplit('/').next().unwrap_or(file).trim_end_matches(".toml");
        let version = table.get("version").and_then(toml::Value::as_integer).unwrap_or_default();
        let named = table.get("id").and_then(toml::Value::as_str).map(str::to_owned);
        let code = table.get("code").and_then(toml::Value::as_str).map(str::to_lowercase);
        let Some(id) = named.or(code) else { continue };
        let fits = stem == id || stem == format!("{id}.v{version}") || (id == "zz" && file == INTERNATIONAL);
        if !fits {
            found.push(Finding::new(
                file,
                "id",
                format!("the id is \"{id}\", the file \"{stem}\"; make them equal"),
            ));
        }
    }
    found
}

/// Within a guide, steps, screens and gates, and within a screen what can be picked, have a name of their own.
pub(super) fn names_in_a_guide_are_unique(folder: &Folder) -> Vec<Finding> {
    let mut found = Vec::new();
    for Filed { file, value: guide } in &folder.guides {
        for (place, name) in repeated_names(guide) {
            found.push(Finding::new(file, place, format!("\"{name}\" is used twice; rename one of them")));
        }
    }
    found
}

fn repeated_names(guide: &Guide) -> Vec<(String, String)> {
    let mut lists: Vec<(String, Vec<&str>)> = vec![
        ("steps".to_owned(), guide.steps.iter().map(|step| step.id.as_str()).collect()),
        ("screens".to_owned(), guide.screens().map(|(_, screen)| screen.id.as_str()).collect()),
        ("gates".to_owned(), guide.gates.iter().map(|gate| gate.id.as_str()).collect()),
    ];
    lists.extend(
        guide.screens().map(|(_, screen)| (format!("screen {}", screen.id), pickable(&screen.input))),
    );
    let twice = |(place, names): (String, Vec<&str>)| {
        repeated(names).into_iter().map(move |name| (place.clone(), name)).collect::<Vec<_>>()
    };
    lists.into_iter().flat_map(twice).collect()
}

/// The ids of what can be picked on a screen.
pub(super) fn pickable(input: &Input) -> Vec<&str> {
    match input {
        Input::Choice(choice) => choice.options.iter().map(|option| option.id.as_str()).collect(),
        Input::Part(part) => part.manners.iter().map(|option| option.id.as_str()).collect(),
        Input::FeelToward(feel) => feel.words.iter().map(|word| word.id.as_str()).collect(),
        Input::Processing(processing) => processing.ways.iter().map(|way| way.id.as_str()).collect(),
        _ => Vec::new(),
    }
}

fn repeated<'a>(names: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    names.into_iter().filter(|name| !seen.insert(*name)).map(str::to_owned).collect()
}

/// Within a list, every word, sign and note has an id of its own.
pub(super) fn names_in_a_list_are_unique(folder: &Folder) -> Vec<Finding> {
    let mut found = Vec::new();
    for Filed { file, value: table } in &folder.tables {
        for (key, list) in table.iter().filter_map(|(key, value)| Some((key, value.as_array()?))) {
            let ids = list.iter().filter_map(|item| item.get("id")?.as_str());
            for name in repeated(ids) {
                found.push(Finding::new(file, key, format!("\"{name}\" is used twice; rename one of them")));
            }
        }
    }
    found
}

/// The lists of words hold what the program counts on: the four roles, one Self, eight Cs, a name for each field, words
/// for each scale.
pub(super) fn word_lists_are_complete(folder: &Folder) -> Vec<Finding> {
    let mut found = Vec::new();
    for Filed { file, value: list } in &folder.word_lists {
        let ids: Vec<&str> = list.words.iter().map(|word| word.id.as_str()).collect();
        let complete = match list.id.as_str() {
            "roles" => ids == ["manager", "firefighter", "exile", "unknown"],
            "self" => ids == ["self"],
            "eight-cs" => ids.len() == 8,
            "permissions" => ids == ["not-asked", "refused", "partial", "granted", "withdrawn"],
            "blends" => ids == ["unblended", "partly", "blended"],
            _ => !ids.is_empty(),
        };
        if !complete {
            found.push(Finding::new(
                file,
                "words",
                "this list has fixed entries; see docs/content-schema.md",
            ));
        }
    }
    for Filed { file, value: list } in &folder.part_fields {
        let missing =
            PartField::ALL.iter().filter(|field| !list.fields.iter().any(|word| word.field == **field));
        found.extend(missing.map(|field| Finding::new(file, field.as_str(), "give this field a label")));
    }
    for Filed { file, value: list } in &folder.scales {
        let missing = SCALES.iter().filter(|id| !list.scales.iter().any(|scale| scale.id == **id));
        found.extend(missing.map(|id| Finding::new(file, *id, "give this scale its words")));
    }
    found
}

/// Fields that a form asks first or last, on their own.
const UNDER_NO_HEADING: [PartField; 8] = [
    PartField::Name,
    PartField::Role,
    PartField::Manner,
    PartField::Colour,
    PartField::Shape,
    PartField::Emoji,
    PartField::Hidden,
    PartField::UrgeToHarm,
];

/// A field of a part that is not asked first or last stands under exactly one heading, and what a part carries is asked with
/// care (rules U1, U2).
pub(super) fn every_field_has_its_place(folder: &Folder) -> Vec<Finding> {
    let mut found = Vec::new();
    for Filed { file, value: list } in &folder.part_fields {
        for field in PartField::ALL {
            let headings = list.themes.iter().filter(|theme| theme.holds.contains(&field)).count();
            if headings != usize::from(!UNDER_NO_HEADING.contains(&field)) {
                found.push(Finding::new(
                    file,
                    field.as_str(),
                    "put it under exactly one heading, or under none",
                ));
            }
        }
        let carries = |field| matches!(field, &PartField::Burdens | &PartField::LegacyBurdens);
        for theme in list.themes.iter().filter(|theme| theme.holds.iter().any(carries)) {
            if !theme.careful || theme.note.is_none() {
                found.push(Finding::new(
                    file,
                    &theme.id,
                    "make it careful, and say that it is not the burden (U2)",
                ));
            }
        }
        if list.young_rule != "U1" {
            found.push(Finding::new(file, "young_rule", "name the rule it serves: \"U1\""));
        }
    }
    found
}

/// Every kind of bond that the map draws has its words, and no other has: kinds of one's own are the person's.
pub(super) fn every_bond_has_its_words(folder: &Folder) -> Vec<Finding> {
    const KINDS: [&str; 5] = ["protects", "conflict", "allied", "cares-for", "fears"];
    let whole = |list: &Filed<BondList>| list.value.bonds.iter().map(|bond| bond.id.as_str()).eq(KINDS);
    let broken = folder.bonds.iter().filter(|list| !whole(list));
    broken
        .map(|list| Finding::new(&list.file, "bonds", format!("name exactly these: {}", KINDS.join(", "))))
        .collect()
}
