//! Walking through a guide, and finding things in the library.

use hearken_content::{FeelTowardInput, Input, PartField, library};

#[test]
fn next_and_previous_are_each_others_way_back() {
    let guide = library().newest_guide("meet-a-protector").unwrap();
    let screens: Vec<_> = guide.screens().map(|(_, screen)| screen).collect();
    assert_eq!(guide.first_screen(), Some(screens[0]));
    assert!(guide.before(screens[0], |_| &[]).is_none());
    assert!(guide.after(screens[screens.len() - 1], &[]).is_none());
    for pair in screens.windows(2) {
        assert_eq!(guide.after(pair[0], &[]), Some(pair[1]));
        assert_eq!(guide.before(pair[1], |_| &[]), Some(pair[0]));
    }
}

#[test]
fn an_unknown_screen_leads_nowhere() {
    let guide = library().newest_guide("meet-a-protector").unwrap();
    assert!(guide.screen("nowhere").is_none());
}

#[test]
fn a_screen_knows_its_step() {
    let guide = library().newest_guide("meet-a-protector").unwrap();
    let (index, step, screen) = guide.screen("fears").unwrap();
    assert_eq!((index, step.id.as_str(), screen.leaves.as_slice()), (5, "ask", &[PartField::Fears][..]));
}

fn feel_toward() -> &'static FeelTowardInput {
    let guide = library().newest_guide("meet-a-protector").expect("the guide is there");
    match &guide.screen("feel-toward").expect("the screen is there").2.input {
        Input::FeelToward(feel) => feel,
        other => panic!("{other:?}"),
    }
}

#[test]
fn self_like_words_go_on() {
    assert_eq!(feel_toward().gate_for(&["curious", "warm"], ""), None);
    assert_eq!(feel_toward().gate_for::<&str>(&[], "  "), None);
}

#[test]
fn any_other_word_means_another_part_is_here() {
    assert_eq!(feel_toward().gate_for(&["curious", "annoyed"], ""), Some("another-part"));
    assert_eq!(feel_toward().gate_for(&["want-it-gone"], ""), Some("another-part"));
    assert_eq!(feel_toward().gate_for::<&str>(&[], "bored"), Some("another-part"));
}

#[test]
fn an_unknown_version_of_a_guide_is_not_replaced_by_another() {
    assert!(library().guide("meet-a-protector", 1).is_some());
    assert!(library().guide("meet-a-protector", 999).is_none());
}

#[test]
fn every_field_of_a_part_has_a_label() {
    for field in PartField::ALL {
        assert!(!library().words.field_label(field).is_empty(), "{}", field.as_str());
    }
    assert_eq!(library().words.role("firefighter").unwrap().label, "firefighter");
}

#[test]
fn grounding_is_offered_in_its_order() {
    let ids: Vec<&str> = library().grounding.iter().map(|exercise| exercise.id.as_str()).collect();
    assert_eq!(
        ids,
        ["feet-and-chair", "orienting", "five-senses", "part-aware", "temperature", "longer-breath"]
    );
    assert!(
        library().grounding("temperature").unwrap().caution.as_ref().unwrap().contains("heart condition")
    );
}
