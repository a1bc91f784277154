//! PHQ-9, GAD-7, PHQ-2 and GAD-2: sections 2 to 4 of the clinical notes on measures, rule by rule.

use crate::answering::{all, answers, band, filled, measure, number, points, score, symptoms, total};
use hearken_content::{Feed, Measure};
use hearken_measures::{Better, Scale, Total};

fn scale(measure: &'static Measure) -> &'static Scale {
    &measure.file.scoring.scales[0]
}

fn item(measure: &Measure, at: usize) -> &str {
    &measure.file.scoring.scales[0].items[at - 1]
}

#[test]
fn phq9_the_total_is_the_sum_of_items_1_to_9_and_item_10_counts_nowhere() {
    let phq = measure("phq-9");
    assert_eq!(total(phq, "total", &all(phq, &[0; 9])), points(0));
    assert_eq!(total(phq, "total", &all(phq, &[3; 9])), points(27));
    assert_eq!(total(phq, "total", &all(phq, &[1, 2, 3, 0, 1, 2, 3, 0, 1, 3])), points(13));
    let scored = score(phq, &all(phq, &[0; 9]));
    assert!(scored.is_complete(), "item 10 may stay open");
    assert!(!score(phq, &all(phq, &[0; 8])).is_complete());
}

#[test]
fn phq9_one_or_two_missing_are_filled_with_the_mean_and_more_have_no_total() {
    let phq = measure("phq-9");
    // 8 answered, sum 9: 9 × 9 / 8 = 10.125; 7 answered, sum 7: 9; 7 answered, sum 11: 14.14.
    let with = |values: &[i64]| total(phq, "total", &all(phq, values));
    assert_eq!(with(&[1, 1, 1, 1, 1, 1, 1, 2]), filled(10));
    assert_eq!(with(&[1; 7]), filled(9));
    assert_eq!(with(&[3, 3, 1, 1, 1, 1, 1]), filled(14));
    // 8 answered, sum 4: 4.5 is rounded upward.
    assert_eq!(with(&[1, 1, 1, 1, 0, 0, 0, 0]), filled(5));
    assert_eq!(with(&[3; 6]), Total::NotEnough { answered: 6, of: 9 });
    assert_eq!(total(phq, "total", &[]), Total::NotEnough { answered: 0, of: 9 });
}

#[test]
fn g2_a_missing_answer_is_never_a_0() {
    let phq = measure("phq-9");
    let eight = answers(phq, &[Some(3), Some(3), Some(3), Some(3), Some(3), Some(3), Some(3), Some(3), None]);
    assert_eq!(total(phq, "total", &eight), filled(27), "a 0 would have made it 24");
}

#[test]
fn phq9_bands_are_those_of_kroenke_2001_to_the_point() {
    let phq = measure("phq-9");
    let edges = [
        (0, 4, "none or minimal"),
        (5, 9, "mild"),
        (10, 14, "moderate"),
        (15, 19, "moderately severe"),
        (20, 27, "severe"),
    ];
    for (from, to, name) in edges {
        assert_eq!((band(phq, "total", from), band(phq, "total", to)), (Some(name), Some(name)));
    }
    assert_eq!((band(phq, "total", -1), band(phq, "total", 28)), (None, None));
    assert_eq!(scale(phq).cuts[0].at, 10);
}

#[test]
fn phq9_the_symptom_algorithm_counts_items_from_2_on_and_item_9_from_1_on() {
    let phq = measure("phq-9");
    let of = |values: &[i64]| symptoms(&score(phq, &all(phq, values)));
    assert_eq!(of(&[2, 2, 2, 2, 2, 0, 0, 0, 0]), ["major"]);
    assert_eq!(of(&[2, 2, 2, 2, 0, 0, 0, 0, 1]), ["major"], "item 9 counts at 1");
    assert_eq!(of(&[2, 2, 2, 2, 1, 1, 1, 1, 0]), ["other"]);
    assert_eq!(of(&[0, 2, 0, 0, 0, 0, 0, 0, 1]), ["other"]);
    assert_eq!(of(&[0, 2, 0, 0, 0, 0, 0, 0, 0]), [""; 0], "one alone is too few");
    assert_eq!(of(&[1, 1, 3, 3, 3, 3, 3, 3, 3]), [""; 0], "item 1 or 2 has to be among them");
    let told = |one: &hearken_measures::Outcome| one.words.is_empty() && one.name.contains("no diagnosis");
    assert!(phq.file.scoring.symptoms.iter().all(told), "for clinicians only");
}

#[test]
fn phq9_and_gad7_have_response_remission_and_reliable_change_as_defined() {
    for id in ["phq-9", "gad-7"] {
        let scale = scale(measure(id));
        assert_eq!(
            (scale.response_percent, scale.remission_below, scale.case, scale.better),
            (Some(50), Some(5), Some(10), Some(Better::Lower)),
            "{id}"
        );
        let reliable = scale.reliable.as_ref().unwrap();
        assert_eq!(reliable.points, 6, "{id}");
        // 1.96 × SD × √2 × √(1 − r), as computed in section 1 of the notes on outcomes.
        let (sd, r) = (reliable.sd.unwrap(), reliable.r.unwrap());
        let computed = 1.96 * sd * 2_f64.sqrt() * (1.0 - r).sqrt();
        let printed = if id == "phq-9" { 5.77 } else { 5.37 };
        assert!((computed - printed).abs() < 0.005, "{id}: {computed}");
        assert!(
            reliable.note.is_some() && !reliable.sources.is_empty(),
            "another value is published, and is said"
        );
    }
    assert_eq!(scale(measure("phq-9")).felt.as_ref().unwrap().at, 5);
    assert_eq!(scale(measure("gad-7")).felt.as_ref().unwrap().at, 4);
}

#[test]
fn phq9_and_gad7_tell_the_rules_how_far_they_rose() {
    for (id, number) in [("phq-9", "phq9-rise"), ("gad-7", "gad7-rise")] {
        let feed =
            Feed { number: number.to_owned(), highest_of: Vec::new(), rise_of: Some("total".to_owned()) };
        assert_eq!(measure(id).file.feeds, [feed]);
    }
}

#[test]
fn gad7_the_total_is_the_sum_and_one_missing_is_filled_with_the_mean() {
    let gad = measure("gad-7");
    assert_eq!(total(gad, "total", &all(gad, &[3; 7])), points(21));
    assert_eq!(total(gad, "total", &all(gad, &[1, 1, 1, 1, 1, 2])), filled(8), "7 × 7 / 6 = 8.17");
    assert_eq!(total(gad, "total", &all(gad, &[3; 5])), Total::NotEnough { answered: 5, of: 7 });
}

#[test]
fn gad7_bands_are_those_of_spitzer_2006_to_the_point() {
    let gad = measure("gad-7");
    for (from, to, name) in [(0, 4, "minimal"), (5, 9, "mild"), (10, 14, "moderate"), (15, 21, "severe")] {
        assert_eq!((band(gad, "total", from), band(gad, "total", to)), (Some(name), Some(name)));
    }
    assert_eq!(scale(gad).cuts[0].at, 10);
}

#[test]
fn gad7_items_6_and_7_are_not_swapped() {
    let gad = measure("gad-7");
    let form = gad.form.as_ref().unwrap();
    let text = |at: usize| form.item(item(gad, at)).unwrap().text.as_str();
    assert_eq!(text(6), "Becoming easily annoyed or irritable");
    assert_eq!(text(7), "Feeling afraid as if something awful might happen");
    assert_eq!((item(gad, 6), item(gad, 7)), ("/69689-8", "/69736-7"));
}

#[test]
fn phq2_and_gad2_are_the_first_two_items_with_the_same_codes_and_a_cut_of_3() {
    for (short, long) in [("phq-2", "phq-9"), ("gad-2", "gad-7")] {
        let (short, long) = (measure(short), measure(long));
        assert_eq!(scale(short).items, scale(long).items[..2]);
        let (few, many) = (short.form.as_ref().unwrap(), long.form.as_ref().unwrap());
        for link_id in &scale(short).items {
            assert_eq!(few.item(link_id), many.item(link_id));
        }
        assert_eq!(total(short, "total", &all(short, &[3, 3])), points(6));
        assert_eq!(total(short, "total", &all(short, &[3])), Total::NotEnough { answered: 1, of: 2 });
        assert_eq!((scale(short).cuts[0].at, scale(short).bands.len()), (3, 0));
    }
    assert_eq!(scale(measure("phq-2")).loinc.as_deref(), Some("55758-7"));
    assert_eq!(scale(measure("gad-2")).loinc, None, "no code of its total was found");
}

#[test]
fn phq2_says_that_it_is_never_the_only_one_in_a_treatment_week() {
    let file = &measure("phq-2").file;
    assert!(file.caution.as_ref().unwrap().contains("never the only one"));
    assert!(file.scoring.safety.is_empty(), "it does not hold the suicide item");
}

#[test]
fn an_answer_to_a_question_that_is_not_there_counts_nowhere() {
    let phq = measure("phq-9");
    let mut given = all(phq, &[1; 9]);
    given.push(number("/44261-6", 27));
    assert_eq!(total(phq, "total", &given), points(9), "totals are computed, never typed in (G2)");
}
