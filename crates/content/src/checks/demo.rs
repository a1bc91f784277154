//! Checks on the invented person's notebook: it could have been written with this program.

use super::ids::pickable;
use super::{Finding, demo_journey};
use crate::folder::{Filed, Folder};
use crate::kinds::demo::{Demo, DemoAnswer, DemoRun, Moment};
use crate::kinds::guide::Guide;
use crate::kinds::input::Input;
use crate::kinds::part_field::PartField;

/// The parts, runs, guides and roles that the demo names exist, and every part has a name.
pub(super) fn the_demo_points_to_what_exists(folder: &Folder) -> Vec<Finding> {
    each_demo(folder, |demo, add| {
        for part in &demo.parts {
            if !has_word(folder, "roles", &part.role) || !part.fields.contains_key(&PartField::Name) {
                add(format!("part {}", part.id), "give it a name, and a role of words/roles.toml");
            }
        }
        for entry in &demo.entries {
            let known_parts = entry.parts.iter().all(|id| has_part(demo, id));
            let known_run = entry.run.iter().all(|id| demo.runs.iter().any(|run| run.id == *id));
            if !known_parts || !known_run {
                add(format!("entry {}", entry.id), "it names a part or a run that is not in this file");
            }
        }
        for run in &demo.runs {
            if !run.part.iter().all(|id| has_part(demo, id)) || guide_of(folder, run).is_none() {
                add(format!("run {}", run.id), "its part or its guide does not exist");
            }
        }
        for breathing in &demo.breathings {
            let known = folder.breath.iter().map(|pattern| &pattern.value);
            // The invented person was asked no questions, so they breathe what is behind none (B2).
            if !known.into_iter().any(|it| it.id == breathing.pattern && it.gate.is_none()) {
                add("breathing".to_owned(), "name a breath pattern that stands behind no questions");
            }
        }
        for step in demo.plan.iter().flat_map(|plan| &plan.steps) {
            let steps = folder.plans.iter().flat_map(|plan| &plan.value.steps);
            if !steps.into_iter().any(|known| known.id == step.id) {
                add(format!("plan, {}", step.id), "safety/plan.toml has no such step");
            }
        }
    })
}

/// What the demo says of parts names parts that are in it, with levels from 0 to 10.
pub(super) fn the_demo_ties_what_exists(folder: &Folder) -> Vec<Finding> {
    each_demo(folder, |demo, add| {
        for (place, parts) in named_parts(demo) {
            if !parts.iter().all(|id| has_part(demo, id)) {
                add(place, "it names a part that is not in this file");
            }
        }
        let readings = demo.readings.iter().flat_map(|reading| reading.levels.values());
        let times = demo.triggers.iter().flat_map(|trigger| trigger.times.iter().map(|time| &time.strength));
        let seats = demo.decisions.iter().flat_map(|decision| &decision.seats);
        let voices = seats.flat_map(|seat| seat.voices.iter().filter_map(|voice| voice.strength.as_ref()));
        let breaths = demo.breathings.iter().flat_map(|it| it.before.iter().chain(&it.after));
        let rated = demo.runs.iter().flat_map(|run| run.answers.values()).filter_map(|answer| match answer {
            DemoAnswer::Levels(levels) => Some(levels.values()),
            _ => None,
        });
        let all = readings.chain(times).chain(voices).chain(breaths).chain(rated.flatten());
        if all.into_iter().any(|&level| level > HIGHEST) {
            add("levels".to_owned(), "a level is 0 to 10");
        }
    })
}

/// The highest level of anything that is rated.
const HIGHEST: u8 = 10;

/// Where parts are named, and which.
fn named_parts(demo: &Demo) -> Vec<(String, Vec<&String>)> {
    let changes = demo.changes.iter().map(|change| ("change".to_owned(), vec![&change.part]));
    let bonds = demo.bonds.iter().map(|bond| ("bond".to_owned(), vec![&bond.from, &bond.to]));
    let readings = demo.readings.iter().map(|reading| ("reading".to_owned(), reading.about.iter().collect()));
    let agreements =
        demo.agreements.iter().map(|it| (format!("agreement, {}", it.what), it.parts.iter().collect()));
    let decisions = demo.decisions.iter().map(|decision| {
        (format!("decision, {}", decision.question), decision.seats.iter().map(|seat| &seat.part).collect())
    });
    let triggers = demo.triggers.iter().map(|trigger| {
        let came = trigger.times.iter().flat_map(|time| &time.came);
        (format!("trigger, {}", trigger.name), trigger.parts.iter().chain(came).collect())
    });
    let runs = demo.runs.iter().flat_map(|run| {
        run.answers.iter().filter_map(|(screen, answer)| match answer {
            DemoAnswer::Parts(parts) => Some((format!("run {}, {screen}", run.id), parts.iter().collect())),
            _ => None,
        })
    });
    changes
        .chain(demo_journey::named_parts(demo))
        .chain(runs)
        .chain(bonds)
        .chain(readings)
        .chain(agreements)
        .chain(decisions)
        .chain(triggers)
        .collect()
}

/// A run of the demo stands at a screen or is finished, and its answers are of the kinds of their screens.
pub(super) fn demo_answers_fit_their_screens(folder: &Folder) -> Vec<Finding> {
    each_demo(folder, |demo, add| {
        for run in &demo.runs {
            let Some(guide) = guide_of(folder, run) else {
                continue;
            };
            let place = format!("run {}", run.id);
            let at_screen = run.at.as_deref().is_some_and(|id| guide.screen(id).is_some());
            if at_screen == run.finished.is_some() {
                add(place.clone(), "it is finished, or stands at a screen of its guide: one of the two");
            }
            for (id, answer) in &run.answers {
                let screen = guide.screen(id).map(|(_, _, screen)| screen);
                if !screen.is_some_and(|screen| answers(folder, &screen.input, answer)) {
                    add(
                        format!("{place}, {id}"),
                        "there is no such screen, or it takes another kind of answer",
                    );
                }
            }
        }
    })
}

/// A questionnaire that the demo answers exists, with an option for each of its numbers.
pub(super) fn demo_numbers_fit_their_items(folder: &Folder) -> Vec<Finding> {
    each_demo(folder, |demo, add| {
        for one in &demo.answered {
            let file = format!("measures/{}.json", one.measure);
            let form = folder.forms.iter().find(|form| form.file == file);
            if form.is_none_or(|form| one.given(&form.value).is_none()) {
                add(
                    format!("answered {}", one.measure),
                    "there is no such questionnaire, or no such number to an item",
                );
            }
        }
    })
}

/// Every time of the demo is written as HH:MM.
pub(super) fn demo_times_are_times(folder: &Folder) -> Vec<Finding> {
    each_demo(folder, |demo, add| {
        let parts = demo.parts.iter().map(|part| (&part.id, &part.found));
        let entries = demo.entries.iter().map(|entry| (&entry.id, &entry.written));
        let begun = demo.runs.iter().map(|run| (&run.id, &run.begun));
        let finished = demo.runs.iter().filter_map(|run| Some((&run.id, run.finished.as_ref()?)));
        let kept = moments_of_parts(demo);
        let kept = kept.iter().map(|(id, moment)| (id, *moment));
        for (id, moment) in parts.chain(entries).chain(begun).chain(finished).chain(kept) {
            if !is_time(moment) {
                add(id.clone(), "write the time as HH:MM");
            }
        }
    })
}

/// Every moment of what is kept about parts, with where it stands.
fn moments_of_parts(demo: &Demo) -> Vec<(String, &Moment)> {
    let mut moments: Vec<(&str, &Moment)> = Vec::new();
    moments.extend(demo.changes.iter().map(|change| ("change", &change.when)));
    moments.extend(demo.bonds.iter().map(|bond| ("bond", &bond.found)));
    moments.extend(demo.readings.iter().map(|reading| ("reading", &reading.when)));
    moments.extend(demo.marks.iter().map(|mark| ("mark", &mark.when)));
    moments.extend(demo.breathings.iter().map(|breathing| ("breathing", &breathing.when)));
    moments.extend(demo.answered.iter().map(|one| ("answered", &one.when)));
    moments.extend(demo.plan.iter().map(|plan| ("plan", &plan.looked)));
    moments.extend(demo_journey::moments(demo).into_iter().map(|moment| ("programme", moment)));
    for agreement in &demo.agreements {
        moments.push(("agreement", &agreement.made));
        moments.extend(agreement.looks.iter().map(|look| ("agreement", &look.when)));
    }
    moments.extend(demo.decisions.iter().flat_map(|it| [("decision", &it.asked), ("decision", &it.decided)]));
    for trigger in &demo.triggers {
        moments.push(("trigger", &trigger.found));
        moments.extend(trigger.times.iter().map(|time| ("trigger", &time.when)));
    }
    moments.into_iter().map(|(place, moment)| (place.to_owned(), moment)).collect()
}

fn is_time(moment: &Moment) -> bool {
    let two = |text: &str| (text.len() == 2).then(|| text.parse::<u32>().ok()).flatten();
    let parts = moment.time.split_once(':').and_then(|(hour, minute)| Some((two(hour)?, two(minute)?)));
    parts.is_some_and(|(hour, minute)| hour < 24 && minute < 60)
}

fn has_part(demo: &Demo, id: &str) -> bool {
    demo.parts.iter().any(|part| part.id == id)
}

fn guide_of<'a>(folder: &'a Folder, run: &DemoRun) -> Option<&'a Guide> {
    let guides = folder.guides.iter().map(|guide| &guide.value);
    guides.into_iter().find(|guide| guide.id == run.guide && guide.version == run.version)
}

fn has_word(folder: &Folder, list: &str, id: &str) -> bool {
    let mut lists = folder.word_lists.iter().filter(|words| words.value.id == list);
    lists.any(|words| words.value.words.iter().any(|word| word.id == id))
}

/// Whether an answer is of the kind that a screen takes, and names only what can be picked there.
fn answers(folder: &Folder, input: &Input, answer: &DemoAnswer) -> bool {
    let can_be_picked = |id: &String| pickable(input).contains(&id.as_str());
    match (input, answer) {
        (Input::Text(_) | Input::Spoken(_) | Input::Drawing(_), DemoAnswer::Text(_))
        | (Input::OwnQuestions(_), DemoAnswer::Questions(_))
        | (Input::Parts(_), DemoAnswer::Parts(_)) => true,
        (Input::Scale(input), DemoAnswer::Levels(levels)) => levels.keys().all(|id| {
            input.scales.contains(id)
                || input.scales.iter().any(|scale| scale == "eight-cs") && has_word(folder, "eight-cs", id)
        }),
        (Input::Picture(_), DemoAnswer::Picture { colour, shape, .. }) => {
            let mut colours = folder.colours.iter().flat_map(|list| &list.value.colours);
            colours.any(|known| known.id == *colour) && has_word(folder, "shapes", shape)
        }
        (Input::Body(_), DemoAnswer::Picked(ids)) => ids.iter().all(|id| has_word(folder, "body-places", id)),
        (Input::Part(_), DemoAnswer::Part { manner, .. }) => manner.iter().all(can_be_picked),
        (Input::Choice(_) | Input::FeelToward(_) | Input::Processing(_), DemoAnswer::Picked(ids)) => {
            ids.iter().all(can_be_picked)
        }
        _ => false,
    }
}

/// Runs a rule over the demo; the rule adds a place and what to change there.
pub(super) fn each_demo(folder: &Folder, rule: impl Fn(&Demo, &mut dyn FnMut(String, &str))) -> Vec<Finding> {
    let mut found = Vec::new();
    for Filed { file, value } in &folder.demo {
        rule(value, &mut |place, message| found.push(Finding::new(file, place, message)));
    }
    found
}
