//! Checks on guides: what they must say, when they may be used, and rules U1 to U6.

use super::Finding;
use crate::folder::{Filed, Folder};
use crate::kinds::guide::{END, Gate, Guide, Screen, Side, WayDoes};
use crate::kinds::input::{ChoiceInput, Input, ScaleInput, ScaleOf};
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
        Input::Scale(scale) => scale.scales.is_empty(),
        _ => false,
    }
}

/// A branch leads forward in its own guide, or to its end, so that no guide goes round in circles: whoever wants to hear
/// another part does so in a run of its own and comes back.
pub(super) fn branches_lead_forward(folder: &Folder) -> Vec<Finding> {
    each_guide(folder, |guide, add| {
        let place = |id: &str| guide.screens().position(|(_, screen)| screen.id == id);
        for (_, screen) in guide.screens() {
            let forward = |id: &str| id == END || place(id) > place(&screen.id);
            for id in screen.named_ways().filter(|id| !forward(id)) {
                let message = if place(id).is_some() {
                    format!("\"{id}\" stands before this screen; lead forward, or to \"end\"")
                } else {
                    format!("there is no screen \"{id}\"")
                };
                add(format!("screen {}", screen.id), &message);
            }
        }
    })
}

/// Every screen can be reached: by the one before it, or by a branch.
pub(super) fn every_screen_can_be_reached(folder: &Folder) -> Vec<Finding> {
    each_guide(folder, |guide, add| {
        let screens: Vec<&Screen> = guide.screens().map(|(_, screen)| screen).collect();
        let mut reached: Vec<&str> = screens.first().map(|first| first.id.as_str()).into_iter().collect();
        for (screen, next) in screens.iter().zip(screens.iter().skip(1).map(Some).chain([None])) {
            if !reached.contains(&screen.id.as_str()) {
                add(
                    format!("screen {}", screen.id),
                    "nothing leads here; name it in a \"then\", or take it out",
                );
            }
            reached.extend(screen.named_ways());
            reached.extend(next.filter(|_| goes_on_to_next(screen)).map(|next| next.id.as_str()));
        }
    })
}

/// Whether the screen that is written next can come next. A screen may be passed without an answer, so options alone do
/// not keep anybody from it.
fn goes_on_to_next(screen: &Screen) -> bool {
    screen.then.is_none()
}

/// A screen is called like no address of the program, and like no end.
pub(super) fn screens_have_names_of_their_own(folder: &Folder) -> Vec<Finding> {
    each_guide(folder, |guide, add| {
        for (_, screen) in guide.screens().filter(|(_, screen)| TAKEN.contains(&screen.id.as_str())) {
            add(
                format!("screen {}", screen.id),
                "this name means something else in an address; choose another",
            );
        }
    })
}

/// What stands behind a run in an address, and the word for the end of a guide.
const TAKEN: [&str; 8] =
    [END, "go", "another-part", "too-much", "take-away", "finish", "erase", "recordings"];

/// Where the distress of this moment is asked, a level of 8 or less opens a gate that leads back to the room, to help, and
/// no further (rule U4). Levels are on scales that there are, and suit what they are about.
pub(super) fn levels_are_asked_safely(folder: &Folder) -> Vec<Finding> {
    each_guide(folder, |guide, add| {
        for (_, screen) in guide.screens() {
            let Input::Scale(scale) = &screen.input else { continue };
            let place = || format!("screen {}", screen.id);
            if !scale.scales.iter().all(|id| suits(folder, scale.of, id)) {
                add(place(), "name scales of words/scales.toml that suit what is rated");
            }
            if scale.at.is_some() != scale.gate.is_some() {
                add(place(), "\"at\" and \"gate\" go together");
            }
            if scale.scales.iter().any(|id| id == DISTRESS) && !stops_at_8(guide, scale) {
                add(
                    place(),
                    "at a distress of 8 or less, open a gate with rule U4, grounding, and a way to help",
                );
            }
        }
    })
}

/// The scale of subjective units of distress.
const DISTRESS: &str = "distress";

fn suits(folder: &Folder, of: ScaleOf, id: &str) -> bool {
    let known = folder.scales.iter().flat_map(|list| &list.value.scales).any(|scale| scale.id == id);
    match of {
        ScaleOf::Part => known && ["guard", "trust", "closeness", "blended"].contains(&id),
        ScaleOf::Inner => id == ScaleInput::EIGHT_CS || (known && id == "self-energy"),
        ScaleOf::Now => known && id == DISTRESS,
    }
}

fn stops_at_8(guide: &Guide, scale: &ScaleInput) -> bool {
    let gate = scale.gate.as_deref().and_then(|id| guide.gate(id));
    let safe = |gate: &Gate| {
        let helps = gate.ways.iter().any(|way| way.does == WayDoes::Help);
        gate.rule == "U4" && helps && !gate.grounding.is_empty() && !leads_on(gate)
    };
    scale.at.is_some_and(|at| at <= 8) && gate.is_some_and(safe)
}

/// What is done with young and hurt parts is only recorded, and only while a therapist is present (rule U1); every other
/// guide can be used alone.
pub(super) fn records_need_a_therapist(folder: &Folder) -> Vec<Finding> {
    each_guide(folder, |guide, add| {
        if guide.record_only && !guide.needs_therapist() {
            add("who".to_owned(), "pages that record healing steps are for \"with-therapist\" alone (U1)");
        }
        let mut others = folder.guides.iter().map(|other| &other.value);
        let for_the_room =
            others.any(|other| Some(&other.id) == guide.meet_with.as_ref() && other.needs_therapist());
        if for_the_room && !guide.needs_therapist() {
            add(
                "meet_with".to_owned(),
                "that guide opens with a therapist's code alone; meet with another (U1)",
            );
        }
    })
}

/// Seconds that a quiet time may last.
const WAIT: std::ops::RangeInclusive<u32> = 5..=600;

/// A quiet time lasts between five seconds and ten minutes.
pub(super) fn waits_are_short(folder: &Folder) -> Vec<Finding> {
    each_guide(folder, |guide, add| {
        for (_, screen) in guide.screens() {
            if matches!(&screen.input, Input::Wait(wait) if !WAIT.contains(&wait.seconds)) {
                add(format!("screen {}", screen.id), "stay between 5 and 600 seconds");
            }
        }
    })
}

/// An agreement is made of own words, and what is agreed is asked.
pub(super) fn agreements_are_whole(folder: &Folder) -> Vec<Finding> {
    use crate::kinds::guide::AgreementField::What;
    each_guide(folder, |guide, add| {
        let screens =
            || guide.screens().map(|(_, screen)| screen).filter(|screen| screen.agreement.is_some());
        for screen in screens().filter(|screen| !matches!(screen.input, Input::Text(_) | Input::Spoken(_))) {
            add(format!("screen {}", screen.id), "only own words can be agreed; ask for text here");
        }
        if screens().next().is_some() && !screens().any(|screen| screen.agreement == Some(What)) {
            add("agreement".to_owned(), "ask what is agreed: agreement = \"what\"");
        }
    })
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
        for (_, screen) in guide.screens().filter(|(_, screen)| !leaves_fit(folder, screen)) {
            add(format!("screen {}", screen.id), "this kind of input cannot fill these fields of a part");
        }
    })
}

fn leaves_fit(folder: &Folder, screen: &Screen) -> bool {
    use PartField::{Age, Blend, Body, Colour, Look, Manner, Name, Permission, Shape};
    let words = |field: &PartField| field.takes_words();
    let only = |allowed: &[PartField]| screen.leaves.iter().all(|field| allowed.contains(field));
    match &screen.input {
        Input::Part(_) => only(&[Name, Manner]),
        Input::Picture(_) => only(&[Look, Colour, Shape, Age]),
        Input::Body(_) => only(&[Body]),
        Input::Text(_) | Input::Spoken(_) => screen.leaves.len() <= 1 && screen.leaves.iter().all(words),
        Input::Choice(choice) => match screen.leaves.as_slice() {
            [] => true,
            [Permission] => picks_from(folder, "permissions", choice),
            [Blend] => picks_from(folder, "blends", choice),
            _ => false,
        },
        _ => screen.leaves.is_empty(),
    }
}

/// Whether one option can be picked, and each is a word of a list, or says that it cannot be told.
fn picks_from(folder: &Folder, list: &str, choice: &ChoiceInput) -> bool {
    let lists = || folder.word_lists.iter().filter(|words| words.value.id == list);
    let known = |id: &str| lists().any(|list| list.value.words.iter().any(|word| word.id == id));
    !choice.many && choice.options.iter().all(|option| option.id == UNSURE || known(&option.id))
}

/// An option for whoever cannot tell.
const UNSURE: &str = "unsure";

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
