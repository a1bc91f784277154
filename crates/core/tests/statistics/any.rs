//! Whatever finite numbers are handed in, what comes out is a number that can be shown, or nothing.

use hearken_core::statistics::{
    Dated,
    Direction::{self, Higher, Lower},
    Interrupted, Norms, Outcome, Overlap, Reliability, Shrunken, Slope, Threshold, baseline, corrected_tau,
    cut_off, expected_retest, ird, pand, pem, pnd, remission, response, s_within, smallest_p, tau_u,
};
use proptest::{collection::vec, num, prelude::*};

/// Any finite number: ordinary, tiny, huge, both zeros, and a few that come again and again.
fn number() -> impl Strategy<Value = f64> {
    prop_oneof![
        num::f64::POSITIVE | num::f64::NEGATIVE | num::f64::SUBNORMAL | num::f64::ZERO,
        (-3_i8..4).prop_map(f64::from),
        prop_oneof![Just(f64::MAX), Just(f64::MIN), Just(f64::MIN_POSITIVE), Just(-0.0)],
    ]
}

fn numbers() -> impl Strategy<Value = Vec<f64>> {
    prop_oneof![
        3 => vec(number(), 0..14),
        1 => vec((-3_i8..4).prop_map(f64::from), 0..14),
        1 => (number(), 0_usize..14).prop_map(|(value, many)| vec![value; many]),
    ]
}

fn dated() -> impl Strategy<Value = Vec<Dated>> {
    (numbers(), numbers()).prop_map(|(days, values)| days.into_iter().zip(values).collect())
}

fn both() -> [Direction; 2] {
    [Lower, Higher]
}

/// All of them can be shown.
#[track_caller]
fn shown(all: impl IntoIterator<Item = f64>) {
    all.into_iter().for_each(|number| assert!(number.is_finite(), "{number}"));
}

/// Overlap is about order alone, so that huge numbers are as good as others.
fn look_at_overlap(before: &[f64], after: &[f64], direction: Direction) {
    let overlap = Overlap::of(before, after, direction);
    assert_eq!(overlap.is_some(), before.len() >= 3 && after.len() >= 3);
    if let Some(it) = overlap {
        let (nap, tau) = (it.interval, it.tau_interval());
        shown([it.nap, it.se, it.null_se, it.tau(), nap.low, nap.high, tau.low, tau.high]);
        assert!(it.se >= 0.0);
        assert!(0.0 <= nap.low && nap.low <= it.nap && it.nap <= nap.high && nap.high <= 1.0);
        assert_eq!(it.pairs.total(), (before.len() * after.len()) as u64);
    }
    shown([tau_u, pnd, pem, pand, ird].iter().filter_map(|measure| measure(before, after, direction)));
    let most = (before.len() * before.len()) as u64;
    assert!(s_within(before, direction).unsigned_abs() <= most);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn any_two_phases_have_an_overlap_that_can_be_shown(before in numbers(), after in numbers()) {
        both().into_iter().for_each(|direction| look_at_overlap(&before, &after, direction));
        let p = smallest_p(before.len(), after.len());
        prop_assert!(p > 0.0 && p <= 1.0);
    }

    #[test]
    fn any_points_have_a_slope_that_can_be_shown_or_none(before in dated(), after in dated()) {
        shown(Slope::of(&before).into_iter().flat_map(|it| [it.per_day, it.intercept]));
        for direction in both() {
            let corrected = corrected_tau(&before, &after, direction);
            shown(corrected.into_iter().flat_map(|it| [it.tau, it.per_day]));
            prop_assert!(corrected.is_none_or(|it| it.tau.abs() <= 1.0));
        }
        shown(baseline(&before, 7.0));
    }

    #[test]
    fn any_points_have_a_break_that_can_be_shown_or_none(mut points in dated()) {
        points.sort_by(|one, other| one.0.total_cmp(&other.0));
        for at in 0..=points.len() {
            let (before, after) = points.split_at(at);
            let broken = Interrupted::of(before, after);
            shown(broken.into_iter().flat_map(|it| [it.start, it.per_day, it.level, it.slope]));
        }
    }

    #[test]
    fn any_change_can_be_shown_or_is_none([a, b, c, d] in [number(), number(), number(), number()]) {
        if let Some(it) = Reliability::new(a, b) {
            shown([it.sem(), it.s_diff(), it.threshold()]);
            shown(it.rc(c, d));
        }
        shown(cut_off(Norms { mean: a, sd: b }, Norms { mean: c, sd: d }));
        shown(expected_retest(a, b, c));
        for direction in both() {
            let _: [Outcome; 2] = [Threshold::AtLeast(c), Threshold::MoreThan(c)]
                .map(|threshold| Outcome::of(a, b, direction, threshold, Some(d)));
            let _: [Option<bool>; 2] = [response(a, b, direction, c), remission(a, b, direction, c, d)];
        }
        if let Some(it) = Shrunken::of(a, b, c) {
            shown([it.weight, it.mean, it.sd, it.interval.low, it.interval.high]);
            prop_assert!((0.0..=1.0).contains(&it.at_most(d)) && (0.0..=1.0).contains(&it.at_least(d)));
        }
    }
}

#[test]
fn what_is_not_a_number_gives_nothing() {
    for odd in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let values = [1.0, odd, 3.0, 4.0, 5.0];
        let days = values.map(|value| (value, 2.0));
        let on_days = values.map(|value| (3.0, value));
        assert_eq!(Overlap::of(&values, &[1.0; 5], Lower), None);
        for points in [days, on_days] {
            assert_eq!(Slope::of(&points), None);
            assert_eq!(corrected_tau(&points, &points, Lower), None);
            assert_eq!(Interrupted::of(&points, &points), None);
        }
        assert_eq!(Shrunken::of(odd, 3.0, 6.0), None);
        assert_eq!(Reliability::new(odd, 0.8), None);
        assert_eq!(Reliability::new(5.0, odd), None);
    }
}
