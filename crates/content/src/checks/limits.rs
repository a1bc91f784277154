//! Checks on limits: within their bounds, and all that a practice may set of the safety rules.

use toml::Table;

use super::Finding;
use super::wording::RULE_FILES;
use crate::folder::{Filed, Folder};
use crate::library::embedded;

/// A limit lies within its bounds, and a practice sets only limits that exist, within theirs.
pub(super) fn limits_are_within_bounds(folder: &Folder) -> Vec<Finding> {
    let mut found = Vec::new();
    for Filed { file, value: rules } in &folder.rules {
        for one in rules.thresholds.iter().filter(|one| !(one.least..=one.most).contains(&one.default)) {
            let message = format!("{} is not from {} to {}", one.default, one.least, one.most);
            found.push(Finding::new(file, format!("threshold {}", one.id), message));
        }
        for Filed { file, value: own } in &folder.own_limits {
            for limit in &own.limits {
                let place = format!("limit {}", limit.id);
                match rules.thresholds.iter().find(|one| one.id == limit.id) {
                    None => found.push(Finding::new(file, place, "there is no such threshold in the rules")),
                    Some(one) if (one.least..=one.most).contains(&limit.value) => {}
                    Some(one) => {
                        let message = format!("{} is not from {} to {}", limit.value, one.least, one.most);
                        found.push(Finding::new(file, place, message));
                    }
                }
            }
        }
    }
    found
}

/// The rules and the questions are those that are built in: a practice sets limits, in a file of its own, and nothing else.
pub(super) fn rules_are_not_rewritten(folder: &Folder) -> Vec<Finding> {
    let built_in = |file: &str| embedded().find(|(path, _)| *path == file)?.1.parse::<Table>().ok();
    let ours = folder.tables.iter().filter(|filed| RULE_FILES.contains(&filed.file.as_str()));
    let changed = ours.filter(|filed| built_in(&filed.file).as_ref() != Some(&filed.value));
    let message = "this file cannot be replaced; take it out, and set limits in safety/limits.toml";
    changed.map(|filed| Finding::new(&filed.file, "the whole file", message)).collect()
}
