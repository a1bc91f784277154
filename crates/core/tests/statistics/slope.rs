//! How steep a line is, and what is left of an overlap without it.

use hearken_core::statistics::{
    Dated,
    Direction::{Higher, Lower},
    MOST_POINTS, Overlap, Slope, corrected_tau,
};
use proptest::{collection::vec, prelude::*};

use super::{daily, prints, same};

fn weekly(values: &[f64]) -> Vec<Dated> {
    daily(0, values).into_iter().map(|(week, value)| (7.0 * week, value)).collect()
}

#[test]
fn a_line_over_five_weeks_has_its_slope_its_height_and_its_pairs() {
    let slope = Slope::of(&weekly(&[18.0, 17.0, 14.0, 13.0, 9.0, 8.0])).unwrap();
    prints(slope.per_day, 6, "-0.285714");
    prints(slope.per_day * 7.0, 1, "-2.0");
    prints(slope.intercept, 1, "18.0");
    assert_eq!(slope.pairs, 15);
}

#[test]
fn one_wild_value_leaves_the_slope_a_fall() {
    let slope = Slope::of(&daily(1, &[18.0, 17.0, 14.0, 13.0, 9.0, 30.0])).unwrap();
    prints(slope.per_day, 4, "-1.6667");
}

#[test]
fn points_of_one_day_are_no_pair() {
    let slope = Slope::of(&[(0.0, 10.0), (0.0, 12.0), (7.0, 4.0)]).unwrap();
    assert_eq!(slope.pairs, 2);
    same(slope.per_day, -1.0);
    assert_eq!(Slope::of(&[(3.0, 10.0), (3.0, 12.0), (3.0, 4.0)]), None);
}

#[test]
fn two_points_are_no_line_and_too_many_are_not_looked_at() {
    assert_eq!(Slope::of(&daily(0, &[1.0, 2.0])), None);
    assert_eq!(Slope::of(&[]), None);
    assert_eq!(Slope::of(&daily(0, &vec![1.0; MOST_POINTS + 1])), None);
    assert_eq!(Slope::of(&daily(0, &vec![1.0; MOST_POINTS])).unwrap().per_day, 0.0);
}

#[test]
fn the_example_of_tarlow_has_a_tau_of_one_and_none_without_its_slope() {
    let corrected =
        corrected_tau(&daily(1, &[1.0, 2.0, 3.0, 4.0, 5.0]), &daily(6, &[6.0, 7.0, 8.0, 9.0, 10.0]), Higher)
            .unwrap();
    assert_eq!((corrected.tau, corrected.per_day, corrected.pairs.tied), (0.0, 1.0, 25));
}

#[test]
fn a_slope_that_computers_cannot_write_exactly_is_taken_out_all_the_same() {
    let line = |days: std::ops::Range<u16>| -> Vec<Dated> {
        days.map(|day| (20_000.0 + f64::from(day), 18.0 - f64::from(day) / 7.0)).collect()
    };
    let corrected = corrected_tau(&line(0..9), &line(9..30), Lower).unwrap();
    assert_eq!((corrected.tau, corrected.pairs.tied), (0.0, 189));
}

#[test]
fn a_jump_stays_when_the_slope_is_taken_out() {
    let corrected =
        corrected_tau(&daily(1, &[20.0, 19.0, 18.0, 17.0, 16.0]), &daily(6, &[9.0, 8.0, 7.0]), Lower);
    assert_eq!(corrected.unwrap().tau, 1.0);
}

#[test]
fn without_a_slope_before_nothing_is_taken_out() {
    let (before, after) = ([4.0, 6.0, 5.0, 6.0, 4.0], [3.0, 5.0, 4.0]);
    let corrected = corrected_tau(&daily(1, &before), &daily(6, &after), Lower).unwrap();
    assert_eq!(corrected.per_day, 0.0);
    assert_eq!(corrected.pairs, Overlap::of(&before, &after, Lower).unwrap().pairs);
}

#[test]
fn a_slope_is_taken_out_from_five_points_before_and_three_after_on() {
    let days = |first, many| daily(first, &vec![1.0; many]);
    assert_eq!(corrected_tau(&days(1, 4), &days(6, 3), Lower), None);
    assert_eq!(corrected_tau(&days(1, 5), &days(6, 2), Lower), None);
    assert!(corrected_tau(&days(1, 5), &days(6, 3), Lower).is_some());
    assert_eq!(corrected_tau(&[(1.0, 2.0); 5], &days(6, 3), Lower), None);
}

fn points(many: std::ops::Range<usize>) -> impl Strategy<Value = Vec<Dated>> {
    vec((0_i32..60, 0_i32..28).prop_map(|(day, value)| (f64::from(day), f64::from(value))), many)
}

proptest! {
    #[test]
    fn a_line_shifted_and_stretched_is_as_much_steeper(
        line in points(3..12), days in -99_i32..99, shift in -99_i32..99, scale in 1_i32..9,
    ) {
        let [days, shift, scale] = [days, shift, scale].map(f64::from);
        let other: Vec<Dated> = line.iter().map(|(x, y)| (x + days, y * scale + shift)).collect();
        match (Slope::of(&line), Slope::of(&other)) {
            (Some(one), Some(other)) => {
                same(one.per_day * scale, other.per_day);
                same(one.intercept * scale + shift, other.intercept + other.per_day * days);
            }
            (one, other) => prop_assert_eq!(one, other),
        }
    }

    #[test]
    fn the_order_of_points_changes_no_slope(
        (line, mixed) in points(3..12).prop_flat_map(|it| (Just(it.clone()), Just(it).prop_shuffle())),
    ) {
        prop_assert_eq!(Slope::of(&line), Slope::of(&mixed));
    }

    #[test]
    fn a_fall_mirrors_a_rise(before in points(5..12), after in points(3..12)) {
        let turned = |it: &[Dated]| -> Vec<Dated> { it.iter().map(|(x, y)| (*x, 27.0 - y)).collect() };
        let one = corrected_tau(&before, &after, Lower);
        let other = corrected_tau(&turned(&before), &turned(&after), Higher);
        prop_assert_eq!(one.map(|it| it.pairs), other.map(|it| it.pairs));
        prop_assert!(one.is_none_or(|it| it.tau.abs() <= 1.0));
    }

    #[test]
    fn a_trend_laid_over_everything_changes_nothing_of_what_is_left_without_it(
        before in points(5..12), after in points(3..12), sevenths in -9_i32..9,
    ) {
        let steeper = |it: &[Dated]| -> Vec<Dated> {
            it.iter().map(|(x, y)| (*x, y + x * f64::from(sevenths) / 7.0)).collect()
        };
        let one = corrected_tau(&before, &after, Lower);
        let other = corrected_tau(&steeper(&before), &steeper(&after), Lower);
        prop_assert_eq!(one.map(|it| it.pairs), other.map(|it| it.pairs));
    }
}
