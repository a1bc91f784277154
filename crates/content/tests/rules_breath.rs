//! Rules B1 and B5 of the clinical notes on breath, by their ids, held against the content we ship.

use hearken_content::{PhaseKind, library};

#[test]
fn b1_b2_nothing_is_fast_and_what_is_held_stands_behind_the_questions() {
    let ids: Vec<&str> = library().breath.iter().map(|pattern| pattern.id.as_str()).collect();
    assert_eq!(ids[0], "extended_46");
    let gated = |pattern: &&hearken_content::BreathPattern| pattern.gate.is_some();
    let mut held: Vec<&str> =
        library().breath.iter().filter(gated).map(|pattern| pattern.id.as_str()).collect();
    held.sort_unstable();
    assert_eq!(held, ["box_4", "four_7_8"]);
    for pattern in &library().breath {
        let holds = pattern.phases.iter().any(|phase| phase.kind == PhaseKind::Hold);
        assert_eq!(holds, pattern.gate.as_deref() == Some("B2"), "{}", pattern.id);
        assert!(
            pattern.breaths_per_minute().is_none_or(|pace| (3.0..=7.0).contains(&pace)),
            "{}",
            pattern.id
        );
    }
}

#[test]
fn b2_the_four_7_8_is_four_breaths_at_most_and_the_box_comes_without_pauses_too() {
    let four = library().breath("four_7_8").unwrap();
    assert_eq!((four.seconds(1), four.seconds(9)), (60, 76));
    let half: Vec<u32> = four.in_way("half").phases.iter().map(|phase| phase.ms).collect();
    assert_eq!((half.as_slice(), four.in_way("half").seconds(9)), ([2000, 3500, 4000].as_slice(), 38));
    let bare = library().breath("box_4").unwrap().in_way("no-pauses");
    assert!(bare.phases.iter().all(|phase| phase.kind != PhaseKind::Hold));
    assert_eq!(library().breath("box_4").unwrap().in_way("threes").cycle_ms(), 12_000);
}

#[test]
fn b2_each_condition_that_a_screening_asks_for_too_is_named_with_its_questions() {
    let named: Vec<(&str, Vec<&str>)> = library()
        .breath_rules
        .questions
        .asks
        .iter()
        .map(|ask| (ask.id.as_str(), ask.screened_by().collect()))
        .collect();
    let wanted = [
        ("pregnancy", vec!["pregnant"]),
        ("heart", vec!["high-pressure", "heart-disease", "recent-heart"]),
        ("stroke", vec!["stroke", "recent-heart", "aneurysm", "brain-bleed"]),
        ("seizures", vec!["seizures"]),
        ("lungs", vec!["lungs"]),
        ("panic", vec![]),
        ("eyes", vec!["eye-pressure"]),
        ("surgery", vec![]),
    ];
    assert_eq!(named, wanted);
}

#[test]
fn b1_the_reason_against_fast_breathing_is_given() {
    let why = library().safety.limits().fill(&library().breath_rules.note("not-fast").unwrap().text);
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
    assert_eq!(cycle("box_4"), [4000; 4]);
    assert_eq!(cycle("four_7_8"), [4000, 7000, 8000]);
    assert_eq!(cycle("cyclic_sigh"), [2000, 1000, 6000]);
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
