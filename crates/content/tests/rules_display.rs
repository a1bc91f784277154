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
