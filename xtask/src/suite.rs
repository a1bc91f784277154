//! `cargo xtask test`: every test there is, in one go, with one table at the end.

use std::process::Command;

use crate::{
    Result, browser, proof, spelling,
    summary::{Outcome, Summary},
    tools::{build_debug_binary, cargo, need_cargo_tool, need_postgres, run},
};

/// Runs everything. Tells whether nothing failed.
pub(crate) fn test() -> Result<bool> {
    let mut summary = Summary::default();
    summary.step("unit, integration and tidy tests", || {
        need_cargo_tool("cargo-nextest")?;
        need_postgres()?;
        held(&mut cargo(&["nextest", "run", "--workspace"]))
    });
    summary.step("examples in the documentation", || {
        held(&mut cargo(&["test", "--doc", "--workspace", "--quiet"]))
    });
    summary.step("spelling of what people read", spelling::check);
    summary.step("debug binary", || build_debug_binary().map(|()| Outcome::Held(String::new())));
    browser_tests(&mut summary);
    proof::add_to(&mut summary);
    Ok(summary.finish())
}

fn held(command: &mut Command) -> Result<Outcome> {
    run(command).map(|()| Outcome::Held(String::new()))
}

fn browser_tests(summary: &mut Summary) {
    summary
        .step("browser tests: what they need", || browser::install().map(|()| Outcome::Held(String::new())));
    summary.step("browser code: types", || held(&mut browser::npx(&["tsc", "--noEmit"])));
    summary.step("browser code: unit tests", || held(&mut browser::unit()));
    summary.step("browser tests", || held(&mut browser::playwright(&[])?));
}
