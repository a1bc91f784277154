//! Checks on guides: what they must say, when they may be used, and rules U1 to U6.

use super::Finding;
use crate::folder::{Filed, Folder};
use crate::kinds::guide::{Gate, Guide, Screen, Side, WayDoes};
use crate::kinds::input::Input;
use crate::kinds::part_field::PartField;

/// A guide has steps, a step has screens, a list has something to pick, and a gate has a way on.
pub(super) fn no_guide_is_a_dead_end(folder: &Folder) -> Vec<Finding> {
    each_guide(folder, |guide, add| {
        if guide.steps.is_empty() {
            add("steps".to_owned(), "add a step");
        }
        for step in guide.steps.iter().filter(|step| step.screens.is_empty()) {
            add(format!("step {}", step.id), "add a screen");
        }
        for (_, screen) in guide.screens().filter(|(_, screen)| has_nothing_to_pick(&screen.input)) {
            add(format!("screen {}", screen.id), "add something to pick");
        }
        for gate in guide.gates.iter().filter(|gate| gate.ways.is_empty() || gate.text.is_empty()) {
            add(format!("gate {}", gate.id), "say something here, and add a way on");
        }
    })
}

fn has_nothing_to_pick(input: &Input) -> bool {
    match input {
        Input::Choice(choice) => choice.options.is_empty(),
        Input::Part(part) => part.manners.is_empty(),
        Input::Processing(processing) => processing.ways.is_empty(),
        _ => false,
    }
}

/// A guide is never for the time while the medicine works (rule U5).
pub(super) fn no_guide_is_for_during(folder: &Folder) -> Vec<Finding> {
    let guides = folder.tables.iter().filter(|table| table.file.starts_with("guides/"));
    let during = guides.filter(|table| {
        let when = table.value.get("when").and_then(toml::Value::as_array);
        when.into_iter().flatten().any(|when| when.as_str() == Some("during"))
    });
    let message = "parts work is never prompted while the medicine works (U5); take \"during\" out";
    during.map(|table| Finding::new(&table.file, "when", message)).collect()
}

/// A guide says what it is and is not, when not to begin, and who should do it only with a therapist (rule U6).
pub(super) fn guides_say_what_they_are(folder: &Folder) -> Vec<Finding> {
    each_guide(folder, |guide, add| {
        for (key, text) in [("disclaimer", &guide.disclaimer), ("not_now", &guide.not_now)] {
            if text.trim().is_empty() {
                add(key.to_owned(), "say it in a sentence or two");
            }
        }
        if guide.cautions.items.is_empty() {
            add("cautions".to_owned(), "name who should do this only with a therapist (U6)");
        }
        if guide.when.is_empty() || guide.who.is_empty() {
            add("when, who".to_owned(), "say when it fits and who may use it");
        }
    })
}

/// How one feels toward a part can be said with Self-like words and with others.
pub(super) fn feel_toward_has_both_kinds_of_words(folder: &Folder) -> Vec<Finding> {
    each_guide(folder, |guide, add| {
        for (_, screen) in guide.screens() {
            let Input::FeelToward(feel) = &screen.input else {
                continue;
            };
            let self_like = feel.words.iter().filter(|word| word.self_like).count();
            if self_like == 0 || self_like == feel.words.len() {
                add(format!("screen {}", screen.id), "add words of the other kind: Self-like or not");
            }
        }
    })
}

/// Where a part is chosen, one manner is for a young and hurt part, and its gate holds rule U1: grounding, and no
/// way further into the exercise.
pub(super) fn young_parts_are_for_the_therapist(folder: &Folder) -> Vec<Finding> {
    each_guide(folder, |guide, add| {
        for (_, screen) in guide.screens() {
            let Input::Part(part) = &screen.input else {
                continue;
            };
            let gates = part.manners.iter().filter_map(|manner| guide.gate(manner.gate.as_deref()?));
            if !gates.into_iter().any(|gate| gate.rule == "U1") {
                add(format!("screen {}", screen.id), "add a manner that opens a gate with rule U1");
            }
        }
        for gate in guide.gates.iter().filter(|gate| gate.rule == "U1") {
            let names_therapist = gate.text.iter().any(|text| text.contains("sessions with your therapist"));
            if leads_on(gate) || gate.grounding.is_empty() || !names_therapist {
                let message =
                    "point to the sessions with the therapist, offer grounding, and lead no further (U1)";
                add(format!("gate {}", gate.id), message);
            }
        }
    })
}

fn leads_on(gate: &Gate) -> bool {
    gate.ways.iter().any(|way| matches!(way.does, WayDoes::GoOn | WayDoes::MeetOther))
}

/// Where a part can say no, the only way from there is to stop (rule U3).
pub(super) fn a_refusal_ends_the_work(folder: &Folder) -> Vec<Finding> {
    each_guide(folder, |guide, add| {
        for (_, screen) in guide.screens() {
            let Input::Choice(choice) = &screen.input else {
                continue;
            };
            for option in choice.options.iter().filter(|option| option.id == "refused") {
                let gate = option.gate.as_deref().and_then(|id| guide.gate(id));
                let stops = |gate: &Gate| {
                    gate.ways.iter().all(|way| matches!(way.does, WayDoes::Stop | WayDoes::Pause))
                };
                if !gate.is_some_and(stops) {
                    add(format!("screen {}", screen.id), "a refusal opens a gate that only stops (U3)");
                }
            }
        }
    })
}

/// The fields that an answer fills suit the way it is given.
pub(super) fn answers_fit_the_part(folder: &Folder) -> Vec<Finding> {
    each_guide(folder, |guide, add| {
        for (_, screen) in guide.screens().filter(|(_, screen)| !leaves_fit(screen)) {
            add(format!("screen {}", screen.id), "this kind of input cannot fill these fields of a part");
        }
    })
}

fn leaves_fit(screen: &Screen) -> bool {
    use PartField::{Age, Body, Colour, Look, Manner, Name, Shape};
    let words = |field: &PartField| field.takes_words();
    let only = |allowed: &[PartField]| screen.leaves.iter().all(|field| allowed.contains(field));
    match &screen.input {
        Input::Part(_) => only(&[Name, Manner]),
        Input::Picture(_) => only(&[Look, Colour, Shape, Age]),
        Input::Body(_) => only(&[Body]),
        Input::Text(_) => screen.leaves.len() <= 1 && screen.leaves.iter().all(words),
        _ => screen.leaves.is_empty(),
    }
}

/// Where a guide hears two parts, both are asked for before a screen is about the second or says something of both;
/// only own words can say it.
pub(super) fn both_sides_are_named_first(folder: &Folder) -> Vec<Finding> {
    each_guide(folder, |guide, add| {
        let (mut one, mut other) = (false, false);
        for (_, screen) in guide.screens() {
            let asks = matches!(screen.input, Input::Part(_));
            one |= asks && screen.about == Side::One;
            other |= asks && screen.about == Side::Other;
            let place = || format!("screen {}", screen.id);
            if screen.about == Side::Other && !other {
                add(place(), "ask for the other part before a screen is about it");
            }
            if screen.bond.is_some() && !(one && other && matches!(screen.input, Input::Text(_))) {
                add(place(), "ask for both parts first, and for own words here");
            }
        }
    })
}

/// Runs a rule over each guide; the rule adds a place and what to change there.
fn each_guide(folder: &Folder, rule: impl Fn(&Guide, &mut dyn FnMut(String, &str))) -> Vec<Finding> {
    let mut found = Vec::new();
    for Filed { file, value } in &folder.guides {
        rule(value, &mut |place, message| found.push(Finding::new(file, place, message)));
    }
    found
}
