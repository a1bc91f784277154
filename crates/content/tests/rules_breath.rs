//! Rules B1 and B5 of the clinical notes on breath, by their ids, held against the content we ship.

use hearken_content::{PhaseKind, library};

#[test]
fn b1_nothing_fast_and_nothing_held_is_offered() {
    let ids: Vec<&str> = library().breath.iter().map(|pattern| pattern.id.as_str()).collect();
    assert_eq!(ids[0], "extended_46");
    let mut sorted = ids.clone();
    sorted.sort_unstable();
    assert_eq!(sorted, ["coherent_55", "coherent_60", "extended_36", "extended_46", "natural"]);
    for pattern in &library().breath {
        assert!(pattern.phases.iter().all(|phase| phase.kind != PhaseKind::Hold), "{}", pattern.id);
        assert!(
            pattern.breaths_per_minute().is_none_or(|pace| (4.0..=7.0).contains(&pace)),
            "{}",
            pattern.id
        );
    }
}

#[test]
fn b1_the_reason_against_fast_breathing_is_given() {
    let why = &library().breath_rules.note("not-fast").unwrap().text;
    assert!(why.contains("not offered here") && why.contains("blood pressure") && why.contains("24 hours"));
}

#[test]
fn b1_the_patterns_have_the_lengths_of_the_notes() {
    let cycle =
        |id: &str| library().breath(id).unwrap().phases.iter().map(|phase| phase.ms).collect::<Vec<_>>();
    assert_eq!(cycle("coherent_55"), [5500, 5500]);
    assert_eq!(cycle("coherent_60"), [5000, 5000]);
    assert_eq!(cycle("extended_46"), [4000, 6000]);
    assert_eq!(cycle("extended_36"), [3000, 6000]);
    assert!(cycle("natural").is_empty());
}

#[test]
fn b5_eyes_may_stay_open_and_anyone_may_stop() {
    let note = library().breath_rules.note("your-way").unwrap();
    assert!(note.text.contains("eyes may stay open") && note.text.contains("stop whenever you want"));
    let guide = library().newest_guide("meet-a-protector").unwrap();
    let (_, _, breathe) = guide.screen("breathe").unwrap();
    assert!(breathe.help.contains("eyes may stay open") && breathe.help.contains("Stop whenever you want"));
    for pattern in &library().breath {
        assert!(pattern.instruction.contains("Stop whenever you want"), "{}", pattern.id);
    }
}
