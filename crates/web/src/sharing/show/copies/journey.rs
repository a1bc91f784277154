//! Copies of the journey: an intention, and the arc of a session.

use hearken_core::{
    Notebook, RecordId,
    journey::{self, Intention, TreatmentSession},
};

use super::{Copy, day, field, names, speaks_of_hidden};
use crate::zone::Clock;

/// An intention; none of one that a part wants, or that speaks of one, which is kept out of sight.
pub(super) fn intention(notebook: &Notebook, intention: &Intention) -> Option<Copy> {
    if is_of_hidden(notebook, intention) {
        return None;
    }
    let copy = Copy::of(
        "intention",
        "An intention",
        vec![
            field("words", "The intention", &intention.words),
            field("wanted-by", "Wanted by", &names(notebook, &intention.wanted_by)),
            field("about", "About", &names(notebook, &intention.about)),
            field("conditions", "What they ask for first", &intention.conditions),
            field("promises", "What was promised them", &intention.promises),
            field("came", "What came of it", &intention.came_of_it),
        ],
    );
    Some(copy?.named_by("words"))
}

fn is_of_hidden(notebook: &Notebook, intention: &Intention) -> bool {
    speaks_of_hidden(notebook, intention.wanted_by.iter().chain(&intention.about).copied())
}

/// What was wanted, what was put into words, what was done; of that nothing that is of a part which is kept out of sight. No vital signs
/// and no doses: these are for whoever treats.
pub(super) fn arc(
    notebook: &Notebook,
    id: RecordId,
    session: &TreatmentSession,
    clock: &Clock,
) -> Option<Copy> {
    let date = day(session.when().date());
    let intentions = journey::intentions_of(notebook, id).map(|(_, it)| it);
    let intentions = intentions.filter(|intention| !is_of_hidden(notebook, intention));
    let intentions: Vec<_> = intentions.map(|it| join(&it.words, &it.came_of_it)).collect();
    let moments = journey::moments_of(notebook, id).into_iter();
    let moments: Vec<_> = moments
        .filter(|(_, moment)| !speaks_of_hidden(notebook, moment.part.into_iter()))
        .filter_map(|(_, moment)| {
            let part = moment.part.map(|part| names(notebook, &[part])).unwrap_or_default();
            let said = join(&part, &moment.words);
            let local = clock.when(moment.when.at).local();
            (!said.is_empty()).then(|| format!("{:02}:{:02}  {said}", local.hour(), local.minute()))
        })
        .collect();
    let acts = journey::acts_of(notebook, id).map(|(_, act)| {
        let looks = act.looks.iter().map(|look| look.words.as_str()).collect::<Vec<_>>().join(" ");
        join(&act.what, &looks)
    });
    let copy = Copy::of(
        "treatment-session",
        "A session",
        vec![
            field("day", "Day", &date),
            field("intentions", "Intentions, and what came of them", &intentions.join("\n")),
            field("moments", "What was noted", &moments.join("\n")),
            field("acts", "Small acts, and how they went", &acts.collect::<Vec<_>>().join("\n")),
        ],
    );
    Some(copy?.named_by("day"))
}

/// Two texts with a colon between, or the one that is there.
fn join(first: &str, second: &str) -> String {
    match (first.trim(), second.trim()) {
        (first, "") => first.to_owned(),
        ("", second) => second.to_owned(),
        (first, second) => format!("{first}: {second}"),
    }
}
