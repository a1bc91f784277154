//! Checks on breath patterns: rules B1 and B5, and bounds within which a pattern is for everybody.

use super::Finding;
use crate::folder::{Filed, Folder};
use crate::kinds::breath::{BreathPattern, PhaseKind};

/// Breaths a minute within which the patterns for everybody lie.
const PACE: std::ops::RangeInclusive<f64> = 4.0..=7.0;

/// Milliseconds that one phase may last.
const PHASE_MS: std::ops::RangeInclusive<u32> = 3_000..=7_500;

/// A paced pattern is slow, each of its phases is within bounds, and breathing out is never the shorter one.
pub(super) fn breath_is_slow(folder: &Folder) -> Vec<Finding> {
    let mut found = Vec::new();
    for Filed { file, value: pattern } in &folder.breath {
        if pattern.breaths_per_minute().is_some_and(|pace| !PACE.contains(&pace)) {
            found.push(Finding::new(file, "phases", "keep it between 4 and 7 breaths a minute (B1)"));
        }
        if pattern.phases.iter().any(|phase| !PHASE_MS.contains(&phase.ms)) {
            found.push(Finding::new(file, "phases", "keep each phase between 3 and 7.5 seconds"));
        }
        if length(pattern, PhaseKind::Out) < length(pattern, PhaseKind::In) {
            found.push(Finding::new(file, "phases", "breathing out lasts at least as long as breathing in"));
        }
    }
    found
}

fn length(pattern: &BreathPattern, kind: PhaseKind) -> u32 {
    pattern.phases.iter().filter(|phase| phase.kind == kind).map(|phase| phase.ms).sum()
}

/// No pattern holds the breath: patterns with holds belong behind questions that are not asked yet (rules B1, B2).
pub(super) fn breath_is_never_held(folder: &Folder) -> Vec<Finding> {
    let held =
        folder.breath.iter().filter(|pattern| pattern.value.phases.iter().any(|p| p.kind == PhaseKind::Hold));
    held.map(|pattern| Finding::new(&pattern.file, "phases", "take the hold out (B1, B2)")).collect()
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
