//! The table at the end of a long command: what was run, how it went, how long it took.

use std::time::{Duration, Instant};

use crate::Result;

/// How one step went.
pub(crate) enum Outcome {
    /// It held; with a few words on what was seen.
    Held(String),
    /// It could not be tried here, and why. Never used for something that could have been tried.
    Skipped(String),
}

struct Row {
    name: String,
    verdict: &'static str,
    note: String,
    took: Duration,
}

/// Runs steps one after another and remembers how each went.
#[derive(Default)]
pub(crate) struct Summary {
    rows: Vec<Row>,
}

impl Summary {
    /// Runs one step and says so before and after.
    pub(crate) fn step(&mut self, name: &str, step: impl FnOnce() -> Result<Outcome>) {
        println!("\n── {name}");
        let begun = Instant::now();
        let (verdict, note) = match step() {
            Ok(Outcome::Held(note)) => ("passed", note),
            Ok(Outcome::Skipped(why)) => ("skipped", why),
            Err(trouble) => ("FAILED", trouble.to_string()),
        };
        let took = begun.elapsed();
        println!("   {verdict} in {:.1} s: {note}", took.as_secs_f64());
        self.rows.push(Row { name: name.to_owned(), verdict, note, took });
    }

    /// Prints the table; tells whether nothing failed.
    pub(crate) fn finish(self) -> bool {
        let width = self.rows.iter().map(|row| row.name.chars().count()).max().unwrap_or(0);
        println!();
        for row in &self.rows {
            let first_line = row.note.lines().next().unwrap_or("");
            println!(
                "{:<width$}  {:>7.1} s  {:<7}  {first_line}",
                row.name,
                row.took.as_secs_f64(),
                row.verdict
            );
        }
        let count = |verdict: &str| self.rows.iter().filter(|row| row.verdict == verdict).count();
        let (passed, failed, skipped) = (count("passed"), count("FAILED"), count("skipped"));
        println!("\n{passed} passed, {failed} failed, {skipped} skipped");
        failed == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_failed_step_fails_the_whole() {
        let mut summary = Summary::default();
        summary.step("holds", || Ok(Outcome::Held(String::new())));
        summary.step("breaks", || Err("a planted fault".into()));
        assert!(!summary.finish());
    }

    #[test]
    fn a_skipped_step_is_shown_and_fails_nothing() {
        let mut summary = Summary::default();
        summary.step("cannot be tried", || Ok(Outcome::Skipped("no mount".into())));
        assert_eq!(summary.rows[0].verdict, "skipped");
        assert!(summary.finish());
    }
}
