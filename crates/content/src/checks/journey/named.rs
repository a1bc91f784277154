//! What the journey names exists: guides, pages, sources, rules, notes, measures, people.

use std::collections::BTreeSet;

use toml::{Table, Value};

use crate::checks::Finding;
use crate::folder::{Filed, Folder};
use crate::kinds::guide::When;

/// Pages of the program that have no id in their address. A test in `web` opens each that the shipped files name.
const PAGES: [&str; 10] = [
    "/breathe",
    "/check-in",
    "/decisions",
    "/grounding",
    "/help-now",
    "/journal",
    "/parts",
    "/plan",
    "/plan/card",
    "/triggers",
];

/// Pages that show one thing of a folder: how their address begins, and the folder.
const SHOWN: [(&str, &str); 4] = [
    ("/exercises/about/", "guides"),
    ("/learn/", "learn"),
    ("/breathe/", "breath"),
    ("/grounding/", "grounding"),
];

/// The number of the last safety rule.
const LAST_RULE: u8 = 52;

/// Whom a programme may name, in the order in which they are asked for.
const PEOPLE: [&str; 7] = ["prescriber", "practice", "emergency", "sitter", "therapist", "coach", "friend"];

/// What can be ticked is kept by its id alone, so no two lists of the journey share one; groups, windows and what is in
/// one of them have an id of their own there.
pub(in crate::checks) fn things_to_tick_have_names_of_their_own(folder: &Folder) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut ticked = BTreeSet::new();
    let prepared = folder
        .preparations
        .iter()
        .flat_map(|filed| filed.value.items().map(|item| (filed.file.as_str(), item.id.as_str())));
    let sat = folder.sitters.iter().flat_map(|filed| {
        let sitter = &filed.value;
        let lists = [&sitter.agreement.points, &sitter.recovery.items, &sitter.office.items];
        lists.into_iter().flatten().map(|point| (filed.file.as_str(), point.id.as_str()))
    });
    for (file, id) in prepared.chain(sat) {
        if !ticked.insert(id) {
            found.push(Finding::new(file, id, "this id is ticked elsewhere too; rename one of them"));
        }
    }
    for Filed { file, value: table } in journey(folder) {
        twice_in_a_list(file, table, &mut found);
    }
    found
}

/// Looks through every list of a table, however deep, for ids that stand in it twice.
fn twice_in_a_list(file: &str, table: &Table, found: &mut Vec<Finding>) {
    for (key, value) in table {
        match value {
            Value::Table(inner) => twice_in_a_list(file, inner, found),
            Value::Array(items) => {
                let mut seen = BTreeSet::new();
                for item in items.iter().filter_map(Value::as_table) {
                    let id = item.get("id").and_then(Value::as_str);
                    if let Some(id) = id.filter(|id| !seen.insert(*id)) {
                        found.push(Finding::new(
                            file,
                            key,
                            format!("\"{id}\" is used twice; rename one of them"),
                        ));
                    }
                    twice_in_a_list(file, item, found);
                }
            }
            _ => {}
        }
    }
}

/// Links, guides, measures, notes, rules and numbers of sources in the journey lead to something, and every source is
/// used.
pub(in crate::checks) fn the_journey_names_what_exists(folder: &Folder) -> Vec<Finding> {
    let mut found = Vec::new();
    for Filed { file, value: list } in &folder.preparations {
        let links = list.items().filter_map(|item| Some((item, &item.link.as_ref()?.at)));
        for (item, at) in links.filter(|(_, at)| !is_a_page(folder, at)) {
            found.push(Finding::new(file, format!("item {}", item.id), format!("there is no page \"{at}\"")));
        }
    }
    for Filed { file, value: after } in &folder.afters {
        for window in &after.windows {
            let place = format!("window {}", window.id);
            let guides = window.guides.iter().filter(|id| !is_for_after(folder, id));
            found.extend(guides.map(|id| {
                Finding::new(file, &place, format!("there is no guide \"{id}\" for after a session"))
            }));
            for id in window.shows.iter().filter(|id| !after.notes.iter().any(|note| note.id == **id)) {
                found.push(Finding::new(file, &place, format!("there is no note \"{id}\" in this file")));
            }
            let has = |id: &str| after.measures.iter().any(|measure| measure.id == id);
            for id in window.measures.iter().filter(|id| !has(id)) {
                found.push(Finding::new(file, &place, format!("there is no measure \"{id}\" in this file")));
            }
        }
    }
    for Filed { file, value: table } in journey(folder) {
        let mut used = BTreeSet::new();
        numbers_and_rules(file, table, &mut used, &mut found);
        let sources = table.get("sources").and_then(Value::as_array).map_or(0, Vec::len);
        let listed: BTreeSet<i64> = (1..).take(sources).collect();
        let differ = used.symmetric_difference(&listed);
        found.extend(differ.map(|number| {
            Finding::new(file, format!("source {number}"), "name a source that is listed, and each that is")
        }));
    }
    found
}

/// Collects the numbers of sources that are named below the file's own list, and finds rules that are none.
fn numbers_and_rules(file: &str, table: &Table, used: &mut BTreeSet<i64>, found: &mut Vec<Finding>) {
    for (key, value) in table {
        if key.ends_with("sources") {
            used.extend(value.as_array().into_iter().flatten().filter_map(Value::as_integer));
        }
        let rules = match key.as_str() {
            "rules" => value.as_array().map(Vec::as_slice).unwrap_or_default(),
            "rule" => std::slice::from_ref(value),
            _ => &[],
        };
        let unknown = rules.iter().filter_map(Value::as_str).filter(|rule| !is_a_rule(rule));
        found.extend(
            unknown.map(|rule| Finding::new(file, key, format!("there is no safety rule \"{rule}\""))),
        );
        let inside = match value {
            Value::Array(items) => items.as_slice(),
            one => std::slice::from_ref(one),
        };
        for inner in inside.iter().filter_map(Value::as_table) {
            numbers_and_rules(file, inner, used, found);
        }
    }
}

fn is_a_rule(rule: &str) -> bool {
    let number = rule.strip_prefix('R').filter(|digits| digits.len() == 2);
    number.and_then(|digits| digits.parse().ok()).is_some_and(|number| (1..=LAST_RULE).contains(&number))
}

fn is_a_page(folder: &Folder, at: &str) -> bool {
    let shows = |&(begins, dir): &(&str, &str)| at.strip_prefix(begins).is_some_and(|id| folder.has(dir, id));
    PAGES.contains(&at) || SHOWN.iter().any(shows)
}

/// Whether there is a guide for the time after a session. One that cannot be read has a fault of its own.
fn is_for_after(folder: &Folder, id: &str) -> bool {
    let mut read = folder.guides.iter().filter(|guide| guide.value.id == id).peekable();
    folder.has("guides", id)
        && (read.peek().is_none() || read.any(|guide| guide.value.when.contains(&When::After)))
}

/// A programme can name exactly the people that the program knows.
pub(in crate::checks) fn people_of_a_programme_are_known(folder: &Folder) -> Vec<Finding> {
    let whole = |words: &[_]| words.iter().map(|person: &crate::PersonWords| person.id.as_str()).eq(PEOPLE);
    let broken = folder.people.iter().filter(|filed| !whole(&filed.value.people));
    broken
        .map(|filed| {
            Finding::new(&filed.file, "person", format!("name exactly these: {}", PEOPLE.join(", ")))
        })
        .collect()
}

/// The files of the journey, as they stand there.
pub(super) fn journey(folder: &Folder) -> impl Iterator<Item = &Filed<Table>> {
    folder.tables.iter().filter(|table| table.file.starts_with("journey/"))
}
