//! Many people at once: 1,000 who write and read, 10,000 connections, two servers that are killed in turn, and what one
//! notebook costs on each database.
//!
//! What is measured is the real `hearken serve`, from outside. Only the people are made from inside, through the library:
//! a thousand sign-ups would be minutes of key derivation, which the server does one at a time on purpose.

mod browser;
mod costs;
mod crowd;
mod database;
mod hour;
mod ledger;
mod load;
mod pen;
mod people;
mod process;
mod two;

pub(crate) use costs::costs;
pub(crate) use crowd::{bare_server, prove as prove_crowd};
pub(crate) use database::Postgres;
pub(crate) use load::prove as prove_load;
pub(crate) use two::prove as prove_two_servers;

use std::{path::PathBuf, time::Duration};

use crate::{
    Result,
    summary::Outcome,
    tools::{cargo, given_binary, run, workspace},
};

/// The middle one.
fn p50(times: &mut [Duration]) -> Duration {
    part(times, 50)
}

/// The one that 99 of 100 are not slower than.
fn p99(times: &mut [Duration]) -> Duration {
    part(times, 99)
}

fn part(times: &mut [Duration], of_hundred: usize) -> Duration {
    times.sort_unstable();
    times
        .get((times.len() * of_hundred / 100).min(times.len().saturating_sub(1)))
        .copied()
        .unwrap_or_default()
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

/// The optimised program: the one that was given, or built now.
fn release_binary() -> Result<PathBuf> {
    if let Some(binary) = given_binary() {
        return Ok(binary);
    }
    run(&mut cargo(&["build", "--release", "--package", "hearken"]))?;
    Ok(workspace().join("target/release/hearken"))
}

/// Runs the same once more as an optimised build, of the program and of the one who measures it.
fn in_release(task: &[&str]) -> Result<Outcome> {
    let again = ["run", "--release", "--quiet", "--package", "xtask", "--"];
    let mut command = cargo(&[&again[..], task].concat());
    run(command.env("HEARKEN_BIN", release_binary()?))?;
    Ok(Outcome::Held("as an optimised build, above".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_a_hundred_are_where_they_belong_and_of_nothing_are_nothing() {
        let mut times: Vec<_> = (1..=100).rev().map(Duration::from_millis).collect();
        assert_eq!(
            (p50(&mut times), p99(&mut times)),
            (Duration::from_millis(51), Duration::from_millis(100))
        );
        assert_eq!(p99(&mut []), Duration::ZERO);
    }
}
