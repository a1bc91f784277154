//! Pointers: whatever a measure names is asked, exists in the safety rules, or is another measure.

use hearken_measures::{Condition, Scoring};

use super::{Finding, Folder, numbers, to_mend, with_forms};
use crate::kinds::measures::MeasureFile;

/// What is scored is asked, and is answered with whole numbers.
pub(in crate::checks) fn scores_name_what_is_asked(folder: &Folder) -> Vec<Finding> {
    let mut found = Vec::new();
    for (measure, form) in with_forms(folder) {
        for (place, item) in items(&measure.value) {
            let asked = form.value.item(item).filter(|item| item.kind.is_question());
            let message = match asked.map(numbers) {
                None => format!("no question is called \"{item}\""),
                Some(None) => format!("the answers to \"{item}\" count no whole numbers"),
                Some(Some(_)) => continue,
            };
            found.push(Finding::new(to_mend(measure, form), place, message));
        }
    }
    found
}

/// Every condition of a scoring, with its place.
fn conditions(scoring: &Scoring) -> impl Iterator<Item = (String, &Condition)> {
    let zero =
        scoring.scales.iter().filter_map(|scale| Some((format!("scale {}", scale.id), scale.zero.as_ref()?)));
    let outcomes = scoring.outcomes.iter().map(|one| (format!("outcome {}", one.id), &one.when));
    let symptoms = scoring.symptoms.iter().map(|one| (format!("symptoms {}", one.id), &one.when));
    let safety = scoring.safety.iter().map(|one| (format!("safety {}", one.id), &one.when));
    zero.chain(outcomes).chain(symptoms).chain(safety)
}

/// Every item that a measure names, with the place.
fn items(measure: &MeasureFile) -> Vec<(String, &str)> {
    let scales =
        measure.scoring.scales.iter().flat_map(|scale| {
            scale.items.iter().map(move |item| (format!("scale {}", scale.id), item.as_str()))
        });
    let looked_at = conditions(&measure.scoring)
        .flat_map(|(place, when)| when.items().into_iter().map(move |item| (place.clone(), item)));
    let fed = measure.feeds.iter().flat_map(|feed| {
        feed.highest_of.iter().map(move |item| (format!("feeds {}", feed.number), item.as_str()))
    });
    let others = measure.about_others.iter().map(|item| ("about_others".to_owned(), item.as_str()));
    let again = measure.ask_again.iter().map(|item| ("ask_again".to_owned(), item.as_str()));
    scales.chain(looked_at).chain(fed).chain(others).chain(again).collect()
}

/// Sources, scales, outcomes, other measures, and events and numbers of the safety rules that a measure names exist.
pub(in crate::checks) fn measures_name_what_exists(folder: &Folder) -> Vec<Finding> {
    let mut found = Vec::new();
    for measure in &folder.measures {
        let mut say = |what: &str, named: Vec<String>| {
            found.extend(named.into_iter().map(|name| {
                Finding::new(&measure.file, what, format!("there is no \"{name}\"; name one that exists"))
            }));
        };
        say("sources", unknown_sources(&measure.value));
        say("scales", unknown_scales(&measure.value));
        say("result, answers", unknown_outcomes(&measure.value));
        say("then", unknown_measures(folder, &measure.value));
        let piece = measure.value.reported.iter().cloned();
        say(
            "reported",
            piece.filter(|id| !folder.pieces.iter().any(|piece| piece.value.id == *id)).collect(),
        );
        // Where the rules cannot be read, that is said, and nothing that only follows from it.
        if !folder.rules.is_empty() {
            say("event", unknown_events(folder, &measure.value));
            say("number", unknown_numbers(folder, &measure.value));
        }
    }
    found
}

fn unknown_sources(measure: &MeasureFile) -> Vec<String> {
    let scoring = &measure.scoring;
    let of_scales = scoring.scales.iter().flat_map(|scale| {
        let cuts = scale.cuts.iter().chain(&scale.felt).flat_map(|cut| &cut.sources);
        let reliable = scale.reliable.iter().flat_map(|reliable| &reliable.sources);
        scale.sources.iter().chain(cuts).chain(reliable)
    });
    let of_outcomes = scoring.outcomes.iter().chain(&scoring.symptoms).flat_map(|one| &one.sources);
    let of_safety = scoring.safety.iter().flat_map(|one| &one.sources);
    let of_courses = scoring.courses.iter().flat_map(|one| &one.sources);
    let of_notes = measure.notes.iter().flat_map(|note| &note.sources);
    let all = of_scales.chain(of_outcomes).chain(of_safety).chain(of_courses).chain(of_notes);
    all.filter(|at| !(1..=measure.sources.len()).contains(*at)).map(|at| format!("source {at}")).collect()
}

fn unknown_scales(measure: &MeasureFile) -> Vec<String> {
    let of_courses = measure.scoring.courses.iter().map(|course| course.scale.as_str());
    let of_feeds = measure.feeds.iter().filter_map(|feed| feed.rise_of.as_deref());
    let of_conditions = conditions(&measure.scoring).flat_map(|(_, when)| when.scales());
    let known = |name: &&str| measure.scoring.scales.iter().any(|scale| scale.id == **name);
    of_courses.chain(of_feeds).chain(of_conditions).filter(|name| !known(name)).map(str::to_owned).collect()
}

fn unknown_outcomes(measure: &MeasureFile) -> Vec<String> {
    let named = measure.result.iter().flat_map(|result| &result.answers).map(|answer| &answer.outcome);
    let known = |name: &&String| measure.scoring.outcomes.iter().any(|outcome| outcome.id == **name);
    named.filter(|name| !known(name)).cloned().collect()
}

fn unknown_measures(folder: &Folder, measure: &MeasureFile) -> Vec<String> {
    let named = measure.scoring.safety.iter().filter_map(|answer| answer.then.as_ref());
    named.filter(|name| !folder.has("measures", name)).cloned().collect()
}

fn unknown_events(folder: &Folder, measure: &MeasureFile) -> Vec<String> {
    let of_safety = measure.scoring.safety.iter().filter_map(|answer| answer.event.as_ref());
    let named = of_safety.chain(measure.sitter.iter().map(|sitter| &sitter.event));
    let known = |name: &&String| {
        folder.rules.iter().flat_map(|rules| &rules.value.events).any(|event| event.id == **name)
    };
    named.filter(|name| !known(name)).cloned().collect()
}

fn unknown_numbers(folder: &Folder, measure: &MeasureFile) -> Vec<String> {
    let of_safety = measure.scoring.safety.iter().filter_map(|answer| answer.number.as_ref());
    let named = of_safety.chain(measure.feeds.iter().map(|feed| &feed.number));
    let known = |name: &&String| {
        folder.rules.iter().flat_map(|rules| &rules.value.numbers).any(|number| number.id == **name)
    };
    named.filter(|name| !known(name)).cloned().collect()
}
