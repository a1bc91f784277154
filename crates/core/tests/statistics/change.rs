//! One change of one score.

use hearken_core::statistics::{
    Direction::{Higher, Lower},
    Norms,
    Outcome::{self, Deteriorated, Improved, Recovered, Unchanged},
    Reliability, Threshold, baseline, cut_off, expected_retest, remission, response,
};
use proptest::prelude::*;

use super::{prints, same};

fn paper() -> Reliability {
    Reliability::new(7.5, 0.80).unwrap()
}

fn phq9() -> Reliability {
    Reliability::new(5.2, 0.84).unwrap()
}

#[test]
fn the_example_of_jacobson_and_truax_has_its_errors_its_index_and_its_threshold() {
    prints(paper().sem(), 4, "3.3541");
    prints(paper().s_diff(), 4, "4.7434");
    prints(paper().rc(32.5, 47.5).unwrap(), 4, "3.1623");
    prints(paper().threshold(), 4, "9.2971");
}

#[test]
fn the_cut_off_of_their_example_lies_halfway_between_groups_that_vary_alike() {
    let cut = cut_off(Norms { mean: 40.0, sd: 7.5 }, Norms { mean: 60.0, sd: 7.5 }).unwrap();
    prints(cut, 1, "50.0");
}

#[test]
fn the_cut_off_lies_nearer_to_the_group_that_varies_less() {
    let cut = cut_off(Norms { mean: 15.0, sd: 6.0 }, Norms { mean: 3.0, sd: 3.0 }).unwrap();
    same(cut, (3.0 * 15.0 + 6.0 * 3.0) / 9.0);
    assert!(cut < 9.0);
}

#[test]
fn a_phq_9_that_falls_from_18_to_9_falls_by_more_than_its_threshold() {
    prints(phq9().s_diff(), 4, "2.9416");
    prints(phq9().rc(18.0, 9.0).unwrap(), 4, "-3.0596");
    prints(phq9().threshold(), 2, "5.77");
}

#[test]
fn the_threshold_of_the_gad_7_is_another_with_a_retest_than_with_an_alpha() {
    prints(Reliability::new(4.7, 0.83).unwrap().threshold(), 2, "5.37");
    prints(Reliability::new(4.7, 0.92).unwrap().threshold(), 2, "3.68");
}

#[test]
fn a_score_has_one_of_four_outcomes() {
    let outcome = |before, after| {
        Outcome::of(before, after, Lower, Threshold::MoreThan(phq9().threshold()), Some(10.0))
    };
    assert_eq!(outcome(18.0, 9.0), Recovered);
    assert_eq!(outcome(18.0, 12.0), Improved);
    assert_eq!(outcome(18.0, 13.0), Unchanged);
    assert_eq!(outcome(18.0, 18.0), Unchanged);
    assert_eq!(outcome(12.0, 17.0), Unchanged);
    assert_eq!(outcome(12.0, 18.0), Deteriorated);
}

#[test]
fn a_score_at_the_cut_off_has_not_passed_it() {
    let outcome = |before, after| Outcome::of(before, after, Lower, Threshold::AtLeast(6.0), Some(10.0));
    assert_eq!(outcome(16.0, 10.0), Improved);
    assert_eq!(outcome(10.0, 4.0), Recovered);
}

#[test]
fn who_was_past_the_cut_off_from_the_beginning_can_improve_but_not_recover() {
    assert_eq!(Outcome::of(9.0, 2.0, Lower, Threshold::AtLeast(6.0), Some(10.0)), Improved);
}

#[test]
fn a_published_threshold_is_passed_at_its_number_and_a_computed_one_beyond_it() {
    assert_eq!(Outcome::of(18.0, 12.0, Lower, Threshold::AtLeast(6.0), None), Improved);
    assert_eq!(Outcome::of(18.0, 12.0, Lower, Threshold::MoreThan(6.0), None), Unchanged);
    assert_eq!(Outcome::of(12.0, 18.0, Lower, Threshold::AtLeast(6.0), None), Deteriorated);
}

#[test]
fn a_score_that_did_not_move_is_unchanged_whatever_the_threshold() {
    for threshold in [Threshold::AtLeast(0.0), Threshold::MoreThan(-1.0)] {
        assert_eq!(Outcome::of(12.0, 12.0, Lower, threshold, Some(10.0)), Unchanged);
    }
}

#[test]
fn where_higher_is_better_a_rise_is_the_improvement() {
    let outcome = |before, after| Outcome::of(before, after, Higher, Threshold::AtLeast(10.0), Some(50.0));
    assert_eq!(outcome(28.0, 60.0), Recovered);
    assert_eq!(outcome(28.0, 40.0), Improved);
    assert_eq!(outcome(60.0, 28.0), Deteriorated);
}

#[test]
fn half_of_the_baseline_or_less_is_a_response() {
    assert_eq!(response(18.0, 9.0, Lower, 50.0), Some(true));
    assert_eq!(response(18.0, 10.0, Lower, 50.0), Some(false));
    assert_eq!(response(17.0, 9.0, Lower, 50.0), Some(false));
    assert_eq!(response(17.0, 8.0, Lower, 50.0), Some(true));
    assert_eq!(response(20.0, 14.0, Lower, 30.0), Some(true));
    assert_eq!(response(20.0, 15.0, Lower, 30.0), Some(false));
}

#[test]
fn there_is_no_response_from_nothing_and_none_where_higher_is_better() {
    assert_eq!(response(0.0, 0.0, Lower, 50.0), None);
    assert_eq!(response(40.0, 10.0, Higher, 50.0), None);
}

#[test]
fn below_the_cut_is_a_remission_for_those_who_were_high_enough_to_have_one() {
    assert_eq!(remission(18.0, 4.0, Lower, 5.0, 10.0), Some(true));
    assert_eq!(remission(18.0, 5.0, Lower, 5.0, 10.0), Some(false));
    assert_eq!(remission(10.0, 0.0, Lower, 5.0, 10.0), Some(true));
    assert_eq!(remission(9.0, 4.0, Lower, 5.0, 10.0), None);
    assert_eq!(remission(18.0, 4.0, Higher, 5.0, 10.0), None);
}

#[test]
fn a_high_score_is_expected_to_be_lower_the_next_time_with_nothing_done() {
    let expected = expected_retest(20.0, 12.0, 0.84).unwrap();
    prints(expected, 2, "18.72");
    prints(expected - 20.0, 2, "-1.28");
    assert_eq!(expected_retest(20.0, 12.0, 1.0), Some(20.0));
    assert_eq!(expected_retest(20.0, 12.0, 0.0), Some(12.0));
    assert_eq!(expected_retest(20.0, 12.0, 1.2), None);
}

#[test]
fn a_baseline_is_the_mean_of_two_or_more_that_lie_far_enough_apart() {
    assert_eq!(baseline(&[(0.0, 18.0), (7.0, 15.0)], 7.0), Some(16.5));
    assert_eq!(baseline(&[(7.0, 15.0), (0.0, 18.0), (14.0, 15.0)], 7.0), Some(16.0));
    assert_eq!(baseline(&[(0.0, 18.0), (6.0, 15.0)], 7.0), None);
    assert_eq!(baseline(&[(0.0, 18.0)], 0.0), None);
    assert_eq!(baseline(&[], 0.0), None);
}

#[test]
fn a_questionnaire_that_never_errs_or_always_does_has_no_threshold() {
    for (sd, r) in [(0.0, 0.8), (-1.0, 0.8), (5.0, 1.0), (5.0, 1.1), (5.0, -0.1), (f64::MAX, 0.0)] {
        assert_eq!(Reliability::new(sd, r), None, "{sd} {r}");
    }
    assert!(Reliability::new(5.0, 0.0).is_some());
}

#[test]
fn there_is_no_cut_off_between_groups_that_do_not_vary() {
    let fixed = |mean| Norms { mean, sd: 0.0 };
    assert_eq!(cut_off(fixed(4.0), fixed(6.0)), None);
    assert_eq!(cut_off(Norms { mean: 4.0, sd: -1.0 }, Norms { mean: 6.0, sd: 3.0 }), None);
}

proptest! {
    #[test]
    fn a_fall_where_lower_is_better_is_a_rise_where_higher_is(
        before in 0_i32..80, after in 0_i32..80, least in 1_i32..20, cut in 0_i32..80,
    ) {
        let [before, after, least, cut] = [before, after, least, cut].map(f64::from);
        for threshold in [Threshold::AtLeast(least), Threshold::MoreThan(least)] {
            let fallen = Outcome::of(before, after, Lower, threshold, Some(cut));
            prop_assert_eq!(fallen, Outcome::of(-before, -after, Higher, threshold, Some(-cut)));
        }
    }

    #[test]
    fn the_index_and_the_threshold_say_the_same(
        before in 0_i32..80, after in 0_i32..80, sd in 1.0..20.0, r in 0.0..0.99,
    ) {
        let (before, after) = (f64::from(before), f64::from(after));
        let reliability = Reliability::new(sd, r).unwrap();
        let threshold = Threshold::MoreThan(reliability.threshold());
        let by_index = reliability.rc(before, after).unwrap().abs() > 1.96;
        prop_assert_eq!(Outcome::of(before, after, Lower, threshold, None) != Unchanged, by_index);
    }

    #[test]
    fn where_the_scale_begins_and_how_fine_it_is_change_no_index(
        before in 0_i32..80, after in 0_i32..80, shift in -99_i32..99, scale in 1_i32..9,
    ) {
        let (shift, scale) = (f64::from(shift), f64::from(scale));
        let other = |score| f64::from(score) * scale + shift;
        let one = paper().rc(f64::from(before), f64::from(after)).unwrap();
        let scaled = Reliability::new(7.5 * scale, 0.8).unwrap();
        same(one, scaled.rc(other(before), other(after)).unwrap());
    }
}
