//! Rules U1 to U6 of the clinical notes on parts work, by their ids, held against the content we ship.

use hearken_content::{ChoiceOption, Destination, Guide, Input, Side, WayDoes, When, Who, embedded, library};

fn guides_alone() -> impl Iterator<Item = &'static Guide> {
    library().guides.iter().filter(|guide| guide.who.contains(&Who::Alone))
}

/// Everything that can be picked on the choice and part screens of a guide.
fn options(guide: &'static Guide) -> Vec<&'static ChoiceOption> {
    let of = |input: &'static Input| match input {
        Input::Choice(choice) => choice.options.iter().collect(),
        Input::Part(part) => part.manners.iter().collect(),
        _ => Vec::new(),
    };
    guide.screens().flat_map(|(_, screen)| of(&screen.input)).collect()
}

#[test]
fn u1_a_part_that_feels_young_and_hurt_is_for_the_therapist() {
    for guide in guides_alone().filter(|guide| guide.asks_for(Side::One).is_some()) {
        let option =
            options(guide).into_iter().find(|option| option.label.contains("young and hurt")).unwrap();
        let gate = guide.gate(option.gate.as_deref().unwrap()).unwrap();
        assert_eq!(gate.rule, "U1");
        assert!(gate.text[0].contains("for your sessions with your therapist"));
        assert!(
            gate.grounding.iter().all(|id| library().grounding(id).is_some()) && !gate.grounding.is_empty()
        );
        let leaves = |does| matches!(does, WayDoes::Back | WayDoes::Stop | WayDoes::WithTherapist);
        assert!(gate.ways.iter().all(|way| leaves(way.does)));
    }
}

#[test]
fn u1_no_guide_for_oneself_witnesses_retrieves_or_unburdens() {
    let records = |path: &str| {
        let mut guides = library().guides.iter().filter(|guide| guide.record_only);
        guides.any(|guide| path.ends_with(&format!("/{}.toml", guide.id)))
    };
    for (path, text) in embedded().filter(|(path, _)| path.starts_with("guides/") && !records(path)) {
        // A part that is only named may be given this role; it is data, and nobody reads it.
        let text = text.to_lowercase().replace("role = \"exile\"", "");
        for word in ["unburden", "witness", "retriev", "exile"] {
            assert!(!text.contains(word), "{path}: {word}");
        }
    }
}

#[test]
fn u2_no_prompt_asks_for_what_happened() {
    for guide in guides_alone() {
        for (_, screen) in guide.screens() {
            let asked = format!("{} {}", screen.prompt, screen.help).to_lowercase();
            for word in ["trauma", "abuse", "happened", "memory of", "childhood", "remember"] {
                assert!(!asked.contains(word), "{}: {word}", screen.id);
            }
        }
    }
}

#[test]
fn u2_a_few_words_about_the_situation_are_enough() {
    let guide = library().newest_guide("meet-a-protector").unwrap();
    let (_, _, situation) = guide.screen("situation").unwrap();
    assert!(situation.help.contains("A few words are enough"));
}

#[test]
fn u3_a_refusal_is_thanked_and_ends_the_run() {
    let guide = library().newest_guide("meet-a-protector").unwrap();
    let option = options(guide).into_iter().find(|option| option.label == "It would rather not").unwrap();
    let gate = guide.gate(option.gate.as_deref().unwrap()).unwrap();
    assert!(gate.text.iter().any(|text| text.contains("Thank it")));
    assert!(gate.ways.iter().all(|way| way.does == WayDoes::Stop));
}

#[test]
fn u1_both_sides_of_a_conflict_pass_the_gate_of_young_parts() {
    let guide = library().newest_guide("hear-both-sides").unwrap();
    for side in [Side::One, Side::Other] {
        let Input::Part(part) = &guide.asks_for(side).unwrap().input else { panic!("asks for a part") };
        let gates = part.manners.iter().filter_map(|manner| guide.gate(manner.gate.as_deref()?));
        assert_eq!(gates.map(|gate| gate.rule.as_str()).collect::<Vec<_>>(), ["U1"]);
    }
}

#[test]
fn u3_either_side_may_refuse_and_that_ends_the_run() {
    let guide = library().newest_guide("hear-both-sides").unwrap();
    let refusals: Vec<_> = options(guide).into_iter().filter(|option| option.id == "refused").collect();
    assert_eq!(refusals.len(), 2, "one for each side");
    for option in refusals {
        let gate = guide.gate(option.gate.as_deref().unwrap()).unwrap();
        assert!(gate.ways.iter().all(|way| way.does == WayDoes::Stop));
    }
}

#[test]
fn u4_each_sign_and_a_distress_of_eight_stop_the_exercise() {
    let test = &library().stop_test;
    let leads = |ticked: &[&str], distress| test.leads_to(ticked, distress);
    assert_eq!(leads(&[], None), None);
    assert_eq!(leads(&[], Some(7)), None);
    assert_eq!(leads(&[], Some(8)), Some(Destination::Grounding));
    for sign in ["dizzy", "numb", "flooded"] {
        assert_eq!(leads(&[sign], None), Some(Destination::Grounding), "{sign}");
    }
    for sign in ["harm-self", "harm-somebody"] {
        assert_eq!(leads(&[sign], None), Some(Destination::Help), "{sign}");
    }
    assert_eq!(leads(&["dizzy", "harm-self"], Some(9)), Some(Destination::Help));
    assert_eq!(test.landing(Destination::Grounding).then, Some(Destination::Help));
}

#[test]
fn u4_help_comes_when_grounding_was_not_enough() {
    let check = &library().end_check;
    assert!(check.leads_to_help(Some(9), Some(8)));
    assert!(check.leads_to_help(None, Some(10)));
    assert!(check.leads_to_help(Some(3), Some(4)), "it has risen");
    assert!(!check.leads_to_help(Some(7), Some(7)));
    assert!(!check.leads_to_help(None, Some(2)));
}

#[test]
fn u4_help_is_never_put_into_parts_language() {
    let help = &library().stop_test.to_help;
    assert!(!format!("{} {}", help.title, help.text).to_lowercase().contains("part"));
}

#[test]
fn u5_no_guide_is_for_the_time_while_the_medicine_works() {
    for guide in &library().guides {
        assert!(guide.when.iter().all(|when| matches!(when, When::Before | When::After | When::AnyDay)));
        let not_now = ["medicine still works", "only when the medicine has worn off"];
        assert!(not_now.iter().any(|said| guide.not_now.contains(said)), "{}", guide.id);
    }
}

#[test]
fn u6_the_cautions_are_all_there() {
    for guide in &library().guides {
        let all = guide.cautions.items.join(" ");
        for word in ["psychosis", "schizophrenia", "dissociative", "suicide", "eating disorder", "thinking"] {
            assert!(all.contains(word), "{}: {word}", guide.id);
        }
    }
}
