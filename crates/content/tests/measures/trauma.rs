//! PCL-5, PC-PTSD-5 and DASS-21: sections 5 and 12 of the clinical notes on measures, rule by rule.

use crate::answering::{all, band, measure, number, points, score, symptoms, total};
use hearken_core::responses::Given;
use hearken_measures::Total;

/// Zeros, but for these items of the PCL-5.
fn pcl(high: &[(usize, i64)]) -> Vec<Given> {
    let value = |at: usize| high.iter().find(|(item, _)| *item == at).map_or(0, |(_, value)| *value);
    all(measure("pcl-5"), &(1..=20).map(value).collect::<Vec<_>>())
}

#[test]
fn pcl5_the_total_goes_to_80_and_the_clusters_to_20_8_28_and_24() {
    let pcl5 = measure("pcl-5");
    let full = all(pcl5, &[4; 20]);
    let totals: Vec<_> = ["total", "b", "c", "d", "e"].map(|scale| total(pcl5, scale, &full)).to_vec();
    assert_eq!(totals, [80, 20, 8, 28, 24].map(points));
    let one_each = pcl(&[(1, 1), (6, 1), (8, 1), (15, 1)]);
    let totals: Vec<_> = ["total", "b", "c", "d", "e"].map(|scale| total(pcl5, scale, &one_each)).to_vec();
    assert_eq!(totals, [4, 1, 1, 1, 1].map(points));
}

#[test]
fn pcl5_the_provisional_rule_needs_1_1_2_and_2_items_at_2() {
    let of = |high: &[(usize, i64)]| symptoms(&score(measure("pcl-5"), &pcl(high)));
    let least = [(5, 2), (7, 2), (8, 2), (14, 2), (15, 2), (20, 2)];
    assert_eq!(of(&least), ["provisional"]);
    for missing in 0..least.len() {
        let mut less = least.to_vec();
        less[missing].1 = 1;
        assert_eq!(of(&less), [""; 0], "without item {}", least[missing].0);
    }
}

#[test]
fn pcl5_has_no_bands_and_a_cut_of_33() {
    let scales = &measure("pcl-5").file.scoring.scales;
    assert!(scales.iter().all(|scale| scale.bands.is_empty() && scale.loinc.is_none()));
    assert!((0..=80).all(|points| band(measure("pcl-5"), "total", points).is_none()));
    assert_eq!((scales[0].cuts[0].at, scales[0].reliable.as_ref().unwrap().points), (33, 18));
}

#[test]
fn pcl5_with_one_item_missing_has_no_total() {
    let mut given = pcl(&[]);
    given.remove(3);
    let pcl5 = measure("pcl-5");
    assert_eq!(total(pcl5, "total", &given), Total::NotEnough { answered: 19, of: 20 });
    assert_eq!(total(pcl5, "b", &given), Total::NotEnough { answered: 4, of: 5 });
    assert_eq!(total(pcl5, "c", &given), points(0));
}

#[test]
fn pcl5_offers_grounding_afterwards() {
    assert!(measure("pcl-5").file.afterwards.as_ref().unwrap().contains("Grounding"));
}

#[test]
fn pcptsd5_without_exposure_the_total_is_0_and_nothing_more_is_asked() {
    let screen = measure("pc-ptsd-5");
    let form = screen.form.as_ref().unwrap();
    let asked = |given: &[Given]| form.questions(given).count();
    let (no, yes) = (number("pcptsd5-exposure", 0), number("pcptsd5-exposure", 1));
    assert_eq!((asked(&[]), asked(std::slice::from_ref(&no)), asked(std::slice::from_ref(&yes))), (1, 1, 6));
    let scored = score(screen, std::slice::from_ref(&no));
    assert_eq!((scored.main().unwrap().1, scored.is_complete()), (points(0), true));
    assert_eq!(total(screen, "total", std::slice::from_ref(&yes)), Total::NotEnough { answered: 0, of: 5 });
    // What was answered before the no counts nowhere.
    let both: Vec<Given> =
        [vec![no], (1..=5).map(|at| number(&format!("pcptsd5-{at}"), 1)).collect()].concat();
    assert_eq!(total(screen, "total", &both), points(0));
}

#[test]
fn pcptsd5_counts_each_yes_and_3_are_positive() {
    let screen = measure("pc-ptsd-5");
    assert_eq!(total(screen, "total", &all(screen, &[1, 1, 0, 1, 0, 1])), points(3));
    assert_eq!(screen.file.scoring.scales[0].cuts[0].at, 3);
    assert_eq!(
        total(screen, "total", &all(screen, &[1, 1, 1, 1, 1])),
        Total::NotEnough { answered: 4, of: 5 }
    );
}

#[test]
fn dass21_each_sum_of_seven_is_doubled() {
    let dass = measure("dass-21");
    let full = all(dass, &[3; 21]);
    for scale in ["depression", "anxiety", "stress"] {
        assert_eq!(total(dass, scale, &full), points(42));
    }
    // Items 3, 5, 10, 13, 16, 17 and 21 are those of depression.
    let mut only = [0; 21];
    for at in [3, 5, 10, 13, 16, 17, 21] {
        only[at - 1] = 1;
    }
    let given = all(dass, &only);
    let totals: Vec<_> = ["depression", "anxiety", "stress"].map(|scale| total(dass, scale, &given)).to_vec();
    assert_eq!(totals, [14, 0, 0].map(points));
    let mut only = [0; 21];
    for at in [2, 4, 7, 9, 15, 19, 20] {
        only[at - 1] = 2;
    }
    assert_eq!(total(dass, "anxiety", &all(dass, &only)), points(28));
    assert_eq!(total(dass, "depression", &all(dass, &[1; 20])), Total::NotEnough { answered: 6, of: 7 });
}

#[test]
fn dass21_bands_are_those_of_the_manual_to_the_point() {
    let dass = measure("dass-21");
    let names = ["normal", "mild", "moderate", "severe", "extremely severe"];
    let ends = [
        ("depression", [9, 13, 20, 27, 42]),
        ("anxiety", [7, 9, 14, 19, 42]),
        ("stress", [14, 18, 25, 33, 42]),
    ];
    for (scale, ends) in ends {
        let mut from = 0;
        for (name, to) in names.into_iter().zip(ends) {
            assert_eq!((band(dass, scale, from), band(dass, scale, to)), (Some(name), Some(name)), "{scale}");
            from = to + 1;
        }
    }
}
