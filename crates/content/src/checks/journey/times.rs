//! The times of the journey: ranges by route, phases, and windows after a session.

use crate::checks::Finding;
use crate::folder::{Filed, Folder};
use crate::kinds::journey::{ExpectWords, WindowWords};
use crate::kinds::screening::Asked;

/// The routes, in the order they are offered.
const ROUTES: [&str; 5] = ["sublingual", "im", "iv", "esketamine", "other"];

/// The phases of the page during a session, with their first and last minute.
const PHASES: [(&str, u16, u16); 4] =
    [("arriving", 0, 20), ("deep", 20, 60), ("returning", 60, 120), ("resting", 120, 240)];

/// The least observation after esketamine, in minutes.
const OBSERVATION: u16 = 120;

/// Every route is there, with times that are ranges or with the sentence that none are known; esketamine is observed for two
/// hours at the least; the phases follow each other.
pub(in crate::checks) fn expected_times_are_ranges(folder: &Folder) -> Vec<Finding> {
    let mut found = Vec::new();
    for Filed { file, value: expect } in &folder.expectations {
        if !expect.routes.iter().map(|route| route.id.as_str()).eq(ROUTES) {
            found.push(Finding::new(file, "route", format!("name exactly these: {}", ROUTES.join(", "))));
        }
        if !expect.phases.iter().map(|phase| (phase.id.as_str(), phase.from, phase.to)).eq(PHASES) {
            found.push(Finding::new(file, "phase", format!("keep these phases and minutes: {PHASES:?}")));
        }
        found.extend(broken_routes(file, expect));
    }
    found
}

fn broken_routes(file: &str, expect: &ExpectWords) -> Vec<Finding> {
    let mut found = Vec::new();
    for route in &expect.routes {
        let place = format!("route {}", route.id);
        if route.times.is_empty() != route.unknown.is_some() {
            found.push(Finding::new(file, &place, "give its times, or say that none are known"));
        }
        let turned =
            route.times.iter().filter(|time| time.from.zip(time.to).is_some_and(|(from, to)| from > to));
        found.extend(
            turned.map(|time| Finding::new(file, &place, format!("turn the range of {} round", time.id))),
        );
        let observed =
            route.observation.is_some_and(|minutes| minutes >= OBSERVATION) && route.leave.is_some();
        if route.id == "esketamine" && !observed {
            found.push(Finding::new(file, &place, "observe for 120 minutes or longer, and say who decides"));
        }
    }
    found
}

/// A window has hours or days that begin before they end, and none begins before the one before it is over.
pub(in crate::checks) fn windows_do_not_overlap(folder: &Folder) -> Vec<Finding> {
    let mut found = Vec::new();
    for Filed { file, value: after } in &folder.afters {
        for window in &after.windows {
            let [from, to] = window.span_hours();
            if window.hours.is_some() == window.days.is_some() || from >= to {
                let place = format!("window {}", window.id);
                found.push(Finding::new(file, place, "give hours or days, the smaller number first"));
            }
        }
        let pairs = after.windows.iter().zip(after.windows.iter().skip(1));
        for (_, late) in pairs.filter(|(early, late)| overlap(early, late)) {
            let place = format!("window {}", late.id);
            found.push(Finding::new(file, place, "begin when the window before it is over"));
        }
    }
    found
}

/// Every question that is asked after a session is asked in a window, and a window asks no others.
pub(in crate::checks) fn what_is_asked_after_has_its_time(folder: &Folder) -> Vec<Finding> {
    let mut found = Vec::new();
    // Questions that could not be read are named already.
    if folder.screenings.is_empty() {
        return found;
    }
    let screenings = folder.screenings.iter().map(|filed| &filed.value);
    let later: Vec<&str> = screenings
        .flat_map(|screening| screening.asked(Asked::After, None, None))
        .map(|question| question.id.as_str())
        .collect();
    for Filed { file, value: after } in &folder.afters {
        for window in &after.windows {
            let strange = window.asks.iter().filter(|id| !later.contains(&id.as_str()));
            found.extend(strange.map(|id| {
                let message = format!("no question \"{id}\" is asked after a session");
                Finding::new(file, format!("window {}", window.id), message)
            }));
        }
        let asked = |id: &&&str| after.windows.iter().any(|window| window.asks.iter().any(|one| one == **id));
        let nowhere = later.iter().filter(|id| !asked(id));
        found.extend(
            nowhere.map(|id| Finding::new(file, "window", format!("ask \"{id}\" in one of the windows"))),
        );
    }
    found
}

fn overlap(early: &WindowWords, late: &WindowWords) -> bool {
    early.anchor == late.anchor && early.span_hours()[1] > late.span_hours()[0]
}
