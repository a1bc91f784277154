//! The sitter knows what to do: what they agree to, the signs of an emergency, how awake somebody is, when it is over.

use crate::checks::Finding;
use crate::folder::{Filed, Folder};
use crate::kinds::journey::{Point, SitterWords};

/// What a sitter agrees to at the least: rules R16 and R17, and to stay.
const AGREED: [&str; 6] =
    ["agreed-adult", "agreed-present", "agreed-sober", "agreed-card", "agreed-phone", "agreed-stay"];

/// The signs for which somebody calls for help.
const SIGNS: [&str; 10] = [
    "breath",
    "not-woken",
    "heart-or-head",
    "faint",
    "pressure",
    "vomit",
    "agitation",
    "harm",
    "allergy",
    "too-much",
];

/// What has to be so before a session at home is ended.
const RECOVERED: [&str; 4] =
    ["recovered-awake", "recovered-oriented", "recovered-steady", "recovered-minimum"];

/// The longest time between two look-ins, in minutes.
const LOOK_IN: u16 = 15;

/// Each score, and the rule it sets off (R26 to R28).
const SCORES: [(u8, Option<&str>); 5] =
    [(5, None), (4, Some("R26")), (3, Some("R27")), (2, Some("R28")), (1, Some("R28"))];

/// After this answer one looks again within so many minutes (R27).
const LOUD: (u8, u16) = (3, 5);

/// A sitter agrees to what R16 and R17 ask, looks in every 15 minutes or more often, has every sign of an emergency with
/// the emergency number first, and no clock ends a session.
pub(in crate::checks) fn the_sitter_knows_what_to_do(folder: &Folder) -> Vec<Finding> {
    let mut found = Vec::new();
    for Filed { file, value: sitter } in &folder.sitters {
        let lists: [(&str, &[Point], &[&str]); 3] = [
            ("agreement", &sitter.agreement.points, &AGREED),
            ("emergency", &sitter.emergency.signs, &SIGNS),
            ("recovery", &sitter.recovery.items, &RECOVERED),
        ];
        for (place, points, needed) in lists {
            let missing = needed.iter().filter(|id| !points.iter().any(|point| point.id == **id));
            found.extend(missing.map(|id| Finding::new(file, place, format!("add \"{id}\""))));
        }
        if !(1..=LOOK_IN).contains(&sitter.card.look_in_minutes) {
            found.push(Finding::new(file, "card", "look in every 15 minutes or more often"));
        }
        found.extend(unsaid(file, sitter));
    }
    found
}

/// What a sentence must say, and does not.
fn unsaid(file: &str, sitter: &SitterWords) -> Vec<Finding> {
    let needed = [
        ("emergency", sitter.emergency.first.as_str(), "emergency number first"),
        ("recovery", &sitter.recovery.clock, "No time on the clock"),
        ("office", &sitter.office.decide, "staff decide"),
    ];
    let missing = needed.into_iter().filter(|(_, text, words)| !text.contains(words));
    missing.map(|(place, _, words)| Finding::new(file, place, format!("say: {words}"))).collect()
}

/// How somebody answers is told from 5 down to 1; 4 sets off R26, 3 R27 with a look within 5 minutes, 2 and less R28 with a
/// call for help; and nobody is asked to cause pain.
pub(in crate::checks) fn how_they_answer_calls_for_help(folder: &Folder) -> Vec<Finding> {
    let mut found = Vec::new();
    for Filed { file, value: sitter } in &folder.sitters {
        let asked = &sitter.responsiveness;
        if !asked.buttons.iter().map(|button| (button.score, button.rule.as_deref())).eq(SCORES) {
            found.push(Finding::new(
                file,
                "responsiveness",
                format!("keep these scores and rules: {SCORES:?}"),
            ));
        }
        let late =
            asked.button(LOUD.0).is_some_and(|button| button.recheck_minutes.is_none_or(|at| at > LOUD.1));
        if late {
            found.push(Finding::new(file, "button loud", "look again within 5 minutes (R27)"));
        }
        let alone = asked.buttons.iter().filter(|button| button.score < LOUD.0);
        for button in alone.filter(|button| !button.next.starts_with("Call the emergency number now")) {
            let place = format!("button {}", button.id);
            found.push(Finding::new(file, place, "begin with: Call the emergency number now (R28)"));
        }
        if !asked.no_pain.contains("Never cause pain") {
            found.push(Finding::new(file, "no_pain", "say: Never cause pain"));
        }
    }
    found
}
