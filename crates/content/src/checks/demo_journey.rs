//! Checks on the treatment of the invented person: what it names exists, and each session is over or to come.

use super::Finding;
use super::demo::each_demo;
use crate::folder::Folder;
use crate::kinds::demo::{Demo, Moment};

/// What can be noted in the invented notebook.
const KINDS: [&str; 4] = ["part", "words", "vitals", "look-in"];

/// The programme of the demo names roles and numbers that exist and moments of a known kind, and each of its sessions is
/// over, with its minutes, or still to come.
pub(super) fn the_demo_journey_could_be_kept(folder: &Folder) -> Vec<Finding> {
    each_demo(folder, |demo, add| {
        for person in demo.programme.iter().flat_map(|programme| &programme.people) {
            let known = folder.people.iter().flat_map(|words| &words.value.people);
            if !known.into_iter().any(|role| role.id == person.role) {
                add(format!("person {}", person.name), "journey/people.toml has no such role");
            }
        }
        for (nth, session) in demo.programme.iter().flat_map(|programme| &programme.sessions).enumerate() {
            let place = format!("session {}", nth + 1);
            if session.began.is_some() == session.in_days.is_some()
                || session.began.is_some() != (session.minutes > 0)
            {
                add(place.clone(), "give when it began and its minutes, or in how many days it is");
            }
            let numbers = folder.rules.iter().flat_map(|rules| &rules.value.numbers);
            let numbers: Vec<&str> = numbers.map(|number| number.id.as_str()).collect();
            for noted in &session.moments {
                // Rules that could not be read are named already.
                let known =
                    folder.rules.is_empty() || noted.numbers.keys().all(|id| numbers.contains(&id.as_str()));
                let within = noted.minute <= session.minutes;
                if !(known && within && KINDS.contains(&noted.kind.as_str())) {
                    add(place.clone(), "a moment has a kind, a minute of its session and numbers that exist");
                }
            }
        }
    })
}

/// Where the journey names parts, and which.
pub(super) fn named_parts(demo: &Demo) -> impl Iterator<Item = (String, Vec<&String>)> {
    let sessions = demo.programme.iter().flat_map(|programme| programme.sessions.iter().zip(1..));
    sessions.map(|(session, nth)| {
        let intentions = session.intentions.iter().flat_map(|one| one.wanted_by.iter().chain(&one.about));
        let moments = session.moments.iter().filter_map(|one| one.part.as_ref());
        let acts = session.acts.iter().filter_map(|one| one.part.as_ref());
        (format!("session {nth}"), intentions.chain(moments).chain(acts).collect())
    })
}

/// Every moment of the journey.
pub(super) fn moments(demo: &Demo) -> Vec<&Moment> {
    let Some(programme) = &demo.programme else { return Vec::new() };
    let mut moments = vec![&programme.found];
    for session in &programme.sessions {
        moments.extend(&session.began);
        moments.extend(session.intentions.iter().map(|one| &one.when));
        let acts = session.acts.iter();
        moments.extend(
            acts.flat_map(|act| std::iter::once(&act.when).chain(act.looks.iter().map(|look| &look.when))),
        );
    }
    moments
}
