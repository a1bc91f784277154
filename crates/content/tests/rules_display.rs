//! Rules K1 to K7, by their ids, held against the content we ship.

use hearken_content::{Blocks, Logs, Shows, library};

#[test]
fn k1_shows_the_emergency_number_then_the_crisis_line_and_blocks_until_it_was_seen() {
    let rule = library().display.rule("K1").unwrap();
    assert_eq!(rule.shows[..2], [Shows::Emergency, Shows::CrisisLine]);
    assert_eq!((rule.blocks, rule.logs.as_slice()), (Blocks::UntilSeen, &[Logs::Shown, Logs::Seen][..]));
}

#[test]
fn k2_shows_line_plan_and_practice_and_never_blocks_leaving() {
    let rule = library().display.rule("K2").unwrap();
    assert_eq!(rule.shows, [Shows::CrisisLine, Shows::Plan, Shows::PracticeLine]);
    assert_eq!(rule.blocks, Blocks::StartingASession);
}

#[test]
fn k3_k4_k5_k6_k7_block_nothing_and_note_nothing() {
    for id in ["K3", "K4", "K5", "K6", "K7"] {
        let rule = library().display.rule(id).unwrap();
        assert!(rule.blocks == Blocks::Nothing && rule.logs.is_empty(), "{id}");
    }
}

#[test]
fn k6_the_card_asks_and_says_that_nobody_was_told() {
    let asks = &library().display.asks;
    assert_eq!(asks.title, "Would you like help now?");
    assert!(asks.text.contains("Nobody was told") && asks.text.contains("on this machine"));
}

#[test]
fn k3_the_grounding_exercises_are_those_of_the_notes_with_their_times() {
    let all: Vec<_> = library().grounding.iter().map(|one| (one.id.as_str(), one.minutes)).collect();
    let wanted = [
        ("feet-and-chair", [1, 1]),
        ("orienting", [1, 1]),
        ("five-senses", [2, 4]),
        ("part-aware", [1, 1]),
        ("temperature", [1, 1]),
        ("longer-breath", [3, 3]),
    ];
    assert_eq!(all, wanted);
    assert!(library().grounding("five-senses").unwrap().summary.contains("Leave out what does not come"));
}

#[test]
fn b3_the_breath_asks_first_whether_one_is_awake_and_counts_as_its_pattern_does() {
    let breath = library().grounding("longer-breath").unwrap();
    assert!(breath.only_if.as_deref().is_some_and(|question| question.contains("awake")));
    let pattern = library().breath("extended_46").unwrap();
    let ms: Vec<u32> = pattern.phases.iter().map(|phase| phase.ms).collect();
    assert_eq!(ms, [4000, 6000]);
    assert!(breath.steps.iter().any(|step| step.contains("in for four seconds, and out for six")));
    assert!(breath.minutes[1] <= pattern.minutes_most);
}

#[test]
fn k3_the_end_check_shows_help_at_eight_or_when_it_has_risen() {
    let check = &library().end_check;
    for (before, after) in [(None, Some(8)), (Some(9), Some(8)), (Some(2), Some(3)), (Some(8), None)] {
        assert!(check.leads_to_help(before, after), "{before:?} {after:?}");
    }
    for (before, after) in
        [(Some(7), Some(7)), (None, Some(7)), (Some(7), None), (Some(9), Some(7)), (None, None)]
    {
        assert!(!check.leads_to_help(before, after), "{before:?} {after:?}");
    }
}
