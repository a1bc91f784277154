//! Copies of the journey: an intention, and the arc of a session.

use hearken_core::{
    Notebook, RecordId,
    journey::{self, Intention, TreatmentSession},
};

use super::{Copy, day, field, names};
use crate::zone::Clock;

pub(super) fn intention(notebook: &Notebook, intention: &Intention) -> Option<Copy> {
    Copy::of(
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
    )
}

/// What was wanted, what was put into words, what was done. No vital signs and no doses: these are for whoever treats.
pub(super) fn arc(
    notebook: &Notebook,
    id: RecordId,
    session: &TreatmentSession,
    clock: &Clock,
) -> Option<Copy> {
    let date = day(session.when().date());
    let intentions = journey::intentions_of(notebook, id).map(|(_, it)| it);
    let intentions: Vec<_> = intentions.map(|it| join(&it.words, &it.came_of_it)).collect();
    let moments = journey::moments_of(notebook, id).into_iter();
    let moments: Vec<_> = moments
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
    Copy::of(
        "treatment-session",
        &format!("A session, {date}"),
        vec![
            field("day", "Day", &date),
            field("intentions", "Intentions, and what came of them", &intentions.join("\n")),
            field("moments", "What was noted", &moments.join("\n")),
            field("acts", "Small acts, and how they went", &acts.collect::<Vec<_>>().join("\n")),
        ],
    )
}

/// Two texts with a colon between, or the one that is there.
fn join(first: &str, second: &str) -> String {
    match (first.trim(), second.trim()) {
        (first, "") => first.to_owned(),
        ("", second) => second.to_owned(),
        (first, second) => format!("{first}: {second}"),
    }
}
