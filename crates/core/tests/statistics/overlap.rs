//! Two phases beside each other.

use hearken_core::statistics::{
    Direction::{self, Higher, Lower},
    Overlap, Pairs, ird, pand, pem, pnd, s_within, smallest_p, tau_u,
};
use proptest::{collection::vec, prelude::*};

use super::{prints, same};

/// The example of Parker, Vannest & Davis 2011 for all their measures.
const BEFORE: [f64; 6] = [20.0, 20.0, 26.0, 25.0, 22.0, 23.0];
const AFTER: [f64; 7] = [28.0, 25.0, 24.0, 27.0, 30.0, 30.0, 29.0];

/// Their second, with a trend before.
const RISING: [f64; 4] = [3.0, 3.0, 4.0, 5.0];
const RISEN: [f64; 5] = [4.0, 5.0, 6.0, 7.0, 7.0];

/// A fall with ties.
const HIGH: [f64; 4] = [16.0, 14.0, 17.0, 15.0];
const LOW: [f64; 5] = [14.0, 12.0, 15.0, 9.0, 8.0];

fn example() -> Overlap {
    Overlap::of(&BEFORE, &AFTER, Higher).unwrap()
}

#[test]
fn the_first_example_of_parker_vannest_and_davis_has_its_nap_and_its_tau() {
    assert_eq!(example().nap, 38.5 / 42.0);
    assert_eq!(example().tau(), 35.0 / 42.0);
    prints(example().nap, 4, "0.9167");
    prints(example().tau(), 4, "0.8333");
}

#[test]
fn the_first_example_of_parker_vannest_and_davis_has_its_older_measures() {
    assert_eq!(pnd(&BEFORE, &AFTER, Higher), Some(5.0 / 7.0));
    assert_eq!(pand(&BEFORE, &AFTER, Higher), Some(11.0 / 13.0));
    assert_eq!(pem(&BEFORE, &AFTER, Higher), Some(7.0 / 7.0));
    same(ird(&BEFORE, &AFTER, Higher).unwrap(), 6.0 / 7.0 - 1.0 / 6.0);
}

#[test]
fn the_first_example_of_parker_vannest_and_davis_has_its_errors_and_its_interval() {
    prints(example().se, 4, "0.0690");
    prints(example().null_se, 4, "0.1667");
    prints(example().interval.low, 3, "0.597");
    prints(example().interval.high, 3, "0.986");
}

#[test]
fn the_interval_of_tau_is_that_of_nap_on_its_scale() {
    let (nap, tau) = (example().interval, example().tau_interval());
    same(tau.low, 2.0 * nap.low - 1.0);
    same(tau.high, 2.0 * nap.high - 1.0);
    assert!(tau.low < example().tau() && example().tau() < tau.high);
}

#[test]
fn the_second_example_of_parker_vannest_and_davis_has_its_s_its_tau_and_its_tau_u() {
    let overlap = Overlap::of(&RISING, &RISEN, Higher).unwrap();
    assert_eq!(overlap.pairs.s(), 16);
    assert_eq!(s_within(&RISING, Higher), 5);
    assert_eq!(overlap.tau(), 16.0 / 20.0);
    assert_eq!(tau_u(&RISING, &RISEN, Higher), Some(11.0 / 20.0));
}

#[test]
fn a_rise_that_was_there_before_still_has_a_tau_of_one_and_a_tau_u_of_six_tenths() {
    let (before, after) = ([1.0, 2.0, 3.0, 4.0, 5.0], [6.0, 7.0, 8.0, 9.0, 10.0]);
    assert_eq!(Overlap::of(&before, &after, Higher).unwrap().tau(), 1.0);
    prints(tau_u(&before, &after, Higher).unwrap(), 2, "0.60");
}

#[test]
fn a_fall_with_ties_counts_a_tie_as_half() {
    let overlap = Overlap::of(&HIGH, &LOW, Lower).unwrap();
    assert_eq!(overlap.nap, 18.0 / 20.0);
    prints(overlap.nap, 2, "0.90");
    prints(overlap.tau(), 2, "0.80");
    assert_eq!(s_within(&HIGH, Lower), 0);
}

#[test]
fn the_comparisons_can_be_said_as_counts() {
    let overlap = Overlap::of(&HIGH, &LOW, Lower).unwrap();
    assert_eq!(overlap.pairs, Pairs { better: 17, tied: 2, worse: 1 });
    assert_eq!(overlap.pairs.total(), 20);
}

#[test]
fn with_few_points_no_pattern_is_rare() {
    let smallest = [
        (2, 3, 2, "0.10"),
        (3, 3, 2, "0.05"),
        (3, 4, 3, "0.029"),
        (4, 4, 3, "0.014"),
        (5, 5, 3, "0.004"),
        (3, 6, 3, "0.012"),
        (2, 8, 3, "0.022"),
    ];
    for (before, after, digits, printed) in smallest {
        prints(smallest_p(before, after), digits, printed);
        prints(smallest_p(after, before), digits, printed);
    }
    assert_eq!(smallest_p(0, 7), 1.0);
    assert_eq!(smallest_p(usize::MAX, usize::MAX), 0.0);
}

#[test]
fn with_fewer_than_three_points_in_a_phase_there_are_only_the_points() {
    let (two, three) = ([4.0, 5.0], [1.0, 2.0, 3.0]);
    for (before, after) in [(&two[..], &three[..]), (&three[..], &two[..]), (&[], &[])] {
        assert_eq!(Overlap::of(before, after, Lower), None);
        for measure in [tau_u, pnd, pem, pand, ird] {
            assert_eq!(measure(before, after, Lower), None);
        }
    }
    assert!(Overlap::of(&three, &three, Lower).is_some());
}

#[test]
fn phases_apart_have_an_error_and_an_interval_all_the_same() {
    let overlap = Overlap::of(&[9.0, 8.0, 7.0], &[3.0, 2.0, 1.0], Lower).unwrap();
    assert_eq!((overlap.nap, overlap.interval.high), (1.0, 1.0));
    // NAP taken half a pair further in: 17 of 18.
    same(overlap.se, (17.0 / 18.0 / 18.0 / 4.0_f64).sqrt());
    assert!(overlap.interval.low > 0.0 && overlap.interval.low < 0.7);
}

#[test]
fn one_value_throughout_is_chance() {
    let overlap = Overlap::of(&[4.0; 5], &[4.0; 6], Lower).unwrap();
    assert_eq!((overlap.nap, overlap.tau()), (0.5, 0.0));
    assert_eq!(overlap.pairs, Pairs { better: 0, tied: 30, worse: 0 });
}

#[test]
fn zero_is_zero_whatever_its_sign() {
    let overlap = Overlap::of(&[0.0, -0.0, 0.0], &[-0.0, 0.0, -0.0], Lower).unwrap();
    assert_eq!(overlap.pairs.tied, 9);
}

/// The standard error by its formula, pair by pair.
fn error_by_pairs(before: &[f64], after: &[f64]) -> f64 {
    let q = |a: f64, b: f64| if b > a { 1.0 } else { f64::from(u8::from(a == b)) / 2.0 };
    let (m, n) = (before.len() as f64, after.len() as f64);
    let all = || before.iter().flat_map(|a| after.iter().map(move |b| q(*a, *b)));
    let nap = all().sum::<f64>() / (m * n);
    let row = |a: &f64| after.iter().map(|b| q(*a, *b) - nap).sum::<f64>().powi(2);
    let column = |b: &f64| before.iter().map(|a| q(*a, *b) - nap).sum::<f64>().powi(2);
    let q1 = before.iter().map(row).sum::<f64>() / (m * n * n);
    let q2 = after.iter().map(column).sum::<f64>() / (m * m * n);
    let q3 = all().map(|q| (q - nap).powi(2)).sum::<f64>() / (m * n);
    ((nap * (1.0 - nap) + n * q1 + m * q2 - 2.0 * q3) / ((m - 1.0) * (n - 1.0))).sqrt()
}

fn scores(many: impl Into<proptest::collection::SizeRange>) -> impl Strategy<Value = Vec<f64>> {
    vec((0_i32..28).prop_map(f64::from), many)
}

fn direction() -> impl Strategy<Value = Direction> {
    prop_oneof![Just(Lower), Just(Higher)]
}

/// Both overlaps, but for what computers round.
fn alike(one: &Overlap, other: &Overlap) {
    assert_eq!((one.pairs, one.nap, one.interval), (other.pairs, other.nap, other.interval));
    same(one.se, other.se);
}

proptest! {
    #[test]
    fn better_one_way_is_worse_the_other(a in scores(3..12), b in scores(3..12), direction in direction()) {
        let there = Overlap::of(&a, &b, direction).unwrap();
        let back = Overlap::of(&b, &a, direction).unwrap();
        same(there.nap + back.nap, 1.0);
        prop_assert_eq!(there.tau(), -back.tau());
        same(there.interval.low, 1.0 - back.interval.high);
    }

    #[test]
    fn tau_lies_between_minus_one_and_one_and_in_its_interval(
        a in scores(3..12), b in scores(3..12), direction in direction(),
    ) {
        let overlap = Overlap::of(&a, &b, direction).unwrap();
        let (tau, interval) = (overlap.tau(), overlap.tau_interval());
        prop_assert!(-1.0 <= interval.low && interval.low <= tau && tau <= interval.high && interval.high <= 1.0);
        same(tau, 2.0 * overlap.nap - 1.0);
    }

    #[test]
    fn the_order_within_a_phase_changes_nothing(
        (a, mixed_a) in scores(3..12).prop_flat_map(|a| (Just(a.clone()), Just(a).prop_shuffle())),
        (b, mixed_b) in scores(3..12).prop_flat_map(|b| (Just(b.clone()), Just(b).prop_shuffle())),
    ) {
        let one = Overlap::of(&a, &b, Lower).unwrap();
        alike(&one, &Overlap::of(&mixed_a, &mixed_b, Lower).unwrap());
    }

    #[test]
    fn where_the_scale_begins_and_how_fine_it_is_change_no_overlap(
        a in scores(3..12), b in scores(3..12), shift in -50_i32..50, scale in 1_i32..9,
    ) {
        let other = |values: &[f64]| -> Vec<f64> {
            values.iter().map(|value| value * f64::from(scale) + f64::from(shift)).collect()
        };
        let one = Overlap::of(&a, &b, Lower).unwrap();
        alike(&one, &Overlap::of(&other(&a), &other(&b), Lower).unwrap());
    }

    #[test]
    fn a_fall_overlaps_where_lower_is_better_as_a_rise_where_higher_is(a in scores(3..12), b in scores(3..12)) {
        let turned = |values: &[f64]| -> Vec<f64> { values.iter().map(|value| 27.0 - value).collect() };
        let (c, d) = (turned(&a), turned(&b));
        alike(&Overlap::of(&a, &b, Lower).unwrap(), &Overlap::of(&c, &d, Higher).unwrap());
        for measure in [tau_u, pnd, pem, pand, ird] {
            same(measure(&a, &b, Lower).unwrap(), measure(&c, &d, Higher).unwrap());
        }
    }

    #[test]
    fn the_error_is_that_of_its_formula_pair_by_pair(a in scores(3..12), b in scores(3..12)) {
        let overlap = Overlap::of(&a, &b, Higher).unwrap();
        let by_pairs = error_by_pairs(&a, &b);
        if overlap.nap > 0.0 && overlap.nap < 1.0 {
            same(overlap.se, by_pairs);
        }
    }

    #[test]
    fn the_ends_of_the_interval_solve_its_equation(a in scores(3..12), b in scores(3..12)) {
        let Overlap { nap, interval, .. } = Overlap::of(&a, &b, Higher).unwrap();
        let (m, n) = (a.len() as f64, b.len() as f64);
        let h = (m + n) / 2.0 - 1.0;
        for t in [interval.low, interval.high] {
            let spread = 1.0 / h + (1.0 - t) / (2.0 - t) + t / (1.0 + t);
            same((nap - t).powi(2), 1.96 * 1.96 * h * t * (1.0 - t) / (m * n) * spread);
        }
    }
}
