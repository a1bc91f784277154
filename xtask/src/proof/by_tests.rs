//! Proofs whose harness is a Rust test: what is asked of the library is asked in its own process. The short form is the
//! test as `cargo xtask test` runs it with all the others; the long one is the same test with `HEARKEN_LONG` set.

use super::Lab;
use crate::{
    Result,
    summary::Outcome,
    tools::{cargo, listen, need_cargo_tool, need_postgres},
};

/// Some tests of one crate.
pub(super) struct Tests {
    /// The crate.
    pub(super) package: &'static str,
    /// Which of its tests: beginnings of their full names, as nextest has them.
    pub(super) named: &'static [&'static str],
    /// How many these are at least, so that a renamed test does not go missing unseen.
    pub(super) least: usize,
}

const GUESSING: Tests = Tests { package: "hearken-seal", named: &["unlocker::guessing::"], least: 8 };
const PUBLISHED: Tests =
    Tests { package: "hearken-seal", named: &["published::", "foreign::fernet::"], least: 3 };
const FROZEN: Tests =
    Tests { package: "hearken-seal", named: &["every", "a_good_thing", "a_fresh_world"], least: 5 };
const STORED: Tests = Tests { package: "hearken-vault", named: &["stored::"], least: 3 };
const NONCES: Tests = Tests { package: "hearken-seal", named: &["no_nonce", "a_repeated_nonce"], least: 2 };
const UPDATES: Tests =
    Tests { package: "hearken-store", named: &["sqlite::update::", "versions::"], least: 10 };
const INTERLEAVINGS: Tests = Tests { package: "hearken-web", named: &["interleavings::"], least: 2 };

pub(super) fn interleavings(lab: &Lab) -> Result<Outcome> {
    all_hold(lab, &[INTERLEAVINGS])
}

const AWAY: Tests = Tests { package: "hearken-store", named: &["postgres::away::"], least: 6 };
const ON_SQLITE: Tests = Tests { package: "hearken-store", named: &["conformance::sqlite::"], least: 100 };
const ON_POSTGRES: Tests =
    Tests { package: "hearken-store", named: &["conformance::postgres::"], least: 100 };
const THERE_AND_BACK: Tests = Tests { package: "hearken", named: &["postgres::"], least: 4 };

const OPEN_DOORS: Tests = Tests { package: "hearken", named: &["serve_refused", "tls::t30_"], least: 2 };
const OWN_TLS: Tests = Tests { package: "hearken", named: &["tls::"], least: 5 };
const PROXIES: Tests = Tests { package: "hearken-listen", named: &["proxy::", "t34_"], least: 5 };
const LARGE_AND_SLOW: Tests = Tests { package: "hearken-listen", named: &["bodies::", "heads::"], least: 13 };
const CROWDS: Tests = Tests {
    package: "hearken-listen",
    named: &["crowds::", "crowd::", "heads::", "bodies::t40_"],
    least: 10,
};
const LIMITS: Tests = Tests { package: "hearken", named: &["limits::"], least: 3 };
const SMUGGLING: Tests = Tests { package: "hearken-listen", named: &["smuggling::"], least: 3 };

const DOCTOR: Tests =
    Tests { package: "hearken", named: &["t58_", "running::t58_", "commands::doctor::"], least: 14 };

const HISTORIES: Tests = Tests { package: "hearken-store", named: &["spaces_any::"], least: 1 };
const PAUSES: Tests = Tests { package: "hearken-web", named: &["sharing_any::"], least: 1 };
const SPACES: Tests = Tests {
    package: "hearken-store",
    named: &["conformance::sqlite::spaces::", "conformance::postgres::spaces::"],
    least: 40,
};
const DOCTORED: Tests = Tests { package: "hearken-store", named: &["integrity::doctored::"], least: 4 };
const AFTER_THE_END: Tests = Tests {
    package: "hearken-store",
    named: &["conformance::sqlite::spaces::who", "conformance::postgres::spaces::who"],
    least: 6,
};
const SIDE_BY_SIDE: Tests = Tests { package: "hearken-web", named: &["accounts::side_by_side::"], least: 1 };
const MATRIX: Tests = Tests { package: "hearken-web", named: &["accounts::matrix::", "sharing"], least: 4 };
const AT_REST: Tests = Tests {
    package: "hearken-store",
    named: &[
        "conformance::sqlite::notebooks::no_word",
        "conformance::postgres::notebooks::no_word",
        "conformance::sqlite::spaces::no_word",
        "conformance::postgres::spaces::no_word",
        "backup::a_backup_holds_no_word",
    ],
    least: 5,
};
const LOOKS: Tests = Tests { package: "hearken-store", named: &["spaces_looks::t24_"], least: 1 };
const GUESSED_AT: Tests = Tests {
    package: "hearken-store",
    named: &[
        "conformance::sqlite::known::",
        "conformance::postgres::known::",
        "conformance::sqlite::names::t29_",
        "conformance::postgres::names::t29_",
        "conformance::sqlite::waiting::",
        "conformance::postgres::waiting::",
    ],
    least: 24,
};
const TOLD: Tests = Tests { package: "hearken", named: &["watching::t29_"], least: 1 };
const ZIPS: Tests = Tests { package: "hearken-report", named: &["recognise::"], least: 6 };

pub(super) fn histories(lab: &Lab) -> Result<Outcome> {
    all_hold(lab, &[HISTORIES, PAUSES])
}

pub(super) fn malicious_server(lab: &Lab) -> Result<Outcome> {
    need_postgres()?;
    all_hold(lab, &[SPACES, DOCTORED])
}

pub(super) fn no_longer_in(lab: &Lab) -> Result<Outcome> {
    need_postgres()?;
    all_hold(lab, &[AFTER_THE_END])
}

pub(super) fn side_by_side(lab: &Lab) -> Result<Outcome> {
    all_hold(lab, &[SIDE_BY_SIDE])
}

pub(super) fn matrix(lab: &Lab) -> Result<Outcome> {
    all_hold(lab, &[MATRIX])
}

pub(super) fn at_rest(lab: &Lab) -> Result<Outcome> {
    need_postgres()?;
    all_hold(lab, &[AT_REST])
}

pub(super) fn looks(lab: &Lab) -> Result<Outcome> {
    all_hold(lab, &[LOOKS])
}

pub(super) fn guessed_at(lab: &Lab) -> Result<Outcome> {
    need_postgres()?;
    all_hold(lab, &[GUESSED_AT, TOLD])
}

pub(super) fn zips(lab: &Lab) -> Result<Outcome> {
    all_hold(lab, &[ZIPS])
}

pub(super) fn doctor(lab: &Lab) -> Result<Outcome> {
    all_hold(lab, &[DOCTOR])
}

pub(super) fn open_doors(lab: &Lab) -> Result<Outcome> {
    all_hold(lab, &[OPEN_DOORS])
}

pub(super) fn own_tls(lab: &Lab) -> Result<Outcome> {
    all_hold(lab, &[OWN_TLS, PROXIES])
}

pub(super) fn large_and_slow(lab: &Lab) -> Result<Outcome> {
    all_hold(lab, &[LARGE_AND_SLOW, LIMITS])
}

pub(super) fn crowds(lab: &Lab) -> Result<Outcome> {
    all_hold(lab, &[CROWDS, LIMITS])
}

pub(super) fn smuggling(lab: &Lab) -> Result<Outcome> {
    all_hold(lab, &[SMUGGLING])
}

pub(super) fn database_away(lab: &Lab) -> Result<Outcome> {
    need_postgres()?;
    all_hold(lab, &[AWAY])
}

pub(super) fn both_databases(lab: &Lab) -> Result<Outcome> {
    need_postgres()?;
    all_hold(lab, &[ON_SQLITE, ON_POSTGRES, THERE_AND_BACK])
}

pub(super) fn updates(lab: &Lab) -> Result<Outcome> {
    all_hold(lab, &[UPDATES])
}

pub(super) fn known_answers(lab: &Lab) -> Result<Outcome> {
    all_hold(lab, &[PUBLISHED, FROZEN, STORED])
}

pub(super) fn nonces(lab: &Lab) -> Result<Outcome> {
    all_hold(lab, &[NONCES])
}

pub(super) fn guesses(lab: &Lab) -> Result<String> {
    GUESSING.hold(lab)
}

fn all_hold(lab: &Lab, tests: &[Tests]) -> Result<Outcome> {
    let held: Vec<String> = tests.iter().map(|tests| tests.hold(lab)).collect::<Result<_>>()?;
    Ok(Outcome::Held(held.join("; ")))
}

impl Tests {
    /// Runs them, at length in the long form, and says how many held.
    pub(super) fn hold(&self, lab: &Lab) -> Result<String> {
        let (passed, output) = self.run(if lab.is_short() { &[] } else { &[("HEARKEN_LONG", "1")] })?;
        if !passed {
            return Err(format!("{}: {output}", self.package).into());
        }
        let count = count_in(&output).ok_or_else(|| format!("nextest said no number: {output}"))?;
        if count < self.least {
            let Self { package, named, least } = self;
            return Err(format!("only {count} of {least} tests in {package} are called {named:?}").into());
        }
        let form = if lab.is_short() { "" } else { " at length" };
        Ok(format!("{count} tests of {}{form}", self.package))
    }

    /// Runs them with these variables set. Tells whether all passed, and what was printed.
    pub(super) fn run(&self, environment: &[(&str, &str)]) -> Result<(bool, String)> {
        need_cargo_tool("cargo-nextest")?;
        let names: Vec<String> = self.named.iter().map(|name| format!("test(/^{name}/)")).collect();
        let mut command = cargo(&["nextest", "run", "--package", self.package, "--profile", "long", "-E"]);
        command.arg(names.join(" + ")).envs(environment.iter().copied());
        let output = listen(&mut command)?;
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        Ok((output.status.success(), said))
    }
}

/// The number in nextest's "8 tests run: 8 passed".
fn count_in(said: &str) -> Option<usize> {
    let summary = said.lines().rev().find(|line| line.contains("run: "))?;
    let words: Vec<&str> = summary.split_whitespace().collect();
    let at = words.iter().position(|word| *word == "run:")?;
    words.get(at.checked_sub(2)?)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_of_tests_is_read_and_a_run_of_none_has_none() {
        assert_eq!(count_in("x\n     Summary [  26.5s] 8 tests run: 8 passed, 95 skipped\n"), Some(8));
        assert_eq!(count_in("     Summary [  0.5s] 1 test run: 1 passed, 95 skipped\n"), Some(1));
        assert_eq!(count_in("error: no tests to run\n"), None);
    }
}
