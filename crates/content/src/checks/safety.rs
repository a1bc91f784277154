//! Checks on the stop test, the end check, strong triggers and what stands where there is an urge to harm: rules U4, K2,
//! K3 and K4.

use super::Finding;
use crate::folder::{Filed, Folder};
use crate::kinds::safety::{Destination, UrgeToHarm};

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

/// Where there is an urge to harm, help comes first (rules S1, K2, K4), and no word about parts softens it.
pub(super) fn an_urge_to_harm_brings_help(folder: &Folder) -> Vec<Finding> {
    let mut found = Vec::new();
    for Filed { file, value: urge } in &folder.urges_to_harm {
        for rule in ["S1", "K2", "K4"].iter().filter(|rule| !urge.rules.iter().any(|named| named == *rule)) {
            found.push(Finding::new(file, "rules", format!("name the rule {rule}, and serve it")));
        }
        if urge.danger.leads_to != Destination::Help {
            found.push(Finding::new(file, "danger", "lead to help (K2)"));
        }
        if urge.grounding.is_empty() {
            found.push(Finding::new(file, "grounding", "offer a grounding exercise"));
        }
        for (place, text) in said(urge).into_iter().filter(|(_, text)| speaks_of_parts(text)) {
            found.push(Finding::new(file, place, format!("say it without parts: {text}")));
        }
    }
    found
}

fn said(urge: &UrgeToHarm) -> [(&'static str, &str); 8] {
    [
        ("title", &urge.title),
        ("text", &urge.text),
        ("danger", &urge.danger.text),
        ("danger", &urge.danger.button),
        ("person", &urge.person.title),
        ("person", &urge.person.text),
        ("ground", &urge.ground.text),
        ("ground", &urge.ground.button),
    ]
}

pub(super) fn speaks_of_parts(text: &str) -> bool {
    let text = text.to_lowercase();
    let mut words = text.split(|letter: char| !letter.is_alphabetic());
    words.any(|word| matches!(word, "part" | "parts" | "protector" | "firefighter" | "manager" | "exile"))
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
