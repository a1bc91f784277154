//! A break in a line.

use hearken_core::statistics::{Dated, Interrupted, Shows};
use proptest::{collection::vec, prelude::*};

use super::{daily, prints, same};

fn example() -> Interrupted {
    let before = daily(1, &[18.0, 17.0, 19.0, 18.0, 16.0]);
    let after = daily(6, &[14.0, 12.0, 11.0, 9.0, 8.0, 8.0, 7.0, 9.0]);
    Interrupted::of(&before, &after).unwrap()
}

#[test]
fn the_worked_series_has_its_line_before_and_its_change_of_slope() {
    prints(example().start, 1, "18.5");
    prints(example().per_day, 2, "-0.30");
    prints(example().slope, 4, "-0.5333");
}

#[test]
fn the_jump_is_the_one_at_the_first_point_after() {
    prints(example().level, 4, "-4.0333");
}

#[test]
fn counted_from_one_the_jump_would_be_that_of_a_step_before() {
    prints(example().level - example().slope, 1, "-3.5");
}

fn steady(before: usize, after: usize) -> Option<Interrupted> {
    Interrupted::of(&daily(1, &vec![9.0; before]), &daily(30, &vec![6.0; after]))
}

#[test]
fn a_jump_needs_five_points_on_each_side_and_a_change_of_slope_eight() {
    let shows = |before, after| steady(before, after).map(|it| it.shows);
    assert_eq!([shows(4, 12), shows(12, 4)], [None, None]);
    assert_eq!([shows(5, 5), shows(7, 12), shows(12, 7)], [Some(Shows::Level); 3]);
    assert_eq!(shows(8, 8), Some(Shows::LevelAndSlope));
    assert_eq!(example().shows, Shows::Level);
}

#[test]
fn a_phase_all_on_one_day_has_no_line() {
    let days = daily(1, &[9.0; 6]);
    assert_eq!(Interrupted::of(&days, &[(40.0, 3.0); 6]), None);
    assert_eq!(Interrupted::of(&[(0.0, 3.0); 6], &days), None);
}

#[test]
fn phases_that_lie_across_each_other_are_no_break() {
    assert_eq!(Interrupted::of(&daily(1, &[9.0; 6]), &daily(5, &[9.0; 6])), None);
    // The day of the break can have a point on each side.
    assert!(Interrupted::of(&daily(1, &[9.0; 6]), &daily(6, &[9.0; 6])).is_some());
}

/// b0 to b3 from the four normal equations, by elimination with pivots.
fn by_normal_equations(before: &[Dated], after: &[Dated]) -> [f64; 4] {
    let first = after.iter().map(|(day, _)| *day).fold(f64::MAX, f64::min);
    let rows = before.iter().map(|(t, y)| ([1.0, *t, 0.0, 0.0], *y));
    let rows = rows.chain(after.iter().map(|(t, y)| ([1.0, *t, 1.0, t - first], *y)));
    let mut system = [[0.0; 5]; 4];
    for (terms, y) in rows {
        for (line, factor) in system.iter_mut().zip(terms) {
            line.iter_mut().zip(terms).for_each(|(cell, term)| *cell += factor * term);
            line[4] += factor * y;
        }
    }
    for n in 0..4 {
        let pivot = (n..4).max_by(|a, b| system[*a][n].abs().total_cmp(&system[*b][n].abs())).unwrap();
        system.swap(n, pivot);
        let line = system[n].map(|cell| cell / system[n][n]);
        for (other, cells) in system.iter_mut().enumerate() {
            let factor = cells[n];
            let reduced = |(cell, of): (&mut f64, f64)| *cell -= factor * of;
            match other == n {
                true => *cells = line,
                false => cells.iter_mut().zip(line).for_each(reduced),
            }
        }
    }
    system.map(|line| line[4])
}

fn phase(first: i32) -> impl Strategy<Value = Vec<Dated>> {
    let day = (first..first + 40, 0_i32..28).prop_map(|(day, value)| (f64::from(day), f64::from(value)));
    vec(day, 5..14).prop_filter("more than one day", |days| days.iter().any(|it| it.0 != days[0].0))
}

proptest! {
    #[test]
    fn two_lines_solve_the_four_normal_equations(before in phase(0), after in phase(40)) {
        let fitted = Interrupted::of(&before, &after).unwrap();
        let found = [fitted.start, fitted.per_day, fitted.level, fitted.slope];
        for (one, other) in found.into_iter().zip(by_normal_equations(&before, &after)) {
            prop_assert!((one - other).abs() < 1e-6 * one.abs().max(1.0), "{} and {}", one, other);
        }
    }

    #[test]
    fn a_break_shifted_in_time_and_stretched_is_the_same_break(
        before in phase(0), after in phase(40), days in 0_i32..20_000, shift in -99_i32..99, scale in -9_i32..9,
    ) {
        let [days, shift, scale] = [days, shift, scale].map(f64::from);
        let other = |it: &[Dated]| -> Vec<Dated> { it.iter().map(|(x, y)| (x + days, y * scale + shift)).collect() };
        let one = Interrupted::of(&before, &after).unwrap();
        let moved = Interrupted::of(&other(&before), &other(&after)).unwrap();
        same(one.level * scale, moved.level);
        same(one.slope * scale, moved.slope);
        same(one.per_day * scale, moved.per_day);
    }
}
