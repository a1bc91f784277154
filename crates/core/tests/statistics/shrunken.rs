//! A change drawn towards none.

use hearken_core::statistics::{Reliability, Shrunken};
use proptest::prelude::*;

use super::{prints, same};

fn example() -> Shrunken {
    Shrunken::of(-9.0, Reliability::new(5.2, 0.84).unwrap().s_diff(), 6.0).unwrap()
}

#[test]
fn a_fall_of_nine_points_has_its_weight_its_mean_and_its_spread() {
    prints(example().weight, 4, "0.8062");
    prints(example().mean, 3, "-7.256");
    prints(example().sd, 3, "2.641");
}

#[test]
fn a_fall_of_nine_points_has_its_interval() {
    prints(example().interval.low, 2, "-12.43");
    prints(example().interval.high, 2, "-2.08");
}

#[test]
fn a_fall_of_nine_points_has_its_probabilities() {
    prints(example().at_most(-5.0), 3, "0.803");
    prints(example().at_most(0.0), 3, "0.997");
    same(example().at_most(-5.0) + example().at_least(-5.0), 1.0);
}

#[test]
fn without_an_error_or_a_prior_nothing_is_shrunken() {
    for (s_diff, tau) in [(0.0, 6.0), (3.0, 0.0), (-3.0, 6.0), (3.0, -6.0), (0.0, 0.0)] {
        assert_eq!(Shrunken::of(-9.0, s_diff, tau), None);
    }
}

proptest! {
    #[test]
    fn what_is_left_has_the_sign_of_the_change_and_is_no_larger(
        change in -80_i32..80, s_diff in 0.1..20.0, tau in 0.1..20.0,
    ) {
        let change = f64::from(change);
        let shrunken = Shrunken::of(change, s_diff, tau).unwrap();
        prop_assert!((0.0..=1.0).contains(&shrunken.weight));
        prop_assert!(shrunken.mean.abs() <= change.abs() && shrunken.mean * change >= 0.0);
        prop_assert!(shrunken.sd <= s_diff && shrunken.sd <= tau * (1.0 + 1e-12));
    }

    #[test]
    fn a_fall_is_shrunken_as_a_rise_is(
        change in -80_i32..80, s_diff in 0.1..20.0, tau in 0.1..20.0, points in -20_i32..20,
    ) {
        let (change, points) = (f64::from(change), f64::from(points));
        let [one, other] = [change, -change].map(|change| Shrunken::of(change, s_diff, tau).unwrap());
        same(one.mean, -other.mean);
        same(one.interval.low, -other.interval.high);
        same(one.at_most(points), other.at_least(-points));
    }
}
