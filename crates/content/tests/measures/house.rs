//! SUDS, MOAA/S and what is of our own: sections 8 to 12 of the notes, rule by rule.

use hearken_content::{AnsweredBy, library};
use hearken_core::responses::Answer;
use hearken_measures::{Better, ItemKind};

use crate::answering::{measure, number, points, score, total};

const OURS: [&str; 4] = ["suds", "dissociation", "reflection", "self-energy"];

#[test]
fn whatever_is_our_own_says_that_it_is_not_validated() {
    for measure in &library().measures {
        let ours = OURS.contains(&measure.file.id.as_str());
        assert_eq!(measure.file.validated, !ours, "{}", measure.file.id);
    }
    assert!(measure("dissociation").file.unvalidated.as_ref().unwrap().contains("not the CADSS"));
}

#[test]
fn dissociation_is_three_items_from_none_to_extreme_and_wakes_nobody() {
    let check_in = measure("dissociation");
    let form = check_in.form.as_ref().unwrap();
    let items: Vec<_> = form.questions(&[]).collect();
    assert_eq!(items.len(), 3);
    for item in items {
        let labels: Vec<_> = item.options.iter().map(|one| (one.label.as_str(), one.whole())).collect();
        let wanted = ["none", "mild", "moderate", "strong", "extreme"];
        assert!(labels.iter().map(|(label, _)| *label).eq(wanted));
        assert!(labels.iter().map(|(_, value)| *value).eq((0..=4).map(Some)));
    }
    assert!(check_in.file.caution.as_ref().unwrap().contains("Nobody is woken"));
    assert!(check_in.file.scoring.scales.is_empty(), "a profile has no total");
}

#[test]
fn moaas_goes_from_5_to_0_and_more_is_better() {
    let moaas = measure("moaas");
    let form = moaas.form.as_ref().unwrap();
    let values: Vec<_> = form.item("moaas-1").unwrap().options.iter().map(|one| one.whole()).collect();
    assert_eq!(values, [5, 4, 3, 2, 1, 0].map(Some));
    assert_eq!(moaas.file.scoring.scales[0].better, Some(Better::Higher));
    assert_eq!(total(moaas, "score", &[number("moaas-1", 3)]), points(3));
    assert_eq!(moaas.file.scoring.scales[0].cuts.iter().map(|cut| cut.at).collect::<Vec<_>>(), [4, 0]);
    assert!(form.version.contains("trapezius"), "the version names the variant");
}

#[test]
fn moaas_whoever_sits_with_a_person_causes_no_pain() {
    let moaas = measure("moaas");
    assert_eq!(moaas.file.who, AnsweredBy::Observer);
    let sitter = moaas.file.sitter.as_ref().unwrap();
    assert_eq!((sitter.offers.as_slice(), sitter.event.as_str()), (&[5, 4, 3, 2][..], "cannot-be-woken"));
    assert_eq!(sitter.otherwise, "Does not wake when shaken");
}

#[test]
fn reflection_has_five_sliders_and_too_much_reaches_the_safety_rules() {
    let reflection = measure("reflection");
    let form = reflection.form.as_ref().unwrap();
    let texts: Vec<_> = form.questions(&[]).map(|item| item.text.as_str()).collect();
    let wanted = [
        "I met feelings I usually avoid",
        "Something felt resolved",
        "I understood a pattern of mine",
        "I felt safe",
        "It was too much",
    ];
    assert_eq!(texts, wanted);
    let feed = &reflection.file.feeds[0];
    assert_eq!(
        (feed.number.as_str(), feed.highest_of.as_slice()),
        ("too-much", &["reflection-too-much".to_owned()][..])
    );
    assert_eq!(library().safety.limits().get("too-much"), Some(7));
}

#[test]
fn self_energy_is_the_8_cs_as_a_profile_and_asks_which_part_is_closest() {
    let check = measure("self-energy");
    let form = check.form.as_ref().unwrap();
    let items: Vec<_> = form.questions(&[]).collect();
    let cs: Vec<String> = items.iter().take(8).map(|item| item.text.to_lowercase()).collect();
    let known: Vec<&str> = library().words.eight_cs.iter().map(|word| word.label.as_str()).collect();
    assert_eq!(cs, known);
    assert_eq!(
        (items[8].text.as_str(), items[8].kind),
        ("Which part is closest right now?", ItemKind::String)
    );
    assert!(!items[8].required);
    assert!(check.file.scoring.scales.is_empty(), "no total, no norms, no reliable change");
}

#[test]
fn sliders_take_0_to_10_and_nothing_else() {
    for id in ["suds", "reflection", "self-energy"] {
        let form = measure(id).form.as_ref().unwrap();
        for item in form.questions(&[]).filter(|item| item.kind == ItemKind::Integer) {
            assert!((0..=10).all(|value| item.takes(&Answer::Number(value))), "{}", item.link_id);
            assert!(!item.takes(&Answer::Number(11)) && !item.takes(&Answer::Number(-1)), "{}", item.link_id);
        }
    }
}

#[test]
fn suds_8_or_more_twice_in_a_row_offers_grounding() {
    let suds = measure("suds");
    let course = &suds.file.scoring.courses[0];
    for (totals, holds) in [
        (&[8, 8][..], true),
        (&[2, 9, 10], true),
        (&[8], false),
        (&[8, 7], false),
        (&[8, 7, 8], false),
        (&[], false),
    ] {
        assert_eq!(course.holds(totals), holds, "{totals:?}");
    }
    assert!(course.words.contains("Grounding"));
    assert_eq!(score(suds, &[number("suds-1", 10)]).safety.len(), 0);
}

#[test]
fn g4_each_looks_back_as_far_as_it_says() {
    let days: Vec<_> = ["phq-9", "gad-7", "phq-2", "gad-2", "pcl-5", "dass-21", "suds"]
        .map(|id| measure(id).file.recall_days)
        .to_vec();
    assert_eq!(days, [Some(14), Some(14), Some(14), Some(14), Some(30), Some(7), None]);
}

#[test]
fn g5_lower_is_better_but_for_moaas() {
    for measure in &library().measures {
        for scale in &measure.file.scoring.scales {
            let wanted = if measure.file.id == "moaas" { Better::Higher } else { Better::Lower };
            assert_eq!(scale.better, Some(wanted), "{} {}", measure.file.id, scale.id);
        }
    }
}
