//! Rules K3 and U4 where a trigger was strong, by their ids, held against the content we ship.

use hearken_content::{SCALES, library};

#[test]
fn k3_u4_a_distress_of_eight_offers_grounding_and_the_second_in_a_row_says_more() {
    let strong = &library().strong_trigger;
    assert_eq!((strong.rule.as_str(), strong.at, strong.times), ("K3", 8, 2));
    assert!(strong.is_strong(8) && !strong.is_strong(7));
    let again = |newest_first: &[u8]| strong.again_and_again(newest_first.iter().copied());
    assert!(again(&[9, 8, 2]) && again(&[8, 8]));
    assert!(!again(&[]) && !again(&[10]) && !again(&[8, 7, 8]) && !again(&[7, 10, 10]));
}

#[test]
fn k3_help_is_named_beside_grounding_and_never_in_parts_language() {
    let strong = &library().strong_trigger;
    let all = [&strong.title, &strong.once, &strong.again, &strong.button, &strong.help];
    assert!(strong.help.contains("who can help now") && strong.button.contains("room"));
    assert!(
        all.iter().all(|text| !text.to_lowercase().split_whitespace().any(|word| word.starts_with("part")))
    );
}

#[test]
fn the_anchors_of_distress_are_those_of_the_scale_and_no_scale_says_that_an_end_is_better() {
    let words = &library().words;
    let distress = words.scale("distress");
    assert!(distress.least == "calm" && distress.most.starts_with("the most distress"));
    for scale in SCALES.map(|id| words.scale(id)) {
        let said = format!("{} {} {}", scale.question, scale.least, scale.most).to_lowercase();
        for word in ["good", "bad", "better", "worse", "healthy", "normal", "score"] {
            assert!(!said.contains(word), "{}: {word}", scale.id);
        }
    }
}
