//! Rules S1, K2, K4 and K7 of the clinical notes on crisis care, by their ids, held against the content we ship.

use hearken_content::{Destination, Tag, library};

#[test]
fn k4_every_country_shows_an_emergency_number() {
    let help = &library().help;
    assert_eq!(help.countries().count(), 30);
    assert!(help.countries().all(|country| !country.emergency.is_empty() && !country.lines.is_empty()));
    assert_eq!(help.country("us").unwrap().emergency[0].tel, "911");
    assert_eq!(help.country("GB").unwrap().lines[0].numbers[0].tel, "116123");
    assert_eq!(help.country("KR").unwrap().lines[0].numbers[0].tel, "109");
    assert_eq!(help.country("SG").unwrap().lines[0].numbers[0].tel, "1767");
    assert_eq!(help.words.button, "I need help now");
}

#[test]
fn k4_services_that_are_no_emergency_services_stand_apart_and_last() {
    let help = &library().help;
    let us = help.country("US").unwrap();
    assert!(us.extras.iter().any(|extra| extra.name == "Fireside Project"));
    assert!(us.lines.iter().all(|line| line.name != "Fireside Project"));
    assert_eq!(help.words.extras_note, "These are not emergency services.");
}

#[test]
fn k4_numbers_from_memory_ask_to_be_checked() {
    let poland = library().help.country("PL").unwrap();
    for number in poland.lines.iter().flat_map(|line| &line.numbers) {
        assert!(number.tag == Tag::M && number.check, "{}", number.number);
    }
}

#[test]
fn k7_an_unknown_country_gets_112_911_and_a_list() {
    let help = &library().help;
    assert!(help.country("XX").is_none());
    let tels: Vec<&str> = help.international().emergency.iter().map(|number| number.tel.as_str()).collect();
    assert_eq!(tels, ["112", "911"]);
    for said in ["112", "911", "findahelpline.com"] {
        assert!(help.words.unknown.contains(said), "{said}");
    }
}

#[test]
fn s1_any_urge_to_harm_shows_help_however_weak_it_is() {
    let urge = &library().urge_to_harm;
    assert!(urge.rules.iter().any(|rule| rule == "S1") && urge.sources.len() >= 3);
    assert!(urge.text.contains("You need not be sure how strong it is"));
}

#[test]
fn k2_the_card_has_a_way_to_the_numbers_to_a_person_and_to_the_ground() {
    let urge = &library().urge_to_harm;
    assert!(urge.rules.iter().any(|rule| rule == "K2"));
    assert_eq!(urge.danger.leads_to, Destination::Help);
    assert!(urge.person.text.contains("somebody you trust"));
    assert!(urge.grounding.iter().all(|id| library().grounding(id).is_some()) && !urge.grounding.is_empty());
    assert!(urge.text.contains("nobody reads what you write here"), "it says truly whether anybody reads");
}

#[test]
fn k4_no_word_about_parts_stands_before_help() {
    let urge = &library().urge_to_harm;
    let said =
        format!("{} {} {} {}", urge.title, urge.text, urge.danger.text, urge.person.text).to_lowercase();
    assert!(!said.contains("part") && !said.contains("firefighter"));
}
