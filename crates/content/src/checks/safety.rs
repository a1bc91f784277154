//! Checks on the stop test, the end check and strong triggers: rules U4 and K3, and that danger leads to help.

use super::Finding;
use crate::folder::{Filed, Folder};
use crate::kinds::safety::Destination;

/// The signs that rule U4 names. An urge to harm is two signs: oneself, and somebody else.
const U4_SIGNS: [&str; 5] = ["dizzy", "numb", "flooded", "harm-self", "harm-somebody"];

/// The distress, of 10, from which rule U4 stops.
const U4_DISTRESS: u8 = 8;

/// An answer that hints at danger leads to help, and an urge to harm always counts as danger.
pub(super) fn danger_leads_to_help(folder: &Folder) -> Vec<Finding> {
    let mut found = Vec::new();
    for Filed { file, value: test } in &folder.stop_tests {
        for sign in &test.signs {
            let place = format!("sign {}", sign.id);
            if sign.danger && sign.leads_to != Destination::Help {
                found.push(Finding::new(file, &place, "it hints at danger; lead to help"));
            }
            if sign.id.starts_with("harm") && !sign.danger {
                found.push(Finding::new(file, &place, "an urge to harm is danger; say so"));
            }
        }
    }
    found
}

/// The stop test has every sign of rule U4, stops at a distress of 8, and grounding leads on to help.
pub(super) fn the_stop_test_is_whole(folder: &Folder) -> Vec<Finding> {
    let mut found = Vec::new();
    for Filed { file, value: test } in &folder.stop_tests {
        for id in U4_SIGNS.iter().filter(|id| !test.signs.iter().any(|sign| sign.id == **id)) {
            found.push(Finding::new(file, "signs", format!("add the sign \"{id}\" (U4)")));
        }
        if test.distress.stop_at > U4_DISTRESS {
            found.push(Finding::new(file, "distress", "stop at 8 or earlier (U4)"));
        }
        if test.to_grounding.grounding.is_empty() || test.to_grounding.then != Some(Destination::Help) {
            found.push(Finding::new(file, "to_grounding", "offer grounding, then help (U4)"));
        }
    }
    found
}

/// After grounding, a distress of 8 or more shows help.
pub(super) fn the_end_check_leads_to_help(folder: &Folder) -> Vec<Finding> {
    let late = folder.end_check.iter().filter(|check| check.value.help_at > U4_DISTRESS);
    late.map(|check| Finding::new(&check.file, "help_at", "show help at 8 or earlier")).collect()
}

/// After a trigger of 8 or more grounding is offered, and more is said the second time in a row (rule K3).
pub(super) fn a_strong_trigger_offers_grounding(folder: &Folder) -> Vec<Finding> {
    let mut found = Vec::new();
    for Filed { file, value: strong } in &folder.strong_trigger {
        if strong.at > U4_DISTRESS {
            found.push(Finding::new(file, "at", "offer grounding at 8 or earlier (K3)"));
        }
        if !(1..=2).contains(&strong.times) {
            found.push(Finding::new(file, "times", "say more at the second in a row or earlier (K3)"));
        }
    }
    found
}
