//! `cargo xtask bench`: each row of the budgets that exists today, beside the floor that this machine sets.
//!
//! The ratio to the floor is what counts; the absolute figure depends on the machine. One table, one `bench.json`.

mod floors;
mod guide;
mod http;
mod inside;
mod load;
mod machine;
mod map;
mod measures;
mod over_time;
mod table;

use std::{
    path::Path,
    time::{Duration, Instant},
};

use crate::{
    Result,
    journal::{Written, entries},
    tools::{cargo, given_binary, run, workspace},
};
use table::Table;

const ENTRIES: usize = 10_000;
const MANY_ENTRIES: usize = 100_000;
const ENTRY_BYTES: usize = 2_048;
const SEED: u64 = 20_260_101;

/// Measures the release build, prints the table, writes `bench.json`. Tells whether all budgets were kept.
pub(crate) fn bench(long: bool) -> Result<bool> {
    match given_binary() {
        Some(binary) => {
            println!("measuring {} as it was built, and ourselves likewise", binary.display());
            measure(&binary, long)
        }
        None if cfg!(debug_assertions) => {
            // What is measured from inside runs in this very process, so it too has to be optimised.
            let more: &[&str] = if long { &["--long"] } else { &[] };
            let again = ["run", "--release", "--quiet", "--package", "xtask", "--", "bench"];
            Ok(cargo(&[&again[..], more].concat()).status()?.success())
        }
        None => {
            let build = Instant::now();
            run(&mut cargo(&["build", "--release", "--package", "hearken"]))?;
            println!("release build (what was not built yet): {:.0} s", build.elapsed().as_secs_f64());
            measure(&workspace().join("target/release/hearken"), long)
        }
    }
}

fn measure(binary: &Path, long: bool) -> Result<bool> {
    let scratch = tempfile::TempDir::with_prefix("hearken-bench-")?;
    let mut table = Table::default();
    let journal = entries(ENTRIES, ENTRY_BYTES, SEED);
    let notebook = inside::measure(&mut table, &scratch.path().join("notebook"), &journal)?;
    if long {
        let (ten, hundred) = (notebook.opened_in, open_many(&scratch.path().join("many"))?);
        table.row("open after key derivation, 100,000 entries").took(hundred, Duration::from_millis(600));
        table.row("the same, for each of 10,000").took(hundred / 10, ten.mul_f64(1.2));
    }
    over_time::measure(&mut table)?;
    measures::measure(&mut table)?;
    http::measure(&mut table, binary, &scratch, &notebook)?;
    table.finish(&workspace().join("bench.json"))
}

fn open_many(folder: &Path) -> Result<Duration> {
    let journal: Vec<Written> = entries(MANY_ENTRIES, ENTRY_BYTES, SEED);
    Ok(inside::measure(&mut Table::default(), folder, &journal)?.opened_in)
}

/// The middle one of several runs of the same thing.
fn median(mut runs: Vec<Duration>) -> Duration {
    runs.sort_unstable();
    runs[runs.len() / 2]
}

/// The run that 99 of 100 are not slower than.
fn p99(mut runs: Vec<Duration>) -> Duration {
    runs.sort_unstable();
    runs[(runs.len() * 99 / 100).min(runs.len() - 1)]
}

/// How long each of `times` runs takes.
fn timed<T>(times: usize, mut what: impl FnMut() -> Result<T>) -> Result<Vec<Duration>> {
    let mut runs = Vec::with_capacity(times);
    for _ in 0..times {
        let begun = Instant::now();
        std::hint::black_box(what()?);
        runs.push(begun.elapsed());
    }
    Ok(runs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_and_the_99th_of_a_hundred_are_where_they_belong() {
        let runs: Vec<_> = (1..=100).rev().map(Duration::from_millis).collect();
        assert_eq!(median(runs.clone()), Duration::from_millis(51));
        assert_eq!(p99(runs), Duration::from_millis(100));
        assert_eq!(p99(vec![Duration::from_secs(3)]), Duration::from_secs(3));
    }
}
