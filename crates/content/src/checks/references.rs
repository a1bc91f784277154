//! Checks on pointers: whatever a file names exists.

use super::Finding;
use crate::folder::{Filed, Folder};
use crate::kinds::guide::{Guide, Screen};
use crate::kinds::input::{BreathInput, Input};

/// A breath of a guide or a grounding exercise names a pattern that exists, and no more minutes than the pattern allows.
pub(super) fn breath_patterns_exist(folder: &Folder) -> Vec<Finding> {
    let mut found = Vec::new();
    for (file, place, breath) in breaths(folder) {
        if !folder.has("breath", &breath.pattern) {
            found.push(Finding::new(
                file,
                &place,
                format!("there is no breath pattern \"{}\"", breath.pattern),
            ));
        }
        let pattern = folder.breath.iter().find(|pattern| pattern.value.id == breath.pattern);
        if pattern.is_some_and(|pattern| breath.minutes > pattern.value.minutes_most) {
            found.push(Finding::new(file, &place, "these are more minutes than the pattern allows"));
        }
    }
    found
}

/// Every breath that a guide or a grounding exercise leads: its file, its place there, and what is breathed.
pub(super) fn breaths(folder: &Folder) -> Vec<(&str, String, &BreathInput)> {
    let of_guides = screens(folder).filter_map(|(file, screen)| match &screen.input {
        Input::Breath(breath) => Some((file, format!("screen {}", screen.id), breath)),
        _ => None,
    });
    let of_grounding = folder.grounding.iter().filter_map(|Filed { file, value }| {
        value.breath.as_ref().map(|breath| (file.as_str(), "breath".to_owned(), breath))
    });
    of_guides.chain(of_grounding).collect()
}

/// A grounding exercise that is offered somewhere exists.
pub(super) fn grounding_exists(folder: &Folder) -> Vec<Finding> {
    let mut named: Vec<(&str, String, &str)> = Vec::new();
    for Filed { file, value: guide } in &folder.guides {
        for gate in &guide.gates {
            named.extend(
                gate.grounding.iter().map(|id| (file.as_str(), format!("gate {}", gate.id), id.as_str())),
            );
        }
    }
    for Filed { file, value: test } in &folder.stop_tests {
        let both = [&test.to_grounding, &test.to_help];
        let ids = both.iter().flat_map(|landing| &landing.grounding);
        named.extend(ids.map(|id| (file.as_str(), "grounding".to_owned(), id.as_str())));
    }
    for Filed { file, value: urge } in &folder.urges_to_harm {
        named.extend(urge.grounding.iter().map(|id| (file.as_str(), "grounding".to_owned(), id.as_str())));
    }
    let missing = named.into_iter().filter(|(_, _, id)| !folder.has("grounding", id));
    missing
        .map(|(file, place, id)| Finding::new(file, place, format!("there is no grounding \"{id}\"")))
        .collect()
}

/// A gate that an answer opens is written in the same guide or among the usual ones, and every gate of a guide is opened
/// by something.
pub(super) fn gates_exist(folder: &Folder) -> Vec<Finding> {
    let mut found = Vec::new();
    for Filed { file, value: guide } in &folder.guides {
        let named: Vec<(String, &str)> = guide.named_gates().collect();
        for (place, id) in named.iter().filter(|(_, id)| guide.gate(id).is_none()) {
            found.push(Finding::new(file, place, format!("there is no gate \"{id}\"")));
        }
        for gate in guide.gates.iter().filter(|gate| !named.iter().any(|(_, id)| *id == gate.id)) {
            found.push(Finding::new(file, format!("gate {}", gate.id), "nothing opens this gate"));
        }
    }
    found
}

/// A guide names the stop test, so that it is at hand on each step (rule U4).
pub(super) fn a_stop_test_is_at_hand(folder: &Folder) -> Vec<Finding> {
    let unknown = folder.guides.iter().filter(|guide| !folder.has("safety", &guide.value.stop_test));
    unknown.map(|guide| Finding::new(&guide.file, "stop_test", "name the stop test: \"stop-test\"")).collect()
}

/// The guide with which a guide meets other parts exists.
pub(super) fn guides_that_are_named_exist(folder: &Folder) -> Vec<Finding> {
    let named =
        folder.guides.iter().filter_map(|guide| Some((&guide.file, guide.value.meet_with.as_deref()?)));
    let missing = named.filter(|(_, id)| !folder.has("guides", id));
    missing.map(|(file, id)| Finding::new(file, "meet_with", format!("there is no guide \"{id}\""))).collect()
}

fn screens(folder: &Folder) -> impl Iterator<Item = (&str, &Screen)> {
    folder.guides.iter().flat_map(screens_of)
}

fn screens_of(guide: &Filed<Guide>) -> impl Iterator<Item = (&str, &Screen)> {
    guide.value.screens().map(|(_, screen)| (guide.file.as_str(), screen))
}
