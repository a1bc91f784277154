//! Items that wait for the answers to others.

use std::time::{Duration, Instant};

use super::{faults, read};
use crate::MOST_ITEMS;

#[test]
fn a_chain_of_items_that_wait_for_each_other_is_named_once() {
    let waits = |item: &str, question: &str| {
        format!(
            r#"{{"linkId": "{item}", "type": "boolean",
                "enableWhen": [{{"question": "{question}", "operator": "=", "answerBoolean": true}}]}}"#
        )
    };
    let three = [waits("a", "b"), waits("b", "c"), waits("c", "a"), waits("d", "a")].join(",");
    assert_eq!(faults(&three), ["a: it waits for itself: a → b → c → a"]);
    assert_eq!(faults(&waits("a", "a")), ["a: it waits for itself: a → a"]);
    assert_eq!(faults(&waits("a", "z")), ["a: it waits for “z”, which is not there"]);
}

#[test]
fn a_group_that_waits_for_what_is_in_it_waits_for_itself() {
    let found = faults(
        r#"{"linkId": "g", "type": "group", "enableWhen": [{"question": "c", "operator": "=", "answerInteger": 1}],
            "item": [{"linkId": "c", "type": "integer"}]}"#,
    );
    assert_eq!(found, ["g: it waits for itself: g → c → g"]);
}

#[test]
fn nothing_waits_for_words_or_a_group() {
    let found = faults(
        r#"{"linkId": "w", "type": "display", "text": "Words"},
           {"linkId": "a", "type": "string", "enableWhen": [{"question": "w", "operator": "exists", "answerBoolean": true}]}"#,
    );
    assert_eq!(found, ["a: it waits for “w”, which is no question"]);
}

/// So many items, each waiting for the next one; the last one for `end`.
fn chain(many: usize, end: &str) -> String {
    let item = |at: usize| {
        let next = if at + 1 == many { end.to_owned() } else { (at + 1).to_string() };
        format!(
            r#"{{"linkId": "{at}", "type": "boolean",
                "enableWhen": [{{"question": "{next}", "operator": "=", "answerBoolean": true}}]}}"#
        )
    };
    (0..many).map(item).collect::<Vec<_>>().join(",")
}

#[test]
fn a_loop_through_five_thousand_items_is_found_and_said_in_a_line() {
    let begun = Instant::now();
    let found = faults(&chain(MOST_ITEMS, "0"));
    assert_eq!(found.len(), 1);
    assert!(
        found[0].starts_with("0: it waits for itself: 0 → 1 → 2") && found[0].ends_with("→ 4999 → 0"),
        "{found:?}"
    );
    assert!(found[0].len() < 200, "{}", found[0]);
    assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
}

#[test]
fn several_conditions_need_a_word_on_how_many_have_to_hold() {
    let with = |behavior: &str| {
        format!(
            r#"{{"linkId": "a", "type": "boolean"}},
               {{"linkId": "b", "type": "string", {behavior} "enableWhen": [
                {{"question": "a", "operator": "=", "answerBoolean": true}},
                {{"question": "a", "operator": "exists", "answerBoolean": true}}]}}"#
        )
    };
    assert_eq!(faults(&with("")), ["b: it has several enableWhen and no enableBehavior"]);
    assert_eq!(
        faults(&with(r#""enableBehavior": "most","#)),
        ["b: the enableBehavior “most” is neither all nor any"]
    );
    assert!(read(&with(r#""enableBehavior": "any","#)).is_ok());
}

#[test]
fn a_condition_that_cannot_be_understood_is_a_fault() {
    let with = |condition: &str| {
        faults(&format!(
            r#"{{"linkId": "a", "type": "integer"}},
               {{"linkId": "b", "type": "string", "enableWhen": [{{"question": "a", {condition}}}]}}"#
        ))
    };
    let exists = with(r#""operator": "exists", "answerInteger": 1"#);
    assert_eq!(exists, ["b: enableWhen with “exists” needs answerBoolean"]);
    for (operator, answer) in [
        ("~", r#""answerInteger": 1"#),
        (">", r#""answerBoolean": true"#),
        ("=", r#""answerQuantity": {"value": 1}"#),
        ("=", r#""answerInteger": 1, "answerString": "1""#),
        ("=", r#""answerInteger": "1""#),
    ] {
        let found = with(&format!(r#""operator": "{operator}", {answer}"#));
        assert_eq!(found, [format!("b: enableWhen with “{operator}” and this answer is not supported")]);
    }
}
