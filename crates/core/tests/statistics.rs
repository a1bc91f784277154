//! Statistics of one person: every worked number of the literature to its printed digits, what has to hold for any
//! numbers, and that numbers that carry nothing give nothing.

mod any;
mod change;
mod interrupted;
mod overlap;
mod shrunken;
mod slope;

use hearken_core::statistics::Dated;

/// Equal to so many digits after the point, as printed.
#[track_caller]
fn prints(number: f64, digits: usize, printed: &str) {
    assert_eq!(format!("{number:.digits$}"), printed, "{number}");
}

/// Equal but for what computers round.
#[track_caller]
fn same(one: f64, other: f64) {
    let size = 1.0_f64.max(one.abs()).max(other.abs());
    assert!((one - other).abs() <= 1e-9 * size, "{one} and {other}");
}

/// Values on the days 1, 2, 3 and so on, beginning with `first`.
fn daily(first: u16, values: &[f64]) -> Vec<Dated> {
    (first..).map(f64::from).zip(values.iter().copied()).collect()
}
