//! Checks on breath patterns: rules B1 and B5, and bounds within which a pattern is for everybody.

use super::Finding;
use crate::folder::{Filed, Folder};
use crate::kinds::breath::{BreathPattern, PhaseKind};

/// Breaths a minute within which the patterns for everybody lie, and those behind questions.
const PACE: std::ops::RangeInclusive<f64> = 4.0..=7.0;
const PACE_GATED: std::ops::RangeInclusive<f64> = 3.0..=8.0;

/// Milliseconds that breathing in (with a top-up), breathing out or a pause may last, for everybody and behind questions.
const PHASE_MS: std::ops::RangeInclusive<u32> = 3_000..=7_500;
const PHASE_MS_GATED: std::ops::RangeInclusive<u32> = 2_000..=8_000;

/// Words of ways to breathe that are not offered at all (B1).
const NEVER: [&str; 9] = [
    "holotropic",
    "tummo",
    "wim hof",
    "kapalabhati",
    "rebirthing",
    "connected breath",
    "breath of fire",
    "hyperventil",
    "fast",
];

/// The conditions that are asked for before a pause in the breath (B2).
const ASKED: [&str; 8] = ["pregnancy", "heart", "stroke", "seizures", "lungs", "panic", "eyes", "surgery"];

/// A paced pattern is slow, each of its phases is within bounds, and breathing out is never the shorter one.
pub(super) fn breath_is_slow(folder: &Folder) -> Vec<Finding> {
    let mut found = Vec::new();
    for Filed { file, value: pattern } in &folder.breath {
        let (pace, each) =
            if pattern.gate.is_some() { (PACE_GATED, PHASE_MS_GATED) } else { (PACE, PHASE_MS) };
        for way in ways(pattern) {
            if way.breaths_per_minute().is_some_and(|breaths| !pace.contains(&breaths)) {
                let (least, most) = (pace.start(), pace.end());
                let message = format!("keep it between {least} and {most} breaths a minute (B1)");
                found.push(Finding::new(file, "phases", message));
            }
            let (inward, out) = (length(&way, true), length(&way, false));
            let held = way.phases.iter().filter(|phase| phase.kind == PhaseKind::Hold).map(|phase| phase.ms);
            if !way.phases.is_empty() && [inward, out].into_iter().chain(held).any(|ms| !each.contains(&ms)) {
                let (least, most) = (f64::from(*each.start()) / 1e3, f64::from(*each.end()) / 1e3);
                let message = format!("keep in, out and pauses between {least} and {most} seconds");
                found.push(Finding::new(file, "phases", message));
            }
            if out < inward {
                found.push(Finding::new(
                    file,
                    "phases",
                    "breathing out lasts at least as long as breathing in",
                ));
            }
        }
    }
    found
}

/// The pattern as it is, and in each of its ways.
fn ways(pattern: &BreathPattern) -> impl Iterator<Item = BreathPattern> + '_ {
    std::iter::once(pattern.clone()).chain(pattern.ways.iter().map(|way| pattern.in_way(&way.id)))
}

/// Milliseconds of breathing in, or of breathing out.
fn length(pattern: &BreathPattern, inward: bool) -> u32 {
    let counts = |kind| match kind {
        PhaseKind::In | PhaseKind::TopUp => inward,
        PhaseKind::Out => !inward,
        PhaseKind::Hold => false,
    };
    pattern.phases.iter().filter(|phase| counts(phase.kind)).map(|phase| phase.ms).sum()
}

/// A pattern that holds the breath stands behind the questions of B2, is never the first, and no guide names it.
pub(super) fn holds_stand_behind_questions(folder: &Folder) -> Vec<Finding> {
    let mut found = Vec::new();
    for Filed { file, value: pattern } in folder.breath.iter().filter(|pattern| pattern.value.holds()) {
        if pattern.gate.as_deref() != Some("B2") {
            found.push(Finding::new(file, "gate", "it holds the breath, so put gate = \"B2\""));
        }
        if pattern.default {
            found.push(Finding::new(file, "default", "what holds the breath is never offered first (B2)"));
        }
    }
    for (file, _, breath) in super::references::breaths(folder) {
        if folder.breath.iter().any(|known| known.value.id == breath.pattern && known.value.gate.is_some()) {
            found.push(Finding::new(
                file,
                "breath",
                "no questions are asked first here: take another pattern (B2)",
            ));
        }
    }
    found
}

/// No pattern is one of those that are not offered at all: fast, holotropic, connected, tummo, Wim Hof (rule B1).
pub(super) fn no_breath_is_fast(folder: &Folder) -> Vec<Finding> {
    let said = |pattern: &BreathPattern| {
        [&pattern.id, &pattern.name, &pattern.summary, &pattern.instruction].map(|text| text.to_lowercase())
    };
    let never = |pattern: &BreathPattern| {
        said(pattern).iter().any(|text| NEVER.iter().any(|word| text.contains(word)))
    };
    let fast = folder.breath.iter().filter(|pattern| never(&pattern.value));
    fast.map(|pattern| Finding::new(&pattern.file, "name", "this way to breathe is not offered (B1)"))
        .collect()
}

/// The questions before a pause ask for each condition of B2, and are asked again; those of a screening they name exist.
pub(super) fn breath_questions_are_whole(folder: &Folder) -> Vec<Finding> {
    let mut found = Vec::new();
    for Filed { file, value: rules } in &folder.breath_rules {
        for id in ASKED.into_iter().filter(|id| !rules.questions.asks.iter().any(|ask| ask.id == *id)) {
            found.push(Finding::new(file, "questions", format!("ask about \"{id}\" (B2)")));
        }
        let known = |id: &str| {
            let screening = folder.screenings.iter().flat_map(|filed| &filed.value.questions);
            folder.screenings.is_empty() || screening.into_iter().any(|question| question.id == id)
        };
        for ask in &rules.questions.asks {
            for id in ask.screened_by().filter(|id| !known(id)) {
                let message = format!("the screening has no question \"{id}\" (B2)");
                found.push(Finding::new(file, format!("ask {}", ask.id), message));
            }
        }
        if !(1..=90).contains(&rules.questions.again_after_days) {
            found.push(Finding::new(file, "questions, again_after_days", "ask again within 90 days (B2)"));
        }
    }
    found
}

/// On the day of a session only patterns without a pause are named, and after it the longer breath out and natural
/// breathing alone (rule B3); a stop is one of the signs of B4, and the second one switches a pattern off.
pub(super) fn a_session_day_is_gentle(folder: &Folder) -> Vec<Finding> {
    let mut found = Vec::new();
    let known = |id: &String| folder.breath.iter().find(|pattern| pattern.value.id == *id);
    let exists = |id: &str| folder.has("breath", id);
    for Filed { file, value: rules } in &folder.breath_rules {
        let day = &rules.session_day;
        let named = day.before.iter().chain(&day.after).chain(&rules.questions.instead);
        for id in
            named.filter(|id| !exists(id) || known(id).is_some_and(|pattern| pattern.value.gate.is_some()))
        {
            found.push(Finding::new(
                file,
                "session_day",
                format!("\"{id}\" is no pattern for everybody (B3)"),
            ));
        }
        if day.after.iter().filter_map(known).filter(|pattern| !pattern.value.phases.is_empty()).count() > 1 {
            found.push(Finding::new(file, "session_day, after", "one paced pattern at most (B3)"));
        }
        if rules.stop_test.signs.len() < 5 || rules.stop_test.times > 2 {
            found.push(Finding::new(file, "stop_test", "five signs, and off at the second time (B4)"));
        }
    }
    found
}

/// Own patterns stay within what is offered to everybody: slow, each phase within bounds (rule B1).
pub(super) fn own_breaths_stay_slow(folder: &Folder) -> Vec<Finding> {
    let wide = |rules: &crate::kinds::breath_rules::BreathRules| {
        let own = &rules.own;
        own.cycle_least_ms < 8_571
            || own.cycle_most_ms > 20_000
            || own.phase_least_ms < *PHASE_MS.start()
            || own.phase_most_ms > *PHASE_MS.end()
            || own.hold_most_ms > 4_000
            || own.minutes_most > 10
    };
    let wide = folder.breath_rules.iter().filter(|rules| wide(&rules.value));
    wide.map(|rules| Finding::new(&rules.file, "own", "keep the bounds as narrow as for everybody (B1)"))
        .collect()
}

/// Every pattern says to breathe gently and not too deep, and that one may stop.
pub(super) fn breath_is_gentle(folder: &Folder) -> Vec<Finding> {
    let gentle =
        |text: &str| text.contains("gently and not too deep") && text.contains("Stop whenever you want");
    let other = folder.breath.iter().filter(|pattern| !gentle(&pattern.value.instruction));
    let message = "say \"gently and not too deep\" and \"Stop whenever you want\"";
    other.map(|pattern| Finding::new(&pattern.file, "instruction", message)).collect()
}

/// Exactly one pattern is offered first, natural breathing is always there, and no default outlasts its limit.
pub(super) fn one_breath_comes_first(folder: &Folder) -> Vec<Finding> {
    let mut found = Vec::new();
    let files = folder.paths.iter().filter(|path| path.starts_with("breath/")).count();
    // A file that could not be parsed is a fault of its own; nothing is known about the whole folder then.
    if files == folder.breath.len() {
        found.extend(one_default_and_one_natural(folder));
    }
    for pattern in folder.breath.iter().filter(|pattern| pattern.value.minutes > pattern.value.minutes_most) {
        found.push(Finding::new(&pattern.file, "minutes", "no more than minutes_most"));
    }
    found
}

fn one_default_and_one_natural(folder: &Folder) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut patterns = folder.breath.iter().map(|pattern| &pattern.value);
    if patterns.clone().filter(|pattern| pattern.default).count() != 1 {
        found.push(Finding::new("breath/", "default", "exactly one pattern has default = true"));
    }
    if !patterns.any(|pattern| pattern.phases.is_empty()) {
        let message = "keep one pattern without phases: natural breathing";
        found.push(Finding::new("breath/", "the folder", message));
    }
    found
}

/// The breath pages say why fast breathing is not offered (rule B1), when to stop (B4), and that eyes may stay
/// open (B5).
pub(super) fn breath_rules_are_told(folder: &Folder) -> Vec<Finding> {
    let mut found = Vec::new();
    for Filed { file, value: rules } in &folder.breath_rules {
        let told = |rule: &str| rules.notes.iter().any(|note| note.rule.as_deref() == Some(rule));
        for rule in ["B1", "B3", "B4", "B5"].into_iter().filter(|rule| !told(rule)) {
            found.push(Finding::new(file, "notes", format!("add a note for rule {rule}")));
        }
    }
    found
}
