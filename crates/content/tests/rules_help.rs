//! Rules K4 and K7 of the clinical notes on crisis care, by their ids, held against the content we ship.

use hearken_content::{Tag, library};

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
